import { createHash } from "node:crypto";
import { user } from "../../provider/nexconn/user/resource";
import { Emulator } from "../support/emulator";
import { Project } from "../support/project";

const banExpiresAt = new Date(Date.now() + 86_400_000).toISOString();
const userId = "Full.One";

const first = {
  name: "Full",
  avatarUrl: "https://example.com/1.png",
  profile: {
    userProfile: { email: "one@example.com", gender: 1 },
    userExtProfile: { ext_a: "1", ext_b: "2", ext_pulumi_im: expect.stringMatching(/^[0-9a-v]{14}0[0-9a-v]{5}$/) },
  },
  tags: ["a", "b"],
  mutedChannelTypes: ["GROUP"],
  bannedUntil: null,
  deletion: null,
};

const second = {
  name: "Full, changed",
  avatarUrl: "",
  profile: {
    userProfile: { email: "two@example.com", gender: 2 },
    userExtProfile: {
      ext_a: "",
      ext_b: "3",
      ext_c: "4",
      ext_pulumi_im: expect.stringMatching(/^[0-9a-v]{14}0[0-9a-v]{5}$/),
    },
  },
  tags: ["c"],
  bannedUntil: expect.any(Number),
  deletion: null,
};

describe("nexconn.User and nexconn.ProfanityWords through the engine", () => {
  let emulator: Emulator;
  let project: Project;

  beforeAll(async () => {
    emulator = await Emulator.start();
    project = new Project("nexconn-user", { BAN_EXPIRES_AT: banExpiresAt });
    await project.init({ default: emulator.nexconn.connection });
  });

  afterAll(async () => {
    await emulator?.stop();
    project?.dispose();
  });

  const live = (id = userId) => emulator.nexconn.user(id);
  const words = async () => (await emulator.nexconn.state()).profanityWords;

  /** The tokens of a user that work, as hashes. */
  async function valid(id: string): Promise<string[]> {
    const { tokens } = await live(id);
    return tokens.flatMap(({ sha256, valid }: { sha256: string; valid: boolean }) => (valid ? [sha256] : []));
  }

  async function expectTokens(): Promise<{ fullToken: string; plainToken: string }> {
    const outputs = await project.outputs();
    const hash = (text: string) => createHash("sha256").update(text).digest("hex");
    expect(await valid(userId)).toEqual([hash(outputs.fullToken)]);
    expect(await valid("plain")).toEqual([hash(outputs.plainToken)]);
    return outputs;
  }

  test("a preview shows what will be and calls nobody", async () => {
    project.step("1-create");
    const text = await project.preview();
    expect(text).toContain('userId           : "Full.One"');
    expect(text).toContain("+ 4 to create");
    expect(await emulator.calls()).toEqual([]);
  });

  test("up creates what is declared, and the next preview and refresh find nothing", async () => {
    await project.up();
    expect(await live()).toMatchObject(first);
    expect(await live("plain")).toMatchObject({ name: "Plain" });
    expect(await words()).toEqual({ spam: "", darn: "d***" });
    const tokens = await expectTokens();
    await emulator.forgetCalls();
    expect(await project.refresh()).toMatch(/4 unchanged/);
    await project.up();
    expect(await emulator.nexconn.writes()).toEqual([]);
    expect(await expectTokens()).toEqual(tokens);
  });

  test("every field that can change in place does, and a new token version ends the old tokens", async () => {
    const before = await project.resources();
    const old = await project.outputs();
    project.step("2-change");
    const text = await project.preview();
    expect(text).toContain("~ 2 to update");
    await emulator.forgetCalls();
    await project.up();

    const after = await project.resources();
    const fixed = new Set(["userId", "accessTokenKey", "connection", "adopt", "mark"]);
    for (const field of Object.keys(user.schema.shape).filter((key) => !fixed.has(key))) {
      expect(text).toMatch(new RegExp(`[~+-] ${field} *:`));
      expect([field, after.full.inputs[field]]).not.toEqual([field, before.full.inputs[field]]);
    }
    expect(await live()).toMatchObject(second);
    expect((await live()).mutedChannelTypes.sort()).toEqual(["CHATROOM", "PERSON"]);
    expect(await words()).toEqual({ darn: "d**n", heck: "" });
    const tokens = await expectTokens();
    expect(tokens.fullToken).not.toBe(old.fullToken);
    expect(tokens.plainToken).toBe(old.plainToken);
    expect((await emulator.nexconn.writes()).sort()).toEqual([
      "auth/access-token/expire",
      "auth/access-token/issue",
      "channel-type/mute/set",
      "channel-type/mute/set",
      "profanity-word/batch/add",
      "profanity-word/batch/remove",
      "user/ban",
      "user/profile/set",
      "user/tag/batch/set",
      "user/update",
    ]);
    await project.expectClean();
  });

  test("drift by hand is found by a refresh, shown by property, and mended without a needless call", async () => {
    const by = emulator.nexconn;
    await by.mustVendor("user/update", { userId, name: "By hand" });
    await by.mustVendor("user/profile/set", {
      userId,
      userProfile: { gender: 0, nick: "theirs" },
      userExtProfile: { ext_b: "by hand", ext_theirs: "x" },
    });
    await by.mustVendor("user/tag/batch/set", { userIds: [userId], tags: ["hand"] });
    await by.mustVendor("user/unban", { userIds: [userId] });
    await by.mustVendor("channel-type/mute/set", { userIds: [userId], muteState: 0, channelTypes: ["PERSON"] });
    await by.mustVendor("profanity-word/batch/add", { words: [{ word: "by-hand" }] });
    await project.refresh();
    const text = await project.preview();
    for (const field of [
      "name",
      "userProfile",
      "userExtProfile",
      "tags",
      "banExpiresAt",
      "mutedChannelTypes",
      "words",
    ]) {
      expect(text).toMatch(new RegExp(`[~+-] ${field} *:`));
    }
    expect(text).toContain('"By hand" => "Full, changed"');
    expect(text).toMatch(/- ext_theirs *: "x"/);
    expect(text).not.toContain("nick");
    expect(text).not.toMatch(/[~+-] (avatarUrl|tokenVersion|accessToken) *:/);
    await emulator.forgetCalls();
    await project.up();
    expect(await live()).toMatchObject({
      ...second,
      profile: {
        userProfile: { ...second.profile.userProfile, nick: "theirs" },
        userExtProfile: { ...second.profile.userExtProfile, ext_theirs: "" },
      },
    });
    expect(await words()).toEqual({ darn: "d**n", heck: "" });
    expect((await emulator.nexconn.writes()).sort()).toEqual([
      "channel-type/mute/set",
      "profanity-word/batch/remove",
      "user/ban",
      "user/profile/set",
      "user/tag/batch/set",
      "user/update",
    ]);
    await project.expectClean();
  });

  test("a change of userId replaces: the new user comes, the old one is soft-deleted, and the words go", async () => {
    project.step("3-replace");
    expect(await project.up()).toMatch(/\+-\s*1 replaced/);
    expect(await live("Another")).toMatchObject({ name: "Another", deletion: null });
    expect(await live()).toMatchObject({ deletion: expect.any(Object) });
    expect(await words()).toEqual({});
    await project.expectClean();
  });

  test("a forced replacement of the same user takes the user over: a delete would cost an hour", async () => {
    const { urn } = (await project.resources()).plain;
    const text = await project.ok(["up", "--yes", "--skip-preview", "--replace", urn]);
    expect(text).toContain("nexconn user plain was there, made by this resource in an earlier run; it is taken over.");
    expect(await live("plain")).toMatchObject({ name: "Plain", deletion: null });
    await project.expectClean();
  });

  test("destroy soft-deletes the users without running the program", async () => {
    project.program("throw new Error('the program must not run');");
    await project.refresh();
    await project.destroy();
    for (const id of ["Another", "plain"]) expect(await live(id)).toMatchObject({ deletion: expect.any(Object) });
    expect(Object.keys(await project.resources())).toEqual([]);
  });

  test("declared again within the hour, the error says when it can work, and nothing is kept", async () => {
    project.step("1-create");
    const { code, text } = await project.run(["up", "--yes", "--skip-preview"]);
    expect(code).not.toBe(0);
    expect(text).toMatch(
      /nexconn user plain is soft-deleted, and the vendor refused .* run it again at 20\S+Z, or before/,
    );
    expect(Object.keys(await project.resources())).not.toContain("plain");
  });

  test("after the hour the user is restored in two runs, since the vendor takes its time, and everything is written again", async () => {
    await emulator.advanceClock(3_600);
    const { code, text } = await project.run(["up", "--yes", "--skip-preview"]);
    expect(code).not.toBe(0);
    expect(text).toContain("nexconn user plain is being restored, which the vendor does in the background");
    expect(Object.keys(await project.resources())).toContain("plain");

    await emulator.advanceClock(60);
    await project.up();
    expect(await live()).toMatchObject(first);
    expect(await live("plain")).toMatchObject({ name: "Plain", deletion: null });
    await expectTokens();
    await project.refresh();
    await project.expectClean();
  });
});
