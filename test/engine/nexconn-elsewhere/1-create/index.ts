import { nexconn } from "pulumi-im";

const staff = new nexconn.GroupMembers("staff", {
  channelId: "plaza",
  members: ["ann", { userId: "ben", admin: true }, { userId: "cat", nickname: "Cat", extra: "c1" }, "dan"],
});
const signs = new nexconn.OpenChannelMetadata("signs", {
  channelId: "foyer",
  metadata: { topic: "first", gone: "x" },
  metadataOwnerId: "ann",
  membership: "additive",
});
export const added = staff.added;
export const signed = signs.channelId;
