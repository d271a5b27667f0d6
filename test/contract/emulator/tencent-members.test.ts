import { useTencent } from "./tencent-cloud";

const cloud = useTencent();

const WITH_MEMBERS = ["Private", "Public", "ChatRoom", "Community"];

beforeEach(() => cloud().accounts("owner", "ann", "ben", "cid"));

const named = (...ids: string[]) => ids.map((Member_Account) => ({ Member_Account }));
const results = (answer: { MemberList: { Result: number }[] }) => answer.MemberList.map((one) => one.Result);
const crew = (Type = "Public", more: object = {}) => cloud().made(Type, { Owner_Account: "owner", ...more });

async function roles(GroupId: string): Promise<Record<string, string>> {
  const { members } = await cloud().group(GroupId);
  return Object.fromEntries(Object.entries<{ Role: string }>(members).map(([id, one]) => [id, one.Role]));
}

describe("add_group_member", () => {
  test.each(WITH_MEMBERS)("%s: a result for each", async (Type) => {
    const GroupId = await crew(Type, { MemberList: named("ann") });
    const answer = await cloud().ok("add_group_member", {
      GroupId,
      Silence: 1,
      MemberList: named("ann", "ben", "ghost"),
    });
    expect(answer.MemberList).toEqual([
      { Member_Account: "ann", Result: 2 },
      { Member_Account: "ben", Result: 1 },
      { Member_Account: "ghost", Result: 0 },
    ]);
    expect(await roles(GroupId)).toEqual({ owner: "Owner", ann: "Member", ben: "Member" });
    expect(await cloud().group(GroupId)).toMatchObject({ MemberNum: 3, InfoSeq: 1 });
  });

  test("not in an AVChatRoom", async () => {
    const GroupId = await crew("AVChatRoom");
    await cloud().fails("add_group_member", { GroupId, MemberList: named("ann") }, 10_007);
    await cloud().fails("import_group_member", { GroupId, MemberList: named("ann") }, 10_007);
    await cloud().fails("delete_group_member", { GroupId, MemberToDel_Account: ["ann"] }, 10_004);
    await cloud().fails("get_group_member_info", { GroupId }, 10_007);
    await cloud().fails("get_specified_group_member_info", { GroupId, Member_List_Account: ["ann"] }, 10_007);
    await cloud().fails("modify_group_member_info", { GroupId, Member_Account: "owner", NameCard: "x" }, 10_007);
    await cloud().fails("get_role_in_group", { GroupId, User_Account: ["ann"] }, 10_007);
  });

  test("unknown accounts: the call fails if all are", async () => {
    const GroupId = await crew();
    const add = (...ids: string[]) => cloud().call("add_group_member", { GroupId, MemberList: named(...ids) });
    expect(await add("ghost", "spook")).toMatchObject({ ErrorCode: 10_019 });
    await cloud().set({ unknownMember: "item" });
    expect(results(await add("ghost"))).toEqual([0]);
    await cloud().set({ unknownMember: "fail" });
    expect(await add("ann", "ghost")).toMatchObject({ ErrorCode: 10_019 });
    expect(await roles(GroupId)).toEqual({ owner: "Owner" });
  });

  test("a full group takes nobody", async () => {
    const GroupId = await crew("Public", { MaxMemberCount: 2 });
    await cloud().fails("add_group_member", { GroupId, MemberList: named("ann", "ben") }, 10_014);
    expect(results(await cloud().ok("add_group_member", { GroupId, MemberList: named("ann", "owner") }))).toEqual([
      1, 2,
    ]);
    await cloud().fails("add_group_member", { GroupId, MemberList: named("ben") }, 10_014);
  });

  test("how many in a call, and how many groups for one account, are settings", async () => {
    const GroupId = await crew();
    await cloud().set({ addMemberMaximum: 2, joinedGroupQuota: 1 });
    await cloud().fails("add_group_member", { GroupId, MemberList: named("ann", "ben", "cid") }, 10_005);
    await cloud().ok("add_group_member", { GroupId, MemberList: named("ann") });
    const other = await cloud().made("Public");
    await cloud().fails("add_group_member", { GroupId: other, MemberList: named("ann") }, 10_037);
    await cloud().set({ addMemberMaximum: 300 });
    const many = named(...Array.from({ length: 301 }, (_, index) => `u${index}`));
    await cloud().fails("add_group_member", { GroupId, MemberList: many }, 10_005);
  });

  test("whether members count as a change of the group is a setting", async () => {
    await cloud().set({ memberChangeBumpsInfo: true });
    const GroupId = await crew();
    await cloud().ok("add_group_member", { GroupId, MemberList: named("ann") });
    expect(await cloud().group(GroupId)).toMatchObject({ InfoSeq: 2 });
  });
});

test("import_group_member takes roles and times that fit", async () => {
  const CreateTime = cloud().now() - 1000;
  await cloud().ok("import_group", { Type: "Public", Name: "x", GroupId: "old", CreateTime });
  const MemberList = [
    { Member_Account: "ann", Role: "Admin", JoinTime: CreateTime + 10 },
    { Member_Account: "ben", JoinTime: CreateTime - 10 },
    { Member_Account: "cid", JoinTime: CreateTime + 5000 },
  ];
  expect(results(await cloud().ok("import_group_member", { GroupId: "old", MemberList }))).toEqual([1, 0, 0]);
  expect((await cloud().group("old")).members.ann).toMatchObject({ Role: "Admin", JoinTime: CreateTime + 10 });
  const GroupId = await crew("Private");
  await cloud().fails(
    "import_group_member",
    { GroupId, MemberList: [{ Member_Account: "ann", Role: "Admin" }] },
    10_007,
  );
});

describe("delete_group_member", () => {
  const remove = (GroupId: string, ...MemberToDel_Account: string[]) => ({ GroupId, MemberToDel_Account });

  test("somebody who is not there is no mistake", async () => {
    const GroupId = await crew("Public", { MemberList: named("ann", "ben") });
    await cloud().ok("delete_group_member", remove(GroupId, "ann", "ghost", "cid"));
    expect(await roles(GroupId)).toEqual({ owner: "Owner", ben: "Member" });
    await cloud().ok("delete_group_member", { ...remove(GroupId, "ann"), Silence: 1, Reason: "again" });
  });

  test("the owner cannot be removed, unless the setting says so", async () => {
    const GroupId = await crew("Public", { MemberList: named("ann") });
    await cloud().fails("delete_group_member", remove(GroupId, "ann", "owner"), 10_004);
    expect(await roles(GroupId)).toEqual({ owner: "Owner", ann: "Member" });
    await cloud().set({ ownerRefusal: 10_007 });
    await cloud().fails("delete_group_member", remove(GroupId, "owner"), 10_007);
    await cloud().set({ removeOwner: "leaves" });
    await cloud().ok("delete_group_member", remove(GroupId, "owner"));
    expect(await cloud().group(GroupId)).toMatchObject({ Owner_Account: "" });
    expect(await roles(GroupId)).toEqual({ ann: "Member" });
  });

  test("a group ends with its last member, unless the setting says so", async () => {
    const made = () => cloud().made("Public", { MemberList: named("ann") });
    const gone = await made();
    await cloud().ok("delete_group_member", remove(gone, "ann"));
    await cloud().fails("delete_group_member", remove(gone, "ann"), 10_010);
    await cloud().set({ lastMemberRemoved: "keep" });
    const kept = await made();
    await cloud().ok("delete_group_member", remove(kept, "ann"));
    expect(await roles(kept)).toEqual({});
    const empty = await cloud().made("Public");
    await cloud().set({ lastMemberRemoved: "disband" });
    await cloud().ok("delete_group_member", remove(empty, "ann"));
    expect(await roles(empty)).toEqual({});
  });

  test("how many in a call is a setting", async () => {
    const GroupId = await crew();
    const ids = Array.from({ length: 101 }, (_, index) => `u${index}`);
    await cloud().fails("delete_group_member", remove(GroupId, ...ids), 10_005);
    await cloud().set({ deleteMemberMaximum: 500 });
    await cloud().ok("delete_group_member", remove(GroupId, ...ids));
  });
});

describe("modify_group_member_info", () => {
  test("changes what is sent", async () => {
    await cloud().set({ memberCustomKeys: "rank" });
    const GroupId = await crew("Public", { MemberList: named("ann") });
    const change = (more: object) =>
      cloud().ok("modify_group_member_info", { GroupId, Member_Account: "ann", ...more });
    await change({ Role: "Admin", NameCard: "Ann", MsgFlag: "Discard" });
    await change({ AppMemberDefinedData: [{ Key: "rank", Value: "x" }], ShutUpTime: 60 });
    const read = async () => (await cloud().ok("get_group_member_info", { GroupId })).MemberList[1];
    const member = await read();
    expect(member).toMatchObject({
      Role: "Admin",
      NameCard: "Ann",
      MsgFlag: "Discard",
      AppMemberDefinedData: [{ Key: "rank", Value: "x" }],
    });
    expect(member.MuteUntil).toBeGreaterThan(cloud().now());
    await change({ Role: "Member", MuteTime: 0, NameCard: "", AppMemberDefinedData: [{ Key: "rank", Value: "" }] });
    expect(await read()).toMatchObject({ Role: "Member", NameCard: "", MuteUntil: 0, AppMemberDefinedData: [] });
  });

  test.each([
    [{ Member_Account: "ben", NameCard: "x" }, 10_004],
    [{ Role: "Owner" }, 10_004],
    [{ Member_Account: "owner", Role: "Member" }, 10_004],
    [{ NameCard: "名".repeat(17) }, 10_004],
    [{ MsgFlag: "Never" }, 10_004],
    [{ MuteTime: -1 }, 10_004],
    [{ MuteTime: 4_294_967_296 }, 10_004],
    [{ AppMemberDefinedData: [{ Key: "rank", Value: "x" }] }, 10_004],
  ])("refuses %j", async (change, code) => {
    const GroupId = await crew("Public", { MemberList: named("ann") });
    await cloud().fails("modify_group_member_info", { GroupId, Member_Account: "ann", ...change }, code);
    expect((await cloud().group(GroupId)).members.ann).toMatchObject({ Role: "Member", NameCard: "", MuteUntil: 0 });
  });

  test("a Private group has no admins and no mutes", async () => {
    const GroupId = await crew("Private", { MemberList: named("ann") });
    for (const change of [{ Role: "Admin" }, { MuteTime: 60 }]) {
      await cloud().fails("modify_group_member_info", { GroupId, Member_Account: "ann", ...change }, 10_007);
    }
    await cloud().ok("modify_group_member_info", { GroupId, Member_Account: "ann", NameCard: "Ann" });
  });
});

describe("reading members", () => {
  test.each(["Private", "Public", "ChatRoom"])("%s: by Limit and Offset", async (Type) => {
    const GroupId = await crew(Type, { MemberList: named("ann", "ben") });
    const read = (more: object) => cloud().ok("get_group_member_info", { GroupId, ...more });
    const ids = (answer: { MemberList: { Member_Account: string }[] }) =>
      answer.MemberList.map((one) => one.Member_Account);
    expect(ids(await read({}))).toEqual(["owner", "ann", "ben"]);
    const page = await read({ Limit: 1, Offset: 1, MemberInfoFilter: ["Role"] });
    expect(page).toMatchObject({ MemberNum: 3, MemberList: [{ Member_Account: "ann", Role: "Member" }] });
    expect(Object.keys(page.MemberList[0])).toEqual(["Member_Account", "Role"]);
    expect(page).not.toHaveProperty("Next");
    expect(await read({ MemberRoleFilter: ["Owner"] })).toMatchObject({
      MemberNum: 3,
      MemberList: [{ Role: "Owner" }],
    });
    expect(ids(await read({ Offset: 3 }))).toEqual([]);
    await cloud().fails("get_group_member_info", { GroupId, Limit: 6001 }, 10_004);
    await cloud().set({ memberPageMaximum: 100 });
    await cloud().fails("get_group_member_info", { GroupId, Limit: 101 }, 10_004);
  });

  test("a Community: by Next", async () => {
    const GroupId = await crew("Community", { MemberList: named("ann", "ben") });
    const read = (more: object) => cloud().ok("get_group_member_info", { GroupId, ...more });
    const first = await read({ Limit: 2, Offset: 1, Next: "" });
    expect(first.MemberList.map((one: { Member_Account: string }) => one.Member_Account)).toEqual(["owner", "ann"]);
    const last = await read({ Limit: 2, Next: first.Next });
    expect(last).toMatchObject({ MemberNum: 3, MemberList: [{ Member_Account: "ben" }], Next: "" });
    await cloud().fails("get_group_member_info", { GroupId, Next: 0 }, 10_004);
    await cloud().set({ communityNext: "number", communityPage: 2 });
    expect(await read({ Next: 0 })).toMatchObject({ Next: 2 });
    expect(await read({ Next: 2 })).toMatchObject({ Next: 0 });
    await cloud().fails("get_group_member_info", { GroupId, Next: "" }, 10_004);
  });

  test("certain members, and roles", async () => {
    await cloud().set({ memberCustomKeys: "*" });
    const GroupId = await crew("Public", { MemberList: named("ann") });
    const AppMemberDefinedData = [
      { Key: "a", Value: "1" },
      { Key: "b", Value: "2" },
    ];
    await cloud().ok("modify_group_member_info", { GroupId, Member_Account: "ann", AppMemberDefinedData });
    const Member_List_Account = ["ann", "ben", "ghost"];
    expect((await cloud().ok("get_specified_group_member_info", { GroupId, Member_List_Account })).MemberList).toEqual([
      expect.objectContaining({ Member_Account: "ann", AppMemberDefinedData }),
    ]);
    const filter = { AppDefinedDataFilter_GroupMember: ["b"], MemberInfoFilter: ["NameCard"] };
    expect(
      (await cloud().ok("get_specified_group_member_info", { GroupId, Member_List_Account, ...filter })).MemberList,
    ).toEqual([{ Member_Account: "ann", NameCard: "", AppMemberDefinedData: [{ Key: "b", Value: "2" }] }]);
    const many = Array.from({ length: 51 }, (_, index) => `u${index}`);
    await cloud().fails("get_specified_group_member_info", { GroupId, Member_List_Account: many }, 10_005);
    expect(await cloud().ok("get_role_in_group", { GroupId, User_Account: ["owner", "ann", "ghost"] })).toMatchObject({
      UserIdList: [
        { Member_Account: "owner", Role: "Owner" },
        { Member_Account: "ann", Role: "Member" },
        { Member_Account: "ghost", Role: "NotMember" },
      ],
    });
  });
});

describe("what clients do", () => {
  test("they join where joining is free, and leave", async () => {
    const open = await crew("Public", { ApplyJoinOption: "FreeAccess", MaxMemberCount: 2 });
    expect(await cloud().join(open, "ann")).toBe(0);
    expect(await cloud().join(open, "ann")).toBe(10_013);
    expect(await cloud().join(open, "ben")).toBe(10_014);
    expect(await cloud().join(await crew("Public"), "ann")).toBe(10_007);
    expect(await cloud().join(await crew("Private"), "ann")).toBe(10_007);
    expect(await cloud().join(await crew("ChatRoom"), "ann")).toBe(0);
    expect(await cloud().join("gone", "ann")).toBe(10_010);
    expect(await cloud().join(open, "ghost")).toBe(10_019);
    expect(await cloud().join(open, "ann", "leave")).toBe(0);
    expect(await cloud().join(open, "ann", "leave")).toBe(10_007);
    expect(await roles(open)).toEqual({ owner: "Owner" });
  });

  test("an owner may leave a Private group only", async () => {
    const GroupId = await crew("Private", { MemberList: named("ann") });
    expect(await cloud().join(await crew("Public"), "owner", "leave")).toBe(10_009);
    expect(await cloud().join(GroupId, "owner", "leave")).toBe(0);
    expect(await cloud().group(GroupId)).toMatchObject({ Owner_Account: "" });
    expect(await cloud().join(GroupId, "ann", "leave")).toBe(0);
    expect(await cloud().group(GroupId)).toBeUndefined();
  });
});
