import { commsease } from "pulumi-im";

const room = new commsease.Chatroom("room", { creator: "rita", name: "Stage" });
export const roomid = room.roomid;

new commsease.ChatroomQueue("seats", {
  roomid: room.roomid,
  membership: "additive",
  elements: [
    { key: "new", value: "n" },
    { key: "10", value: "ten" },
  ],
});
