import { commsease } from "pulumi-im";

const room = new commsease.Chatroom("room", { creator: "olga", name: "Stage" });
const other = new commsease.Chatroom("other", { creator: "olga", name: "Backstage" });

new commsease.ChatroomRoles("roles", { roomid: other.roomid, members: { ann: { manager: true } } });

export const roomid = room.roomid;
export const replacement = other.roomid;
