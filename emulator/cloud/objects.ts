import { createHash } from "node:crypto";

/** A map as an object, each value as it is shown. */
export function byId<K, V, R>(map: ReadonlyMap<K, V>, show: (value: V, key: K) => R): Record<string, R> {
  return Object.fromEntries([...map].map(([key, value]) => [String(key), show(value, key)]));
}

/** A text as an answer shows it: where it is not set it is missing, empty or null. */
export function shownText(
  name: string,
  text: string | undefined,
  unset: "omit" | "empty" | "null",
): Record<string, string | null> {
  if (text !== undefined) return { [name]: text };
  return unset === "omit" ? {} : { [name]: unset === "null" ? null : "" };
}

/** Drops the ends that are over: of mutes, bans and the like, by whom they concern. */
export function forgetEnded(ends: Map<string, number>, now: number): Map<string, number> {
  for (const [who, until] of ends) if (until <= now) ends.delete(who);
  return ends;
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
