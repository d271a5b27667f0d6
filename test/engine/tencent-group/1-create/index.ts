import { tencent } from "pulumi-im";

const owner = new tencent.Account("owner", { UserID: "olga", Nick: "Olga" });

const team = new tencent.Group("team", {
  Type: "Public",
  GroupId: "team",
  Name: "Team",
  Owner_Account: owner.UserID,
  Introduction: "first",
  Notification: "welcome",
  FaceUrl: "https://example.com/1.png",
  MaxMemberCount: 50,
  ApplyJoinOption: "NeedPermission",
  InviteJoinOption: "DisableInvite",
  MuteAllMember: "On",
  HistoryMsgBeforeJoin: "On",
  AppDefinedData: { kind: "support", desk: "4" },
  MemberList: ["ann", { Member_Account: "ben", Role: "Admin", NameCard: "Ben" }, "cid"],
  MutedAccountList: { ann: { MutedUntil: "2045-01-01T00:00:00Z" } },
  BannedAccountList: ["eve"],
  membership: "authoritative",
});

export const { GroupId, GroupIdDeclared } = team;
