import * as pulumi from "@pulumi/pulumi";
import { commsease } from "pulumi-im";

const staff = new commsease.TeamMembers("staff", {
  tid: new pulumi.Config().require("other"),
  members: ["ann", "cat"],
});
export const added = staff.added;
