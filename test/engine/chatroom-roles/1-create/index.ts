import { commsease } from "pulumi-im";

const room = new commsease.Chatroom("stage", { creator: "olga", name: "Stage" });
const { SOON = "" } = process.env;

new commsease.ChatroomRoles("roles", {
  roomid: room.roomid,
  members: [
    { accid: "Ann", manager: true, nick: "Moderator", tags: ["red", "blue"] },
    { accid: "ben", manager: true, muted: true },
    { accid: "cid", blocked: true, ext: "c" },
    { accid: "dan", mutedUntil: SOON },
    "eve",
  ],
  tagMutes: { red: SOON },
  needNotify: true,
  notifyExt: "first",
});

export const roomid = room.roomid;
