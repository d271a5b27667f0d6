import { raw } from "../answer";
import { told, toldAs, toldByCode, toldByForm } from "../outcome";
import { ann, blocked, team } from "./fixtures";
import type { CommsEaseExperiment, CommsEaseLab } from "./types";

async function infoOf(lab: CommsEaseLab, accid: string) {
  return lab.must("user/getUinfos", { accids: [accid] });
}

/** The blocked account as operator, in a team where it is nobody. */
async function operate(lab: CommsEaseLab) {
  const { tid } = await lab.use(team);
  return lab.call("team/update", { tid, owner: await lab.use(blocked), announcement: "probe" });
}

export const accountExperiments: readonly CommsEaseExperiment[] = [
  {
    tells: ["unknownAccountInGetUinfos"],
    uses: [ann],
    calls: { "user/getUinfos": 1 },
    run: async (lab) =>
      toldAs(await lab.call("user/getUinfos", { accids: [await lab.use(ann), lab.newId()] }), {
        200: "omit",
        414: "fail414",
      }),
  },
  {
    // The owner has a gender, and never had a date of birth.
    tells: ["muteFlagsInGetUinfos", "unsetProfileField", "answerNumbers", "answerFlags"],
    uses: [ann],
    calls: { "user/getUinfos": 1 },
    async run(lab) {
      const answer = await infoOf(lab, await lab.use(ann));
      const shown = (name: string) => raw(answer, "uinfos", 0, name);
      return {
        muteFlagsInGetUinfos: told(shown("mute") === undefined ? "onRequest" : "always"),
        unsetProfileField: toldByForm(answer, shown("birth"), { missing: "omit", "empty text": "empty", null: "null" }),
        answerNumbers: toldByForm(answer, shown("gender"), { number: "number", text: "text" }),
        answerFlags: toldByForm(answer, shown("valid"), { boolean: "boolean", number: "number", text: "text" }),
      };
    },
  },
  {
    tells: ["clearedProfileField"],
    uses: [ann],
    calls: { "user/updateUinfo": 2, "user/getUinfos": 1 },
    async run(lab) {
      const accid = await lab.use(ann);
      await lab.must("user/updateUinfo", { accid, ex: "probe" });
      await lab.must("user/updateUinfo", { accid, ex: "" });
      const answer = await infoOf(lab, accid);
      return toldByForm(answer, raw(answer, "uinfos", 0, "ex"), {
        missing: "omit",
        "empty text": "empty",
        null: "null",
      });
    },
  },
  {
    tells: ["updateWithoutToken"],
    uses: [ann],
    calls: { "user/update": 1 },
    run: async (lab) =>
      toldAs(await lab.call("user/update", { accid: await lab.use(ann) }), { 200: "keep", 414: "fail414" }),
  },
  {
    tells: ["blockedAccountCalls"],
    uses: [blocked],
    calls: { "user/updateUinfo": 1, "user/mute": 1 },
    async run(lab) {
      const accid = await lab.use(blocked);
      const profile = await lab.call("user/updateUinfo", { accid, sign: "probe" });
      const other = await lab.call("user/mute", { accid, mute: false });
      return profile.ok
        ? toldAs(other, { 200: "allowAll", 422: "allowProfile", 301: "allowProfile" })
        : toldAs(other, { 422: "refuseAll", 301: "refuseAll" });
    },
  },
  {
    tells: ["blockedAccountAsOperator"],
    uses: [blocked, team],
    calls: { "team/update": 1 },
    // An operator who is allowed is still nobody in that team.
    run: async (lab) =>
      toldAs(await operate(lab), { 403: "allow", 802: "allow", 804: "allow", 422: "refuse", 301: "refuse" }),
  },
  {
    tells: ["blockedAccountCode"],
    hiddenBy: [{ blockedAccountCalls: ["allowAll"], blockedAccountAsOperator: ["allow"] }],
    uses: [blocked, team],
    calls: { "user/mute": 1, "team/update": 1 },
    async run(lab) {
      const mute = await lab.call("user/mute", { accid: await lab.use(blocked), mute: false });
      return toldByCode(mute.ok ? await operate(lab) : mute);
    },
  },
  {
    tells: ["sameStateBlock"],
    uses: [blocked],
    calls: { "user/block": 1 },
    run: async (lab) => toldByCode(await lab.call("user/block", { accid: await lab.use(blocked) })),
  },
];
