import { z } from "zod";
import { withCanonicalEnds } from "../../collections/ends";
import { type Entries, EntriesChange, type EntriesOperations } from "../../collections/entries";
import { normaliseMembers } from "../../collections/membership";
import { everyItem } from "../../http/pages";
import { described } from "../../schema/fields";
import type { Problem } from "../../schema/problems";
import { timestamp } from "../../schema/timestamps";
import { chunks } from "../../values/chunks";
import { caps } from "../calls";
import type { TencentClient } from "../client";
import { type Banned, ends, forever, type Muted } from "../ends";
import { forThose } from "../people";
import { userIdField } from "../user-id";

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

export function restrictionsField(list: RestrictionList) {
  const { endKey } = kinds[list];
  const end = described(
    z.union([z.literal(forever), timestamp(mostDays)]),
    `${forever} (for ever), or an instant in ISO 8601 with its zone, at most ${mostDays} days ahead`,
    'Write it as in "2026-12-24T18:00:00Z"; one that has passed is accepted and ignored.',
  );
  const example = `{ alice: { ${endKey}: "2026-12-24T18:00:00Z" }, bob: {} }`;
  return described(
    z.record(
      userIdField(),
      described(z.strictObject({ [endKey]: end }), `an object with ${endKey}`, "Write {} for one without an end."),
    ),
    `a map by UserID, or a list of UserIDs and of objects with a Member_Account, each with its ${endKey}`,
    `Write ${example}.`,
  );
}

/** A map by UserID, in which everybody has an end. */
export function normaliseRestrictions(raw: unknown, list: RestrictionList): { members: unknown; problems: Problem[] } {
  const { members, problems } = normaliseMembers(raw, "Member_Account", (id) => id, undefined, list);
  return { members: withCanonicalEnds(members, kinds[list].endKey, forever), problems };
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
  const running = [...listed].map(([id, seconds]) => [id, endMs(seconds)] as const).filter(([, ms]) => ms > now);
  return ends.read(running, declared, now, (end) => ({ [endKey]: end }));
}

function endMs(seconds: number): number {
  return seconds >= forever ? Number.POSITIVE_INFINITY : seconds * 1000;
}

async function mutesOf(client: TencentClient, GroupId: string): Promise<Map<string, number>> {
  const call = "group_open_http_svc/get_group_muted_account";
  const answer = await client.call(call, { GroupId }, { object: GroupId });
  client.confirm(call, "GroupId", GroupId, answer.GroupId);
  return new Map(answer.MutedAccountList.map((one) => [one.Member_Account, one.MutedUntil]));
}

async function bansOf(client: TencentClient, GroupId: string): Promise<Map<string, number>> {
  const call = "group_open_http_svc/get_group_ban_member";
  const banned = await everyItem<{ Member_Account: string; BannedUntil: number }, number>({
    facts: { vendor: "tencent", call, object: GroupId },
    first: 0,
    read: async (Offset) => {
      const page = await client.call(call, { GroupId, Limit: caps.bansPerPage, Offset }, { object: GroupId });
      return { items: page.BannedAccountList, next: page.NextOffset === 0 ? undefined : page.NextOffset };
    },
    idOf: ({ Member_Account }) => Member_Account,
    gave: (found, total) => `for ${GroupId} gave ${found} bans of ${total}`,
  });
  return new Map([...banned].map(([id, { BannedUntil }]) => [id, BannedUntil]));
}

/** Where a change of mutes or bans begins, and what it writes into. */
export interface RestrictionsChangeStart {
  GroupId: string;
  /** Left out, they are not managed. */
  declared: Restrictions | undefined;
  /** What is there, where it has been read. */
  live: Restrictions | undefined;
  /** What the state before holds. */
  prior: Restrictions | undefined;
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
  const { GroupId, declared, live, prior = {}, isAdditive, record } = start;
  const { what, cap } = kinds[list];
  const now = client.now();
  const send = (ids: readonly string[], seconds: number) =>
    forThose(client, ids, (some) => restrict(client, list, GroupId, some, seconds).then(() => new Map()));
  const operations: EntriesOperations<Restrictions[string]> = {
    what: `${what} in tencent group ${GroupId}`,
    othersExpected: isAdditive,
    isSame: ends.isSame,
    read: async () => ends.unended(await restrictionsOf(client, GroupId, list, declared ?? {}), now),
    put: async (entries, accepted) => {
      for (const { ids, length } of ends.byLength(entries, now, cap)) {
        const left = await send(ids, length);
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
    record: (entries) => record({ ...ends.ended(declared ?? {}, now), ...entries }),
  };
  return new EntriesChange(operations, {
    declared: declared && ends.unended(declared, now),
    live: live && ends.unended(live, now),
    prior,
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
