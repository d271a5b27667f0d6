import { useEmulator } from "./harness";

const emulator = useEmulator();
let tid: string;

beforeEach(async () => {
  await emulator().accounts("owner", "ann", "ben", "cid", "dan");
  tid = await emulator().superTeam("owner", ["ann", "ben", "cid"]);
});

const call = (name: string, params: Record<string, unknown>) =>
  emulator().call(`superteam/${name}`, { tid, ...params });
const stored = async () => (await emulator().state()).superTeams[tid];
const promote = (...managerAccids: string[]) =>
  emulator().ok("superteam/addManager", { tid, owner: "owner", managerAccids });
const many = (length: number) => Array.from({ length }, (_, index) => `u${index}`);

describe("superteam/invite", () => {
  const invite = (inviteAccids: unknown, owner = "owner", more: Record<string, unknown> = {}) =>
    call("invite", { owner, inviteAccids, msg: "hi", ...more });

  test("who consents to nothing is in at once", async () => {
    expect(await invite(["Dan", "ann"])).toEqual({ code: 200 });
    expect((await stored()).members).toHaveProperty("dan");
    await emulator().set({ presentMember: 809 });
    expect(await invite(["dan"])).toEqual({ code: 809, desc: "already in team" });
  });

  test("who must consent waits until he accepts, by the setting", async () => {
    await emulator().ok("superteam/updateTinfo", { tid, owner: "owner", beinvitemode: 0 });
    expect(await invite(["dan"])).toEqual({ code: 200 });
    expect((await stored()).pending).toEqual(["dan"]);
    expect((await stored()).members).not.toHaveProperty("dan");
    expect(await call("addManager", { owner: "owner", managerAccids: ["dan"] })).toMatchObject({ code: 414 });
    const accept = { vendor: "commsease", tid: Number(tid), accid: "dan" };
    expect((await emulator().control("POST", "accept", accept)).body).toEqual({ code: 200 });
    expect(await stored()).toMatchObject({ pending: [], members: { dan: { role: "member" } } });
    expect((await emulator().control("POST", "accept", accept)).body).toMatchObject({ code: 414 });

    await emulator().ok("superteam/kick", { tid, owner: "owner", kickAccids: ["dan"] });
    await emulator().set({ superTeamConsent: "never" });
    await invite(["dan"]);
    expect((await stored()).members).toHaveProperty("dan");
  });

  test("nobody accepts into a full one", async () => {
    const waiting = await emulator().superTeam("owner", ["ann", "ben"], { beinvitemode: 0, tlevel: 3 });
    await emulator().ok("superteam/changeLevel", { tid: waiting, owner: "owner", tlevel: 2 });
    const accept = (accid: string) =>
      emulator().control("POST", "accept", { vendor: "commsease", tid: waiting, accid });
    expect((await accept("ann")).body).toEqual({ code: 200 });
    expect((await accept("ben")).body).toMatchObject({ code: 801 });
  });

  test("a full one takes nobody", async () => {
    await emulator().ok("superteam/changeLevel", { tid, owner: "owner", tlevel: 4 });
    expect(await invite(["dan"])).toEqual({ code: 801, desc: "team member count limit" });
    await emulator().ok("superteam/changeLevel", { tid, owner: "owner", tlevel: 5 });
    expect(await invite(["dan"])).toEqual({ code: 200 });
  });

  test("rights: managers, and members with invitemode 1", async () => {
    expect(await invite(["dan"], "ann")).toEqual({ code: 403, desc: "no permission" });
    await promote("ben");
    expect(await invite(["dan"], "ben")).toEqual({ code: 200 });
    await emulator().ok("superteam/kick", { tid, owner: "owner", kickAccids: ["dan"] });
    await emulator().ok("superteam/updateTinfo", { tid, owner: "owner", invitemode: 1 });
    expect(await invite(["dan"], "ann")).toEqual({ code: 200 });
    expect(await invite(["dan"], "ghost")).toEqual({ code: 414, desc: "ghost not register" });
  });

  test.each([
    [{ inviteAccids: [] }, "bad members"],
    [{ inviteAccids: many(201) }, "bad members"],
    [{ inviteAccids: ["ghost"] }, "bad members"],
    [{ inviteAccids: "" }, "inviteAccids is empty"],
    [{ msg: "" }, "msg is empty"],
    [{ msg: "m".repeat(151) }, "msg too long"],
  ])("refuses %j", async (params, desc) => {
    expect(await invite(["dan"], "owner", params)).toEqual({ code: 414, desc });
  });

  test("two hundred at once, unknown ones in faccid by the setting", async () => {
    await emulator().set({ unknownInvitee: "faccid" });
    expect((await invite(many(200))).faccid.accid).toHaveLength(200);
  });
});

describe("superteam/kick and leave", () => {
  const kick = (kickAccids: unknown, owner = "owner") => call("kick", { owner, kickAccids });

  test("removes many; who is not there lands in faccid", async () => {
    expect(await kick(["ann", "Ben"])).toEqual({ code: 200 });
    expect(Object.keys((await stored()).members)).toEqual(["owner", "cid"]);
    expect(await kick(["ann", "cid"])).toEqual({ code: 200, faccid: { accid: ["ann"], msg: "not in team" } });
    await emulator().set({ kickNonMember: "fail" });
    expect(await kick(["ann"])).toEqual({ code: 414, desc: "ann not in team" });
  });

  test("rights", async () => {
    await promote("ann", "ben");
    expect(await kick(["owner"], "ann")).toEqual({ code: 403, desc: "no permission" });
    expect(await kick(["ann"], "ann")).toMatchObject({ code: 403 });
    expect(await kick(["ben"], "ann")).toMatchObject({ code: 403 });
    expect(await kick(["ann"], "cid")).toMatchObject({ code: 403 });
    expect(await kick(["owner"])).toMatchObject({ code: 403 });
    await emulator().set({ managerKicksManager: "allow" });
    expect(await kick(["ben", "cid"], "ann")).toEqual({ code: 200 });
  });

  test("two hundred and no more", async () => {
    expect(await kick(many(201))).toEqual({ code: 414, desc: "bad members" });
    expect((await kick(many(200))).faccid.accid).toHaveLength(200);
    expect(await kick([])).toEqual({ code: 414, desc: "bad members" });
  });

  test("leave is anybody's but the owner's", async () => {
    expect(await call("leave", { accid: "ann" })).toEqual({ code: 200 });
    expect(await call("leave", { accid: "ann" })).toEqual({ code: 414, desc: "ann not in team" });
    expect(await call("leave", { accid: "owner" })).toEqual({ code: 403, desc: "owner cannot leave" });
    expect(await call("leave", { accid: "ghost" })).toEqual({ code: 414, desc: "ghost not register" });
  });
});

describe("managers", () => {
  test("made and unmade by the owner", async () => {
    await promote("ann", "ben");
    expect((await stored()).members).toMatchObject({ ann: { role: "manager" }, ben: { role: "manager" } });
    expect(await call("removeManager", { owner: "owner", managerAccids: ["ann"] })).toEqual({ code: 200 });
    expect((await stored()).members.ann.role).toBe("member");
    expect(await call("addManager", { owner: "ben", managerAccids: ["ann"] })).toMatchObject({ code: 403 });
    expect(await call("removeManager", { owner: "ben", managerAccids: ["ben"] })).toMatchObject({ code: 403 });
    await emulator().set({ sameStateManager: 417 });
    expect(await call("addManager", { owner: "owner", managerAccids: ["ben"] })).toMatchObject({ code: 417 });
  });

  test.each(["addManager", "removeManager"])("%s refuses lists it does not take", async (name) => {
    for (const managerAccids of [[], many(11), ["owner"], "ann"]) {
      expect(await call(name, { owner: "owner", managerAccids })).toEqual({ code: 414, desc: "bad members" });
    }
    expect(await call(name, { owner: "owner", managerAccids: ["dan"] })).toEqual({
      code: 414,
      desc: "dan not in team",
    });
  });

  test("ten at once", async () => {
    const accids = many(10);
    await emulator().accounts(...accids);
    await emulator().ok("superteam/invite", { tid, owner: "owner", inviteAccids: accids, msg: "hi" });
    await promote(...accids);
  });
});

describe("mutes of members", () => {
  const mute = (muteAccids: unknown, on: number, owner = "owner") => call("muteTlist", { owner, muteAccids, mute: on });
  const muted = async (more: Record<string, unknown> = {}) =>
    (await call("getMuteTlists", { timetag: 0, limit: 100, ...more })).muteTlists;

  test("set and lifted, and listed", async () => {
    expect(await mute(["ann", "ben"], 1)).toEqual({ code: 200 });
    expect(await muted()).toMatchObject([
      { accid: "ann", type: 0, mute: 1 },
      { accid: "ben", type: 0, mute: 1 },
    ]);
    expect(await muted({ limit: 1, reverse: 2 })).toMatchObject([{ accid: "ben" }]);
    expect(await mute(["ann"], 0)).toEqual({ code: 200 });
    expect((await stored()).members).toMatchObject({ ann: { mute: false }, ben: { mute: true } });
  });

  test("rights and lists", async () => {
    await promote("ann", "ben");
    expect(await mute(["cid"], 1, "ann")).toEqual({ code: 200 });
    expect(await mute(["ben"], 1, "ann")).toEqual({ code: 403, desc: "no permission" });
    expect(await mute(["owner"], 1, "ann")).toMatchObject({ code: 403 });
    expect(await mute(["ann"], 1, "cid")).toMatchObject({ code: 403 });
    expect(await mute(["dan"], 1)).toEqual({ code: 414, desc: "dan not in team" });
    expect(await mute(many(11), 1)).toEqual({ code: 414, desc: "bad members" });
    expect(await mute([], 1)).toEqual({ code: 414, desc: "bad members" });
    expect(await mute(["ann"], 2)).toEqual({ code: 414, desc: "mute is invalid" });
    await emulator().set({ managerKicksManager: "allow" });
    expect(await mute(["ben"], 1, "ann")).toEqual({ code: 200 });
  });
});

describe("what members say of themselves", () => {
  test("updateTlist changes what is sent", async () => {
    expect(await call("updateTlist", { accid: "ann", nick: "n", custom: "c", silentType: 1 })).toEqual({ code: 200 });
    expect((await stored()).members.ann).toMatchObject({ nick: "n", custom: "c", pushEnable: false });
    await call("updateTlist", { accid: "ann", custom: "", silentType: 0 });
    expect((await stored()).members.ann).toMatchObject({ nick: "n", custom: "", pushEnable: true });
  });

  test.each([
    [{ accid: "" }, "accid is empty"],
    [{ accid: "dan" }, "dan not in team"],
    [{ accid: "ghost" }, "ghost not register"],
    [{ silentType: 2 }, "silentType is invalid"],
    [{ nick: "n".repeat(33) }, "nick too long"],
    [{ custom: "c".repeat(33) }, "custom too long"],
  ])("updateTlist refuses %j", async (params, desc) => {
    expect(await call("updateTlist", { accid: "ann", ...params })).toEqual({ code: 414, desc });
  });

  test("updateTeamNick is the owner's, or a manager's by the setting", async () => {
    const name = (owner: string, nick: string) => call("updateTeamNick", { owner, accid: "ann", nick });
    expect(await name("owner", "n".repeat(32))).toEqual({ code: 200 });
    expect(await name("owner", "n".repeat(33))).toEqual({ code: 414, desc: "nick too long" });
    await promote("ben");
    expect(await name("ben", "x")).toEqual({ code: 403, desc: "no permission" });
    await emulator().set({ teamAdministerRight: "managers" });
    expect(await name("ben", "x")).toEqual({ code: 200 });
    expect((await stored()).members.ann.nick).toBe("x");
    expect(await call("updateTeamNick", { owner: "owner", accid: "dan", nick: "x" })).toMatchObject({ code: 414 });
  });
});

describe("superteam/getTlists", () => {
  const list = (timetag: number, limit = 100, more: Record<string, unknown> = {}) =>
    call("getTlists", { timetag, limit, ...more });
  const accids = (members: { accid: string }[]) => members.map((member) => member.accid);

  test("by the time of joining, upwards or downwards", async () => {
    await promote("ben");
    await call("updateTlist", { accid: "ann", nick: "n" });
    const { tlists } = await list(0);
    expect(accids(tlists)).toEqual(["owner", "ann", "ben", "cid"]);
    const time = expect.any(Number);
    const times = { jointime: time, createtime: time, updatetime: time };
    expect(tlists[1]).toEqual({ tid: Number(tid), accid: "ann", type: 0, nick: "n", mute: 0, ...times });
    expect(tlists.map((member: { type: number }) => member.type)).toEqual([1, 0, 2, 0]);
    expect(accids((await list(0, 2, { reverse: 2 })).tlists)).toEqual(["cid", "ben"]);
  });

  test("pages lose nobody, either way", async () => {
    for (const reverse of [1, 2]) {
      const seen: string[] = [];
      let timetag = 0;
      for (
        let page = await list(0, 3, { reverse });
        page.tlists.length > 0;
        page = await list(timetag, 3, { reverse })
      ) {
        seen.push(...accids(page.tlists));
        timetag = page.tlists.at(-1).jointime;
      }
      expect(seen).toEqual(reverse === 1 ? ["owner", "ann", "ben", "cid"] : ["cid", "ben", "ann", "owner"]);
    }
  });

  test("where pages start is up to the settings", async () => {
    const first = (await list(0, 2)).tlists;
    await emulator().set({ pageStart: "inclusive", superPageFromZero: "nothing" });
    expect(accids((await list(first[1].jointime, 2)).tlists)).toEqual(["ann", "ben"]);
    expect((await list(0, 2, { reverse: 2 })).tlists).toEqual([]);
    await emulator().set({ memberTimes: "clock" });
    const other = await emulator().superTeam("owner", ["ann", "ben"]);
    const { tlists } = await emulator().ok("superteam/getTlists", { tid: other, timetag: 0, limit: 9 });
    expect(new Set(tlists.map((member: { jointime: number }) => member.jointime)).size).toBe(1);
  });

  test.each([
    [{ timetag: "" }, "timetag is empty"],
    [{ timetag: -1 }, "timetag is invalid"],
    [{ limit: "" }, "limit is empty"],
    [{ limit: 0 }, "limit is invalid"],
    [{ limit: 101 }, "limit is invalid"],
    [{ reverse: 3 }, "reverse is invalid"],
  ])("refuses %j", async (params, desc) => {
    for (const name of ["getTlists", "getMuteTlists"]) {
      expect(await call(name, { timetag: 0, limit: 100, ...params })).toEqual({ code: 414, desc });
    }
  });

  test("how many at most is a setting", async () => {
    await emulator().set({ superPageMaximum: 2000 });
    expect(await list(0, 2000)).toMatchObject({ code: 200 });
    expect(await list(0, 2001)).toMatchObject({ code: 414 });
  });
});
