import { isObject, jsonObject } from "../cloud/values";
import type { WireAnswer } from "./line";

/** What a vendor answered. */
export interface Answer {
  readonly call: string;
  /** The HTTP status. */
  readonly status: number;
  /** The code in the body; undefined where no body of the vendor's form came. */
  readonly code: number | undefined;
  /** Whether the call did what it was asked. */
  readonly ok: boolean;
  readonly headers: Headers;
  readonly body: unknown;
}

/**
 * What came over the wire as an answer.
 * @param codeKey where the vendor's code stands
 * @param isFine whether a code says that the call did what it was asked
 */
export function answerFrom(
  call: string,
  { status, headers, text }: WireAnswer,
  codeKey: string,
  isFine: (code: number | undefined) => boolean,
): Answer {
  const body = jsonObject(text);
  const told = body?.[codeKey];
  const code = typeof told === "number" ? told : undefined;
  return { call, status, code, ok: status < 300 && isFine(code), headers, body };
}

export type Path = readonly (string | number)[];

/** What stands at a path of an answer's body, as it is spelled; undefined where there is nothing. */
export function raw(answer: Answer, ...path: Path): unknown {
  let here: unknown = answer.body;
  for (const step of path) here = memberOf(here, step);
  return here;
}

/** What stands at a path, where anything on the way may also be JSON text. */
export function part(answer: Answer, ...path: Path): unknown {
  let here: unknown = unfolded(answer.body);
  for (const step of path) here = unfolded(memberOf(here, step));
  return here;
}

/** The list at a path; empty where there is none. */
export function listAt(answer: Answer, ...path: Path): readonly unknown[] {
  const found = part(answer, ...path);
  return Array.isArray(found) ? found.map(unfolded) : [];
}

function memberOf(value: unknown, step: string | number): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, step) : undefined;
}

/** An object or list that is written as JSON text, and everything else as it is. */
function unfolded(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** A number however it is spelled; NaN where it is none. */
export function numberOf(value: unknown): number {
  if (typeof value === "boolean") return value ? 1 : 0;
  return typeof value === "string" && value.trim() !== "" ? Number(value) : typeof value === "number" ? value : NaN;
}

/** Whether a flag is set, however it is spelled; one that is left out is not. */
export function isTrue(value: unknown): boolean {
  return value === true || value === 1 || value === "true" || value === "1";
}

/** A text however it is spelled; empty where it is not set. */
export function textOf(value: unknown): string {
  return value === undefined || value === null ? "" : String(value);
}

/** What kind of thing stands somewhere. */
export type Form =
  | "missing"
  | "null"
  | "boolean"
  | "number"
  | "text"
  | "empty text"
  | "list"
  | "empty list"
  | "object"
  | "empty object";

export function formOf(value: unknown): Form {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (typeof value === "boolean" || typeof value === "number") return typeof value === "boolean" ? "boolean" : "number";
  if (typeof value === "string") return value === "" ? "empty text" : "text";
  if (Array.isArray(value)) return value.length === 0 ? "empty list" : "list";
  return Object.keys(Object(value)).length === 0 ? "empty object" : "object";
}

/** The entry of a list whose key has a value, as an object; empty where there is none. */
export function entryOf(list: readonly unknown[], key: string, value: unknown): Readonly<Record<string, unknown>> {
  const found = list.find((one) => isObject(one) && one[key] === value);
  return isObject(found) ? found : {};
}

/** How an answer is named in a report: never by what it holds. */
export function named({ call, code, status }: Answer): string {
  return `${call} answered ${code ?? `HTTP ${status}`}`;
}
