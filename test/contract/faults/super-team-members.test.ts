import type { Settled } from "../../../provider/resource/lifecycle";
import type { Values } from "../../../provider/values/values";
import { type Cloud, failureOf, superTeam, useCloud, useWarnings } from "./harness";

const cloud = useCloud("--rate-limit", "off");
const warnings = useWarnings();

const ops = { tname: "Ops", owner: "owner", beinvitemode: 1 };

const people = (n: number, prefix?: string) => cloud().crowd(n, prefix);

const made = (inputs: Values) => cloud().createdEarlier(superTeam, { ...ops, ...inputs });

/** The people that the calls of this name carried, call by call. */
async function sent(call: string): Promise<string[][]> {
  return (await cloud().log(`superteam/${call}`)).map(({ params }) =>
    JSON.parse(params.inviteAccids ?? params.kickAccids ?? params.managerAccids ?? params.muteAccids ?? "[]"),
  );
}

async function sizes(call: string): Promise<number[]> {
  return (await sent(call)).map((accids) => accids.length);
}

function invite(accid: string, tid: string): Promise<unknown> {
  return cloud().byHand("superteam/invite", { tid, owner: "owner", inviteAccids: [accid], msg: "m" });
}

function expectRoles(cloud: Cloud, tid: string, members: string[]): Promise<void> {
  return expect(cloud.roles(tid)).resolves.toEqual({
    owner: "owner",
    ...Object.fromEntries(members.map((accid) => [accid, "member"])),
  });
}

beforeEach(() => cloud().accounts("owner", "ann", "ben", "cid", "dan", "eve"));

describe("the people of a super team", () => {
  test("come, rise, take over, fall and go in one change", async () => {
    const before = await made({ members: { ann: {}, ben: { manager: true }, cid: {} } });
    const members = { owner: { manager: true }, ben: { nick: "B", custom: "b", mute: true }, dan: { manager: true } };
    const { state, failure } = await cloud().update(superTeam, before, { ...ops, owner: "ann", members });
    expect(failure).toBeUndefined();
    expect(await cloud().roles(before.id)).toEqual({ ann: "owner", owner: "manager", ben: "member", dan: "manager" });
    expect(state).toMatchObject({ owner: "ann", members });
    expect(await cloud().emulator.writes()).toEqual([
      "superteam/invite",
      "superteam/addManager",
      "superteam/changeOwner",
      "superteam/addManager",
      "superteam/removeManager",
      "superteam/kick",
      "superteam/updateTeamNick",
      "superteam/updateTlist",
      "superteam/muteTlist",
    ]);
  });

  test("who were added by hand stay, are named, show after a refresh, and go then", async () => {
    const before = await made({ members: ["ann"] });
    await invite("eve", before.id);
    const inputs = { ...ops, members: ["ann"] };
    const after = await cloud().update(superTeam, before, inputs);
    expect(warnings().join("")).toMatch(/members of commsease super team \d+ that are neither .*: "eve"\. They stay\./);
    const refreshed = await cloud().read(superTeam, after);
    expect(refreshed?.inputs.members).toEqual({ ann: {}, eve: {} });
    await cloud().update(superTeam, { id: before.id, state: refreshed?.state ?? {} }, inputs);
    await expectRoles(cloud(), before.id, ["ann"]);
  });

  test("are left alone by an additive set that does not name them", async () => {
    const additive = { ...ops, membership: "additive" };
    const before = await made({ ...additive, members: ["ann", "ben"] });
    await invite("eve", before.id);
    expect((await cloud().read(superTeam, before))?.inputs.members).toEqual({ ann: {}, ben: {} });
    const { state } = await cloud().update(superTeam, before, { ...additive, members: ["ann"] });
    expect(state).toMatchObject({ membership: "additive", members: { ann: {} } });
    await expectRoles(cloud(), before.id, ["ann", "eve"]);
    expect(warnings()).toEqual([]);
  });

  test("that are empty, and unset", async () => {
    const before = await made({ members: ["ann", "ben"] });
    const { state } = await cloud().update(superTeam, before, ops);
    expect(state).not.toHaveProperty("members");
    await expectRoles(cloud(), before.id, ["ann", "ben"]);
    const emptied = await cloud().update(superTeam, before, { ...ops, members: {} });
    expect(emptied.state.members).toEqual({});
    await expectRoles(cloud(), before.id, []);
  });

  test("who refuse or do not exist are named, and everybody else is in", async () => {
    await cloud().byHand("superteam/create", { ...ops, inviteAccids: ["ann"], msg: "m", joinmode: 0 });
    const before = await made({ members: [] });
    await cloud().emulator.settings({ joinedTeamLimit: 1 });
    const half = await cloud().update(superTeam, before, { ...ops, members: ["ann", "nobody", "ben"] });
    expect(half.failure).toMatchObject({ code: "IM_PARTIAL", facts: { call: "superteam/invite" } });
    expect(String(half.failure)).toMatch(/ann \(team count exceed\), nobody \(no such account\)/);
    expect(half.state.members).toEqual({ ben: {} });
  });

  test("who do not exist are named by a create", async () => {
    const error = await failureOf(cloud().create(superTeam, { ...ops, members: ["ann", "nobody"] }));
    expect(error.message).toContain("No such account in this app: nobody.");
  });

  test("make room in a full team, and the limit waits for them", async () => {
    const before = await made({ tlevel: 3, members: ["ann", "ben"] });
    const swapped = await cloud().update(superTeam, before, { ...ops, tlevel: 3, members: ["ann", "cid"] });
    expect(swapped.failure).toBeUndefined();
    const grown = await cloud().update(superTeam, swapped, {
      ...ops,
      tlevel: 5,
      members: ["ann", "cid", "dan", "eve"],
    });
    expect(grown.failure).toBeUndefined();
    const shrunk = await cloud().update(superTeam, grown, { ...ops, tlevel: 2, members: ["dan"] });
    expect(shrunk.failure).toBeUndefined();
    await expectRoles(cloud(), before.id, ["dan"]);
    expect(await cloud().emulator.superTeam(before.id)).toMatchObject({ tlevel: 2 });
  });
});

describe.each(["beinvitemode", "never"])("where people must agree, and the vendor asks by %s,", (superTeamConsent) => {
  const asking = { ...ops, beinvitemode: 0, members: { ann: { manager: true }, ben: {} } };
  beforeEach(() => cloud().emulator.settings({ superTeamConsent }));

  test("a create and a refresh keep those who were invited as declared", async () => {
    const before = await made(asking);
    expect(before.state.members).toEqual(asking.members);
    expect((await cloud().read(superTeam, before))?.state).toEqual(before.state);
    const after = await cloud().update(superTeam, before, { ...asking, members: { ...asking.members, cid: {} } });
    expect(after.state.members).toEqual({ ...asking.members, cid: {} });
    expect(await sent("invite")).toEqual([["cid"]]);
  });

  test("and no longer, they are in at once", async () => {
    const before = await made(asking);
    const { state, failure } = await cloud().update(superTeam, before, { ...asking, beinvitemode: 1 });
    expect(failure).toBeUndefined();
    expect(state.members).toEqual(asking.members);
    expect(await cloud().roles(before.id)).toEqual({ owner: "owner", ann: "manager", ben: "member" });
  });
});

test("who has yet to accept cannot become owner, and the error says so", async () => {
  const before = await made({ beinvitemode: 0, members: ["ann"] });
  const half = await cloud().update(superTeam, before, { ...ops, beinvitemode: 0, owner: "ann", members: [] });
  expect(half.failure).toMatchObject({ code: "IM_PARTIAL" });
  expect(String(half.failure)).toContain("ann (has yet to accept");
  expect(half.state).toMatchObject({ owner: "owner" });
});

describe("the caps", () => {
  beforeEach(() => cloud().emulator.settings({ superTeamSizeMaximum: 1000 }));

  test.each([
    [199, []],
    [200, [1]],
    [201, [2]],
  ])("of %i declared, %j come after the create", async (count, invited) => {
    const accids = await people(count);
    const { id, failure } = await cloud().create(superTeam, { ...ops, tlevel: 1000, members: accids });
    expect(failure).toBeUndefined();
    await expectRoles(cloud(), id, accids);
    expect(await sizes("invite")).toEqual(invited);
  });

  test.each([
    [199, [199]],
    [200, [200]],
    [201, [200, 1]],
    [401, [200, 200, 1]],
  ])("%i are added, read back and removed in calls of %j", async (count, expected) => {
    const accids = await people(count);
    const before = await made({ tlevel: 1000, members: [] });
    const inputs = { ...ops, tlevel: 1000 };
    const after = await cloud().update(superTeam, before, { ...inputs, members: accids });
    expect(after.failure).toBeUndefined();
    expect(await sizes("invite")).toEqual(expected);
    const read = await cloud().read(superTeam, after);
    expect(Object.keys(read?.inputs.members ?? {}).sort()).toEqual(accids);
    await cloud().update(superTeam, after, { ...inputs, members: {} });
    expect(await sizes("kick")).toEqual(expected);
    await expectRoles(cloud(), before.id, []);
  });

  test.each([
    [10, [10]],
    [11, [10, 1]],
  ])("%i are made managers, and muted, in calls of %j", async (count, expected) => {
    const accids = await people(count);
    const before = await made({ members: accids });
    const members = Object.fromEntries(accids.map((accid) => [accid, { manager: true, mute: true }]));
    const after = await cloud().update(superTeam, before, { ...ops, members });
    expect(after.state.members).toEqual(members);
    expect([await sizes("addManager"), await sizes("muteTlist")]).toEqual([expected, expected]);
    const back = Object.fromEntries(accids.map((accid) => [accid, { mute: false }]));
    const { state } = await cloud().update(superTeam, after, { ...ops, members: back });
    expect(state.members).toEqual(back);
    expect(await sizes("removeManager")).toEqual(expected);
  });
});

describe("a listing", () => {
  /** A super team of `count` people beside the owner, all of them muted. */
  async function listed(count: number): Promise<{ before: Settled; accids: string[] }> {
    const accids = await people(count);
    const tlevel = 1000;
    await cloud().emulator.settings({ superTeamSizeMaximum: tlevel });
    const members = Object.fromEntries(accids.map((accid) => [accid, { mute: true }]));
    return { before: await made({ tlevel, members }), accids };
  }

  test.each([
    [98, "exclusive"],
    [99, "exclusive"],
    [100, "exclusive"],
    [101, "inclusive"],
    [401, "exclusive"],
    [401, "inclusive"],
  ])("of %i members is read to its end where pages are %s", async (count, pageStart) => {
    await cloud().emulator.settings({ pageStart });
    const { before, accids } = await listed(count);
    const read = await cloud().read(superTeam, before);
    expect(read?.inputs.members).toEqual(Object.fromEntries(accids.map((accid) => [accid, { mute: true }])));
    for (const { params } of await cloud().log("superteam/getTlists")) expect(params.limit).toBe("100");
  });

  test("in which several joined in one moment is read to its end", async () => {
    await cloud().emulator.settings({ memberTimes: "clock" });
    const accids = await people(150);
    const before = await made({ members: accids.slice(0, 90) });
    await cloud().emulator.advanceClock(5);
    const after = await cloud().update(superTeam, before, { ...ops, members: accids });
    expect(after.failure).toBeUndefined();
    const read = await cloud().read(superTeam, after);
    expect(Object.keys(read?.inputs.members ?? {})).toHaveLength(150);
  });

  test("that cannot be complete is an error, and nobody counts as gone", async () => {
    await cloud().emulator.settings({ memberTimes: "clock" });
    const accids = await people(150);
    const settled = await cloud().create(superTeam, { ...ops, members: accids });
    const error = await failureOf(cloud().read(superTeam, settled));
    expect(error).toMatchObject({ code: "IM_UNAVAILABLE", facts: { call: "superteam/getTlists" } });
    expect(error.message).toMatch(/gave \d+ of the 151 people/);
  });
});

describe("a create that lost its answer", () => {
  const byHand = { ...ops, inviteAccids: [], msg: "m", joinmode: 0 };

  test.each([
    ["asGetTinfos", "tinfos", "text"],
    ["short", "tlists", "number"],
  ])("is found among others of its name, listed as %s under %s", async (object, key, tid) => {
    const open = { superJoinTeamsObject: object, superJoinTeamsKey: key, superTidInCreate: tid };
    await cloud().emulator.settings(open);
    await cloud().byHand("superteam/create", byHand);
    const before = await cloud().tids();
    await cloud().inject("superteam/create", { kind: "drop-after" });
    const { id, state, failure } = await cloud().create(superTeam, { ...ops, members: ["ann"], msg: "Hello" });
    expect(failure).toBeUndefined();
    expect((await cloud().tids()).filter((one) => !before.includes(one))).toEqual([id]);
    expect(state).toMatchObject({ tid: id, members: { ann: {} }, msg: "Hello" });
    expect(await cloud().sent("superteam/create")).toBe(1);
  });

  test("keeps people whom the vendor asks first", async () => {
    await cloud().inject("superteam/create", { kind: "drop-after" });
    const inputs = { ...ops, beinvitemode: 0, members: { ann: { manager: true } } };
    const { state, failure } = await cloud().create(superTeam, inputs);
    expect(failure).toBeUndefined();
    expect(state.members).toEqual(inputs.members);
  });
});

describe("a super team that is not there", () => {
  test.each([803, 404])("is gone where the vendor says %i", async (unknownTeam) => {
    const before = await made({});
    await cloud().emulator.settings({ unknownTeam });
    await cloud().byHand("superteam/dismiss", { tid: before.id, owner: "owner" });
    expect(await cloud().read(superTeam, before)).toBeUndefined();
    expect(await failureOf(cloud().update(superTeam, before, ops))).toMatchObject({ code: "IM_GONE" });
    await cloud().remove(superTeam, before);
  });

  test("is gone where the vendor leaves it out", async () => {
    const before = await made({});
    await cloud().emulator.settings({ unknownSuperTeamInGetTinfos: "omit" });
    await cloud().byHand("superteam/dismiss", { tid: before.id, owner: "owner" });
    expect(await cloud().read(superTeam, before)).toBeUndefined();
  });

  test("and is listed all the same is not gone", async () => {
    const before = await made({});
    await cloud().inject("superteam/getTinfos", { kind: "code", value: 404, times: 1 });
    expect(await failureOf(cloud().read(superTeam, before))).toMatchObject({ code: "IM_REFUSED" });
  });
});

test("an app without super teams is told of, and nothing counts as gone", async () => {
  const before = await made({});
  await cloud().emulator.settings({ superTeamFeature: false });
  for (const work of [() => cloud().create(superTeam, ops), () => cloud().read(superTeam, before)]) {
    const error = await failureOf(work());
    expect(error).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 403 } });
    expect(error.message).toContain("The app has no super teams: have the vendor enable them");
  }
});
