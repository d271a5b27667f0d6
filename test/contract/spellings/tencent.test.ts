import type { Settled } from "../../../provider/resource/lifecycle";
import type { Values } from "../../../provider/values/values";
import { passingTime } from "../../support/passing-time";
import { type Rewrite, rewriting } from "../../support/rewritten";
import { failureOf } from "../faults/cloud";
import { useTencent } from "../faults/tencent/harness";
import { console, type ObjectName, objects, type TencentObject } from "./tencent-objects";

const cloud = useTencent("--rate-limit", "off", ...console);

const names = Object.keys(objects) as ObjectName[];

const look = /\/(get_|portrait_get|account_check|getnospeaking)/;

/** An app of which the answers are spelled so. */
async function empty(settings: Values): Promise<void> {
  await cloud().emulator.reset();
  await passingTime.stop();
  if (Object.keys(settings).length > 0) await cloud().emulator.tencent.settings(settings);
}

/** What is read is what the state has; the next run begins. */
async function refresh({ definition }: TencentObject, settled: Settled): Promise<void> {
  expect(settled.failure).toBeUndefined();
  await cloud().newRun();
  expect((await cloud().read(definition, settled))?.state).toEqual(settled.state);
  await cloud().newRun();
}

/**
 * Create, refresh, change, refresh, the same once more, destroy.
 * @returns what the cloud holds after create and change
 */
async function life(object: TencentObject): Promise<unknown[]> {
  const { definition, inputs, changed, prepare } = object;
  await prepare(cloud());
  const before = await cloud().world();
  const made = await cloud().create(definition, inputs);
  const worlds = [await cloud().world()];
  await refresh(object, made);
  const updated = await cloud().update(definition, made, changed);
  worlds.push(await cloud().world());
  await refresh(object, updated);
  const same = await cloud().update(definition, updated, changed);
  expect([same.failure, same.state]).toEqual([undefined, updated.state]);
  expect((await cloud().log()).map(({ call }) => call).filter((call) => !look.test(call))).toEqual([]);
  await cloud().newRun();
  await cloud().remove(definition, updated);
  expect(await cloud().world()).toEqual(before);
  return worlds;
}

/** Ids of the server's choice differ from one life to the next, and ends by a second. */
function comparable(worlds: unknown[]): unknown {
  const inMinutes = (_key: string, value: unknown) =>
    typeof value === "number" && value > 1_000_000_000 ? Math.round(value / 60) : value;
  return JSON.parse(JSON.stringify(worlds, inMinutes).replaceAll(/@TGS#[0-9A-Z]+/g, "(assigned)"));
}

const groups = ["group", "group of an assigned id", "community", "members"] as const;

/** How answers are spelled, and whose that concerns. */
const spelled: [Values, readonly ObjectName[]][] = [
  [{ spelling: "old" }, groups],
  [{ spelling: "both" }, groups],
  [{ emptyLists: "omit" }, names],
  [{ emptyLists: "null" }, names],
  [{ emptyTexts: "omit" }, [...groups, "topic"]],
  [{ emptyTexts: "null" }, [...groups, "topic"]],
  [{ topicMute: "ShutUpAllFlag" }, ["topic"]],
  [{ topicMute: "both" }, ["topic"]],
  [
    { unsetProfileTag: "omit", emptyLists: "omit", emptyTexts: "null", spelling: "old", successErrorInfo: "writes" },
    names,
  ],
];

describe.each(names)("a tencent %s lives as by default", (name) => {
  let expected: unknown;
  beforeAll(async () => {
    passingTime.begin(cloud().clock);
    await empty({});
    expected = comparable(await life(objects[name]));
    passingTime.end();
    await cloud().close();
  });

  test.each(spelled.filter(([, whose]) => whose.includes(name)).map(([settings]) => settings))(
    "where answers are spelled so: %j",
    async (settings) => {
      await empty(settings);
      expect(comparable(await life(objects[name]))).toEqual(expected);
    },
  );
});

describe("what decides and is not told is not understood", () => {
  const ops = { GroupId: "ops", Type: "Public", Name: "Ops" };

  test.each(["omit", "null"])("a list without a count beside it: %s", async (emptyLists) => {
    await empty({ emptyLists });
    await cloud().people("olga");
    await cloud().byHand("group_open_http_svc/create_group", { ...ops, Owner_Account: "olga" });
    const { definition, inputs } = objects.attributes;
    const error = await failureOf(cloud().create(definition, inputs));
    expect(error.code).toBe("IM_UNEXPECTED_ANSWER");
    expect(error.message).toContain("`GroupAttrAry` should be a list and is ");
    expect(await cloud().emulator.tencent.group("ops")).toMatchObject({ attributes: {} });
  });

  test.each(["omit", "null"])("an owner: %s", async (emptyTexts) => {
    await empty({ emptyTexts });
    const made = await cloud().create(objects.group.definition, ops);
    const error = await failureOf(cloud().read(objects.group.definition, made));
    expect(error.code).toBe("IM_UNEXPECTED_ANSWER");
    expect(error.message).toContain("`GroupInfo[0].Owner_Account` should be an id and is ");
  });
});

describe("of an answer", () => {
  const digits = (object: Values, ...keys: string[]) => {
    for (const key of keys) object[key] = String(object[key]);
  };
  const json = (object: Values, ...keys: string[]) => {
    for (const key of keys) object[key] = JSON.stringify(object[key]);
  };
  const svc = "group_open_http_svc";
  const info = `${svc}/get_group_info`;

  const rows: [string, ObjectName, string, Rewrite][] = [
    ["the code is text", "account", "im_open_login_svc/account_check", (answer) => digits(answer, "ErrorCode")],
    [
      "the code of an item is text",
      "account",
      "im_open_login_svc/account_check",
      ({ ResultItem }) => digits(ResultItem[0], "ResultCode"),
    ],
    [
      "lists are JSON text",
      "account",
      "profile/portrait_get",
      (answer) => {
        json(answer.UserProfileItem[0], "ProfileItem");
        json(answer, "UserProfileItem");
      },
    ],
    [
      "numbers are text",
      "account",
      "profile/portrait_get",
      ({ UserProfileItem: [{ ProfileItem }] }) => {
        for (const item of ProfileItem) digits(item, "Value");
      },
    ],
    [
      "the times of mutes are text",
      "account",
      "openconfigsvr/getnospeaking",
      (answer) => digits(answer, "C2CmsgNospeakingTime", "GroupmsgNospeakingTime"),
    ],
    ["numbers are text", "group", info, ({ GroupInfo: [one] }) => digits(one, "ErrorCode", "MaxMemberNum")],
    ["lists are JSON text", "group", info, ({ GroupInfo: [one] }) => json(one, "AppDefinedData")],
    ["all is JSON text", "group", info, (answer) => json(answer, "GroupInfo")],
    [
      "the mute is a number",
      "group",
      info,
      ({ GroupInfo: [one] }) => {
        one.ShutUpAllFlag = one.MuteAllMember === "On" ? 1 : 0;
        delete one.MuteAllMember;
      },
    ],
    [
      "the mute is a boolean",
      "group",
      info,
      ({ GroupInfo: [one] }) => void Object.assign(one, { MuteAllMember: one.MuteAllMember === "On" }),
    ],
    [
      "SupportTopic is a boolean",
      "community",
      info,
      ({ GroupInfo: [one] }) => void Object.assign(one, { SupportTopic: true }),
    ],
    [
      "the cursor is a number",
      "community",
      `${svc}/get_group_member_info`,
      (answer) => void Object.assign(answer, { Next: 0 }),
    ],
    [
      "the cursor is missing at the end",
      "community",
      `${svc}/get_group_member_info`,
      (answer) => void delete answer.Next,
    ],
    ["numbers are text", "group", `${svc}/get_group_member_info`, (answer) => digits(answer, "MemberNum")],
    ["lists are JSON text", "members", `${svc}/get_group_member_info`, (answer) => json(answer, "MemberList")],
    [
      "the old names stand",
      "group",
      `${svc}/get_group_muted_account`,
      ({ MutedAccountList, ...rest }) => ({
        ...rest,
        ShuttedUinList: MutedAccountList.map(({ Member_Account, MutedUntil }: Values) => ({
          Member_Account,
          ShuttedUntil: MutedUntil,
        })),
      }),
    ],
    ["nothing says whose", "group", `${svc}/get_group_muted_account`, (answer) => void delete answer.GroupId],
    [
      "ends are text",
      "group",
      `${svc}/get_group_muted_account`,
      ({ MutedAccountList: [one] }) => digits(one, "MutedUntil"),
    ],
    ["numbers are text", "group", `${svc}/get_group_ban_member`, (answer) => digits(answer, "NextOffset")],
    [
      "lists are JSON text",
      "attributes",
      "group_open_attr_http_svc/get_group_attr",
      (answer) => json(answer, "GroupAttrAry"),
    ],
    [
      "objects are JSON text, and the community has its other name",
      "topic",
      "million_group_open_http_svc/get_topic",
      ({ TopicAndSelfInfo: [one] }) => {
        one.TopicInfo.GroupId = one.TopicInfo.GroupID;
        delete one.TopicInfo.GroupID;
        json(one, "TopicInfo");
      },
    ],
  ];

  test.each(rows)("%s: %s in %s", async (_what, name, call, rewrite) => {
    const { definition, prepare, inputs, changed }: TencentObject = objects[name];
    await prepare(cloud());
    const made = await cloud().createdEarlier(definition, inputs);
    const read = await rewriting(call, rewrite, () => cloud().read(definition, made));
    expect(read).toMatchObject({ outcome: { status: "fulfilled", value: { state: made.state } } });
    expect(read.times).toBeGreaterThan(0);
    const { outcome } = await rewriting(call, rewrite, () => cloud().update(definition, made, changed));
    if (outcome.status === "rejected") throw outcome.reason;
    expect((await cloud().read(definition, outcome.value))?.state).toEqual(outcome.value.state);
  });

  test("ids are texts, also where they come as numbers", async () => {
    const { definition } = objects.members;
    await cloud().people("1001", "1002");
    await cloud().byHand(`${svc}/create_group`, { GroupId: "77", Type: "Public", Name: "Ops", Owner_Account: "1001" });
    const inputs = { GroupId: "77", MemberList: { "1002": {} } };
    const numbers: Rewrite = (answer) => {
      const text = JSON.stringify(answer).replaceAll(/"(1001|1002|77)"/g, "$1");
      return JSON.parse(text);
    };
    const { outcome } = await rewriting(/./, numbers, async () => {
      const made = await cloud().create(definition, inputs);
      expect(made).toMatchObject({ state: { MemberList: { "1002": {} }, added: ["1002"] } });
      expect((await cloud().read(definition, made))?.state).toEqual(made.state);
      await cloud().remove(definition, made);
    });
    if (outcome.status === "rejected") throw outcome.reason;
    expect(Object.keys((await cloud().emulator.tencent.group("77")).members)).toEqual(["1001"]);
  });

  test.each([
    ["Private", "Work"],
    ["ChatRoom", "Meeting"],
  ])("a type is %s, also where it has its other name", async (Type, other) => {
    await cloud().people("olga");
    const made = await cloud().create(objects.group.definition, {
      GroupId: "ops",
      Type,
      Name: "N",
      Owner_Account: "olga",
    });
    const rename: Rewrite = ({ GroupInfo: [one] }) => void Object.assign(one, { Type: other });
    const { outcome } = await rewriting(info, rename, () => cloud().read(objects.group.definition, made));
    expect(outcome).toMatchObject({ value: { state: { Type } } });
  });
});
