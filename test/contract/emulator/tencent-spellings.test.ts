import type { Body } from "./harness";
import { type Case, testRules, valuesOf } from "./spelling-cases";
import { type TencentCloud, useTencent } from "./tencent-cloud";

const cloud = useTencent();

const TOPIC = "@TGS#_c@TOPIC#_t";

beforeEach(async () => {
  const tencent = cloud();
  await tencent.accounts("owner", "ann");
  await tencent.made("Public", { GroupId: "ownerless" });
  await tencent.made("Public", { GroupId: "empty" });
  await tencent.ok("add_group_member", { GroupId: "ownerless", MemberList: [{ Member_Account: "ann" }] });
  await tencent.made("Public", { GroupId: "g", Owner_Account: "owner", MemberList: [{ Member_Account: "ann" }] });
  await tencent.made("Community", { GroupId: "@TGS#_c", Owner_Account: "owner", SupportTopic: 1 });
  const topic = { GroupId: "@TGS#_c", TopicId: TOPIC };
  await tencent.ok("million_group_open_http_svc/create_topic", { ...topic, TopicName: "T" });
  await tencent.ok("million_group_open_http_svc/modify_topic", { ...topic, MuteAllMember: "On" });
});

type Look = (tencent: TencentCloud) => Promise<unknown>;

function look(command: string, body: unknown, at: (answer: Body) => unknown): Look {
  return async (tencent) => at(await tencent.ok(command, body));
}

const topics = { GroupId: "@TGS#_c", From_Account: "owner" };

function mute(filter?: string[]): Look {
  const body = { ...topics, ...(filter && { ResponseFilter: filter }) };
  return look("million_group_open_http_svc/get_topic", body, ({ TopicAndSelfInfo: [{ TopicInfo }] }) => {
    const { MuteAllMember, ShutUpAllMember, ShutUpAllFlag } = TopicInfo;
    return { MuteAllMember, ShutUpAllMember, ShutUpAllFlag };
  });
}

const NOTHING = { empty: "", omit: undefined, null: null };
const names = (list: Body[]) => list.map(({ NameCard }) => NameCard);

const cases: Case<Look>[] = [
  [
    "topicMute",
    mute(),
    {
      MuteAllMember: { MuteAllMember: "On" },
      ShutUpAllFlag: { ShutUpAllFlag: 1 },
      both: { MuteAllMember: "On", ShutUpAllFlag: 1 },
    },
  ],
  [
    "topicMute",
    mute(["MuteAllMember"]),
    { MuteAllMember: { MuteAllMember: "On" }, ShutUpAllFlag: { ShutUpAllFlag: 1 } },
  ],
  ["topicMute", mute(["ShutUpAllFlag"]), { MuteAllMember: {}, ShutUpAllFlag: { ShutUpAllFlag: 1 } }],
  [
    "topicMute",
    async (tencent) => {
      const off = { GroupId: "@TGS#_c", TopicId: TOPIC, MuteAllMember: "Off" };
      await tencent.ok("million_group_open_http_svc/modify_topic", off);
      return mute()(tencent);
    },
    { MuteAllMember: { MuteAllMember: "Off" }, ShutUpAllFlag: { ShutUpAllFlag: 0 } },
  ],
  ...["Introduction", "Notification", "FaceUrl", "Owner_Account"].flatMap((name): Case<Look>[] => [
    ["emptyTexts", look("get_group_info", { GroupIdList: ["ownerless"] }, (a) => a.GroupInfo[0][name]), NOTHING],
  ]),
  [
    "emptyTexts",
    look("get_group_info", { GroupIdList: ["g"] }, (a) => names(a.GroupInfo[0].MemberList)),
    { empty: ["", ""], omit: [undefined, undefined], null: [null, null] },
  ],
  ["emptyTexts", look("get_group_member_info", { GroupId: "g" }, (a) => a.MemberList[0].NameCard), NOTHING],
  [
    "emptyTexts",
    look(
      "get_specified_group_member_info",
      { GroupId: "g", Member_List_Account: ["ann"] },
      (a) => a.MemberList[0].NameCard,
    ),
    NOTHING,
  ],
  ...["Introduction", "Notification", "FaceUrl", "Owner_Account"].map(
    (name): Case<Look> => [
      "emptyTexts",
      look(
        "get_joined_group_list",
        { Member_Account: "ann", ResponseFilter: { GroupBaseInfoFilter: ["Name", name] } },
        (a) => a.GroupIdList.find((one: Body) => one.GroupId === "ownerless")[name],
      ),
      NOTHING,
    ],
  ),
  ...["Introduction", "Notification", "FaceUrl", "CustomString"].map(
    (name): Case<Look> => [
      "emptyTexts",
      look("million_group_open_http_svc/get_topic", topics, (a) => a.TopicAndSelfInfo[0].TopicInfo[name]),
      NOTHING,
    ],
  ),
  [
    "emptyLists",
    look("get_group_info", { GroupIdList: ["empty"] }, ({ GroupInfo: [{ MemberList, AppDefinedData }] }) => [
      MemberList,
      AppDefinedData,
    ]),
    { empty: [[], []], omit: [undefined, undefined], null: [null, null] },
  ],
  [
    "noFailAccounts",
    look("multiaccount_import", { Accounts: ["ben"] }, (a) => a.FailAccounts),
    { empty: [], omit: undefined },
  ],
];

testRules("tencent", cases);

test.each(valuesOf(cases))("$setting: $value", async ({ setting, value, see, expected }) => {
  await cloud().set({ [setting]: value });
  expect(await see(cloud())).toEqual(expected);
});

test("a topic's mute is a flag whatever the spelling of groups is", async () => {
  await cloud().set({ topicMute: "ShutUpAllFlag", spelling: "old" });
  expect(await mute()(cloud())).toEqual({ ShutUpAllFlag: 1 });
});

test("a list that failed accounts are in is shown, and one with a setting of its own is not left out by another", async () => {
  await cloud().set({ noFailAccounts: "omit", emptyLists: "null" });
  const answer = await cloud().ok("multiaccount_import", { Accounts: ["ben", "x".repeat(33)] });
  expect(answer.FailAccounts).toHaveLength(1);
  expect(await cloud().ok("multiaccount_import", { Accounts: ["ben"] })).not.toHaveProperty("FailAccounts");
});
