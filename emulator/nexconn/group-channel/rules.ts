import { refuse } from "../../cloud/refusal";
import type { Context } from "../endpoint";
import { badPair, EXT_PAIRS } from "../ext-profile";
import type { Group, GroupMember, GroupMute, Permissions } from "../state";
import { mustExist } from "../user/rules";

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
  mustExist(context, userIds);
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

export function noPermissions(): Permissions {
  return { joinPerm: 0, removePerm: 0, memInvitePerm: 0, invitePerm: 0, profilePerm: 0, memProfilePerm: 0 };
}
