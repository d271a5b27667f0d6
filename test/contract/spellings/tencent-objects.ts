import type { AnyDefinition } from "../../../provider/resource/definition";
import { account } from "../../../provider/tencent/account/resource";
import { group } from "../../../provider/tencent/group/resource";
import { groupAttributes } from "../../../provider/tencent/group-attributes/resource";
import { groupMembers } from "../../../provider/tencent/group-members/resource";
import { topic } from "../../../provider/tencent/topic/resource";
import type { Values } from "../../../provider/values/values";
import { ours } from "../../support/marks";
import type { TencentCloud } from "../faults/tencent/harness";

/** An object with all that can be read of it in use. */
export interface TencentObject {
  definition: AnyDefinition;
  /** What is there before. */
  prepare(cloud: TencentCloud): Promise<void>;
  inputs: Values;
  /** The same, changed. */
  changed: Values;
}

/** What the app's console has to know for these objects, as arguments of an emulator. */
export const console = ["profileCustomTags", "groupCustomKeys", "memberCustomKeys"].flatMap((name) => [
  "--setting",
  `tencent.${name}=*`,
]);

const mark = ours;
const day = 86_400_000;
/** An end that a test does not reach, whenever it runs. */
const later = new Date(Math.ceil(Date.now() / day) * day + 30 * day).toISOString().replace(".000Z", "Z");

const community = "@TGS#_shop";
const people = (cloud: TencentCloud) => cloud.people("olga", "ann", "bob", "cid");

const madeGroup = (GroupId: string, more: Values) => async (cloud: TencentCloud) => {
  await people(cloud);
  const first = { GroupId, Name: "Ops", Type: "Public", Owner_Account: "olga", ...more };
  await cloud.byHand("group_open_http_svc/create_group", first);
};

const alice = {
  UserID: "alice",
  Nick: "Alice",
  FaceUrl: "https://example.com/a.png",
  Gender: "Gender_Type_Female",
  BirthDay: 19901231,
  Location: "north",
  AllowType: "AllowType_Type_DenyAny",
  Custom: { Team: "north" },
  C2CmsgNospeakingTime: 4294967295,
  GroupmsgNospeakingTime: later,
  mark,
};

const ops = {
  GroupId: "ops",
  Type: "Public",
  Name: "Ops",
  Owner_Account: "olga",
  Introduction: "i",
  Notification: "n",
  FaceUrl: "https://example.com/g.png",
  MaxMemberCount: 9,
  ApplyJoinOption: "FreeAccess",
  InviteJoinOption: "NeedPermission",
  MuteAllMember: "On",
  AppDefinedData: { kind: "k" },
  MemberList: { ann: { Role: "Admin", NameCard: "Ann", AppMemberDefinedData: { kind: "m" } }, bob: {} },
  MutedAccountList: { bob: { MutedUntil: later } },
  BannedAccountList: { cid: {} },
  mark,
};

const { GroupId: _, ...assigned } = ops;

const shop = {
  GroupId: community,
  Type: "Community",
  Name: "Shop",
  Owner_Account: "olga",
  SupportTopic: 1,
  MemberList: ["ann"],
  mark,
};

const news = {
  GroupId: community,
  TopicId: `${community}@TOPIC#_news`,
  TopicName: "News",
  Introduction: "i",
  Notification: "n",
  FaceUrl: "https://example.com/t.png",
  CustomString: "mine",
  MuteAllMember: "On",
  mark,
};

/** Each kind of resource of this vendor, and a community. */
export const objects = {
  account: {
    definition: account,
    prepare: people,
    inputs: alice,
    changed: { ...alice, Nick: "A", BirthDay: 19911231 },
  },
  group: {
    definition: group,
    prepare: people,
    inputs: ops,
    changed: { ...ops, Introduction: "", MuteAllMember: "Off", MemberList: { ann: {} }, MutedAccountList: { ann: {} } },
  },
  "group of an assigned id": {
    definition: group,
    prepare: people,
    inputs: assigned,
    changed: { ...assigned, Name: "O" },
  },
  community: { definition: group, prepare: people, inputs: shop, changed: { ...shop, MemberList: ["bob"] } },
  members: {
    definition: groupMembers,
    prepare: madeGroup("ops", {}),
    inputs: { GroupId: "ops", MemberList: { ann: { Role: "Admin", NameCard: "Ann" }, bob: {} } },
    changed: { GroupId: "ops", MemberList: { ann: {}, cid: {} } },
  },
  attributes: {
    definition: groupAttributes,
    prepare: async (cloud) => {
      await madeGroup("ops", {})(cloud);
      const theirs = [{ key: "z", value: "26" }];
      await cloud.byHand("group_open_http_svc/modify_group_attr", { GroupId: "ops", GroupAttr: theirs });
    },
    inputs: { GroupId: "ops", membership: "additive", GroupAttr: { a: "1", b: "2" } },
    changed: { GroupId: "ops", membership: "additive", GroupAttr: { a: "3", c: "4" } },
  },
  topic: {
    definition: topic,
    prepare: madeGroup(community, { Type: "Community", SupportTopic: 1 }),
    inputs: news,
    changed: { ...news, Introduction: "", MuteAllMember: "Off" },
  },
} satisfies Record<string, TencentObject>;

export type ObjectName = keyof typeof objects;
