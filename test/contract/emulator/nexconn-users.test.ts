import { useNexconn } from "./nexconn-harness";

const nexconn = useNexconn();

const HOUR = 3600;
const issue = "auth/access-token/issue";

async function user(userId: string) {
  return (await nexconn().state()).users[userId];
}

describe("registering", () => {
  test("shows every field in the state, and of tokens only hashes", async () => {
    const { accessToken, userId } = await nexconn().ok(issue, { userId: "ann", name: "Ann", avatarUrl: "http://a" });
    expect(userId).toBe("ann");
    expect(accessToken).toMatch(/^[A-Za-z0-9+/=@]{90,110}$/);
    expect(await user("ann")).toEqual({
      userId: "ann",
      name: "Ann",
      avatarUrl: "http://a",
      createdAt: expect.any(Number),
      tokens: [{ sha256: expect.stringMatching(/^[0-9a-f]{64}$/), issuedAt: expect.any(Number), valid: true }],
      tokensValidFrom: 0,
      bannedUntil: null,
      tags: [],
      mutedChannelTypes: [],
      blocklist: [],
      profile: null,
      deletion: null,
    });
    for (const shown of [await nexconn().state(), await nexconn().calls()]) {
      expect(JSON.stringify(shown)).not.toContain(accessToken);
    }
  });

  test("again: another token, and name and avatar as sent now", async () => {
    const first = await nexconn().ok(issue, { userId: "ann", name: "Ann", avatarUrl: "http://a" });
    const second = await nexconn().ok(issue, { userId: "ann", name: "Anna" });
    expect(second.accessToken).not.toBe(first.accessToken);
    expect(await nexconn().ok("user/get", { userId: "ann" })).toEqual({
      name: "Anna",
      avatarUrl: "",
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    });
    expect((await user("ann")).tokens).toMatchObject([{ valid: true }, { valid: true }]);
    await nexconn().ok("user/update", { userId: "ann", avatarUrl: "http://b" });
    await nexconn().set({ issueWithoutAvatar: "keep" });
    await nexconn().users("ann");
    expect((await user("ann")).avatarUrl).toBe("http://b");
  });

  test("tokens from before an instant are void", async () => {
    await nexconn().users("ann");
    const { tokens } = await user("ann");
    await nexconn().ok("auth/access-token/expire", { userIds: ["ann"], expiresAt: tokens[0].issuedAt + 1 });
    await nexconn().advance(1);
    await nexconn().users("ann");
    expect((await user("ann")).tokens).toMatchObject([{ valid: false }, { valid: true }]);
    const ghost = { userIds: ["ann", "ghost"], expiresAt: 1 };
    expect(await nexconn().call("auth/access-token/expire", ghost)).toMatchObject({ status: 400, code: 400 });
  });

  test("no more users than the limit, but known ones again", async () => {
    await nexconn().set({ userLimit: 2 });
    await nexconn().users("ann", "bob", "ann");
    const third = { userId: "cid", name: "Cid" };
    expect(await nexconn().call(issue, third)).toMatchObject({ status: 403, code: 2007 });
    await nexconn().ok("user/soft-delete", { userIds: ["bob"] });
    expect(await nexconn().call(issue, third)).toMatchObject({ code: 2007 });
    await nexconn().set({ userLimitCountsDeleted: false });
    await nexconn().ok(issue, third);
  });
});

describe("update and get", () => {
  test("what is not sent stays, an empty avatar clears it or not", async () => {
    await nexconn().ok(issue, { userId: "ann", name: "Ann", avatarUrl: "http://a" });
    await nexconn().set({ emptyAvatarClears: false });
    await nexconn().ok("user/update", { userId: "ann", avatarUrl: "" });
    expect(await user("ann")).toMatchObject({ name: "Ann", avatarUrl: "http://a" });
    await nexconn().set({ emptyAvatarClears: true });
    await nexconn().ok("user/update", { userId: "ann", avatarUrl: "", name: "Anna" });
    expect(await user("ann")).toMatchObject({ name: "Anna", avatarUrl: "" });
    expect(await nexconn().call("user/update", { userId: "ann", name: "" })).toMatchObject({ code: 1002 });
  });

  test.each(["user/get", "user/update", "user/connection-status/get"])("%s of a stranger", async (call) => {
    expect(await nexconn().call(call, { userId: "ghost" })).toMatchObject({ status: 400, code: 400 });
    await nexconn().set({ unknownUser: 24366 });
    expect(await nexconn().call(call, { userId: "ghost" })).toMatchObject({ code: 24366 });
  });

  test("online is who is inside an open channel, until a soft delete", async () => {
    await nexconn().users("ann");
    const status = () => nexconn().ok("user/connection-status/get", { userId: "ann" });
    expect(await status()).toEqual({ status: "0" });
    await nexconn().ok("open-channel/create", { channelId: "hall" });
    const order = { vendor: "nexconn", channelId: "hall", userId: "ann", action: "enter" };
    await nexconn().running.control("POST", "join", order);
    expect(await status()).toEqual({ status: "1" });
    await nexconn().ok("user/soft-delete", { userIds: ["ann"] });
    await nexconn().advance(60);
    expect(await status()).toEqual({ status: "0" });
  });

  test("times are in the zone of the setting", async () => {
    await nexconn().users("ann");
    const utc = (await nexconn().ok("user/get", { userId: "ann" })).createdAt;
    await nexconn().set({ userTimes: "UTC+8" });
    const there = (await nexconn().ok("user/get", { userId: "ann" })).createdAt;
    expect(Date.parse(`${there}Z`) - Date.parse(`${utc}Z`)).toBe(8 * HOUR * 1000);
  });
});

describe("bans", () => {
  test("end by themselves, are replaced by later ones, and are listed by their end", async () => {
    await nexconn().users("ann", "bob");
    await nexconn().ok("user/ban", { userIds: ["ann"], durationMinutes: 1 });
    await nexconn().ok("user/ban", { userIds: ["bob"], durationMinutes: 5 });
    await nexconn().ok("user/ban", { userIds: ["ann"], durationMinutes: 10 });
    const all = (await nexconn().ok("user/ban/list", {})).bannedUsers;
    expect(all).toEqual([
      { userId: "ann", banExpiresAt: expect.stringMatching(/^\d{4}-/) },
      { userId: "bob", banExpiresAt: expect.any(String) },
    ]);
    const second = await nexconn().ok("user/ban/list", { page: 2, pageSize: 1 });
    expect(second.bannedUsers).toEqual([all[1]]);
    await nexconn().advance(300);
    expect((await nexconn().ok("user/ban/list", {})).bannedUsers).toEqual([all[0]]);
    await nexconn().ok("user/unban", { userIds: ["ann", "bob"] });
    expect((await nexconn().ok("user/ban/list", {})).bannedUsers).toEqual([]);
  });

  test("a shorter one after a longer one, and lifting none, by the settings", async () => {
    await nexconn().users("ann");
    const ban = (durationMinutes: number) => nexconn().ok("user/ban", { userIds: ["ann"], durationMinutes });
    const end = async () => (await user("ann")).bannedUntil;
    await ban(10);
    const long = await end();
    await nexconn().set({ secondBan: "longer" });
    await ban(1);
    expect(await end()).toBe(long);
    await nexconn().set({ secondBan: "replace", unbanNotBanned: 1015 });
    await ban(1);
    expect(await end()).toBeLessThan(long);
    await nexconn().ok("user/unban", { userIds: ["ann"] });
    expect(await nexconn().call("user/unban", { userIds: ["ann"] })).toMatchObject({ code: 1015 });
  });
});

describe("soft delete", () => {
  const ids = { userIds: ["ann"] };
  const listed = async () => (await nexconn().ok("user/soft-deleted/list", {})).userIds;

  beforeEach(async () => {
    await nexconn().users("ann", "bob");
    await nexconn().ok("user/update", { userId: "ann", avatarUrl: "http://a" });
    await nexconn().ok("user/tag/batch/set", { userIds: ["ann"], tags: ["vip"] });
    await nexconn().ok("user/profile/set", { userId: "ann", userExtProfile: { ext_level: "3" } });
    await nexconn().ok("user/blocklist/add", { userId: "ann", targetUserIds: ["bob"] });
  });

  test("is listed at once, done later, and takes everything but memberships", async () => {
    const { operationId } = await nexconn().ok("user/soft-delete", ids);
    expect(operationId).toMatch(/^[0-9A-F]{4}(-[0-9A-F]{4}){3}$/);
    expect(await listed()).toEqual(["ann"]);
    expect(await nexconn().ok("user/get", { userId: "ann" })).toMatchObject({ name: "ann" });
    expect(await nexconn().call(issue, { userId: "ann", name: "A" })).toMatchObject({ status: 400, code: 400 });
    expect((await user("ann")).deletion).toMatchObject({ done: false, restoreDueAt: null });
    await nexconn().advance(60);
    expect(await user("ann")).toMatchObject({
      name: "",
      avatarUrl: "",
      tokens: [],
      tags: [],
      blocklist: [],
      profile: null,
      deletion: { done: true },
    });
    expect(await nexconn().call("user/get", { userId: "ann" })).toMatchObject({ code: 400 });
    expect(await listed()).toEqual(["ann"]);
    await nexconn().set({ softDeletedGet: "empty", softDeletedIssue: 1002 });
    expect(await nexconn().ok("user/get", { userId: "ann" })).toMatchObject({ name: "", avatarUrl: "" });
    expect(await nexconn().call(issue, { userId: "ann", name: "A" })).toMatchObject({ code: 1002 });
  });

  test("profile and tags stay, if the setting says so", async () => {
    await nexconn().set({ softDeleteWipesProfile: false, softDeleteSeconds: 0 });
    await nexconn().ok("user/soft-delete", ids);
    expect(await user("ann")).toMatchObject({
      name: "",
      tags: ["vip"],
      profile: { userExtProfile: { ext_level: "3" } },
    });
  });

  test("a second one does not begin anew", async () => {
    await nexconn().ok("user/soft-delete", ids);
    await nexconn().advance(HOUR - 1);
    await nexconn().ok("user/soft-delete", ids);
    await nexconn().advance(1);
    await nexconn().ok("user/restore", ids);
  });

  test("is restored an hour after it was asked for, and not sooner", async () => {
    await nexconn().set({ restoreSeconds: 30 });
    await nexconn().ok("user/soft-delete", ids);
    await nexconn().advance(HOUR - 5);
    expect(await nexconn().call("user/restore", ids)).toEqual({
      status: 400,
      code: 1002,
      errorMessage: "user ann cannot be restored within an hour of its deletion",
    });
    await nexconn().advance(5);
    await nexconn().ok("user/restore", ids);
    expect(await listed()).toEqual(["ann"]);
    await nexconn().advance(20);
    await nexconn().ok("user/restore", ids);
    await nexconn().advance(10);
    expect(await listed()).toEqual([]);
    expect(await nexconn().ok("user/get", { userId: "ann" })).toMatchObject({ name: "", avatarUrl: "" });
    await nexconn().users("ann");
    await nexconn().ok("user/restore", { userIds: ["ann", "bob"] });
    expect(await user("ann")).toMatchObject({ name: "ann", deletion: null });
  });

  test("an early restore is answered and not done, if the setting says so", async () => {
    await nexconn().set({ earlyRestore: "ignore" });
    await nexconn().ok("user/soft-delete", ids);
    await nexconn().advance(60);
    await nexconn().ok("user/restore", ids);
    await nexconn().advance(2 * HOUR);
    expect(await listed()).toEqual(["ann"]);
  });

  test("the list has pages", async () => {
    await nexconn().ok("user/soft-delete", { userIds: ["ann", "bob"] });
    expect(await nexconn().ok("user/soft-deleted/list", { page: 2, pageSize: 1 })).toEqual({ userIds: ["bob"] });
    expect(await nexconn().call("user/soft-deleted/list", { pageSize: 51 })).toMatchObject({ code: 1002 });
  });
});

describe("tags, mutes and blocklists", () => {
  beforeEach(() => nexconn().users("ann", "bob", "cid"));

  test("tags are replaced as a whole", async () => {
    await nexconn().ok("user/tag/batch/set", { userIds: ["ann", "bob"], tags: ["a", "b"] });
    await nexconn().ok("user/tag/batch/set", { userIds: ["bob"], tags: [] });
    expect(await nexconn().ok("user/tag/batch/get", { userIds: ["ann", "bob"] })).toEqual({
      users: [
        { userId: "ann", tags: ["a", "b"] },
        { userId: "bob", tags: [] },
      ],
    });
  });

  test("mutes by channel type", async () => {
    const mute = { userIds: ["ann", "bob"], channelTypes: ["PERSON", "GROUP"] };
    await nexconn().ok("channel-type/mute/set", { ...mute, muteState: 1 });
    await nexconn().ok("channel-type/mute/set", { userIds: ["ann"], channelTypes: ["GROUP"], muteState: 0 });
    expect((await user("ann")).mutedChannelTypes).toEqual(["PERSON"]);
    expect(await nexconn().ok("channel-type/mute/list", { channelType: "PERSON", offset: 1, pageSize: 1 })).toEqual({
      totalCount: 2,
      mutedUserIds: ["bob"],
    });
    expect(await nexconn().ok("channel-type/mute/list", { channelType: "CHATROOM" })).toMatchObject({ totalCount: 0 });
  });

  test("blocklists, in pages", async () => {
    await nexconn().ok("user/blocklist/add", { userId: "ann", targetUserIds: ["bob", "cid"] });
    const first = await nexconn().ok("user/blocklist/get", { userId: "ann", pageSize: 1 });
    expect(first).toEqual({ blockedUserIds: ["bob"], pageToken: expect.any(String) });
    const rest = await nexconn().ok("user/blocklist/get", { userId: "ann", pageToken: first.pageToken });
    expect(rest).toEqual({ blockedUserIds: ["cid"] });
    const other = { userId: "bob", pageToken: first.pageToken };
    expect(await nexconn().call("user/blocklist/get", other)).toMatchObject({ code: 25432 });
    await nexconn().ok("user/blocklist/remove", { userId: "ann", blockedUserIds: ["bob"] });
    expect((await user("ann")).blocklist).toEqual(["cid"]);
  });
});

describe("hosted profiles", () => {
  const set = (userExtProfile: object, more: object = {}) =>
    nexconn().call("user/profile/set", { userId: "ann", userExtProfile, ...more });

  beforeEach(() => nexconn().users("ann", "bob"));

  test("are merged key by key, or replaced", async () => {
    await nexconn().ok("user/profile/set", { userId: "ann", userProfile: { email: "a@b", gender: 1 } });
    await set({ ext_a: "1", ext_b: "2" });
    await set({ ext_b: "" });
    expect(await nexconn().ok("user/profile/batch/get", { userIds: ["ann", "bob"] })).toEqual({
      users: [
        {
          userId: "ann",
          version: 3,
          userProfile: { email: "a@b", gender: 1 },
          userExtProfile: { ext_a: "1", ext_b: "" },
        },
      ],
    });
    await nexconn().set({ emptyExtValue: "delete" });
    await set({ ext_a: "" });
    expect((await user("ann")).profile.userExtProfile).toEqual({});
    await nexconn().set({ userProfileMerge: "replace" });
    await set({ ext_c: "3" });
    await nexconn().ok("user/profile/set", { userId: "ann", userProfile: { role: 2 } });
    expect((await user("ann")).profile).toMatchObject({ userProfile: { role: 2 }, userExtProfile: { ext_c: "3" } });
  });

  test("a bad key is named", async () => {
    expect(await set({ level: "3" })).toMatchObject({ status: 400, code: 24362, profileKey: "level" });
    expect(await set({ ext_a: "v".repeat(257) })).toMatchObject({ code: 24364, profileKey: "ext_a" });
    expect(await set({ ext_a: 3 })).toMatchObject({ code: 1002 });
    expect(await nexconn().call("user/profile/set", { userId: "ann" })).toMatchObject({ code: 1002 });
    expect((await user("ann")).profile).toBeNull();
  });

  test("are listed and deleted", async () => {
    await set({ ext_a: "1" });
    await nexconn().ok("user/profile/set", { userId: "bob", userProfile: {} });
    const ids = async (body: object) =>
      (await nexconn().ok("user/profile/list", body)).users.map(({ userId }: { userId: string }) => userId);
    expect(await ids({})).toEqual(["ann", "bob"]);
    expect(await ids({ order: 1, page: 2, pageSize: 1 })).toEqual(["ann"]);
    await nexconn().ok("user/profile/delete", { userIds: ["ann"] });
    expect(await ids({})).toEqual(["bob"]);
  });

  test("are a service that the app may not have", async () => {
    await nexconn().set({ hostedProfileFeature: false });
    expect(await set({ ext_a: "1" })).toMatchObject({ status: 430, code: 24369 });
  });
});
