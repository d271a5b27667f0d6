import { useNexconn } from "./nexconn-harness";

const nexconn = useNexconn();

const base = { channelId: "crew", name: "Crew", owner: "ann" };

beforeEach(() => nexconn().users("ann", "bob", "cid"));

const create = (more: object = {}) => nexconn().call("group-channel/create", { ...base, ...more });
const update = (more: object) => nexconn().call("group-channel/profile/update", { channelId: "crew", ...more });
const group = async (id = "crew") => (await nexconn().state()).groups[id];

async function profile(id = "crew") {
  return (await nexconn().ok("group-channel/profile/list", { channelIds: [id] })).profiles[0];
}

describe("creating", () => {
  test("shows every field in the state", async () => {
    expect(await create()).toEqual({ status: 200, code: 0 });
    expect(await group()).toEqual({
      channelId: "crew",
      creator: "ann",
      createdAt: expect.any(Number),
      name: "Crew",
      owner: "ann",
      groupProfile: { introduction: null, announcement: null, portraitUrl: null },
      permissions: { joinPerm: 0, removePerm: 0, memInvitePerm: 0, invitePerm: 0, profilePerm: 0, memProfilePerm: 0 },
      groupExtProfile: {},
      members: { ann: { role: "owner", nickname: "", extra: "", joinedAt: expect.any(Number), alias: null } },
      favorites: {},
      mutes: {},
      frozen: false,
      allowedSenders: [],
    });
  });

  test("takes all of it at once, the owner among the invited or not", async () => {
    const whole = {
      groupProfile: { introduction: "in", announcement: "an", portraitUrl: "http://p" },
      permissions: { joinPerm: 3, removePerm: 1, memInvitePerm: 2, invitePerm: 1, profilePerm: 2, memProfilePerm: 1 },
      groupExtProfile: { ext_a: "1" },
    };
    expect(await create({ ...whole, userIds: ["ann", "bob", "bob"] })).toMatchObject({ code: 0 });
    expect(await profile()).toEqual({ ...base, ...whole, createdAt: expect.any(Number), memberCount: 2 });
  });

  test("an id once", async () => {
    await create();
    expect(await create({ name: "Other" })).toMatchObject({ status: 409, code: 25409 });
    await nexconn().set({ existsStatus: 400 });
    expect(await create()).toMatchObject({ status: 400, code: 25409 });
    expect((await group()).name).toBe("Crew");
  });

  test.each([
    [{ name: "" }, 25423],
    [{ name: undefined }, 25423],
    [{ name: "n".repeat(65) }, 1005],
    [{ owner: "" }, 1002],
    [{ owner: "ghost" }, 24366],
    [{ userIds: ["bob", "ghost"] }, 24366],
    [{ userIds: Array.from({ length: 31 }, (_, index) => `u${index}`) }, 1002],
    [{ channelId: "c".repeat(65) }, 1005],
    [{ channelId: "a b" }, 25430],
    [{ groupProfile: { introduction: "i".repeat(513) } }, 1005],
    [{ groupProfile: "text" }, 1002],
    [{ permissions: { joinPerm: 4 } }, 1002],
    [{ groupExtProfile: { level: "1" } }, 25415],
    [{ groupExtProfile: { ext_a: 1 } }, 1002],
    [{ groupExtProfile: { ext_a: "v".repeat(257) } }, 1005],
    [{ groupExtProfile: Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`ext_${n}`, ""])) }, 1002],
  ])("%j is %d, and nothing is made", async (more, code) => {
    expect(await create(more)).toMatchObject({ code, errorMessage: expect.any(String) });
    expect((await nexconn().state()).groups).toEqual({});
  });

  test("strangers, odd ids and the service, by settings", async () => {
    await nexconn().set({ unregisteredUsers: "accept", groupIdCharacters: "strict", groupParameterCodes: "managed" });
    expect(await create({ channelId: "a-b" })).toMatchObject({ code: 25430 });
    expect(await create({ name: "n".repeat(65) })).toMatchObject({ code: 25406 });
    expect(await create({ owner: "" })).toMatchObject({ code: 25403 });
    expect(await create({ owner: "ghost" })).toMatchObject({ code: 0 });
    await nexconn().set({ groupIdCharacters: "any" });
    expect(await create({ channelId: "a b" })).toMatchObject({ code: 0 });
    await nexconn().set({ managedGroupsFeature: false });
    expect(await create({ channelId: "c" })).toMatchObject({ status: 430, code: 1009 });
  });

  test("the owner among the invited, and strangers left out, by the settings", async () => {
    await nexconn().set({ ownerInUserIds: 1002, strangersAmongInvited: "skip" });
    expect(await create({ userIds: ["ann", "bob"] })).toMatchObject({ code: 1002 });
    expect(await create({ userIds: ["ghost", "bob"] })).toMatchObject({ code: 0 });
    expect(Object.keys((await group()).members)).toEqual(["ann", "bob"]);
    const join = await nexconn().ok("group-channel/join", { channelId: "crew", userIds: ["ghost", "cid"] });
    expect(join.memberCount).toBe(3);
    expect(await create({ channelId: "other", owner: "ghost" })).toMatchObject({ code: 24366 });
  });

  test("a soft-deleted user is no longer there to be added, but stays where he is", async () => {
    await create({ userIds: ["bob"] });
    await nexconn().set({ softDeleteSeconds: 0 });
    await nexconn().ok("user/soft-delete", { userIds: ["bob"] });
    expect((await group()).members).toHaveProperty("bob");
    expect(await create({ channelId: "other", userIds: ["bob"] })).toMatchObject({ status: 400, code: 24366 });
    await nexconn().set({ serviceErrorStatus: 422 });
    expect(await create({ channelId: "other", userIds: ["bob"] })).toMatchObject({ status: 422, code: 24366 });
  });
});

describe("updating", () => {
  beforeEach(() =>
    create({
      groupProfile: { introduction: "in", announcement: "an" },
      permissions: { joinPerm: 1, removePerm: 1 },
      groupExtProfile: { ext_a: "1", ext_b: "2" },
    }),
  );

  test("keeps what is not sent, key by key", async () => {
    await update({ groupProfile: { name: "New", introduction: "" }, permissions: { joinPerm: 2 } });
    await update({ groupExtProfile: { ext_b: "", ext_c: "3" } });
    expect(await profile()).toMatchObject({
      name: "New",
      groupProfile: { introduction: "", announcement: "an" },
      permissions: { joinPerm: 2, removePerm: 1 },
      groupExtProfile: { ext_a: "1", ext_b: "", ext_c: "3" },
    });
  });

  test("or replaces the objects that were sent", async () => {
    await nexconn().set({ groupProfileMerge: "replace", emptyExtValue: "delete" });
    await update({ groupProfile: { introduction: "new" }, groupExtProfile: { ext_b: "", ext_c: "3" } });
    expect(await profile()).toMatchObject({
      name: "Crew",
      groupProfile: { introduction: "new" },
      permissions: { joinPerm: 1, removePerm: 1 },
      groupExtProfile: { ext_c: "3" },
    });
    await update({ permissions: { profilePerm: 2 } });
    expect((await profile()).permissions).toMatchObject({ joinPerm: 0, profilePerm: 2 });
  });

  test("counts the extension map as it will be", async () => {
    const eight = Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`ext_${n}`, "x"]));
    expect(await update({ groupExtProfile: eight })).toMatchObject({ code: 0 });
    expect(await update({ groupExtProfile: { ext_more: "x" } })).toMatchObject({ code: 1002 });
  });

  test("refuses an empty name and a group that is not there", async () => {
    expect(await update({ groupProfile: { name: "" } })).toMatchObject({ code: 25423 });
    expect(await update({ channelId: "none" })).toMatchObject({ status: 404, code: 25410 });
    await nexconn().set({ missingChannelStatus: 400 });
    expect(await update({ channelId: "none" })).toMatchObject({ status: 400, code: 25410 });
  });
});

describe("reading", () => {
  test("profile/list leaves out what is not there, and takes fifty", async () => {
    await create();
    const list = (channelIds: string[]) => nexconn().call("group-channel/profile/list", { channelIds });
    expect((await list(["none", "crew"])).result.profiles).toMatchObject([{ channelId: "crew" }]);
    expect(await list(Array.from({ length: 51 }, (_, index) => `g${index}`))).toMatchObject({ code: 1002 });
    await nexconn().set({ unknownGroupsInProfileList: 25410 });
    expect(await list(["none", "crew"])).toMatchObject({ code: 25410 });
  });

  test("texts never set are missing or empty", async () => {
    await create();
    expect((await profile()).groupProfile).toEqual({});
    await nexconn().set({ unsetGroupTexts: "empty" });
    expect((await profile()).groupProfile).toEqual({ introduction: "", announcement: "", portraitUrl: "" });
  });

  test("list has pages that hold while groups come and go", async () => {
    for (const id of ["g1", "g2", "g3", "g4"]) await create({ channelId: id });
    const list = (body: object) => nexconn().ok("group-channel/list", body);
    const ids = (answer: { groups: { channelId: string }[] }) => answer.groups.map(({ channelId }) => channelId);
    const first = await list({ pageSize: 2, order: 0 });
    expect(ids(first)).toEqual(["g1", "g2"]);
    await nexconn().ok("group-channel/dismiss", { channelId: "g2" });
    const second = await list({ pageSize: 2, order: 0, pageToken: first.pageToken });
    expect(ids(second)).toEqual(["g3", "g4"]);
    expect(second).not.toHaveProperty("pageToken");
    expect(ids(await list({}))).toEqual(["g4", "g3", "g1"]);
    expect((await list({})).groups[0]).toEqual({
      channelId: "g4",
      name: "Crew",
      groupProfile: {},
      creator: "ann",
      owner: "ann",
      createdAt: expect.any(Number),
    });
    for (const pageToken of ["x", `${first.pageToken}x`]) {
      expect(await nexconn().call("group-channel/list", { pageToken, order: 0 })).toMatchObject({ code: 25432 });
    }
    // A token belongs to one order.
    const other = { pageToken: first.pageToken, order: 1 };
    expect(await nexconn().call("group-channel/list", other)).toMatchObject({ code: 25432 });
  });

  test("the documentation's names, if the setting says so", async () => {
    await create({ groupProfile: { portrait_url: "http://p" }, groupExtProfile: { ext_a: "1" } });
    expect((await profile()).groupProfile).toEqual({ portraitUrl: "http://p" });
    await nexconn().set({ emittedNames: "docs" });
    expect((await profile()).groupProfile).toEqual({ portrait_url: "http://p" });
    const { groups } = await nexconn().ok("group-channel/list", {});
    expect(groups).toMatchObject([{ profile: '{"portrait_url":"http://p"}' }]);
    expect(groups[0]).not.toHaveProperty("groupProfile");
    const joined = await nexconn().ok("group-channel/join", { channelId: "crew", userIds: ["bob"] });
    expect(joined).toMatchObject({ extra: '{"ext_a":"1"}', memberCount: 2 });
  });

  test("which names are accepted, by the setting", async () => {
    await create({ userIds: ["bob", "cid"] });
    const leave = (path: string, userId: string, more: object = {}) =>
      nexconn().call(`group-channel/${path}`, { channelId: "crew", userIds: [userId], ...more });
    expect(await leave("quit", "bob")).toMatchObject({ code: 0 });
    expect((await nexconn().calls()).at(-1)).toMatchObject({ call: "group-channel/leave" });
    await nexconn().set({ acceptedNames: "docs" });
    expect(await leave("leave", "cid")).toMatchObject({ status: 404, code: 404 });
    await nexconn().set({ acceptedNames: "sdk" });
    expect(await leave("quit", "cid")).toMatchObject({ status: 404 });
    expect(await leave("leave", "cid", { isDelBan: 0 })).toMatchObject({ code: 0 });
    expect((await nexconn().calls()).at(-1)).toMatchObject({ unknownParams: ["isDelBan"] });
  });
});

describe("dismissing", () => {
  test("takes the group; freeze and allowed senders outlive it, mutes by the setting", async () => {
    await create({ userIds: ["bob"] });
    const mute = { channelId: "crew", userIds: ["bob"], durationMinutes: 0 };
    await nexconn().ok("group-channel/user/mute-list/add", mute);
    await nexconn().ok("group-channel/freeze-list/add", { channelIds: ["crew"] });
    await nexconn().ok("group-channel/allowed-sender-list/add", { channelId: "crew", userIds: ["bob"] });
    await nexconn().ok("group-channel/dismiss", { channelId: "crew" });
    expect(await profile()).toBeUndefined();
    expect(await nexconn().call("group-channel/dismiss", { channelId: "crew" })).toMatchObject({ code: 25410 });
    await nexconn().set({ dismissUnknownGroup: 0 });
    await nexconn().ok("group-channel/dismiss", { channelId: "crew" });
    expect(await nexconn().state()).toMatchObject({
      groups: {},
      groupFreezes: ["crew"],
      groupAllowedSenders: { crew: ["bob"] },
    });
    await create();
    expect(await group()).toMatchObject({ frozen: true, allowedSenders: ["bob"], mutes: {} });
    await nexconn().set({ groupMutesSurviveDismissal: true, moderateNonMember: "accept" });
    await nexconn().ok("group-channel/user/mute-list/add", mute);
    await nexconn().ok("group-channel/dismiss", { channelId: "crew" });
    await create();
    expect((await group()).mutes).toHaveProperty("bob");
  });
});
