import { account } from "../../../../provider/tencent/account/resource";
import { groupAttributes } from "../../../../provider/tencent/group-attributes/resource";
import { topic } from "../../../../provider/tencent/topic/resource";
import { failureOf } from "../cloud";
import { type TencentCloud, useTencent } from "./harness";

const cloud = useTencent("--rate-limit", "off");

const GroupId = "@TGS#_shop";
const news = { GroupId, TopicId: `${GroupId}@TOPIC#_news`, TopicName: "News" };

beforeEach(async () => {
  await cloud().people("olga");
  const group = { GroupId, Type: "Community", Name: "Shop", SupportTopic: 1, Owner_Account: "olga" };
  await cloud().byHand("group_open_http_svc/create_group", group);
});

/** One of each, made before and changed in the run under test. */
async function estate() {
  const before = await Promise.all([
    cloud().create(account, { UserID: "bob", Nick: "Bob" }),
    cloud().create(groupAttributes, { GroupId, GroupAttr: { phase: "alpha" } }),
    cloud().create(topic, news),
  ]);
  await cloud().newRun();
  return before;
}

function change([bob, attributes, first]: Awaited<ReturnType<typeof estate>>, cloud: TencentCloud) {
  return Promise.all([
    cloud.update(account, bob, { UserID: "bob", Nick: "Bobby" }),
    cloud.update(groupAttributes, attributes, { GroupId, GroupAttr: { phase: "beta" } }),
    cloud.update(topic, first, { ...news, TopicName: "Old" }),
    cloud.create(account, { UserID: "eve" }),
  ]);
}

async function expectChanged(): Promise<void> {
  const { accounts, groups } = await cloud().emulator.tencent.state();
  expect(Object.keys(accounts)).toEqual(["olga", "bob", "eve"]);
  expect(accounts.bob.profile.Tag_Profile_IM_Nick).toBe("Bobby");
  expect(groups[GroupId].attributes).toEqual({ phase: "beta" });
  expect(groups[GroupId].topics[news.TopicId].TopicName).toBe("Old");
}

const changed = [
  "profile/portrait_set",
  "group_open_http_svc/modify_group_attr",
  "million_group_open_http_svc/modify_topic",
  "im_open_login_svc/account_import",
];

async function counts(): Promise<number[]> {
  return Promise.all(changed.map((call) => cloud().sent(call)));
}

test.each([60007, 60011])("a refusal for rate (%i) is waited out, and each call sent once more", async (overRate) => {
  await cloud().emulator.tencent.settings({ overRate: overRate });
  const before = await estate();
  for (const call of changed) await cloud().inject(call, { kind: "rate-limit" });
  const settled = await change(before, cloud());
  expect(settled.map(({ failure }) => failure)).toEqual([undefined, undefined, undefined, undefined]);
  await expectChanged();
  expect(await counts()).toEqual([2, 2, 2, 2]);
});

test("an answer that takes longer than the vendor's own three seconds is waited for, and nothing is sent twice", async () => {
  const before = await estate();
  for (const call of changed) await cloud().inject(call, { kind: "delay", value: 3500 });
  const settled = await change(before, cloud());
  expect(settled.map(({ failure }) => failure)).toEqual([undefined, undefined, undefined, undefined]);
  await expectChanged();
  expect(await counts()).toEqual([1, 1, 1, 1]);
});

test("a server's clock that is a day ahead of ours is taken over from its answer", async () => {
  const before = await estate();
  await cloud().emulator.advanceClock(86_400);
  const settled = await change(before, cloud());
  expect(settled.map(({ failure }) => failure)).toEqual([undefined, undefined, undefined, undefined]);
  await expectChanged();
  expect(await counts()).toEqual([1, 1, 1, 1]);
});

test.each([
  ["an account", account, { UserID: "eve" }, "im_open_login_svc/account_check"],
  ["attributes", groupAttributes, { GroupId, GroupAttr: { a: "1" } }, "group_open_attr_http_svc/get_group_attr"],
  ["a topic", topic, news, "group_open_http_svc/get_group_info"],
])("a wrong key costs one call and says what to check: %s", async (_what, definition, inputs, call) => {
  const client = cloud().open({ secretKey: "not-the-secret" });
  const error = await failureOf(cloud().create(definition, inputs, client));
  expect(error).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 70009 } });
  expect(error.message).toContain("Check the connection's sdkAppId, secretKey, admin and region.");
  expect(JSON.stringify([error.message, error.facts])).not.toMatch(/not-the-secret|usersig=|eJ[\w*-]{20}/);
  expect((await cloud().log()).map((entry) => [entry.call, entry.code])).toEqual([[call, 70009]]);
});

test("an admin who is none is told of", async () => {
  const error = await failureOf(cloud().create(account, { UserID: "eve" }, cloud().open({ admin: "olga" })));
  expect(error).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 60010 } });
  expect(error.message).toContain("The connection's admin is not an admin of the app");
});

test("a fault that stays ends in an error after five attempts, with the state as it was", async () => {
  const before = await estate();
  for (const call of changed) await cloud().inject(call, { kind: "status", value: 503, times: 1000 });
  const [bob, attributes, first] = await Promise.all([
    cloud().update(account, before[0], { UserID: "bob", Nick: "Bobby" }),
    cloud().update(groupAttributes, before[1], { GroupId, GroupAttr: { phase: "beta" } }),
    cloud().update(topic, before[2], { ...news, TopicName: "Old" }),
  ]);
  const failed = (call: string) => ({ code: "IM_UNAVAILABLE", facts: { vendor: "tencent", call, status: 503 } });
  expect(bob).toMatchObject({ state: { Nick: "Bob" }, failure: failed("profile/portrait_set") });
  expect(attributes).toMatchObject({
    state: { GroupAttr: { phase: "alpha" } },
    failure: failed("group_open_http_svc/modify_group_attr"),
  });
  expect(first).toMatchObject({
    state: { TopicName: "News" },
    failure: failed("million_group_open_http_svc/modify_topic"),
  });
  expect((await counts()).slice(0, 3)).toEqual([5, 5, 5]);
});
