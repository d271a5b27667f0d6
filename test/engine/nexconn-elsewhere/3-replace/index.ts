import { nexconn } from "pulumi-im";

const staff = new nexconn.GroupMembers("staff", { channelId: "office", members: ["ann", "cat"] });
const signs = new nexconn.OpenChannelMetadata("signs", { channelId: "gallery", metadata: { topic: "third" } });
export const added = staff.added;
export const signed = signs.channelId;
