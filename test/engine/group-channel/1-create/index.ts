import { nexconn } from "pulumi-im";

const group = new nexconn.GroupChannel("group", {
  channelId: "support",
  name: "First",
  owner: "olga",
  members: ["ann", { userId: "ben", admin: true }, { userId: "cat", nickname: "Cat", extra: "c1" }, "dan"],
  membership: "additive",
  groupProfile: { introduction: "first intro", announcement: "first", portraitUrl: "https://example.com/1.png" },
  permissions: { joinPerm: 0, removePerm: 0, memInvitePerm: 0, invitePerm: 0, profilePerm: 0, memProfilePerm: 0 },
  groupExtProfile: { ext_topic: "first", ext_gone: "x" },
  allowedSendersList: ["ben", "ann"],
  mutedMembers: { cat: {}, dan: { muteExpiresAt: process.env.FIRST_END ?? "" } },
  isFrozen: false,
  shouldDeleteMute: 0,
  shouldDeleteAllowedSendersList: 0,
  shouldDeleteFavorites: 0,
});
export const channelId = group.channelId;
