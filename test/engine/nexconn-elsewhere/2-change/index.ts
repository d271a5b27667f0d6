import { nexconn } from "pulumi-im";

const staff = new nexconn.GroupMembers("staff", {
  channelId: "plaza",
  members: { ann: { admin: true }, cat: { nickname: "Kat" }, eve: {} },
});
const signs = new nexconn.OpenChannelMetadata("signs", {
  channelId: "foyer",
  metadata: { topic: "second", added: "y" },
  metadataOwnerId: "ben",
  membership: "authoritative",
});
export const added = staff.added;
export const signed = signs.channelId;
