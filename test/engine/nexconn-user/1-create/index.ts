import { nexconn } from "pulumi-im";

const full = new nexconn.User("full", {
  userId: "Full.One",
  name: "Full",
  avatarUrl: "https://example.com/1.png",
  userProfile: { email: "one@example.com", gender: 1 },
  userExtProfile: { ext_a: "1", ext_b: "2" },
  tags: ["b", "a"],
  banExpiresAt: "",
  mutedChannelTypes: ["GROUP"],
  tokenVersion: 1,
});
const plain = new nexconn.User("plain", { userId: "plain", name: "Plain" });

new nexconn.ProfanityWords("words", { words: ["spam", { word: "darn", replacement: "d***" }] });

export const fullToken = full.accessToken;
export const plainToken = plain.accessToken;
