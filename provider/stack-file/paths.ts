import type { Values } from "../definition";

/** Where a value stands in another. */
export type Path = (string | number)[];

export function isSamePath(one: Path, other: Path): boolean {
  return one.length === other.length && one.every((part, i) => part === other[i]);
}

/** The value at a place, or undefined where there is none. */
export function at(value: unknown, path: Path): unknown {
  let here = value;
  for (const part of path) here = here instanceof Object ? (here as Values)[part] : undefined;
  return here;
}
