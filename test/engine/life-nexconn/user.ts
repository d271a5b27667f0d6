import type { Emulator } from "../../support/emulator";
import type { Row, Step } from "../../support/life-cycle";
import { sha256 } from "../../support/sha256";

const userId = "Full.One";

export const first = {
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

interface Tokens {
  fullToken: string;
  plainToken: string;
}

/** Of each user one token works, the one in the outputs. */
export async function expectTokens(emulator: Emulator, { fullToken, plainToken }: Tokens): Promise<void> {
  for (const [id, token] of [
    [userId, fullToken],
    ["plain", plainToken],
  ] as const) {
    const { tokens } = await emulator.nexconn.user(id);
    const valid = tokens.flatMap(({ sha256, valid }: { sha256: string; valid: boolean }) => (valid ? [sha256] : []));
    expect(valid).toEqual([sha256(token)]);
  }
}

let tokens: Tokens;
const written = ({ calls }: Pick<Step, "calls">) =>
  calls.map(({ call }) => call).filter((call) => !/\/(get|list|check|exist|query\.json)$/.test(call));
const touched = /^(user\/(?!query)|auth\/access-token|channel-type\/mute)/;

export const user: Row = {
  kind: "nexconn:User",
  folder: "nexconn-user",
  resource: "full",
  fixed: ["accessTokenKey"],
  isOwn: ({ call, params }) =>
    touched.test(call) &&
    [params.userId, params.userIds].flat().some((id) => [userId, "plain", "Another"].includes(id)),
  previewed: [/userId {11}: "Full\.One"/],

  async created({ emulator, outputs }) {
    expect(await emulator.nexconn.user(userId)).toMatchObject(first);
    expect(await emulator.nexconn.user("plain")).toMatchObject({ name: "Plain" });
    tokens = outputs;
    await expectTokens(emulator, tokens);
  },

  // A new token version ends the old tokens.
  async changed({ emulator, outputs, ...step }) {
    expect(await emulator.nexconn.user(userId)).toMatchObject(second);
    expect((await emulator.nexconn.user(userId)).mutedChannelTypes.sort()).toEqual(["CHATROOM", "PERSON"]);
    await expectTokens(emulator, outputs);
    expect(outputs.fullToken).not.toBe(tokens.fullToken);
    expect(outputs.plainToken).toBe(tokens.plainToken);
    expect(written(step).sort()).toEqual([
      "auth/access-token/expire",
      "auth/access-token/issue",
      "channel-type/mute/set",
      "channel-type/mute/set",
      "user/ban",
      "user/profile/set",
      "user/tag/batch/set",
      "user/update",
    ]);
  },

  async drift({ emulator: { nexconn: by } }) {
    await by.mustVendor("user/update", { userId, name: "By hand" });
    await by.mustVendor("user/profile/set", {
      userId,
      userProfile: { gender: 0, nick: "theirs" },
      userExtProfile: { ext_b: "by hand", ext_theirs: "x" },
    });
    await by.mustVendor("user/tag/batch/set", { userIds: [userId], tags: ["hand"] });
    await by.mustVendor("user/unban", { userIds: [userId] });
    await by.mustVendor("channel-type/mute/set", { userIds: [userId], muteState: 0, channelTypes: ["PERSON"] });
  },

  async mended({ emulator, shown, ...step }) {
    for (const field of ["name", "userProfile", "userExtProfile", "tags", "banExpiresAt", "mutedChannelTypes"]) {
      expect(shown).toMatch(new RegExp(`[~+-] ${field} *:`));
    }
    expect(shown).toContain('"By hand" => "Full, changed"');
    expect(shown).toMatch(/- ext_theirs *: "x"/);
    expect(shown).not.toContain("nick");
    expect(shown).not.toMatch(/[~+-] (avatarUrl|tokenVersion|accessToken) *:/);
    expect(await emulator.nexconn.user(userId)).toMatchObject({
      ...second,
      profile: {
        userProfile: { ...second.profile.userProfile, nick: "theirs" },
        userExtProfile: { ...second.profile.userExtProfile, ext_theirs: "" },
      },
    });
    expect(written(step).sort()).toEqual([
      "channel-type/mute/set",
      "user/ban",
      "user/profile/set",
      "user/tag/batch/set",
      "user/update",
    ]);
  },

  async replaced({ emulator }) {
    expect(await emulator.nexconn.user("Another")).toMatchObject({ name: "Another", deletion: null });
    expect(await emulator.nexconn.user(userId)).toMatchObject({ deletion: expect.any(Object) });
    // What the program no longer declares goes in the same run.
    expect((await emulator.nexconn.state()).profanityWords).toEqual({});
  },

  async destroyed({ emulator }) {
    for (const id of ["Another", "plain"]) {
      expect(await emulator.nexconn.user(id)).toMatchObject({ deletion: expect.any(Object) });
    }
  },
};
