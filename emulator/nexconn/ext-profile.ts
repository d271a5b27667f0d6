import type { NexconnSettings } from "./settings";

export const EXT_PAIRS = 10;
const KEY = /^ext_/;
const KEY_LENGTH = 32;
const VALUE_LENGTH = 256;

/** What is wrong with a pair of an extension map: the key it is about, and whether key or value. */
export function badPair(pairs: ReadonlyMap<string, string>): { key: string; what: "key" | "value" } | undefined {
  for (const [key, value] of pairs) {
    if (!KEY.test(key) || [...key].length > KEY_LENGTH) return { key, what: "key" };
    if ([...value].length > VALUE_LENGTH) return { key, what: "value" };
  }
  return undefined;
}

/** An extension map after a change, by what the settings say about absent keys and empty values. */
export function changedExt(
  before: ReadonlyMap<string, string>,
  change: ReadonlyMap<string, string>,
  merge: "merge" | "replace",
  { emptyExtValue }: Pick<NexconnSettings, "emptyExtValue">,
): Map<string, string> {
  const after = new Map(merge === "merge" ? [...before, ...change] : change);
  if (emptyExtValue === "delete") for (const [key, value] of after) if (value === "") after.delete(key);
  return after;
}
