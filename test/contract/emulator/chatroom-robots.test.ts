import { useEmulator } from "./harness";

const emulator = useEmulator();
let roomid: number;

beforeEach(async () => {
  await emulator().accounts("creator", "ann", "bot1", "bot2");
  roomid = await emulator().room("creator");
});

const add = (accids: unknown, more: Record<string, unknown> = {}) =>
  emulator().call("chatroom/addRobot", { roomid, accids, ...more });
const members = async () => (await emulator().state()).chatrooms[roomid].members;
const online = async () =>
  (await emulator().later("chatroom/get", { roomid, needOnlineUserCount: true })).chatroom.onlineusercount;

describe("chatroom/addRobot", () => {
  test("answers its lists as JSON text: new, there already, not valid", async () => {
    expect(await add(["Bot1"], { roleExt: "{}" })).toEqual({
      code: 200,
      desc: { failAccids: "[]", successAccids: '["bot1"]', oldAccids: "[]" },
    });
    await emulator().ok("user/create", { accid: "bad" });
    await emulator().ok("user/block", { accid: "bad" });
    expect((await add(["bot1", "bot2", "ghost", "bad"])).desc).toEqual({
      failAccids: '["ghost","bad"]',
      successAccids: '["bot2"]',
      oldAccids: '["bot1"]',
    });
    expect((await members()).bot1).toMatchObject({ online: true, role: "guest", robot: { roleExt: "{}" } });
  });

  test("they read as robots for 24 hours", async () => {
    await add(["bot1"]);
    const { robot } = (await members()).bot1;
    expect(Math.abs(robot.until - Date.now() - 86_400_000)).toBeLessThan(60_000);
    const page = async () =>
      (await emulator().later("chatroom/membersByPage", { roomid, type: 1, endtime: 0, limit: 9 })).desc.data;
    expect(await page()).toEqual([
      {
        roomid,
        accid: "bot1",
        type: "TEMPORARY",
        onlineStat: true,
        enterTime: expect.any(Number),
        isRobot: true,
        robotExpirAt: Math.floor(robot.until / 1000),
      },
    ]);
    await emulator().set({ robotExpirAtUnit: "ms" });
    expect((await page())[0].robotExpirAt).toBe(robot.until);
    await emulator().advance(86_390);
    expect(await members()).toHaveProperty("bot1");
    await emulator().advance(11);
    expect(await members()).not.toHaveProperty("bot1");
  });

  test("a fixed member is one again afterwards", async () => {
    const role = { roomid, operator: "creator", target: "bot1", opt: 1, optvalue: true };
    await emulator().ok("chatroom/setMemberRole", role);
    await add(["bot1"]);
    await emulator().advance(86_401);
    expect((await members()).bot1).toMatchObject({ role: "manager", online: false, robot: null });
  });

  test("adding again lets the time run on, or start anew", async () => {
    await add(["bot1"]);
    await emulator().advance(50_000);
    await emulator().later("chatroom/addRobot", { roomid, accids: ["bot1"] });
    await emulator().advance(36_401);
    expect(await members()).not.toHaveProperty("bot1");
    await emulator().set({ oldRobotStay: "renews" });
    await emulator().later("chatroom/addRobot", { roomid, accids: ["bot1"] });
    await emulator().advance(50_000);
    await emulator().later("chatroom/addRobot", { roomid, accids: ["bot1"] });
    await emulator().advance(50_000);
    expect(await members()).toHaveProperty("bot1");
  });

  test("people: not while they are inside, and they take a robot's place", async () => {
    await emulator().join(roomid, "ann");
    expect((await add(["ann"])).desc.failAccids).toBe('["ann"]');
    await emulator().set({ robotOfPersonInside: "old" });
    expect((await add(["ann"])).desc.oldAccids).toBe('["ann"]');
    await add(["bot1"]);
    await emulator().join(roomid, "bot1");
    expect((await members()).bot1).toMatchObject({ online: true, robot: null });
    const block = { roomid, operator: "creator", target: "bot2", opt: -1, optvalue: true };
    await emulator().ok("chatroom/setMemberRole", block);
    expect((await add(["bot2"])).desc.failAccids).toBe('["bot2"]');
  });

  test("they count as online, or not", async () => {
    await add(["bot1"]);
    expect(await online()).toBe(1);
    await emulator().set({ robotsCountAsOnline: false });
    expect(await online()).toBe(0);
    const policy = { roomid, delayClosePolicy: 2, delaySeconds: 100 };
    const { chatroom } = await emulator().ok("chatroom/updateDelayClosePolicy", policy);
    expect(chatroom.delayInfo.status).toBe(1);
  });

  test("the last robot's end is when a room became empty", async () => {
    await add(["bot1"]);
    const policy = { roomid, delayClosePolicy: 2, delaySeconds: 100 };
    const { chatroom } = await emulator().ok("chatroom/updateDelayClosePolicy", policy);
    expect(chatroom.delayInfo.status).toBe(2);
    await emulator().advance(86_450);
    expect((await emulator().state()).chatrooms[roomid]).toMatchObject({ valid: true, delay: { status: 1 } });
    await emulator().advance(51);
    expect((await emulator().state()).chatrooms[roomid].valid).toBe(false);
  });

  test("in a closed room by the setting; closing puts them out", async () => {
    await add(["bot1"]);
    await emulator().ok("chatroom/toggleCloseStat", { roomid, operator: "creator", valid: false });
    expect(await members()).not.toHaveProperty("bot1");
    expect(await add(["bot1"])).toEqual({ code: 13002, desc: "chatroom is closed" });
    await emulator().set({ closedRoomRobots: "allow" });
    expect(await add(["bot1"])).toMatchObject({ desc: { successAccids: '["bot1"]' } });
  });

  test.each([
    [{ accids: "" }, "accids is empty"],
    [{ accids: [] }, "accids is empty"],
    [{ accids: "bot1" }, "accids json error"],
    [{ accids: Array.from({ length: 101 }, (_, index) => `u${index}`) }, "accids too many"],
    [{ roleExt: "x".repeat(4097) }, "roleExt too long"],
    [{ notifyExt: "x".repeat(2049) }, "notifyExt too long"],
  ])("refuses %j", async (params, desc) => {
    expect(await emulator().call("chatroom/addRobot", { roomid, accids: ["bot1"], ...params })).toEqual({
      code: 414,
      desc,
    });
  });

  test("a hundred at once", async () => {
    const body = await add(Array.from({ length: 100 }, (_, index) => `u${index}`));
    expect(JSON.parse(body.desc.failAccids)).toHaveLength(100);
  });
});

test("chatroom/removeRobot takes robots only", async () => {
  await add(["bot1"]);
  await emulator().join(roomid, "ann");
  expect(await emulator().call("chatroom/removeRobot", { roomid, accids: ["bot1", "ann", "ghost"] })).toEqual({
    code: 200,
    desc: { failAccids: '["ann","ghost"]', successAccids: '["bot1"]' },
  });
  expect(Object.keys(await members())).toEqual(["creator", "ann"]);
  const accids = Array.from({ length: 101 }, (_, index) => `u${index}`);
  expect(await emulator().call("chatroom/removeRobot", { roomid, accids })).toEqual({
    code: 414,
    desc: "accids too many",
  });
});

test("chatroom/cleanRobot takes all robots and says how many", async () => {
  await add(["bot1", "bot2"]);
  await emulator().join(roomid, "ann");
  const clean = { roomid, notify: true };
  expect(await emulator().call("chatroom/cleanRobot", clean)).toEqual({ code: 200, desc: { size: 2 } });
  expect(await emulator().call("chatroom/cleanRobot", clean)).toEqual({ code: 200, desc: { size: 0 } });
  expect(Object.keys(await members())).toEqual(["creator", "ann"]);
  expect(await emulator().call("chatroom/cleanRobot", { roomid, notify: 1 })).toMatchObject({ code: 414 });
});

test.each([
  ["addRobot", { accids: ["bot1"] }],
  ["removeRobot", { accids: ["bot1"] }],
  ["cleanRobot", {}],
])("chatroom/%s of a room that does not exist", async (call, params) => {
  expect(await emulator().call(`chatroom/${call}`, { roomid: 5, ...params })).toEqual({
    code: 404,
    desc: "chatroom not exist",
  });
});
