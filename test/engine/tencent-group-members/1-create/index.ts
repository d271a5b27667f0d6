import * as pulumi from "@pulumi/pulumi";
import { tencent } from "pulumi-im";

const staff = new tencent.GroupMembers("staff", {
  GroupId: new pulumi.Config().require("group"),
  MemberList: [
    "ann",
    { Member_Account: "ben", Role: "Admin" },
    { Member_Account: "cat", NameCard: "Cat", AppMemberDefinedData: { rank: "1" } },
    "dan",
  ],
});
export const { added, invited } = staff;
