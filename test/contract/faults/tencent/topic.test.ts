import { markTakenOver } from "../../../../provider/ownership/mark";
import { topic } from "../../../../provider/tencent/topic/resource";
import type { Values } from "../../../../provider/values/values";
import { declaredMark, ours } from "../../../support/marks";
import { failureOf, useWarnings } from "../cloud";
import { useTencent } from "./harness";

const cloud = useTencent("--rate-limit", "off");
useWarnings();

const GroupId = "@TGS#_shop";
const TopicId = `${GroupId}@TOPIC#_news`;
const mark = ours;
const news = { GroupId, TopicName: "News" };
const chosen = { ...news, TopicId };

const create = "million_group_open_http_svc/create_topic";
const topics = async (): Promise<Record<string, Values>> => (await cloud().emulator.tencent.group(GroupId)).topics;

beforeEach(async () => {
  await cloud().people("olga");
  const group = { GroupId, Type: "Community", Name: "Shop", SupportTopic: 1, Owner_Account: "olga" };
  await cloud().byHand("group_open_http_svc/create_group", group);
});

describe("a topic whose id the server assigns", () => {
  test("is found among others of its name after a create without an answer", async () => {
    await cloud().byHand(create, news);
    const [theirs] = Object.keys(await topics());
    await cloud().inject(create, { kind: "drop-after" });
    const { id, state } = await cloud().create(topic, { ...news, Introduction: "ours" });
    expect(Object.keys(await topics()).sort()).toEqual([String(theirs), id].sort());
    expect(state).toMatchObject({ TopicId: id, TopicIdDeclared: false, Introduction: "ours" });
    expect(await cloud().sent(create)).toBe(1);
  });

  test("is known by its mark in the next run, where a create was cut short", async () => {
    await cloud().byHand(create, { ...news, CustomString: `{"pulumi-im":"${mark}"}` });
    const [made] = Object.keys(await topics());
    const { id, state } = await cloud().create(topic, { ...news, mark, CustomString: "mine" });
    expect(id).toBe(made);
    expect(state).toMatchObject({ mark: markTakenOver(mark), CustomString: "mine" });
    expect((await topics())[id]?.CustomString).toBe(`mine\npulumi-im:${markTakenOver(mark)}`);
  });

  test("may be declared later: the id that it has is no change of it", async () => {
    const before = await cloud().create(topic, news);
    await cloud().newRun();
    const { state } = await cloud().update(topic, before, { ...news, TopicId: before.id });
    expect(state).toMatchObject({ TopicId: before.id, TopicIdDeclared: true });
    expect(await cloud().sent("million_group_open_http_svc/modify_topic")).toBe(0);
  });
});

test("a topic id that the vendor holds, with no topic under it, is told as that, also with `adopt`", async () => {
  await cloud().inject(create, { kind: "code", value: 10021, desc: "topic id has been used" });
  const error = await failureOf(cloud().create(topic, { ...chosen, mark, adopt: true }));
  expect(error).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 10021 } });
  expect(error.message).toContain("There is nothing under this id that could be taken over");
  expect(error.message).not.toContain("`adopt");
  const other = await cloud().create(topic, { ...chosen, TopicId: `${chosen.TopicId}-2`, mark });
  expect(other.failure).toBeUndefined();
});

describe("a topic of somebody else's", () => {
  beforeEach(() => cloud().byHand(create, { ...chosen, CustomString: "theirs", Introduction: "theirs" }));

  test("is refused and left as it is", async () => {
    const before = await topics();
    const error = await failureOf(cloud().create(topic, { ...chosen, mark }));
    expect(error.code).toBe("IM_CONFLICT");
    expect(error.message).toContain("Choose another TopicId, take it over with `adopt: true`");
    expect(await topics()).toEqual(before);
  });

  test("is adopted: its own text stays beside the mark", async () => {
    const { state } = await cloud().create(topic, { ...chosen, TopicName: "Ours", mark, adopt: true });
    expect((await topics())[TopicId]).toMatchObject({
      TopicName: "Ours",
      Introduction: "theirs",
      CustomString: `theirs\npulumi-im:${mark}`,
    });
    expect((await cloud().read(topic, { id: TopicId, state }))?.inputs).toEqual({
      ...chosen,
      TopicName: "Ours",
      mark: declaredMark,
      adopt: true,
    });
  });
});

test("a delete leaves alone what another resource has taken over", async () => {
  const before = await cloud().create(topic, { ...chosen, mark });
  await cloud().newRun();
  await cloud().create(topic, { ...chosen, mark });
  await cloud().remove(topic, before);
  expect(await topics()).toHaveProperty([TopicId]);
});

test.each([110003, 10010])("a topic that is gone, or its community, counts as gone: code %i", async (unknownTopic) => {
  await cloud().emulator.tencent.settings({ unknownTopic });
  const before = await cloud().create(topic, chosen);
  await cloud().byHand("million_group_open_http_svc/destroy_topic", { GroupId, TopicIdList: [TopicId] });
  expect(await cloud().read(topic, before)).toBeUndefined();
  await cloud().remove(topic, before);
  await cloud().byHand("group_open_http_svc/destroy_group", { GroupId });
  expect(await cloud().read(topic, before)).toBeUndefined();
  await cloud().remove(topic, before);
});

test.each([
  ["that is chosen", chosen],
  ["that is assigned", news],
])("of a community that is not there no topic is made: an id %s", async (_, inputs) => {
  await cloud().byHand("group_open_http_svc/destroy_group", { GroupId });
  const error = await failureOf(cloud().create(topic, inputs));
  expect(error).toMatchObject({ code: "IM_GONE", cause: { code: "IM_REFUSED" } });
  expect(error.message).toContain(`There is no tencent community ${GroupId} in this app, so no topic was made in it.`);
});

test("topics of a community without an owner are read in the admin's name", async () => {
  const community = "@TGS#_free";
  await cloud().people("administrator");
  const group = { GroupId: community, Type: "Community", Name: "Free", SupportTopic: 1 };
  await cloud().byHand("group_open_http_svc/create_group", group);
  const { failure } = await cloud().create(topic, { ...news, GroupId: community });
  expect(failure).toBeUndefined();
});

test("a community without topics says what it lacks", async () => {
  const community = "@TGS#_plain";
  const group = { GroupId: community, Type: "Community", Name: "Plain", Owner_Account: "olga" };
  await cloud().byHand("group_open_http_svc/create_group", group);
  const error = await failureOf(cloud().create(topic, { ...news, GroupId: community }));
  expect(error.message).toContain("code 11000");
  expect(error.message).toContain("made without SupportTopic");
});
