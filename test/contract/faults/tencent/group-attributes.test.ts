import { groupAttributes } from "../../../../provider/tencent/group-attributes/resource";
import { ours } from "../../../support/marks";
import { passingTime } from "../../../support/passing-time";
import { failureOf, useWarnings } from "../cloud";
import { useTencent } from "./harness";

const cloud = useTencent();
const warnings = useWarnings();

const modify = "group_open_http_svc/modify_group_attr";
const drop = "group_open_http_svc/delete_group_attr";
const mark = { key: "pulumi-im", value: ours };

const declared = (GroupAttr: Record<string, string>, more = {}) => ({ GroupId: "team", GroupAttr, ...more });
const attributes = async () => (await cloud().emulator.tencent.group("team")).attributes;
const byHand = (values: Record<string, string>) =>
  cloud().byHand(modify, {
    GroupId: "team",
    GroupAttr: Object.entries(values).map(([key, value]) => ({ key, value })),
  });
const calls = async () => (await cloud().log()).map(({ call }) => call.replace(/^.*\//, ""));

beforeEach(async () => {
  await cloud().byHand("group_open_http_svc/create_group", { GroupId: "team", Type: "AVChatRoom", Name: "Team" });
  await byHand({ [mark.key]: mark.value });
});

test("only what differs is sent, and the group's mark is no attribute", async () => {
  const before = await cloud().create(groupAttributes, declared({ a: "1", b: "2", c: "3" }));
  await cloud().newRun();
  await cloud().update(groupAttributes, before, declared({ a: "1", b: "4" }));
  const log = await cloud().log();
  expect(log.filter(({ call }) => call === drop).map(({ params }) => params.GroupAttr)).toEqual([[{ key: "c" }]]);
  expect(log.filter(({ call }) => call === modify).map(({ params }) => params.GroupAttr)).toEqual([
    [{ key: "b", value: "4" }],
  ]);
  expect(await attributes()).toEqual({ [mark.key]: mark.value, a: "1", b: "4" });
  expect(warnings()).toEqual([]);
});

describe("attributes of others", () => {
  test("stay in an authoritative set until a refresh has shown them", async () => {
    const before = await cloud().create(groupAttributes, declared({ a: "1" }));
    await byHand({ theirs: "x" });
    const same = await cloud().update(groupAttributes, before, declared({ a: "2" }));
    expect(same.state.GroupAttr).toEqual({ a: "2" });
    expect(warnings().join()).toContain(
      'There are attributes of tencent group team that are neither declared nor in the state: "theirs". They stay.',
    );

    const found = await cloud().read(groupAttributes, same);
    expect(found?.inputs.GroupAttr).toEqual({ a: "2", theirs: "x" });
    await cloud().update(groupAttributes, { id: "team", state: found?.state ?? {} }, declared({ a: "2" }));
    expect(await attributes()).toEqual({ [mark.key]: mark.value, a: "2" });
  });

  test("are not seen in an additive set, and stay when it is deleted", async () => {
    await byHand({ theirs: "x" });
    const inputs = declared({ a: "1" }, { membership: "additive" });
    const before = await cloud().create(groupAttributes, inputs);
    expect((await cloud().read(groupAttributes, before))?.inputs).toEqual(inputs);
    expect(warnings()).toEqual([]);
    await cloud().remove(groupAttributes, before);
    expect(await attributes()).toEqual({ [mark.key]: mark.value, theirs: "x" });
  });

  test("stay where a set becomes additive, and what is no longer declared goes", async () => {
    const before = await cloud().create(groupAttributes, declared({ a: "1", b: "2" }));
    await byHand({ theirs: "x" });
    const found = await cloud().read(groupAttributes, before);
    const known = { id: "team", state: found?.state ?? {} };
    await cloud().newRun();
    const { state } = await cloud().update(groupAttributes, known, declared({ a: "1" }, { membership: "additive" }));
    expect(state.GroupAttr).toEqual({ a: "1" });
    expect(await attributes()).toEqual({ [mark.key]: mark.value, a: "1", theirs: "x" });
    expect(await calls()).toEqual(["get_group_attr", "delete_group_attr"]);
  });

  test("that leave no room are told of by the vendor, and the mark is named", async () => {
    await byHand(Object.fromEntries(Array.from({ length: 15 }, (_, i) => [`their-${i}`, ""])));
    const { failure } = await cloud().create(groupAttributes, declared({ a: "1" }));
    const { message } = await failureOf(Promise.reject(failure));
    expect(message).toContain("code 10047");
    expect(message).toContain("those of others and the ownership mark of a tencent.Group included");
  });
});

describe("a write at the same time as another", () => {
  test("is done again after a look", async () => {
    await cloud().inject(modify, { kind: "code", value: 10056, desc: "conflict" });
    const { failure } = await cloud().create(groupAttributes, declared({ a: "1" }));
    expect(failure).toBeUndefined();
    expect(await attributes()).toMatchObject({ a: "1" });
    expect(await calls()).toEqual(["get_group_attr", "modify_group_attr", "get_group_attr", "modify_group_attr"]);
  });

  test("is given up after three rounds, and the state has what was accepted", async () => {
    const before = await cloud().create(groupAttributes, declared({ a: "1", b: "2" }));
    await cloud().inject(modify, { kind: "code", value: 10056, desc: "conflict", times: 1000 });
    const { state, failure } = await cloud().update(groupAttributes, before, declared({ a: "2" }));
    expect(failure).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 10056 } });
    expect(state.GroupAttr).toEqual({ a: "1" });
  });

  test("that deleted the same attribute is no failure", async () => {
    const before = await cloud().create(groupAttributes, declared({ a: "1", b: "2" }));
    await cloud().inject(drop, { kind: "code", value: 10050, desc: "not there" });
    const { failure } = await cloud().update(groupAttributes, before, declared({ a: "1" }));
    expect(failure).toBeUndefined();
    expect(await attributes()).not.toHaveProperty("b");
  });
});

test("five writes go in a second, and the sixth waits instead of being refused", async () => {
  // What was written by hand counts too, for a second.
  await cloud().emulator.advanceClock(2);
  await passingTime.stop();
  const before = await cloud().create(groupAttributes, declared({ a: "0" }));
  let settled = before;
  for (let i = 1; i <= 7; i++) settled = await cloud().update(groupAttributes, settled, declared({ a: String(i) }));
  const codes = (await cloud().log(modify)).map(({ code }) => code);
  expect(codes).toEqual(Array(8).fill(0));
});

test("a group that is not there has none, and one that is gone needs no delete", async () => {
  const error = await failureOf(cloud().create(groupAttributes, { GroupId: "ghost", GroupAttr: { a: "1" } }));
  expect(error).toMatchObject({ code: "IM_GONE" });
  expect(error.message).toContain(
    "There is no tencent group ghost in this app, so no attribute was set. Check `GroupId`",
  );

  const before = await cloud().create(groupAttributes, declared({ a: "1" }));
  await cloud().byHand("group_open_http_svc/destroy_group", { GroupId: "team" });
  expect(await cloud().read(groupAttributes, before)).toBeUndefined();
  await cloud().remove(groupAttributes, before);
});
