import { useNexconn } from "./nexconn-harness";

const nexconn = useNexconn();

const people = ["ann", "bob", "cid", "dee"];

beforeEach(async () => {
  await nexconn().users(...people);
  await nexconn().ok("group-channel/create", { channelId: "crew", name: "Crew", owner: "ann", userIds: ["bob"] });
});

const crew = (call: string, body: object) => nexconn().call(`group-channel/${call}`, { channelId: "crew", ...body });
const group = async () => (await nexconn().state()).groups.crew;
const memberIds = async () => Object.keys((await group()).members);

async function roles(): Promise<Record<string, string>> {
  const members = Object.entries<{ role: string }>((await group()).members);
  return Object.fromEntries(members.map(([id, { role }]) => [id, role]));
}

describe("joining", () => {
  test("answers the group, whatever joinPerm says", async () => {
    await crew("profile/update", { permissions: { joinPerm: 3 } });
    expect((await crew("join", { userIds: ["cid", "bob"] })).result).toEqual({
      channelId: "crew",
      name: "Crew",
      groupProfile: {},
      groupExtProfile: {},
      permissions: expect.objectContaining({ joinPerm: 3 }),
      owner: "ann",
      createdAt: expect.any(Number),
      memberCount: 3,
    });
  });

  test("people who are in: fine beside others, alone 25412; or as the setting says", async () => {
    expect(await crew("join", { userIds: ["bob", "ann"] })).toMatchObject({ status: 400, code: 25412 });
    await nexconn().set({ joinWithPresent: "ignore" });
    expect(await crew("join", { userIds: ["bob"] })).toMatchObject({ code: 0 });
    await nexconn().set({ joinWithPresent: "fail" });
    expect(await crew("join", { userIds: ["bob", "cid"] })).toMatchObject({ code: 25412 });
    expect(await memberIds()).toEqual(["ann", "bob"]);
  });

  test("one stranger among many, a group that is full or missing: nobody gets in", async () => {
    expect(await crew("join", { userIds: ["cid", "ghost"] })).toMatchObject({ code: 24366 });
    await nexconn().set({ groupSizeMaximum: 3 });
    expect(await crew("join", { userIds: ["cid", "dee"] })).toMatchObject({ code: 25411 });
    expect(await crew("join", { channelId: "none", userIds: ["cid"] })).toMatchObject({ code: 25410 });
    expect(await memberIds()).toEqual(["ann", "bob"]);
    expect(await crew("join", { userIds: ["cid", "bob"] })).toMatchObject({ code: 0 });
  });
});

describe("leaving", () => {
  test("takes mute, allowed sender and favorites along, or leaves each of them", async () => {
    const prepare = async () => {
      await crew("user/mute-list/add", { userIds: ["bob"], durationMinutes: 0 });
      await crew("allowed-sender-list/add", { userIds: ["bob"] });
      await crew("member/favorites/add", { userId: "bob", favoriteIds: ["ann"] });
    };
    await prepare();
    expect(await crew("leave", { userIds: ["bob"] })).toEqual({ status: 200, code: 0 });
    expect(await group()).toMatchObject({ mutes: {}, allowedSenders: [], favorites: {} });
    await crew("join", { userIds: ["bob"] });
    await prepare();
    await crew("leave", { userIds: ["bob"], shouldDeleteMute: 0, isDelWhite: 0, shouldDeleteFavorites: 0 });
    expect(await group()).toMatchObject({ allowedSenders: ["bob"], favorites: { bob: ["ann"] } });
    expect((await group()).mutes).toHaveProperty("bob");
  });

  test("not the owner, and people who are not in as the setting says", async () => {
    expect(await crew("leave", { userIds: ["bob", "ann"] })).toMatchObject({ code: 25417 });
    expect(await crew("leave", { userIds: ["cid"] })).toMatchObject({ code: 25418 });
    await nexconn().set({ leaveWithAbsent: "fail" });
    expect(await crew("leave", { userIds: ["bob", "cid"] })).toMatchObject({ code: 25418 });
    expect(await memberIds()).toEqual(["ann", "bob"]);
    await nexconn().set({ leaveWithAbsent: "ifAnyPresent" });
    expect(await crew("leave", { userIds: ["bob", "cid"] })).toMatchObject({ code: 0 });
    expect(await memberIds()).toEqual(["ann"]);
    await nexconn().set({ leaveWithAbsent: "ignore" });
    expect(await crew("leave", { userIds: ["bob"] })).toMatchObject({ code: 0 });
  });

  test("all groups at once, but for those that one owns", async () => {
    await nexconn().ok("group-channel/create", { channelId: "own", name: "Own", owner: "bob" });
    const kick = { userId: "bob" };
    expect(await nexconn().call("group-channel/member/kickout-all", kick)).toMatchObject({ code: 25417 });
    expect(await memberIds()).toContain("bob");
    await nexconn().set({ kickoutAllOwner: "skip" });
    await nexconn().ok("group-channel/member/kickout-all", kick);
    expect(await memberIds()).toEqual(["ann"]);
    expect((await nexconn().state()).groups.own.members).toHaveProperty("bob");
  });
});

describe("the owner", () => {
  test("hands over and stays a member, or leaves", async () => {
    await crew("admin/add", { userIds: ["bob"] });
    await crew("transfer/owner", { newOwner: "bob" });
    expect(await roles()).toEqual({ ann: "member", bob: "owner" });
    await crew("user/mute-list/add", { userIds: ["bob"], durationMinutes: 5 });
    await crew("transfer/owner", { newOwner: "ann", shouldQuit: 1, shouldDeleteMute: 0 });
    expect(await roles()).toEqual({ ann: "owner" });
    expect((await group()).mutes).toHaveProperty("bob");
    await crew("join", { userIds: ["bob"] });
    await nexconn().set({ formerOwner: "admin" });
    await crew("transfer/owner", { newOwner: "bob" });
    expect(await roles()).toEqual({ ann: "admin", bob: "owner" });
  });

  test("to himself, or to somebody outside", async () => {
    expect(await crew("transfer/owner", { newOwner: "ann" })).toMatchObject({ code: 1002 });
    expect(await crew("transfer/owner", { newOwner: "cid" })).toMatchObject({ code: 25418 });
    await nexconn().set({ transferToOwner: 0, transferToOutsider: "join" });
    expect(await crew("transfer/owner", { newOwner: "ann" })).toMatchObject({ code: 0 });
    expect(await crew("transfer/owner", { newOwner: "ghost" })).toMatchObject({ code: 24366 });
    expect(await crew("transfer/owner", { newOwner: "cid" })).toMatchObject({ code: 0 });
    expect(await roles()).toEqual({ ann: "member", bob: "member", cid: "owner" });
  });
});

describe("admins", () => {
  test("come and go", async () => {
    await crew("join", { userIds: ["cid"] });
    await crew("admin/add", { userIds: ["bob", "cid"] });
    await crew("admin/add", { userIds: ["bob"] });
    expect(await roles()).toEqual({ ann: "owner", bob: "admin", cid: "admin" });
    await crew("admin/remove", { userIds: ["bob"] });
    expect(await crew("admin/remove", { userIds: ["bob", "cid"] })).toMatchObject({ code: 25420 });
    expect(await roles()).toEqual({ ann: "owner", bob: "member", cid: "admin" });
    await nexconn().set({ removeNonAdmin: 0 });
    expect(await crew("admin/remove", { userIds: ["bob", "cid"] })).toMatchObject({ code: 0 });
    expect(await crew("admin/remove", { userIds: ["dee"] })).toMatchObject({ code: 25418 });
  });

  test("are members, not the owner, and ten", async () => {
    expect(await crew("admin/add", { userIds: ["ann"] })).toMatchObject({ code: 25425 });
    expect(await crew("admin/add", { userIds: ["bob", "cid"] })).toMatchObject({ code: 25418, userIds: ["cid"] });
    const many = Array.from({ length: 11 }, (_, index) => `u${index}`);
    await nexconn().users(...many);
    await crew("join", { userIds: many });
    await crew("admin/add", { userIds: many.slice(0, 9) });
    const more = { userIds: many.slice(9) };
    expect(await crew("admin/add", more)).toMatchObject({ code: 25419, managerCount: 9 });
    await nexconn().set({ adminFailureFields: false });
    expect(await crew("admin/add", more)).toEqual({ status: 400, code: 25419, errorMessage: expect.any(String) });
    expect(Object.values(await roles()).filter((role) => role === "admin")).toHaveLength(9);
  });
});

describe("lists", () => {
  test("members, by role and page", async () => {
    await crew("join", { userIds: ["cid", "dee"] });
    await crew("admin/add", { userIds: ["cid"] });
    const list = async (body: object) => (await crew("member/list", body)).result;
    const ids = ({ members }: { members: { userId: string }[] }) => members.map(({ userId }) => userId);
    expect(ids(await list({}))).toEqual(["dee", "cid", "bob", "ann"]);
    expect(await list({ memberRole: 2 })).toEqual({
      totalCount: 1,
      members: [{ userId: "cid", role: 2, nickname: "", extra: "", joinedAt: expect.any(Number) }],
    });
    const first = await list({ order: 0, pageSize: 3 });
    expect(ids(first)).toEqual(["ann", "bob", "cid"]);
    await crew("leave", { userIds: ["bob"] });
    const second = await list({ order: 0, pageSize: 3, pageToken: first.pageToken });
    expect(ids(second)).toEqual(["dee"]);
    expect(second).toEqual({ totalCount: 3, members: expect.any(Array) });
    expect(await crew("member/list", { pageSize: 101 })).toMatchObject({ code: 1002 });
    expect(await crew("member/list", { channelId: "none" })).toMatchObject({ code: 25410 });
  });

  test("certain members, without those who are not in", async () => {
    await crew("member/set", { userId: "bob", nickname: "B", extra: "x" });
    await crew("member/set", { userId: "bob", extra: "" });
    expect((await crew("member/batch/get", { userIds: ["bob", "cid"] })).result).toEqual({
      totalCount: 1,
      members: [{ userId: "bob", role: 1, nickname: "B", extra: "", joinedAt: expect.any(Number) }],
    });
    expect(await crew("member/set", { userId: "cid", nickname: "C" })).toMatchObject({ code: 25418 });
    expect(await crew("member/set", { userId: "bob", nickname: "n".repeat(65) })).toMatchObject({ code: 1005 });
    expect(await crew("member/set", { userId: "bob", extra: "e".repeat(129) })).toMatchObject({ code: 1005 });
  });

  test("the groups of somebody, by role and page", async () => {
    await nexconn().ok("group-channel/create", { channelId: "own", name: "Own", owner: "bob" });
    await crew("alias/set", { userId: "bob", alias: "Work" });
    const list = (body: object) => nexconn().ok("group-channel/joined/list", { userId: "bob", ...body });
    expect((await list({ role: 1 })).groups).toEqual([
      {
        channelId: "crew",
        name: "Crew",
        groupProfile: {},
        groupExtProfile: {},
        permissions: expect.any(Object),
        alias: "Work",
        owner: "ann",
        memberCount: 2,
        joinedAt: expect.any(Number),
        role: 1,
        createdAt: expect.any(Number),
      },
    ]);
    const first = await list({ pageSize: 1 });
    expect(first).toMatchObject({ groups: [{ channelId: "own", role: 3 }] });
    expect(await list({ pageToken: first.pageToken })).toEqual({
      groups: [expect.objectContaining({ channelId: "crew" })],
    });
    expect(await list({ userId: "dee" })).toEqual({ groups: [] });
  });
});

describe("what members note for themselves", () => {
  test("a name for the group", async () => {
    await crew("alias/set", { userId: "bob", alias: "Work" });
    expect((await crew("alias/get", { userId: "bob" })).result).toEqual({ alias: "Work" });
    await crew("alias/delete", { userId: "bob" });
    expect((await crew("alias/get", { userId: "bob" })).result).toEqual({ alias: "" });
    expect(await crew("alias/set", { userId: "cid", alias: "x" })).toMatchObject({ code: 25418 });
  });

  test("favorites", async () => {
    await crew("join", { userIds: ["cid"] });
    await crew("member/favorites/add", { userId: "bob", favoriteIds: ["ann", "cid"] });
    await crew("member/favorites/remove", { userId: "bob", favoriteIds: ["cid", "dee"] });
    expect((await crew("member/favorites/list", { userId: "bob" })).result).toEqual({
      userId: "bob",
      channelId: "crew",
      favorites: [{ userId: "ann", favoritedAt: expect.any(Number) }],
    });
    expect(await crew("member/favorites/add", { userId: "bob", favoriteIds: ["dee"] })).toMatchObject({ code: 25418 });
  });
});

describe("mutes, freezes and allowed senders", () => {
  const muted = async (channelId?: string) =>
    (await nexconn().ok("group-channel/user/mute-list/get", channelId ? { channelId } : {})).mutedMembers;

  test("a mute ends by itself, or never", async () => {
    await crew("user/mute-list/add", { userIds: ["bob"], durationMinutes: 1 });
    await crew("user/mute-list/add", { userIds: ["ann"], durationMinutes: 0 });
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(await muted("crew")).toEqual([
      { userId: "bob", mutedAt: time, muteExpiresAt: time },
      { userId: "ann", mutedAt: time, muteExpiresAt: "" },
    ]);
    await nexconn().advance(60);
    expect(await muted("crew")).toHaveLength(1);
    await nexconn().set({ permanentMute: "far" });
    expect(await muted("crew")).toMatchObject([{ muteExpiresAt: "9999-12-31 23:59:59" }]);
    await nexconn().set({ permanentMute: "omit" });
    expect(await muted("crew")).toEqual([{ userId: "ann", mutedAt: time }]);
    await crew("user/mute-list/remove", { userIds: ["ann", "cid"] });
    expect(await muted("crew")).toEqual([]);
    expect(await crew("user/mute-list/add", { userIds: ["bob"] })).toMatchObject({ code: 1002 });
  });

  test("a mute in all groups is a list of its own, of a hundred at most", async () => {
    await nexconn().ok("group-channel/user/mute-list/add", { userIds: ["bob"], channelId: "", durationMinutes: 5 });
    expect(await muted()).toMatchObject([{ userId: "bob" }]);
    expect(await muted("crew")).toEqual([]);
    await nexconn().set({ unregisteredUsers: "accept" });
    const hundred = Array.from({ length: 100 }, (_, index) => `u${index}`);
    for (let start = 0; start < 80; start += 20) {
      const userIds = hundred.slice(start, start + 20);
      await nexconn().ok("group-channel/user/mute-list/add", { userIds, durationMinutes: 5 });
    }
    const last = { userIds: hundred.slice(80), durationMinutes: 5 };
    expect(await nexconn().call("group-channel/user/mute-list/add", last)).toMatchObject({ code: 1002 });
    await nexconn().ok("group-channel/user/mute-list/remove", { userIds: ["bob"] });
    await nexconn().ok("group-channel/user/mute-list/add", last);
  });

  test("freezes: some by id, or all in pages, which win", async () => {
    await nexconn().ok("group-channel/create", { channelId: "own", name: "Own", owner: "bob" });
    await nexconn().ok("group-channel/freeze-list/add", { channelIds: ["crew", "own"] });
    await nexconn().ok("group-channel/freeze-list/remove", { channelIds: ["own"] });
    const get = async (body: object) => (await nexconn().ok("group-channel/freeze-list/get", body)).freezeStatuses;
    expect(await get({ channelIds: ["own", "crew"] })).toEqual([
      { channelId: "own", status: 0 },
      { channelId: "crew", status: 1 },
    ]);
    expect(await get({ channelIds: ["own"], page: 1 })).toEqual([{ channelId: "crew", status: 1 }]);
    expect(await get({ page: 2, pageSize: 1 })).toEqual([]);
    expect(await get({})).toHaveLength(1);
  });

  test("allowed senders", async () => {
    await crew("allowed-sender-list/add", { userIds: ["bob", "ann"] });
    await crew("allowed-sender-list/remove", { userIds: ["ann", "cid"] });
    expect((await crew("allowed-sender-list/get", {})).result).toEqual({ userIds: ["bob"] });
  });

  test("people outside and groups that are not there are refused, or kept for later", async () => {
    const orders: [string, object][] = [
      ["user/mute-list/add", { userIds: ["cid"], durationMinutes: 5 }],
      ["allowed-sender-list/add", { userIds: ["cid"] }],
    ];
    for (const [call, body] of orders) {
      expect(await crew(call, body)).toMatchObject({ code: 25418 });
      expect(await crew(call, { ...body, channelId: "none" })).toMatchObject({ code: 25410 });
    }
    const freeze = { channelIds: ["none"] };
    expect(await nexconn().call("group-channel/freeze-list/add", freeze)).toMatchObject({ code: 25410 });
    await nexconn().set({ moderateNonMember: "accept", moderateUnknownGroup: "accept" });
    for (const [call, body] of orders) {
      expect(await crew(call, body)).toMatchObject({ code: 0 });
      expect(await crew(call, { ...body, channelId: "none" })).toMatchObject({ code: 0 });
    }
    await nexconn().ok("group-channel/freeze-list/add", freeze);
    await nexconn().ok("group-channel/create", { channelId: "none", name: "Now", owner: "ann" });
    expect((await nexconn().state()).groups.none).toMatchObject({ frozen: true, allowedSenders: ["cid"] });
  });
});
