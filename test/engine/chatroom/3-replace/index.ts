import { commsease } from "pulumi-im";

const room = new commsease.Chatroom("room", { creator: "sam", name: "Third", valid: true });
export const roomid = room.roomid;
