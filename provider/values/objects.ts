/** Those of the named values that are given. */
export function pickDefined<T extends object, Key extends keyof T & string>(
  values: T,
  keys: readonly Key[],
): Partial<Pick<T, Key>> {
  const given = keys.filter((key) => values[key] !== undefined);
  return Object.fromEntries(given.map((key) => [key, values[key]])) as Partial<Pick<T, Key>>;
}

/** A value of a map by names, of which one may be called `constructor`. */
export function own<V>(map: Record<string, V> | undefined, name: string): V | undefined {
  return map && Object.hasOwn(map, name) ? map[name] : undefined;
}
