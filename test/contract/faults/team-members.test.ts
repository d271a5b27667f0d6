import type { Values } from "../../../provider/values/values";
import { type Cloud, failureOf, type Scenario, teamMembers, useCloud, useWarnings } from "./harness";
import { describeFaults } from "./table";

const cloud = useCloud("--rate-limit", "off");
const warnings = useWarnings();

/** The id that the emulator gives its first team. */
const tid = "18500000001";
const ours = { tid, members: ["ann", "ben"] };

/** A team that somebody else has made, with `cid` as a member and `dan` as a manager. */
async function elsewhere(cloud: Cloud): Promise<void> {
  const others = { tname: "Elsewhere", owner: "owner", members: ["cid", "dan"], msg: "m", magree: 0, joinmode: 0 };
  expect(await cloud.byHand("team/create", others)).toMatchObject({ tid });
  await cloud.byHand("team/addManager", { tid, owner: "owner", members: ["dan"] });
}

const accounts = ["owner", "ann", "ben", "cid", "dan", "eve"];
const there = { owner: "owner", cid: "member", dan: "manager" };

const made = (inputs: Values) => cloud().createdEarlier(teamMembers, { tid, ...inputs });

async function kicked(): Promise<string[]> {
  return (await cloud().log("team/kick")).flatMap(({ params }) => JSON.parse(params.members ?? "[]"));
}

describe("members of a team made elsewhere", () => {
  beforeEach(async () => {
    await cloud().accounts(...accounts);
    await elsewhere(cloud());
  });

  test("are added, and only they are read back", async () => {
    const { state } = await made({ members: { ann: { manager: true }, Ben: { nick: "B", mute: true }, cid: {} } });
    expect(await cloud().roles(tid)).toEqual({ ...there, ann: "manager", ben: "member" });
    expect(state).toMatchObject({
      members: { ann: { manager: true }, ben: { nick: "B", mute: true }, cid: {} },
      added: ["ann", "ben"],
    });
    expect(state).not.toHaveProperty("owner");
    const read = await cloud().read(teamMembers, { id: tid, state });
    expect(read?.state).toEqual(state);
    expect(await cloud().emulator.writes()).toEqual([]);
  });

  test("go on delete where they were added here; the others stay", async () => {
    const before = await made({ members: { ann: {}, cid: { manager: true }, dan: { manager: true } } });
    await cloud().byHand("team/add", { tid, owner: "owner", members: ["eve"], magree: 0, msg: "m" });
    await cloud().remove(teamMembers, before);
    expect(await cloud().roles(tid)).toEqual({ ...there, cid: "manager", eve: "member" });
    expect(await kicked()).toEqual(["ann"]);
  });

  test("who are no longer declared go where they were added here; the others stay with a warning", async () => {
    const before = await made({ members: ["ann", "ben", "cid"] });
    const { state } = await cloud().update(teamMembers, before, { tid, members: ["ben", "eve"] });
    expect(await cloud().roles(tid)).toEqual({ ...there, ben: "member", eve: "member" });
    expect(state).toMatchObject({ members: { ben: {}, eve: {} }, added: ["ben", "eve"] });
    expect(warnings().join("")).toContain(`team ${tid} keeps cid: no longer declared, and there before`);
  });

  test("that are an empty set, and one that was not, remove only what is ours", async () => {
    const before = await made({ members: [] });
    expect(await cloud().emulator.writes()).toEqual([]);
    const full = await cloud().update(teamMembers, before, ours);
    const { state } = await cloud().update(teamMembers, full, { tid, members: {} });
    expect(await cloud().roles(tid)).toEqual(there);
    expect(state).toMatchObject({ members: {}, added: [] });
  });

  test("who left by hand show after a refresh, come back, and are still ours", async () => {
    const before = await made(ours);
    await cloud().byHand("team/kick", { tid, owner: "owner", members: ["ben"] });
    const read = await cloud().read(teamMembers, before);
    expect(read?.state).toMatchObject({ members: { ann: {} }, added: ["ann"] });
    const { state } = await cloud().update(teamMembers, { id: tid, state: read?.state ?? {} }, ours);
    expect(state).toMatchObject({ members: { ann: {}, ben: {} }, added: ["ann", "ben"] });
  });

  test("may name the owner, who stays the owner", async () => {
    const before = await made({ members: { owner: { mute: true }, ann: {} } });
    expect(before.state).toMatchObject({ members: { owner: { mute: true }, ann: {} }, added: ["ann"] });
    const read = await cloud().read(teamMembers, before);
    expect(read?.state).toEqual(before.state);
    await cloud().remove(teamMembers, before);
    expect(await cloud().roles(tid)).toEqual(there);
  });

  test("are managed by whoever owns the team now", async () => {
    const before = await made(ours);
    await cloud().byHand("team/changeOwner", { tid, owner: "owner", newowner: "ann", leave: 1 });
    expect((await cloud().read(teamMembers, before))?.inputs.members).toEqual({ ann: {}, ben: {} });
    const { state, failure } = await cloud().update(teamMembers, before, { tid, members: ["ann", "eve"] });
    expect(failure).toBeUndefined();
    expect(state.members).toEqual({ ann: {}, eve: {} });
    await cloud().remove(teamMembers, { id: tid, state });
    expect(await cloud().roles(tid)).toEqual({ ann: "owner", cid: "member", dan: "manager" });
  });

  test("who have yet to accept stay as declared, and cannot be taken back", async () => {
    const before = await made({ members: { ann: { manager: true }, ben: {} }, magree: 1 });
    expect(before.state).toMatchObject({ members: { ann: { manager: true }, ben: {} }, added: ["ann", "ben"] });
    expect((await cloud().read(teamMembers, before))?.state).toEqual(before.state);
    await cloud().emulator.control("POST", "/control/accept", { vendor: "commsease", tid, accid: "ann" });
    await cloud().remove(teamMembers, before);
    expect(await cloud().roles(tid)).toEqual(there);
  });

  test("are no longer there where the team is gone", async () => {
    const before = await made(ours);
    await cloud().byHand("team/remove", { tid, owner: "owner" });
    expect(await cloud().read(teamMembers, before)).toBeUndefined();
    expect(await failureOf(cloud().update(teamMembers, before, ours))).toMatchObject({ code: "IM_GONE" });
    await cloud().remove(teamMembers, before);
    expect((await cloud().log()).map(({ call }) => call)).not.toContain("team/kick");
  });

  test("of a team that does not exist are an error that says so", async () => {
    const error = await failureOf(cloud().create(teamMembers, { tid: "18500000099", members: ["ann"] }));
    expect(error).toMatchObject({ code: "IM_GONE" });
    expect(error.message).toContain("There is no commsease team 18500000099 in this app");
  });

  test("for whom the team has no room are an error that says so, and the next run finishes", async () => {
    await cloud().byHand("team/update", { tid, owner: "owner", teamMemberLimit: 4 });
    const half = await cloud().create(teamMembers, ours);
    expect(half.failure).toMatchObject({ code: "IM_REFUSED", facts: { call: "team/add", vendorCode: 801 } });
    expect(String(half.failure)).toContain("The team is full");
    expect(half.state).toMatchObject({ tid, members: {}, added: [] });
    await cloud().byHand("team/update", { tid, owner: "owner", teamMemberLimit: 5 });
    const { state, failure } = await cloud().update(teamMembers, half, ours);
    expect(failure).toBeUndefined();
    expect(state).toMatchObject({ members: { ann: {}, ben: {} }, added: ["ann", "ben"] });
  });

  test("who refuse or do not exist are named; the others are ours", async () => {
    await cloud().byHand("team/create", {
      tname: "O",
      owner: "owner",
      members: ["ann"],
      msg: "m",
      magree: 0,
      joinmode: 0,
    });
    await cloud().emulator.settings({ joinedTeamLimit: 1 });
    const half = await cloud().create(teamMembers, { tid, members: ["ann", "ben", "nobody"] });
    expect(half.failure).toMatchObject({ code: "IM_PARTIAL" });
    expect(String(half.failure)).toMatch(/nobody \(no such account\)/);
    expect(String(half.failure)).toMatch(/ann \(team count exceed\)/);
    expect(half.state).toMatchObject({ members: { ben: {} }, added: ["ben"] });
  });

  test("count as added here where the answer to their invitation was lost", async () => {
    await cloud().inject("team/add", { kind: "drop-after" });
    const { state } = await made(ours);
    expect(state).toMatchObject({ added: ["ann", "ben"] });
    await cloud().remove(teamMembers, { id: tid, state });
    expect(await cloud().roles(tid)).toEqual(there);
  });
});

function scenario(
  call: string,
  at: Scenario["at"],
  before: Values | undefined,
  members: unknown,
  holds: Values,
): Scenario {
  const prior = before && { before: { tid, members: before } };
  return { call, at, definition: teamMembers, accounts, prepare: elsewhere, inputs: { tid, members }, holds, ...prior };
}

const member = { role: "member" };
const manager = { role: "manager" };
const others = { owner: { role: "owner" }, cid: member, dan: manager };

describeFaults(cloud, [
  { ...scenario("team/queryDetail", "create", undefined, ["ann"], { members: { ann: member } }), comesFirst: true },
  scenario("team/add", "create", undefined, ["ann", "ben"], { members: { ...others, ann: member, ben: member } }),
  scenario("team/addManager", "create", undefined, { ann: { manager: true } }, { members: { ann: manager } }),
  scenario("team/kick", "update", { ann: {}, ben: {} }, ["ann"], { members: { ...others, ann: member } }),
  scenario("team/removeManager", "update", { ann: { manager: true } }, ["ann"], { members: { ann: member } }),
  scenario("team/updateTeamNick", "update", {}, { cid: { nick: "C" } }, { members: { cid: { ...member, nick: "C" } } }),
  scenario("team/muteTlist", "update", {}, { cid: { mute: true } }, { members: { cid: { ...member, mute: true } } }),
  scenario("team/queryDetail", "read", { ann: {} }, ["ann"], { members: { ...others, ann: member } }),
  scenario("team/queryDetail", "remove", { ann: {}, cid: {} }, {}, { members: others }),
  scenario("team/kick", "remove", { ann: {}, cid: {} }, {}, { members: others }),
]);
