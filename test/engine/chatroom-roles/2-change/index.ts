import { commsease } from "pulumi-im";

const room = new commsease.Chatroom("stage", { creator: "olga", name: "Stage" });
const { SOON = "", LATER = "" } = process.env;

new commsease.ChatroomRoles("roles", {
  roomid: room.roomid,
  members: {
    ann: { nick: "", tags: ["blue"], notifyTargetTags: "blue" },
    ben: { manager: true },
    cid: { muted: true, avator: "https://example.com/c.png" },
    dan: { mutedUntil: LATER },
    fay: {},
  },
  membership: "authoritative",
  tagMutes: { blue: SOON },
  needNotify: false,
  notifyExt: "second",
});

export const roomid = room.roomid;
