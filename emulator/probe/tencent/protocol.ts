import type { SettingValue } from "../../cloud/settings";
import { raw } from "../answer";
import { toldAs, toldByCode, toldByForm } from "../outcome";
import { ann, team } from "./fixtures";
import { mustShow } from "./group-info";
import type { Name, Options, TencentExperiment, TencentLab } from "./types";

/** A call of the group services that needs nothing and changes nothing. */
const PLAIN = "group_open_http_svc/get_group_info";
const CHECK = "im_open_login_svc/account_check";
const MUTED = "group_open_http_svc/get_group_muted_account";
const NO_SUCH = "group_open_http_svc/get_nothing_at_all";
const DAY_SECONDS = 86_400;

function plain(lab: TencentLab, options: Options) {
  return lab.call(PLAIN, { GroupIdList: [lab.newId()] }, options);
}

/** A plain call made in an unusual way, and what its code says; those of a group that is not there come after all checks. */
function unusual(name: Name, options: Options, values: Readonly<Record<number, SettingValue>>): TencentExperiment {
  return { tells: [name], calls: { [PLAIN]: 1 }, run: async (lab) => toldAs(await plain(lab, options), values) };
}

/** What a plain call is answered that passes every check. */
function passed(value: SettingValue): Readonly<Record<number, SettingValue>> {
  return { 0: value, 10010: value, 10015: value };
}

/** Requests and answers as such. */
export const protocolExperiments: readonly TencentExperiment[] = [
  {
    tells: ["unknownApp"],
    calls: { [PLAIN]: 1 },
    run: async (lab) => toldByCode(await plain(lab, { sdkAppId: "1" })),
  },
  unusual("queryForm", { random: "one" }, { 60002: "strict", ...passed("lenient") }),
  {
    tells: ["userSigOrder"],
    calls: { [PLAIN]: 1 },
    async run(lab) {
      const signer = { secret: "0".repeat(64), time: Math.floor(lab.now() / 1000) - 2 * DAY_SECONDS };
      return toldAs(await plain(lab, { signer }), { 70001: "expiryFirst", 70009: "signatureFirst" });
    },
  },
  {
    tells: ["kickedUserSig"],
    uses: [ann],
    calls: { "im_open_login_svc/kick": 1, [PLAIN]: 1 },
    async run(lab) {
      const identifier = await lab.use(ann);
      const time = Math.floor(lab.now() / 1000) - 10;
      await lab.must("im_open_login_svc/kick", { UserID: identifier });
      // A signature that is good is told that it is no admin's.
      return toldAs(await plain(lab, { signer: { identifier, time } }), { 70052: 70052, 60010: "valid" });
    },
  },
  {
    tells: ["unknownCommand"],
    calls: { [NO_SUCH]: 1 },
    run: async (lab) => toldByCode(await lab.call(NO_SUCH, {})),
  },
  unusual("malformedJson", { body: "{" }, { 60003: "gateway", 10011: "service" }),
  {
    tells: ["successErrorInfo"],
    calls: { [CHECK]: 1 },
    async run(lab) {
      const answer = await lab.must(CHECK, { CheckItem: [{ UserID: lab.newId() }] });
      return toldByForm(answer, raw(answer, "ErrorInfo"), {
        missing: "writes",
        "empty text": "always",
        text: "always",
      });
    },
  },
  {
    tells: ["emptyLists"],
    uses: [team],
    calls: { [MUTED]: 1 },
    async run(lab) {
      const answer = await lab.must(MUTED, { GroupId: await lab.use(team) });
      return toldByForm(answer, raw(answer, "MutedAccountList"), {
        "empty list": "empty",
        missing: "omit",
        null: "null",
      });
    },
  },
  {
    tells: ["emptyTexts"],
    uses: [team],
    calls: { [PLAIN]: 1 },
    async run(lab) {
      const answer = await mustShow(lab, await lab.use(team));
      return toldByForm(answer, raw(answer, "GroupInfo", 0, "Introduction"), {
        "empty text": "empty",
        missing: "omit",
        null: "null",
      });
    },
  },
];
