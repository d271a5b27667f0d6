import { commsease } from "pulumi-im";

const hall = new commsease.SuperTeam("hall", {
  tname: "First",
  owner: "Olga",
  members: ["ann", { accid: "BEN", manager: true }, { accid: "cat", nick: "Cat", custom: "c1", mute: false }, "dan"],
  membership: "additive",
  msg: "first",
  joinmode: 0,
  announcement: "first announcement",
  intro: "first intro",
  serverCustom: '{"n":1}',
  icon: "https://example.com/1.png",
  beinvitemode: 0,
  invitemode: 0,
  uptinfomode: 0,
  upcustommode: 0,
  tlevel: 500,
  muteType: 0,
  bid: '{"textbid":"1"}',
});
export const tid = hall.tid;
