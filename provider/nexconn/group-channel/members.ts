import { z } from "zod";
import { isFlagged, type MembershipMode } from "../../collections/membership";
import { MembershipChange, type MembershipOperations } from "../../collections/membership-change";
import { notAccepted, type Refused } from "../../collections/not-accepted";
import { withoutUnknown } from "../../collections/unknown-people";
import { type ImError, refusal } from "../../errors";
import { everyItem } from "../../http/pages";
import { described, flag, shownName, text, word } from "../../schema/fields";
import type { Problem } from "../../schema/problems";
import { pickDefined } from "../../values/objects";
import { type MemberAnswer, roles } from "../answers";
import { type Call, caps } from "../calls";
import { codes, type NexconnClient } from "../client";
import { userIdField } from "../ids";
import { usersOf } from "../people";

/** A member of a group channel; `{}` is an ordinary one. */
export interface GroupMember {
  /** Whether the member is an admin. A group has at most 10. */
  admin?: boolean | undefined;
  /** The member's name in the group. Left out, it is the member's own business. */
  nickname?: string | undefined;
  /** Your own data about the member. */
  extra?: string | undefined;
}

/** Members by userId. */
export type GroupMembers = Record<string, GroupMember>;

/** The vendor's word for who helps the owner. */
export const adminFlag = "admin";

const mostAdmins = 10;

/** Members of a group, the owner included. */
export const mostMembers = 3_000;

const member = described(
  z.strictObject({ admin: flag().optional(), nickname: shownName(text(64)).optional(), extra: text(128).optional() }),
  "an object with admin, nickname, extra",
  "Write {} for an ordinary member.",
);

export function membersField() {
  return described(
    z.record(userIdField(), member),
    "a map by userId, or a list of userIds and of objects with a userId",
    'Write { alice: { admin: true }, bob: {} } or ["alice", { userId: "bob" }].',
  );
}

/** What is wrong with the admins among the members. */
export function adminsConflicts(members: GroupMembers): Problem[] {
  const admins = Object.values(members).filter((member) => isFlagged(member, adminFlag)).length;
  if (admins <= mostAdmins) return [];
  return [
    {
      path: ["members"],
      seen: `${admins} admins`,
      allowed: `${mostAdmins} admins`,
      fix: "Leave out `admin` of some members.",
    },
  ];
}

export function membershipField() {
  return word({ authoritative: "members are the whole group", additive: "only those named are managed" });
}

/** What a member who was just added has. */
export const untouchedMember = { nickname: "", extra: "" } as const;

/** Everybody in a group, the owner too. */
export function everybody(client: NexconnClient, channelId: string): Promise<Map<string, MemberAnswer>> {
  const call = "group-channel/member/list";
  return everyItem<MemberAnswer, string | undefined>({
    facts: { vendor: "nexconn", call, object: channelId },
    first: undefined,
    read: async (pageToken) => {
      // In the order of joining, so that who joins meanwhile comes at the end.
      const asked = { channelId, memberRole: 0, pageToken, pageSize: caps.membersPerPage, order: 0 };
      const page = await client.call(call, asked, { object: channelId });
      return { items: page.members, next: page.pageToken || undefined, total: page.totalCount };
    },
    idOf: ({ userId }) => userId,
    gave: (found, total) => `for ${channelId} gave ${found} members of ${total}`,
  });
}

/** The members beside the owner. */
export async function membersOf(client: NexconnClient, channelId: string, owner: string): Promise<GroupMembers> {
  const all = await everybody(client, channelId);
  all.delete(owner);
  return Object.fromEntries(
    [...all].map(([id, { role, nickname, extra }]) => [
      id,
      {
        ...(role === roles.admin && { admin: true }),
        nickname,
        extra,
      },
    ]),
  );
}

/** What a change of a group's owner and members goes by. */
export interface GroupMembership {
  channelId: string;
  owner: string;
  members: GroupMembers | undefined;
  membership?: MembershipMode | undefined;
  shouldDeleteMute?: 0 | 1 | undefined;
  shouldDeleteAllowedSendersList?: 0 | 1 | undefined;
  shouldDeleteFavorites?: 0 | 1 | undefined;
}

/** The people of a group. */
export interface GroupPeople {
  owner?: string | undefined;
  members?: GroupMembers | undefined;
}

/**
 * A change of a group's owner and members.
 * @param onLeave called when somebody has left
 * @param around what is to happen beside the vendor's calls
 */
export function groupMemberChange(
  client: NexconnClient,
  goal: GroupMembership,
  current: GroupPeople,
  prior: GroupPeople,
  onLeave: () => void,
  around = (operations: MembershipOperations<GroupMember>) => operations,
): MembershipChange<GroupMember> {
  const { channelId, owner, members, membership = "authoritative" } = goal;
  return new MembershipChange(
    around(operations(client, goal, onLeave)),
    { what: `nexconn group channel ${channelId}`, owner, members, mode: membership, limit: mostMembers },
    current,
    prior,
  );
}

function operations(
  client: NexconnClient,
  goal: GroupMembership,
  onLeave: () => void,
): MembershipOperations<GroupMember> {
  const { channelId } = goal;
  const object = { object: channelId };
  const whatGoesAlong = pickDefined(goal, [
    "shouldDeleteMute",
    "shouldDeleteAllowedSendersList",
    "shouldDeleteFavorites",
  ]);
  const send = (call: Call, userIds: readonly string[], more: object = {}) =>
    client.call(call, { channelId, userIds, ...more }, object);

  /**
   * Makes a call about several people. It may be refused because of one for whom it is so already, by somebody else's doing
   * since we looked: then the others are sent alone.
   */
  async function forAll(
    call: Call,
    userIds: readonly string[],
    refusals: readonly number[],
    isDone: (present: MemberAnswer | undefined) => boolean,
    more: object = {},
  ): Promise<void> {
    try {
      await send(call, userIds, more);
    } catch (error) {
      if (!refusals.includes(refusal(error)?.vendorCode ?? 0)) throw error;
      const present = await everybody(client, channelId);
      const left = userIds.filter((id) => !isDone(present.get(id)));
      if (left.length === userIds.length) throw error;
      if (left.length > 0) await forAll(call, left, refusals, isDone, more);
    }
  }

  const joinAll = async (userIds: readonly string[]) => {
    await forAll("group-channel/join", userIds, [codes.alreadyMember], (present) => present !== undefined);
    return new Map<string, string>();
  };

  return {
    caps: { add: caps.membersPerJoin, remove: caps.membersPerLeave, managers: caps.adminsPerCall },
    flag: adminFlag,
    mostManagers: mostAdmins,
    untouched: untouchedMember,
    add: async (userIds) => ({ refused: await withoutUnknown(usersOf(client), userIds, joinAll) }),
    remove: async (userIds) => {
      onLeave();
      const isGone = (present: MemberAnswer | undefined) => present === undefined;
      await forAll("group-channel/leave", userIds, [codes.notMember], isGone, whatGoesAlong);
    },
    promote: async (userIds) => {
      await send("group-channel/admin/add", userIds);
    },
    demote: async (userIds) => {
      const isNoAdmin = (present: MemberAnswer | undefined) => present?.role !== roles.admin;
      await forAll("group-channel/admin/remove", userIds, [codes.notAdmin, codes.notMember], isNoAdmin);
    },
    transfer: async (newOwner, isLeaving) => {
      if (isLeaving) onLeave();
      const leaving = isLeaving ? { shouldLeave: 1, ...whatGoesAlong } : { shouldLeave: 0 };
      await client.call("group-channel/transfer/owner", { channelId, newOwner, ...leaving }, object);
    },
    setFields: async (changes, accepted) => {
      for (const [userId, fields] of changes) {
        const changed = pickDefined(fields, ["nickname", "extra"]);
        await client.call("group-channel/member/set", { channelId, userId, ...changed }, object);
        accepted(userId, changed);
      }
    },
  };
}

/** What to do about those who could not join. */
export const whatLetsThemJoin = "Register them, or remove them from members";

/** The error that tells who did not join, or nothing where everybody did. */
export function notJoined(channelId: string, refused: Refused): ImError | undefined {
  const facts = { vendor: "nexconn", call: "group-channel/join", object: channelId };
  return notAccepted(`nexconn group channel ${channelId}`, { add: refused }, facts, whatLetsThemJoin);
}
