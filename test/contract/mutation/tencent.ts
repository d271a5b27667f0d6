import { ours } from "../../support/marks";
import type { Cloud } from "../faults/cloud";
import { later, type Scene } from "./scenes";

const people = ["olga", "ann", "ben", "cid", "dan", "eve", "fay"];
const MemberList = {
  ann: { Role: "Admin", NameCard: "Ann", AppMemberDefinedData: { rank: "1" } },
  ben: { NameCard: "Ben" },
  cid: {},
  dan: { AppMemberDefinedData: { rank: "2" } },
};
const fields = { Introduction: "in short", Notification: "hear", FaceUrl: "https://example.com/1.png" };

const group = (Type: string, GroupId: string, more: object) => ({
  Type,
  GroupId,
  Name: "Crew",
  Owner_Account: "olga",
  ...fields,
  MuteAllMember: "On",
  AppDefinedData: { kind: "support" },
  ...more,
  mark: ours,
});

const restricted = {
  MutedAccountList: { ann: { MutedUntil: 4294967295 }, ben: { MutedUntil: later }, cid: { MutedUntil: later } },
  BannedAccountList: { eve: { BannedUntil: 4294967295 }, fay: { BannedUntil: later } },
};

async function crew(cloud: Cloud) {
  await cloud.byHand("group_open_http_svc/create_group", {
    GroupId: "crew",
    Type: "Public",
    Name: "Crew",
    Owner_Account: "olga",
    MemberList: [{ Member_Account: "eve" }],
  });
  return { GroupId: "crew" };
}

export const scenes: readonly Scene[] = [
  {
    kind: "tencent:Account",
    people: [],
    inputs: {
      UserID: "svc",
      Nick: "Desk",
      FaceUrl: "https://example.com/1.png",
      Gender: "Gender_Type_Male",
      BirthDay: 19901231,
      Location: "here",
      SelfSignature: "hello",
      AllowType: "AllowType_Type_DenyAny",
      Language: 1,
      MsgSettings: 1,
      AdminForbidType: "AdminForbid_Type_SendOut",
      Level: 1,
      Role: 1,
      Custom: { Team: "north" },
      C2CmsgNospeakingTime: 4294967295,
      GroupmsgNospeakingTime: later,
      mark: ours,
    },
    change: { Nick: "Help desk" },
  },
  {
    kind: "tencent:Group",
    people,
    inputs: group("Public", "crew", {
      MaxMemberCount: 100,
      ApplyJoinOption: "NeedPermission",
      InviteJoinOption: "DisableInvite",
      HistoryMsgBeforeJoin: "On",
      MemberList,
      ...restricted,
    }),
    change: { Introduction: "in shorter" },
  },
  {
    kind: "tencent:Group",
    people,
    inputs: group("Community", "@TGS#_shop", { SupportTopic: 1, MemberList, ...restricted }),
    change: { Introduction: "in shorter" },
  },
  {
    kind: "tencent:GroupMembers",
    people,
    prepare: crew,
    inputs: { MemberList },
    change: { MemberList: { ...MemberList, cid: { NameCard: "Cid" } } },
  },
  {
    kind: "tencent:GroupAttributes",
    people,
    prepare: crew,
    inputs: { GroupAttr: { phase: "beta", level: "1", more: "x" }, membership: "additive" },
    async afterwards(cloud) {
      const GroupAttr = [{ key: "theirs", value: "t" }];
      await cloud.byHand("group_open_http_svc/modify_group_attr", { GroupId: "crew", GroupAttr });
    },
    change: { GroupAttr: { phase: "final", level: "1", more: "x" } },
  },
  {
    kind: "tencent:Topic",
    people,
    async prepare(cloud) {
      const GroupId = "@TGS#_shop";
      const shop = { GroupId, Type: "Community", Name: "Shop", SupportTopic: 1, Owner_Account: "olga" };
      await cloud.byHand("group_open_http_svc/create_group", shop);
      return { GroupId };
    },
    inputs: {
      TopicId: "@TGS#_shop@TOPIC#_news",
      TopicName: "News",
      ...fields,
      CustomString: '{"a":1}',
      MuteAllMember: "On",
      mark: ours,
    },
    change: { Introduction: "in shorter" },
  },
];
