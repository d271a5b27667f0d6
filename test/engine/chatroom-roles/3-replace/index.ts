import { commsease } from "pulumi-im";

const room = new commsease.Chatroom("stage", { creator: "olga", name: "Stage" });
const other = new commsease.Chatroom("backstage", { creator: "olga", name: "Backstage" });

new commsease.ChatroomRoles("roles", { roomid: other.roomid, members: { ann: { manager: true } } });

export const roomid = room.roomid;
export const replacement = other.roomid;
