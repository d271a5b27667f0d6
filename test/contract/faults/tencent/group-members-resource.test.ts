import type { Settled } from "../../../../provider/resource/lifecycle";
import { groupMembers } from "../../../../provider/tencent/group-members/resource";
import type { Values } from "../../../../provider/values/values";
import { failureOf, rolesOf, useWarnings } from "../cloud";
import { describeFaults } from "../table";
import { type Scenario, type TencentCloud, useTencent } from "./harness";

const cloud = useTencent("--rate-limit", "off", "--setting", "tencent.memberCustomKeys=*");
const warnings = useWarnings();

const svc = "group_open_http_svc";
const GroupId = "ops";
const ours = { GroupId, MemberList: ["ann", "ben"] };
const accounts = ["owner", "ann", "ben", "cid", "dan", "eve"];
const there = { owner: "Owner", cid: "Member", dan: "Admin" };

/** A group that somebody else has made, with `cid` as a member and `dan` as an admin. */
async function elsewhere(of: TencentCloud, fields: Values = {}): Promise<void> {
  const MemberList = [{ Member_Account: "cid" }, { Member_Account: "dan", Role: "Admin" }];
  const group = { Type: "Public", GroupId, Name: "Ops", Owner_Account: "owner", MemberList, ...fields };
  await of.byHand(`${svc}/create_group`, group);
}

function byHand(call: string, params: Values): Promise<Values> {
  return cloud().byHand(`${svc}/${call}`, { GroupId, ...params });
}

const adds = (...ids: string[]) =>
  byHand("add_group_member", { MemberList: ids.map((Member_Account) => ({ Member_Account })) });
const removes = (...MemberToDel_Account: string[]) => byHand("delete_group_member", { MemberToDel_Account });

async function roles(): Promise<Record<string, string>> {
  const { members } = (await cloud().object(GroupId)) as { members: Record<string, { Role: string }> };
  return rolesOf(members);
}

/** The calls of this run that change something. */
async function writes(): Promise<string[]> {
  const calls = (await cloud().log()).map(({ call }) => call.replace(/^.*\//, ""));
  return calls.filter((call) => !/^(get_|account_check)/.test(call));
}

async function removed(): Promise<string[]> {
  return (await cloud().log(`${svc}/delete_group_member`)).flatMap(({ params }) => params.MemberToDel_Account);
}

const made = (inputs: Values) => cloud().createdEarlier(groupMembers, { GroupId, ...inputs });

/** What a state keeps of the people. */
function kept(state: Values | undefined): Values {
  return { MemberList: state?.MemberList, added: state?.added };
}

const changed = (before: Settled, MemberList: unknown) =>
  cloud().updated(groupMembers, before, { GroupId, MemberList });

describe("members of a group made elsewhere", () => {
  beforeEach(async () => {
    await cloud().people(...accounts);
    await elsewhere(cloud());
  });

  test("are added, and only they are read back", async () => {
    const ben = { NameCard: "B", AppMemberDefinedData: { rank: "1" } };
    const { state } = await made({ MemberList: { ann: { Role: "Admin" }, ben, cid: {} } });
    expect(await roles()).toEqual({ ...there, ann: "Admin", ben: "Member" });
    expect(state).toEqual({
      GroupId,
      MemberList: { ann: { Role: "Admin" }, ben, cid: {} },
      added: ["ann", "ben"],
      invited: [],
    });
    const read = await cloud().read(groupMembers, { id: GroupId, state });
    expect(read?.state).toEqual(state);
    expect(await writes()).toEqual([]);
  });

  test("go on delete where they were added here, in one call; the others stay", async () => {
    const before = await made({ MemberList: { ann: {}, ben: {}, cid: { Role: "Admin" }, dan: { Role: "Admin" } } });
    await adds("eve");
    await cloud().remove(groupMembers, before);
    expect(await roles()).toEqual({ ...there, cid: "Admin", eve: "Member" });
    expect(await removed()).toEqual(["ann", "ben"]);
    expect(await writes()).toEqual(["delete_group_member"]);
    expect(warnings()).toEqual([]);
  });

  test("who are no longer declared go where they were added here; the others stay with a warning", async () => {
    const before = await made({ MemberList: ["ann", "ben", "cid"] });
    const { state } = await changed(before, ["ben", "eve"]);
    expect(await roles()).toEqual({ ...there, ben: "Member", eve: "Member" });
    expect(kept(state)).toEqual({ MemberList: { ben: {}, eve: {} }, added: ["ben", "eve"] });
    expect(await writes()).toEqual(["add_group_member", "delete_group_member"]);
    expect(warnings().join("")).toContain("tencent group ops keeps cid: no longer declared");
  });

  test("that are an empty set, and one that was not, remove only what is ours", async () => {
    const before = await made({ MemberList: [] });
    expect(await writes()).toEqual([]);
    const full = await changed(before, ["ann", "ben"]);
    const { state } = await changed(full, {});
    expect(await roles()).toEqual(there);
    expect(kept(state)).toEqual({ MemberList: {}, added: [] });
  });

  test("who left by hand show after a refresh, come back, and are still ours", async () => {
    const before = await made(ours);
    await removes("ben");
    const read = await cloud().read(groupMembers, before);
    expect(kept(read?.state)).toEqual({ MemberList: { ann: {} }, added: ["ann"] });
    const { state } = await changed({ id: GroupId, state: read?.state ?? {} }, ["ann", "ben"]);
    expect(kept(state)).toEqual({ MemberList: { ann: {}, ben: {} }, added: ["ann", "ben"] });
  });

  test("may name the owner, who stays the owner", async () => {
    const before = await made({ MemberList: { owner: { NameCard: "O" }, ann: {} } });
    expect(kept(before.state)).toEqual({ MemberList: { owner: { NameCard: "O" }, ann: {} }, added: ["ann"] });
    expect((await cloud().read(groupMembers, before))?.state).toEqual(before.state);
    await cloud().remove(groupMembers, before);
    expect(await roles()).toEqual(there);
  });

  test("stay whoever owns the group now", async () => {
    const before = await made(ours);
    await byHand("change_group_owner", { NewOwner_Account: "ann" });
    expect((await cloud().read(groupMembers, before))?.inputs.MemberList).toEqual({ ann: {}, ben: {} });
    const after = await changed(before, ["ann", "eve"]);
    expect(after.state.MemberList).toEqual({ ann: {}, eve: {} });
    await cloud().remove(groupMembers, after);
    expect(await roles()).toEqual({ ann: "Owner", owner: "Member", cid: "Member", dan: "Admin" });
  });

  test("are no longer there where the group is gone", async () => {
    const before = await made(ours);
    await byHand("destroy_group", {});
    expect(await cloud().read(groupMembers, before)).toBeUndefined();
    expect(await failureOf(cloud().update(groupMembers, before, ours))).toMatchObject({ code: "IM_GONE" });
    await cloud().remove(groupMembers, before);
    expect(await writes()).toEqual([]);
  });

  test("of a group that does not exist are an error that says so", async () => {
    const error = await failureOf(cloud().create(groupMembers, { ...ours, GroupId: "nowhere" }));
    expect(error).toMatchObject({ code: "IM_GONE" });
    expect(error.message).toContain("There is no tencent group nowhere in this app, so nobody was added to it.");
  });

  test("go by the hundred, and are read page by page", async () => {
    const many = Array.from({ length: 201 }, (_, i) => `m${i}`);
    await cloud().people(...many);
    await cloud().emulator.tencent.settings({ groupSizeMaximum: 1000 });
    await byHand("modify_group_base_info", { MaxMemberNum: 1000 });
    const before = await cloud().create(groupMembers, { GroupId, MemberList: many });
    expect(before.failure).toBeUndefined();
    expect(await cloud().sent(`${svc}/add_group_member`)).toBe(3);
    await cloud().newRun();
    await cloud().remove(groupMembers, before);
    expect(await cloud().sent(`${svc}/get_group_member_info`)).toBe(3);
    expect(await writes()).toEqual(Array(3).fill("delete_group_member"));
    expect(await roles()).toEqual(there);
  });
});

describe("a type of group", () => {
  beforeEach(() => cloud().people(...accounts));

  test("without members is refused with the reason, before anything is sent", async () => {
    await cloud().byHand(`${svc}/create_group`, { Type: "AVChatRoom", GroupId, Name: "Show" });
    const error = await failureOf(cloud().create(groupMembers, ours));
    expect(error).toMatchObject({ code: "IM_INVALID_INPUT" });
    expect(error.message).toBe(
      "tencent group ops is of type AVChatRoom. People enter an AVChatRoom by themselves, from a client, so that nobody can be declared to be in it; mutes and bans work. Nobody was added or removed. Give the GroupId of a group of another type, or take these GroupMembers out of the program.",
    );
    expect((await cloud().log()).map(({ call }) => call)).toEqual([`${svc}/get_group_info`]);
  });

  test("without members that took the place of another one has nobody of ours", async () => {
    await elsewhere(cloud());
    const before = await made(ours);
    await byHand("destroy_group", {});
    await cloud().byHand(`${svc}/create_group`, { Type: "AVChatRoom", GroupId, Name: "Show" });
    expect(kept((await cloud().read(groupMembers, before))?.state)).toEqual({ MemberList: {}, added: [] });
    const { failure } = await cloud().update(groupMembers, before, ours);
    expect(failure).toMatchObject({ code: "IM_INVALID_INPUT" });
    await cloud().remove(groupMembers, before);
    expect(await writes()).toEqual([]);
  });

  test("without admins refuses a Role, and takes everybody else", async () => {
    await elsewhere(cloud(), { Type: "Private", MemberList: [{ Member_Account: "cid" }] });
    const wrong = { ann: { Role: "Admin" }, ben: {} };
    const error = await failureOf(cloud().create(groupMembers, { GroupId, MemberList: wrong }));
    expect(error.message).toBe(
      "tencent group ops is of type Private (Work). It has no admins, and Role is declared of ann. Nobody was added or removed. Leave Role out, or take these GroupMembers out of the program.",
    );
    const before = await made({ MemberList: ["ann"] });
    const half = await cloud().update(groupMembers, before, { GroupId, MemberList: wrong });
    expect(half.failure).toMatchObject({ code: "IM_INVALID_INPUT" });
    expect(kept(half.state)).toEqual({ MemberList: { ann: {} }, added: ["ann"] });
    expect(await writes()).toEqual([]);
    const after = await changed(half, { ann: { NameCard: "A" }, ben: {} });
    await cloud().remove(groupMembers, after);
    expect(await roles()).toEqual({ owner: "Owner", cid: "Member" });
  });
});

describe("a group without an owner", () => {
  const empty = { Owner_Account: undefined, MemberList: undefined };

  test("keeps its last people on delete, with a warning: the vendor would end it", async () => {
    await cloud().people(...accounts);
    await elsewhere(cloud(), empty);
    const before = await made(ours);
    const half = await cloud().update(groupMembers, before, { GroupId, MemberList: [] });
    expect(half.failure).toMatchObject({ code: "IM_INVALID_INPUT", message: expect.stringContaining("has no owner") });
    expect(kept(half.state)).toEqual({ MemberList: { ann: {}, ben: {} }, added: ["ann", "ben"] });
    await cloud().remove(groupMembers, half);
    expect(warnings().join("")).toContain('tencent group ops has no owner, and "ann", "ben" are the last in it');
    expect(await roles()).toEqual({ ann: "Member", ben: "Member" });
    expect(await writes()).toEqual([]);
  });

  test("lets ours go where others are in it", async () => {
    await cloud().people(...accounts);
    await elsewhere(cloud(), { ...empty, MemberList: [{ Member_Account: "cid" }] });
    await cloud().remove(groupMembers, await made(ours));
    expect(await roles()).toEqual({ cid: "Member" });
    expect(warnings()).toEqual([]);
  });
});

describe("people whom the vendor does not take", () => {
  beforeEach(async () => {
    await cloud().people(...accounts);
    await elsewhere(cloud());
  });

  test.each(["whenAll", "fail", "item"])(
    "who do not exist are named; the others are ours (%s)",
    async (unknownMember) => {
      await cloud().emulator.tencent.settings({ unknownMember });
      const half = await cloud().create(groupMembers, { GroupId, MemberList: ["ann", "no1", "cid"] });
      const { code, message } = await failureOf(Promise.reject(half.failure));
      expect(code).toBe("IM_PARTIAL");
      expect(message).toContain("the vendor did not add no1 (no such account). Everybody else was handled.");
      expect(kept(half.state)).toEqual({ MemberList: { ann: {}, cid: {} }, added: ["ann"] });
    },
  );

  test("who are in too many groups are named with the vendor's code", async () => {
    await cloud().byHand(`${svc}/create_group`, { Type: "Public", Name: "other", Owner_Account: "ann" });
    await cloud().emulator.tencent.settings({ joinedGroupQuota: 1 });
    const half = await cloud().create(groupMembers, ours);
    expect(half.failure).toMatchObject({ code: "IM_PARTIAL", message: expect.stringContaining("ann (code 10037") });
    expect(kept(half.state)).toEqual({ MemberList: { ben: {} }, added: ["ben"] });
  });

  test("for whom there is no room are an error that says so, and the next run finishes", async () => {
    await byHand("modify_group_base_info", { MaxMemberNum: 4 });
    const half = await cloud().create(groupMembers, ours);
    expect(half.failure).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 10014 } });
    expect(kept(half.state)).toEqual({ MemberList: {}, added: [] });
    await byHand("modify_group_base_info", { MaxMemberNum: 5 });
    const { state } = await changed(half, ["ann", "ben"]);
    expect(kept(state)).toEqual({ MemberList: { ann: {}, ben: {} }, added: ["ann", "ben"] });
  });
});

describe("an addition that gets no answer", () => {
  beforeEach(async () => {
    await cloud().people(...accounts);
    await elsewhere(cloud());
  });

  const attempts = 5;

  test("at first counts those as added here who are there then", async () => {
    await cloud().inject(`${svc}/add_group_member`, { kind: "drop-after" });
    const { state } = await made(ours);
    expect(state).toMatchObject({ added: ["ann", "ben"] });
    await cloud().remove(groupMembers, { id: GroupId, state });
    expect(await roles()).toEqual(there);
  });

  test("at all, and acted, leaves nobody forgotten", async () => {
    await cloud().inject(`${svc}/add_group_member`, { kind: "drop-after", times: attempts });
    const half = await cloud().create(groupMembers, ours);
    expect(half.failure).toMatchObject({ code: "IM_UNAVAILABLE" });
    expect(kept(half.state)).toEqual({ MemberList: { ann: {}, ben: {} }, added: ["ann", "ben"] });
    await cloud().newRun();
    await cloud().remove(groupMembers, half);
    expect(await roles()).toEqual(there);
  });

  test("at all, and did not act, counts nobody as added", async () => {
    await cloud().inject(`${svc}/add_group_member`, { kind: "drop-before", times: attempts });
    const half = await cloud().create(groupMembers, ours);
    expect(half.failure).toBeDefined();
    expect(kept(half.state)).toEqual({ MemberList: {}, added: [] });
  });

  test("nor has the look after it, keeps all of them until a run can look", async () => {
    const before = await made({ MemberList: [] });
    await cloud().inject(`${svc}/add_group_member`, { kind: "drop-after", times: attempts });
    await cloud().inject(`${svc}/get_group_member_info`, { kind: "status", value: 502, skip: 1, times: attempts });
    const half = await cloud().update(groupMembers, before, ours);
    expect(half.failure).toMatchObject({ code: "IM_UNAVAILABLE" });
    expect(kept(half.state)).toEqual({ MemberList: { ann: {}, ben: {} }, added: ["ann", "ben"] });
    await cloud().clearFaults();
    await cloud().newRun();
    const after = await changed(half, ["ben"]);
    expect(kept(after.state)).toEqual({ MemberList: { ben: {} }, added: ["ben"] });
    expect(await roles()).toEqual({ ...there, ben: "Member" });
  });
});

function scenario(
  call: string,
  at: Scenario["at"],
  before: Values | undefined,
  MemberList: unknown,
  members: Values,
): Scenario {
  const prior = before && { before: { GroupId, MemberList: before } };
  const inputs = { GroupId, MemberList };
  const holds = { members };
  return {
    call: `${svc}/${call}`,
    at,
    definition: groupMembers,
    accounts,
    prepare: elsewhere,
    inputs,
    holds,
    ...prior,
  };
}

const member = { Role: "Member" };
const admin = { Role: "Admin" };
const others = { owner: { Role: "Owner" }, cid: member, dan: admin };
const first = { comesFirst: true };

describeFaults(cloud, [
  { ...scenario("get_group_info", "create", undefined, ["ann"], { ann: member }), ...first },
  { ...scenario("get_group_member_info", "create", undefined, ["ann"], { ann: member }), ...first },
  scenario("add_group_member", "create", undefined, ["ann", "ben"], { ...others, ann: member, ben: member }),
  scenario("modify_group_member_info", "create", undefined, { ann: { Role: "Admin" } }, { ann: admin }),
  scenario("delete_group_member", "update", { ann: {}, ben: {} }, ["ann"], { ...others, ann: member }),
  scenario("modify_group_member_info", "update", {}, { cid: { NameCard: "C" } }, { cid: { NameCard: "C" } }),
  { ...scenario("get_group_info", "update", {}, ["ann"], { ann: member }), ...first },
  scenario("get_group_info", "read", { ann: {} }, ["ann"], { ...others, ann: member }),
  scenario("get_group_member_info", "read", { ann: {} }, ["ann"], { ...others, ann: member }),
  scenario("get_group_member_info", "remove", { ann: {}, cid: {} }, {}, others),
  scenario("delete_group_member", "remove", { ann: {}, cid: {} }, {}, others),
]);
