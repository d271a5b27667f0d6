import { useEmulator } from "./harness";

const emulator = useEmulator();
let roomid: number;

beforeEach(async () => {
  await emulator().accounts("creator", "ann", "ben", "cid");
  roomid = await emulator().room("creator");
});

async function join(accid: string, action: "enter" | "leave" = "enter") {
  return (await emulator().control("POST", "join", { vendor: "commsease", roomid, accid, action })).body;
}

function setRole(target: string, opt: number, optvalue: boolean, operator = "creator") {
  return emulator().call("chatroom/setMemberRole", { roomid, operator, target, opt, optvalue });
}

async function page(type: number, endtime = 0, limit = 100) {
  return (await emulator().ok("chatroom/membersByPage", { roomid, type, endtime, limit })).desc.data;
}

const ids = (members: { accid: string }[]) => members.map((member) => member.accid);

describe("chatroom/setMemberRole", () => {
  test.each([
    [1, "MANAGER"],
    [2, "COMMON"],
    [-1, "LIMITED"],
    [-2, "LIMITED"],
  ])("opt %i makes %s, and taking it away a guest", async (opt, type) => {
    expect(await setRole("Ann", opt, true)).toEqual({ code: 200, desc: { roomid, level: 0, accid: "ann", type } });
    expect(ids(await page(0))).toEqual(["ann", "creator"]);
    expect(await setRole("ann", opt, false)).toMatchObject({ desc: { type: "TEMPORARY" } });
    expect(ids(await page(0))).toEqual(["creator"]);
  });

  test("blocked and muted are apart: releasing one leaves the other", async () => {
    await setRole("ann", -1, true);
    await setRole("ann", -2, true);
    expect(await page(0)).toMatchObject([{ accid: "ann", blacklisted: true, muted: true, type: "LIMITED" }, {}]);
    expect(await setRole("ann", -1, false)).toMatchObject({ desc: { type: "LIMITED" } });
    expect((await page(0))[0]).not.toHaveProperty("blacklisted");
    expect(await setRole("ann", -2, false)).toMatchObject({ desc: { type: "TEMPORARY" } });
  });

  test("rights", async () => {
    await setRole("ann", 1, true);
    expect(await setRole("ben", 1, true, "ann")).toMatchObject({ code: 403 });
    expect(await setRole("ben", -2, true, "ann")).toMatchObject({ code: 200 });
    expect(await setRole("cid", 2, true, "ben")).toMatchObject({ code: 403 });
    expect(await setRole("creator", -1, true, "ann")).toMatchObject({ code: 403 });
    expect(await setRole("ann", -1, true, "ann")).toMatchObject({ code: 403 });
    expect(await setRole("ben", 2, true, "ghost")).toMatchObject({ code: 404 });
    expect(await setRole("ghost", 2, true)).toMatchObject({ code: 404 });
    expect(await setRole("ben", 3, true)).toEqual({ code: 414, desc: "opt is invalid" });
    await setRole("cid", 1, true);
    expect(await setRole("cid", -1, true, "ann")).toMatchObject({ code: 403 });
  });

  test("a manager who is muted has no rights", async () => {
    await setRole("ann", 1, true);
    await setRole("ann", -2, true);
    expect(await setRole("ben", -2, true, "ann")).toMatchObject({ code: 403 });
  });

  test("fixed members are limited, the creator included", async () => {
    await emulator().set({ fixedMemberLimit: 2 });
    expect(await setRole("ann", 2, true)).toMatchObject({ code: 200 });
    expect(await setRole("ben", 2, true)).toMatchObject({ code: 419 });
    expect(await setRole("ann", 1, true)).toMatchObject({ code: 200 });
  });

  test("whoever is put on the blocklist is out and stays out", async () => {
    await join("ann");
    await setRole("ann", -1, true);
    expect(await page(2)).toEqual([]);
    expect(await join("ann")).toMatchObject({ code: 13003 });
  });

  test("in a closed room by the setting", async () => {
    await emulator().ok("chatroom/toggleCloseStat", { roomid, operator: "creator", valid: false });
    expect(await setRole("ann", 2, true)).toMatchObject({ code: 200 });
    await emulator().set({ closedRoomRoles: false });
    expect(await setRole("ben", 2, true)).toMatchObject({ code: 13002 });
  });
});

describe("reading", () => {
  test("fixed, not fixed, and fixed inside; newest first", async () => {
    await setRole("ann", 2, true);
    await setRole("ben", 1, true);
    await join("ben");
    await join("cid");
    expect(ids(await page(0))).toEqual(["ben", "ann", "creator"]);
    expect(ids(await page(1))).toEqual(["cid"]);
    expect(ids(await page(2))).toEqual(["ben"]);
    expect((await page(0))[0]).toEqual({
      roomid,
      accid: "ben",
      type: "MANAGER",
      onlineStat: true,
      enterTime: expect.any(Number),
    });
    expect(await emulator().call("chatroom/membersByPage", { roomid, type: 0, endtime: 0, limit: 101 })).toMatchObject({
      code: 414,
    });
    expect(await emulator().call("chatroom/membersByPage", { roomid, type: 3, endtime: 0, limit: 1 })).toMatchObject({
      code: 414,
    });
  });

  test("pages lose nobody", async () => {
    for (const accid of ["ann", "ben", "cid"]) await setRole(accid, 2, true);
    const seen: string[] = [];
    let endtime = 0;
    for (let part = await page(0, endtime, 2); part.length > 0; part = await page(0, endtime, 2)) {
      seen.push(...ids(part));
      endtime = part.at(-1).enterTime;
    }
    expect(seen).toEqual(["cid", "ben", "ann", "creator"]);
  });

  test("queryMembersByRole selects what is true", async () => {
    await setRole("ann", 1, true);
    await setRole("ben", -1, true);
    await setRole("cid", -2, true);
    const query = async (roles: unknown) =>
      ids((await emulator().ok("chatroom/queryMembersByRole", { roomid, roles })).desc.data);
    expect(await query({ creator: true })).toEqual(["creator"]);
    expect(await query({ manager: true, creator: false })).toEqual(["ann"]);
    expect(await query({ blacklist: true, mute: true })).toEqual(["cid", "ben"]);
    expect(await query({})).toEqual([]);
    expect(await emulator().call("chatroom/queryMembersByRole", { roomid, roles: ["creator"] })).toMatchObject({
      code: 414,
    });
    expect(await emulator().call("chatroom/queryMembersByRole", { roomid, roles: { owner: true } })).toMatchObject({
      code: 414,
    });
  });

  test("queryMembers", async () => {
    await setRole("ann", 2, true);
    await join("cid");
    const query = { roomid, accids: ["ann", "ben", "cid", "ghost"] };
    expect(ids((await emulator().ok("chatroom/queryMembers", query)).desc.data)).toEqual(["cid", "ann"]);
    await emulator().set({ queryMembersScope: "online" });
    expect(ids((await emulator().ok("chatroom/queryMembers", query)).desc.data)).toEqual(["cid"]);
    const accids = Array.from({ length: 201 }, (_, index) => `u${index}`);
    expect(await emulator().call("chatroom/queryMembers", { roomid, accids })).toMatchObject({ code: 414 });
  });
});

describe("chatroom/temporaryMute", () => {
  const mute = (target: string, muteDuration: number, operator = "creator") =>
    emulator().call("chatroom/temporaryMute", { roomid, operator, target, muteDuration });

  test("passes with time, or is lifted by 0", async () => {
    await setRole("ann", 2, true);
    expect(await mute("ann", 300)).toEqual({ code: 200, desc: { muteDuration: 300 } });
    expect((await page(0))[0]).toMatchObject({ accid: "ann", tempMuted: true, tempMuteTtl: 300 });
    await mute("ann", 0);
    expect((await page(0))[0]).not.toHaveProperty("tempMuted");
    await mute("ann", 100);
    await emulator().advance(90);
    expect((await page(0))[0]).toHaveProperty("tempMuted", true);
    await emulator().advance(11);
    expect((await page(0))[0]).not.toHaveProperty("tempMuted");
  });

  test("rights and limits", async () => {
    await setRole("ann", 1, true);
    await setRole("ben", 2, true);
    expect(await mute("ben", 1, "ann")).toMatchObject({ code: 200 });
    expect(await mute("ann", 1, "ben")).toMatchObject({ code: 403 });
    expect(await mute("creator", 1, "ann")).toMatchObject({ code: 403 });
    expect(await mute("cid", 1)).toMatchObject({ code: 404 });
    expect(await mute("ghost", 1)).toMatchObject({ code: 404 });
    expect(await mute("ben", 2_592_001)).toMatchObject({ code: 414 });
    expect(await mute("ben", -1)).toMatchObject({ code: 414 });
  });
});

describe("clients", () => {
  test("kicked when their account is blocked with needkick", async () => {
    await join("ann");
    await emulator().ok("user/block", { accid: "ann", needkick: true });
    expect(await page(1)).toEqual([]);
    expect(await join("ann")).toMatchObject({ code: 422 });
  });

  test("enter and leave only what exists", async () => {
    expect(await join("ghost")).toMatchObject({ code: 404 });
    expect(await join("ann", "leave")).toMatchObject({ code: 404 });
  });
});

test.each([
  ["chatroom/get", {}],
  ["chatroom/update", { name: "x" }],
  ["chatroom/toggleCloseStat", { operator: "creator", valid: true }],
  ["chatroom/updateDelayClosePolicy", { delayClosePolicy: 0 }],
  ["chatroom/updateInOutNotification", { close: true }],
  ["chatroom/requestAddr", { accid: "ann" }],
  ["chatroom/muteRoom", { operator: "creator", mute: true }],
  ["chatroom/setMemberRole", { operator: "creator", target: "ann", opt: 1, optvalue: true }],
  ["chatroom/membersByPage", { type: 0, endtime: 0, limit: 1 }],
  ["chatroom/queryMembersByRole", { roles: {} }],
  ["chatroom/queryMembers", { accids: ["ann"] }],
  ["chatroom/temporaryMute", { operator: "creator", target: "ann", muteDuration: 1 }],
])("%s of a room that does not exist", async (call, params) => {
  expect(await emulator().call(call, { roomid: 5, ...params })).toEqual({ code: 404, desc: "chatroom not exist" });
  expect(await emulator().call(call, params)).toEqual({ code: 414, desc: "roomid is empty" });
});
