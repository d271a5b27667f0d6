import { commsease } from "pulumi-im";

const room = new commsease.Chatroom("queue-room", { creator: "rita", name: "Stage" });
export const roomid = room.roomid;

const seats = new commsease.ChatroomQueue("seats", {
  roomid: room.roomid,
  sizeLimit: 5,
  elements: [
    { key: "10", value: "ten" },
    { key: "9", value: "nine" },
    { key: "mod.a b", value: room.name },
  ],
});
export const elements = seats.elements;
