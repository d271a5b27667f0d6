import * as pulumi from "@pulumi/pulumi";
import { commsease } from "pulumi-im";

const staff = new commsease.TeamMembers("staff", {
  tid: new pulumi.Config().require("tid"),
  members: ["ANN", { accid: "ben", manager: true }, { accid: "cat", nick: "Cat", custom: "c1", mute: false }, "dan"],
  msg: "first",
  magree: 0,
  attach: "first attach",
});
export const added = staff.added;
