import * as pulumi from "@pulumi/pulumi";
import { commsease } from "pulumi-im";

new commsease.Account("full", {
  accid: "Full.One",
  token: pulumi.secret("first-password"),
  name: "Full",
  icon: "https://example.com/1.png",
  sign: "hello",
  email: "one@example.com",
  birth: "1990-01-01",
  mobile: "+65-81234567",
  gender: 1,
  ex: '{"n":1}',
  props: "first",
  bid: '{"textbid":"1"}',
  block: false,
  needkick: false,
  kickNotifyExt: "first",
  needUnbindPushToken: false,
  mute: false,
  muteP2P: false,
  muteTeam: false,
  muteRoom: false,
  muteQChat: false,
  donnopOpen: false,
});

const made = new commsease.Account("made", { accid: "made", tokenVersion: 1 });
export const madeToken = made.token;
