import { commsease } from "pulumi-im";

const room = new commsease.Chatroom("queue-room", { creator: "rita", name: "Stage" });
export const roomid = room.roomid;

const other = new commsease.Chatroom("other-room", { creator: "rita", name: "Other stage" });
export const otherRoomid = other.roomid;

new commsease.ChatroomQueue("seats", { roomid: other.roomid, elements: [{ key: "10", value: "ten" }] });
