import { nexconn } from "pulumi-im";

const group = new nexconn.GroupChannel("group", {
  channelId: "helpdesk",
  name: "Third",
  owner: "cat",
  members: ["ann"],
});
export const channelId = group.channelId;
