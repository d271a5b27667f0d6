import { commsease } from "pulumi-im";

const room = new commsease.Chatroom("room", {
  creator: "Rita",
  name: "First",
  announcement: "first announcement",
  broadcasturl: "https://live.example.com/1",
  ext: '{"n":1}',
  queuelevel: 0,
  bid: '{"textbid":"1"}',
  delayClosePolicy: 1,
  delaySeconds: 3600,
  inOutNotification: true,
  valid: true,
  muteRoom: false,
  needNotify: true,
  notifyExt: "first",
});
export const roomid = room.roomid;
