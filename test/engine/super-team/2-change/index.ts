import { commsease } from "pulumi-im";

const hall = new commsease.SuperTeam("hall", {
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
  joinmode: 2,
  announcement: "",
  intro: "second intro",
  serverCustom: '{"n":2}',
  icon: "https://example.com/2.png",
  beinvitemode: 1,
  invitemode: 1,
  uptinfomode: 1,
  upcustommode: 1,
  tlevel: 6,
  muteType: 1,
  bid: '{"textbid":"2"}',
});
export const tid = hall.tid;
