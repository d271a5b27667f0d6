import { refuse } from "../../cloud/refusal";
import { checkWord } from "../account/rules";
import type { Context } from "../endpoint";
import { count, integer, oneOf, optional, text, UINT32, zeroOrOne } from "../parameters";
import type { GroupType } from "../state";
import { groupPairs } from "./custom-fields";
import { refuseForeign, sizeCeiling } from "./rules";
import { TYPES } from "./types";

export const groupName = text({ max: (settings) => settings.nameBytes, nonEmpty: true, title: "group name" });

/** Texts that groups and topics have. */
export const groupTexts = {
  Introduction: optional(text({ max: (settings) => settings.introductionBytes, title: "introduction" })),
  Notification: optional(text({ max: (settings) => settings.notificationBytes, title: "notification" })),
  FaceUrl: optional(text({ max: (settings) => settings.faceUrlBytes, title: "face url" })),
};

export const memberCount = integer({ min: 1, max: UINT32 });
export const onOrOff = oneOf("On", "Off");

/** What create_group, import_group and modify_group_base_info share. */
export const commonFields = {
  ...groupTexts,
  ApplyJoinOption: optional(oneOf("FreeAccess", "NeedPermission", "DisableApply")),
  AppDefinedData: optional(groupPairs),
  EnablePermission: optional(zeroOrOne),
  DefaultPermission: optional(count),
};

export const inviteJoinOption = optional(oneOf("FreeAccess", "NeedPermission", "DisableInvite"));

interface Texts {
  readonly Name?: string;
  readonly Introduction?: string;
  readonly Notification?: string;
}

export function checkWords({ Name, Introduction, Notification }: Texts, context: Context): void {
  for (const one of [Name, Introduction, Notification]) checkWord(one ?? "", 80001, context);
}

interface TypeBound {
  readonly InviteJoinOption?: string;
  readonly HistoryMsgBeforeJoin?: string;
  readonly SupportTopic?: number;
  readonly EnablePermission?: number;
  readonly DefaultPermission?: number;
}

/** Refuses what was sent and the type does not have, and gives the rest. */
export function fieldsOfType<A extends TypeBound>(args: A, type: GroupType, context: Context, changing = false): A {
  const rules = TYPES[type];
  const fixedInvite = changing && type === "Community" && context.settings.communityInviteJoinOption === "fixed";
  const has = {
    InviteJoinOption: rules.inviteJoinOption !== undefined && !fixedInvite,
    HistoryMsgBeforeJoin: rules.history,
    SupportTopic: type === "Community",
    EnablePermission: type === "Community",
    DefaultPermission: type === "Community",
  };
  const foreign = Object.entries(has).filter(([name, own]) => !own && args[name as keyof A] !== undefined);
  for (const [name] of foreign) refuseForeign(name, type, context);
  return { ...args, ...Object.fromEntries(foreign.map(([name]) => [name, undefined])) };
}

/** The ceiling of members that a group gets. An AVChatRoom has none, whatever is asked. */
export function maxMembers(wanted: number | undefined, type: GroupType, context: Context): number {
  const { settings } = context;
  const ceiling = sizeCeiling(type, context);
  if (ceiling === undefined) return settings.avChatRoomMaxMemberNum;
  if (wanted === undefined || wanted <= ceiling) return wanted ?? ceiling;
  return settings.overSizeMaximum === "clip"
    ? ceiling
    : refuse(settings.overSizeMaximum, "max member num exceeds the plan");
}
