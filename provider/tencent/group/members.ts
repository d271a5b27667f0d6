import { z } from "zod";
import type { LiveMember } from "../../collections/membership";
import type { MembershipOperations } from "../../collections/membership-change";
import { notAccepted, type Refused } from "../../collections/not-accepted";
import { ImError } from "../../errors";
import { everyItem } from "../../http/pages";
import { bytes, described, shownName, word } from "../../schema/fields";
import { own, pickDefined } from "../../values/objects";
import type { ListedMember } from "../answers";
import { caps } from "../calls";
import type { TencentClient } from "../client";
import { type CustomData, carryingKeys, customDataField, declaredOf, pairsToSend } from "../custom-data";
import { forThose, reasonsFor } from "../people";
import { userIdField } from "../user-id";

/** A member of a group; `{}` is an ordinary one. */
export interface GroupMember {
  /** `"Admin"` for one who helps the owner. Not in a group of type Private. */
  Role?: "Admin" | undefined;
  /** The member's name in the group. Left out, it is the member's own business; `""` clears it. */
  NameCard?: string | undefined;
  /** Your own data about the member; the app's console has to know the keys. A key that is taken out is removed. */
  AppMemberDefinedData?: CustomData | undefined;
}

export type GroupMembers = Record<string, GroupMember>;
export type LiveGroupMembers = Record<string, LiveMember<GroupMember>>;

/** The vendor's words for who helps the owner and who does not. */
export const adminFlag = { key: "Role", on: "Admin", off: "Member" } as const;

const member = described(
  z.strictObject({
    Role: word({ Admin: "helps the owner" }).optional(),
    NameCard: shownName(bytes(50)).optional(),
    AppMemberDefinedData: customDataField(64).optional(),
  }),
  "an object with Role, NameCard, AppMemberDefinedData",
  "Write {} for an ordinary member.",
);

export function memberListField() {
  return described(
    z.record(userIdField(), member),
    "a map by UserID, or a list of UserIDs and of objects with a Member_Account",
    'Write { alice: { Role: "Admin" }, bob: {} } or ["alice", { Member_Account: "bob" }].',
  );
}

/** A group whose people are read or changed. */
export interface Peopled {
  GroupId: string;
  /** `""` where there is none. */
  owner: string;
  /** A community is paged by a cursor, and not by a number. */
  isCommunity: boolean;
}

/**
 * The members beside the owner.
 * @param declared what the state says of them: of custom data only the keys named there are read
 */
export async function membersOf(
  client: TencentClient,
  { GroupId, owner, isCommunity }: Peopled,
  declared: GroupMembers,
): Promise<GroupMembers> {
  const customKeys = Object.values(declared).flatMap((one) => Object.keys(one.AppMemberDefinedData ?? {}));
  const people = await everybody(client, GroupId, isCommunity, [...new Set(customKeys)].sort());
  people.delete(owner);
  return Object.fromEntries([...people].map(([id, one]) => [id, fromAnswer(one, own(declared, id))]));
}

function everybody(client: TencentClient, GroupId: string, isCommunity: boolean, customKeys: string[]) {
  const call = "group_open_http_svc/get_group_member_info";
  const asked = {
    GroupId,
    Limit: caps.membersPerPage,
    MemberInfoFilter: ["Role", "NameCard"],
    ...(customKeys.length > 0 && { AppDefinedDataFilter_GroupMember: customKeys }),
  };
  return everyItem<ListedMember, { Offset?: number; Next?: string | number | undefined }>({
    facts: { vendor: "tencent", call, object: GroupId },
    // A community's first page has no `Next`: whether it is text or a number has changed.
    first: isCommunity ? {} : { Offset: 0 },
    read: async (place) => {
      const {
        MemberList: items,
        MemberNum,
        Next,
      } = await client.call(call, { ...asked, ...place }, { object: GroupId });
      const isLast = isCommunity ? !Next : items.length < caps.membersPerPage;
      const next = isCommunity ? { Next } : { Offset: (place.Offset ?? 0) + items.length };
      return { items, next: isLast ? undefined : next, total: MemberNum };
    },
    idOf: ({ Member_Account }) => Member_Account,
    gave: (found, total) => `for ${GroupId} gave ${found} members of ${total}`,
    again: true,
  });
}

function fromAnswer(one: ListedMember, declared: GroupMember | undefined): GroupMember {
  const keys = declared?.AppMemberDefinedData;
  return {
    ...(one.Role === adminFlag.on && { Role: adminFlag.on }),
    NameCard: one.NameCard,
    ...(keys && { AppMemberDefinedData: declaredOf(one.AppMemberDefinedData, keys) }),
  };
}

/** Who is there, and what a change has to know beside. */
export interface GroupPeople {
  owner?: string | undefined;
  members?: LiveGroupMembers | undefined;
}

/**
 * What the vendor's calls do to the membership of a group.
 * @param others how many are there beside those that `people` knows
 * @param onInvited called with those who have to accept first
 */
export function groupOperations(
  client: TencentClient,
  GroupId: string,
  people: GroupPeople,
  others: () => number,
  onInvited: (ids: readonly string[]) => void,
): MembershipOperations<GroupMember> {
  const about = { object: GroupId };
  const setRole = (Role: "Admin" | "Member") => async (ids: readonly string[]) => {
    for (const Member_Account of ids) {
      const call = "group_open_http_svc/modify_group_member_info";
      await client.call(call, { GroupId, Member_Account, Role }, about);
    }
  };
  return {
    // A call changes the role of one.
    caps: { add: caps.membersPerAdd, remove: caps.membersPerDelete, managers: 1 },
    flag: adminFlag,
    staysAtTransfer: true,
    untouched: { NameCard: "", AppMemberDefinedData: {} },
    add: async (ids) => {
      const pending: string[] = [];
      const refused = await forThose(client, ids, (some) => addSome(client, GroupId, some, pending));
      onInvited(pending);
      return { refused, pending };
    },
    remove: async (ids) => {
      refuseLast(GroupId, people, ids.length, others());
      await client.call("group_open_http_svc/delete_group_member", { GroupId, MemberToDel_Account: ids }, about);
    },
    promote: setRole("Admin"),
    demote: setRole("Member"),
    transfer: async (NewOwner_Account) => {
      await client.call("group_open_http_svc/change_group_owner", { GroupId, NewOwner_Account }, about);
    },
    setFields: async (changes, accepted) => {
      for (const [id, fields] of changes) {
        await setFields(client, GroupId, id, fields, own(people.members, id));
        accepted(id, fields);
      }
    },
  };
}

async function addSome(
  client: TencentClient,
  GroupId: string,
  ids: readonly string[],
  pending: string[],
): Promise<Refused> {
  const MemberList = ids.map((Member_Account) => ({ Member_Account }));
  const call = "group_open_http_svc/add_group_member";
  const answer = await client.call(call, { GroupId, MemberList }, { object: GroupId });
  const results = new Map(answer.MemberList.map((one) => [one.Member_Account, one.Result]));
  const untold = ids.find((id) => !results.has(id));
  if (untold !== undefined) throw client.silentAbout(call, untold);
  pending.push(...ids.filter((id) => results.get(id) === result.waiting));
  return reasonsFor(
    client,
    ids.filter((id) => results.get(id) === result.failed),
  );
}

/** What came of adding somebody; 1 says that they were added, and 2 that they were there. */
const result = { failed: 0, waiting: 3 } as const;

async function setFields(
  client: TencentClient,
  GroupId: string,
  Member_Account: string,
  fields: GroupMember,
  live: GroupMember | undefined,
): Promise<void> {
  const { AppMemberDefinedData: data, ...texts } = fields;
  const pairs = data && pairsToSend(data, live?.AppMemberDefinedData);
  const parameters = {
    GroupId,
    Member_Account,
    ...pickDefined(texts, ["NameCard"]),
    ...(pairs && { AppMemberDefinedData: pairs }),
  };
  const sent = client.call("group_open_http_svc/modify_group_member_info", parameters, { object: GroupId });
  await carryingKeys(Object.keys(data ?? {}), "group member", sent);
}

/** The vendor ends a group when the last one has left it. */
function refuseLast(GroupId: string, { owner, members = {} }: GroupPeople, leaving: number, others: number): void {
  const present = Object.values(members).filter(({ pending }) => !pending).length;
  if (owner || others > 0 || leaving < present) return;
  throw new ImError(
    "IM_INVALID_INPUT",
    `tencent group ${GroupId} has no owner, and this change would take the last people out of it, with whom the vendor ends it. They were left in it. Give it an owner, or declare another member; to be rid of the group, take the group itself out of the program.`,
    { vendor: "tencent", object: GroupId },
  );
}

/** The error that tells for whom something was not done, or nothing where all was. */
export function notDone(GroupId: string, refused: Record<string, Refused>): ImError | undefined {
  return notAccepted(`tencent group ${GroupId}`, refused, { vendor: "tencent", object: GroupId });
}
