import { z } from "zod";
import type { Entries } from "../collections/entries";
import { type Answer, records } from "../http/answers";
import { group } from "../schema/fields";
import { canonicalInstant, instant, instantMs, instantText } from "../schema/timestamps";
import { chunks } from "../values/chunks";
import { userIdField } from "./ids";

/** The longest mute or ban that the vendor takes. */
const mostMinutes = 43_200;
const mostDays = mostMinutes / 60 / 24;

const minuteMs = 60_000;

/** The vendor takes whole minutes, and no two clocks agree: nearer than this, two ends are one. */
const toleranceMs = 2 * minuteMs;

/** The vendor says of open channels only that its times are in UTC; elsewhere they may be those of its home. */
const zonesMs = [0, 8 * 60 * minuteMs];

/** Where the end of a mute or ban stands. */
export type EndKey = "muteExpiresAt" | "banExpiresAt";

/** Mutes or bans by userId, each with its end; one without an end is for good. */
export type Restrictions = Entries<{ [Key in EndKey]?: string | undefined }>;

/** The end of a mute or ban. */
export function endField() {
  return instant(mostDays);
}

/** Mutes or bans by userId. */
export function restrictionsField<const Key extends EndKey, End extends z.ZodType>(endKey: Key, end: End) {
  const mayBeForGood = end instanceof z.ZodOptional;
  const example = `{ alice: { ${endKey}: "2026-12-24T18:00:00Z" }${mayBeForGood ? ", bob: {}" : ""} }`;
  const restriction = group(
    z.strictObject({ [endKey]: end } as { [K in Key]: End }),
    `an object with ${endKey}`,
    `Write ${example}.`,
  );
  return group(
    z.record(userIdField(), restriction),
    `a map by userId, each with its ${endKey}${mayBeForGood ? ", or {} for good" : ""}`,
    `Write ${example}.`,
  );
}

/** One way of writing each end. */
export function withCanonicalEnds(restrictions: unknown, endKey: EndKey): unknown {
  if (!(restrictions instanceof Object) || Array.isArray(restrictions)) return restrictions;
  return Object.fromEntries(
    Object.entries(restrictions).map(([id, one]) => [
      id,
      one instanceof Object && endKey in one
        ? { ...one, [endKey]: canonicalInstant((one as Record<string, unknown>)[endKey]) }
        : one,
    ]),
  );
}

/** Those that have not ended. */
export function unended(restrictions: Restrictions, now: number): Restrictions {
  return Object.fromEntries(Object.entries(restrictions).filter(([, one]) => !hasEnded(one, now)));
}

export function isSameEnd(a: Restrictions[string], b: Restrictions[string]): boolean {
  return endOf(a) === endOf(b);
}

/**
 * What the vendor lists, in the words of what is declared: an end that is the declared one within the vendor's minutes reads
 * as declared, and so does one that has passed.
 */
export function readRestrictions(
  listed: unknown,
  idKey: "userId" | "participantId",
  endKey: EndKey,
  declared: Restrictions,
  now: number,
): Restrictions {
  const live: [string, Restrictions[string]][] = records(listed).map((item) => {
    const id = String(item[idKey]);
    const said = Object.hasOwn(declared, id) ? declared[id] : undefined;
    return [id, told(item, endKey, said, now)];
  });
  const ended = Object.entries(declared).filter(([, one]) => hasEnded(one, now));
  return { ...Object.fromEntries(ended), ...Object.fromEntries(live) };
}

/** Restrictions in pieces that one call takes: at most so many, all of one length. */
export function byMinutes(restrictions: Restrictions, now: number, most: number): { ids: string[]; minutes: number }[] {
  const idsByMinutes = new Map<number, string[]>();
  for (const [id, one] of Object.entries(restrictions)) {
    const minutes = minutesUntil(endOf(one), now);
    idsByMinutes.set(minutes, [...(idsByMinutes.get(minutes) ?? []), id]);
  }
  return [...idsByMinutes].flatMap(([minutes, all]) => chunks(all, most).map((ids) => ({ ids, minutes })));
}

/** Whole minutes until an end, as the vendor takes them; 0 stands for good. */
export function minutesUntil(end: string | undefined, now: number): number {
  const ms = instantMs(end);
  return ms === undefined ? 0 : Math.min(Math.max(Math.ceil((ms - now) / minuteMs), 1), mostMinutes);
}

function endOf({ muteExpiresAt, banExpiresAt }: Restrictions[string]): string | undefined {
  return muteExpiresAt ?? banExpiresAt;
}

function hasEnded(one: Restrictions[string], now: number): boolean {
  return (instantMs(endOf(one)) ?? Number.POSITIVE_INFINITY) <= now;
}

function told(item: Answer, endKey: EndKey, declared: Restrictions[string] | undefined, now: number) {
  const live = vendorTime(item[endKey]);
  // How the vendor shows one that is for good is not documented: without an end, or with one that no mute can have.
  const isForGood = live === undefined || live > now + (mostMinutes + 24 * 60) * minuteMs;
  if (isForGood) return {};
  const end = instantMs(declared && endOf(declared));
  const isAsDeclared = end !== undefined && zonesMs.some((zone) => Math.abs(live - zone - end) <= toleranceMs);
  return isAsDeclared ? { [endKey]: instantText(end) } : { [endKey]: instantText(live) };
}

/** Epoch milliseconds of a time such as `2026-12-24 18:00:00`. */
function vendorTime(text: unknown): number | undefined {
  const parts = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})/.exec(String(text ?? ""));
  return parts ? instantMs(`${parts[1]}T${parts[2]}Z`) : undefined;
}
