import { createHash } from "node:crypto";

/** A map as an object, each value as it is shown. */
export function byId<K, V, R>(map: ReadonlyMap<K, V>, show: (value: V, key: K) => R): Record<string, R> {
  return Object.fromEntries([...map].map(([key, value]) => [String(key), show(value, key)]));
}

/** Drops the ends that are over: of mutes, bans and the like, by whom they concern. */
export function forgetEnded(ends: Map<string, number>, now: number): Map<string, number> {
  for (const [who, until] of ends) if (until <= now) ends.delete(who);
  return ends;
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
