import { groupChannel } from "../../../../provider/nexconn/group-channel/resource";
import type { Settled } from "../../../../provider/resource/lifecycle";
import { failureOf, rolesOf, useWarnings } from "../cloud";
import { useNexconn } from "./harness";

const cloud = useNexconn("--rate-limit", "off");
const warnings = useWarnings();

const channelId = "ops";
const ops = { channelId, name: "Ops", owner: "owner" };

/** `n` users. */
const people = (n: number, prefix?: string) => cloud().crowd(n, prefix);

/** A group as the stack holds it, in a run before the one under test. */
const made = (inputs: object) => cloud().createdEarlier(groupChannel, { ...ops, ...inputs });

async function roles(): Promise<Record<string, string>> {
  const { members } = (await cloud().emulator.nexconn.state()).groups[channelId];
  return rolesOf(members as Record<string, { role: string }>);
}

const memberCalls = /^group-channel\/(join|leave|admin\/add|admin\/remove|transfer\/owner)$/;

/** The calls that changed who is in the group and as what, and how many people each was about. */
async function sent(): Promise<string[]> {
  const calls = (await cloud().log()).filter(({ call }) => memberCalls.test(call));
  return calls.map(({ call, params }) => `${call.slice("group-channel/".length)} ${params.userIds?.length ?? 1}`);
}

const join = (...userIds: string[]) => cloud().byHand("group-channel/join", { channelId, userIds });
const leave = (...userIds: string[]) => cloud().byHand("group-channel/leave", { channelId, userIds });

beforeEach(() => cloud().people("owner", "ann", "ben", "cid", "dan", "eve"));

describe("one change", () => {
  const declared = { owner: "ann", members: { owner: { admin: true }, ben: {}, dan: { admin: true }, eve: {} } };
  const before = { members: { ann: {}, ben: { admin: true }, cid: {} } };
  const after = { ann: "owner", owner: "admin", ben: "member", dan: "admin", eve: "member" };

  test("adds, promotes, hands over, demotes and removes, in this order", async () => {
    const { state, failure } = await cloud().update(groupChannel, await made(before), { ...ops, ...declared });
    expect(failure).toBeUndefined();
    expect(await roles()).toEqual(after);
    expect(state).toMatchObject({
      owner: "ann",
      members: { owner: { admin: true }, ben: {}, dan: { admin: true }, eve: {} },
    });
    const order = ["join 2", "admin/add 1", "transfer/owner 1", "admin/add 1", "admin/remove 1", "leave 1"];
    expect(await sent()).toEqual(order);
  });

  test.each([
    ["group-channel/join", 0],
    ["group-channel/admin/add", 0],
    ["group-channel/admin/add", 1],
    ["group-channel/transfer/owner", 0],
    ["group-channel/admin/remove", 0],
    ["group-channel/leave", 0],
  ])("of all kinds arrives the same where %s lost its answer (%i before it did not)", async (call, skip) => {
    const group = await made(before);
    await cloud().inject(call, { kind: "drop-after", skip });
    const { state, failure } = await cloud().update(groupChannel, group, { ...ops, ...declared });
    expect(failure).toBeUndefined();
    expect(await roles()).toEqual(after);
    expect(state.members).toEqual({ owner: { admin: true }, ben: {}, dan: { admin: true }, eve: {} });
    expect(await cloud().sent(call)).toBe(call === "group-channel/admin/add" ? 2 : 1);
  });

  test("keeps of a failure what was applied, and the next run does the rest", async () => {
    const group = await made({ members: ["ann", "ben"] });
    const inputs = { ...ops, name: "New", owner: "ann", members: ["cid"] };
    await cloud().inject("group-channel/transfer/owner", { kind: "code", value: 403, times: 1000 });
    const half = await cloud().update(groupChannel, group, inputs);
    expect(half.failure).toMatchObject({ code: "IM_REFUSED", facts: { call: "group-channel/transfer/owner" } });
    expect(half.state).toMatchObject({ owner: "owner", name: "New", members: { ann: {}, ben: {}, cid: {} } });
    await cloud().clearFaults();
    await cloud().newRun();
    const { state, failure } = await cloud().update(groupChannel, half, inputs);
    expect(failure).toBeUndefined();
    expect(state).toMatchObject({ owner: "ann", members: { cid: {} } });
    expect(await roles()).toEqual({ ann: "owner", cid: "member" });
    expect(await sent()).toEqual(["transfer/owner 1", "leave 1"]);
  });

  test("of nothing sends nothing", async () => {
    const inputs = {
      members: { ann: { admin: true, nickname: "A" }, ben: { extra: "b" } },
      allowedSendersList: ["ann"],
    };
    const group = await made(inputs);
    await cloud().update(groupChannel, group, { ...ops, ...inputs });
    expect(await cloud().emulator.nexconn.writes()).toEqual([]);
  });
});

describe("where somebody else was quicker", () => {
  const unforgiving = () => cloud().emulator.nexconn.settings({ joinWithPresent: "fail", leaveWithAbsent: "fail" });

  /** Does something at the vendor after the provider has looked and before it acts. */
  async function meanwhile(call: string, act: () => Promise<unknown>, work: () => Promise<Settled>): Promise<Settled> {
    await cloud().inject(call, { kind: "delay", value: 400 });
    const [settled] = await Promise.all([
      work(),
      (async () => {
        // The delayed call is logged once it is done, so the look before it is what to wait for.
        while ((await cloud().sent("group-channel/member/list")) === 0) await new Promise((go) => setTimeout(go, 5));
        await new Promise((go) => setTimeout(go, 100));
        await act();
      })(),
    ]);
    return settled;
  }

  test("in adding, the others are added", async () => {
    await unforgiving();
    const group = await made({ members: [] });
    const inputs = { ...ops, members: ["ann", "ben"] };
    const { failure } = await meanwhile(
      "group-channel/join",
      () => join("ann"),
      () => cloud().update(groupChannel, group, inputs),
    );
    expect(failure).toBeUndefined();
    expect(await roles()).toEqual({ owner: "owner", ann: "member", ben: "member" });
    expect(await sent()).toEqual(["join 2", "join 1"]);
  });

  test("in removing, the others are removed", async () => {
    await unforgiving();
    const group = await made({ members: ["ann", "ben"] });
    const { failure } = await meanwhile(
      "group-channel/leave",
      () => leave("ann"),
      () => cloud().update(groupChannel, group, { ...ops, members: [] }),
    );
    expect(failure).toBeUndefined();
    expect(await roles()).toEqual({ owner: "owner" });
    expect(await sent()).toEqual(["leave 2", "leave 1"]);
  });

  test("in demoting, the others are demoted", async () => {
    const group = await made({ members: { ann: { admin: true }, ben: { admin: true } } });
    const { failure } = await meanwhile(
      "group-channel/admin/remove",
      () => cloud().byHand("group-channel/admin/remove", { channelId, userIds: ["ann"] }),
      () => cloud().update(groupChannel, group, { ...ops, members: ["ann", "ben"] }),
    );
    expect(failure).toBeUndefined();
    expect(await roles()).toEqual({ owner: "owner", ann: "member", ben: "member" });
    expect(await sent()).toEqual(["admin/remove 2", "admin/remove 1"]);
  });

  test("a refusal for another reason is told", async () => {
    const group = await made({ members: ["ann"] });
    await cloud().inject("group-channel/leave", { kind: "code", value: 25418 });
    const { failure } = await cloud().update(groupChannel, group, { ...ops, members: [] });
    expect(failure).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 25418 } });
  });
});

describe("whoever was added by hand", () => {
  test("stays, is named, shows after a refresh, and goes then", async () => {
    const group = await made({ members: ["ann", "ben"] });
    await join("eve");
    const inputs = { ...ops, members: ["ann"] };
    const after = await cloud().update(groupChannel, group, inputs);
    expect(await roles()).toEqual({ owner: "owner", ann: "member", eve: "member" });
    expect(after.state.members).toEqual({ ann: {} });
    expect(warnings().join("")).toMatch(
      /members of nexconn group channel ops that are neither declared nor in the state: "eve"\. They stay\./,
    );
    const refreshed = await cloud().read(groupChannel, after);
    expect(refreshed?.inputs.members).toEqual({ ann: {}, eve: {} });
    await cloud().update(groupChannel, { id: channelId, state: refreshed?.state ?? {} }, inputs);
    expect(await roles()).toEqual({ owner: "owner", ann: "member" });
  });

  test("is not known to the state of a change that failed before it came to members", async () => {
    const group = await made({ members: ["ann"], groupExtProfile: { ext_a: "1" } });
    await join("eve");
    await cloud().byHand("group-channel/profile/update", { channelId, groupExtProfile: { ext_theirs: "x" } });
    await cloud().inject("group-channel/profile/update", { kind: "code", value: 403 });
    const inputs = { ...ops, members: ["ann"], groupExtProfile: { ext_a: "1" }, name: "New" };
    const half = await cloud().update(groupChannel, group, inputs);
    expect(half).toMatchObject({ failure: { code: "IM_REFUSED" }, state: { name: "Ops" } });
    expect(half.state).toMatchObject({ members: { ann: {} }, groupExtProfile: { ext_a: "1" } });
    expect(half.state.members).toEqual({ ann: {} });
    expect(half.state.groupExtProfile).toEqual({ ext_a: "1" });
  });

  test("and made owner by hand gives the group back, and stays", async () => {
    const group = await made({ members: ["ann"] });
    await join("eve");
    await cloud().byHand("group-channel/transfer/owner", { channelId, newOwner: "eve", shouldLeave: 1 });
    const { state } = await cloud().update(groupChannel, group, { ...ops, members: ["ann"] });
    expect(await roles()).toEqual({ owner: "owner", ann: "member", eve: "member" });
    expect(state).toMatchObject({ owner: "owner", members: { ann: {} } });
  });
});

describe("members that are", () => {
  test("an empty map: everybody whom the state knows goes", async () => {
    const group = await made({ members: ["ann", "ben"] });
    await cloud().update(groupChannel, group, { ...ops, members: {} });
    expect(await roles()).toEqual({ owner: "owner" });
  });

  test("left out: nobody is touched and nobody read, whoever comes or goes", async () => {
    const group = await made({});
    await join("eve");
    const after = await cloud().update(groupChannel, group, { ...ops, name: "New" });
    expect(after.state).not.toHaveProperty("members");
    expect((await cloud().read(groupChannel, after))?.inputs).not.toHaveProperty("members");
    expect(await roles()).toEqual({ owner: "owner", eve: "member" });
    expect([await cloud().sent("group-channel/member/list"), warnings()]).toEqual([0, []]);
  });

  test("no longer declared at all: nobody is touched", async () => {
    const group = await made({ members: { ann: { admin: true }, ben: {} } });
    const { state } = await cloud().update(groupChannel, group, ops);
    expect(await roles()).toEqual({ owner: "owner", ann: "admin", ben: "member" });
    expect(state).not.toHaveProperty("members");
    expect(await sent()).toEqual([]);
  });

  test("declared for the first time: those who are there stay, with a warning", async () => {
    const group = await made({});
    await join("eve");
    const { state } = await cloud().update(groupChannel, group, { ...ops, members: ["ann"] });
    expect(await roles()).toEqual({ owner: "owner", ann: "member", eve: "member" });
    expect(state.members).toEqual({ ann: {} });
    expect(warnings().join("")).toContain('"eve". They stay.');
  });

  test("additive: others are neither read, nor changed, nor removed, in either change of the mode", async () => {
    const additive = { ...ops, membership: "additive" };
    const group = await made({ membership: "additive", members: ["ann", "ben"] });
    await join("eve");
    expect((await cloud().read(groupChannel, group))?.inputs.members).toEqual({ ann: {}, ben: {} });
    const one = await cloud().update(groupChannel, group, { ...additive, members: { ann: { admin: true } } });
    expect(await roles()).toEqual({ owner: "owner", ann: "admin", eve: "member" });
    expect(warnings()).toEqual([]);
    const two = await cloud().update(groupChannel, one, { ...ops, members: { ann: { admin: true } } });
    expect(warnings().join("")).toContain('"eve". They stay.');
    const refreshed = await cloud().read(groupChannel, two);
    expect(refreshed?.inputs.members).toEqual({ ann: { admin: true }, eve: {} });
    await cloud().update(groupChannel, two, { ...additive, members: [] });
    expect(await roles()).toEqual({ owner: "owner", eve: "member" });
  });

  test("additive: the owner before stays", async () => {
    const group = await made({ membership: "additive", members: ["ann"] });
    await cloud().update(groupChannel, group, { ...ops, owner: "ann", membership: "additive", members: [] });
    expect(await roles()).toEqual({ ann: "owner", owner: "member" });
  });

  test("users who do not exist are named, and everybody else comes", async () => {
    const group = await made({ members: [] });
    const { failure, state } = await cloud().update(groupChannel, group, { ...ops, members: ["ann", "ghost", "ben"] });
    expect(failure).toMatchObject({ code: "IM_PARTIAL", facts: { call: "group-channel/join", object: channelId } });
    expect(String(failure)).toContain("did not add ghost (no such user)");
    expect(state.members).toEqual({ ann: {}, ben: {} });
    const other = { ...ops, channelId: "other", members: ["ann", "ghost"] };
    const error = await failureOf(cloud().create(groupChannel, other));
    expect(error.message).toContain("No such user in this app: ghost.");
  });
});

describe("the caps", () => {
  test.each([
    [29, []],
    [30, []],
    [31, ["join 1"]],
    [130, ["join 100"]],
    [131, ["join 100", "join 1"]],
  ])("%i members at a create need the calls %j", async (count, calls) => {
    const members = await people(count);
    const { failure, state } = await cloud().create(groupChannel, { ...ops, members });
    expect(failure).toBeUndefined();
    expect(await sent()).toEqual(calls);
    expect(Object.keys(state.members as object)).toHaveLength(count);
    expect(Object.keys(await roles())).toHaveLength(count + 1);
  });

  test.each([
    [99, ["join 99"]],
    [100, ["join 100"]],
    [101, ["join 100", "join 1"]],
  ])("%i who come need the calls %j, and going the same", async (count, calls) => {
    const members = await people(count);
    const group = await made({ members: [] });
    const full = await cloud().update(groupChannel, group, { ...ops, members });
    expect(await sent()).toEqual(calls);
    await cloud().newRun();
    await cloud().update(groupChannel, full, { ...ops, members: [] });
    expect(await roles()).toEqual({ owner: "owner" });
    expect(await sent()).toEqual(calls.map((call) => call.replace("join", "leave")));
  });

  test("several pages of members are read back, in calls of a hundred", async () => {
    const members = await people(230);
    const group = await made({ members });
    const read = await cloud().read(groupChannel, group);
    expect(read?.inputs).toEqual({ ...ops, members: Object.fromEntries(members.map((id) => [id, {}])) });
    expect(await cloud().sent("group-channel/member/list")).toBe(3);
  });

  test("10 admins change their places in one change", async () => {
    const ids = await people(11);
    const admins = (some: string[]) =>
      Object.fromEntries(ids.map((id) => [id, some.includes(id) ? { admin: true } : {}]));
    const group = await made({ members: admins(ids.slice(0, 10)) });
    const { failure } = await cloud().update(groupChannel, group, { ...ops, members: admins(ids.slice(1)) });
    expect(failure).toBeUndefined();
    expect(await sent()).toEqual(["admin/remove 1", "admin/add 1"]);
    expect(await roles()).toMatchObject({ p000: "member", p001: "admin", p010: "admin" });
  });

  test("an eleventh admin by hand is a refusal that says so", async () => {
    const ids = await people(10);
    await cloud().people("boss");
    const group = await made({ members: ids });
    await join("boss");
    await cloud().byHand("group-channel/admin/add", { channelId, userIds: ["boss"] });
    const members = Object.fromEntries(ids.map((id) => [id, { admin: true }]));
    const { failure } = await cloud().update(groupChannel, group, { ...ops, members });
    expect(failure).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 25419 } });
  });

  test("a list with a page missing is an error, and nobody is taken for gone", async () => {
    const group = await made({ members: ["ann", "ben"] });
    const list = { totalCount: 4, members: [{ userId: "owner", role: 3 }] };
    jest
      .spyOn(cloud().client, "call")
      .mockImplementationOnce(async () => ({ profiles: [{ ...ops }] }) as never)
      .mockImplementationOnce(async () => list as never);
    const error = await failureOf(cloud().read(groupChannel, group));
    expect(error.message).toContain("gave 1 members of 4");
  });
});
