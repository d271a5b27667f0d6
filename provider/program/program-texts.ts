import type { Problem } from "../schema/problems";
import { isObject } from "../values/values";

/** Half of a character that takes two units of UTF-16: no form of it can be sent or stored. */
const half = /\p{Surrogate}/u;

/**
 * The first text, of those at any depth of a value, with half a character in it; keys are texts too.
 * What is neither a text, a list nor a plain object is not looked into.
 */
export function halfCharacterIn(value: unknown, path: (string | number)[]): Problem | undefined {
  if (typeof value === "string") return half.test(value) ? problemAt(path, "a text") : undefined;
  if (Array.isArray(value)) return firstIn(value.entries(), path);
  if (!isPlain(value)) return undefined;
  const key = Object.keys(value).find((one) => half.test(one));
  return key === undefined ? firstIn(Object.entries(value), path) : problemAt([...path, key], "a key");
}

function firstIn(entries: Iterable<[string | number, unknown]>, path: (string | number)[]): Problem | undefined {
  for (const [key, item] of entries) {
    const found = halfCharacterIn(item, [...path, key]);
    if (found) return found;
  }
  return undefined;
}

function problemAt(path: (string | number)[], what: string): Problem {
  return {
    // As it stands, the problem itself could not be told.
    path: path.map((part) => (typeof part === "string" ? part.replace(/\p{Surrogate}/gu, "\ufffd") : part)),
    seen: `${what} with half a character in it (a lone surrogate)`,
    allowed: "texts of whole characters",
    fix: 'It was cut in the middle of an emoji or of a like character: cut by characters, as in [...text].slice(0, 20).join("").',
  };
}

/** Whether a value is an object of nothing but data. Not told by class alone: it may come from another realm. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (!isObject(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
