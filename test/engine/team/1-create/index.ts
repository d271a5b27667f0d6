import { commsease } from "pulumi-im";

const team = new commsease.Team("team", {
  tname: "First",
  owner: "Olga",
  members: ["ann", { accid: "BEN", manager: true }, { accid: "cat", nick: "Cat", custom: "c1", mute: false }, "dan"],
  membership: "additive",
  msg: "first",
  magree: 0,
  joinmode: 0,
  announcement: "first announcement",
  intro: "first intro",
  custom: '{"n":1}',
  icon: "https://example.com/1.png",
  beinvitemode: 0,
  invitemode: 0,
  uptinfomode: 0,
  upcustommode: 0,
  teamMemberLimit: 10,
  muteType: 0,
  isNotifyCloseOnline: 0,
  isNotifyClosePersistent: 0,
  attach: "first attach",
  bid: '{"textbid":"1"}',
});
export const tid = team.tid;
