import { refuse } from "../../cloud/refusal";
import type { Context } from "../endpoint";
import { badPair, EXT_PAIRS } from "../ext-profile";
import { integer, optional, text } from "../parameters";
import { GROUP_TEXTS, type Group, type GroupMember, type GroupMute, type GroupTexts, type Permissions } from "../state";
import { mustBeThere } from "../user/rules";

/** Parameters of groups that several calls share. */
export const permissionFields = {
  joinPerm: optional(integer({ min: 0, max: 3 })),
  removePerm: optional(integer({ min: 0, max: 2 })),
  memInvitePerm: optional(integer({ min: 0, max: 2 })),
  invitePerm: optional(integer({ min: 0, max: 1 })),
  profilePerm: optional(integer({ min: 0, max: 2 })),
  memProfilePerm: optional(integer({ min: 0, max: 2 })),
} as const;

export const textFields = {
  introduction: optional(text({ max: 512 })),
  announcement: optional(text({ max: 1024 })),
  portraitUrl: optional(text({ max: 128 }), "portrait_url"),
} as const;

/** 1 member, 2 admin, 3 owner. */
export function roleOf(group: Group, userId: string, member: GroupMember): 1 | 2 | 3 {
  if (group.owner === userId) return 3;
  return member.admin ? 2 : 1;
}

export function groupOf({ state }: Context, channelId: string): Group {
  return state.groups.get(channelId) ?? refuse(25410, `group ${channelId} does not exist`);
}

export function memberOf(group: Group, userId: string): GroupMember {
  return group.members.get(userId) ?? refuse(25418, `user ${userId} is not in the group`);
}

export function checkGroupId(channelId: string, { settings }: Context): void {
  const permitted = { dashes: /^[A-Za-z0-9_-]+$/, strict: /^[A-Za-z0-9]+$/, any: /^/ }[settings.groupIdCharacters];
  if (!permitted.test(channelId)) refuse(25430, "channelId has illegal characters");
}

/** Refuses an extension map that breaks a rule, counted as it will be. */
export function checkGroupExt(change: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): void {
  const bad = badPair(change);
  if (bad?.what === "key") refuse(25415, `unknown key ${bad.key}`);
  if (bad) refuse(1005, `value of ${bad.key} is too long`);
  if (after.size > EXT_PAIRS) refuse(1002, `groupExtProfile has more than ${EXT_PAIRS} entries`);
}

/** Adds people who are not in. */
export function addMembers(group: Group, userIds: readonly string[], { state, settings, now }: Context): void {
  const added = userIds.filter((id) => !group.members.has(id));
  if (group.members.size + added.length > settings.groupSizeMaximum) refuse(25411, "the group is full");
  for (const id of added) {
    state.lastSeq += 1;
    group.members.set(id, { admin: false, nickname: "", extra: "", joinedAt: now, seq: state.lastSeq });
  }
}

/** What goes with somebody who leaves; each is 1 unless it was sent. */
export interface LeaveFlags {
  readonly shouldDeleteMute: number | undefined;
  readonly shouldDeleteAllowedSendersList: number | undefined;
  readonly shouldDeleteFavorites: number | undefined;
}

export function removeMember(group: Group, userId: string, flags: LeaveFlags, { state }: Context): void {
  group.members.delete(userId);
  group.aliases.delete(userId);
  if (flags.shouldDeleteMute !== 0) state.groupMutes.get(group.channelId)?.delete(userId);
  if (flags.shouldDeleteAllowedSendersList !== 0) state.groupAllowedSenders.get(group.channelId)?.delete(userId);
  if (flags.shouldDeleteFavorites !== 0) group.favorites.delete(userId);
}

export const LEAVE_WITH_ALL: LeaveFlags = {
  shouldDeleteMute: 1,
  shouldDeleteAllowedSendersList: 1,
  shouldDeleteFavorites: 1,
};

export function dismiss(group: Group, { state, settings }: Context): void {
  state.groups.delete(group.channelId);
  if (!settings.groupMutesSurviveDismissal) state.groupMutes.delete(group.channelId);
}

/** Refuses to mute or allow where a setting wants a group or a member. */
export function mustModerate(context: Context, channelId: string, userIds: readonly string[]): void {
  const { state, settings } = context;
  const group = state.groups.get(channelId);
  if (!group && settings.moderateUnknownGroup !== "accept") refuse(25410, `group ${channelId} does not exist`);
  mustBeThere(context, userIds);
  const outsider = userIds.find((id) => !group?.members.has(id));
  if (group && outsider !== undefined && settings.moderateNonMember !== "accept") {
    refuse(25418, `user ${outsider} is not in the group`);
  }
}

/** The mutes of a group, or of all groups for an empty id, without those that have ended. */
export function mutesOf({ state, now }: Context, channelId: string): Map<string, GroupMute> {
  const mutes = state.groupMutes.get(channelId) ?? new Map<string, GroupMute>();
  for (const [userId, { until }] of mutes) if (until !== 0 && until <= now) mutes.delete(userId);
  return mutes;
}

function shownTexts(texts: GroupTexts, { settings }: Context): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const key of GROUP_TEXTS) {
    const value = texts[key] ?? (settings.unsetGroupTexts === "empty" ? "" : undefined);
    const name = key === "portraitUrl" && settings.emittedNames === "docs" ? "portrait_url" : key;
    if (value !== undefined) shown[name] = value;
  }
  return shown;
}

/** `groupProfile`, or under its other name as JSON text. */
export function shownProfile(group: Group, context: Context): Record<string, unknown> {
  const texts = shownTexts(group.texts, context);
  return context.settings.emittedNames === "docs" ? { profile: JSON.stringify(texts) } : { groupProfile: texts };
}

/** A group as most reads show it. */
export function shownGroup(group: Group, context: Context) {
  return {
    channelId: group.channelId,
    name: group.name,
    groupProfile: shownTexts(group.texts, context),
    groupExtProfile: Object.fromEntries(group.ext),
    permissions: group.permissions,
    owner: group.owner,
    createdAt: group.createdAt,
    memberCount: group.members.size,
  };
}

export function shownMember(group: Group, userId: string, member: GroupMember) {
  const { nickname, extra, joinedAt } = member;
  return { userId, role: roleOf(group, userId, member), nickname, extra, joinedAt };
}

export function noPermissions(): Permissions {
  return { joinPerm: 0, removePerm: 0, memInvitePerm: 0, invitePerm: 0, profilePerm: 0, memProfilePerm: 0 };
}
