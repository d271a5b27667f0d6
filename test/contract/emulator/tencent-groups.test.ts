import { useTencent } from "./tencent-cloud";

const cloud = useTencent();

const TYPES = ["Private", "Public", "ChatRoom", "AVChatRoom", "Community"];

beforeEach(() => cloud().accounts("owner", "ann", "ben"));

async function info(GroupId: string, ResponseFilter?: Record<string, string[]>) {
  return (await cloud().ok("get_group_info", { GroupIdList: [GroupId], ResponseFilter })).GroupInfo[0];
}

describe("create_group", () => {
  test.each([
    ["Private", /^@TGS#1[0-9A-Z]{8}$/, { ApplyJoinOption: "DisableApply", InviteJoinOption: "FreeAccess" }],
    ["Public", /^@TGS#2[0-9A-Z]{8}$/, { ApplyJoinOption: "NeedPermission", InviteJoinOption: "DisableInvite" }],
    ["ChatRoom", /^@TGS#3[0-9A-Z]{8}$/, { ApplyJoinOption: "FreeAccess", InviteJoinOption: "DisableInvite" }],
    ["AVChatRoom", /^@TGS#a[0-9A-Z]{8}$/, { ApplyJoinOption: "FreeAccess", MemberNum: 0, MaxMemberNum: 0 }],
    [
      "Community",
      /^@TGS#_@TGS#c[0-9A-Z]{8}$/,
      { ApplyJoinOption: "FreeAccess", MaxMemberNum: 100_000, SupportTopic: 0 },
    ],
  ])("%s: the id that the server assigns, and what reads show", async (Type, id, expected) => {
    const GroupId = await cloud().made(Type, { Owner_Account: "owner" });
    expect(GroupId).toMatch(id);
    expect(await info(GroupId)).toMatchObject({
      GroupId,
      ErrorCode: 0,
      ErrorInfo: "",
      Type,
      Name: "Crew",
      Appid: 1400000000,
      Introduction: "",
      Notification: "",
      FaceUrl: "",
      Owner_Account: "owner",
      CreateTime: expect.any(Number),
      InfoSeq: 1,
      LastMsgTime: 0,
      NextMsgSeq: 1,
      MuteAllMember: "Off",
      AppDefinedData: [],
      ...expected,
    });
  });

  test("every field reads back", async () => {
    await cloud().set({ groupCustomKeys: "colour", memberCustomKeys: "rank" });
    const fields = { Introduction: "i", Notification: "n", FaceUrl: "f", InviteJoinOption: "NeedPermission" };
    const AppDefinedData = [{ Key: "colour", Value: "red" }];
    const GroupId = await cloud().made("Public", {
      ...fields,
      GroupId: "crew",
      Owner_Account: "owner",
      MaxMemberCount: 50,
      ApplyJoinOption: "DisableApply",
      AppDefinedData,
      MemberList: [
        { Member_Account: "ann", Role: "Admin" },
        { Member_Account: "ben", AppMemberDefinedData: [{ Key: "rank", Value: "x" }] },
      ],
    });
    expect(GroupId).toBe("crew");
    const read = await info("crew");
    expect(read).toMatchObject({
      ...fields,
      MaxMemberNum: 50,
      ApplyJoinOption: "DisableApply",
      AppDefinedData,
      MemberNum: 3,
    });
    const time = expect.any(Number);
    const plain = { MsgSeq: 0, MsgFlag: "AcceptAndNotify", LastSendMsgTime: 0, MuteUntil: 0, NameCard: "" };
    expect(read.MemberList).toEqual([
      { Member_Account: "owner", Role: "Owner", JoinTime: time, ...plain, AppMemberDefinedData: [] },
      { Member_Account: "ann", Role: "Admin", JoinTime: time, ...plain, AppMemberDefinedData: [] },
      {
        Member_Account: "ben",
        Role: "Member",
        JoinTime: time,
        ...plain,
        AppMemberDefinedData: [{ Key: "rank", Value: "x" }],
      },
    ]);
  });

  test.each([
    ["no type", { Type: undefined }, 10_004],
    ["another type", { Type: "Team" }, 10_004],
    ["no name", { Name: undefined }, 10_004],
    ["an empty name", { Name: "" }, 10_004],
    ["a name of 31 bytes", { Name: `${"名".repeat(10)}x` }, 10_004],
    ["an introduction of 241 bytes", { Introduction: "i".repeat(241) }, 10_004],
    ["a notification of 301 bytes", { Notification: "n".repeat(301) }, 10_004],
    ["a face url of 101 bytes", { FaceUrl: "f".repeat(101) }, 10_004],
    ["an unknown option", { ApplyJoinOption: "Free" }, 10_004],
    ["an unknown owner", { Owner_Account: "ghost" }, 10_019],
    ["an unknown member", { MemberList: [{ Member_Account: "ann" }, { Member_Account: "ghost" }] }, 10_019],
    ["a member as owner", { MemberList: [{ Member_Account: "ann", Role: "Owner" }] }, 10_004],
    ["101 members", { MemberList: Array.from({ length: 101 }, () => ({ Member_Account: "ann" })) }, 10_005],
    ["a custom key that the console does not know", { AppDefinedData: [{ Key: "k", Value: "v" }] }, 10_004],
    ["a custom key of 17 bytes", { AppDefinedData: [{ Key: "k".repeat(17), Value: "v" }] }, 10_004],
    ["a custom value of 513 bytes", { AppDefinedData: [{ Key: "k", Value: "v".repeat(513) }] }, 10_004],
    ["more members than the plan", { MaxMemberCount: 201 }, 10_004],
    [
      "more members than it asks for",
      { MaxMemberCount: 1, Owner_Account: "owner", MemberList: [{ Member_Account: "ann" }] },
      10_014,
    ],
    ["an assigned id as one's own", { GroupId: "@TGS#2J4SZEAEL" }, 10_015],
    ["an id of 49 bytes", { GroupId: "g".repeat(49) }, 10_015],
    ["an id beyond ASCII", { GroupId: "gé" }, 10_015],
    ["an empty id", { GroupId: "" }, 10_015],
    ["topics outside a community", { SupportTopic: 1 }, 10_004],
  ])("refuses %s", async (_what, more, code) => {
    await cloud().fails("create_group", { Type: "Public", Name: "Crew", ...more }, code);
    expect((await cloud().state()).groups).toEqual({});
  });

  test("texts that the vendor is known to say", async () => {
    const crew = (more: object) => cloud().call("create_group", { Type: "Public", Name: "Crew", ...more });
    expect((await crew({ Name: "n".repeat(31) })).ErrorInfo).toBe("group name is too long");
    expect((await crew({ Introduction: "i".repeat(241) })).ErrorInfo).toBe("introduction is too long");
    expect((await crew({ AppDefinedData: [{ Key: "k", Value: "v" }] })).ErrorInfo).toBe("all defined key is invalid");
  });

  test("Work and Meeting are names of Private and ChatRoom", async () => {
    expect(await info(await cloud().made("Work"))).toMatchObject({ Type: "Private" });
    expect(await info(await cloud().made("Meeting"))).toMatchObject({ Type: "ChatRoom" });
    await cloud().set({ workAndMeeting: "refuse" });
    await cloud().fails("create_group", { Type: "Work", Name: "x" }, 10_004);
  });

  test("an id in use: by somebody else, or by the same owner", async () => {
    await cloud().made("Public", { GroupId: "crew", Owner_Account: "owner", Introduction: "first" });
    const again = (more: object) => ({ Type: "Public", Name: "Other", GroupId: "crew", ...more });
    const taken = await cloud().fails("create_group", again({ Owner_Account: "ann" }), 10_021);
    expect(taken.ErrorInfo).toBe("group id has be used!");
    const own = await cloud().fails("create_group", again({ Owner_Account: "owner" }), 10_025);
    expect(own.ErrorInfo).toBe("group id has be used by youself!");
    await cloud().fails("import_group", again({}), 10_021);
    await cloud().set({ takenGroupId: 10_025 });
    await cloud().fails("create_group", again({}), 10_025);
    expect(await info("crew")).toMatchObject({ Name: "Crew", Introduction: "first", InfoSeq: 1 });
  });

  test("an id is free again after the group is destroyed, and nothing is left of it", async () => {
    await cloud().made("Public", { GroupId: "crew", Owner_Account: "owner" });
    await cloud().ok("set_group_attr", { GroupId: "crew", GroupAttr: [{ key: "k", value: "v" }] });
    await cloud().ok("forbid_send_msg", { GroupId: "crew", Members_Account: ["owner"], MuteTime: 60 });
    await cloud().ok("destroy_group", { GroupId: "crew" });
    await cloud().fails("destroy_group", { GroupId: "crew" }, 10_010);
    await cloud().made("ChatRoom", { GroupId: "crew" });
    expect(await cloud().group("crew")).toMatchObject({ Type: "ChatRoom", attributes: {}, mutes: {}, members: {} });
  });

  test("how long an id stays in use after that is a setting", async () => {
    await cloud().set({ destroyedGroupIdSeconds: 60 });
    await cloud().made("Public", { GroupId: "crew" });
    await cloud().ok("destroy_group", { GroupId: "crew" });
    await cloud().fails("create_group", { Type: "Public", Name: "x", GroupId: "crew" }, 10_021);
    await cloud().advance(61);
    await cloud().made("Public", { GroupId: "crew" });
  });

  test("ids of communities", async () => {
    await cloud().fails("create_group", { Type: "Community", Name: "x", GroupId: "crew" }, 10_015);
    expect(await cloud().made("Community", { GroupId: "@TGS#_crew" })).toBe("@TGS#_crew");
    await cloud().set({ communityFeature: false, invalidNewGroupId: 10_004 });
    await cloud().fails("create_group", { Type: "Community", Name: "x" }, 11_000);
    await cloud().fails("create_group", { Type: "Public", Name: "x", GroupId: "@TGS#x" }, 10_004);
  });

  test("what a type does not have", async () => {
    const member = { MemberList: [{ Member_Account: "ann" }] };
    await cloud().fails("create_group", { Type: "AVChatRoom", Name: "x", ...member }, 10_007);
    await cloud().fails("create_group", { Type: "AVChatRoom", Name: "x", InviteJoinOption: "FreeAccess" }, 10_004);
    const admin = { MemberList: [{ Member_Account: "ann", Role: "Admin" }] };
    await cloud().fails("create_group", { Type: "Private", Name: "x", ...admin }, 10_007);
    await cloud().set({ foreignField: "ignore", privateRefusal: 10_004 });
    const room = await cloud().made("AVChatRoom", { InviteJoinOption: "FreeAccess", MaxMemberCount: 5 });
    expect(await info(room)).not.toHaveProperty("InviteJoinOption");
    await cloud().fails("create_group", { Type: "Private", Name: "x", ...admin }, 10_004);
  });

  test("ApplyJoinOption of the other types is their own, or as sent where the setting says so", async () => {
    const GroupId = await cloud().made("ChatRoom", { ApplyJoinOption: "NeedPermission" });
    expect(await info(GroupId)).toMatchObject({ ApplyJoinOption: "FreeAccess" });
    await cloud().set({ applyJoinOption: "stored" });
    expect(await info(GroupId)).toMatchObject({ ApplyJoinOption: "NeedPermission" });
  });

  test("limits and codes that are settings", async () => {
    await cloud().set({ nameBytes: 100, introductionBytes: 400, notificationBytes: 400, faceUrlBytes: 500 });
    await cloud().made("Public", {
      Name: "n".repeat(100),
      Introduction: "i".repeat(400),
      Notification: "n".repeat(400),
      FaceUrl: "f".repeat(500),
    });
    await cloud().set({ unknownOwner: 10_004, unknownInitialMember: "skip", overSizeMaximum: "clip" });
    await cloud().fails("create_group", { Type: "Public", Name: "x", Owner_Account: "ghost" }, 10_004);
    const MemberList = [{ Member_Account: "ghost" }, { Member_Account: "ann" }];
    const GroupId = await cloud().made("Public", { MemberList, MaxMemberCount: 1000 });
    expect(await info(GroupId)).toMatchObject({ MemberNum: 1, MaxMemberNum: 200 });
    await cloud().set({
      groupSizeMaximum: 2,
      communitySizeMaximum: 3,
      overSizeMaximum: 10_038,
      avChatRoomMaxMemberNum: 7,
    });
    await cloud().fails("create_group", { Type: "Public", Name: "x", MaxMemberCount: 3 }, 10_038);
    const three = { Owner_Account: "owner", MemberList: [{ Member_Account: "ann" }, { Member_Account: "ben" }] };
    await cloud().fails("create_group", { Type: "Public", Name: "x", ...three }, 10_038);
    expect(await info(await cloud().made("Community", three))).toMatchObject({ MemberNum: 3, MaxMemberNum: 3 });
    expect(await info(await cloud().made("AVChatRoom"))).toMatchObject({ MaxMemberNum: 7 });
  });

  test("quotas", async () => {
    await cloud().set({ avChatRoomQuota: 1 });
    await cloud().made("AVChatRoom");
    await cloud().fails("create_group", { Type: "AVChatRoom", Name: "x" }, 10_036);
    await cloud().set({ groupQuota: 2 });
    await cloud().made("Public", { GroupId: "crew" });
    await cloud().fails("create_group", { Type: "Public", Name: "x" }, 10_058);
    await cloud().set({ groupQuota: 0, dailyGroupQuota: 2 });
    await cloud().fails("create_group", { Type: "Public", Name: "x" }, 10_006);
    await cloud().ok("destroy_group", { GroupId: "crew" });
    await cloud().made("Public");
    await cloud().advance(86_400);
    await cloud().set({ joinedGroupQuota: 1 });
    await cloud().made("Public", { Owner_Account: "owner" });
    await cloud().fails("create_group", { Type: "Public", Name: "x", Owner_Account: "owner" }, 10_037);
  });

  test("the content filter", async () => {
    await cloud().set({ antispamWord: "spam" });
    for (const field of ["Name", "Introduction", "Notification"]) {
      await cloud().fails("create_group", { Type: "Public", Name: "x", [field]: "no spam" }, 80_001);
    }
  });
});

describe("import_group", () => {
  test("may date back, and takes no members", async () => {
    const CreateTime = 1_700_000_000;
    await cloud().ok("import_group", { Type: "Public", Name: "x", GroupId: "old", CreateTime, MemberList: [{}] });
    expect(await info("old")).toMatchObject({ CreateTime, MemberNum: 0 });
    const { body } = await cloud().running.control("GET", "calls?call=group_open_http_svc/import_group");
    expect(body[0].unknownParams).toEqual(["MemberList"]);
    await cloud().fails("import_group", { Type: "Public", Name: "x", CreateTime: 9_999_999_999 }, 10_004);
    await cloud().fails("import_group", { Type: "AVChatRoom", Name: "x" }, 10_007);
  });
});

describe("groups that are not there", () => {
  test("10010 for an id that could be, 10015 for one that could not", async () => {
    for (const [GroupId, code] of [
      ["gone", 10_010],
      ["@TGS#2J4SZEAEL", 10_010],
      ["@TGS#_gone", 10_010],
      ["@TGS#2", 10_015],
      ["g".repeat(49), 10_015],
      ["é", 10_015],
    ] as const) {
      await cloud().fails("destroy_group", { GroupId }, code);
      expect(await info(GroupId)).toEqual({
        GroupId,
        ErrorCode: code,
        ErrorInfo: code === 10_010 ? "this group does not exist" : "invalid group id",
      });
    }
  });

  test("codes are settings", async () => {
    await cloud().set({ unknownGroup: 10_015, unknownAssignedGroup: 10_015, malformedGroupId: 10_010 });
    await cloud().fails("destroy_group", { GroupId: "gone" }, 10_015);
    await cloud().fails("destroy_group", { GroupId: "@TGS#2J4SZEAEL" }, 10_015);
    await cloud().fails("destroy_group", { GroupId: "é" }, 10_010);
  });

  test("get_group_info does not fail for them, unless the setting says so", async () => {
    await cloud().made("Public", { GroupId: "crew" });
    const body = { GroupIdList: ["gone", "crew"] };
    const answer = await cloud().ok("get_group_info", body);
    expect(answer.GroupInfo.map((one: { ErrorCode: number }) => one.ErrorCode)).toEqual([10_010, 0]);
    await cloud().set({ outerCodeOfGroupInfo: "firstFailure" });
    expect((await cloud().fails("get_group_info", body, 10_010)).GroupInfo).toHaveLength(2);
    await cloud().fails("get_group_info", { GroupIdList: Array.from({ length: 51 }, () => "g") }, 10_004);
    await cloud().fails("get_group_info", { GroupIdList: [] }, 10_004);
  });
});

describe("filters of get_group_info", () => {
  beforeEach(async () => {
    await cloud().set({ groupCustomKeys: "*", memberCustomKeys: "*" });
    await cloud().made("Public", {
      GroupId: "crew",
      Owner_Account: "owner",
      AppDefinedData: [
        { Key: "a", Value: "1" },
        { Key: "b", Value: "2" },
      ],
    });
  });

  const head = { GroupId: "crew", ErrorCode: 0, ErrorInfo: "" };

  test("give exactly what they name", async () => {
    expect(await info("crew", { GroupBaseInfoFilter: ["Name", "Owner_Account", "Nothing"] })).toEqual({
      ...head,
      Name: "Crew",
      Owner_Account: "owner",
    });
    expect(await info("crew", { AppDefinedDataFilter_Group: ["b"] })).toEqual({
      ...head,
      AppDefinedData: [{ Key: "b", Value: "2" }],
    });
    expect(await info("crew", { MemberInfoFilter: ["Account", "Role"] })).toEqual({
      ...head,
      MemberList: [{ Member_Account: "owner", Role: "Owner" }],
    });
    expect(await info("crew", {})).toEqual(head);
  });

  test("what they do not mention is there where the setting says so", async () => {
    await cloud().set({ absentSubFilter: "everything" });
    expect(await info("crew", { GroupBaseInfoFilter: ["Name"] })).toEqual({
      ...head,
      Name: "Crew",
      AppDefinedData: expect.any(Array),
      MemberList: [expect.objectContaining({ Role: "Owner", AppMemberDefinedData: [] })],
    });
  });

  test("old and new spellings", async () => {
    expect(await info("crew", { GroupBaseInfoFilter: ["ShutUpAllMember"], MemberInfoFilter: ["ShutUpUntil"] })).toEqual(
      {
        ...head,
        ShutUpAllMember: "Off",
        MemberList: [{ Member_Account: "owner", ShutUpUntil: 0 }],
      },
    );
    await cloud().set({ spelling: "old" });
    const old = await info("crew");
    expect(old).toHaveProperty("ShutUpAllMember", "Off");
    expect(old).not.toHaveProperty("MuteAllMember");
    expect(old.MemberList[0]).toHaveProperty("ShutUpUntil", 0);
    await cloud().set({ spelling: "both" });
    expect(await info("crew")).toMatchObject({ ShutUpAllMember: "Off", MuteAllMember: "Off" });
  });

  test("what is shown unasked is a setting", async () => {
    const community = await cloud().made("Community", { SupportTopic: 1 });
    expect(await info(community)).toMatchObject({ InfoSeq: 1, SupportTopic: 1 });
    await cloud().set({ infoSeqUnasked: false, supportTopicUnasked: false });
    const read = await info(community);
    expect(read).not.toHaveProperty("InfoSeq");
    expect(read).not.toHaveProperty("SupportTopic");
    expect(await info(community, { GroupBaseInfoFilter: ["InfoSeq", "SupportTopic"] })).toMatchObject({
      InfoSeq: 1,
      SupportTopic: 1,
    });
    expect(await info("crew")).not.toHaveProperty("HistoryMsgBeforeJoin");
    await cloud().set({ historyMsgOnRead: true });
    expect(await info("crew")).toHaveProperty("HistoryMsgBeforeJoin", "Off");
  });
});

describe("modify_group_base_info", () => {
  test("changes what is sent, and counts it", async () => {
    const GroupId = await cloud().made("Public", { Introduction: "i", Notification: "n" });
    await cloud().advance(10);
    const change = {
      Name: "New",
      Introduction: "",
      MaxMemberNum: 20,
      ApplyJoinOption: "FreeAccess",
      ShutUpAllMember: "On",
    };
    await cloud().ok("modify_group_base_info", { GroupId, ...change });
    const read = await info(GroupId);
    expect(read).toMatchObject({
      Name: "New",
      Introduction: "",
      Notification: "n",
      MaxMemberNum: 20,
      ApplyJoinOption: "FreeAccess",
      MuteAllMember: "On",
      InfoSeq: 2,
    });
    expect(read.LastInfoTime).toBeGreaterThanOrEqual(read.CreateTime + 10);
    await cloud().ok("modify_group_base_info", { GroupId, MuteAllMember: "Off", ShutUpAllMember: "On" });
    expect(await info(GroupId)).toMatchObject({ MuteAllMember: "Off", InfoSeq: 3 });
  });

  test.each(TYPES)("%s", async (Type) => {
    const GroupId = await cloud().made(Type);
    await cloud().ok("modify_group_base_info", { GroupId, Name: "New", MuteAllMember: "On", Notification: "n" });
    expect(await info(GroupId)).toMatchObject({ Name: "New", MuteAllMember: "On", Notification: "n" });
  });

  test("custom fields merge, and an empty value removes one", async () => {
    await cloud().set({ groupCustomKeys: "a,Public:b" });
    const GroupId = await cloud().made("Public", { AppDefinedData: [{ Key: "a", Value: "1" }] });
    const change = (...pairs: [string, string][]) =>
      cloud().call("modify_group_base_info", {
        GroupId,
        AppDefinedData: pairs.map(([Key, Value]) => ({ Key, Value })),
      });
    await change(["b", "2"]);
    expect((await cloud().group(GroupId)).AppDefinedData).toEqual({ a: "1", b: "2" });
    await change(["a", ""]);
    expect((await cloud().group(GroupId)).AppDefinedData).toEqual({ b: "2" });
    expect(await change(["c", "3"])).toMatchObject({ ErrorCode: 10_004 });
    expect(await change(["a", "1"], ["c", "3"])).toMatchObject({ ErrorCode: 10_004 });
    await cloud().set({ undeclaredKeys: "ignore" });
    expect(await change(["c", "3"])).toMatchObject({ ErrorCode: 10_004 });
    expect(await change(["a", "1"], ["c", "3"])).toMatchObject({ ErrorCode: 0 });
    expect((await cloud().group(GroupId)).AppDefinedData).toEqual({ a: "1", b: "2" });
    const room = await cloud().made("ChatRoom");
    await cloud().fails(
      "modify_group_base_info",
      { GroupId: room, AppDefinedData: [{ Key: "b", Value: "2" }] },
      10_004,
    );
  });

  test.each([
    [{ Name: "" }, 10_004],
    [{ Name: "n".repeat(31) }, 10_004],
    [{ MuteAllMember: "on" }, 10_004],
    [{ MuteAllMember: true }, 10_004],
    [{ MaxMemberNum: 201 }, 10_004],
    [{ From_Account: "ghost" }, 10_019],
    [{ AppDefinedData: [{ Key: "x", Value: 1 }] }, 10_004],
  ])("refuses %j", async (change, code) => {
    const GroupId = await cloud().made("Public");
    await cloud().fails("modify_group_base_info", { GroupId, Introduction: "i", ...change }, code);
    expect(await info(GroupId)).toMatchObject({ Introduction: "", InfoSeq: 1 });
  });

  test("fields that a type does not have, and what cannot be changed", async () => {
    for (const [Type, change] of [
      ["AVChatRoom", { InviteJoinOption: "FreeAccess" }],
      ["AVChatRoom", { HistoryMsgBeforeJoin: "On" }],
      ["Community", { HistoryMsgBeforeJoin: "On" }],
      ["Community", { InviteJoinOption: "FreeAccess" }],
    ] as const) {
      const GroupId = await cloud().made(Type);
      await cloud().fails("modify_group_base_info", { GroupId, ...change }, 10_004);
    }
    const GroupId = await cloud().made("Public");
    await cloud().ok("modify_group_base_info", {
      GroupId,
      Type: "Private",
      Owner_Account: "ann",
      HistoryMsgBeforeJoin: "On",
    });
    expect(await cloud().group(GroupId)).toMatchObject({
      Type: "Public",
      Owner_Account: "",
      HistoryMsgBeforeJoin: "On",
    });
    await cloud().set({ communityInviteJoinOption: "changeable", emptyTextClears: false });
    const community = await cloud().made("Community", { Introduction: "i" });
    await cloud().ok("modify_group_base_info", {
      GroupId: community,
      InviteJoinOption: "FreeAccess",
      Introduction: "",
    });
    expect(await info(community)).toMatchObject({ InviteJoinOption: "FreeAccess", Introduction: "i" });
  });
});

describe("change_group_owner", () => {
  const change = (GroupId: string, NewOwner_Account: string) => ({ GroupId, NewOwner_Account });
  const members = { Owner_Account: "owner", MemberList: [{ Member_Account: "ann" }] };

  test.each(["Private", "Public", "ChatRoom", "Community"])("%s: to a member", async (Type) => {
    const GroupId = await cloud().made(Type, members);
    await cloud().fails("change_group_owner", change(GroupId, "ben"), 10_004);
    await cloud().ok("change_group_owner", change(GroupId, "ann"));
    const { Owner_Account, MemberList } = await info(GroupId);
    expect(Owner_Account).toBe("ann");
    expect(MemberList.map((one: { Role: string }) => one.Role)).toEqual(["Member", "Owner"]);
  });

  test("not in an AVChatRoom, and of an ownerless group too", async () => {
    await cloud().fails(
      "change_group_owner",
      change(await cloud().made("AVChatRoom", { Owner_Account: "owner" }), "ann"),
      10_007,
    );
    const GroupId = await cloud().made("Public", { MemberList: [{ Member_Account: "ann" }] });
    expect(await info(GroupId)).toMatchObject({ Owner_Account: "" });
    await cloud().ok("change_group_owner", change(GroupId, "ann"));
    expect(await info(GroupId)).toMatchObject({ Owner_Account: "ann" });
  });

  test("what becomes of the old owner, and the code for a stranger, are settings", async () => {
    await cloud().set({ formerOwner: "leaves", notGroupMember: 10_007 });
    const GroupId = await cloud().made("Public", members);
    await cloud().fails("change_group_owner", change(GroupId, "ben"), 10_007);
    await cloud().ok("change_group_owner", change(GroupId, "ann"));
    expect(Object.keys((await cloud().group(GroupId)).members)).toEqual(["ann"]);
  });
});

describe("lists", () => {
  test("all groups, by pages with a cursor beyond 32 bits", async () => {
    const ids = [];
    for (const Type of ["Public", "Private", "Public"]) ids.push(await cloud().made(Type));
    const list = async (body: object) => {
      await cloud().advance(2);
      return cloud().ok("get_appid_group_list", body);
    };
    const first = await list({ Limit: 2, Next: 0 });
    expect(first).toMatchObject({ TotalCount: 3, GroupIdList: [{ GroupId: ids[0] }, { GroupId: ids[1] }] });
    expect(first.Next).toBeGreaterThan(2 ** 32);
    await cloud().ok("destroy_group", { GroupId: ids[0] });
    expect(await list({ Limit: 2, Next: first.Next })).toMatchObject({ GroupIdList: [{ GroupId: ids[2] }], Next: 0 });
    expect(await list({ GroupType: "Private" })).toMatchObject({ TotalCount: 1, GroupIdList: [{ GroupId: ids[1] }] });
    await cloud().advance(2);
    await cloud().fails("get_appid_group_list", { GroupType: "Team" }, 10_004);
    await cloud().advance(2);
    await cloud().fails("get_appid_group_list", { Limit: 10_001 }, 10_004);
  });

  test("the groups of an account", async () => {
    const Public = await cloud().made("Public", { Owner_Account: "ann", GroupId: "public" });
    const Private = await cloud().made("Private", { Owner_Account: "ann", GroupId: "private" });
    const room = await cloud().made("AVChatRoom", { GroupId: "room" });
    const topical = await cloud().made("Community", { Owner_Account: "ann", SupportTopic: 1 });
    await cloud().join(room, "ann");
    const joined = async (more: object = {}) =>
      (await cloud().ok("get_joined_group_list", { Member_Account: "ann", ...more })).GroupIdList.map(
        (one: { GroupId: string }) => one.GroupId,
      );
    expect(await joined()).toEqual([Public, topical]);
    expect(await joined({ WithHugeGroups: 1, WithNoActiveGroups: 1 })).toEqual([Public, Private, room, topical]);
    expect(await joined({ GroupType: "Community", SupportTopic: 1 })).toEqual([topical]);
    expect(await joined({ GroupType: "Community", SupportTopic: 0 })).toEqual([]);
    expect(await joined({ Limit: 1, Offset: 1 })).toEqual([topical]);
    await cloud().fails("get_joined_group_list", { Member_Account: "ann", SupportTopic: 1 }, 10_004);
    const ResponseFilter = { GroupBaseInfoFilter: ["Type"], SelfInfoFilter: ["Role", "MsgFlag"] };
    expect(
      await cloud().ok("get_joined_group_list", { Member_Account: "ann", GroupType: "Public", ResponseFilter }),
    ).toMatchObject({
      TotalCount: 1,
      GroupIdList: [{ GroupId: Public, Type: "Public", SelfInfo: { Role: "Owner", MsgFlag: "AcceptAndNotify" } }],
    });
    expect(await cloud().ok("get_joined_group_list", { Member_Account: "ghost" })).toMatchObject({ TotalCount: 0 });
    await cloud().set({ unknownAccountInJoined: 10_019 });
    await cloud().fails("get_joined_group_list", { Member_Account: "ghost" }, 10_019);
  });

  test("an answer beyond a megabyte", async () => {
    await cloud().set({ groupCustomKeys: "*", introductionBytes: 1000, notificationBytes: 1000 });
    const AppDefinedData = Array.from({ length: 60 }, (_, index) => ({ Key: `k${index}`, Value: "v".repeat(512) }));
    const GroupIdList = [];
    for (let index = 0; index < 40; index += 1) GroupIdList.push(await cloud().made("Public", { AppDefinedData }));
    await cloud().fails("get_group_info", { GroupIdList }, 10_018);
    await cloud().ok("get_group_info", { GroupIdList: GroupIdList.slice(0, 20) });
  });
});
