import { z } from "zod";
import type { LiveMember, MembershipMode } from "../../collections/membership";
import { type Arrivals, MembershipChange, type MembershipOperations } from "../../collections/membership-change";
import { notAccepted, type Refused } from "../../collections/not-accepted";
import { withoutUnknown } from "../../collections/unknown-people";
import type { ImError } from "../../errors";
import { bytes, described, flag, shownName, text, word } from "../../schema/fields";
import { pickDefined } from "../../values/objects";
import { accidField } from "../accid";
import { type Call, caps } from "../calls";
import type { CommsEaseClient } from "../client";
import { accountsOf } from "../people";

/** A member of a team. */
export interface TeamMember {
  /** Whether the member is a manager. */
  manager?: boolean | undefined;
  /** The member's name within the team. Left out, it is the member's own business. */
  nick?: string | undefined;
  /** Your own data about the member, readable by clients. */
  custom?: string | undefined;
  /** Whether the member may not send in the team. */
  mute?: boolean | undefined;
}

/** The vendor's word for who helps the owner, a key of a member. */
export const managerFlag = "manager";

/** A member as a change sees it. */
export type LiveTeamMember = LiveMember<TeamMember>;

/** Members as a program may write them: a map by accid, or a list. */
export type MembersInput<M> = Record<string, M> | (string | (M & { accid: string }))[];

const memberSchema = z.strictObject({
  manager: flag().optional(),
  nick: shownName(text(32)).optional(),
  custom: bytes(1024).optional(),
  mute: flag().optional(),
});

export function memberField() {
  return described(memberSchema, "an object with manager, nick, custom, mute", "Write {} for an ordinary member.");
}

/** A map of members, whose members look as `member` says. */
export function membersField<S extends z.ZodType>(member: S) {
  return described(
    z.record(accidField(), member),
    "a map by accid, or a list of accids and of objects with an accid",
    'Write { alice: { manager: true }, bob: {} } or ["alice", { accid: "bob" }].',
  );
}

export function membershipField() {
  return word({ authoritative: "members are the whole team", additive: "only those named are managed" });
}

/** What a member who was just added has: the vendor starts with nothing set. */
const untouched = { nick: "", custom: "", mute: false } as const;

/** What a change of a team's membership goes by. */
export interface TeamMembership {
  tid: string;
  owner: string;
  members: Record<string, TeamMember> | undefined;
  membership?: MembershipMode | undefined;
  limit: number | undefined;
  msg?: string | undefined;
  magree?: 0 | 1 | undefined;
  attach?: string | undefined;
}

/** The people of a team, and what a change writes into. */
export interface TeamPeople {
  owner?: string | undefined;
  members?: Record<string, LiveTeamMember> | undefined;
}

/**
 * A change of a team's owner and members.
 * @param around what is to happen beside the vendor's calls
 */
export function teamMemberChange(
  client: CommsEaseClient,
  goal: TeamMembership,
  current: TeamPeople,
  prior: TeamPeople,
  around = (operations: MembershipOperations<TeamMember>) => operations,
): MembershipChange<TeamMember> {
  const { tid, owner, members, membership = "authoritative", limit } = goal;
  return new MembershipChange(
    around(teamOperations(client, goal, current)),
    { what: `commsease team ${tid}`, owner, members, mode: membership, limit },
    current,
    prior,
  );
}

/** What the vendor's calls do to the membership of a team. */
export function teamOperations(
  client: CommsEaseClient,
  { tid, msg = "", magree = 0, attach }: Pick<TeamMembership, "tid" | "msg" | "magree" | "attach">,
  current: TeamPeople,
): MembershipOperations<TeamMember> {
  const about = (call: Call) => (ids: readonly string[]) =>
    client.call(call, { tid, owner: current.owner, members: ids, attach }, tid).then(() => undefined);
  return {
    caps: { add: caps.membersPerAdd, remove: caps.membersPerKick, managers: caps.managersPerCall },
    flag: managerFlag,
    untouched,
    add: async (ids) => {
      const refused = await invite(client, ids, (members) =>
        client.call("team/add", { tid, owner: current.owner, members, magree, msg, attach }, tid),
      );
      return { refused, pending: magree === 1 ? ids : [] } satisfies Arrivals;
    },
    remove: about("team/kick"),
    promote: about("team/addManager"),
    demote: about("team/removeManager"),
    transfer: async (newowner, isLeaving) => {
      await client.call("team/changeOwner", { tid, owner: current.owner, newowner, leave: isLeaving ? 1 : 2 }, tid);
    },
    setFields: async (changes, accepted) => {
      for (const [accid, fields] of changes) {
        const on = { tid, owner: current.owner, accid };
        const { mute, ...texts } = fields;
        if (Object.keys(texts).length > 0) {
          await client.call("team/updateTeamNick", { ...on, ...pickDefined(texts, ["nick", "custom"]) }, tid);
          accepted(accid, texts);
        }
        if (mute === undefined) continue;
        await client.call("team/muteTlist", { ...on, mute: mute ? 1 : 0 }, tid);
        accepted(accid, { mute });
      }
    },
  };
}

/**
 * Invites people, and finds out who could not be: the vendor names those who are in too many teams, and refuses all where
 * one of them does not exist.
 * @returns who was not invited, with the reason
 */
export function invite(
  client: CommsEaseClient,
  accids: readonly string[],
  send: (accids: readonly string[]) => Promise<{ faccid: Refused }>,
): Promise<Map<string, string>> {
  return withoutUnknown(accountsOf(client), accids, async (some) => (await send(some)).faccid);
}

/** What to do about those who were not added. */
export const whatFreesThem = "Remove them from members, or free them from other teams";

/**
 * The error that tells who was not added, or nothing where everybody was.
 * @param what the team, such as `commsease team 2366968294`
 */
export function notAdded(what: string, call: Call, tid: string, refused: Refused): ImError | undefined {
  return notAccepted(what, { add: refused }, { vendor: "commsease", call, object: tid }, whatFreesThem);
}

/** Somebody who was just invited. */
export function invited(magree: 0 | 1): LiveTeamMember {
  return magree === 1 ? { pending: true } : {};
}
