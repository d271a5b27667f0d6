import { useTencent } from "./tencent-cloud";

// Attributes may be written five times in a second; these tests are about what is written.
const cloud = useTencent(["--rate-limit", "off"]);

const attributes = (values: Record<string, string>) => Object.entries(values).map(([key, value]) => ({ key, value }));

async function read(GroupId: string): Promise<Record<string, string>> {
  const { GroupAttrAry } = await cloud().ok("group_open_attr_http_svc/get_group_attr", { GroupId });
  return Object.fromEntries(GroupAttrAry.map((one: { key: string; value: string }) => [one.key, one.value]));
}

const write = (command: string, GroupId: string, values: Record<string, string>) =>
  cloud().call(`${command}_group_attr`, { GroupId, GroupAttr: attributes(values) });

describe("attributes", () => {
  test.each(["Private", "Public", "ChatRoom", "AVChatRoom", "Community"])(
    "%s: set, change, delete, clear",
    async (Type) => {
      const GroupId = await cloud().made(Type);
      await write("set", GroupId, { a: "1", b: "2" });
      await write("modify", GroupId, { b: "3", c: "" });
      expect(await read(GroupId)).toEqual({ a: "1", b: "3", c: "" });
      await cloud().ok("delete_group_attr", { GroupId, GroupAttr: [{ key: "a" }] });
      expect(await read(GroupId)).toEqual({ b: "3", c: "" });
      await write("set", GroupId, { d: "4" });
      expect(await read(GroupId)).toEqual({ d: "4" });
      const code = Type === "Community" ? 10_007 : 0;
      expect(await cloud().call("clear_group_attr", { GroupId })).toMatchObject({ ErrorCode: code });
      expect(await read(GroupId)).toEqual(code === 0 ? {} : { d: "4" });
    },
  );

  test("the limits, which change nothing", async () => {
    const GroupId = await cloud().made("Public");
    await write("set", GroupId, { a: "1" });
    const many = Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`k${index}`, "v"]));
    const large = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`k${index}`, "v".repeat(4000)]));
    for (const [values, code] of [
      [{ ["k".repeat(33)]: "v" }, 10_045],
      [{ k: "v".repeat(4001) }, 10_046],
      [{ k: "名".repeat(1334) }, 10_046],
      [many, 10_047],
      [large, 10_048],
      [{ "": "v" }, 10_004],
    ] as const) {
      expect(await write("set", GroupId, values)).toMatchObject({ ErrorCode: code });
      expect(await write("modify", GroupId, values)).toMatchObject({ ErrorCode: code });
    }
    expect(await read(GroupId)).toEqual({ a: "1" });
    const sixteen = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`k${index}`, "v"]));
    expect(await write("modify", GroupId, sixteen)).toMatchObject({ ErrorCode: 10_047 });
    expect(await write("set", GroupId, sixteen)).toMatchObject({ ErrorCode: 0 });
  });

  test("deleting one that is not there deletes none", async () => {
    const GroupId = await cloud().made("Public");
    await write("set", GroupId, { a: "1" });
    await cloud().fails("delete_group_attr", { GroupId, GroupAttr: [{ key: "a" }, { key: "b" }] }, 10_050);
    expect(await read(GroupId)).toEqual({ a: "1" });
  });

  test("what set leaves, clearing a Community, and the types are settings", async () => {
    await cloud().set({ setGroupAttr: "merge", communityAttributes: "all" });
    const GroupId = await cloud().made("Community");
    await write("set", GroupId, { a: "1" });
    await write("set", GroupId, { b: "2" });
    expect(await read(GroupId)).toEqual({ a: "1", b: "2" });
    await cloud().ok("clear_group_attr", { GroupId });
    await cloud().set({ attributeTypes: "AVChatRoom" });
    expect(await write("set", GroupId, { a: "1" })).toMatchObject({ ErrorCode: 10_007 });
    await cloud().fails("group_open_attr_http_svc/get_group_attr", { GroupId }, 10_007);
    expect(await write("set", await cloud().made("AVChatRoom"), { a: "1" })).toMatchObject({ ErrorCode: 0 });
  });

  test("a race is a fault, and a group that is not there", async () => {
    const GroupId = await cloud().made("Public");
    const fault = { vendor: "tencent", call: "group_open_http_svc/modify_group_attr", kind: "code", value: 10_056 };
    await cloud().running.control("POST", "faults", fault);
    expect(await write("modify", GroupId, { a: "1" })).toMatchObject({ ErrorCode: 10_056 });
    expect(await write("modify", GroupId, { a: "1" })).toMatchObject({ ErrorCode: 0 });
    expect(await write("set", "gone", { a: "1" })).toMatchObject({ ErrorCode: 10_010 });
  });
});

describe("counters", () => {
  const update = (GroupId: string, Key: string, Value: number, Mode?: string) =>
    cloud().call("update_group_counter", { GroupId, GroupCounter: [{ Key, Value }], Mode });

  test("set, count up and down, read, delete", async () => {
    const GroupId = await cloud().made("Public");
    expect(await update(GroupId, "a", 5)).toMatchObject({ GroupCounter: [{ Key: "a", Value: 5 }] });
    expect(await update(GroupId, "a", 2, "Increase")).toMatchObject({ GroupCounter: [{ Key: "a", Value: 7 }] });
    expect(await update(GroupId, "b", 2, "Decrease")).toMatchObject({ GroupCounter: [{ Key: "b", Value: -2 }] });
    expect((await cloud().ok("get_group_counter", { GroupId })).GroupCounter).toHaveLength(2);
    await cloud().ok("delete_group_counter", { GroupId, GroupCounterKeys: ["a", "none"] });
    expect(await cloud().ok("get_group_counter", { GroupId, GroupCounterKeys: ["a", "b"] })).toMatchObject({
      GroupCounter: [{ Key: "b", Value: -2 }],
    });
    await cloud().ok("delete_group_counter", { GroupId });
    expect((await cloud().ok("get_group_counter", { GroupId })).GroupCounter).toEqual([]);
  });

  test("refusals and settings", async () => {
    const GroupId = await cloud().made("Public");
    const GroupCounter = Array.from({ length: 21 }, (_, index) => ({ Key: `k${index}`, Value: 1 }));
    await cloud().fails("update_group_counter", { GroupId, GroupCounter }, 10_063);
    expect(await update(await cloud().made("Community"), "a", 1)).toMatchObject({ ErrorCode: 10_007 });
    await cloud().set({ counterMode: "Increase" });
    await update(GroupId, "a", 1);
    expect(await update(GroupId, "a", 1)).toMatchObject({ GroupCounter: [{ Key: "a", Value: 2 }] });
    await cloud().set({ counterFeature: false });
    expect(await update(GroupId, "a", 1)).toMatchObject({ ErrorCode: 10_059 });
  });
});
