import { choice, count } from "../../cloud/settings";

/** What is left open about group channels. */
export const groupSettings = {
  managedGroupsFeature: choice([true, false], true, "Whether the app has managed groups; without them 1009."),
  groupIdCharacters: choice(
    ["dashes", "strict", "any"],
    "dashes",
    "Characters of a group's channelId: letters, digits, `-` and `_`; letters and digits; or any. Others are 25430.",
  ),
  groupParameterCodes: choice(
    ["general", "managed"],
    "general",
    "Codes of group calls for a bad parameter and one that is too long: 1002 and 1005, or 25403 and 25406.",
  ),
  groupSizeMaximum: count([2, 3000], 3000, "Members that a group takes; beyond it 25411."),
  ownerInUserIds: choice(["ignore", 1002], "ignore", "The owner listed among `userIds` of group-channel/create."),
  strangersAmongInvited: choice(
    ["fail", "skip"],
    "fail",
    "Where unregisteredUsers refuses: create and join with such ids in `userIds` fail with 24366, or do without them.",
  ),
  dismissUnknownGroup: choice([25410, 0], 25410, "group-channel/dismiss of a group that does not exist."),
  joinWithPresent: choice(
    ["ifAnyNew", "fail", "ignore"],
    "ifAnyNew",
    "group-channel/join of members: fine if anybody else is named too, else 25412; always 25412; or always fine.",
  ),
  leaveWithAbsent: choice(
    ["ifAnyPresent", "fail", "ignore"],
    "ifAnyPresent",
    "group-channel/leave of people who are no members: fine if a member is named too, else 25418; always 25418; or fine.",
  ),
  kickoutAllOwner: choice(
    [25417, "skip"],
    25417,
    "member/kickout-all of a user that owns a group: refused, or it stays in the groups that it owns.",
  ),
  groupProfileMerge: choice(
    ["merge", "replace"],
    "merge",
    "group-channel/profile/update: keys of an object that were not sent stay, or go back to unset.",
  ),
  emptyExtValue: choice(
    ["keep", "delete"],
    "keep",
    "An empty `ext_` value of a group or user: stored as it is, or the key is deleted.",
  ),
  unsetGroupTexts: choice(
    ["omit", "empty", "null"],
    "omit",
    "Texts of groupProfile never set: missing, empty, or null.",
  ),
  unknownGroupsInProfileList: choice(
    ["omit", 25410],
    "omit",
    "group-channel/profile/list with an unknown id: it is missing from the answer, or the call fails.",
  ),
  transferToOutsider: choice(
    [25418, "join"],
    25418,
    "group-channel/transfer/owner to a user that is no member: refused, or the user joins.",
  ),
  formerOwner: choice(["member", "admin"], "member", "What an owner becomes who hands over and stays."),
  transferToOwner: choice([1002, 0], 1002, "group-channel/transfer/owner to the present owner."),
  adminFailureFields: choice(
    [true, false],
    true,
    "Whether a failing admin/add says `userIds` of those who are no members, or `managerCount`.",
  ),
  removeNonAdmin: choice([25420, 0], 25420, "group-channel/admin/remove of a member who is no admin."),
  moderateNonMember: choice(
    [25418, "accept"],
    25418,
    "Muting or allowing in a group a user that is no member: refused, or kept for when the user joins.",
  ),
  moderateUnknownGroup: choice(
    [25410, "accept"],
    25410,
    "Muting, freezing or allowing in a group that does not exist: refused, or kept for when it does.",
  ),
  groupMutesSurviveDismissal: choice(
    [false, true],
    false,
    "Whether a group made anew with a dismissed one's id still has its mutes.",
  ),
  permanentMute: choice(
    ["empty", "omit", "null", "far"],
    "empty",
    "`muteExpiresAt` of a permanent group mute: empty, missing, null, or in the year 9999.",
  ),
};
