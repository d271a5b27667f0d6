import { part, raw, textOf } from "../answer";
import { told, toldAs, toldByCode, toldByForm, toldFrom } from "../outcome";
import { newNonce } from "./client";
import { ann, NO_TID } from "./fixtures";
import type { CommsEaseExperiment, CommsEaseLab, Options } from "./types";

/** A call that needs nothing and changes nothing: it asks for a team that is not there, and is answered that none is. */
export const plainCall = { call: "team/query", params: { tids: [NO_TID], ope: 0, ignoreInvalid: true } } as const;
const PLAIN = plainCall.call;

function plain(lab: CommsEaseLab, options?: Options) {
  return lab.call(PLAIN, plainCall.params, options);
}

const INVALID_KEYS = ["invalidTids", "invalid", "ignoredTids"] as const;

/** The most characters of a profile's name. */
const NAME_MAXIMUM = 64;

/** Requests and answers as such. */
export const protocolExperiments: readonly CommsEaseExperiment[] = [
  {
    tells: ["authOrder"],
    calls: { [PLAIN]: 1 },
    async run(lab) {
      const answer = await plain(lab, { curTime: "1", checkSum: "0".repeat(40) });
      const [said = ""] = /checksum|curtime/.exec(textOf(part(answer, "desc")).toLowerCase()) ?? [];
      return toldFrom(answer, said, [
        ["curtime", "time-first"],
        ["checksum", "checksum-first"],
      ]);
    },
  },
  {
    tells: ["nonceReuse"],
    calls: { [PLAIN]: 2 },
    async run(lab) {
      const nonce = newNonce();
      await plain(lab, { nonce });
      return toldAs(await plain(lab, { nonce }), { 200: "allow", 414: "refuse" });
    },
  },
  {
    // Each time it is really made, another token is answered.
    tells: ["repeatedRequestId"],
    uses: [ann],
    calls: { "user/refreshToken": 2 },
    async run(lab) {
      const accid = await lab.use(ann);
      const options = { requestId: lab.newId() };
      const first = await lab.must("user/refreshToken", { accid }, options);
      const second = await lab.call("user/refreshToken", { accid }, options);
      if (!second.ok) return toldByCode(second);
      return told(raw(first, "info", "token") === raw(second, "info", "token") ? "replay" : "ignore");
    },
  },
  {
    tells: ["emptyLists", "invalidTidsKey"],
    calls: { [PLAIN]: 1 },
    async run(lab) {
      const answer = await plain(lab);
      const key = INVALID_KEYS.find((one) => raw(answer, one) !== undefined) ?? "";
      return {
        emptyLists: toldByForm(answer, raw(answer, "tinfos"), { "empty list": "empty", missing: "omit", null: "null" }),
        invalidTidsKey: told(key, answer),
      };
    },
  },
  {
    tells: ["lengthUnit"],
    uses: [ann],
    calls: { "user/updateUinfo": 3 },
    async run(lab) {
      const accid = await lab.use(ann);
      const takes = async (character: string) =>
        (await lab.call("user/updateUinfo", { accid, name: character.repeat(NAME_MAXIMUM) })).ok;
      lab.afterwards("user/updateUinfo", { accid, name: accid });
      // Two UTF-16 units, then two bytes.
      if (await takes("😀")) return told("characters");
      return told((await takes("é")) ? "utf16" : "bytes");
    },
  },
  {
    tells: ["overLongText"],
    uses: [ann],
    calls: { "user/updateUinfo": 1 },
    run: async (lab) =>
      toldByCode(await lab.call("user/updateUinfo", { accid: await lab.use(ann), name: "a".repeat(NAME_MAXIMUM + 1) })),
  },
];
