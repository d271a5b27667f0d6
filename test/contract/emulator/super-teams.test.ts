import { useEmulator } from "./harness";

const emulator = useEmulator();

const base = { tname: "Crowd", owner: "owner", inviteAccids: [] as string[], msg: "hi", joinmode: 0 };

beforeEach(() => emulator().accounts("owner", "ann", "ben", "cid"));

const call = (name: string, params: Record<string, unknown>) => emulator().call(`superteam/${name}`, params);
const stored = async (tid: string) => (await emulator().state()).superTeams[tid];
const info = async (tid: string) => (await emulator().ok("superteam/getTinfos", { tids: [tid] })).tinfos[0];

describe("superteam/create", () => {
  test("answers the id as text, of a kind of its own", async () => {
    const body = await call("create", { ...base, inviteAccids: ["Ann"], beinvitemode: 1 });
    expect(body).toEqual({ code: 200, tid: expect.stringMatching(/^\d{11}$/) });
    expect(await emulator().call("team/query", { tids: [body.tid], ope: 0 })).toMatchObject({ code: 803 });
    expect(Object.keys((await stored(body.tid)).members)).toEqual(["owner", "ann"]);
    await emulator().set({ superTidInCreate: "number" });
    expect(await call("create", base)).toEqual({ code: 200, tid: Number(body.tid) + 1 });
  });

  test("every field reads back", async () => {
    const fields = { intro: "i", announcement: "a", serverCustom: "s", icon: "c", tlevel: 500 };
    const modes = { joinmode: 1, beinvitemode: 1, invitemode: 1, uptinfomode: 1, upcustommode: 1 };
    const { tid } = await emulator().ok("superteam/create", { ...base, ...fields, ...modes });
    expect(await info(tid)).toEqual({
      tid: Number(tid),
      tname: "Crowd",
      owner: "owner",
      creator: "owner",
      size: 1,
      muteType: 0,
      ...fields,
      ...modes,
      createtime: expect.any(Number),
      updatetime: expect.any(Number),
    });
  });

  test("what is left out has defaults, and unset texts are missing", async () => {
    const { tid } = await emulator().ok("superteam/create", base);
    expect(await info(tid)).toMatchObject({ tlevel: 200, beinvitemode: 0, invitemode: 0, uptinfomode: 0 });
    expect(await info(tid)).not.toHaveProperty("intro");
    await emulator().set({ unsetTeamFields: "empty" });
    expect(await info(tid)).toMatchObject({ intro: "", announcement: "", serverCustom: "", icon: "" });
  });

  test.each([
    [{ owner: "" }, "owner is empty"],
    [{ owner: "ghost" }, "ghost not register"],
    [{ inviteAccids: "" }, "inviteAccids is empty"],
    [{ inviteAccids: "ann" }, "bad members"],
    [{ inviteAccids: ["ghost"] }, "bad members"],
    [{ inviteAccids: ["owner"] }, "bad members"],
    [{ inviteAccids: Array.from({ length: 200 }, (_, index) => `u${index}`) }, "bad members"],
    [{ tname: "" }, "tname is empty"],
    [{ tname: "t".repeat(65) }, "tname too long"],
    [{ intro: "i".repeat(513) }, "intro too long"],
    [{ announcement: "a".repeat(1025) }, "announcement too long"],
    [{ serverCustom: "s".repeat(1025) }, "serverCustom too long"],
    [{ icon: "i".repeat(1025) }, "icon too long"],
    [{ msg: "" }, "msg is empty"],
    [{ msg: "m".repeat(151) }, "msg too long"],
    [{ joinmode: "" }, "joinmode is empty"],
    [{ joinmode: 3 }, "joinmode is invalid"],
    [{ beinvitemode: 2 }, "beinvitemode is invalid"],
    [{ invitemode: 2 }, "invitemode is invalid"],
    [{ uptinfomode: 2 }, "uptinfomode is invalid"],
    [{ upcustommode: 2 }, "upcustommode is invalid"],
    [{ tlevel: 1 }, "tlevel is invalid"],
    [{ tlevel: 10_001 }, "tlevel is invalid"],
  ])("refuses %j", async (params, desc) => {
    expect(await call("create", { ...base, ...params })).toEqual({ code: 414, desc });
    expect((await emulator().state()).superTeams).toEqual({});
  });

  test("199 people besides the owner, and no more than the level", async () => {
    const many = Array.from({ length: 199 }, (_, index) => `u${index}`);
    for (const accid of many) await emulator().control("POST", "call", order("user/create", { accid }));
    const { tid } = await emulator().ok("superteam/create", { ...base, inviteAccids: many, beinvitemode: 1 });
    expect((await info(tid)).size).toBe(200);
    expect(await call("create", { ...base, inviteAccids: many, tlevel: 199 })).toMatchObject({ code: 801 });
  });

  function order(name: string, params: Record<string, string>) {
    return { vendor: "commsease", call: name, params };
  }

  test("texts at their limits", async () => {
    const texts = { tname: "t".repeat(64), intro: "i".repeat(512), msg: "m".repeat(150) };
    const long = "x".repeat(1024);
    const longest = { ...base, ...texts, announcement: long, serverCustom: long, icon: long, tlevel: 10_000 };
    await emulator().ok("superteam/create", longest);
  });

  test("the limits of accounts hold, counted apart from teams", async () => {
    await emulator().set({ createdTeamLimit: 1, joinedTeamLimit: 1 });
    await emulator().team("owner", ["ann"]);
    await emulator().superTeam("owner", ["ann"]);
    expect(await call("create", base)).toEqual({ code: 806, desc: "team count limit" });
    const body = await call("create", { ...base, owner: "ben", inviteAccids: ["ann"] });
    expect(body).toMatchObject({ code: 200, faccid: { accid: ["ann"], msg: "team count exceed" } });
  });

  test("a name the app does not want", async () => {
    await emulator().set({ antispamWord: "spam" });
    expect(await call("create", { ...base, tname: "spammers" })).toEqual({ code: 403, desc: "antispam : team name" });
  });
});

describe("an app without super teams", () => {
  test.each(["create", "getTinfos", "dismiss"])("%s", async (name) => {
    await emulator().set({ superTeamFeature: false });
    expect(await call(name, base)).toEqual({ code: 403, desc: "not support" });
  });
});

describe("superteam/updateTinfo", () => {
  const update = (tid: string, params: Record<string, unknown>, owner = "owner") =>
    call("updateTinfo", { tid, owner, ...params });

  test("omitted stays, empty clears by the setting", async () => {
    const tid = await emulator().superTeam("owner", [], { intro: "i", icon: "c" });
    expect(await update(tid, { tname: "New", intro: "", joinmode: 2, invitemode: 1 })).toEqual({ code: 200 });
    expect(await stored(tid)).toMatchObject({ tname: "New", intro: "", icon: "c", joinmode: 2, invitemode: 1 });
    await emulator().set({ teamEmptyStringClears: false });
    await update(tid, { icon: "" });
    expect((await stored(tid)).icon).toBe("c");
  });

  test("owner and managers; others by uptinfomode where the setting says so", async () => {
    const tid = await emulator().superTeam("owner", ["ann", "ben"], { uptinfomode: 1 });
    await emulator().ok("superteam/addManager", { tid, owner: "owner", managerAccids: ["ann"] });
    expect(await update(tid, { intro: "i" }, "ann")).toMatchObject({ code: 200 });
    expect(await update(tid, { intro: "i" }, "ben")).toEqual({ code: 403, desc: "no permission" });
    expect(await update(tid, { intro: "i" }, "ghost")).toMatchObject({ code: 414 });
    await emulator().set({ superTeamUpdateRight: "uptinfomode" });
    expect(await update(tid, { intro: "i" }, "ben")).toMatchObject({ code: 200 });
    await update(tid, { uptinfomode: 0 });
    expect(await update(tid, { intro: "i" }, "ben")).toMatchObject({ code: 403 });
    expect(await update(tid, { intro: "i" }, "cid")).toMatchObject({ code: 403 });
  });

  test("names", async () => {
    const tid = await emulator().superTeam("owner", []);
    expect(await update(tid, { tname: "" })).toEqual({ code: 414, desc: "tname is empty" });
    await emulator().set({ emptyNameInUpdate: "ignore", antispamWord: "spam" });
    expect(await update(tid, { tname: "" })).toEqual({ code: 200 });
    expect(await update(tid, { tname: "spam" })).toMatchObject({ code: 403 });
    expect((await stored(tid)).tname).toBe("Crowd");
  });
});

describe("level, owner and end", () => {
  test("changeLevel within the app's maximum and not below who is in", async () => {
    const tid = await emulator().superTeam("owner", ["ann", "ben"]);
    const level = (tlevel: number, owner = "owner") => call("changeLevel", { tid, owner, tlevel });
    expect(await level(10_000)).toEqual({ code: 200 });
    expect(await level(10_001)).toEqual({ code: 414, desc: "tlevel is invalid" });
    expect(await level(3)).toEqual({ code: 200 });
    expect(await level(2)).toEqual({ code: 414, desc: "tlevel is below member count" });
    expect(await level(1)).toMatchObject({ desc: "tlevel is invalid" });
    expect(await level(5, "ann")).toEqual({ code: 403, desc: "no permission" });
    expect((await stored(tid)).tlevel).toBe(3);
    await emulator().set({ superTeamSizeMaximum: 100, memberLimitBelowSize: 801 });
    expect(await level(101)).toMatchObject({ code: 414 });
    expect(await level(2)).toMatchObject({ code: 801 });
    expect(await info((await emulator().ok("superteam/create", base)).tid)).toMatchObject({ tlevel: 100 });
  });

  test("dismiss is the owner's, and for good", async () => {
    const tid = await emulator().superTeam("owner", ["ann"]);
    await emulator().ok("superteam/addManager", { tid, owner: "owner", managerAccids: ["ann"] });
    expect(await call("dismiss", { tid, owner: "ann" })).toMatchObject({ code: 403 });
    expect(await call("dismiss", { tid, owner: "owner" })).toEqual({ code: 200 });
    expect(await call("getTinfos", { tids: [tid] })).toEqual({ code: 803, desc: "team not exist" });
    expect(Number(await emulator().superTeam("owner", []))).toBeGreaterThan(Number(tid));
  });

  test("changeOwner to a member; the old one stays or leaves", async () => {
    const tid = await emulator().superTeam("owner", ["ann"]);
    const give = (owner: string, accid: string, leave: number) => call("changeOwner", { tid, owner, accid, leave });
    expect(await give("owner", "ben", 2)).toEqual({ code: 414, desc: "ben not in team" });
    expect(await give("ann", "ann", 2)).toMatchObject({ code: 403 });
    expect(await give("owner", "owner", 2)).toMatchObject({ code: 414 });
    expect(await give("owner", "ann", 3)).toEqual({ code: 414, desc: "leave is invalid" });
    expect(await give("owner", "ann", 2)).toEqual({ code: 200 });
    expect((await stored(tid)).members).toMatchObject({ ann: { role: "owner" }, owner: { role: "member" } });
    expect(await give("ann", "owner", 1)).toEqual({ code: 200 });
    expect(Object.keys((await stored(tid)).members)).toEqual(["owner"]);
  });

  test("mute is the owner's", async () => {
    const tid = await emulator().superTeam("owner", ["ann"]);
    const mute = (muteType: number, owner = "owner") => call("mute", { tid, owner, muteType });
    for (const muteType of [1, 3, 0]) {
      expect(await mute(muteType)).toEqual({ code: 200 });
      expect((await info(tid)).muteType).toBe(muteType);
    }
    expect(await mute(2)).toEqual({ code: 414, desc: "muteType is invalid" });
    expect(await mute(1, "ann")).toMatchObject({ code: 403 });
    expect(await call("mute", { tid, owner: "owner" })).toEqual({ code: 414, desc: "muteType is empty" });
  });
});

describe("superteam/getTinfos", () => {
  test("up to twenty; an unknown one by the setting", async () => {
    const tid = await emulator().superTeam("owner", []);
    const many = Array.from({ length: 21 }, (_, index) => index + 1);
    expect(await call("getTinfos", { tids: many })).toEqual({ code: 414, desc: "tids too many" });
    expect(await call("getTinfos", { tids: many.slice(1) })).toEqual({ code: 803, desc: "team not exist" });
    await emulator().set({ unknownTeam: 404 });
    expect(await call("getTinfos", { tids: [tid, 5] })).toMatchObject({ code: 404 });
    await emulator().set({ unknownSuperTeamInGetTinfos: "omit" });
    expect((await call("getTinfos", { tids: [tid, 5] })).tinfos).toMatchObject([{ tid: Number(tid) }]);
    expect(await call("getTinfos", { tids: [5] })).toEqual({ code: 200, tinfos: [] });
    expect(await call("getTinfos", { tids: "5" })).toMatchObject({ desc: "tids json error" });
  });

  test.each([
    ["owner", ["owner"]],
    ["creator", ["creator"]],
    ["both", ["owner", "creator"]],
  ])("the owner under %s", async (superTeamOwnerKeys, keys) => {
    await emulator().set({ superTeamOwnerKeys: superTeamOwnerKeys });
    const tinfo = await info(await emulator().superTeam("owner", []));
    expect(Object.keys(tinfo).filter((key) => key === "owner" || key === "creator")).toEqual(keys);
  });
});

describe("superteam/joinTeams", () => {
  test("whole super teams, or short ones, under one key or the other", async () => {
    const tid = await emulator().superTeam("owner", ["ann"], { serverCustom: "s" });
    expect(await call("joinTeams", { accid: "Ann" })).toEqual({ code: 200, tinfos: [await info(tid)] });
    await emulator().set({ superJoinTeamsKey: "tlists", superJoinTeamsObject: "short" });
    expect(await call("joinTeams", { accid: "ann" })).toEqual({
      code: 200,
      tlists: [{ owner: "owner", tname: "Crowd", maxusers: 200, tid: Number(tid), size: 2, custom: "s" }],
    });
  });

  test("of nobody, and of somebody without any", async () => {
    expect(await call("joinTeams", { accid: "ghost" })).toEqual({ code: 414, desc: "ghost not register" });
    expect(await call("joinTeams", { accid: "ann" })).toEqual({ code: 200 });
    await emulator().set({ emptyJoinTeams: "empty", unknownAccountInJoinTeams: "empty" });
    expect(await call("joinTeams", { accid: "ghost" })).toEqual({ code: 200, tinfos: [] });
  });
});

test.each([
  ["updateTinfo", { owner: "owner", intro: "i" }],
  ["changeLevel", { owner: "owner", tlevel: 2 }],
  ["dismiss", { owner: "owner" }],
  ["changeOwner", { owner: "owner", accid: "ann", leave: 1 }],
  ["mute", { owner: "owner", muteType: 1 }],
  ["invite", { owner: "owner", inviteAccids: ["ann"], msg: "hi" }],
  ["kick", { owner: "owner", kickAccids: ["ann"] }],
  ["leave", { accid: "ann" }],
  ["addManager", { owner: "owner", managerAccids: ["ann"] }],
  ["removeManager", { owner: "owner", managerAccids: ["ann"] }],
  ["muteTlist", { owner: "owner", muteAccids: ["ann"], mute: 1 }],
  ["updateTlist", { accid: "ann", nick: "n" }],
  ["updateTeamNick", { owner: "owner", accid: "ann", nick: "n" }],
  ["getTlists", { timetag: 0, limit: 1 }],
  ["getMuteTlists", { timetag: 0, limit: 1 }],
])("superteam/%s of one that does not exist, an ordinary team included", async (name, params) => {
  const tid = await emulator().team("owner", ["ann"]);
  expect(await call(name, { tid, ...params })).toEqual({ code: 803, desc: "team not exist" });
  expect(await call(name, params)).toEqual({ code: 414, desc: "tid is empty" });
});
