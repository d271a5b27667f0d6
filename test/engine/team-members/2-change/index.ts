import * as pulumi from "@pulumi/pulumi";
import { commsease } from "pulumi-im";

const staff = new commsease.TeamMembers("staff", {
  tid: new pulumi.Config().require("tid"),
  members: { ann: { manager: true }, cat: { nick: "Kat", custom: "", mute: true }, eve: {} },
  msg: "second",
  magree: 1,
  attach: "second attach",
});
export const added = staff.added;
