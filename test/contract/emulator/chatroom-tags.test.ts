import { useEmulator } from "./harness";

const emulator = useEmulator();
let roomid: number;

beforeEach(async () => {
  await emulator().accounts("creator", "ann", "ben", "cid");
  roomid = await emulator().room("creator");
});

const enter = (accid: string, tags?: string[]) => emulator().join(roomid, accid, "enter", tags);
const setTags = (accid: string, tags: unknown, more: Record<string, unknown> = {}) =>
  emulator().call("chatroom/updateChatRoomRoleTag", { roomId: roomid, accid, tags, ...more });
const query = (tag: string, endTime = 0, limit = 100) =>
  emulator().call("chatroom/tagMembersQuery", { roomid, tag, endTime, limit });
const holders = async (tag: string) => (await query(tag)).desc.data.map((member: { accid: string }) => member.accid);
const stored = async () => (await emulator().state()).chatrooms[roomid];
const promote = (target: string) =>
  emulator().ok("chatroom/setMemberRole", { roomid, operator: "creator", target, opt: 1, optvalue: true });

describe("entering with tags", () => {
  test("they are the connection's and go with it", async () => {
    expect(await enter("ann", ["red", "blue", "red"])).toEqual({ code: 200 });
    await promote("ann");
    expect((await stored()).members.ann.tags).toEqual(["red", "blue"]);
    await emulator().join(roomid, "ann", "leave");
    expect((await stored()).members.ann.tags).toEqual([]);
    await enter("ann");
    expect((await stored()).members.ann.tags).toEqual([]);
  });
});

describe("chatroom/updateChatRoomRoleTag", () => {
  test("replaces the tags of somebody inside; an empty list takes them", async () => {
    await enter("ann", ["red"]);
    expect(await setTags("Ann", ["blue"], { notifyTargetTags: "x" })).toEqual({ code: 200 });
    expect((await stored()).members.ann).toMatchObject({ tags: ["blue"], notifyTargetTags: "x" });
    await setTags("ann", []);
    expect((await stored()).members.ann.tags).toEqual([]);
  });

  test("of fixed members outside by the setting, who then keep them", async () => {
    await promote("ann");
    expect(await setTags("ann", ["red"])).toEqual({ code: 404, desc: "ann not in chatroom" });
    await emulator().set({ roleTagScope: "fixed" });
    expect(await setTags("ann", ["red"])).toEqual({ code: 200 });
    expect(await holders("red")).toEqual([]);
    await enter("ann");
    expect(await holders("red")).toEqual(["ann"]);
    await emulator().join(roomid, "ann", "leave");
    expect((await stored()).members.ann.tags).toEqual(["red"]);
    expect(await setTags("ben", ["red"])).toMatchObject({ code: 404 });
  });

  test("of anybody else", async () => {
    expect(await setTags("ghost", ["red"])).toEqual({ code: 404, desc: "ghost not register" });
    await emulator().set({ roleTagAbsent: 403 });
    expect(await setTags("ann", ["red"])).toMatchObject({ code: 403 });
  });

  test.each([
    [{ roomId: "" }, "roomId is empty"],
    [{ accid: "" }, "accid is empty"],
    [{ tags: "" }, "tags is empty"],
    [{ tags: "red" }, "tags json error"],
    [{ tags: { red: true } }, "tags json error"],
    [{ tags: [1] }, "tags json error"],
    [{ tags: [""] }, "tags json error"],
    [{ notifyTargetTags: "n".repeat(129) }, "notifyTargetTags too long"],
  ])("refuses %j", async (params, desc) => {
    await enter("ann");
    const order = { roomId: roomid, accid: "ann", tags: ["red"], ...params };
    expect(await emulator().call("chatroom/updateChatRoomRoleTag", order)).toEqual({ code: 414, desc });
  });

  test("roomid in small letters is no parameter of it", async () => {
    await enter("ann");
    const order = { roomid, accid: "ann", tags: ["red"] };
    expect(await emulator().call("chatroom/updateChatRoomRoleTag", order)).toMatchObject({ desc: "roomId is empty" });
    const { body } = await emulator().control("GET", "calls?call=chatroom/updateChatRoomRoleTag");
    expect(body[0].unknownParams).toEqual(["roomid"]);
  });
});

describe("reading by tag", () => {
  test("people inside, newest first, in pages", async () => {
    await enter("ann", ["red"]);
    await enter("ben", ["red", "blue"]);
    await enter("cid", ["red"]);
    await setTags("ben", ["red", "blue"], { notifyTargetTags: "x" });
    expect(await emulator().call("chatroom/tagMembersCount", { roomid, tag: "red" })).toEqual({
      code: 200,
      data: { tag: "red", onlineUserCount: 3 },
    });
    const first = (await query("red", 0, 2)).desc.data;
    expect(first.map((member: { accid: string }) => member.accid)).toEqual(["cid", "ben"]);
    expect(first[1]).toEqual({
      roomid,
      accid: "ben",
      type: "TEMPORARY",
      onlineStat: true,
      enterTime: expect.any(Number),
      tags: '["red","blue"]',
      notifyTargetTags: "x",
    });
    expect((await query("red", first[1].enterTime, 2)).desc.data).toMatchObject([{ accid: "ann" }]);
    await emulator().set({ pageStart: "inclusive", memberTags: "array" });
    expect((await query("red", first[1].enterTime, 2)).desc.data).toMatchObject([
      { accid: "ben", tags: ["red", "blue"] },
      { accid: "ann" },
    ]);
  });

  test("nobody who left, and no other tag", async () => {
    await enter("ann", ["red"]);
    await emulator().join(roomid, "ann", "leave");
    await enter("ben", ["reddish"]);
    expect(await holders("red")).toEqual([]);
    expect(await emulator().ok("chatroom/tagMembersCount", { roomid, tag: "red" })).toMatchObject({
      data: { onlineUserCount: 0 },
    });
  });

  test.each([
    ["tagMembersQuery", { tag: "" }, "tag is empty"],
    ["tagMembersQuery", { limit: 101 }, "limit is invalid"],
    ["tagMembersQuery", { limit: 0 }, "limit is invalid"],
    ["tagMembersQuery", { endTime: "" }, "endTime is empty"],
    ["tagMembersCount", { tag: "" }, "tag is empty"],
  ])("%s refuses %j", async (call, params, desc) => {
    const order = { roomid, tag: "red", endTime: 0, limit: 100, ...params };
    expect(await emulator().call(`chatroom/${call}`, order)).toEqual({ code: 414, desc });
  });
});

describe("chatroom/tagTemporaryMute", () => {
  const mute = (muteDuration: number, more: Record<string, unknown> = {}) =>
    emulator().call("chatroom/tagTemporaryMute", {
      roomid,
      operator: "creator",
      targetTag: "red",
      muteDuration,
      ...more,
    });

  test("has an end on the emulator's clock; 0 lifts it", async () => {
    expect(await mute(300)).toEqual({ code: 200, desc: { muteDuration: 300 } });
    const until = (await stored()).tagMutes.red;
    expect(Math.abs(until - Date.now() - 300_000)).toBeLessThan(60_000);
    await emulator().advance(200);
    expect((await stored()).tagMutes).toEqual({ red: until });
    await emulator().advance(101);
    expect((await stored()).tagMutes).toEqual({});
    await emulator().advance(-301);
    await mute(2_592_000);
    expect(await mute(0)).toEqual({ code: 200, desc: { muteDuration: 0 } });
    expect((await stored()).tagMutes).toEqual({});
  });

  test("shows on members, and answers under another key, by the settings", async () => {
    await enter("ann", ["red"]);
    await mute(300);
    expect((await query("red")).desc.data[0]).not.toHaveProperty("tempMuted");
    await emulator().set({ tagMuteOnMembers: true, tagTemporaryMuteKey: "data" });
    expect((await query("red")).desc.data[0]).toMatchObject({ tempMuted: true });
    expect(await mute(0)).toEqual({ code: 200, data: { muteDuration: 0 } });
    expect((await query("red")).desc.data[0]).not.toHaveProperty("tempMuted");
  });

  test("creator and managers may", async () => {
    await promote("ann");
    expect(await mute(1, { operator: "ann" })).toMatchObject({ code: 200 });
    expect(await mute(1, { operator: "ben" })).toEqual({ code: 403, desc: "no permission" });
    expect(await mute(1, { operator: "ghost" })).toEqual({ code: 404, desc: "ghost not register" });
  });

  test.each([
    [{ targetTag: "" }, "targetTag is empty"],
    [{ muteDuration: "" }, "muteDuration is empty"],
    [{ muteDuration: 2_592_001 }, "muteDuration is invalid"],
    [{ muteDuration: -1 }, "muteDuration is invalid"],
    [{ notifyTargetTags: "n".repeat(129) }, "notifyTargetTags too long"],
    [{ notifyExt: "n".repeat(2049) }, "notifyExt too long"],
    [{ needNotify: "yes" }, "needNotify not boolean"],
  ])("refuses %j", async (params, desc) => {
    expect(await mute(1, params)).toEqual({ code: 414, desc });
  });
});

test.each([
  ["tagTemporaryMute", { operator: "creator", targetTag: "red", muteDuration: 1 }],
  ["tagMembersCount", { tag: "red" }],
  ["tagMembersQuery", { tag: "red", endTime: 0, limit: 1 }],
  ["updateChatRoomRoleTag", { roomId: 5, accid: "ann", tags: ["red"] }],
])("chatroom/%s of a room that does not exist", async (call, params) => {
  expect(await emulator().call(`chatroom/${call}`, { roomid: 5, ...params })).toEqual({
    code: 404,
    desc: "chatroom not exist",
  });
});
