import { isObject } from "../values/values";
import { markKey } from "./mark";

const lastLine = new RegExp(`(^|\\n)${markKey}:\\S*$`);

/** Whether a text has data of its own where the ownership mark stands: it would be read as the mark, and be lost. */
export function takesPlaceOfMark(text: string): boolean {
  return lastLine.test(text) || hasKey(text);
}

/** Whether a name is of the form in which an object bears its mark until it is finished. */
export function isNameOfUnfinished(name: string): boolean {
  return new RegExp(`^${markKey}:\\S*$`).test(name);
}

function hasKey(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && Object.hasOwn(value, markKey);
  } catch {
    return false;
  }
}
