import { refuse } from "../../cloud/refusal";
import { demandAccounts } from "../account/rules";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import { account, count, GroupId, list, object, oneOf, optional, required, text, zeroOrOne } from "../parameters";
import type { Group, GroupType, Member } from "../state";
import { declaredPairs, memberPairs, mergePairs } from "./custom-fields";
import { takeGroupId } from "./ids";
import { disband } from "./leaving";
import {
  checkWords,
  commonFields,
  fieldsOfType,
  groupName,
  inviteJoinOption,
  maxMembers,
  memberCount,
} from "./parameters";
import { atJoinedQuota, demandAuthority, findGroup, newMember } from "./rules";
import { groupType, TYPES } from "./types";

const creation = {
  Type: required(groupType),
  Name: required(groupName),
  GroupId: optional(text()),
  Owner_Account: optional(account),
  MaxMemberCount: optional(memberCount),
  ...commonFields,
  SupportTopic: optional(zeroOrOne),
} as const;

const initialMember = object({
  Member_Account: required(account),
  Role: optional(oneOf("Admin")),
  AppMemberDefinedData: optional(memberPairs),
});

type InitialMember = ReturnType<typeof initialMember>;

/** What both ways of making a group are given. */
interface Wanted {
  readonly Type: GroupType;
  readonly Name: string;
  readonly GroupId?: string;
  readonly Owner_Account?: string;
  readonly MaxMemberCount?: number;
  readonly Introduction?: string;
  readonly Notification?: string;
  readonly FaceUrl?: string;
  readonly ApplyJoinOption?: string;
  readonly InviteJoinOption?: string;
  readonly AppDefinedData?: readonly { readonly Key: string; readonly Value: string }[];
  readonly SupportTopic?: number;
  readonly EnablePermission?: number;
  readonly DefaultPermission?: number;
}

/** Everybody a new group has, the owner first. */
function initialMembers(
  { Type, Owner_Account }: Wanted,
  offered: readonly InitialMember[],
  context: Context,
): Map<string, Member> {
  const { state, settings, nowSeconds } = context;
  if (offered.length > 0 && !TYPES[Type].members) return refuse(10007, `members are not supported by ${Type}`);
  const ids = offered.map((one) => one.Member_Account);
  if (settings.unknownInitialMember === "fail") demandAccounts(ids, context);
  const members = new Map<string, Member>();
  if (Owner_Account && TYPES[Type].members) members.set(Owner_Account, newMember(Type, nowSeconds));
  for (const { Member_Account, Role, AppMemberDefinedData = [] } of offered) {
    if (!state.accounts.has(Member_Account)) continue;
    if (Role) demandAuthority(Type, context);
    const member = members.get(Member_Account) ?? newMember(Type, nowSeconds);
    member.admin = Role === "Admin" && Member_Account !== Owner_Account;
    mergePairs(
      member.AppMemberDefinedData,
      declaredPairs(AppMemberDefinedData, Type, settings.memberCustomKeys, context),
    );
    members.set(Member_Account, member);
  }
  const full = [...members.keys()].find((id) => atJoinedQuota(context, id));
  return full === undefined ? members : refuse(10037, `${full} is in too many groups`);
}

function checkCapacity(members: ReadonlyMap<string, Member>, capacity: number, ceiling: number): void {
  if (members.size > ceiling) refuse(10038, "too many members for the plan");
  if (members.size > capacity) refuse(10014, "group is full");
}

/** Makes the group once everything about it is in order. */
function create(wanted: Wanted, offered: readonly InitialMember[], CreateTime: number, context: Context): Group {
  const { state, settings } = context;
  const { Type, Owner_Account = "" } = wanted;
  if (Type === "Community" && !settings.communityFeature) return refuse(11000, "communities are not enabled");
  checkWords(wanted, context);
  if (Owner_Account !== "") demandAccounts([Owner_Account], context, settings.unknownOwner);
  const MaxMemberNum = maxMembers(wanted.MaxMemberCount, Type, context);
  const fields = declaredPairs(wanted.AppDefinedData ?? [], Type, settings.groupCustomKeys, context);
  const members = initialMembers(wanted, offered, context);
  if (TYPES[Type].members) checkCapacity(members, MaxMemberNum, maxMembers(undefined, Type, context));

  const GroupId = takeGroupId(Type, wanted.GroupId, Owner_Account, context);
  const group: Group = {
    GroupId,
    Type,
    serial: state.lastSerial,
    Name: wanted.Name,
    Introduction: wanted.Introduction ?? "",
    Notification: wanted.Notification ?? "",
    FaceUrl: wanted.FaceUrl ?? "",
    Owner_Account,
    CreateTime,
    InfoSeq: 1,
    LastInfoTime: CreateTime,
    MaxMemberNum,
    ApplyJoinOption: wanted.ApplyJoinOption ?? TYPES[Type].applyJoinOption ?? "NeedPermission",
    InviteJoinOption: wanted.InviteJoinOption ?? TYPES[Type].inviteJoinOption ?? "",
    MuteAllMember: "Off",
    HistoryMsgBeforeJoin: "Off",
    SupportTopic: wanted.SupportTopic ?? 0,
    EnablePermission: wanted.EnablePermission ?? 0,
    DefaultPermission: wanted.DefaultPermission ?? 0,
    AppDefinedData: new Map(),
    members,
    mutes: new Map(),
    bans: new Map(),
    attributes: new Map(),
    counters: new Map(),
    audience: new Map(),
    admins: [],
    topics: new Map(),
  };
  mergePairs(group.AppDefinedData, fields);
  state.groups.set(GroupId, group);
  return group;
}

/** Making and disbanding groups. */
export const groupEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "group_open_http_svc/create_group",
    parameters: {
      ...creation,
      InviteJoinOption: inviteJoinOption,
      MemberList: optional(list(initialMember, { max: 100, maxCode: 10005 })),
    },
    handle(args, context) {
      const wanted = fieldsOfType(args, args.Type, context);
      return { GroupId: create(wanted, args.MemberList ?? [], context.nowSeconds, context).GroupId };
    },
  }),
  endpoint({
    call: "group_open_http_svc/import_group",
    parameters: { ...creation, CreateTime: optional(count) },
    handle({ CreateTime, ...args }, context) {
      if (!TYPES[args.Type].members) return refuse(10007, `not supported by ${args.Type}`);
      if ((CreateTime ?? 0) > context.nowSeconds) return refuse(10004, "CreateTime is in the future");
      const wanted = fieldsOfType(args, args.Type, context);
      return { GroupId: create(wanted, [], CreateTime ?? context.nowSeconds, context).GroupId };
    },
  }),
  endpoint({
    call: "group_open_http_svc/destroy_group",
    parameters: { GroupId },
    handle({ GroupId }, context) {
      disband(findGroup(context, GroupId), context);
      return {};
    },
  }),
];
