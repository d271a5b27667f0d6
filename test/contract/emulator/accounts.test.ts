import { useEmulator } from "./harness";

const emulator = useEmulator();

describe("user/create", () => {
  test("answers token, stored id and name, and nothing else", async () => {
    const body = await emulator().call("user/create", { accid: "Alice.B@x-1_", name: "Alice", sign: "hello" });
    expect(body).toEqual({
      code: 200,
      info: { token: expect.stringMatching(/^[0-9a-f]{32}$/), accid: "alice.b@x-1_", name: "Alice" },
    });
  });

  test("takes a token and answers an empty name", async () => {
    const body = await emulator().call("user/create", { accid: "alice", token: "t0k" });
    expect(body).toEqual({ code: 200, info: { token: "t0k", accid: "alice", name: "" } });
  });

  test("a second create fails in any case of letters and changes nothing", async () => {
    await emulator().ok("user/create", { accid: "alice", name: "first", token: "one" });
    const before = await emulator().state();
    const body = await emulator().call("user/create", { accid: "ALICE", name: "second", token: "two" });
    expect(body).toEqual({ code: 414, desc: "already register" });
    expect(await emulator().state()).toEqual(before);
  });

  test.each([
    ["accid", "a".repeat(33), "accid is invalid"],
    ["accid", "a b", "accid is invalid"],
    ["accid", "你好", "accid is invalid"],
    ["token", "t".repeat(129), "token too long"],
    ["name", "n".repeat(65), "name too long"],
    ["icon", "i".repeat(1025), "icon too long"],
    ["sign", "s".repeat(257), "sign too long"],
    ["email", `${"e".repeat(60)}@x.io`, "email too long"],
    ["email", "nowhere", "email is invalid"],
    ["birth", "b".repeat(17), "birth too long"],
    ["mobile", "1".repeat(33), "mobile too long"],
    ["ex", "x".repeat(1025), "ex too long"],
    ["props", "p".repeat(1025), "props too long"],
  ])("refuses %s %j", async (field, value, desc) => {
    expect(await emulator().call("user/create", { accid: "bob", [field]: value })).toEqual({ code: 414, desc });
  });

  test("limits count characters, not bytes", async () => {
    await emulator().ok("user/create", { accid: "alice", name: "👍".repeat(64), icon: "é".repeat(1024) });
    expect(await emulator().call("user/create", { accid: "bob", name: "👍".repeat(65) })).toMatchObject({ code: 414 });
  });

  test("an id that is a name of JavaScript's own is just an id", async () => {
    await emulator().accounts("__proto__", "constructor");
    expect(Object.keys((await emulator().state()).accounts)).toEqual(["__proto__", "constructor"]);
  });

  test("a quota, where one is set", async () => {
    await emulator().set({ accountQuota: 1 });
    await emulator().accounts("alice");
    expect(await emulator().call("user/create", { accid: "bob" })).toMatchObject({ code: 419 });
  });
});

describe("profile", () => {
  test("omitted stays, empty clears, unset is left out", async () => {
    await emulator().ok("user/create", { accid: "alice", name: "A", sign: "s", gender: 2 });
    expect(await emulator().call("user/updateUinfo", { accid: "alice", sign: "", mobile: "+1-5" })).toEqual({
      code: 200,
    });
    const { uinfos } = await emulator().ok("user/getUinfos", { accids: ["ALICE"] });
    expect(uinfos).toEqual([{ accid: "alice", name: "A", mobile: "+1-5", gender: 2, valid: true }]);
    expect((await emulator().state()).accounts.alice).toMatchObject({ sign: "", email: null });
  });

  test("icon counts bytes on update", async () => {
    await emulator().accounts("alice");
    const body = await emulator().call("user/updateUinfo", { accid: "alice", icon: "é".repeat(513) });
    expect(body).toEqual({ code: 414, desc: "icon too long" });
  });

  test("ids that do not exist are left out, or fail the call", async () => {
    await emulator().accounts("alice");
    const accids = ["ghost", "alice"];
    expect((await emulator().ok("user/getUinfos", { accids })).uinfos).toHaveLength(1);
    await emulator().set({ unknownAccountInGetUinfos: "fail414" });
    expect(await emulator().call("user/getUinfos", { accids })).toEqual({ code: 414, desc: "ghost not register" });
  });

  test("at most 200 at once, and at least one", async () => {
    const accids = Array.from({ length: 201 }, (_, index) => `u${index}`);
    expect(await emulator().call("user/getUinfos", { accids })).toMatchObject({ code: 414 });
    expect(await emulator().call("user/getUinfos", { accids: accids.slice(1) })).toEqual({ code: 200, uinfos: [] });
    expect(await emulator().call("user/getUinfos", { accids: [] })).toMatchObject({ code: 414 });
  });

  test("online status knows who does not exist", async () => {
    await emulator().accounts("alice");
    expect(await emulator().call("user/userOnlineStatus", { accids: ["alice", "ghost"] })).toEqual({
      code: 200,
      data: { invalidAccids: ["ghost"], onlineStatusList: [{ accid: "alice", statusList: [] }] },
    });
  });
});

describe("token", () => {
  test("is replaced by update and refreshToken, and never read", async () => {
    await emulator().ok("user/create", { accid: "alice", token: "one" });
    expect(await emulator().call("user/update", { accid: "alice", token: "two" })).toEqual({ code: 200 });
    const { info } = await emulator().ok("user/refreshToken", { accid: "alice" });
    expect(info).toEqual({ accid: "alice", token: expect.stringMatching(/^[0-9a-f]{32}$/) });
    const { alice } = (await emulator().state()).accounts;
    expect(alice).toMatchObject({ tokenIssued: 3, tokenSha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(JSON.stringify(alice)).not.toContain(info.token);
  });

  test("update without one is refused, or does nothing", async () => {
    await emulator().accounts("alice");
    expect(await emulator().call("user/update", { accid: "alice" })).toEqual({ code: 414, desc: "token is empty" });
    await emulator().set({ updateWithoutToken: "keep" });
    expect(await emulator().call("user/update", { accid: "alice" })).toEqual({ code: 200 });
    expect((await emulator().state()).accounts.alice.tokenIssued).toBe(1);
  });
});

describe("restrictions", () => {
  test("mute, muteModule and setDonnop", async () => {
    await emulator().accounts("alice");
    await emulator().ok("user/mute", { accid: "alice", mute: true });
    await emulator().ok("user/setDonnop", { accid: "alice", donnopOpen: true });
    const muted = await emulator().call("user/muteModule", { accid: "alice", muteTeam: true, muteRoom: true });
    const data = { muteP2P: false, muteTeam: true, muteRoom: true, muteQChat: false };
    expect(muted).toEqual({ code: 200, data });
    await emulator().ok("user/muteModule", { accid: "alice", muteRoom: false });
    const { uinfos } = await emulator().ok("user/getUinfos", { accids: ["alice"], muteStatus: true });
    expect(uinfos[0]).toEqual({ accid: "alice", valid: true, mute: true, ...data, muteRoom: false });
    expect((await emulator().state()).accounts.alice.donnopOpen).toBe(true);
  });

  test("a blocked account keeps its profile calls and loses the others", async () => {
    await emulator().accounts("alice");
    expect(await emulator().call("user/block", { accid: "alice", needkick: true })).toEqual({ code: 200 });
    expect((await emulator().ok("user/getUinfos", { accids: ["alice"] })).uinfos[0].valid).toBe(false);
    await emulator().ok("user/updateUinfo", { accid: "alice", name: "A" });
    const refused = { code: 422, desc: "alice is blocked" };
    expect(await emulator().call("user/refreshToken", { accid: "alice" })).toEqual(refused);
    expect(await emulator().call("user/update", { accid: "alice", token: "t" })).toEqual(refused);
    expect(await emulator().call("user/mute", { accid: "alice", mute: true })).toEqual(refused);
    expect(await emulator().call("user/muteModule", { accid: "alice", muteP2P: true })).toEqual(refused);
    expect(await emulator().call("user/setDonnop", { accid: "alice", donnopOpen: true })).toEqual(refused);
    expect(await emulator().call("user/create", { accid: "alice" })).toEqual({ code: 414, desc: "already register" });
    await emulator().set({ blockedAccountCalls: "refuseAll", blockedAccountCode: 301 });
    expect(await emulator().call("user/updateUinfo", { accid: "alice", name: "B" })).toMatchObject({ code: 301 });
    await emulator().ok("user/unblock", { accid: "alice" });
    await emulator().ok("user/refreshToken", { accid: "alice" });
  });

  test("blocking twice passes, or is a repeated operation", async () => {
    await emulator().accounts("alice");
    await emulator().ok("user/unblock", { accid: "alice" });
    await emulator().set({ sameStateBlock: 417 });
    expect(await emulator().call("user/unblock", { accid: "alice" })).toMatchObject({ code: 417 });
  });
});

test.each([
  ["user/update", { token: "t" }],
  ["user/refreshToken", {}],
  ["user/block", {}],
  ["user/unblock", {}],
  ["user/mute", { mute: true }],
  ["user/muteModule", { muteP2P: true }],
  ["user/setDonnop", { donnopOpen: true }],
  ["user/updateUinfo", { name: "A" }],
])("%s of an unknown account", async (call, params) => {
  expect(await emulator().call(call, { accid: "Ghost", ...params })).toEqual({ code: 414, desc: "ghost not register" });
});
