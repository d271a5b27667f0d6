import * as pulumi from "@pulumi/pulumi";
import { commsease } from "pulumi-im";

new commsease.Account("full", {
  accid: "full.one",
  token: pulumi.secret("second-password"),
  name: "Full, changed",
  icon: "",
  sign: "bye",
  email: "two@example.com",
  birth: "1991-02-02",
  mobile: "+65-87654321",
  gender: 2,
  ex: '{"n":2}',
  props: "second",
  bid: '{"textbid":"2"}',
  block: true,
  needkick: true,
  kickNotifyExt: "second",
  needUnbindPushToken: true,
  mute: true,
  muteP2P: true,
  muteTeam: true,
  muteRoom: true,
  muteQChat: true,
  donnopOpen: true,
});

const made = new commsease.Account("made", { accid: "made", tokenVersion: 2 });
export const madeToken = made.token;
