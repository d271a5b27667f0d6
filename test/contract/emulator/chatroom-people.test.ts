import { useEmulator } from "./harness";

const emulator = useEmulator();
let roomid: number;

beforeEach(async () => {
  await emulator().accounts("creator", "ann", "ben", "cid");
  roomid = await emulator().room("creator");
});

const setRole = (target: string, opt: number, optvalue = true, operator = "creator") =>
  emulator().call("chatroom/setMemberRole", { roomid, operator, target, opt, optvalue });
const read = async (accid: string) =>
  (await emulator().later("chatroom/queryMembers", { roomid, accids: [accid] })).desc.data[0];
const stored = async () => (await emulator().state()).chatrooms[roomid];
const close = () => emulator().ok("chatroom/toggleCloseStat", { roomid, operator: "creator", valid: false });

describe("chatroom/setMemberRole", () => {
  test("a manager may be muted and stays a manager underneath", async () => {
    await setRole("ann", 1);
    expect(await setRole("ann", -2)).toMatchObject({ desc: { type: "LIMITED" } });
    expect((await stored()).members.ann).toMatchObject({
      role: "manager",
      muted: true,
      blocked: false,
      type: "LIMITED",
    });
    const byRole = { roomid, roles: { manager: true } };
    expect((await emulator().ok("chatroom/queryMembersByRole", byRole)).desc.data).toMatchObject([{ accid: "ann" }]);
  });

  test("taking the role of a muted member leaves a muted fixed member", async () => {
    await setRole("ann", 1);
    await setRole("ann", -2);
    expect(await setRole("ann", 1, false)).toMatchObject({ desc: { type: "LIMITED" } });
    expect((await stored()).members.ann).toMatchObject({ role: "guest", muted: true });
  });

  test("whoever is released from block and mute is a guest, or what he was by the setting", async () => {
    await setRole("ann", 1);
    await setRole("ann", -1);
    await setRole("ann", -2);
    await setRole("ann", -1, false);
    expect(await setRole("ann", -2, false)).toMatchObject({ desc: { type: "TEMPORARY" } });
    expect((await stored()).members).not.toHaveProperty("ann");
    await emulator().set({ releasedMember: "role" });
    await setRole("ann", 1);
    await setRole("ann", -2);
    expect(await setRole("ann", -2, false)).toMatchObject({ desc: { type: "MANAGER" } });
  });

  test.each([
    [1, 2],
    [2, 1],
    [-1, -2],
    [-2, -1],
  ])("opt %i given twice by the setting", async (opt, other) => {
    await emulator().set({ sameStateRole: 417 });
    expect(await setRole("ann", opt)).toMatchObject({ code: 200 });
    expect(await setRole("ann", opt)).toEqual({ code: 417, desc: "repeated operation" });
    expect(await setRole("ann", other, false)).toMatchObject({ code: 417 });
    expect(await setRole("ann", other)).toMatchObject({ code: 200 });
    expect(await setRole("ben", opt, false)).toMatchObject({ code: 417 });
  });

  test("a manager makes no managers, also not of himself, and does not act on the creator", async () => {
    await setRole("ann", 1);
    for (const [target, opt] of [
      ["ben", 1],
      ["ann", 1],
      ["ann", 2],
      ["creator", 2],
      ["creator", -2],
    ] as const) {
      expect(await setRole(target, opt, true, "ann")).toEqual({ code: 403, desc: "no permission" });
    }
    expect(await setRole("creator", 2)).toMatchObject({ code: 403 });
    expect(await setRole("ben", 2, true, "ann")).toMatchObject({ code: 200 });
  });
});

describe("paging by time", () => {
  const page = async (endtime: number, limit: number) =>
    (await emulator().ok("chatroom/membersByPage", { roomid, type: 0, endtime, limit })).desc.data;

  test("times are made unique, or are the clock's, and then pages can lose people", async () => {
    const accids = Array.from({ length: 5 }, (_, index) => `u${index}`);
    await emulator().accounts(...accids);
    // One call, so that on the clock all enter at once.
    const robots = async () => {
      await emulator().ok("chatroom/addRobot", { roomid, accids });
      const guests = { roomid, type: 1, endtime: 0, limit: 2 };
      const first = (await emulator().ok("chatroom/membersByPage", guests)).desc.data;
      const endtime = first[1].enterTime;
      return [...first, ...(await emulator().ok("chatroom/membersByPage", { ...guests, endtime })).desc.data];
    };
    expect((await robots()).map((one) => one.accid)).toEqual(["u4", "u3", "u2", "u1"]);
    await emulator().ok("chatroom/cleanRobot", { roomid });
    await emulator().set({ memberTimes: "clock" });
    expect((await robots()).map((one) => one.accid)).toEqual(["u0", "u1"]);
    await emulator().set({ pageStart: "inclusive" });
    await emulator().ok("chatroom/cleanRobot", { roomid });
    expect((await robots()).map((one) => one.accid)).toEqual(["u0", "u1", "u0", "u1"]);
  });

  test("with an inclusive start the last of a page comes again", async () => {
    for (const accid of ["ann", "ben", "cid"]) await setRole(accid, 2);
    const first = await page(0, 2);
    await emulator().set({ pageStart: "inclusive" });
    expect((await page(first[1].enterTime, 2)).map((one: { accid: string }) => one.accid)).toEqual(["ben", "ann"]);
  });
});

describe("chatroom/updateMyRoomRole", () => {
  const update = (accid: string, more: Record<string, unknown>) =>
    emulator().call("chatroom/updateMyRoomRole", { roomid, accid, ...more });

  test("without save it goes with the connection", async () => {
    await setRole("ann", 2);
    await update("ann", { save: true, nick: "kept" });
    await emulator().join(roomid, "ann");
    expect(await update("Ann", { nick: "n", avator: "a", ext: "e" })).toEqual({ code: 200 });
    expect(await read("ann")).toMatchObject({ nick: "n", avator: "a", ext: "e" });
    expect((await stored()).members.ann).toMatchObject({ nick: "n", avator: "a", ext: "e" });
    await emulator().join(roomid, "ann", "leave");
    expect((await stored()).members.ann).toMatchObject({ nick: "kept", avator: null, ext: null });
  });

  test("with save it lasts, for fixed members only", async () => {
    await setRole("ann", 2);
    for (const accid of ["ann", "ben"]) {
      await emulator().join(roomid, accid);
      await update(accid, { nick: "first" });
      expect(await update(accid, { save: true, nick: "n" })).toEqual({ code: 200 });
      expect(await read(accid)).toMatchObject({ nick: "n" });
      await emulator().join(roomid, accid, "leave");
      await emulator().join(roomid, accid);
    }
    expect(await read("ann")).toHaveProperty("nick", "n");
    expect(await read("ben")).not.toHaveProperty("nick");
  });

  test("whoever is not inside needs to be fixed and to save", async () => {
    await setRole("ann", -2);
    expect(await update("ann", { nick: "n" })).toEqual({ code: 404, desc: "ann not in chatroom" });
    expect(await update("ann", { nick: "n", save: true })).toEqual({ code: 200 });
    expect(await update("ben", { nick: "n", save: true })).toMatchObject({ code: 404 });
    expect(await update("ghost", { nick: "n", save: true })).toEqual({ code: 404, desc: "ghost not register" });
    await emulator().set({ roleInfoAbsent: 403 });
    expect(await update("ben", { nick: "n" })).toMatchObject({ code: 403 });
  });

  test("an empty text clears by the setting; limits", async () => {
    await update("creator", { nick: "n".repeat(64), save: true });
    await emulator().set({ roomEmptyStringClears: false });
    await update("creator", { nick: "", save: true });
    expect((await stored()).members.creator.nick).toHaveLength(64);
    await emulator().set({ roomEmptyStringClears: true });
    await update("creator", { nick: "", save: true });
    expect((await stored()).members.creator.nick).toBe("");
    expect(await update("creator", { nick: "n".repeat(65) })).toEqual({ code: 414, desc: "nick too long" });
    expect(await update("creator", { notifyExt: "n".repeat(2049) })).toMatchObject({ code: 414 });
    expect(await update("creator", { bid: "{" })).toEqual({ code: 414, desc: "bid json error" });
    expect(await update("creator", { save: "1" })).toEqual({ code: 414, desc: "save not boolean" });
    expect(await update("", {})).toEqual({ code: 414, desc: "accid is empty" });
  });
});

describe("chatroom/kickMember", () => {
  const kick = (targetAccid: string, accid = "creator") =>
    emulator().call("chatroom/kickMember", { roomid, accid, targetAccid });

  test("puts out who is inside, who may come again", async () => {
    await emulator().join(roomid, "ann");
    expect(await kick("Ann")).toEqual({ code: 200 });
    expect((await stored()).members).not.toHaveProperty("ann");
    expect(await emulator().join(roomid, "ann")).toEqual({ code: 200 });
  });

  test("a fixed member stays one", async () => {
    await setRole("ann", 2);
    await emulator().join(roomid, "ann");
    await kick("ann");
    expect((await stored()).members.ann).toMatchObject({ role: "common", online: false });
  });

  test("rights", async () => {
    for (const accid of ["creator", "ann", "ben", "cid"]) await emulator().join(roomid, accid);
    await setRole("ann", 1);
    await setRole("ben", 1);
    expect(await kick("cid", "cid")).toEqual({ code: 403, desc: "no permission" });
    expect(await kick("ann", "cid")).toMatchObject({ code: 403 });
    expect(await kick("ben", "ann")).toMatchObject({ code: 403 });
    expect(await kick("ann", "ann")).toMatchObject({ code: 403 });
    expect(await kick("creator", "ann")).toMatchObject({ code: 403 });
    expect(await kick("creator")).toMatchObject({ code: 403 });
    expect(await kick("cid", "ghost")).toEqual({ code: 404, desc: "ghost not register" });
    expect(await kick("ghost")).toEqual({ code: 404, desc: "ghost not register" });
    expect(await kick("cid", "ann")).toEqual({ code: 200 });
    expect(await kick("ann")).toEqual({ code: 200 });
  });

  test("whoever is not inside, and an operator who is not named", async () => {
    expect(await kick("ann")).toEqual({ code: 404, desc: "ann not in chatroom" });
    await emulator().set({ kickAbsent: 200 });
    expect(await kick("ann")).toEqual({ code: 200 });
    const nameless = { roomid, targetAccid: "ann" };
    expect(await emulator().call("chatroom/kickMember", nameless)).toEqual({ code: 414, desc: "accid is empty" });
    await emulator().set({ kickWithoutOperator: "creator" });
    await emulator().ok("chatroom/kickMember", nameless);
    expect(await emulator().call("chatroom/kickMember", { roomid, accid: "creator" })).toEqual({
      code: 414,
      desc: "targetAccid is empty",
    });
  });
});

describe("chatroom/temporaryMute", () => {
  const mute = (target: string, muteDuration: number) =>
    emulator().call("chatroom/temporaryMute", { roomid, operator: "creator", target, muteDuration });

  test("ends on the emulator's clock and is gone from every read", async () => {
    await setRole("ann", 2);
    await mute("ann", 2_592_000);
    const { tempMuteUntil } = (await stored()).members.ann;
    expect(Math.abs(tempMuteUntil - Date.now() - 2_592_000_000)).toBeLessThan(60_000);
    expect((await stored()).tempMutes).toEqual({ ann: tempMuteUntil });
    await emulator().advance(2_591_000);
    expect((await read("ann")).tempMuteTtl).toBeLessThanOrEqual(1000);
    await emulator().advance(1001);
    expect(await stored()).toMatchObject({ members: { ann: { tempMuteUntil: 0 } }, tempMutes: {} });
    expect(await read("ann")).not.toHaveProperty("tempMuted");
  });

  test("of a guest outlasts his leaving, by the setting", async () => {
    await emulator().join(roomid, "ann");
    await mute("ann", 300);
    await emulator().join(roomid, "ann", "leave");
    await emulator().join(roomid, "ann");
    expect(await read("ann")).toMatchObject({ tempMuted: true });
    await emulator().set({ temporaryMuteOfLeaver: "ends" });
    await emulator().join(roomid, "ann", "leave");
    await emulator().join(roomid, "ann");
    expect(await read("ann")).not.toHaveProperty("tempMuted");
  });

  test("of somebody absent is in force once he enters, where the setting lets it", async () => {
    await emulator().set({ temporaryMuteAbsent: "allow" });
    await mute("ann", 300);
    await emulator().join(roomid, "ann");
    expect(await read("ann")).toMatchObject({ tempMuted: true, tempMuteTtl: 300 });
    await mute("ann", 0);
    expect(await read("ann")).not.toHaveProperty("tempMuted");
  });
});

test.each([
  ["chatroom/setMemberRole", { operator: "creator", target: "ann", opt: 2, optvalue: true }],
  ["chatroom/temporaryMute", { operator: "creator", target: "ann", muteDuration: 1 }],
  ["chatroom/updateMyRoomRole", { accid: "ann", nick: "n", save: true }],
  ["chatroom/tagTemporaryMute", { operator: "creator", targetTag: "t", muteDuration: 1 }],
  ["chatroom/updateChatRoomRoleTag", { roomId: 0, accid: "ann", tags: ["t"] }],
])("%s in a closed room by the setting", async (call, params) => {
  await setRole("ann", 2);
  await close();
  await emulator().set({ closedRoomRoles: false, roleTagScope: "fixed" });
  const order = { roomid, ...params, ...("roomId" in params && { roomId: roomid }) };
  expect(await emulator().call(call, order)).toEqual({ code: 13002, desc: "chatroom is closed" });
  await emulator().set({ closedRoomRoles: true });
  await emulator().ok(call, order);
});

test.each([
  ["chatroom/updateMyRoomRole", { accid: "ann" }],
  ["chatroom/kickMember", { accid: "creator", targetAccid: "ann" }],
])("%s of a room that does not exist", async (call, params) => {
  expect(await emulator().call(call, { roomid: 5, ...params })).toEqual({ code: 404, desc: "chatroom not exist" });
  expect(await emulator().call(call, params)).toEqual({ code: 414, desc: "roomid is empty" });
});
