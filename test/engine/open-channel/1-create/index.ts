import { nexconn } from "pulumi-im";

const channel = new nexconn.OpenChannel("channel", {
  channelId: "lobby",
  destroyType: 1,
  ttlMinutes: 90,
  keepAlive: false,
  isFrozen: false,
  allowedSendersList: ["ben", "ann"],
  mutedParticipants: { ann: { muteExpiresAt: process.env.FIRST_END ?? "" } },
  bannedParticipants: { dan: { banExpiresAt: process.env.FIRST_END ?? "" } },
  metadata: { topic: "first", gone: "x" },
  metadataOwnerId: "ann",
});
export const channelId = channel.channelId;
