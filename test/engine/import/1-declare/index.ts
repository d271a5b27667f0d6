import { commsease } from "pulumi-im";

const helpdesk = new commsease.Account("helpdesk", { accid: "SVC-Helpdesk", name: "Help desk" });

export const tid = new commsease.Team("support", {
  tname: "Customer support",
  owner: helpdesk.accid,
  joinmode: 2,
  members: [{ accid: "agent-ana", manager: true }, "agent-ben"],
}).tid;

export const roomid = new commsease.Chatroom("lobby", {
  creator: helpdesk.accid,
  name: "Lobby",
  announcement: "Be kind to each other.",
  valid: true,
}).roomid;

new commsease.ChatroomQueue("seats", {
  roomid,
  elements: [
    { key: "seat-1", value: "ana" },
    { key: "seat-2", value: "ben" },
  ],
});
