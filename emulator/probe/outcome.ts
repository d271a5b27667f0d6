import type { SettingValue } from "../cloud/settings";
import { type Answer, type Form, formOf } from "./answer";

/** What an experiment ended with. */
export type Outcome =
  | { readonly value: SettingValue; readonly after?: Answer | undefined }
  /** An answer that stands for no value. */
  | { readonly strange: Answer }
  /** A value of which the vendor's table says that it cannot be told. */
  | { readonly untellable: true };

/** What is known of a setting in the end. */
export type Finding = { readonly value: SettingValue } | { readonly untold: string };

/** It has a value; `after` is the answer that says so, to be named where the setting has no such value. */
export function told(value: SettingValue, after?: Answer): Outcome {
  return { value, after };
}

/** The code of an answer is the value. */
export function toldByCode(answer: Answer): Outcome {
  return answer.code === undefined ? { strange: answer } : told(answer.code, answer);
}

/** The HTTP status of an answer is the value, if it has the code that the setting is about. */
export function toldByStatus(answer: Answer, code: number): Outcome {
  return answer.code === code ? told(answer.status, answer) : { strange: answer };
}

/** The value that goes with the code of an answer. */
export function toldAs(answer: Answer, values: Readonly<Record<number, SettingValue>>): Outcome {
  const value = answer.code === undefined ? undefined : values[answer.code];
  return value === undefined ? { strange: answer } : told(value, answer);
}

/** The value that goes with something that an answer shows. */
export function toldFrom(
  answer: Answer,
  shown: unknown,
  values: readonly (readonly [unknown, SettingValue])[],
): Outcome {
  const found = values.find(([one]) => one === shown);
  return found ? told(found[1], answer) : { strange: answer };
}

/** The value that goes with the kind of thing that an answer has somewhere. */
export function toldByForm(
  answer: Answer,
  shown: unknown,
  forms: Readonly<Partial<Record<Form, SettingValue>>>,
): Outcome {
  const value = forms[formOf(shown)];
  return value === undefined ? { strange: answer } : told(value, answer);
}

export const untellable: Outcome = { untellable: true };
