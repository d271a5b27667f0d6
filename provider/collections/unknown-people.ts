import { withMore } from "../errors";
import type { Refused } from "./not-accepted";

/** How a vendor says, and is asked, who exists. */
export interface PeopleLookup {
  /** The vendor's word for one of them, such as `account`. */
  noun: string;
  /** Whether a call about several people may have been refused because one of them does not exist. */
  mayBeUnknown(error: unknown): boolean;
  /** Whether each of them exists, in the order of the ids. */
  exist(ids: readonly string[]): Promise<readonly boolean[]>;
}

/** Why somebody who does not exist was not taken. */
export function noSuch({ noun }: PeopleLookup): string {
  return `no such ${noun}`;
}

/** Those of the ids that nobody has. */
export async function unknownAmong(lookup: PeopleLookup, ids: readonly string[]): Promise<string[]> {
  const exist = await lookup.exist(ids);
  return ids.filter((_, i) => !exist[i]);
}

/**
 * Makes a call about several people, of whom the vendor refuses all where one does not exist, and does not say which: then
 * those who exist are sent alone.
 * @param send makes the call, and says who was not taken for another reason
 * @returns who was not taken, with the reason
 */
export async function withoutUnknown(
  lookup: PeopleLookup,
  ids: readonly string[],
  send: (ids: readonly string[]) => Promise<Refused>,
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  try {
    return new Map(await send(ids));
  } catch (error) {
    const unknown = lookup.mayBeUnknown(error) ? await unknownAmong(lookup, ids) : [];
    if (unknown.length === 0) throw error;
    const known = ids.filter((id) => !unknown.includes(id));
    const refused = await withoutUnknown(lookup, known, send);
    for (const id of unknown) refused.set(id, noSuch(lookup));
    return refused;
  }
}

/** Makes a call about several people, whose refusal names those who do not exist: the vendor says only that there is one. */
export async function namingUnknown<T>(lookup: PeopleLookup, ids: readonly string[], call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!lookup.mayBeUnknown(error)) throw error;
    // Where looking fails as well, the refusal is the one to tell.
    const unknown = await unknownAmong(lookup, ids).catch(() => []);
    throw unknown.length > 0 ? tellingUnknown(lookup, unknown, error) : error;
  }
}

/** A refusal that names those who do not exist. */
export function tellingUnknown({ noun }: PeopleLookup, unknown: readonly string[], error: unknown): unknown {
  return withMore(error, `No such ${noun} in this app: ${unknown.join(", ")}.`);
}
