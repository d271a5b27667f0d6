import * as pulumi from "@pulumi/pulumi";
import { tencent } from "pulumi-im";

const staff = new tencent.GroupMembers("staff", {
  GroupId: new pulumi.Config().require("other"),
  MemberList: { ann: { Role: "Admin" }, cat: { NameCard: "", AppMemberDefinedData: {} }, eve: { NameCard: "Eve" } },
});
export const { added, invited } = staff;
