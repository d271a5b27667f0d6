import { z } from "zod";
import { type Entries, EntriesChange, type EntriesOperations } from "../../collections/entries";
import { normaliseMembers } from "../../collections/membership";
import { records } from "../../http/answers";
import { group } from "../../schema/fields";
import type { Problem } from "../../schema/problems";
import { canonicalInstant, instant, instantMs, instantText } from "../../schema/timestamps";
import { chunks } from "../../values/chunks";
import { own } from "../../values/objects";
import { caps } from "../calls";
import type { TencentClient } from "../client";
import { forThose } from "../people";
import { userIdField } from "../user-id";

/** The vendor's number of seconds, and of the end in what it lists, for one without an end. */
export const forever = 4_294_967_295;

/** Until when: an instant, or {@link forever}. */
export type End = string | typeof forever;

/** Somebody who may not send. */
export interface Muted {
  /** Until when. Once past, it is no longer part of what is declared: it shows no difference and makes no call. */
  MutedUntil?: End | undefined;
}

/** Somebody who may not be in the group. */
export interface Banned {
  /** Until when. Once past, it is no longer part of what is declared: it shows no difference and makes no call. */
  BannedUntil?: End | undefined;
}

/** Mutes or bans by UserID. */
export type Restrictions = Entries<Muted & Banned>;

/** How the vendor speaks of mutes and of bans. */
const kinds = {
  MutedAccountList: { endKey: "MutedUntil", verb: "mute", what: "mutes", cap: caps.mutesPerCall },
  BannedAccountList: { endKey: "BannedUntil", verb: "ban", what: "bans", cap: caps.bansPerCall },
} as const;

export type RestrictionList = keyof typeof kinds;

export const restrictionLists = Object.keys(kinds) as RestrictionList[];

export type RestrictionVerb = (typeof kinds)[RestrictionList]["verb"];

/** What a list does to people, in a word. */
export function verbOf(list: RestrictionList): RestrictionVerb {
  return kinds[list].verb;
}

/** Later ones could not be told from one without an end. */
const mostDays = 10_000;

/** No two clocks agree: nearer than this, two ends are one. */
const toleranceMs = 60_000;

export function restrictionsField(list: RestrictionList) {
  const { endKey } = kinds[list];
  const end = group(
    z.union([z.literal(forever), instant(mostDays)]),
    `${forever} (for ever), or an instant in ISO 8601 with its zone, at most ${mostDays} days ahead`,
    'Write it as in "2026-12-24T18:00:00Z"; one that has passed is accepted and ignored.',
  );
  const example = `{ alice: { ${endKey}: "2026-12-24T18:00:00Z" }, bob: {} }`;
  return group(
    z.record(
      userIdField(),
      group(z.strictObject({ [endKey]: end }), `an object with ${endKey}`, "Write {} for one without an end."),
    ),
    `a map by UserID, or a list of UserIDs and of objects with a Member_Account, each with its ${endKey}`,
    `Write ${example}.`,
  );
}

/** A map by UserID, in which everybody has an end. */
export function normaliseRestrictions(raw: unknown, list: RestrictionList): { members: unknown; problems: Problem[] } {
  const { endKey } = kinds[list];
  const { members, problems } = normaliseMembers(raw, "Member_Account", (id) => id, undefined, list);
  if (!(members instanceof Object)) return { members, problems };
  const entries = Object.entries(members).map(([id, one]) => [id, withEnd(one, endKey)]);
  return { members: Object.fromEntries(entries), problems };
}

function withEnd(one: unknown, endKey: string): unknown {
  if (!(one instanceof Object) || Array.isArray(one)) return one;
  const { [endKey]: end = forever, ...rest } = one as Record<string, unknown>;
  return { ...rest, [endKey]: canonicalInstant(end) };
}

/** Those that have not ended. */
export function unended(restrictions: Restrictions, now: number): Restrictions {
  return those(restrictions, (one) => endMs(one) > now);
}

/**
 * What the vendor lists, in the words of what is declared: an end that is the declared one within a minute reads as
 * declared, and so does one that has passed.
 */
export async function restrictionsOf(
  client: TencentClient,
  GroupId: string,
  list: RestrictionList,
  declared: Restrictions,
): Promise<Restrictions> {
  const { endKey } = kinds[list];
  const listed = list === "MutedAccountList" ? await mutesOf(client, GroupId) : await bansOf(client, GroupId);
  const now = client.now();
  const running = [...listed].filter(([, seconds]) => seconds * 1000 > now);
  const live = running.map(([id, seconds]) => [id, { [endKey]: told(seconds, own(declared, id)) }]);
  return { ...those(declared, (one) => endMs(one) <= now), ...Object.fromEntries(live) };
}

function told(seconds: number, declared: Restrictions[string] | undefined): End {
  if (seconds >= forever) return forever;
  const end = declared && endOf(declared);
  const isAsDeclared = typeof end === "string" && Math.abs(endMs(declared ?? {}) - seconds * 1000) <= toleranceMs;
  return isAsDeclared ? end : instantText(seconds * 1000);
}

async function mutesOf(client: TencentClient, GroupId: string): Promise<Map<string, number>> {
  const call = "group_open_http_svc/get_group_muted_account";
  const { MutedAccountList, ShuttedUinList } = await client.call(call, { GroupId }, { object: GroupId });
  const listed = records(MutedAccountList ?? ShuttedUinList);
  return new Map(listed.map((one) => [String(one.Member_Account), Number(one.MutedUntil ?? one.ShuttedUntil)]));
}

async function bansOf(client: TencentClient, GroupId: string): Promise<Map<string, number>> {
  const call = "group_open_http_svc/get_group_ban_member";
  const found = new Map<string, number>();
  for (let Offset = 0; ; ) {
    const page = await client.call(call, { GroupId, Limit: caps.bansPerPage, Offset }, { object: GroupId });
    for (const one of records(page.BannedAccountList)) found.set(String(one.Member_Account), Number(one.BannedUntil));
    if (!page.NextOffset) return found;
    Offset = Number(page.NextOffset);
  }
}

/** Where a change of mutes or bans begins, and what it writes into. */
export interface RestrictionsChangeStart {
  GroupId: string;
  /** Left out, they are not managed. */
  declared: Restrictions | undefined;
  /** What is there, where it has been read. */
  live: Restrictions | undefined;
  /** What the state before holds. */
  known: Restrictions | undefined;
  /** Whether those of others are expected. */
  isAdditive: boolean;
  record(restrictions: Restrictions): void;
}

/**
 * A change of a group's mutes or bans.
 * @param refused gets those whom the vendor did not take
 */
export function restrictionsChange(
  client: TencentClient,
  list: RestrictionList,
  start: RestrictionsChangeStart,
  refused: Map<string, string>,
): EntriesChange<Restrictions[string]> {
  const { GroupId, declared, live, known = {}, isAdditive, record } = start;
  const { what, cap } = kinds[list];
  const now = client.now();
  const send = (ids: readonly string[], seconds: number) =>
    forThose(client, ids, (some) => restrict(client, list, GroupId, some, seconds).then(() => new Map()));
  const operations: EntriesOperations<Restrictions[string]> = {
    what: `${what} in tencent group ${GroupId}`,
    othersExpected: isAdditive,
    isSame: (one, other) => endOf(one) === endOf(other),
    read: async () => unended(await restrictionsOf(client, GroupId, list, declared ?? {}), now),
    put: async (entries, accepted) => {
      for (const { ids, seconds } of bySeconds(entries, now, cap)) {
        const left = await send(ids, seconds);
        for (const [id, reason] of left) refused.set(id, reason);
        accepted(ids.filter((id) => !left.has(id)));
      }
    },
    drop: async (ids, gone) => {
      for (const some of chunks(ids, cap)) {
        // Of an account that does not exist there is nothing to lift.
        await send(some, 0);
        gone(some);
      }
    },
    record: (entries) => record({ ...those(declared ?? {}, (one) => endMs(one) <= now), ...entries }),
  };
  return new EntriesChange(operations, {
    declared: declared && unended(declared, now),
    live: live && unended(live, now),
    known,
  });
}

/** Mutes or bans people for so many seconds; 0 lifts it. */
async function restrict(
  client: TencentClient,
  list: RestrictionList,
  GroupId: string,
  Members_Account: readonly string[],
  seconds: number,
): Promise<void> {
  const people = { GroupId, Members_Account };
  const about = { object: GroupId };
  if (list === "MutedAccountList") {
    await client.call("group_open_http_svc/forbid_send_msg", { ...people, MuteTime: seconds }, about);
  } else if (seconds === 0) {
    await client.call("group_open_http_svc/unban_group_member", people, about);
  } else {
    await client.call("group_open_http_svc/ban_group_member", { ...people, Duration: seconds }, about);
  }
}

/** Restrictions in pieces that one call takes: at most so many, all of one length. */
function bySeconds(restrictions: Restrictions, now: number, most: number): { ids: string[]; seconds: number }[] {
  const idsBySeconds = new Map<number, string[]>();
  for (const [id, one] of Object.entries(restrictions)) {
    const seconds = endOf(one) === forever ? forever : Math.max(1, Math.ceil((endMs(one) - now) / 1000));
    idsBySeconds.set(seconds, [...(idsBySeconds.get(seconds) ?? []), id]);
  }
  return [...idsBySeconds].flatMap(([seconds, all]) => chunks(all, most).map((ids) => ({ ids, seconds })));
}

function endOf({ MutedUntil, BannedUntil }: Restrictions[string]): End | undefined {
  return MutedUntil ?? BannedUntil;
}

/** In epoch milliseconds; one without an end is infinite. */
function endMs(one: Restrictions[string]): number {
  const end = endOf(one);
  return end === forever ? Number.POSITIVE_INFINITY : (instantMs(end) ?? Number.NEGATIVE_INFINITY);
}

function those(restrictions: Restrictions, wanted: (one: Restrictions[string]) => boolean): Restrictions {
  return Object.fromEntries(Object.entries(restrictions).filter(([, one]) => wanted(one)));
}
