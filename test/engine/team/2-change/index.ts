import { commsease } from "pulumi-im";

const team = new commsease.Team("team", {
  tname: "Second",
  owner: "cat",
  members: {
    ann: { manager: true },
    ben: { nick: "Ben", custom: "b2", mute: true },
    eve: {},
    olga: { manager: true },
  },
  membership: "authoritative",
  msg: "second",
  magree: 1,
  joinmode: 2,
  announcement: "",
  intro: "second intro",
  custom: '{"n":2}',
  icon: "https://example.com/2.png",
  beinvitemode: 1,
  invitemode: 1,
  uptinfomode: 1,
  upcustommode: 1,
  teamMemberLimit: 6,
  muteType: 1,
  isNotifyCloseOnline: 0,
  isNotifyClosePersistent: 0,
  attach: "second attach",
  bid: '{"textbid":"2"}',
});
export const tid = team.tid;
