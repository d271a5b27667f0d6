import { nexconn } from "pulumi-im";

const full = new nexconn.User("full", {
  userId: "Full.One",
  name: "Full, changed",
  avatarUrl: "",
  userProfile: { email: "two@example.com", gender: 2 },
  userExtProfile: { ext_b: "3", ext_c: "4" },
  tags: ["c"],
  banExpiresAt: process.env.BAN_EXPIRES_AT,
  mutedChannelTypes: ["PERSON", "CHATROOM"],
  tokenVersion: 2,
});
const plain = new nexconn.User("plain", { userId: "plain", name: "Plain" });

new nexconn.ProfanityWords("words", { words: { darn: { replacement: "d**n" }, heck: {} } });

export const fullToken = full.accessToken;
export const plainToken = plain.accessToken;
