import type { Emulator } from "../../support/emulator";
import type { Row, Step } from "../../support/life-cycle";

const words = async (emulator: Emulator) => (await emulator.nexconn.state()).profanityWords;
const written = ({ calls }: Pick<Step, "calls">) => calls.map(({ call }) => call.replace("profanity-word/", ""));

export const profanityWords: Row = {
  kind: "nexconn:ProfanityWords",
  folder: "nexconn-user",
  resource: "words",
  // Every mode is gone through in test/engine/membership-modes.test.ts.
  fixed: ["membership"],
  isOwn: ({ call }) => call.startsWith("profanity-word/") && !call.endsWith("/list"),
  previewed: [/spam *: \{\}/],

  async created({ emulator }) {
    expect(await words(emulator)).toEqual({ spam: "", darn: "d***" });
  },

  async changed({ emulator, ...step }) {
    expect(await words(emulator)).toEqual({ darn: "d**n", heck: "" });
    expect(written(step).sort()).toEqual(["batch/add", "batch/remove"]);
  },

  async drift({ emulator }) {
    await emulator.nexconn.mustVendor("profanity-word/batch/add", { words: [{ word: "by-hand" }] });
  },

  async mended({ emulator, shown, ...step }) {
    expect(shown).toMatch(/[~+-] words *:/);
    expect(await words(emulator)).toEqual({ darn: "d**n", heck: "" });
    expect(written(step)).toEqual(["batch/remove"]);
  },

  async destroyed({ emulator }) {
    expect(await words(emulator)).toEqual({});
  },
};
