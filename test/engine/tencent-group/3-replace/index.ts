import { tencent } from "pulumi-im";

const owner = new tencent.Account("owner", { UserID: "olga", Nick: "Olga" });

// Another type, under the same id.
const team = new tencent.Group("team", {
  Type: "Private",
  GroupId: "team",
  Name: "Crew",
  Owner_Account: owner.UserID,
  MemberList: ["ann"],
});

export const { GroupId, GroupIdDeclared } = team;
