import { useEmulator } from "./harness";

const emulator = useEmulator();

const base = { tname: "Crew", owner: "owner", members: ["ann"], msg: "hi", magree: 0, joinmode: 0 };

beforeEach(() => emulator().accounts("owner", "ann", "ben", "cid"));

async function stored(tid: string) {
  return (await emulator().state()).teams[tid];
}

describe("team/create", () => {
  test("answers the id as text; reads show a number", async () => {
    const body = await emulator().call("team/create", base);
    expect(body).toEqual({ code: 200, tid: expect.stringMatching(/^\d{10,11}$/) });
    const { tinfos } = await emulator().ok("team/query", { tids: [body.tid], ope: 0 });
    expect(tinfos).toEqual([
      {
        tid: Number(body.tid),
        tname: "Crew",
        owner: "owner",
        joinmode: 0,
        beinvitemode: 0,
        invitemode: 0,
        uptinfomode: 0,
        upcustommode: 0,
        maxusers: 200,
        size: 2,
        muteType: 0,
        mute: false,
        isNotifyCloseOnline: 0,
        isNotifyClosePersistent: 0,
        createtime: expect.any(Number),
        updatetime: expect.any(Number),
      },
    ]);
  });

  test("every field reads back", async () => {
    const fields = { announcement: "a", intro: "i", custom: "c", icon: "u" };
    const modes = { joinmode: 2, beinvitemode: 1, invitemode: 1, uptinfomode: 1, upcustommode: 1 };
    const more = { teamMemberLimit: 5, isNotifyCloseOnline: 1, isNotifyClosePersistent: 1, attach: "x" };
    const { tid } = await emulator().ok("team/create", { ...base, ...fields, ...modes, ...more });
    const { tinfo } = await emulator().ok("team/queryDetail", { tid });
    expect(tinfo).toMatchObject({
      ...fields,
      ...modes,
      maxusers: 5,
      isNotifyCloseOnline: 1,
      isNotifyClosePersistent: 1,
    });
  });

  test.each([
    ["tname", undefined, "tname is empty"],
    ["tname", "n".repeat(65), "tname too long"],
    ["owner", undefined, "owner is empty"],
    ["members", undefined, "members is empty"],
    ["members", "ann", "bad members"],
    ["members", '["ann"', "bad members"],
    ["members", ["no such form"], "bad members"],
    ["members", ["ghost"], "bad members"],
    ["members", ["owner"], "bad members"],
    ["members", Array.from({ length: 201 }, (_, index) => `u${index}`), "bad members"],
    ["msg", undefined, "msg is empty"],
    ["msg", "m".repeat(151), "msg too long"],
    ["magree", undefined, "magree is empty"],
    ["magree", "2", "magree is invalid"],
    ["joinmode", undefined, "joinmode is empty"],
    ["joinmode", "3", "joinmode is invalid"],
    ["announcement", "a".repeat(1025), "announcement too long"],
    ["intro", "i".repeat(513), "intro too long"],
    ["custom", "c".repeat(1025), "custom too long"],
    ["icon", "i".repeat(1025), "icon too long"],
    ["attach", "a".repeat(513), "attach too long"],
    ["beinvitemode", "2", "beinvitemode is invalid"],
    ["teamMemberLimit", "1", "teamMemberLimit is invalid"],
    ["teamMemberLimit", "201", "teamMemberLimit is invalid"],
    ["owner", "ghost", "ghost not register"],
  ])("refuses %s %j", async (field, value, desc) => {
    const { [field as "tname"]: _, ...rest } = base;
    const params = value === undefined ? rest : { ...rest, [field]: value };
    expect(await emulator().call("team/create", params)).toEqual({ code: 414, desc });
    expect((await emulator().state()).teams).toEqual({});
  });

  test("members and owner together fit the limit", async () => {
    const two = { ...base, members: ["ann", "ben"] };
    expect(await emulator().call("team/create", { ...two, teamMemberLimit: 2 })).toMatchObject({ code: 801 });
    expect(await emulator().call("team/create", { ...two, teamMemberLimit: 3 })).toMatchObject({ code: 200 });
  });

  test("somebody in too many teams lands in faccid", async () => {
    await emulator().team("ben", ["ann"]);
    await emulator().set({ joinedTeamLimit: 1 });
    const body = await emulator().ok("team/create", { ...base, owner: "owner", members: ["ann", "cid"] });
    expect(body.faccid).toEqual({ accid: ["ann"], msg: expect.any(String) });
    expect(Object.keys((await stored(body.tid)).members)).toEqual(["owner", "cid"]);
  });

  test("somebody unknown lands in faccid where the setting says so", async () => {
    await emulator().set({ unknownInvitee: "faccid" });
    const body = await emulator().ok("team/create", { ...base, members: ["ann", "ghost"] });
    expect(body.faccid.accid).toEqual(["ghost"]);
  });

  test("one account may own so many teams", async () => {
    await emulator().set({ createdTeamLimit: 1 });
    await emulator().ok("team/create", base);
    expect(await emulator().call("team/create", base)).toMatchObject({ code: 806 });
    expect(await emulator().call("team/create", { ...base, owner: "ben" })).toMatchObject({ code: 200 });
  });

  test("a name that the content filter knows", async () => {
    await emulator().set({ antispamWord: "spam" });
    const body = await emulator().call("team/create", { ...base, tname: "no spam here" });
    expect(body).toEqual({ code: 403, desc: "antispam : team name" });
  });

  test("ids rise and are not used again", async () => {
    const first = await emulator().team("owner", []);
    await emulator().ok("team/remove", { tid: first, owner: "owner" });
    expect(Number(await emulator().team("owner", []))).toBeGreaterThan(Number(first));
  });
});

describe("team/update", () => {
  test("omitted stays, empty clears", async () => {
    const tid = await emulator().team("owner", [], { intro: "i", custom: "c" });
    expect(await emulator().call("team/update", { tid, owner: "owner", custom: "", joinmode: 1 })).toEqual({
      code: 200,
    });
    expect(await stored(tid)).toMatchObject({ tname: "Crew", intro: "i", custom: "", joinmode: 1 });
    const { tinfo } = await emulator().ok("team/queryDetail", { tid });
    expect(tinfo).not.toHaveProperty("custom");
  });

  test("an empty name is refused", async () => {
    const tid = await emulator().team("owner", []);
    const body = await emulator().call("team/update", { tid, owner: "owner", tname: "" });
    expect(body).toEqual({ code: 414, desc: "tname is empty" });
  });

  test("empty is ignored where the setting says so", async () => {
    await emulator().set({ teamEmptyStringClears: false, emptyNameInUpdate: "ignore" });
    const tid = await emulator().team("owner", [], { intro: "i" });
    await emulator().ok("team/update", { tid, owner: "owner", tname: "", intro: "" });
    expect(await stored(tid)).toMatchObject({ tname: "Crew", intro: "i" });
  });

  test("owner and managers may, ordinary members only with uptinfomode 1", async () => {
    const tid = await emulator().team("owner", ["ann", "ben"]);
    await emulator().ok("team/addManager", { tid, owner: "owner", members: ["ann"] });
    const refused = { code: 403, desc: "no permission" };
    expect(await emulator().call("team/update", { tid, owner: "ann", intro: "1" })).toEqual({ code: 200 });
    expect(await emulator().call("team/update", { tid, owner: "ben", intro: "2" })).toEqual(refused);
    expect(await emulator().call("team/update", { tid, owner: "cid", intro: "2" })).toEqual(refused);
    await emulator().ok("team/update", { tid, owner: "owner", uptinfomode: 1 });
    expect(await emulator().call("team/update", { tid, owner: "ben", intro: "3" })).toEqual({ code: 200 });
    await emulator().set({ teamUpdateRight: "owner" });
    expect(await emulator().call("team/update", { tid, owner: "ann", intro: "4" })).toEqual(refused);
  });

  test("the limit cannot go below the people", async () => {
    const tid = await emulator().team("owner", ["ann", "ben"]);
    const update = { tid, owner: "owner", teamMemberLimit: 2 };
    expect(await emulator().call("team/update", update)).toMatchObject({ code: 414 });
    await emulator().set({ memberLimitBelowSize: 801 });
    expect(await emulator().call("team/update", update)).toMatchObject({ code: 801 });
    await emulator().ok("team/update", { ...update, teamMemberLimit: 3 });
    expect((await stored(tid)).maxusers).toBe(3);
  });
});

describe("team/changeOwner", () => {
  test.each([
    [1, ["ann"]],
    [2, ["owner", "ann"]],
  ])("with leave %i", async (leave, people) => {
    const tid = await emulator().team("owner", ["ann"]);
    await emulator().ok("team/addManager", { tid, owner: "owner", members: ["ann"] });
    expect(await emulator().call("team/changeOwner", { tid, owner: "owner", newowner: "ann", leave })).toEqual({
      code: 200,
    });
    const team = await stored(tid);
    expect(team.owner).toBe("ann");
    expect(Object.keys(team.members)).toEqual(people);
    expect(team.members.ann.role).toBe("owner");
  });

  test("only the owner, only to a member, not to himself", async () => {
    const tid = await emulator().team("owner", ["ann"]);
    await emulator().ok("team/add", { tid, owner: "owner", members: ["ben"], magree: 1, msg: "hi" });
    const change = { tid, owner: "owner", newowner: "ann", leave: 2 };
    expect(await emulator().call("team/changeOwner", { ...change, owner: "ann" })).toMatchObject({ code: 403 });
    expect(await emulator().call("team/changeOwner", { ...change, newowner: "ben" })).toMatchObject({ code: 414 });
    expect(await emulator().call("team/changeOwner", { ...change, newowner: "cid" })).toMatchObject({ code: 414 });
    expect(await emulator().call("team/changeOwner", { ...change, newowner: "owner" })).toMatchObject({ code: 414 });
    expect(await emulator().call("team/changeOwner", { ...change, leave: 3 })).toMatchObject({
      desc: "leave is invalid",
    });
  });
});

describe("team/remove", () => {
  test("only the owner; afterwards the team is gone for good", async () => {
    const tid = await emulator().team("owner", ["ann"]);
    await emulator().ok("team/addManager", { tid, owner: "owner", members: ["ann"] });
    expect(await emulator().call("team/remove", { tid, owner: "ann" })).toMatchObject({ code: 403 });
    expect(await emulator().call("team/remove", { tid, owner: "owner" })).toEqual({ code: 200 });
    const gone = { code: 803, desc: "team not exist" };
    expect(await emulator().call("team/remove", { tid, owner: "owner" })).toEqual(gone);
    expect(await emulator().call("team/queryDetail", { tid })).toEqual(gone);
    expect(await emulator().call("team/update", { tid, owner: "owner", intro: "x" })).toEqual(gone);
    await emulator().set({ unknownTeam: 404 });
    expect(await emulator().call("team/queryDetail", { tid })).toMatchObject({ code: 404 });
  });
});

describe("reading", () => {
  test("query lists admins and ordinary members, and the owner in neither", async () => {
    const tid = await emulator().team("owner", ["ann", "ben"]);
    await emulator().ok("team/addManager", { tid, owner: "owner", members: ["ann"] });
    const { tinfos } = await emulator().ok("team/query", { tids: [Number(tid)], ope: 1 });
    expect(tinfos[0]).toMatchObject({ owner: "owner", admins: ["ann"], members: ["ben"], size: 3 });
  });

  test("queryDetail shows people as objects", async () => {
    const tid = await emulator().team("owner", ["ann", "ben"]);
    await emulator().ok("team/addManager", { tid, owner: "owner", members: ["ann"] });
    await emulator().ok("team/updateTeamNick", { tid, owner: "owner", accid: "ben", nick: "Benny", custom: "c" });
    const { tinfo } = await emulator().ok("team/queryDetail", { tid });
    const times = { createtime: expect.any(Number), updatetime: expect.any(Number) };
    expect(tinfo.owner).toEqual({ accid: "owner", mute: false, ...times });
    expect(tinfo.admins).toEqual([{ accid: "ann", mute: false, ...times }]);
    expect(tinfo.members).toEqual([{ accid: "ben", nick: "Benny", custom: "c", mute: false, ...times }]);
  });

  test("an unknown team fails the query unless it is to be ignored", async () => {
    const tid = await emulator().team("owner", []);
    const query = { tids: [tid, "5"], ope: 0 };
    expect(await emulator().call("team/query", query)).toEqual({ code: 803, desc: "team not exist" });
    const { tinfos, invalidTids } = await emulator().ok("team/query", { ...query, ignoreInvalid: true });
    expect(tinfos).toHaveLength(1);
    expect(invalidTids).toEqual([5]);
  });

  test("at most thirty teams at once", async () => {
    const tids = Array.from({ length: 31 }, (_, index) => index + 1);
    expect(await emulator().call("team/query", { tids, ope: 0, ignoreInvalid: true })).toMatchObject({ code: 414 });
    await emulator().ok("team/query", { tids: tids.slice(1), ope: 0, ignoreInvalid: true });
  });

  test("joinTeams lists the teams of one account", async () => {
    expect(await emulator().call("team/joinTeams", { accid: "ann" })).toEqual({ code: 200, count: 0 });
    const tid = await emulator().team("owner", ["ann"], { custom: "c" });
    expect(await emulator().call("team/joinTeams", { accid: "ann" })).toEqual({
      code: 200,
      count: 1,
      infos: [{ owner: "owner", tname: "Crew", maxusers: 200, tid: Number(tid), size: 2, custom: "c" }],
    });
    expect(await emulator().call("team/joinTeams", { accid: "ghost" })).toMatchObject({ code: 414 });
    await emulator().set({ unknownAccountInJoinTeams: "empty", emptyJoinTeams: "empty" });
    expect(await emulator().call("team/joinTeams", { accid: "ghost" })).toEqual({ code: 200, count: 0, infos: [] });
  });

  test("listMemberInfo shows the notice switch", async () => {
    const tid = await emulator().team("owner", ["ann"]);
    expect(await emulator().call("team/muteTeam", { tid, accid: "ann", ope: 1 })).toEqual({ code: 200 });
    const { data } = await emulator().ok("team/listMemberInfo", { accid: "ann" });
    expect(data).toMatchObject([{ tid: Number(tid), accid: "ann", mute: false, pushEnable: false }]);
    await emulator().ok("team/muteTeam", { tid, accid: "ann", ope: 2 });
    expect((await stored(tid)).members.ann.pushEnable).toBe(true);
    expect(await emulator().call("team/muteTeam", { tid, accid: "ben", ope: 1 })).toMatchObject({ code: 414 });
    expect(await emulator().call("team/muteTeam", { tid, accid: "ann", ope: 3 })).toMatchObject({ code: 414 });
  });

  test("listOnlineUsers is empty, and a feature", async () => {
    const tid = await emulator().team("owner", []);
    expect(await emulator().call("team/listOnlineUsers", { tid })).toEqual({
      code: 200,
      data: { count: 0, status: {} },
    });
    await emulator().set({ onlineCountFeature: false });
    expect(await emulator().call("team/listOnlineUsers", { tid })).toMatchObject({ code: 403 });
  });
});
