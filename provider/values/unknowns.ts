import { ownValue } from "./paths";
import { isObject } from "./values";

/**
 * What the engine sends, at preview, for a value that is not computed yet, whatever its type. A test compares it with the
 * engine's own constant.
 */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function isUnknown(value: unknown): boolean {
  return value === unknownValue;
}

/** Whether a value is unknown, or holds one at any depth. */
export function holdsUnknown(value: unknown): boolean {
  if (isUnknown(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsUnknown);
}

/** Whether a path leads to an unknown value, or through one. */
export function leadsToUnknown(value: unknown, path: (string | number)[]): boolean {
  let here = value;
  for (const part of path) {
    if (isUnknown(here)) return true;
    here = ownValue(here, part);
  }
  return holdsUnknown(here);
}

/** The value without its unknown parts. */
export function withoutUnknowns<T>(value: T): Partial<T> {
  return prune(value) as Partial<T>;
}

function prune(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => !isUnknown(item)).map(prune);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => !isUnknown(item))
      .map(([key, item]) => [key, prune(item)]),
  );
}
