import { z } from "zod";
import type { Definition, Values } from "../definition";
import type { EntriesChange } from "../entries";
import { ImError, refusal } from "../errors";
import {
  bytes,
  connectionField,
  flag,
  group as groupField,
  integer,
  markField,
  nameBesideMark,
  type Shape,
  url,
  word,
} from "../fields";
import { asDeclared, type MembershipMode, managedOf, normaliseMembers } from "../membership";
import type { Problem } from "../problems";
import { type ArgsOf, resourceClass } from "../resource";
import { markInName } from "../temporary-name";
import { codes, type TencentClient } from "./client";
import { type CustomData, customDataField, declaredOf } from "./custom-data";
import { endTemporaryName, ensureGroup } from "./group-create";
import { doubtfulLimits, lengthCautions, liveFields, syncFields } from "./group-fields";
import { markOf, writeMark } from "./group-mark";
import {
  adminFlag,
  type GroupMember,
  type GroupMembers,
  type LiveGroupMembers,
  memberListField,
  notDone,
} from "./group-members";
import { GroupMembership, readMembers } from "./group-membership";
import {
  type Banned,
  type Muted,
  normaliseRestrictions,
  type RestrictionList,
  type Restrictions,
  restrictionLists,
  restrictionsChange,
  restrictionsField,
  restrictionsOf,
  unended,
  verbOf,
} from "./group-restrictions";
import { canonicalType, type GroupType, groupIdField, groupTypeField, typeConflicts } from "./group-types";
import type { Refused } from "./people";
import { userIdField } from "./user-id";
import { vendor } from "./vendor";

/** People as a program may write them: a map by UserID, or a list. */
export type PeopleInput<P> = Record<string, P> | (string | (P & { Member_Account: string }))[];

/** What a {@link Group} is declared with. A field that is left out is not managed; `""` clears a text. */
export interface GroupInputs {
  /**
   * The kind of group, which says what it can have; `Work` and `Meeting` are other names of `Private` and `ChatRoom`.
   * A change makes a new group.
   * @call group_open_http_svc/create_group
   */
  Type: "Private" | "Work" | "Public" | "ChatRoom" | "Meeting" | "AVChatRoom" | "Community";
  /**
   * The group's id, where you choose it; also the resource's id. Left out, the server assigns one. That of a community
   * begins with `@TGS#_`, no other begins with `@TGS#`. A change makes a new group.
   * @call group_open_http_svc/create_group
   */
  GroupId?: string | undefined;
  /**
   * The group's name. Some of the vendor's pages allow 100 bytes, others 30: beyond 30 the provider warns.
   * @call group_open_http_svc/create_group, group_open_http_svc/modify_group_base_info
   */
  Name: string;
  /**
   * The UserID of the owner, who is no part of `MemberList`. A change hands the group over; the owner before leaves it
   * unless he is declared in `MemberList`, the members are not managed, or `membership` is `additive`. A change makes a
   * new group where its type is AVChatRoom. A group can be without an owner.
   * @call group_open_http_svc/create_group, group_open_http_svc/change_group_owner
   */
  Owner_Account?: string | undefined;
  /**
   * Introduction of the group. Some of the vendor's pages allow 400 bytes, others 240: beyond 240 the provider warns.
   * @call group_open_http_svc/create_group, group_open_http_svc/modify_group_base_info
   */
  Introduction?: string | undefined;
  /**
   * Announcement to the people of the group. Some of the vendor's pages allow 400 bytes, others 300: beyond 300 the
   * provider warns.
   * @call group_open_http_svc/create_group, group_open_http_svc/modify_group_base_info
   */
  Notification?: string | undefined;
  /**
   * URL of the group's picture. Some of the vendor's pages allow 500 bytes, others 100: beyond 100 the provider warns.
   * @call group_open_http_svc/create_group, group_open_http_svc/modify_group_base_info
   */
  FaceUrl?: string | undefined;
  /**
   * How many may be in the group, the owner included. The plan's own ceiling applies as well. The vendor reads it back as
   * `MaxMemberNum`, and begins with the plan's ceiling. Not for an AVChatRoom, which takes any number.
   * @call group_open_http_svc/create_group, group_open_http_svc/modify_group_base_info
   */
  MaxMemberCount?: number | undefined;
  /**
   * What becomes of those who apply to join. For Public groups only.
   * @default "NeedPermission", by the vendor
   * @call group_open_http_svc/create_group, group_open_http_svc/modify_group_base_info
   */
  ApplyJoinOption?: "FreeAccess" | "NeedPermission" | "DisableApply" | undefined;
  /**
   * What becomes of those whom members invite. For Private, Public and ChatRoom.
   * @default "FreeAccess" for Private, "DisableInvite" for the others, by the vendor
   * @call group_open_http_svc/create_group, group_open_http_svc/modify_group_base_info
   */
  InviteJoinOption?: "FreeAccess" | "NeedPermission" | "DisableInvite" | undefined;
  /**
   * Whether only owner, admins and the app's admin may send.
   * @default "Off", by the vendor
   * @call group_open_http_svc/modify_group_base_info
   */
  MuteAllMember?: "On" | "Off" | undefined;
  /**
   * Whether who joins sees what was said before. The vendor does not give it back. For Private, Public and ChatRoom.
   * @default "Off", by the vendor
   * @call group_open_http_svc/modify_group_base_info
   */
  HistoryMsgBeforeJoin?: "On" | "Off" | undefined;
  /**
   * Your own data, readable by clients: texts by key. The app's console has to know the keys. Keys that are not declared
   * are not managed; one that is taken out is removed.
   * @call group_open_http_svc/create_group, group_open_http_svc/modify_group_base_info
   */
  AppDefinedData?: CustomData | undefined;
  /**
   * Whether a community has topics. A change makes a new group: the vendor has no call for it.
   * @default 0, by the vendor
   * @call group_open_http_svc/create_group
   */
  SupportTopic?: 0 | 1 | undefined;
  /**
   * The members beside the owner: a map by UserID, or a list of UserIDs and of objects with a `Member_Account`. Who is no
   * longer declared is removed, provided that the state knew him. Who was added by hand since stays, with a warning, until
   * a refresh brings him into the preview; see `membership`. Left out, members are not managed. Not for an AVChatRoom.
   * @call group_open_http_svc/add_group_member, group_open_http_svc/delete_group_member, group_open_http_svc/modify_group_member_info
   */
  MemberList?: PeopleInput<GroupMember> | undefined;
  /**
   * Who may not send: a map by UserID, or a list, each with the end of the mute in `MutedUntil`; without one, for ever. It
   * outlives leaving the group. Left out, mutes are not managed. Not for Private.
   * @call group_open_http_svc/forbid_send_msg
   */
  MutedAccountList?: PeopleInput<Muted> | undefined;
  /**
   * Who may not be in the group: a map by UserID, or a list, each with the end of the ban in `BannedUntil`; without one,
   * for ever. Left out, bans are not managed. Needs the vendor's largest plan and a switch in its console.
   * @call group_open_http_svc/ban_group_member, group_open_http_svc/unban_group_member
   */
  BannedAccountList?: PeopleInput<Banned> | undefined;
  /**
   * Whether `MemberList`, `MutedAccountList` and `BannedAccountList` are all that there is, or a part. With `additive`
   * only those named are managed: a refresh brings in nobody else, and others are neither removed nor changed.
   * @default "authoritative"
   */
  membership?: MembershipMode | undefined;
  /**
   * Whether to take over a group that is there already and is not ours: the one of the declared `GroupId`, or without one
   * that of the type, owner and name. Several of the name are an error. Who is in the group stays until a refresh has
   * brought him into the preview.
   * @default false
   */
  adopt?: boolean | undefined;
  /** Set by the resource class: what tells our own work from that of others. See `im:ownershipMark`. */
  mark?: string | undefined;
  /**
   * The name of the connection, that is of the app. A change to another app makes a new group there.
   * @default "default"
   */
  connection?: string | undefined;
}

/** Inputs after normalisation: the vendor's name of the type, and lists as maps. */
export interface GroupDeclaration
  extends Omit<GroupInputs, "Type" | "MemberList" | "MutedAccountList" | "BannedAccountList"> {
  Type: GroupType;
  MemberList?: GroupMembers | undefined;
  MutedAccountList?: Restrictions | undefined;
  BannedAccountList?: Restrictions | undefined;
}

/** What the program can read of a {@link Group}. */
export interface GroupState extends GroupDeclaration {
  /** The group's id, as it was chosen or assigned; also the resource's id. */
  GroupId: string;
  /** Whether `GroupId` is declared; otherwise the server assigned it. */
  GroupIdDeclared: boolean;
  /** Those of the declared members who were added and have to accept before they are in. */
  invited?: string[] | undefined;
  /** The SDKAppID of the app that the group is in. */
  appId: string;
}

const schema = z.strictObject({
  Type: groupTypeField(),
  GroupId: groupIdField().optional(),
  Name: nameBesideMark(
    groupField(
      bytes(doubtfulLimits.Name.atMost).refine((name) => name !== ""),
      `a text of 1 to ${doubtfulLimits.Name.atMost} bytes in UTF-8`,
      "Shorten it, or give it a value.",
    ),
  ),
  Owner_Account: userIdField().optional(),
  Introduction: bytes(doubtfulLimits.Introduction.atMost).optional(),
  Notification: bytes(doubtfulLimits.Notification.atMost).optional(),
  FaceUrl: url(doubtfulLimits.FaceUrl.atMost, "bytes").optional(),
  MaxMemberCount: integer(1, 1_000_000).optional(),
  ApplyJoinOption: word({
    FreeAccess: "they are in",
    NeedPermission: "owner or admins decide",
    DisableApply: "nobody can apply",
  }).optional(),
  InviteJoinOption: word({
    FreeAccess: "they are in",
    NeedPermission: "owner or admins decide",
    DisableInvite: "nobody can invite",
  }).optional(),
  MuteAllMember: word({ On: "ordinary members may not send", Off: "everybody may send" }).optional(),
  HistoryMsgBeforeJoin: word({ On: "they see it", Off: "they do not" }).optional(),
  AppDefinedData: customDataField(512).optional(),
  SupportTopic: groupField(z.literal([0, 1]), "0 (no topics) or 1 (topics)", "Give one of these numbers.").optional(),
  MemberList: memberListField().optional(),
  MutedAccountList: restrictionsField("MutedAccountList").optional(),
  BannedAccountList: restrictionsField("BannedAccountList").optional(),
  membership: word({
    authoritative: "the lists are all that there is",
    additive: "only those named are managed",
  }).optional(),
  adopt: flag().optional(),
  mark: markField().optional(),
  connection: connectionField(),
} satisfies Shape<GroupDeclaration>);

/** The definition of `tencent.Group`. */
export const group: Definition<TencentClient, GroupDeclaration, GroupState> = {
  kind: "tencent:Group",
  vendor,
  schema,
  outputs: ["GroupId", "GroupIdDeclared", "invited", "appId"],
  idKey: "GroupId",
  identities: [
    { object: "group", by: "GroupId" },
    { object: "group", part: "members", by: "GroupId", keys: "MemberList" },
  ],
  secrets: [],
  sets: ["MemberList", ...restrictionLists],
  replaceOn: ["Type", "GroupId", "SupportTopic", "Owner_Account"],
  replacesWhere: { Owner_Account: { where: "of an AVChatRoom", holds: ({ Type }) => Type === "AVChatRoom" } },
  writeOnly: ["HistoryMsgBeforeJoin", "adopt"],
  calls: [
    {
      call: "group_open_http_svc/get_joined_group_list",
      when: "where `GroupId` is left out: once for each owner and type in a run that creates groups, and after a create without an answer",
    },
    {
      call: "group_open_http_svc/get_appid_group_list",
      when: "the same for groups without an owner and for AVChatRooms, which no owner's list has",
    },
    { call: "group_open_http_svc/create_group", when: "on create" },
    {
      call: "group_open_http_svc/get_group_info",
      when: "before each update and delete, and on refresh; shared by up to 50 groups",
    },
    { call: "group_open_attr_http_svc/get_group_attr", when: "the same, where the group bears a mark" },
    { call: "group_open_http_svc/get_group_member_info", when: "the same where members are managed, page by page" },
    { call: "group_open_http_svc/get_group_muted_account", when: "the same where mutes are managed" },
    { call: "group_open_http_svc/get_group_ban_member", when: "the same where bans are managed, page by page" },
    { call: "group_open_http_svc/modify_group_attr", when: "after the create, for the mark" },
    { call: "group_open_http_svc/modify_group_base_info", when: "where the fields differ" },
    { call: "group_open_http_svc/add_group_member", when: "for declared members who are not there" },
    { call: "group_open_http_svc/change_group_owner", when: "where `Owner_Account` differs" },
    { call: "group_open_http_svc/delete_group_member", when: "for members who are no longer declared" },
    { call: "group_open_http_svc/modify_group_member_info", when: "for each member who differs" },
    { call: "group_open_http_svc/forbid_send_msg", when: "for mutes that differ" },
    { call: "group_open_http_svc/ban_group_member", when: "for bans that differ" },
    { call: "group_open_http_svc/unban_group_member", when: "for bans that are no longer declared" },
    { call: "im_open_login_svc/account_check", when: "where the vendor refuses people, to tell who does not exist" },
    { call: "group_open_http_svc/destroy_group", when: "on delete" },
  ],
  onDelete: "Disbands the group: members, mutes, bans, attributes and topics go with it. Its id can be used again.",

  normalise(raw) {
    const problems: Problem[] = [];
    const inputs: Values = { ...raw, ...("Type" in raw && { Type: canonicalType(raw.Type) }) };
    const normalised = {
      MemberList: () => normaliseMembers(raw.MemberList, "Member_Account", (id) => id, adminFlag, "MemberList"),
      MutedAccountList: () => normaliseRestrictions(raw.MutedAccountList, "MutedAccountList"),
      BannedAccountList: () => normaliseRestrictions(raw.BannedAccountList, "BannedAccountList"),
    };
    for (const [key, people] of Object.entries(normalised)) {
      if (raw[key] === undefined) continue;
      const { members, problems: more } = people();
      inputs[key] = members;
      problems.push(...more);
    }
    return { inputs, problems };
  },

  conflicts: (inputs, isOpen) => [
    ...typeConflicts(inputs),
    ...peopleConflicts(inputs, isOpen("MaxMemberCount") ? undefined : inputs.MaxMemberCount),
  ],

  cautions: (inputs) => lengthCautions(`tencent group ${inputs.GroupId ?? inputs.Name}`, inputs),

  isDeclared: (key, state) => key !== "GroupId" || state.GroupIdDeclared === true,

  keep: (key, value, declared) =>
    key === "MemberList" ? asDeclared(value as LiveGroupMembers, declared as GroupMembers, adminFlag) : value,

  managed(live, state) {
    const lists = (["MemberList", ...restrictionLists] as const).filter((list) => live[list] !== undefined);
    const managed = lists.map((list) => [list, managedOf<object>(live[list] ?? {}, state[list], state.membership)]);
    return { ...live, ...Object.fromEntries(managed) };
  },

  // An id of one's own choice is one group's at a time.
  replacement: (state, inputs) =>
    inputs.GroupId !== undefined && state.GroupId === inputs.GroupId && state.connection === inputs.connection,

  halfMade: {
    is: ({ Name }) => markInName(Name) !== undefined,
    end: endTemporaryName,
  },

  foresee(id, state, inputs, isReplaced) {
    const isSameId = inputs.GroupId !== undefined && inputs.GroupId === state.GroupId;
    if (!isReplaced || !isSameId || inputs.connection !== state.connection) return [];
    return [
      `tencent group ${id} is to be replaced under its own GroupId, so the old one goes first. The vendor may hold the id of a dissolved group for a while, for how long is not documented, and would then refuse the new one: there would be no group until it is free. With another GroupId the new group is made before the old one goes.`,
    ];
  },

  async observe(client, GroupId, state) {
    const found = await client.group(GroupId, Object.keys(state.AppDefinedData ?? {}));
    if (!found) return undefined;
    const live: Partial<GroupState> = liveFields(found);
    if (state.mark !== undefined) live.mark = await markOf(client, found);
    if (state.AppDefinedData) live.AppDefinedData = declaredOf(found.AppDefinedData, state.AppDefinedData);
    if (state.MemberList) Object.assign(live, await readMembers(client, live, state));
    for (const list of restrictionLists) {
      if (state[list]) live[list] = await restrictionsOf(client, GroupId, list, state[list]);
    }
    return live;
  },

  ensure: ensureGroup,

  async sync(client, GroupId, current, inputs, prior) {
    current.GroupIdDeclared = inputs.GroupId !== undefined;
    if (inputs.MemberList && !current.MemberList) Object.assign(current, await readMembers(client, current, inputs));
    current.membership = inputs.membership;
    const refused: Record<string, Refused> = { add: new Map(), mute: new Map(), ban: new Map() };
    const members = new GroupMembership(client, GroupId, current, inputs, prior);
    const lists = restrictionLists.map((list) => listChange(client, GroupId, list, current, inputs, prior, refused));

    refuseFixed(GroupId, current, inputs);
    members.refuseOwner(GroupId, inputs);
    const { mark, MaxMemberCount = Number.POSITIVE_INFINITY } = inputs;
    // A group with a temporary name may not have its mark yet.
    if (mark !== undefined && (mark !== current.mark || markInName(current.Name))) {
      await writeMark(client, GroupId, mark);
      current.mark = mark;
    }
    // A lower limit has to wait until people have left, a higher one to be there before others come.
    const lowersLimit = MaxMemberCount < (current.MaxMemberCount ?? 0);
    if (!lowersLimit) await syncFields(client, GroupId, current, inputs);
    // Who was banned can be added only then, and who leaves is out of reach for his mute in some groups.
    for (const list of lists) await list.drop();
    refused.add = await members.run();
    if (lowersLimit) await syncFields(client, GroupId, current, inputs);
    for (const list of lists) await list.put();
    const { SupportTopic, adopt, connection } = inputs;
    Object.assign(current, { adopt, connection }, SupportTopic !== undefined && { SupportTopic });
    const failure = notDone(GroupId, refused);
    if (failure) throw failure;
  },

  async remove(client, GroupId) {
    try {
      await client.call("group_open_http_svc/destroy_group", { GroupId }, { object: GroupId });
    } catch (error) {
      const absent: unknown[] = [codes.groupUnknown, codes.groupIdUnknown];
      if (!absent.includes(refusal(error)?.vendorCode)) throw error;
    }
  },
};

/** What a program gives to a {@link Group}: each value now, or as an output of another resource. */
export type GroupArgs = ArgsOf<GroupInputs>;

/** A Tencent IM group of any type: its fields, its owner, its members, mutes and bans. */
export class Group extends resourceClass<GroupArgs, GroupState>(group) {}

/** What is wrong with the people together. */
function peopleConflicts(inputs: Partial<GroupDeclaration>, limit: number | undefined): Problem[] {
  const { Owner_Account: owner, MemberList = {}, BannedAccountList = {} } = inputs;
  const problems: Problem[] = [];
  if (owner !== undefined && Object.hasOwn(MemberList, owner)) {
    problems.push({
      path: ["MemberList", owner],
      seen: "the owner",
      allowed: "everybody but the owner, who is always in the group",
      fix: `Remove "${owner}" from MemberList.`,
    });
  }
  for (const id of Object.keys(unended(BannedAccountList, Date.now()))) {
    const isOwner = id === owner;
    if (!isOwner && !Object.hasOwn(MemberList, id)) continue;
    problems.push({
      path: ["BannedAccountList", id],
      seen: isOwner ? "the owner" : "somebody who is in MemberList too",
      allowed: "people who are not to be in the group",
      fix: "A ban takes its man out of the group: declare one of the two.",
    });
  }
  const count = Object.keys(MemberList).length + (owner === undefined ? 0 : 1);
  if (limit !== undefined && count > limit) {
    problems.push({
      path: ["MemberList"],
      seen: `${count} people with the owner`,
      allowed: `${limit} in all (MaxMemberCount)`,
      fix: "Declare fewer members, or raise MaxMemberCount if the plan allows it.",
    });
  }
  return problems;
}

/** What no call changes may be declared for the first time as it is. */
function refuseFixed(GroupId: string, current: Partial<GroupState>, inputs: GroupDeclaration): void {
  const fixed =
    current.Type === "AVChatRoom"
      ? (["Type", "SupportTopic", "Owner_Account"] as const)
      : (["Type", "SupportTopic"] as const);
  for (const field of fixed) {
    const [live, declared] = [current[field], inputs[field]];
    if (declared === undefined || live === undefined || live === declared) continue;
    throw new ImError(
      "IM_INVALID_INPUT",
      `tencent group ${GroupId} has ${field} ${JSON.stringify(live)}, declared is ${JSON.stringify(declared)}, and the vendor cannot change it on an existing group. Leave it as it is, or have a new group made: \`pulumi destroy --target\` this one, then \`pulumi up\`.`,
      { vendor: "tencent", object: GroupId },
    );
  }
}

function listChange(
  client: TencentClient,
  GroupId: string,
  list: RestrictionList,
  current: Partial<GroupState>,
  inputs: GroupDeclaration,
  prior: Partial<GroupState>,
  refused: Record<string, Refused>,
): EntriesChange<Restrictions[string]> {
  return restrictionsChange(
    client,
    list,
    {
      GroupId,
      declared: inputs[list],
      live: current[list],
      known: prior[list],
      isAdditive: inputs.membership === "additive",
      record: (restrictions) => {
        current[list] = restrictions;
      },
    },
    refused[verbOf(list)] as Refused,
  );
}
