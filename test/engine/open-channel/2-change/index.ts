import { nexconn } from "pulumi-im";

const channel = new nexconn.OpenChannel("channel", {
  channelId: "lobby",
  destroyType: 0,
  ttlMinutes: 120,
  keepAlive: true,
  isFrozen: true,
  allowedSendersList: ["ann", "cat"],
  mutedParticipants: {
    ann: { muteExpiresAt: process.env.SECOND_END ?? "" },
    ben: { muteExpiresAt: process.env.SECOND_END ?? "" },
  },
  bannedParticipants: { cat: { banExpiresAt: process.env.SECOND_END ?? "" } },
  metadata: { topic: "second", added: "y" },
  metadataOwnerId: "ben",
});
export const channelId = channel.channelId;
