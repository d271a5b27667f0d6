import type { Settled } from "../../../../provider/resource/lifecycle";
import { group } from "../../../../provider/tencent/group/resource";
import type { Values } from "../../../../provider/values/values";
import { failureOf, rolesOf, useWarnings } from "../cloud";
import { useTencent } from "./harness";

const cloud = useTencent("--rate-limit", "off", "--setting", "tencent.memberCustomKeys=*");
const warnings = useWarnings();

const svc = "group_open_http_svc";
const ops = { Type: "Public", GroupId: "ops", Name: "Ops", Owner_Account: "owner" };
const additive = { membership: "additive" };

const side = () => cloud().emulator.tencent;
const live = () => side().group("ops");

/** Who is in the group, as `UserID: role`. */
async function roles(): Promise<Record<string, string>> {
  const members = (await live()).members as Record<string, { Role: string }>;
  return rolesOf(members);
}

/** The calls of this run that change something. */
async function writes(): Promise<string[]> {
  const calls = (await cloud().log()).map(({ call }) => call.replace(/^.*\//, ""));
  return calls.filter((call) => !/^(get_|account_check)/.test(call));
}

/** A group as the stack holds it, in a run before the one under test. */
const made = (inputs: Values) => cloud().createdEarlier(group, { ...ops, ...inputs });

function byHand(...ids: string[]): Promise<unknown> {
  const MemberList = ids.map((Member_Account) => ({ Member_Account }));
  return cloud().byHand(`${svc}/add_group_member`, { GroupId: "ops", MemberList });
}

const changed = (before: Settled, inputs: Values) => cloud().updated(group, before, { ...ops, ...inputs });

beforeEach(() => cloud().people("owner", "ann", "ben", "cid", "dan", "eve"));

describe("one change", () => {
  test("adds, promotes, hands over, demotes and removes, in this order", async () => {
    const before = await made({ MemberList: { ann: {}, ben: { Role: "Admin" }, cid: {} } });
    const MemberList = { owner: { Role: "Admin" }, ben: {}, dan: { Role: "Admin" }, eve: {} };
    const { state } = await changed(before, { Owner_Account: "ann", MemberList });
    expect(await roles()).toEqual({ ann: "Owner", owner: "Admin", ben: "Member", dan: "Admin", eve: "Member" });
    expect(state).toMatchObject({
      Owner_Account: "ann",
      MemberList: { owner: { Role: "Admin" }, ben: {}, dan: { Role: "Admin" }, eve: {} },
    });
    expect(await writes()).toEqual([
      "add_group_member",
      "modify_group_member_info",
      "change_group_owner",
      "modify_group_member_info",
      "modify_group_member_info",
      "delete_group_member",
    ]);
  });

  test("that changes nothing sends nothing, with every list managed", async () => {
    const inputs = {
      MemberList: { ann: { Role: "Admin", NameCard: "A", AppMemberDefinedData: { k: "v" } }, ben: {} },
      MutedAccountList: ["ben", "eve"],
      BannedAccountList: { dan: { BannedUntil: "2045-01-01T00:00:00Z" } },
    };
    await changed(await made(inputs), inputs);
    expect(await writes()).toEqual([]);
  });

  const two = { MemberList: { ann: {}, ben: {} } };

  test.each<[string, Values, Values, string]>([
    ["of the name", {}, { Name: "Ops 2", Introduction: "i", MaxMemberCount: 9 }, "modify_group_base_info"],
    ["of somebody who comes", two, { MemberList: ["ann", "ben", "cid", "dan"] }, "add_group_member"],
    ["of somebody who goes", two, { MemberList: [] }, "delete_group_member"],
    ["of a role", two, { MemberList: { ann: { Role: "Admin" }, ben: {} } }, "modify_group_member_info"],
    [
      "of a card and data",
      two,
      { MemberList: { ann: { NameCard: "A", AppMemberDefinedData: { a: "1" } }, ben: {} } },
      "modify_group_member_info",
    ],
    ["of the owner", two, { Owner_Account: "ann", MemberList: ["owner", "ben"] }, "change_group_owner"],
    ["of mutes", {}, { MutedAccountList: ["ann", "ben"] }, "forbid_send_msg"],
    ["of bans", {}, { BannedAccountList: ["ann", "ben"] }, "ban_group_member"],
    ["of bans that end", { BannedAccountList: ["ann"] }, { BannedAccountList: [] }, "unban_group_member"],
  ])("%s is one call", async (_what, before, after, call) => {
    await changed(await made(before), { ...before, ...after });
    expect(await writes()).toEqual([call]);
  });

  test("lowers the limit after people have left, and raises it before others come", async () => {
    const before = await made({ MaxMemberCount: 9, MemberList: ["ann", "ben"] });
    const after = await changed(before, { MaxMemberCount: 2, MemberList: ["ann"] });
    expect(await writes()).toEqual(["delete_group_member", "modify_group_base_info"]);
    await cloud().newRun();
    await changed(after, { MaxMemberCount: 3, MemberList: ["ann", "cid"] });
    expect(await writes()).toEqual(["modify_group_base_info", "add_group_member"]);
  });

  test("keeps of a failure what was applied, and the next run does the rest", async () => {
    const before = await made({ MemberList: ["ann", "ben"] });
    const inputs = { ...ops, Owner_Account: "ann", MemberList: ["cid"], Introduction: "new" };
    await cloud().inject(`${svc}/change_group_owner`, { kind: "code", value: 403, times: 1000 });
    const half = await cloud().update(group, before, inputs);
    expect(half).toMatchObject({ failure: { code: "IM_REFUSED", facts: { call: `${svc}/change_group_owner` } } });
    expect(half.state).toMatchObject({ Owner_Account: "owner", MemberList: { ann: {}, ben: {}, cid: {} } });

    await cloud().clearFaults();
    await cloud().newRun();
    await changed(half, inputs);
    expect(await roles()).toEqual({ ann: "Owner", cid: "Member" });
    expect(await writes()).toEqual(["change_group_owner", "delete_group_member", "delete_group_member"]);
  });

  test("that hands over and then fails lets the owner before leave in the next run", async () => {
    const before = await made({ MemberList: ["ann"] });
    await cloud().inject(`${svc}/delete_group_member`, { kind: "code", value: 403, times: 1000 });
    const inputs = { ...ops, Owner_Account: "ann", MemberList: [] };
    const half = await cloud().update(group, before, inputs);
    expect(half.state).toMatchObject({ Owner_Account: "ann", MemberList: { owner: {} } });
    await cloud().clearFaults();
    await changed(half, inputs);
    expect(await roles()).toEqual({ ann: "Owner" });
  });

  test("lets people leave before others come where the group is full", async () => {
    const before = await made({ MaxMemberCount: 3, MemberList: ["ann", "ben"] });
    await changed(before, { MaxMemberCount: 3, Owner_Account: "cid", MemberList: ["ann", "dan"] });
    expect(await roles()).toEqual({ cid: "Owner", ann: "Member", dan: "Member" });
  });
});

describe("whoever was added by hand", () => {
  test("stays at first, is warned of, is shown by a refresh, and goes then", async () => {
    const before = await made({ MemberList: ["ann", "ben"] });
    await byHand("eve");
    const after = await changed(before, { MemberList: ["ann"] });
    expect(await roles()).toEqual({ owner: "Owner", ann: "Member", eve: "Member" });
    expect(after.state.MemberList).toEqual({ ann: {} });
    expect(warnings().join("")).toMatch(/neither declared nor in the state: "eve"\. They stay\. `pulumi refresh`/);

    const refreshed = await cloud().read(group, after);
    expect(refreshed?.inputs.MemberList).toEqual({ ann: {}, eve: {} });
    await changed({ id: "ops", state: refreshed?.state ?? {} }, { MemberList: ["ann"] });
    expect(await roles()).toEqual({ owner: "Owner", ann: "Member" });
  });

  test("is not known to the state of a change that failed before it came to members", async () => {
    const before = await made({ MemberList: ["ann"] });
    await byHand("eve");
    await cloud().inject(`${svc}/modify_group_base_info`, { kind: "code", value: 403 });
    const half = await cloud().update(group, before, { ...ops, Name: "Ops 2", MemberList: ["ann"] });
    expect(half.state).toMatchObject({ Name: "Ops", MemberList: { ann: {} } });
    expect(half.state.MemberList).not.toHaveProperty("eve");
  });

  test("stays where a call in the same change lost its answer", async () => {
    const before = await made({ MemberList: ["ann"] });
    await byHand("eve");
    await cloud().inject(`${svc}/change_group_owner`, { kind: "drop-after" });
    await changed(before, { Owner_Account: "ann", MemberList: [] });
    expect(await roles()).toEqual({ ann: "Owner", eve: "Member" });
    expect(await cloud().sent(`${svc}/change_group_owner`)).toBe(1);
  });
});

describe("from one mode to another", () => {
  const one = { MemberList: ["ann"] };

  test.each<[string, Values, Values, string[], string[]]>([
    ["unmanaged to additive", {}, { ...one, ...additive }, ["ann", "eve"], ["ann"]],
    ["unmanaged to authoritative", {}, one, ["ann", "eve"], ["ann", "eve"]],
    ["unmanaged to empty", {}, { MemberList: [] }, ["eve"], ["eve"]],
    ["additive to authoritative", { MemberList: ["ann", "ben"], ...additive }, one, ["ann", "eve"], ["ann", "eve"]],
    ["authoritative to additive", { MemberList: ["ann", "ben"] }, { ...one, ...additive }, ["ann", "eve"], ["ann"]],
    ["authoritative to empty and additive", one, { MemberList: {}, ...additive }, ["eve"], []],
    ["authoritative to unmanaged", one, {}, ["ann", "eve"], []],
    ["additive to unmanaged", { ...one, ...additive }, {}, ["ann", "eve"], []],
  ])("%s", async (_what, before, after, inside, shown) => {
    const settled = await made(before);
    await byHand("eve");
    const { id, state } = await changed(settled, after);
    expect(Object.keys(await roles()).sort()).toEqual([...inside, "owner"].sort());
    const found = await cloud().read(group, { id, state });
    expect(Object.keys(found?.inputs.MemberList ?? {}).sort()).toEqual(shown);
  });
});

describe("the owner", () => {
  test("who hands over stays where members are not managed, or the set is additive", async () => {
    const before = await made({});
    const after = await changed(before, { Owner_Account: "ann" });
    expect(await roles()).toEqual({ owner: "Member", ann: "Owner" });
    await changed(after, { Owner_Account: "ben", MemberList: [], ...additive });
    expect(await roles()).toEqual({ owner: "Member", ann: "Member", ben: "Owner" });
  });

  test("who is not declared is not changed, and cannot be declared as a member", async () => {
    const { Owner_Account: _, ...unowned } = ops;
    const before = await made({ MemberList: ["ann"] });
    const { state, failure } = await cloud().update(group, before, { ...unowned, MemberList: ["ann", "ben"] });
    expect(failure).toBeUndefined();
    expect(state).not.toHaveProperty("Owner_Account");
    expect(await roles()).toEqual({ owner: "Owner", ann: "Member", ben: "Member" });

    await byHand("eve");
    const wrong = await cloud().update(group, { id: "ops", state }, { ...unowned, MemberList: ["owner"] });
    const { message } = await failureOf(Promise.reject(wrong.failure));
    expect(message).toContain("is owned by owner, who is declared as a member. Nobody was added or removed.");
    expect(wrong.state.MemberList).toEqual({ ann: {}, ben: {} });
  });

  test("of an AVChatRoom cannot change: the error says how to have another room", async () => {
    const room = { Type: "AVChatRoom", GroupId: "ops", Name: "Ops" };
    const before = await cloud().create(group, room);
    const { failure } = await cloud().update(group, before, { ...room, Owner_Account: "ann" });
    expect(failure).toMatchObject({
      code: "IM_INVALID_INPUT",
      message: expect.stringContaining("pulumi destroy --target"),
    });
    expect(await writes()).not.toContain("change_group_owner");
  });
});

test("the last one is not taken out of a group without an owner: the vendor would end it", async () => {
  const { Owner_Account: _, ...unowned } = ops;
  const before = await cloud().create(group, { ...unowned, MemberList: ["ann", "ben"] });
  const half = await cloud().update(group, before, { ...unowned, MemberList: [] });
  expect(half.failure).toMatchObject({ code: "IM_INVALID_INPUT", message: expect.stringContaining("has no owner") });
  expect(half.state.MemberList).toEqual({ ann: {}, ben: {} });
  expect(await roles()).toEqual({ ann: "Member", ben: "Member" });

  const after = await cloud().update(group, half, { ...unowned, MemberList: ["cid"] });
  expect(after.failure).toBeUndefined();
  expect(await roles()).toEqual({ cid: "Member" });
});

describe("people whom the vendor does not take", () => {
  test.each(["whenAll", "fail", "item"])(
    "who do not exist are named, and everybody else is in (%s)",
    async (unknownMember) => {
      await side().settings({ unknownMember });
      const work = await cloud().create(group, {
        ...ops,
        MemberList: { ann: {}, no1: { Role: "Admin" }, ben: {}, no2: {} },
      });
      const { message } = await failureOf(Promise.reject(work.failure));
      expect(message).toBe(
        "tencent group ops: the vendor did not add no1 (no such account), no2 (no such account). Everybody else was handled. Correct these, then run it again.",
      );
      expect(work.failure).toMatchObject({ code: "IM_PARTIAL" });
      expect(work.state.MemberList).toEqual({ ann: {}, ben: {} });
      expect(await roles()).toEqual({ owner: "Owner", ann: "Member", ben: "Member" });
    },
  );

  test("who are in too many groups are found out one by one", async () => {
    const before = await made({ MemberList: [] });
    await cloud().byHand(`${svc}/create_group`, { Type: "Public", Name: "other", Owner_Account: "cid" });
    await side().settings({ joinedGroupQuota: 1 });
    const { failure } = await cloud().update(group, before, { ...ops, MemberList: ["ann", "ben", "cid", "dan"] });
    expect(failure).toMatchObject({
      code: "IM_PARTIAL",
      message: expect.stringContaining("did not add cid (code 10037"),
    });
    expect(Object.keys(await roles()).sort()).toEqual(["ann", "ben", "dan", "owner"]);
  });

  test("who are banned by somebody else are named", async () => {
    const before = await made({ MemberList: [] });
    await cloud().byHand(`${svc}/ban_group_member`, { GroupId: "ops", Members_Account: ["ann"], Duration: 60 });
    const { failure } = await cloud().update(group, before, { ...ops, MemberList: ["ann", "ben"] });
    expect(failure).toMatchObject({
      message: expect.stringContaining("did not add ann (the vendor gives no reason; banned"),
    });
  });

  test("who are to be muted or banned and do not exist are named, and the others are", async () => {
    const { failure, state } = await cloud().create(group, {
      ...ops,
      MutedAccountList: ["ann", "no1"],
      BannedAccountList: ["no2", "ben"],
    });
    expect(failure).toMatchObject({
      message: expect.stringContaining("did not mute no1 (no such account); nor did it ban no2 (no such account)"),
    });
    expect(state).toMatchObject({ MutedAccountList: { ann: {} }, BannedAccountList: { ben: {} } });
    expect(await live()).toMatchObject({ mutes: { ann: 4294967295 }, bans: { ben: {} } });
  });

  test("a full group is an error, and nobody is forgotten", async () => {
    const before = await made({ MemberList: ["ann"], MaxMemberCount: 2 });
    const { Owner_Account: _, MaxMemberCount: __, ...unlimited } = { ...ops, MaxMemberCount: 2 };
    const { failure, state } = await cloud().update(group, before, { ...unlimited, MemberList: ["ann", "ben"] });
    expect(failure).toMatchObject({
      facts: { vendorCode: 10014 },
      message: expect.stringContaining("raise MaxMemberCount"),
    });
    expect(state.MemberList).toEqual({ ann: {} });
  });
});

test("who is no longer there shows after a refresh, and comes back", async () => {
  const before = await made({ MemberList: { ann: { Role: "Admin" }, ben: { NameCard: "B" } } });
  await cloud().byHand(`${svc}/delete_group_member`, { GroupId: "ops", MemberToDel_Account: ["ann"] });
  await cloud().byHand(`${svc}/modify_group_member_info`, { GroupId: "ops", Member_Account: "ben", NameCard: "x" });
  const found = await cloud().read(group, before);
  expect(found?.inputs.MemberList).toEqual({ ben: { NameCard: "x" } });
  const inputs = { MemberList: { ann: { Role: "Admin" }, ben: { NameCard: "B" } } };
  await changed({ id: "ops", state: found?.state ?? {} }, inputs);
  expect(await live()).toMatchObject({ members: { ann: { Role: "Admin" }, ben: { NameCard: "B" } } });
});

test("a member's data by other keys is nobody's business here", async () => {
  const before = await made({
    MemberList: { ann: { AppMemberDefinedData: { a: "1" } }, ben: { AppMemberDefinedData: { b: "2" } } },
  });
  const AppMemberDefinedData = [{ Key: "b", Value: "theirs" }];
  await cloud().byHand(`${svc}/modify_group_member_info`, {
    GroupId: "ops",
    Member_Account: "ann",
    AppMemberDefinedData,
  });
  const found = await cloud().read(group, before);
  expect(found?.inputs.MemberList).toEqual({
    ann: { AppMemberDefinedData: { a: "1" } },
    ben: { AppMemberDefinedData: { b: "2" } },
  });
  await changed(
    { id: "ops", state: found?.state ?? {} },
    { MemberList: { ann: { AppMemberDefinedData: {} }, ben: {} } },
  );
  expect((await live()).members.ann.AppMemberDefinedData).toEqual({ b: "theirs" });
});

test("a destroy ends the group in every mode, and one that another resource has taken over stays", async () => {
  const before = await made({ MemberList: ["ann"], ...additive });
  await byHand("eve");
  await cloud().remove(group, before);
  expect(await live()).toBeUndefined();
});
