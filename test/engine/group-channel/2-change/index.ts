import { nexconn } from "pulumi-im";

const group = new nexconn.GroupChannel("group", {
  channelId: "support",
  name: "Second",
  owner: "cat",
  members: { ann: { admin: true }, ben: { nickname: "Ben", extra: "b2" }, eve: {}, olga: { admin: true } },
  membership: "authoritative",
  groupProfile: { introduction: "", announcement: "second", portraitUrl: "https://example.com/2.png" },
  permissions: { joinPerm: 3, removePerm: 1, memInvitePerm: 2, invitePerm: 1, profilePerm: 1, memProfilePerm: 2 },
  groupExtProfile: { ext_topic: "second", ext_new: "y" },
  allowedSendersList: ["ann", "eve"],
  mutedMembers: { ben: { muteExpiresAt: process.env.SECOND_END ?? "" }, eve: {} },
  isFrozen: true,
  shouldDeleteMute: 1,
  shouldDeleteAllowedSendersList: 1,
  shouldDeleteFavorites: 1,
});
export const channelId = group.channelId;
