import { groupMembers } from "../../../../provider/nexconn/group-members/resource";
import type { Settled } from "../../../../provider/resource/lifecycle";
import type { Values } from "../../../../provider/values/values";
import { failureOf, rolesOf, useWarnings } from "../cloud";
import { describeFaults } from "../table";
import { type NexconnCloud, type Scenario, useNexconn } from "./harness";

const cloud = useNexconn("--rate-limit", "off");
const warnings = useWarnings();

const channelId = "plaza";
const ours = { channelId, members: ["ann", "ben"] };

/** A group that somebody else has made, with `cid` as a member and `dan` as an admin. */
async function elsewhere(cloud: NexconnCloud): Promise<void> {
  await cloud.byHand("group-channel/create", { channelId, name: "Plaza", owner: "owner", userIds: ["cid", "dan"] });
  await cloud.byHand("group-channel/admin/add", { channelId, userIds: ["dan"] });
}

const accounts = ["owner", "ann", "ben", "cid", "dan", "eve"];
const there = { owner: "owner", cid: "member", dan: "admin" };

const made = (inputs: Values) => cloud().createdEarlier(groupMembers, { channelId, ...inputs });

const update = (before: Settled, members: unknown) => cloud().updated(groupMembers, before, { channelId, members });

const byHand = (call: string, params: Values) => cloud().byHand(`group-channel/${call}`, { channelId, ...params });

async function roles(): Promise<Record<string, string>> {
  const { members } = (await cloud().emulator.nexconn.state()).groups[channelId];
  return rolesOf(members as Record<string, { role: string }>);
}

/** The calls of the provider that change something, with the number of people that each is about. */
async function writes(): Promise<string[]> {
  const calls = (await cloud().log()).filter(({ call }) => !call.endsWith("list"));
  return calls.map(({ call, params }) => `${call.slice("group-channel/".length)} ${params.userIds?.length ?? 1}`);
}

describe("members of a group made elsewhere", () => {
  beforeEach(async () => {
    await cloud().people(...accounts);
    await elsewhere(cloud());
  });

  test("are added, and only they are read back", async () => {
    const members = { ann: { admin: true }, ben: { nickname: "B", extra: "e" }, cid: {} };
    const { state } = await cloud().create(groupMembers, { channelId, members });
    expect(await writes()).toEqual(["join 2", "admin/add 1", "member/set 1"]);
    expect(await roles()).toEqual({ ...there, ann: "admin", ben: "member" });
    expect(state).toEqual({ channelId, members, added: ["ann", "ben"] });
    await cloud().newRun();
    const read = await cloud().read(groupMembers, { id: channelId, state });
    expect(read).toEqual({ inputs: { channelId, members }, state });
    await update({ id: channelId, state }, members);
    expect(await writes()).toEqual([]);
    expect(warnings()).toEqual([]);
  });

  test("go on delete where they were added here; the others stay", async () => {
    const before = await made({ members: { ann: {}, cid: { admin: true }, dan: { admin: true } } });
    await byHand("join", { userIds: ["eve"] });
    await cloud().remove(groupMembers, before);
    expect(await roles()).toEqual({ ...there, cid: "admin", eve: "member" });
    expect((await cloud().log("group-channel/leave")).map(({ params }) => params.userIds)).toEqual([["ann"]]);
    await cloud().newRun();
    await cloud().remove(groupMembers, before);
    expect(await writes()).toEqual([]);
  });

  test("who are no longer declared go where they were added here; the others stay with a warning", async () => {
    const before = await made({ members: ["ann", "ben", "cid"] });
    const { state } = await update(before, ["ben", "eve"]);
    expect(await writes()).toEqual(["join 1", "leave 1"]);
    expect(await roles()).toEqual({ ...there, ben: "member", eve: "member" });
    expect(state).toMatchObject({ members: { ben: {}, eve: {} }, added: ["ben", "eve"] });
    expect(warnings().join("")).toContain(`group channel ${channelId} keeps cid: no longer declared, and there before`);
  });

  test("who left by hand show after a refresh, and come back as ours; others never show", async () => {
    const before = await made(ours);
    await byHand("leave", { userIds: ["ben"] });
    await byHand("join", { userIds: ["eve"] });
    const read = await cloud().read(groupMembers, before);
    expect(read?.state).toMatchObject({ members: { ann: {} }, added: ["ann"] });
    const { state } = await update({ id: channelId, state: read?.state ?? {} }, ours.members);
    expect(state).toMatchObject({ members: { ann: {}, ben: {} }, added: ["ann", "ben"] });
    expect(await writes()).toEqual(["join 1"]);
  });

  test("may name the owner, of whom nothing is changed; a former one is handled as anybody else", async () => {
    const before = await made({ members: { owner: { nickname: "O" }, ann: {} } });
    expect(before.state).toMatchObject({ members: { owner: { nickname: "O" }, ann: {} }, added: ["ann"] });
    expect((await cloud().read(groupMembers, before))?.state).toEqual(before.state);
    await byHand("transfer/owner", { newOwner: "ann", shouldLeave: 0 });
    await update(before, { owner: { nickname: "O" }, ann: {} });
    expect(await writes()).toEqual(["member/set 1"]);
    await cloud().remove(groupMembers, before);
    expect(await roles()).toEqual({ ann: "owner", owner: "member", cid: "member", dan: "admin" });
  });

  test("go a hundred in a call, and come so", async () => {
    const many = Array.from({ length: 201 }, (_, i) => `p${i}`);
    await cloud().people(...many);
    const full = await cloud().create(groupMembers, { channelId, members: many });
    await cloud().remove(groupMembers, full);
    expect(await writes()).toEqual(["join 100", "join 100", "join 1", "leave 100", "leave 100", "leave 1"]);
    expect(await roles()).toEqual(there);
  });

  test("are no longer there where the group is gone", async () => {
    const before = await made(ours);
    await byHand("dismiss", {});
    expect(await cloud().read(groupMembers, before)).toBeUndefined();
    expect(await failureOf(cloud().update(groupMembers, before, ours))).toMatchObject({ code: "IM_GONE" });
    await cloud().remove(groupMembers, before);
    expect(await writes()).toEqual([]);
  });

  test.each(["omit", 25410])("of a group that does not exist are an error that says so (%s)", async (setting) => {
    await cloud().emulator.nexconn.settings({ unknownGroupsInProfileList: setting });
    const error = await failureOf(cloud().create(groupMembers, { channelId: "nowhere", members: ["ann"] }));
    expect(error).toMatchObject({ code: "IM_GONE" });
    expect(error.message).toContain("There is no nexconn group channel nowhere in this app");
    expect(await writes()).toEqual([]);
  });

  test("for whom the group has no room are an error that says so, and the next run finishes", async () => {
    await cloud().emulator.nexconn.settings({ groupSizeMaximum: 4 });
    const half = await cloud().create(groupMembers, ours);
    expect(half.failure).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 25411 } });
    expect(half.state).toMatchObject({ channelId, members: {}, added: [] });
    await cloud().emulator.nexconn.settings({ groupSizeMaximum: 5 });
    const { state } = await update(half, ours.members);
    expect(state).toMatchObject({ members: { ann: {}, ben: {} }, added: ["ann", "ben"] });
  });

  test("who do not exist are named; the others are ours", async () => {
    const half = await cloud().create(groupMembers, { channelId, members: ["ann", "nobody"] });
    expect(half.failure).toMatchObject({ code: "IM_PARTIAL" });
    expect(String(half.failure)).toContain("did not add nobody (no such user)");
    expect(half.state).toMatchObject({ members: { ann: {} }, added: ["ann"] });
  });

  test("count as added here where the answer to their joining was lost", async () => {
    await cloud().inject("group-channel/join", { kind: "drop-after" });
    const { state } = await made(ours);
    expect(state).toMatchObject({ added: ["ann", "ben"] });
    await cloud().remove(groupMembers, { id: channelId, state });
    expect(await roles()).toEqual(there);
  });
});

function scenario(
  call: string,
  at: Scenario["at"],
  before: Values | undefined,
  members: unknown,
  holds: Values,
): Scenario {
  const prior = before && { before: { channelId, members: before } };
  const inputs = { channelId, members };
  const held = { members: holds };
  const shared = { call, at, definition: groupMembers, accounts, prepare: elsewhere };
  return { ...shared, inputs, holds: held, ...prior };
}

const member = { role: "member" };
const admin = { role: "admin" };
const others = { owner: { role: "owner" }, cid: member, dan: admin };
const first = { comesFirst: true };

describeFaults(cloud, [
  { ...scenario("group-channel/profile/list", "create", undefined, ["ann"], { ann: member }), ...first },
  { ...scenario("group-channel/member/list", "create", undefined, ["ann"], { ann: member }), ...first },
  scenario("group-channel/join", "create", undefined, ["ann", "ben"], { ...others, ann: member, ben: member }),
  scenario("group-channel/admin/add", "create", undefined, { ann: { admin: true } }, { ann: admin }),
  scenario("group-channel/leave", "update", { ann: {}, ben: {} }, ["ann"], { ...others, ann: member }),
  scenario("group-channel/admin/remove", "update", { ann: { admin: true } }, ["ann"], { ann: member }),
  scenario("group-channel/member/set", "update", {}, { cid: { nickname: "C" } }, { cid: { ...member, nickname: "C" } }),
  scenario("group-channel/member/list", "read", { ann: {} }, ["ann"], { ...others, ann: member }),
  scenario("group-channel/profile/list", "remove", { ann: {}, cid: {} }, {}, others),
  scenario("group-channel/member/list", "remove", { ann: {}, cid: {} }, {}, others),
  scenario("group-channel/leave", "remove", { ann: {}, cid: {} }, {}, others),
]);
