import { z } from "zod";
import { Ends } from "../collections/ends";
import type { Entries } from "../collections/entries";
import { described } from "../schema/fields";
import { timestamp } from "../schema/timestamps";
import { userIdField } from "./ids";

/** The longest mute or ban that the vendor takes. */
const mostMinutes = 43_200;
const mostDays = mostMinutes / 60 / 24;

const minuteMs = 60_000;

/** Where the end of a mute or ban stands. */
export type EndKey = "muteExpiresAt" | "banExpiresAt";

/** Mutes or bans by userId, each with its end; one without an end is for good. */
export type Restrictions = Entries<{ [Key in EndKey]?: string | undefined }>;

/** The end of a mute or ban. */
export function endField() {
  return timestamp(mostDays);
}

/** Mutes or bans by userId. */
export function restrictionsField<const Key extends EndKey, End extends z.ZodType>(endKey: Key, end: End) {
  const mayBeForGood = end instanceof z.ZodOptional;
  const example = `{ alice: { ${endKey}: "2026-12-24T18:00:00Z" }${mayBeForGood ? ", bob: {}" : ""} }`;
  const restriction = described(
    z.strictObject({ [endKey]: end } as { [K in Key]: End }),
    `an object with ${endKey}`,
    `Write ${example}.`,
  );
  return described(
    z.record(userIdField(), restriction),
    `a map by userId, each with its ${endKey}${mayBeForGood ? ", or {} for good" : ""}`,
    `Write ${example}.`,
  );
}

const ends = new Ends<Restrictions[string]>({
  endOf: ({ muteExpiresAt, banExpiresAt }) => muteExpiresAt ?? banExpiresAt,
  good: undefined,
  unitMs: minuteMs,
  lengthOfGood: 0,
  longest: mostMinutes,
  // The vendor takes whole minutes.
  toleranceMs: 2 * minuteMs,
  // It says of open channels only that its times are in UTC; elsewhere they may be those of its home.
  zonesMs: [0, 8 * 60 * minuteMs],
});

export const isSameEnd = ends.isSame;

/** Those that have not ended. */
export function unended(restrictions: Restrictions, now: number): Restrictions {
  return ends.unended(restrictions, now);
}

/**
 * What the vendor lists, in the words of what is declared.
 * @param listed whom, and until when in epoch milliseconds
 */
export function readRestrictions(
  listed: readonly (readonly [id: string, end: number])[],
  endKey: EndKey,
  declared: Restrictions,
  now: number,
): Restrictions {
  const live = listed.map(([id, end]) => [id, liveEnd(end, now)] as const);
  return ends.read(live, declared, now, (end) => (end === undefined ? {} : { [endKey]: end }));
}

/** Restrictions in pieces that one call takes: at most so many, all of one length. */
export function byMinutes(restrictions: Restrictions, now: number, most: number): { ids: string[]; minutes: number }[] {
  return ends.byLength(restrictions, now, most).map(({ ids, length }) => ({ ids, minutes: length }));
}

/** Whole minutes until an end, as the vendor takes them; 0 stands for good. */
export function minutesUntil(end: string | undefined, now: number): number {
  return ends.length(end, now);
}

/** How the vendor shows one that is for good is not documented: without an end, or with one that no mute can have. */
function liveEnd(end: number, now: number): number {
  return end > now + (mostMinutes + 24 * 60) * minuteMs ? Number.POSITIVE_INFINITY : end;
}
