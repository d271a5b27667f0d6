import { commsease } from "pulumi-im";

const room = new commsease.Chatroom("room", {
  creator: "rita",
  name: "Second",
  announcement: "",
  broadcasturl: "https://live.example.com/2",
  ext: '{"n":2}',
  queuelevel: 1,
  bid: '{"textbid":"2"}',
  delayClosePolicy: 2,
  delaySeconds: 7200,
  inOutNotification: false,
  valid: false,
  muteRoom: true,
  needNotify: false,
  notifyExt: "second",
});
export const roomid = room.roomid;
