import type { EntriesChange } from "../../collections/entries";
import { keepDeclared, managedOf, normaliseMembers } from "../../collections/membership";
import { ImError, refusal } from "../../errors";
import { type ArgsOf, resourceClass } from "../../program/resource-class";
import { define } from "../../resource/definition";
import type { Problem } from "../../schema/problems";
import type { Values } from "../../values/values";
import { codes, type TencentClient } from "../client";
import { declaredOf } from "../custom-data";
import { ends } from "../ends";
import { vendor } from "../vendor";
import { endTemporaryName, ensureGroup } from "./create";
import { type GroupDeclaration, type GroupInputs, type GroupState, schema } from "./fields";
import { guide } from "./guide";
import { markOf, temporary, writeMark } from "./mark";
import { adminFlag, notDone } from "./members";
import { GroupMembership, readMembers } from "./membership";
import { liveFields, syncFields } from "./profile";
import {
  normaliseRestrictions,
  type RestrictionList,
  type Restrictions,
  type RestrictionVerb,
  restrictionLists,
  restrictionsChange,
  restrictionsOf,
  verbOf,
} from "./restrictions";
import { lengthCautions } from "./text-limits";
import { canonicalType, typeConflicts } from "./types";

/** The definition of `tencent.Group`. */
export const group = define<TencentClient, GroupDeclaration, GroupState>({
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
  guide,

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

  isDeclared: (key, prior) => key !== "GroupId" || prior.GroupIdDeclared === true,

  keep: keepDeclared("MemberList", adminFlag),

  managed(live, prior) {
    const lists = (["MemberList", ...restrictionLists] as const).filter((list) => live[list] !== undefined);
    const managed = lists.map((list) => [list, managedOf<object>(live[list] ?? {}, prior[list], prior.membership)]);
    return { ...live, ...Object.fromEntries(managed) };
  },

  // An id of one's own choice is one group's at a time.
  replacement: (prior, inputs) =>
    inputs.GroupId !== undefined && prior.GroupId === inputs.GroupId && prior.connection === inputs.connection,

  halfMade: {
    is: temporary.isIn,
    end: endTemporaryName,
  },

  foresee(id, prior, inputs, isReplaced) {
    const isSameId = inputs.GroupId !== undefined && inputs.GroupId === prior.GroupId;
    if (!isReplaced || !isSameId || inputs.connection !== prior.connection) return [];
    return [
      `tencent group ${id} is to be replaced under its own GroupId, so the old one goes first. The vendor may hold the id of a dissolved group for a while, for how long is not documented, and would then refuse the new one: there would be no group until it is free. With another GroupId the new group is made before the old one goes.`,
    ];
  },

  async observe(client, GroupId, prior) {
    const found = await client.group(GroupId, Object.keys(prior.AppDefinedData ?? {}));
    if (!found) return undefined;
    const live: Partial<GroupState> = liveFields(found);
    if (prior.mark !== undefined) live.mark = await markOf(client, found);
    if (prior.AppDefinedData) live.AppDefinedData = declaredOf(found.AppDefinedData, prior.AppDefinedData);
    if (prior.MemberList) Object.assign(live, await readMembers(client, live, prior));
    for (const list of restrictionLists) {
      if (prior[list]) live[list] = await restrictionsOf(client, GroupId, list, prior[list]);
    }
    return live;
  },

  ensure: ensureGroup,

  async sync(client, GroupId, current, inputs, prior) {
    current.GroupIdDeclared = inputs.GroupId !== undefined;
    if (inputs.MemberList && !current.MemberList) Object.assign(current, await readMembers(client, current, inputs));
    current.membership = inputs.membership;
    const refused = { mute: new Map<string, string>(), ban: new Map<string, string>() };
    const members = new GroupMembership(client, GroupId, current, inputs, prior);
    const lists = restrictionLists.map((list) => listChange(client, GroupId, list, current, inputs, prior, refused));

    refuseFixed(GroupId, current, inputs);
    members.refuseOwner(GroupId, inputs);
    const { mark, MaxMemberCount = Number.POSITIVE_INFINITY } = inputs;
    // A group with a temporary name may not have its mark yet.
    if (mark !== undefined && (mark !== current.mark || temporary.isIn(current))) {
      await writeMark(client, GroupId, mark);
      current.mark = mark;
    }
    // A lower limit has to wait until people have left, a higher one to be there before others come.
    const lowersLimit = MaxMemberCount < (current.MaxMemberCount ?? 0);
    if (!lowersLimit) await syncFields(client, GroupId, current, inputs);
    // Who was banned can be added only then, and who leaves is out of reach for the mute in some groups.
    for (const list of lists) await list.drop();
    const notAdded = await members.run();
    if (lowersLimit) await syncFields(client, GroupId, current, inputs);
    for (const list of lists) await list.put();
    const { SupportTopic, adopt, connection } = inputs;
    Object.assign(current, { adopt, connection }, SupportTopic !== undefined && { SupportTopic });
    const failure = notDone(GroupId, { add: notAdded, ...refused });
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
});

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
  for (const id of Object.keys(ends.unended(BannedAccountList, Date.now()))) {
    const isOwner = id === owner;
    if (!isOwner && !Object.hasOwn(MemberList, id)) continue;
    problems.push({
      path: ["BannedAccountList", id],
      seen: isOwner ? "the owner" : "somebody who is in MemberList too",
      allowed: "people who are not to be in the group",
      fix: "A banned user is taken out of the group: declare one of the two.",
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
  refused: Record<RestrictionVerb, Map<string, string>>,
): EntriesChange<Restrictions[string]> {
  return restrictionsChange(
    client,
    list,
    {
      GroupId,
      declared: inputs[list],
      live: current[list],
      prior: prior[list],
      isAdditive: inputs.membership === "additive",
      record: (restrictions) => {
        current[list] = restrictions;
      },
    },
    refused[verbOf(list)],
  );
}
