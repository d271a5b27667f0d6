import { commsease } from "pulumi-im";

const room = new commsease.Chatroom("queue-room", { creator: "rita", name: "Stage" });
export const roomid = room.roomid;

// One is gone, one has another value, one has moved to the end, one is new, and there is less room.
new commsease.ChatroomQueue("seats", {
  roomid: room.roomid,
  sizeLimit: 4,
  operator: "Rita",
  elements: [
    { key: "mod.a b", value: "another" },
    { key: "new", value: "n" },
    { key: "10", value: "ten" },
  ],
});
