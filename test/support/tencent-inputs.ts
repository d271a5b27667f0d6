import fc from "fast-check";
import { unknownValue } from "../../provider/values/unknowns";
import type { Values } from "../../provider/values/values";
import { ours } from "./marks";
import { groupAttr, tencentAccountFields, topicFields, topicName, userId } from "./tencent-arbitraries";
import { groupFields, groupPeople, groupTypes, memberList } from "./tencent-group-arbitraries";

const together = (parts: readonly object[]): Values => Object.assign({}, ...parts);

const aliases = new Map([
  ["Private", "Work"],
  ["ChatRoom", "Meeting"],
]);

const connection = fc.constantFrom({}, { connection: "default" }, { connection: unknownValue });
const groupId = fc.constantFrom("team", "@TGS#_shop", unknownValue);

/** Valid inputs of each kind as a program may write them. */
export const tencentInputs: Record<string, fc.Arbitrary<Values>> = {
  "tencent:Account": fc.tuple(fc.record({ UserID: userId }), tencentAccountFields, connection).map(together),
  "tencent:Group": fc
    .constantFrom(...groupTypes)
    .chain((Type) =>
      fc.tuple(
        fc.record({ Type: fc.constantFrom(Type, aliases.get(Type) ?? unknownValue) }),
        groupFields(Type),
        groupPeople(Type),
        fc.constantFrom({}, { mark: ours }, { membership: "additive" }, { membership: unknownValue }),
        connection,
      ),
    )
    .map(together),
  "tencent:GroupAttributes": fc
    .tuple(
      fc.record({ GroupId: groupId, GroupAttr: groupAttr }),
      fc.record({ membership: fc.constantFrom("additive", "authoritative", unknownValue) }, { requiredKeys: [] }),
      connection,
    )
    .map(together),
  "tencent:GroupMembers": fc
    .tuple(fc.record({ GroupId: groupId, MemberList: memberList("Public") }), connection)
    .map(together),
  "tencent:Topic": fc
    .tuple(
      fc.record({ GroupId: groupId, TopicName: topicName }),
      topicFields,
      fc.constantFrom({}, { mark: ours }),
      connection,
    )
    .map(together),
};

/** One valid value for every field of each kind. */
export const tencentExamples: Record<string, Values> = {
  "tencent:Account": {
    UserID: "svc",
    Nick: "n",
    FaceUrl: "https://example.com/a.png",
    Gender: "Gender_Type_Male",
    BirthDay: 19901231,
    Location: "here",
    SelfSignature: "s",
    AllowType: "AllowType_Type_DenyAny",
    Language: 1,
    MsgSettings: 1,
    AdminForbidType: "AdminForbid_Type_None",
    Level: 1,
    Role: 1,
    Custom: { Team: "north" },
    C2CmsgNospeakingTime: 4294967295,
    GroupmsgNospeakingTime: "2026-12-24T18:00:00Z",
    userSigDays: 30,
    userSigVersion: 1,
    userSigExpires: "2026-12-24T18:00:00Z",
    userSigKey: "0123abcd",
    onDestroy: "forget",
    adopt: true,
    mark: ours,
    connection: "default",
  },
  // No type has all of them.
  "tencent:Group": {
    Type: unknownValue,
    GroupId: "team",
    Name: "Team",
    Owner_Account: "olga",
    Introduction: "i",
    Notification: "n",
    FaceUrl: "https://example.com/a.png",
    MaxMemberCount: 200,
    ApplyJoinOption: "NeedPermission",
    InviteJoinOption: "DisableInvite",
    MuteAllMember: "Off",
    HistoryMsgBeforeJoin: "On",
    AppDefinedData: { kind: "support" },
    SupportTopic: 1,
    MemberList: { ann: { Role: "Admin", NameCard: "A", AppMemberDefinedData: { rank: "1" } } },
    MutedAccountList: { ann: { MutedUntil: 4294967295 } },
    BannedAccountList: { bob: { BannedUntil: "2026-12-24T18:00:00Z" } },
    membership: "authoritative",
    adopt: true,
    mark: ours,
    connection: "default",
  },
  "tencent:GroupAttributes": {
    GroupId: "team",
    GroupAttr: { phase: "beta" },
    membership: "additive",
    connection: "default",
  },
  "tencent:GroupMembers": {
    GroupId: "team",
    MemberList: { ann: { Role: "Admin", NameCard: "A", AppMemberDefinedData: { rank: "1" } } },
    connection: "default",
  },
  "tencent:Topic": {
    GroupId: "@TGS#_shop",
    TopicId: "@TGS#_shop@TOPIC#_news",
    TopicName: "News",
    Introduction: "i",
    Notification: "n",
    FaceUrl: "https://example.com/a.png",
    CustomString: "{}",
    MuteAllMember: "On",
    adopt: true,
    mark: ours,
    connection: "default",
  },
};
