import { isObject } from "../cloud/values";

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

/** The part of an answer's body at a path; undefined where there is none. */
export function part(answer: Answer, ...path: readonly (string | number)[]): unknown {
  let here: unknown = answer.body;
  for (const step of path) {
    if (typeof here !== "object" || here === null) return undefined;
    here = Reflect.get(here, step);
  }
  return here;
}

/** The list at a path of an answer's body; empty where there is none. */
export function listAt(answer: Answer, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = part(answer, ...path);
  return Array.isArray(found) ? found : [];
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
