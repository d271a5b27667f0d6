import type { Settled } from "../../../provider/resource/lifecycle";
import { type Cloud, failureOf, team, useCloud, useWarnings } from "./harness";

const cloud = useCloud("--rate-limit", "off");
const warnings = useWarnings();

const ops = { tname: "Ops", owner: "owner" };

/** `n` ids and their accounts. */
const people = (n: number, prefix?: string) => cloud().crowd(n, prefix);

/** A team as the stack holds it, in a run before the one under test. */
const made = (inputs: object) => cloud().createdEarlier(team, { ...ops, ...inputs });

/** The members that the calls of this name carried, call by call. */
async function membersSent(call: string): Promise<string[][]> {
  return (await cloud().log(call)).map(({ params }) => JSON.parse(params.members ?? "[]"));
}

async function memberCalls(): Promise<string[]> {
  const calls = (await cloud().log()).map(({ call }) => call);
  return calls.filter((call) => /^team\/(add|kick|addManager|removeManager|changeOwner)$/.test(call));
}

function invite(accid: string, tid: string): Promise<unknown> {
  return cloud().byHand("team/add", { tid, owner: "owner", members: [accid], magree: 0, msg: "m" });
}

beforeEach(() => cloud().accounts("owner", "ann", "ben", "cid", "dan", "eve"));

describe("one change", () => {
  test("adds, promotes, hands over, demotes and removes, in this order", async () => {
    const before = await made({ members: { ann: {}, ben: { manager: true }, cid: {} } });
    const members = { owner: { manager: true }, ben: {}, dan: { manager: true }, eve: {} };
    const { state, failure } = await cloud().update(team, before, { ...ops, owner: "ann", members });
    expect(failure).toBeUndefined();
    expect(await cloud().roles(before.id)).toEqual({
      ann: "owner",
      owner: "manager",
      ben: "member",
      dan: "manager",
      eve: "member",
    });
    expect(state).toMatchObject({
      owner: "ann",
      members: { owner: { manager: true }, ben: {}, dan: { manager: true }, eve: {} },
    });
    expect(await memberCalls()).toEqual([
      "team/add",
      "team/addManager",
      "team/changeOwner",
      "team/addManager",
      "team/removeManager",
      "team/kick",
    ]);
  });

  test.each(["team/add", "team/addManager", "team/changeOwner", "team/removeManager", "team/kick"])(
    "of all kinds arrives the same where %s lost its answer",
    async (call) => {
      const before = await made({ members: { ann: {}, ben: { manager: true }, cid: {} } });
      const members = { owner: {}, ben: {}, dan: { manager: true } };
      await cloud().inject(call, { kind: "drop-after" });
      const { state, failure } = await cloud().update(team, before, { ...ops, owner: "ann", members });
      expect(failure).toBeUndefined();
      expect(await cloud().roles(before.id)).toEqual({ ann: "owner", owner: "member", ben: "member", dan: "manager" });
      expect(state.members).toEqual({ owner: {}, ben: {}, dan: { manager: true } });
      expect(await cloud().sent(call)).toBe(1);
    },
  );

  test("keeps of a failure what was applied, and the next run does the rest", async () => {
    const before = await made({ members: ["ann", "ben"] });
    const inputs = { ...ops, owner: "ann", members: ["cid"], intro: "new" };
    await cloud().inject("team/changeOwner", { kind: "code", value: 403, times: 1000 });
    const half = await cloud().update(team, before, inputs);
    expect(half).toMatchObject({ id: before.id, failure: { code: "IM_REFUSED", facts: { call: "team/changeOwner" } } });
    expect(half.state).toMatchObject({ owner: "owner", intro: "new", members: { ann: {}, ben: {}, cid: {} } });
    expect(await cloud().roles(before.id)).toEqual({ owner: "owner", ann: "member", ben: "member", cid: "member" });

    await cloud().clearFaults();
    await cloud().newRun();
    const { state, failure } = await cloud().update(team, half, inputs);
    expect(failure).toBeUndefined();
    expect(state).toMatchObject({ owner: "ann", members: { cid: {} } });
    expect(await cloud().roles(before.id)).toEqual({ ann: "owner", cid: "member" });
    expect(await memberCalls()).toEqual(["team/changeOwner", "team/kick"]);
  });
});

describe("whoever was added by hand", () => {
  async function withStranger(): Promise<Settled> {
    const before = await made({ members: ["ann", "ben"] });
    await invite("eve", before.id);
    return before;
  }

  test("stays at first, is warned of, is shown by a refresh, and goes then", async () => {
    const before = await withStranger();
    const inputs = { ...ops, members: ["ann"] };

    const after = await cloud().update(team, before, inputs);
    expect(await cloud().roles(before.id)).toEqual({ owner: "owner", ann: "member", eve: "member" });
    expect(after.state.members).toEqual({ ann: {} });
    expect(warnings().join("")).toMatch(/neither declared nor in the state: "eve"\. They stay\. `pulumi refresh`/);

    const refreshed = await cloud().read(team, after);
    expect(refreshed?.inputs.members).toEqual({ ann: {}, eve: {} });

    const { state } = await cloud().update(team, { id: before.id, state: refreshed?.state ?? {} }, inputs);
    expect(await cloud().roles(before.id)).toEqual({ owner: "owner", ann: "member" });
    expect(state.members).toEqual({ ann: {} });
    expect(await membersSent("team/kick")).toEqual([["ben"], ["eve"]]);
  });

  test("is not known to the state of a change that failed before it came to members", async () => {
    const before = await withStranger();
    const inputs = { ...ops, members: ["ann", "ben"], tname: "Ops 2" };
    await cloud().inject("team/update", { kind: "code", value: 403, times: 1 });
    const half = await cloud().update(team, before, inputs);
    expect(half).toMatchObject({ failure: { code: "IM_REFUSED" }, state: { tname: "Ops" } });
    expect(half.state.members).toEqual({ ann: {}, ben: {} });

    await cloud().update(team, half, inputs);
    expect(Object.keys(await cloud().roles(before.id))).toContain("eve");
    expect(await memberCalls()).toEqual([]);
  });

  test("stays where a call in the same change lost its answer", async () => {
    const before = await withStranger();
    await cloud().inject("team/kick", { kind: "drop-after" });
    const { state } = await cloud().update(team, before, { ...ops, members: ["ann"] });
    expect(await cloud().roles(before.id)).toEqual({ owner: "owner", ann: "member", eve: "member" });
    expect(state.members).toEqual({ ann: {} });
    expect(await membersSent("team/kick")).toEqual([["ben"]]);
  });

  test("and made owner by hand gives the team back, and stays", async () => {
    const before = await withStranger();
    await cloud().byHand("team/changeOwner", { tid: before.id, owner: "owner", newowner: "eve", leave: 1 });
    const { state } = await cloud().update(team, before, { ...ops, members: ["ann", "ben"] });
    expect(await cloud().roles(before.id)).toEqual({ owner: "owner", ann: "member", ben: "member", eve: "member" });
    expect(state).toMatchObject({ owner: "owner" });
    expect(state.members).toEqual({ ann: {}, ben: {} });
  });

  test("and declared in the end is no stranger", async () => {
    const before = await withStranger();
    const { state } = await cloud().update(team, before, {
      ...ops,
      members: { ann: {}, ben: {}, eve: { manager: true } },
    });
    expect(await cloud().roles(before.id)).toMatchObject({ eve: "manager" });
    expect(state.members).toEqual({ ann: {}, ben: {}, eve: { manager: true } });
    expect(await memberCalls()).toEqual(["team/addManager"]);
  });
});

describe("members that are", () => {
  test("an empty map: everybody whom the state knows goes", async () => {
    const before = await made({ members: ["ann", "ben"] });
    const { state } = await cloud().update(team, before, { ...ops, members: {} });
    expect(await cloud().roles(before.id)).toEqual({ owner: "owner" });
    expect(state.members).toEqual({});
  });

  test("left out from the start: nobody is touched, whoever comes or goes", async () => {
    const before = await made({});
    await invite("eve", before.id);
    const after = await cloud().update(team, before, { ...ops, tname: "Ops 2" });
    expect(await cloud().roles(before.id)).toEqual({ owner: "owner", eve: "member" });
    expect(after.state).not.toHaveProperty("members");
    expect((await cloud().read(team, after))?.inputs).not.toHaveProperty("members");
    expect([await memberCalls(), warnings()]).toEqual([[], []]);
  });

  test("no longer declared at all: nobody is touched", async () => {
    const before = await made({ members: { ann: { manager: true }, ben: {} } });
    const { state } = await cloud().update(team, before, ops);
    expect(await cloud().roles(before.id)).toEqual({ owner: "owner", ann: "manager", ben: "member" });
    expect(state).not.toHaveProperty("members");
    expect(await memberCalls()).toEqual([]);
  });

  test("declared for the first time: those who are there stay until a refresh", async () => {
    const before = await made({});
    await invite("eve", before.id);
    const { state } = await cloud().update(team, before, { ...ops, members: ["ann"] });
    expect(await cloud().roles(before.id)).toEqual({ owner: "owner", ann: "member", eve: "member" });
    expect(state.members).toEqual({ ann: {} });
  });
});

describe("an additive membership", () => {
  const additive = { ...ops, membership: "additive" };

  test("neither removes nor reads back nor changes whom it does not name", async () => {
    const before = await made({ ...additive, members: ["ann", "ben"] });
    await invite("eve", before.id);
    await cloud().byHand("team/addManager", { tid: before.id, owner: "owner", members: ["eve"] });
    const read = await cloud().read(team, before);
    expect(read?.inputs.members).toEqual({ ann: {}, ben: {} });
    const { state } = await cloud().update(team, before, { ...additive, members: { ann: { manager: true } } });
    expect(await cloud().roles(before.id)).toEqual({ owner: "owner", ann: "manager", eve: "manager" });
    expect(state).toMatchObject({ membership: "additive", members: { ann: { manager: true } } });
    expect(await memberCalls()).toEqual(["team/addManager", "team/kick"]);
    expect(warnings()).toEqual([]);
  });

  test("reads back who of it has left", async () => {
    const before = await made({ ...additive, members: ["ann", "ben"] });
    await cloud().byHand("team/kick", { tid: before.id, owner: "owner", members: ["ben"] });
    expect((await cloud().read(team, before))?.inputs.members).toEqual({ ann: {} });
  });

  test("keeps the owner before in the team", async () => {
    const before = await made({ ...additive, members: ["ann"] });
    const { state } = await cloud().update(team, before, { ...additive, owner: "ann", members: [] });
    expect(await cloud().roles(before.id)).toEqual({ ann: "owner", owner: "member" });
    expect(state).toMatchObject({ owner: "ann", members: {} });
  });

  test("that becomes authoritative removes nobody before a refresh has shown him", async () => {
    const before = await made({ ...additive, members: ["ann"] });
    await invite("eve", before.id);
    const inputs = { ...ops, membership: "authoritative", members: ["ann"] };
    const after = await cloud().update(team, before, inputs);
    expect(warnings().join("")).toMatch(/neither declared nor in the state: "eve"\. They stay\./);
    expect(await memberCalls()).toEqual([]);
    const refreshed = await cloud().read(team, after);
    expect(refreshed?.inputs.members).toEqual({ ann: {}, eve: {} });
    await cloud().update(team, { id: before.id, state: refreshed?.state ?? {} }, inputs);
    expect(await membersSent("team/kick")).toEqual([["eve"]]);
  });

  test("that was authoritative removes who is known and no longer declared, and nobody else", async () => {
    const before = await made({ members: ["ann", "ben"] });
    await invite("eve", before.id);
    const { state } = await cloud().update(team, before, { ...additive, members: ["ann"] });
    expect(await membersSent("team/kick")).toEqual([["ben"]]);
    expect(state).toMatchObject({ membership: "additive", members: { ann: {} } });
    expect(warnings()).toEqual([]);
  });

  test("keeps its mode and its people of a change that failed at its start", async () => {
    const before = await made({ members: ["ann", "ben"] });
    await invite("eve", before.id);
    await cloud().inject("team/update", { kind: "code", value: 403, times: 1 });
    const half = await cloud().update(team, before, { ...additive, members: ["ann"], tname: "Ops 2" });
    expect(half.failure).toMatchObject({ code: "IM_REFUSED" });
    expect(half.state).toMatchObject({ membership: "additive", members: { ann: {}, ben: {} } });
  });

  test("of a team that another stack fills is destroyed with the team", async () => {
    const before = await made({ ...additive, members: ["ann"] });
    await invite("eve", before.id);
    await cloud().remove(team, before);
    expect(await cloud().tids()).toEqual([]);
  });
});

describe.each(["fail414", "faccid"])("accounts that do not exist, where the vendor answers %s,", (unknownInvitee) => {
  beforeEach(() => cloud().emulator.settings({ unknownInvitee }));

  test("are named, and everybody else is added", async () => {
    const before = await made({ members: ["ann"] });
    const inputs = { ...ops, members: ["ann", "nobody", "ben", "noone"] };
    const half = await cloud().update(team, before, inputs);
    expect(half.failure).toMatchObject({ code: "IM_PARTIAL", facts: { call: "team/add" } });
    expect(String(half.failure)).toMatch(/did not add nobody \(.+\), noone \(.+\)\. Everybody else was handled\./);
    expect(await cloud().roles(before.id)).toEqual({ owner: "owner", ann: "member", ben: "member" });
    expect(half.state.members).toEqual({ ann: {}, ben: {} });

    await cloud().accounts("nobody", "noone");
    const { failure } = await cloud().update(team, half, inputs);
    expect(failure).toBeUndefined();
    expect(Object.keys(await cloud().roles(before.id))).toHaveLength(5);
  });

  test("beside one in too many teams are named as well", async () => {
    const other = { tname: "Other", owner: "dan", members: ["ann"], msg: "m", magree: 0, joinmode: 0 };
    const before = await made({ members: [] });
    await cloud().byHand("team/create", other);
    await cloud().emulator.settings({ unknownInvitee, joinedTeamLimit: 1 });
    const half = await cloud().update(team, before, { ...ops, members: ["ann", "nobody", "ben"] });
    expect(String(half.failure)).toMatch(/ann \(team count exceed\)/);
    expect(String(half.failure)).toMatch(/nobody \(.+\)/);
    expect(half.state.members).toEqual({ ben: {} });
  });
});

test("a create that names an account that does not exist says which", async () => {
  const error = await failureOf(cloud().create(team, { ...ops, members: ["ann", "nobody"] }));
  expect(error).toMatchObject({ code: "IM_REFUSED", facts: { call: "team/create", vendorCode: 414 } });
  expect(error.message).toContain("No such account in this app: nobody.");
  expect(await cloud().tids()).toEqual([]);
});

describe("accounts in as many teams as they may be", () => {
  /** `ann` and `ben` are in one team, and nobody may be in two. */
  async function full(): Promise<void> {
    const other = { tname: "Other", owner: "dan", members: ["ann", "ben"], msg: "m", magree: 0, joinmode: 0 };
    await cloud().byHand("team/create", other);
    await cloud().emulator.settings({ joinedTeamLimit: 1 });
  }

  test("are named on create; everybody else is in, and the state knows who is not", async () => {
    await full();
    const inputs = { ...ops, members: { ann: {}, ben: {}, cid: { manager: true }, eve: {} }, muteType: 1 };
    const half = await cloud().create(team, inputs);
    const error = await failureOf(Promise.reject(half.failure));
    expect(error).toMatchObject({ code: "IM_PARTIAL", facts: { call: "team/add", object: half.id } });
    expect(error.message).toContain("did not add ann (team count exceed), ben (team count exceed). Everybody else");
    expect(await cloud().roles(half.id)).toEqual({ owner: "owner", cid: "manager", eve: "member" });
    expect(half.state.members).toEqual({ cid: { manager: true }, eve: {} });
    expect(await cloud().emulator.team(half.id)).toMatchObject({ muteType: 1 });

    await cloud().emulator.settings({ joinedTeamLimit: 1000 });
    const { state, failure } = await cloud().update(team, half, inputs);
    expect(failure).toBeUndefined();
    expect(state.members).toEqual(inputs.members);
    expect(await cloud().sent("team/create")).toBe(1);
  });

  test("are named on a change; everybody else comes and goes", async () => {
    const before = await made({ members: ["cid"] });
    await full();
    const half = await cloud().update(team, before, {
      ...ops,
      members: { ann: { manager: true }, eve: { manager: true } },
    });
    expect(half.failure).toMatchObject({ code: "IM_PARTIAL" });
    expect(String(half.failure)).toContain("did not add ann (team count exceed).");
    expect(await cloud().roles(before.id)).toEqual({ owner: "owner", eve: "manager" });
    expect(half.state.members).toEqual({ eve: { manager: true } });
  });

  test("do not keep another from becoming owner whose name begins the same", async () => {
    await cloud().accounts("an");
    const before = await made({ members: ["an"] });
    await full();
    const half = await cloud().update(team, before, { ...ops, owner: "an", members: ["ann", "owner"] });
    expect(half.failure).toMatchObject({ code: "IM_PARTIAL" });
    expect(await cloud().roles(before.id)).toEqual({ an: "owner", owner: "member" });
    expect(half.state).toMatchObject({ owner: "an" });
  });

  test("cannot become owner: the owner stays, and all else is done", async () => {
    const before = await made({ members: ["cid"] });
    await full();
    const half = await cloud().update(team, before, { ...ops, owner: "ann", members: ["eve"] });
    expect(half.failure).toMatchObject({ code: "IM_PARTIAL" });
    expect(half.state).toMatchObject({ owner: "owner", members: { eve: {} } });
    expect(await cloud().roles(before.id)).toEqual({ owner: "owner", eve: "member" });
  });
});

describe("the vendor's caps", () => {
  function expectRoles(cloud: Cloud, tid: string, members: string[]): Promise<void> {
    return expect(cloud.roles(tid)).resolves.toEqual({
      owner: "owner",
      ...Object.fromEntries(members.map((accid) => [accid, "member"])),
    });
  }

  test("199 members come with the create", async () => {
    const accids = await people(199);
    const { id, failure } = await cloud().create(team, { ...ops, members: accids });
    expect(failure).toBeUndefined();
    await expectRoles(cloud(), id, accids);
    expect(await memberCalls()).toEqual([]);
  });

  test("of 200 members one comes after the create", async () => {
    await cloud().emulator.settings({ teamSizeMaximum: 1000 });
    const accids = await people(200);
    const { id, failure } = await cloud().create(team, { ...ops, teamMemberLimit: 1000, members: accids });
    expect(failure).toBeUndefined();
    await expectRoles(cloud(), id, accids);
    expect(await membersSent("team/add")).toEqual([[accids[199]]]);
  });

  test.each([
    [200, [200]],
    [201, [200, 1]],
    [401, [200, 200, 1]],
  ])("%i are added, and removed, in calls of %j", async (count, sizes) => {
    await cloud().emulator.settings({ teamSizeMaximum: 1000 });
    const accids = await people(count);
    const before = await made({ teamMemberLimit: 1000, members: [] });
    const inputs = { ...ops, teamMemberLimit: 1000 };
    const after = await cloud().update(team, before, { ...inputs, members: accids });
    expect(after.failure).toBeUndefined();
    await expectRoles(cloud(), before.id, accids);
    expect((await membersSent("team/add")).map((members) => members.length)).toEqual(sizes);

    const { failure } = await cloud().update(team, after, { ...inputs, members: {} });
    expect(failure).toBeUndefined();
    await expectRoles(cloud(), before.id, []);
    expect((await membersSent("team/kick")).map((members) => members.length)).toEqual(sizes);
  });

  test("a lost answer in the second of three calls sends neither the first nor the second again", async () => {
    await cloud().emulator.settings({ teamSizeMaximum: 1000 });
    const accids = await people(401);
    const before = await made({ teamMemberLimit: 1000, members: [] });
    await cloud().inject("team/add", { kind: "drop-after", skip: 1 });
    const inputs = { ...ops, teamMemberLimit: 1000, members: accids };
    const { failure } = await cloud().update(team, before, inputs);
    expect(failure).toBeUndefined();
    await expectRoles(cloud(), before.id, accids);
    expect((await membersSent("team/add")).map((members) => members.length)).toEqual([200, 200, 1]);
  });

  test.each([
    [10, [10]],
    [11, [10, 1]],
  ])("%i managers are made, and unmade, in calls of %j", async (count, sizes) => {
    const accids = await people(count);
    const before = await made({ members: accids });
    const managers = Object.fromEntries(accids.map((accid) => [accid, { manager: true }]));
    const after = await cloud().update(team, before, { ...ops, members: managers });
    expect(Object.values(await cloud().roles(before.id)).filter((role) => role === "manager")).toHaveLength(count);
    expect((await membersSent("team/addManager")).map((members) => members.length)).toEqual(sizes);

    await cloud().update(team, after, { ...ops, members: accids });
    await expectRoles(cloud(), before.id, accids);
    expect((await membersSent("team/removeManager")).map((members) => members.length)).toEqual(sizes);
  });

  test("a full team lets one go before another comes", async () => {
    const before = await made({ teamMemberLimit: 3, members: ["ann", "ben"] });
    const { failure } = await cloud().update(team, before, { ...ops, teamMemberLimit: 3, members: ["ann", "cid"] });
    expect(failure).toBeUndefined();
    await expectRoles(cloud(), before.id, ["ann", "cid"]);
    expect(await memberCalls()).toEqual(["team/kick", "team/add"]);
  });

  test("a team that somebody added by hand has filled lets one go before another comes", async () => {
    const before = await made({ teamMemberLimit: 4, members: ["ann", "ben"] });
    await invite("eve", before.id);
    const { failure } = await cloud().update(team, before, { ...ops, teamMemberLimit: 4, members: ["ann", "cid"] });
    expect(failure).toBeUndefined();
    await expectRoles(cloud(), before.id, ["ann", "eve", "cid"]);
  });

  test("a limit is raised before people come, and lowered after they went", async () => {
    const before = await made({ teamMemberLimit: 3, members: ["ann", "ben"] });
    const inputs = { ...ops, teamMemberLimit: 5, members: ["ann", "ben", "cid", "dan"] };
    const grown = await cloud().update(team, before, inputs);
    expect(grown.failure).toBeUndefined();
    await expectRoles(cloud(), before.id, ["ann", "ben", "cid", "dan"]);
    const shrunk = await cloud().update(team, grown, { ...ops, teamMemberLimit: 2, members: ["dan"] });
    expect(shrunk.failure).toBeUndefined();
    expect(await cloud().emulator.team(before.id)).toMatchObject({ maxusers: 2 });
    await expectRoles(cloud(), before.id, ["dan"]);
  });

  test("a team that is really full is told of, and nobody is lost", async () => {
    const before = await made({ teamMemberLimit: 3, members: ["ann"] });
    await invite("eve", before.id);
    const half = await cloud().update(team, before, { ...ops, teamMemberLimit: 3, members: ["ann", "ben"] });
    expect(half.failure).toMatchObject({ code: "IM_REFUSED", facts: { call: "team/add", vendorCode: 801 } });
    expect(String(half.failure)).toContain("The team is full");
    expect(half.state.members).toEqual({ ann: {} });
    await expectRoles(cloud(), before.id, ["ann", "eve"]);
  });
});
