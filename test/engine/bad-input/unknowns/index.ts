import * as pulumi from "@pulumi/pulumi";
import { commsease } from "pulumi-im";

// REPLACE=1 makes a new team, whose tid is unknown once more.
const isNotifyCloseOnline = process.env.REPLACE ? 1 : 0;

const olga = new commsease.Account("olga", { accid: "olga" });
const ann = new commsease.Account("ann", { accid: "ann" });
const source = new commsease.Team("source", { tname: "Source", owner: olga.accid, isNotifyCloseOnline });

// A tid is unknown until the team is made, and so is all that is made of it.
const { tid } = source;
const later = <T>(value: T): pulumi.Output<T> => tid.apply(() => value);
const text = pulumi.interpolate`of ${tid}`;
const url = pulumi.interpolate`https://example.com/${tid}`;
const json = pulumi.jsonStringify({ tid });

const profile = {
  name: text,
  icon: url,
  sign: text,
  email: pulumi.interpolate`${tid}@example.com`,
  birth: tid,
  mobile: tid,
  gender: later<1>(1),
  ex: json,
  props: json,
  bid: json,
  block: later(false),
  needkick: later(true),
  kickNotifyExt: text,
  needUnbindPushToken: later(true),
  mute: later(true),
  muteP2P: later(true),
  muteTeam: later(true),
  muteRoom: later(true),
  muteQChat: later(true),
  donnopOpen: later(true),
};
const bot = new commsease.Account("bot", { ...profile, accid: pulumi.interpolate`bot-${tid}`, token: text });
new commsease.Account("versioned", { ...profile, accid: "versioned", tokenVersion: later(1) });

const team = {
  tname: text,
  owner: bot.accid,
  msg: text,
  magree: later<0>(0),
  joinmode: later<1>(1),
  announcement: text,
  intro: text,
  custom: json,
  icon: url,
  beinvitemode: later<1>(1),
  invitemode: later<1>(1),
  uptinfomode: later<1>(1),
  upcustommode: later<1>(1),
  teamMemberLimit: later(50),
  muteType: later<1>(1),
  attach: text,
  bid: json,
};
const member = { manager: later(true), nick: text, custom: json, mute: later(true) };
new commsease.Team("by-list", {
  ...team,
  members: [olga.accid, pulumi.interpolate`${ann.accid}`, { accid: tid.apply(() => "versioned"), ...member }],
  isNotifyCloseOnline: later<0>(0),
  isNotifyClosePersistent: later<0>(0),
});
new commsease.Team("by-map", { ...team, members: { olga: member, ann: later({}) } });
new commsease.Team("later-as-a-whole", { ...team, members: later({ olga: {} }) });

new commsease.Chatroom("room", {
  creator: bot.accid,
  name: text,
  announcement: text,
  broadcasturl: url,
  ext: json,
  queuelevel: later<1>(1),
  bid: json,
  delayClosePolicy: later<1>(1),
  delaySeconds: 60,
  inOutNotification: later(false),
  valid: later(true),
  muteRoom: later(true),
  needNotify: later(false),
  notifyExt: text,
  connection: later("default"),
});
