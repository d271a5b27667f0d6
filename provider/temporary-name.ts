import { markPattern } from "./mark";

const prefix = "pulumi-im:";
const temporary = new RegExp(`^${prefix}(${markPattern})$`);

/** The name under which something is made whose create has no field for the mark, so that it is known again. */
export function temporaryName(mark: string): string {
  return `${prefix}${mark}`;
}

/** The mark in a temporary name; undefined for any other name. */
export function markInName(name: unknown): string | undefined {
  return temporary.exec(String(name))?.[1];
}
