import { refuse } from "../../cloud/refusal";
import type { Context } from "../endpoint";
import type { Group, GroupType, Member } from "../state";
import { TYPES } from "./types";

export type Role = "Owner" | "Admin" | "Member";

/** The texts of the codes that a missing group has. */
const MISSING = { 10010: "this group does not exist", 10015: "invalid group id" } as const;

/** Whether any group could have this id: one's own choice, or what the server assigns. */
function isGroupId(id: string): boolean {
  if (!/^[\x20-\x7e]{1,48}$/.test(id)) return false;
  return !id.startsWith("@TGS#") || /^@TGS#(_.+|[0-9A-Za-z]{9,})$/.test(id);
}

/** The code for a group that is not there. */
export function missingCode(id: string, { settings }: Context): 10010 | 10015 {
  if (!isGroupId(id)) return settings.malformedGroupId;
  return id.startsWith("@TGS#") ? settings.unknownAssignedGroup : settings.unknownGroup;
}

export function missingText(code: 10010 | 10015): string {
  return MISSING[code];
}

export function findGroup(context: Context, id: string): Group {
  const group = context.state.groups.get(id);
  if (group) return group;
  const code = missingCode(id, context);
  return refuse(code, missingText(code));
}

/** A group of a type that has members. */
export function findWithMembers(context: Context, id: string): Group {
  const group = findGroup(context, id);
  return TYPES[group.Type].members ? group : refuse(10007, `not supported by ${group.Type}`);
}

export function demandType(group: Group, allowed: readonly GroupType[]): void {
  if (!allowed.includes(group.Type)) refuse(10007, `not supported by ${group.Type}`);
}

/** Refuses admins and mutes where the type has none. */
export function demandAuthority(type: GroupType, { settings }: Context): void {
  if (!TYPES[type].authority) refuse(settings.privateRefusal, `not supported by ${type}`);
}

/** A field that the type does not have; whether it was sent is for the caller to say. */
export function refuseForeign(name: string, type: GroupType, { settings }: Context): void {
  if (settings.foreignField !== "ignore") refuse(settings.foreignField, `${name} is not supported by ${type}`);
}

export function roleIn(group: Group, account: string): Role | undefined {
  const member = group.members.get(account);
  if (!member) return undefined;
  if (group.Owner_Account === account) return "Owner";
  return member.admin ? "Admin" : "Member";
}

export function findMember(context: Context, group: Group, account: string): Member {
  const member = group.members.get(account);
  return member ?? refuse(context.settings.notGroupMember, `${account} is not a member`);
}

export function newMember(type: GroupType, nowSeconds: number): Member {
  const { msgFlag } = TYPES[type];
  return { admin: false, JoinTime: nowSeconds, MsgFlag: msgFlag, NameCard: "", AppMemberDefinedData: new Map() };
}

/** To be called after a change of what the group is. */
export function infoChanged(group: Group, nowSeconds: number): void {
  group.InfoSeq += 1;
  group.LastInfoTime = nowSeconds;
}

/** To be called after a change of who is in it. */
export function membersChanged(group: Group, { settings, nowSeconds }: Context): void {
  if (settings.memberChangeBumpsInfo) infoChanged(group, nowSeconds);
}

/** The groups that an account is a member of or is inside of. */
export function groupsOf({ state }: Context, account: string): Group[] {
  return [...state.groups.values()].filter((group) => group.members.has(account) || group.audience.has(account));
}

/** Whether an account is in as many groups as it may be. */
export function atJoinedQuota(context: Context, account: string): boolean {
  const { joinedGroupQuota } = context.settings;
  return joinedGroupQuota > 0 && groupsOf(context, account).length >= joinedGroupQuota;
}

/** How many members the plan lets a group of this type have; undefined where there is no limit. */
export function sizeCeiling(type: GroupType, { settings }: Context): number | undefined {
  if (!TYPES[type].members) return undefined;
  return type === "Community" ? settings.communitySizeMaximum : settings.groupSizeMaximum;
}
