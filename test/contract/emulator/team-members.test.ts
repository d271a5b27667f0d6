import { useEmulator } from "./harness";

const emulator = useEmulator();

beforeEach(() => emulator().accounts("owner", "ann", "ben", "cid"));

async function roles(tid: string): Promise<Record<string, string>> {
  const { members } = (await emulator().state()).teams[tid];
  return Object.fromEntries(Object.entries<{ role: string }>(members).map(([accid, { role }]) => [accid, role]));
}

const invite = { owner: "owner", magree: 0, msg: "hi" };

describe("team/add", () => {
  test("adds, and ignores who is there", async () => {
    const tid = await emulator().team("owner", ["ann"]);
    expect(await emulator().call("team/add", { tid, ...invite, members: ["ANN", "ben"] })).toEqual({ code: 200 });
    expect(await roles(tid)).toEqual({ owner: "owner", ann: "member", ben: "member" });
    await emulator().set({ presentMember: 809 });
    expect(await emulator().call("team/add", { tid, ...invite, members: ["ann", "cid"] })).toMatchObject({ code: 809 });
    expect(await roles(tid)).not.toHaveProperty("cid");
  });

  test.each([
    [{ members: [] }, "bad members"],
    [{ members: Array.from({ length: 201 }, (_, index) => `u${index}`) }, "bad members"],
    [{ members: ["ghost"] }, "bad members"],
    [{ members: "ben" }, "bad members"],
    [{ msg: "" }, "msg is empty"],
    [{ magree: "" }, "magree is empty"],
    [{ owner: "ghost" }, "ghost not register"],
  ])("refuses %j", async (change, desc) => {
    const tid = await emulator().team("owner", []);
    expect(await emulator().call("team/add", { tid, ...invite, members: ["ben"], ...change })).toEqual({
      code: 414,
      desc,
    });
  });

  test("a full team takes nobody", async () => {
    const tid = await emulator().team("owner", ["ann"], { teamMemberLimit: 3 });
    const add = { tid, ...invite, members: ["ben", "cid"] };
    expect(await emulator().call("team/add", add)).toMatchObject({ code: 801 });
    expect(await roles(tid)).toEqual({ owner: "owner", ann: "member" });
    await emulator().ok("team/add", { ...add, members: ["ben"] });
  });

  test("managers invite; ordinary members with invitemode 1; outsiders never", async () => {
    const tid = await emulator().team("owner", ["ann"]);
    const add = { tid, ...invite, members: ["ben"] };
    expect(await emulator().call("team/add", { ...add, owner: "ann" })).toMatchObject({ code: 403 });
    await emulator().ok("team/update", { tid, owner: "owner", invitemode: 1 });
    expect(await emulator().call("team/add", { ...add, owner: "cid" })).toMatchObject({ code: 403 });
    await emulator().ok("team/add", { ...add, owner: "ann" });
    await emulator().ok("team/update", { tid, owner: "owner", invitemode: 0 });
    await emulator().ok("team/addManager", { tid, owner: "owner", members: ["ann"] });
    await emulator().ok("team/add", { ...add, owner: "ann", members: ["cid"] });
  });

  test("whoever is in too many teams lands in faccid", async () => {
    await emulator().team("cid", ["ann"]);
    const tid = await emulator().team("owner", []);
    await emulator().set({ joinedTeamLimit: 1 });
    const body = await emulator().ok("team/add", { tid, ...invite, members: ["ann", "ben"] });
    expect(body.faccid.accid).toEqual(["ann"]);
    expect(await roles(tid)).toEqual({ owner: "owner", ben: "member" });
  });

  test("with magree 1 the invited wait until they accept", async () => {
    const tid = await emulator().team("owner", ["ann"]);
    expect(await emulator().call("team/add", { tid, ...invite, magree: 1, members: ["ben"] })).toEqual({ code: 200 });
    expect((await emulator().state()).teams[tid].pending).toEqual(["ben"]);
    const naming = await emulator().call("team/addManager", { tid, owner: "owner", members: ["ben"] });
    expect(naming).toEqual({ code: 414, desc: "ben not in team" });
    expect(await emulator().call("team/joinTeams", { accid: "ben" })).toMatchObject({ count: 0 });

    const accept = { vendor: "commsease", tid: Number(tid), accid: "ben" };
    expect((await emulator().control("POST", "accept", accept)).body).toEqual({ code: 200 });
    expect((await emulator().state()).teams[tid].pending).toEqual([]);
    expect(await roles(tid)).toMatchObject({ ben: "member" });
    expect((await emulator().control("POST", "accept", accept)).body).toMatchObject({ code: 414 });
  });

  test("create with magree 1 makes a team of its owner", async () => {
    const tid = await emulator().team("owner", ["ann", "ben"], { magree: 1 });
    expect(await roles(tid)).toEqual({ owner: "owner" });
    expect((await emulator().state()).teams[tid].pending).toEqual(["ann", "ben"]);
  });
});

describe("team/kick", () => {
  test("one or many; member wins over members", async () => {
    const tid = await emulator().team("owner", ["ann", "ben", "cid"]);
    const both = { tid, owner: "owner", member: "ann", members: ["ben"] };
    expect(await emulator().call("team/kick", both)).toEqual({ code: 200 });
    expect(await roles(tid)).toEqual({ owner: "owner", ben: "member", cid: "member" });
    await emulator().ok("team/kick", { tid, owner: "owner", members: ["ben", "cid"] });
    expect(await roles(tid)).toEqual({ owner: "owner" });
  });

  test("never the owner, never oneself, and somebody must be named", async () => {
    const tid = await emulator().team("owner", ["ann", "ben"]);
    await emulator().ok("team/addManager", { tid, owner: "owner", members: ["ann"] });
    expect(await emulator().call("team/kick", { tid, owner: "ann", member: "owner" })).toMatchObject({ code: 403 });
    expect(await emulator().call("team/kick", { tid, owner: "ann", member: "ann" })).toMatchObject({ code: 403 });
    expect(await emulator().call("team/kick", { tid, owner: "ben", member: "ann" })).toMatchObject({ code: 403 });
    expect(await emulator().call("team/kick", { tid, owner: "owner" })).toEqual({ code: 414, desc: "member is empty" });
    expect(Object.keys(await roles(tid))).toHaveLength(3);
  });

  test("a manager does not kick a manager", async () => {
    const tid = await emulator().team("owner", ["ann", "ben"]);
    await emulator().ok("team/addManager", { tid, owner: "owner", members: ["ann", "ben"] });
    expect(await emulator().call("team/kick", { tid, owner: "ann", member: "ben" })).toMatchObject({ code: 403 });
    await emulator().set({ managerKicksManager: "allow" });
    await emulator().ok("team/kick", { tid, owner: "ann", member: "ben" });
  });

  test("whoever is not in the team", async () => {
    const tid = await emulator().team("owner", ["ann"]);
    const kick = { tid, owner: "owner", members: ["ben"] };
    expect((await emulator().ok("team/kick", kick)).faccid.accid).toEqual(["ben"]);
    await emulator().set({ kickNonMember: "ignore" });
    expect(await emulator().call("team/kick", kick)).toEqual({ code: 200 });
    await emulator().set({ kickNonMember: "fail", notTeamMember: 804 });
    expect(await emulator().call("team/kick", { ...kick, members: ["ann", "ben"] })).toMatchObject({ code: 804 });
    expect(await roles(tid)).toHaveProperty("ann");
  });
});

describe("team/leave", () => {
  test("members may, the owner may not", async () => {
    const tid = await emulator().team("owner", ["ann"]);
    expect(await emulator().call("team/leave", { tid, accid: "owner" })).toMatchObject({ code: 403 });
    expect(await emulator().call("team/leave", { tid, accid: "ben" })).toMatchObject({ code: 414 });
    expect(await emulator().call("team/leave", { tid, accid: "ann" })).toEqual({ code: 200 });
    expect(await roles(tid)).toEqual({ owner: "owner" });
  });
});

describe("managers", () => {
  test("come and go by the owner's word", async () => {
    const tid = await emulator().team("owner", ["ann", "ben"]);
    expect(await emulator().call("team/addManager", { tid, owner: "owner", members: ["ann", "ben"] })).toEqual({
      code: 200,
    });
    expect(await roles(tid)).toMatchObject({ ann: "manager", ben: "manager" });
    expect(await emulator().call("team/removeManager", { tid, owner: "ann", members: ["ben"] })).toMatchObject({
      code: 403,
    });
    expect(await emulator().call("team/removeManager", { tid, owner: "owner", members: ["ben"] })).toEqual({
      code: 200,
    });
    expect(await roles(tid)).toMatchObject({ ann: "manager", ben: "member" });
  });

  test.each([[["owner"]], [["cid"]], [[]], [Array.from({ length: 11 }, (_, index) => `u${index}`)]])(
    "cannot be %j",
    async (members) => {
      const tid = await emulator().team("owner", ["ann"]);
      expect(await emulator().call("team/addManager", { tid, owner: "owner", members })).toMatchObject({ code: 414 });
      expect(await roles(tid)).toEqual({ owner: "owner", ann: "member" });
    },
  );

  test("twice passes, or is a repeated operation", async () => {
    const tid = await emulator().team("owner", ["ann"]);
    const add = { tid, owner: "owner", members: ["ann"] };
    await emulator().ok("team/addManager", add);
    await emulator().ok("team/addManager", add);
    await emulator().set({ sameStateManager: 417 });
    expect(await emulator().call("team/addManager", add)).toMatchObject({ code: 417 });
  });

  test("a manager who leaves and comes back is an ordinary member", async () => {
    const tid = await emulator().team("owner", ["ann"]);
    await emulator().ok("team/addManager", { tid, owner: "owner", members: ["ann"] });
    await emulator().ok("team/leave", { tid, accid: "ann" });
    await emulator().ok("team/add", { tid, ...invite, members: ["ann"] });
    expect(await roles(tid)).toMatchObject({ ann: "member" });
  });
});

describe("nick, custom and mutes", () => {
  test("updateTeamNick: characters for the nick, bytes for the extension", async () => {
    const tid = await emulator().team("owner", ["ann"]);
    const update = { tid, owner: "owner", accid: "ann" };
    await emulator().ok("team/updateTeamNick", { ...update, nick: "é".repeat(32), custom: "x" });
    await emulator().ok("team/updateTeamNick", { ...update, custom: "" });
    expect((await emulator().state()).teams[tid].members.ann).toMatchObject({ nick: "é".repeat(32), custom: "" });
    expect(await emulator().call("team/updateTeamNick", { ...update, nick: "n".repeat(33) })).toMatchObject({
      code: 414,
    });
    expect(await emulator().call("team/updateTeamNick", { ...update, custom: "é".repeat(513) })).toMatchObject({
      code: 414,
    });
    expect(await emulator().call("team/updateTeamNick", { ...update, accid: "ben" })).toMatchObject({ code: 414 });
  });

  test("only the owner administers, or managers too by the setting", async () => {
    const tid = await emulator().team("owner", ["ann", "ben"]);
    await emulator().ok("team/addManager", { tid, owner: "owner", members: ["ann"] });
    const calls: [string, object][] = [
      ["team/updateTeamNick", { accid: "ben", nick: "B" }],
      ["team/muteTlist", { accid: "ben", mute: 1 }],
      ["team/muteTlistAll", { muteType: 1 }],
      ["team/listTeamMute", {}],
    ];
    for (const [call, params] of calls) {
      expect(await emulator().call(call, { tid, owner: "ann", ...params })).toMatchObject({ code: 403 });
    }
    await emulator().set({ teamAdministerRight: "managers" });
    for (const [call, params] of calls) await emulator().ok(call, { tid, owner: "ann", ...params });
  });

  test("muteTlist and its list", async () => {
    const tid = await emulator().team("owner", ["ann"]);
    expect(await emulator().call("team/muteTlist", { tid, owner: "owner", accid: "ann", mute: 1 })).toEqual({
      code: 200,
    });
    const { mutes } = await emulator().ok("team/listTeamMute", { tid, owner: "owner" });
    expect(mutes).toMatchObject([{ accid: "ann", tid: Number(tid) }]);
    expect((await emulator().ok("team/queryDetail", { tid })).tinfo.members[0].mute).toBe(true);
    await emulator().ok("team/muteTlist", { tid, owner: "owner", accid: "ann", mute: 0 });
    expect((await emulator().ok("team/listTeamMute", { tid, owner: "owner" })).mutes).toEqual([]);
    const wrong = await emulator().call("team/muteTlist", { tid, owner: "owner", accid: "ann", mute: true });
    expect(wrong).toEqual({ code: 414, desc: "mute not number" });
  });

  test("muteTlistAll: mute wins over muteType, one is needed", async () => {
    const tid = await emulator().team("owner", []);
    const all = { tid, owner: "owner" };
    expect(await emulator().call("team/muteTlistAll", { ...all, muteType: 3 })).toEqual({ code: 200 });
    expect((await emulator().ok("team/queryDetail", { tid })).tinfo).toMatchObject({ muteType: 3, mute: true });
    await emulator().ok("team/muteTlistAll", { ...all, mute: false, muteType: 3 });
    expect((await emulator().ok("team/queryDetail", { tid })).tinfo).toMatchObject({ muteType: 0, mute: false });
    expect(await emulator().call("team/muteTlistAll", all)).toEqual({ code: 414, desc: "mute is empty" });
    expect(await emulator().call("team/muteTlistAll", { ...all, muteType: 2 })).toMatchObject({ code: 414 });
  });
});

test.each([
  ["team/add", { ...invite, members: ["ann"] }],
  ["team/kick", { owner: "owner", member: "ann" }],
  ["team/leave", { accid: "ann" }],
  ["team/remove", { owner: "owner" }],
  ["team/update", { owner: "owner" }],
  ["team/queryDetail", {}],
  ["team/changeOwner", { owner: "owner", newowner: "ann", leave: 1 }],
  ["team/addManager", { owner: "owner", members: ["ann"] }],
  ["team/removeManager", { owner: "owner", members: ["ann"] }],
  ["team/updateTeamNick", { owner: "owner", accid: "ann" }],
  ["team/muteTeam", { accid: "ann", ope: 1 }],
  ["team/muteTlist", { owner: "owner", accid: "ann", mute: 1 }],
  ["team/muteTlistAll", { owner: "owner", mute: true }],
  ["team/listTeamMute", { owner: "owner" }],
  ["team/listOnlineUsers", {}],
])("%s of a team that does not exist", async (call, params) => {
  expect(await emulator().call(call, { tid: "18500009999", ...params })).toEqual({ code: 803, desc: "team not exist" });
  expect(await emulator().call(call, params)).toEqual({ code: 414, desc: "tid is empty" });
});
