import { useTencent } from "./tencent-cloud";

const cloud = useTencent();

const FOREVER = 4_294_967_295;

beforeEach(() => cloud().accounts("owner", "ann", "ben"));

const named = (...ids: string[]) => ids.map((Member_Account) => ({ Member_Account }));
const crew = (Type = "Public") => {
  const members = Type === "AVChatRoom" ? {} : { MemberList: named("ann") };
  return cloud().made(Type, { Owner_Account: "owner", ...members });
};
const mute = (GroupId: string, MuteTime: number, ...Members_Account: string[]) => ({
  GroupId,
  Members_Account,
  MuteTime,
});
const muted = async (GroupId: string, more: object = {}) =>
  (await cloud().ok("get_group_muted_account", { GroupId, ...more })).MutedAccountList;

describe("mutes", () => {
  test.each(["Public", "ChatRoom", "AVChatRoom", "Community"])("%s: set, listed, lifted", async (Type) => {
    const GroupId = await crew(Type);
    const before = cloud().now();
    await cloud().ok("forbid_send_msg", mute(GroupId, 60, "ann", "ben"));
    const list = await muted(GroupId);
    expect(list.map((one: { Member_Account: string }) => one.Member_Account)).toEqual(["ann", "ben"]);
    expect(list[0].MutedUntil).toBeGreaterThanOrEqual(before + 60);
    expect(list[0].MutedUntil).toBeLessThanOrEqual(before + 62);
    await cloud().ok("forbid_send_msg", { GroupId, Members_Account: ["ann"], ShutUpTime: 0 });
    expect(await muted(GroupId)).toHaveLength(1);
    await cloud().advance(61);
    expect(await muted(GroupId)).toEqual([]);
  });

  test("the old name of the list has old names inside", async () => {
    const GroupId = await crew();
    await cloud().ok("forbid_send_msg", mute(GroupId, FOREVER, "ann"));
    expect(await cloud().ok("get_group_shutted_uin", { GroupId })).toMatchObject({
      GroupId,
      ShuttedUinList: [{ Member_Account: "ann", ShuttedUntil: FOREVER }],
    });
  });

  test("not in a Private group", async () => {
    await cloud().fails("forbid_send_msg", mute(await crew("Private"), 60, "ann"), 10_007);
  });

  test("a mute outlasts leaving and joining again", async () => {
    const GroupId = await crew();
    await cloud().ok("forbid_send_msg", mute(GroupId, FOREVER, "ann"));
    await cloud().ok("delete_group_member", { GroupId, MemberToDel_Account: ["ann"] });
    await cloud().ok("add_group_member", { GroupId, MemberList: named("ann") });
    const read = async () => (await cloud().ok("get_group_member_info", { GroupId })).MemberList[1].MuteUntil;
    expect(await read()).toBe(FOREVER);
    await cloud().advance(1_000_000);
    expect(await read()).toBe(FOREVER);
    await cloud().set({ permanentMuteRead: "sum" });
    expect(await read()).toBeGreaterThan(FOREVER + 1_000_000_000);
    expect((await muted(GroupId))[0].MutedUntil).toBeGreaterThan(FOREVER);
  });

  test("refusals", async () => {
    const GroupId = await crew();
    await cloud().fails("forbid_send_msg", mute(GroupId, 60, "ann", "ghost"), 10_019);
    expect(await muted(GroupId)).toEqual([]);
    await cloud().fails("forbid_send_msg", mute(GroupId, 60), 10_004);
    await cloud().fails("forbid_send_msg", { GroupId, Members_Account: ["ann"] }, 10_004);
    await cloud().fails(
      "forbid_send_msg",
      mute(GroupId, 60, ...Array.from({ length: 501 }, (_, i) => `u${i}`)),
      10_005,
    );
    await cloud().set({ muteNonMember: "fail" });
    await cloud().fails("forbid_send_msg", mute(GroupId, 60, "ben"), 10_004);
  });
});

describe("bans", () => {
  const ban = (GroupId: string, Duration: number, ...Members_Account: string[]) => ({
    GroupId,
    Members_Account,
    Duration,
  });
  const list = (GroupId: string, Limit = 100, Offset = 0) =>
    cloud().ok("get_group_ban_member", { GroupId, Limit, Offset });

  test.each(["Private", "Public", "ChatRoom", "AVChatRoom", "Community"])(
    "%s: keeps out until it ends",
    async (Type) => {
      const GroupId = await crew(Type);
      if (Type === "AVChatRoom") await cloud().join(GroupId, "ann");
      await cloud().ok("ban_group_member", { ...ban(GroupId, 60, "ann"), Description: "reason" });
      const { members, audience, bans } = await cloud().group(GroupId);
      expect(members).not.toHaveProperty("ann");
      expect(audience).toEqual({});
      expect(bans.ann).toMatchObject({ Description: "reason" });
      expect((await list(GroupId)).BannedAccountList).toEqual([
        { Member_Account: "ann", BannedUntil: bans.ann.BannedUntil },
      ]);
      expect(await cloud().join(GroupId, "ann")).toBe(10_007);
      if (Type !== "AVChatRoom") {
        const answer = await cloud().ok("add_group_member", { GroupId, MemberList: named("ann", "ben") });
        expect(answer.MemberList.map((one: { Result: number }) => one.Result)).toEqual([0, 1]);
        await cloud().advance(61);
        expect((await cloud().ok("add_group_member", { GroupId, MemberList: named("ann") })).MemberList[0].Result).toBe(
          1,
        );
      }
    },
  );

  test("sorted by their ends, by pages", async () => {
    const GroupId = await crew();
    await cloud().ok("ban_group_member", ban(GroupId, FOREVER, "ann"));
    await cloud().ok("ban_group_member", ban(GroupId, 60, "ben"));
    const first = await list(GroupId, 1);
    expect(first).toMatchObject({ BannedAccountList: [{ Member_Account: "ben" }], NextOffset: 1 });
    expect(await list(GroupId, 1, first.NextOffset)).toMatchObject({
      BannedAccountList: [{ Member_Account: "ann", BannedUntil: FOREVER }],
      NextOffset: 0,
    });
    await cloud().ok("unban_group_member", { GroupId, Members_Account: ["ann", "owner"] });
    expect((await list(GroupId)).BannedAccountList).toHaveLength(1);
  });

  test("refusals", async () => {
    const GroupId = await crew();
    await cloud().fails("ban_group_member", ban(GroupId, 0, "ann"), 10_004);
    await cloud().fails("ban_group_member", ban(GroupId, 60, "ghost"), 10_019);
    await cloud().fails("ban_group_member", ban(GroupId, 60, "owner"), 10_004);
    await cloud().fails("ban_group_member", { ...ban(GroupId, 60, "ann"), Description: "d".repeat(1001) }, 10_004);
    await cloud().fails("ban_group_member", ban(GroupId, 60, ...Array.from({ length: 21 }, (_, i) => `u${i}`)), 10_005);
    await cloud().fails("get_group_ban_member", { GroupId, Limit: 101, Offset: 0 }, 10_004);
    await cloud().fails("get_group_ban_member", { GroupId, Limit: 1 }, 10_004);
  });

  test("the plan and the year are settings", async () => {
    const [GroupId, room, community] = [await crew(), await crew("AVChatRoom"), await crew("Community")];
    await cloud().set({ banTypes: "withoutCommunity" });
    await cloud().fails("ban_group_member", ban(community, 60, "ann"), 10_007);
    await cloud().ok("ban_group_member", ban(GroupId, 60, "ann"));
    await cloud().set({ banTypes: "AVChatRoom" });
    await cloud().fails("unban_group_member", { GroupId, Members_Account: ["ann"] }, 10_007);
    await cloud().ok("ban_group_member", ban(room, 60, "ann"));
    await cloud().set({ banFeature: false });
    await cloud().fails("get_group_ban_member", { GroupId: room, Limit: 1, Offset: 0 }, 10_007);
  });

  test("whether a banned member leaves, and how adding one fails, are settings", async () => {
    await cloud().set({ banRemovesMember: false, addBanned: "fail" });
    const GroupId = await crew();
    await cloud().ok("ban_group_member", ban(GroupId, 60, "ann", "ben"));
    expect(Object.keys((await cloud().group(GroupId)).members)).toEqual(["owner", "ann"]);
    await cloud().fails("add_group_member", { GroupId, MemberList: named("ben") }, 10_007);
  });
});
