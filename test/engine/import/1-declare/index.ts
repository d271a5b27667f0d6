import * as pulumi from "@pulumi/pulumi";
import { commsease, nexconn } from "pulumi-im";

const helpdesk = new commsease.Account("helpdesk", { accid: "SVC-Helpdesk", name: "Help desk" });

export const tid = new commsease.Team("support", {
  tname: "Customer support",
  owner: helpdesk.accid,
  joinmode: 2,
  members: [{ accid: "agent-ana", manager: true }, "agent-ben"],
}).tid;

export const plaza = new commsease.TeamMembers("staff", {
  tid: new pulumi.Config().require("plaza"),
  members: [{ accid: "agent-ana", manager: true }],
}).tid;

export const community = new commsease.SuperTeam("community", {
  tname: "Community",
  owner: helpdesk.accid,
  beinvitemode: 1,
  membership: "additive",
  members: [{ accid: "agent-ana", manager: true }],
}).tid;

const lobby = new commsease.Chatroom("lobby", {
  creator: helpdesk.accid,
  name: "Lobby",
  announcement: "Be kind to each other.",
  valid: true,
});
export const roomid = lobby.roomid;

new commsease.ChatroomRoles("lobby-roles", {
  roomid,
  members: [
    { accid: "agent-ana", manager: true },
    { accid: "agent-ben", muted: true },
  ],
});

new commsease.ChatroomQueue("seats", {
  roomid,
  elements: [
    { key: "seat-1", value: "ana" },
    { key: "seat-2", value: "ben" },
  ],
});

const connection = "nexconn";
const desk = new nexconn.User("desk", {
  userId: "svc-desk",
  name: "Desk",
  tags: ["service"],
  userExtProfile: { ext_desk: "billing" },
  connection,
});
new nexconn.GroupChannel("helpers", {
  channelId: "helpers",
  name: "Helpers",
  owner: desk.userId,
  members: [{ userId: "agent-ana", admin: true }, "agent-ben"],
  connection,
});
new nexconn.OpenChannel("event", {
  channelId: "event-1",
  destroyType: 0,
  ttlMinutes: 600,
  metadataOwnerId: desk.userId,
  metadata: { topic: "launch" },
  connection,
});
new nexconn.ProfanityWords("words", { words: ["spam", { word: "darn", replacement: "d***" }], connection });
new nexconn.GroupMembers("square-staff", {
  channelId: "square",
  members: [{ userId: "agent-ana", admin: true }],
  connection,
});
new nexconn.OpenChannelMetadata("foyer-signs", {
  channelId: "foyer",
  metadata: { topic: "arrivals" },
  membership: "additive",
  connection,
});
