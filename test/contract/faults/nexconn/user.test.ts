import { user } from "../../../../provider/nexconn/user/resource";
import type { Settled } from "../../../../provider/resource/lifecycle";
import type { Values } from "../../../../provider/values/values";
import { ours, takenOver } from "../../../support/marks";
import { sha256 } from "../../../support/sha256";
import { failureOf, useWarnings } from "../cloud";
import { useNexconn } from "./harness";

const cloud = useNexconn("--rate-limit", "off");
const warnings = useWarnings();

const userId = "svc-desk";
const mark = ours;
const taken = takenOver;
const desk = { userId, name: "Desk", mark };
const hour = 3_600;

const live = () => cloud().emulator.nexconn.user(userId);
const settings = (values: Values) => cloud().emulator.nexconn.settings(values);
const refuse = (call: string) => cloud().inject(call, { kind: "code", value: 403, times: 1000 });

async function calls(): Promise<string[]> {
  return (await cloud().log()).map(({ call }) => call);
}

/** Whether a token works, by what the vendor holds. */
async function isValid(token: unknown): Promise<boolean> {
  const tokens: { sha256: string; valid: boolean }[] = (await live()).tokens;
  return tokens.some((one) => one.sha256 === sha256(token) && one.valid);
}

const made = (inputs: Values = desk) => cloud().createdEarlier(user, inputs);

describe("a create", () => {
  test("gives the name last, when the profile bears the mark", async () => {
    const { state } = await cloud().create(user, desk);
    expect(state).toMatchObject({ name: "Desk", mark });
    expect(await calls()).toEqual(["user/get", "auth/access-token/issue", "user/profile/set", "user/update"]);
    const [, issue] = await cloud().log();
    expect(issue?.params).toEqual({ userId, name: `pulumi-im:${mark}` });
  });

  test("that loses its answer leaves one user, whose token is known and works", async () => {
    await cloud().inject("auth/access-token/issue", { kind: "drop-after" });
    const { state } = await cloud().create(user, desk);
    expect(Object.keys((await cloud().emulator.nexconn.state()).users)).toEqual([userId]);
    expect(await isValid(state.accessToken)).toBe(true);
  });

  test.each(["user/profile/set", "user/update"])("cut short before %s is taken up by the next run", async (call) => {
    cloud().killAt(call);
    expect((await cloud().create(user, desk)).failure).toMatchObject({ message: "killed" });
    expect((await live()).name).toBe(`pulumi-im:${mark}`);
    await cloud().newRun();

    // The state of the run before is lost, as after a kill.
    const { state, failure } = await cloud().create(user, desk);
    expect(failure).toBeUndefined();
    expect(await live()).toMatchObject({ name: "Desk", profile: { userExtProfile: { ext_pulumi_im: taken } } });
    expect(await isValid(state.accessToken)).toBe(true);
    expect(warnings()).toEqual([
      `warning: nexconn user ${userId} was there, made by this resource in an earlier run; it is taken over.\n`,
    ]);
  });

  test("whose name is refused calls the user by the userId, and the next up gives another name", async () => {
    await cloud().inject("user/update", { kind: "code", value: 1002, times: 2 });
    const half = await cloud().create(user, desk);
    expect(half).toMatchObject({ failure: { code: "IM_REFUSED" }, state: { name: userId } });
    expect(half.state).not.toHaveProperty("halfMade");
    expect((await live()).name).toBe(userId);
    expect((await cloud().update(user, half, { ...desk, name: "Desk 2" })).failure).toBeUndefined();
    expect(await live()).toMatchObject({ name: "Desk 2", profile: { userExtProfile: { ext_pulumi_im: mark } } });
  });

  test("that is refused before it comes to the name gives the name, and the next up the rest", async () => {
    await cloud().inject("user/profile/set", { kind: "code", value: 1002 });
    const half = await cloud().create(user, desk);
    expect(half).toMatchObject({ failure: { facts: { call: "user/profile/set" } }, state: { name: "Desk" } });
    expect((await live()).name).toBe("Desk");
    expect((await cloud().update(user, half, desk)).failure).toBeUndefined();
    expect(await live()).toMatchObject({ name: "Desk", profile: { userExtProfile: { ext_pulumi_im: mark } } });
  });

  test("that cannot go on keeps the temporary name: a refresh says so, and the next up ends it", async () => {
    await cloud().inject("user/update", { kind: "status", value: 503, times: 5 });
    const half = await cloud().create(user, desk);
    expect(half).toMatchObject({ state: { name: `pulumi-im:${mark}`, halfMade: true } });
    await cloud().clearFaults();
    const found = await cloud().read(user, half);
    expect(warnings().join()).toContain(`nexconn:User ${userId} is half made`);
    expect((await cloud().update(user, { id: userId, state: found?.state ?? {} }, desk)).failure).toBeUndefined();
    expect((await live()).name).toBe("Desk");
  });

  test.each([undefined, mark])("of a user who is there already touches nothing, with mark %s", async (own) => {
    await cloud().people(userId);
    const before = await live();
    const error = await failureOf(cloud().create(user, { userId, name: "Desk", ...(own && { mark: own }) }));
    expect(error.code).toBe("IM_CONFLICT");
    expect(error.message).toContain(`nexconn user ${userId} exists already and was not made by this resource.`);
    expect(await live()).toEqual(before);
  });

  test("adopts a user where it is told to: the user's tokens stay, and there is one more", async () => {
    const { result } = (await cloud().byHand("auth/access-token/issue", { userId, name: "Theirs" })) as {
      result: { accessToken: string };
    };
    const { state } = await cloud().create(user, { ...desk, adopt: true, tags: ["a"] });
    expect(await live()).toMatchObject({ name: "Desk", tags: ["a"] });
    expect(await isValid(state.accessToken)).toBe(true);
    expect(await isValid(result.accessToken)).toBe(true);
  });

  test("beyond the users of the development environment says so", async () => {
    await settings({ userLimit: 1 });
    await cloud().people("other");
    const error = await failureOf(cloud().create(user, desk));
    expect(error).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 2007 } });
    expect(error.message).toContain("at most 100 users");
  });

  test("in an app without hosted profiles names both ways out, and goes on without marks", async () => {
    await settings({ hostedProfileFeature: false });
    const half = await cloud().create(user, desk);
    expect(String(half.failure)).toContain("switch them on in the vendor's console");
    expect(String(half.failure)).toContain("`pulumi config set im:ownershipMark false`");

    await cloud().newRun();
    const { failure } = await cloud().update(user, half, { userId, name: "Desk" });
    expect(failure).toBeUndefined();
    expect(await live()).toMatchObject({ name: "Desk" });
  });
});

describe("a user who is soft-deleted", () => {
  const soon = { softDeleteSeconds: 0, restoreSeconds: 0 };
  const full = { ...desk, tags: ["a"], userExtProfile: { ext_a: "1" }, mutedChannelTypes: ["GROUP"] };

  async function deleted(open: Values): Promise<Settled> {
    await settings(open);
    const before = await made(full);
    await cloud().remove(user, before);
    await cloud().newRun();
    return before;
  }

  test.each([
    ["while the delete is under way", { softDeleteSeconds: 900 }, 10],
    ["after it was done", { softDeleteSeconds: 0 }, hour - 10],
    ["by another code", { softDeleteSeconds: 0, earlyRestore: 400, softDeletedIssue: 24366 }, 10],
    ["where a deleted user still shows", { softDeleteSeconds: 0, softDeletedGet: "empty" }, 10],
  ])("cannot be made anew within the hour, and the error says when: %s", async (_when, open, seconds) => {
    await deleted(open);
    await cloud().emulator.advanceClock(seconds);
    const error = await failureOf(cloud().create(user, full));
    expect(error).toMatchObject({ code: "IM_REFUSED", facts: { call: "user/restore", object: userId } });
    const at = /run it again at (\S+), or before/.exec(error.message)?.[1] ?? "";
    expect(Date.parse(at) - cloud().emulator.now()).toBeGreaterThan(59 * 60_000);
    expect(Date.parse(at) - cloud().emulator.now()).toBeLessThanOrEqual(61 * 60_000);
    expect(await live()).toMatchObject({ deletion: { restoreDueAt: null } });
  });

  test("is restored after the hour, with a new token and everything that is declared", async () => {
    const before = await deleted(soon);
    await cloud().emulator.advanceClock(hour);
    const { state, failure } = await cloud().create(user, full);
    expect(failure).toBeUndefined();
    expect(await live()).toMatchObject({
      name: "Desk",
      tags: ["a"],
      mutedChannelTypes: ["GROUP"],
      profile: { userExtProfile: { ext_a: "1", ext_pulumi_im: mark } },
      deletion: null,
    });
    expect(state.accessToken).not.toBe(before.state.accessToken);
    expect(await isValid(state.accessToken)).toBe(true);
    expect(warnings()).toEqual([
      expect.stringContaining(`nexconn user ${userId} was soft-deleted; the vendor restores`),
    ]);
  });

  test("is kept half made while the restore takes its time, and finished by a later run", async () => {
    await deleted({ softDeleteSeconds: 0, restoreSeconds: 600 });
    await cloud().emulator.advanceClock(hour);
    const half = await cloud().create(user, full);
    expect(half).toMatchObject({ id: userId, state: { userId, accessToken: "" }, failure: { code: "IM_PARTIAL" } });
    expect(String(half.failure)).toContain("within about 15 minutes. Run it again then");
    expect(await cloud().read(user, half)).toMatchObject({ state: { userId } });

    await cloud().emulator.advanceClock(600);
    await cloud().newRun();
    const { state, failure } = await cloud().update(user, half, full);
    expect(failure).toBeUndefined();
    expect(state).toMatchObject(full);
    expect(await live()).toMatchObject({ name: "Desk", tags: ["a"], deletion: null });
    expect(await isValid(state.accessToken)).toBe(true);
  });

  test("is asked for again where the vendor took an early restore and did nothing", async () => {
    await deleted({ ...soon, earlyRestore: "ignore" });
    const half = await cloud().create(user, full);
    expect(half).toMatchObject({ failure: { code: "IM_PARTIAL" } });
    await cloud().emulator.advanceClock(hour);
    await cloud().newRun();
    expect((await cloud().update(user, half, full)).failure).toBeUndefined();
    expect(await live()).toMatchObject({ name: "Desk", deletion: null });
  });

  test("is gone at the next read, and can be deleted once more", async () => {
    const before = await deleted(soon);
    expect(await cloud().read(user, before)).toBeUndefined();
    await cloud().remove(user, before);
    expect(await live()).toMatchObject({ deletion: expect.any(Object) });
  });
});

test("a user who was never there counts as deleted", async () => {
  await cloud().remove(user, { id: userId, state: desk });
  expect(await live()).toBeUndefined();
});

describe("a token", () => {
  const versioned = (tokenVersion: number) => ({ ...desk, tokenVersion });

  test("is minted by no read and by no change of another kind", async () => {
    const before = await made(versioned(1));
    await cloud().read(user, before);
    const { state } = await cloud().update(user, before, { ...versioned(1), name: "New", tags: ["a"] });
    expect(state.accessToken).toBe(before.state.accessToken);
    expect(await cloud().sent("auth/access-token/issue")).toBe(0);
  });

  test.each([0, 600, -600])("is renewed by tokenVersion, the vendor's clock being %i s ahead", async (ahead) => {
    await cloud().emulator.advanceClock(ahead);
    const before = await made(versioned(1));
    await cloud().emulator.advanceClock(2);
    const { state } = await cloud().update(user, before, versioned(2));
    expect(await isValid(before.state.accessToken)).toBe(false);
    expect(await isValid(state.accessToken)).toBe(true);
    expect(await live()).toMatchObject({ name: "Desk" });
  });

  test("whose renewal was cut short is issued by the next run", async () => {
    const before = await made(versioned(1));
    await cloud().emulator.advanceClock(2);
    await refuse("auth/access-token/issue");
    const half = await cloud().update(user, before, versioned(2));
    expect(half).toMatchObject({ state: { accessToken: "", tokenVersion: 1 }, failure: { code: "IM_REFUSED" } });
    await cloud().clearFaults();
    const { state } = await cloud().update(user, half, versioned(2));
    expect(await isValid(state.accessToken)).toBe(true);
    expect(await live()).toMatchObject({ tokens: { length: 2 } });
  });

  test("of another secret of the app is issued anew, also by the run after one that was cut short", async () => {
    const before = await made({ ...versioned(1), accessTokenKey: "0000aaaa" });
    const later = { ...versioned(1), accessTokenKey: "0000bbbb" };
    await refuse("auth/access-token/issue");
    const half = await cloud().update(user, before, later);
    expect(half).toMatchObject({ state: { accessToken: "", accessTokenKey: "0000aaaa" } });
    await cloud().clearFaults();
    const { state } = await cloud().update(user, half, later);
    expect(state).toMatchObject({ accessTokenKey: "0000bbbb" });
    expect(state.accessToken).not.toBe(before.state.accessToken);
    expect(await isValid(state.accessToken)).toBe(true);
    expect(await cloud().sent("auth/access-token/expire")).toBe(0);
    expect((await cloud().read(user, { ...before, state }))?.inputs).toMatchObject({ accessTokenKey: "0000bbbb" });
  });

  test("of a user who was brought in is issued by the first tokenVersion, and ends no other", async () => {
    await cloud().people(userId);
    const imported = { id: userId, state: { userId, name: userId } };
    const { state } = await cloud().update(user, imported, { userId, name: userId, tokenVersion: 1 });
    expect(await isValid(state.accessToken)).toBe(true);
    expect((await live()).tokens.map(({ valid }: { valid: boolean }) => valid)).toEqual([true, true]);
  });

  test("keeps the avatar that is not managed", async () => {
    const before = await made(versioned(1));
    await cloud().byHand("user/update", { userId, avatarUrl: "https://a.example/1" });
    await cloud().update(user, before, versioned(2));
    expect(await live()).toMatchObject({ avatarUrl: "https://a.example/1" });
  });
});

describe("the hosted profile", () => {
  const own = { ...desk, userProfile: { nick: "d" }, userExtProfile: { ext_a: "1" } };
  const byHand = (userExtProfile: Values, userProfile: Values = { nick: "d" }) =>
    cloud().byHand("user/profile/set", { userId, userProfile, userExtProfile });

  test.each(["merge", "replace"])(
    "keeps what others wrote there, where the vendor would %s",
    async (userProfileMerge) => {
      await settings({ userProfileMerge });
      const before = await made(own);
      await byHand({ ext_a: "1", ext_theirs: "x", ext_pulumi_im: mark }, { nick: "d", email: "a@b.example" });
      const change = { ...own, userProfile: { nick: "e" }, userExtProfile: { ext_b: "2" } };
      const { state } = await cloud().update(user, before, change);
      const { userProfile, userExtProfile } = (await live()).profile;
      expect(userProfile).toEqual({ nick: "e", email: "a@b.example" });
      expect(userExtProfile).toMatchObject({ ext_b: "2", ext_theirs: "x", ext_pulumi_im: mark, ext_a: "" });
      expect(state.userExtProfile).toEqual({ ext_b: "2" });
      expect(warnings()).toEqual([
        expect.stringContaining(`There are keys in userExtProfile of nexconn user ${userId} that are neither`),
      ]);
      const found = await cloud().read(user, { id: userId, state });
      expect(found?.inputs).toMatchObject({
        userProfile: { nick: "e" },
        userExtProfile: { ext_b: "2", ext_theirs: "x" },
      });
    },
  );

  test("gets the mark back with the next change where it was removed by hand", async () => {
    const before = await made(own);
    await byHand({ ext_pulumi_im: "" });
    await cloud().update(user, before, { ...own, name: "New" });
    expect(await live()).toMatchObject({ profile: { userExtProfile: { ext_pulumi_im: mark } } });
  });
});

test("one who has been taken over is not deleted by the resource from before", async () => {
  const before = await made();
  const after = await cloud().create(user, { ...desk, adopt: true });
  expect(after.state.mark).toBe(taken);
  await cloud().remove(user, before);
  expect(await live()).toMatchObject({ deletion: null });
});

test("what was not managed before is read before it is changed", async () => {
  await made({
    ...desk,
    tags: ["a"],
    mutedChannelTypes: ["GROUP"],
    banExpiresAt: new Date(Date.now() + 9e6).toISOString(),
  });
  const before = { id: userId, state: desk };
  await cloud().update(user, before, { ...desk, tags: ["a"], mutedChannelTypes: ["PERSON"], banExpiresAt: "" });
  expect(await live()).toMatchObject({ tags: ["a"], mutedChannelTypes: ["PERSON"], bannedUntil: null });
  expect(await cloud().emulator.nexconn.writes()).toEqual([
    "channel-type/mute/set",
    "channel-type/mute/set",
    "user/unban",
  ]);
});
