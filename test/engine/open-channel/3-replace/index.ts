import { nexconn } from "pulumi-im";

const channel = new nexconn.OpenChannel("channel", {
  channelId: "stage",
  mutedParticipants: { ann: { muteExpiresAt: process.env.SECOND_END ?? "" } },
  bannedParticipants: { cat: { banExpiresAt: process.env.SECOND_END ?? "" } },
  metadata: { topic: "third" },
});
export const channelId = channel.channelId;
