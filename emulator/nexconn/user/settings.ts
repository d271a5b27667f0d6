import { choice, count } from "../../cloud/settings";

/** What is left open about users. */
export const userSettings = {
  userLimit: count(
    [0, 1_000_000],
    0,
    "Users that may be registered, 0 = no limit as in production; beyond it 2007. The development environment has 100.",
  ),
  userLimitCountsDeleted: choice([true, false], true, "Whether soft-deleted users count towards userLimit."),
  issueWithoutAvatar: choice(
    ["clear", "keep"],
    "clear",
    "access-token/issue of a known user without avatarUrl: the avatar is cleared, or stays.",
  ),
  emptyAvatarClears: choice([true, false], true, "Whether an empty avatarUrl in user/update clears it, or is ignored."),
  unknownUser: choice([400, 24366], 400, "Code of a user call for a user id that was never registered."),
  unregisteredUsers: choice(
    ["refuse", "accept"],
    "refuse",
    "User ids that are not registered, in calls on groups and open channels: 24366, or accepted.",
  ),
  secondBan: choice(
    ["replace", "longer"],
    "replace",
    "user/ban of a banned user: the new end holds, or the later one.",
  ),
  unbanNotBanned: choice([0, 1015], 0, "user/unban of users none of whom is banned."),
  softDeleteSeconds: count([0, 86_400], 60, "How long a soft delete takes, in emulator time."),
  restoreSeconds: count([0, 86_400], 60, "How long a restore takes, in emulator time."),
  softDeletedIssue: choice([400, 1002, 24366], 400, "Code of access-token/issue for a soft-deleted user."),
  softDeletedGet: choice(
    [400, "empty"],
    400,
    "user/get of a user whose soft delete is done: 400, or a user without name and avatar.",
  ),
  softDeleteWipesProfile: choice([true, false], true, "Whether a soft delete takes hosted profile and tags as well."),
  earlyRestore: choice(
    [1002, 400, "ignore"],
    1002,
    "user/restore within an hour of the soft delete: refused with that code, or answered 0 and not done.",
  ),
  userTimes: choice(["UTC", "UTC+8"], "UTC", "Zone of the times that users, bans and group mutes show as text."),
  hostedProfileFeature: choice([true, false], true, "Whether the app has hosted user profiles; without them 24369."),
  userProfileMerge: choice(["merge", "replace"], "merge", "user/profile/set: keys that were not sent stay, or go."),
};
