import { endOf } from "../account/rules";
import type { Context } from "../endpoint";
import { names, optional } from "../parameters";
import type { Group, Member } from "../state";
import { roleIn } from "./rules";
import { TYPES } from "./types";

/** The names that some members of answers had before 2023. */
const OLD_NAMES: Readonly<Record<string, string>> = { MuteAllMember: "ShutUpAllMember", MuteUntil: "ShutUpUntil" };
const NEW_NAMES = Object.fromEntries(Object.entries(OLD_NAMES).map(([present, old]) => [old, present]));

/** Which members of an object an answer shows. */
export type Shown = "all" | "none" | readonly string[];

/** What a filter says; `filtered` is whether the call has any filter at all. */
export function shown(filter: readonly string[] | undefined, filtered: boolean, { settings }: Context): Shown {
  if (filter) return filter;
  return filtered && settings.absentSubFilter === "nothing" ? "none" : "all";
}

/** The members that are shown, in the spelling of the filter or else of the setting. */
export function pick(whole: Readonly<Record<string, unknown>>, which: Shown, { settings }: Context) {
  if (which === "none") return {};
  if (which !== "all") {
    const known = which.map((name) => [name, Object.hasOwn(NEW_NAMES, name) ? NEW_NAMES[name] : name] as const);
    return Object.fromEntries(
      known.flatMap(([name, own]) => (own && Object.hasOwn(whole, own) ? [[name, whole[own]]] : [])),
    );
  }
  const spelt = Object.entries(whole).flatMap(([name, value]) => {
    const old = Object.hasOwn(OLD_NAMES, name) ? OLD_NAMES[name] : undefined;
    if (old === undefined || settings.spelling === "new") return [[name, value]];
    return settings.spelling === "old"
      ? [[old, value]]
      : [
          [name, value],
          [old, value],
        ];
  });
  return Object.fromEntries(spelt);
}

/** Custom fields as a list. */
function pairs(fields: ReadonlyMap<string, string>, which: Shown) {
  const chosen = [...fields].filter(([key]) => which === "all" || which.includes(key));
  return chosen.map(([Key, Value]) => ({ Key, Value }));
}

export function memberNum(group: Group, { settings }: Context): number {
  if (TYPES[group.Type].members) return group.members.size;
  const absentOwner = group.Owner_Account !== "" && !group.audience.has(group.Owner_Account);
  return group.audience.size + (settings.avChatRoomMemberNum === "withOwner" && absentOwner ? 1 : 0);
}

/** Everything about the group itself that reads can show. */
export function groupBase(group: Group, context: Context): Record<string, unknown> {
  const { settings, sdkAppId } = context;
  const rules = TYPES[group.Type];
  return {
    Type: group.Type,
    Name: group.Name,
    Appid: sdkAppId,
    Introduction: group.Introduction,
    Notification: group.Notification,
    FaceUrl: group.FaceUrl,
    Owner_Account: group.Owner_Account,
    CreateTime: group.CreateTime,
    InfoSeq: group.InfoSeq,
    LastInfoTime: group.LastInfoTime,
    LastMsgTime: 0,
    NextMsgSeq: 1,
    MemberNum: memberNum(group, context),
    MaxMemberNum: group.MaxMemberNum,
    ApplyJoinOption:
      settings.applyJoinOption === "fixed" ? (rules.applyJoinOption ?? group.ApplyJoinOption) : group.ApplyJoinOption,
    ...(rules.inviteJoinOption !== undefined && { InviteJoinOption: group.InviteJoinOption }),
    MuteAllMember: group.MuteAllMember,
    ...(settings.historyMsgOnRead && rules.history && { HistoryMsgBeforeJoin: group.HistoryMsgBeforeJoin }),
    ...(group.Type === "Community" && {
      SupportTopic: group.SupportTopic,
      EnablePermission: group.EnablePermission,
      DefaultPermission: group.DefaultPermission,
    }),
  };
}

/** What a read shows of members. */
export interface MemberShown {
  readonly info: Shown;
  readonly custom: Shown;
}

export function memberShape(group: Group, account: string, member: Member, which: MemberShown, context: Context) {
  const { JoinTime, MsgFlag, NameCard, AppMemberDefinedData } = member;
  const info = {
    Role: roleIn(group, account),
    JoinTime,
    MsgSeq: 0,
    MsgFlag,
    LastSendMsgTime: 0,
    MuteUntil: endOf(group.mutes.get(account), context),
    NameCard,
  };
  return {
    Member_Account: account,
    ...pick(info, which.info, context),
    ...(which.custom !== "none" && { AppMemberDefinedData: pairs(AppMemberDefinedData, which.custom) }),
  };
}

/** The filters that reads of members take. */
export const memberFilters = {
  MemberInfoFilter: optional(names),
  AppDefinedDataFilter_GroupMember: optional(names),
};

/** The filters of `get_group_info`. */
export const groupFilters = {
  GroupBaseInfoFilter: optional(names),
  AppDefinedDataFilter_Group: optional(names),
  ...memberFilters,
};

export type Filters = { readonly [K in keyof typeof groupFilters]?: readonly string[] };

function unasked(base: Record<string, unknown>, { settings }: Context): Record<string, unknown> {
  const { InfoSeq, SupportTopic, ...rest } = base;
  return {
    ...rest,
    ...(settings.infoSeqUnasked && { InfoSeq }),
    ...(settings.supportTopicUnasked && SupportTopic !== undefined && { SupportTopic }),
  };
}

function memberList(group: Group, which: MemberShown, context: Context): { MemberList?: unknown[] } {
  if (which.info === "none") return {};
  if (!TYPES[group.Type].members && context.settings.avChatRoomMemberList === "omit") return {};
  return { MemberList: [...group.members].map(([id, one]) => memberShape(group, id, one, which, context)) };
}

/** A group in the answer of `get_group_info`. */
export function groupShape(group: Group, filter: Filters | undefined, context: Context): Record<string, unknown> {
  const filtered = filter !== undefined;
  const base = shown(filter?.GroupBaseInfoFilter, filtered, context);
  const custom = shown(filter?.AppDefinedDataFilter_Group, filtered, context);
  const members = {
    info: shown(filter?.MemberInfoFilter, filtered, context),
    custom: shown(filter?.AppDefinedDataFilter_GroupMember, filtered, context),
  };
  const whole = groupBase(group, context);
  return {
    ...pick(base === "all" ? unasked(whole, context) : whole, base, context),
    ...(custom !== "none" && { AppDefinedData: pairs(group.AppDefinedData, custom) }),
    ...memberList(group, members, context),
  };
}
