import type { Row, Step } from "../../support/life-cycle";
import { sha256 } from "../../support/sha256";

const first = {
  name: "Full",
  icon: "https://example.com/1.png",
  sign: "hello",
  email: "one@example.com",
  birth: "1990-01-01",
  mobile: "+65-81234567",
  gender: 1,
  ex: expect.stringContaining('"n":1}'),
  props: "first",
  blocked: false,
  mute: false,
  muteP2P: false,
  muteTeam: false,
  muteRoom: false,
  muteQChat: false,
  donnopOpen: false,
  tokenSha256: sha256("first-password"),
};

export const second = {
  name: "Full, changed",
  icon: "",
  sign: "bye",
  email: "two@example.com",
  birth: "1991-02-02",
  mobile: "+65-87654321",
  gender: 2,
  ex: expect.stringContaining('"n":2}'),
  props: "second",
  blocked: true,
  mute: true,
  muteP2P: true,
  muteTeam: true,
  muteRoom: true,
  muteQChat: true,
  donnopOpen: true,
  tokenSha256: sha256("second-password"),
};

const accid = "full.one";
let token: string;

const writes = ({ calls }: Pick<Step, "calls">) =>
  calls.map(({ call }) => call).filter((call) => call !== "user/getUinfos");

export const account: Row = {
  kind: "commsease:Account",
  folder: "account",
  resource: "full",
  // The engine marks no change of a secret; the version is that of the other account.
  fixed: ["token", "tokenVersion"],
  isOwn: ({ call, params }) => call.startsWith("user/") && [accid, "made", "another"].includes(params.accid),
  previewed: [/accid {14}: "full\.one"/, /token *: \[secret\]/],

  async created({ emulator, outputs }) {
    expect(await emulator.account(accid)).toMatchObject(first);
    token = outputs.madeToken;
    expect(await emulator.account("made")).toMatchObject({ tokenIssued: 1, tokenSha256: sha256(token) });
  },

  // A new token version ends the old token.
  async changed({ emulator, outputs, ...step }) {
    expect(await emulator.account(accid)).toMatchObject(second);
    expect(outputs.madeToken).not.toBe(token);
    expect(await emulator.account("made")).toMatchObject({ tokenSha256: sha256(outputs.madeToken), tokenIssued: 2 });
    expect(writes(step).sort()).toEqual([
      "user/block",
      "user/mute",
      "user/muteModule",
      "user/refreshToken",
      "user/setDonnop",
      "user/update",
      "user/updateUinfo",
    ]);
  },

  async drift({ emulator }) {
    const modules = { muteP2P: false, muteTeam: false, muteRoom: false, muteQChat: false };
    await emulator.mustVendor("user/unblock", { accid });
    const uinfo = { name: "By hand", ex: "", gender: 0, icon: "https://x.example" };
    await emulator.mustVendor("user/updateUinfo", { accid, ...uinfo });
    await emulator.mustVendor("user/mute", { accid, mute: false });
    await emulator.mustVendor("user/muteModule", { accid, ...modules });
  },

  async mended({ emulator, shown, ...step }) {
    const mutes = ["mute", "muteP2P", "muteTeam", "muteRoom", "muteQChat"];
    for (const field of ["name", "ex", "gender", "icon", "block", ...mutes]) {
      expect(shown).toMatch(new RegExp(`[~+-] ${field} *:`));
    }
    expect(shown).toContain('"By hand" => "Full, changed"');
    expect(shown).not.toMatch(/[~+-] (sign|email|birth|mobile|token|props|donnopOpen) *:/);
    expect(await emulator.account(accid)).toMatchObject(second);
    expect(writes(step)).toEqual(["user/updateUinfo", "user/mute", "user/muteModule", "user/block"]);
  },

  async replaced({ emulator }) {
    expect(await emulator.account("another")).toMatchObject({ name: "Another", blocked: false });
    expect(await emulator.account(accid)).toMatchObject({ blocked: true });
  },

  async destroyed({ emulator }) {
    expect(await emulator.account("another")).toMatchObject({ blocked: true });
    expect(await emulator.account("made")).toMatchObject({ blocked: true });
  },
};
