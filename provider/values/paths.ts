/** Where a value stands in another. */
export type Path = (string | number)[];

export function isSamePath(one: Path, other: Path): boolean {
  return one.length === other.length && startsWith(one, other);
}

/** Whether a path leads to `start` or into it. */
export function startsWith(path: Path, start: Path): boolean {
  return start.length <= path.length && start.every((part, i) => String(part) === String(path[i]));
}

/** Whether one path leads to the other, or into it. */
export function isRelated(one: Path, other: Path): boolean {
  return startsWith(one, other) || startsWith(other, one);
}

/** The value at a place, or undefined where there is none: a key may be called `constructor`. */
export function at(value: unknown, path: Path): unknown {
  let here = value;
  for (const part of path) here = ownValue(here, part);
  return here;
}

/** The value of a key that an object or a list has itself. */
export function ownValue(holder: unknown, key: string | number): unknown {
  if (typeof holder !== "object" || holder === null || !Object.hasOwn(holder, key)) return undefined;
  return (holder as Record<string | number, unknown>)[key];
}

/** A copy in which the value at a path is another one; undefined takes it out. A path that leads nowhere changes nothing. */
export function replacedAt(value: unknown, [first, ...rest]: Path, by: unknown): unknown {
  if (first === undefined) return by;
  if (Array.isArray(value)) return value.map((item, i) => (i === Number(first) ? replacedAt(item, rest, by) : item));
  // An index of a list that has become a map is no key of it.
  if (typeof value !== "object" || value === null || typeof first === "number") return value;
  const entries = Object.entries(value).map(([key, item]) => [key, key === first ? replacedAt(item, rest, by) : item]);
  if (rest.length === 0 && !Object.hasOwn(value, first)) entries.push([first, by]);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}
