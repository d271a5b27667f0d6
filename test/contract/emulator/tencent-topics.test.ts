import { useTencent } from "./tencent-cloud";

const cloud = useTencent();

const service = "million_group_open_http_svc";
let GroupId: string;

beforeEach(async () => {
  await cloud().accounts("ann");
  GroupId = await cloud().made("Community", { GroupId: "@TGS#_crew", SupportTopic: 1 });
});

const create = (more: object = {}) => cloud().call(`${service}/create_topic`, { GroupId, TopicName: "News", ...more });
const read = async (TopicIdList?: string[]) =>
  (await cloud().ok(`${service}/get_topic`, { GroupId, From_Account: "ann", TopicIdList })).TopicAndSelfInfo;

test("a topic reads as it was written", async () => {
  const TopicId = `${GroupId}@TOPIC#_news`;
  const fields = { CustomString: "c", FaceUrl: "f", Notification: "n", Introduction: "i" };
  expect(await create({ TopicId, ...fields })).toMatchObject({ ErrorCode: 0, ErrorInfo: "ok", TopicId });
  expect(await read()).toEqual([
    {
      ErrorCode: 0,
      ErrorInfo: "ok",
      TopicInfo: {
        TopicId,
        GroupID: GroupId,
        TopicName: "News",
        ...fields,
        CreateTime: expect.any(Number),
        NextMsgSeq: 1,
        LastMsgTime: 0,
        MuteAllMember: "Off",
      },
      SelfInfo: {},
    },
  ]);
});

test("an id that the server assigns, and all topics in one answer", async () => {
  const { TopicId } = await create();
  expect(TopicId).toMatch(/^@TGS#_crew@TOPIC#_@TOPIC#c[0-9A-Z]+$/);
  const other = (await create({ TopicName: "Talk" })).TopicId;
  expect((await read()).map((one: { TopicInfo: { TopicId: string } }) => one.TopicInfo.TopicId)).toEqual([
    TopicId,
    other,
  ]);
  expect((await read([other]))[0].TopicInfo.TopicName).toBe("Talk");
});

test("changes what is sent", async () => {
  const { TopicId } = await create({ Introduction: "i", Notification: "n" });
  await cloud().ok(`${service}/modify_topic`, {
    GroupId,
    TopicId,
    TopicName: "New",
    Introduction: "",
    MuteAllMember: "On",
  });
  expect((await read())[0].TopicInfo).toMatchObject({
    TopicName: "New",
    Introduction: "",
    Notification: "n",
    MuteAllMember: "On",
  });
  await cloud().ok(`${service}/modify_topic`, { GroupId, TopicId, ShutUpAllMember: "Off" });
  expect((await read())[0].TopicInfo.MuteAllMember).toBe("Off");
});

test("destroying answers for each, and a topic that is not there has a code", async () => {
  const { TopicId } = await create();
  const body = { GroupId, TopicIdList: [TopicId, "none"] };
  expect((await cloud().ok(`${service}/destroy_topic`, body)).DestroyResultItem).toEqual([
    { TopicId, ErrorCode: 0, ErrorInfo: "ok" },
    { TopicId: "none", ErrorCode: 110_003, ErrorInfo: expect.any(String) },
  ]);
  expect(await read([TopicId])).toEqual([expect.objectContaining({ ErrorCode: 110_003 })]);
  await cloud().fails(`${service}/modify_topic`, { GroupId, TopicId, TopicName: "x" }, 110_003);
  await cloud().set({ unknownTopic: 10_010 });
  await cloud().fails(`${service}/modify_topic`, { GroupId, TopicId, TopicName: "x" }, 10_010);
});

test.each([
  ["no name", { TopicName: undefined }, 10_004],
  ["a name of 31 bytes", { TopicName: "n".repeat(31) }, 10_004],
  ["an id of another community", { TopicId: "@TGS#_other@TOPIC#_news" }, 10_004],
  ["an id without a part of its own", { TopicId: "@TGS#_crew@TOPIC#_" }, 10_004],
  ["a custom string of 3001 bytes", { CustomString: "c".repeat(3001) }, 10_004],
  ["an unknown account", { From_Account: "ghost" }, 10_019],
  ["an unknown community", { GroupId: "@TGS#_gone" }, 10_010],
])("refuses %s", async (_what, more, code) => {
  expect(await create(more)).toMatchObject({ ErrorCode: code });
  expect((await cloud().state()).groups[GroupId].topics).toEqual({});
});

test("an id in use", async () => {
  const TopicId = `${GroupId}@TOPIC#_news`;
  await create({ TopicId });
  expect(await create({ TopicId })).toMatchObject({ ErrorCode: 10_021 });
  await cloud().set({ takenTopicId: 10_004 });
  expect(await create({ TopicId })).toMatchObject({ ErrorCode: 10_004 });
});

test("only in a community that was made with topics", async () => {
  expect(await create({ GroupId: await cloud().made("Community") })).toMatchObject({ ErrorCode: 11_000 });
  expect(await create({ GroupId: await cloud().made("Public") })).toMatchObject({ ErrorCode: 10_007 });
  await cloud().set({ communityFeature: false });
  expect(await create()).toMatchObject({ ErrorCode: 11_000 });
});

test("import_topic may date back", async () => {
  const body = { GroupId, TopicName: "Old", CreateTime: 1_700_000_000 };
  await cloud().ok("import_topic", body);
  expect((await read())[0].TopicInfo.CreateTime).toBe(1_700_000_000);
  await cloud().fails("import_topic", { ...body, CreateTime: 9_999_999_999 }, 10_004);
});

test("mutes in a topic are its own", async () => {
  const { TopicId } = await create();
  const mute = { GroupId, Members_Account: ["ann"], MuteTime: 60 };
  await cloud().ok("forbid_send_msg", { ...mute, TopicId });
  const muted = async (more: object) =>
    (await cloud().ok("get_group_muted_account", { GroupId, ...more })).MutedAccountList;
  expect(await muted({ TopicId })).toHaveLength(1);
  expect(await muted({})).toEqual([]);
  await cloud().fails("forbid_send_msg", { ...mute, TopicId: "none" }, 110_003);
});

test("topics go with their community", async () => {
  await create();
  await cloud().ok("destroy_group", { GroupId });
  await cloud().made("Community", { GroupId, SupportTopic: 1 });
  expect(await read()).toEqual([]);
});
