import { tencent } from "pulumi-im";

const owner = new tencent.Account("owner", { UserID: "olga", Nick: "Olga" });

const team = new tencent.Group(
  "team",
  {
    Type: "Public",
    GroupId: "team",
    Name: "Crew",
    Owner_Account: "ben",
    Introduction: "",
    Notification: "changed",
    FaceUrl: "https://example.com/2.png",
    MaxMemberCount: 40,
    ApplyJoinOption: "DisableApply",
    InviteJoinOption: "FreeAccess",
    MuteAllMember: "Off",
    HistoryMsgBeforeJoin: "Off",
    AppDefinedData: { kind: "sales" },
    MemberList: {
      ann: { Role: "Admin", NameCard: "Ann", AppMemberDefinedData: { rank: "1" } },
      olga: {},
      eve: {},
    },
    MutedAccountList: { cid: {} },
    BannedAccountList: {},
    membership: "additive",
  },
  { dependsOn: owner },
);

export const { GroupId, GroupIdDeclared } = team;
