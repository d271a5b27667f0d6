import { listAt, numberOf, part, raw } from "../answer";
import { likelyLargest, likelyLooksAt } from "../measure";
import { told, toldAs, toldByForm, toldFrom } from "../outcome";
import { ann, ben, cem, NO_TID, superTeam, superTeamOf, tidOf } from "./fixtures";
import type { CommsEaseExperiment, CommsEaseLab } from "./types";

const withoutSuperTeams = [{ superTeamFeature: [false] }] as const;

/** The likely numbers, and what they may be at all. */
const SIZES = [[10_000], 2, 100_000] as const;
const PAGE_SIZES = [[100], 1, 2000] as const;

async function sizeOf(lab: CommsEaseLab, tid: string): Promise<number> {
  return numberOf(part(await lab.must("superteam/getTinfos", { tids: [tid] }), "tinfos", 0, "size"));
}

async function page(lab: CommsEaseLab, order: { limit: number; reverse: 1 | 2 }) {
  const { tid } = await lab.use(superTeam);
  return lab.call("superteam/getTlists", { tid, timetag: 0, ...order });
}

export const superTeamExperiments: readonly CommsEaseExperiment[] = [
  {
    tells: ["superTeamFeature"],
    calls: { "superteam/getTinfos": 1 },
    run: async (lab) =>
      toldAs(await lab.call("superteam/getTinfos", { tids: [NO_TID] }), {
        403: false,
        200: true,
        404: true,
        803: true,
      }),
  },
  {
    tells: ["unknownSuperTeamInGetTinfos"],
    hiddenBy: withoutSuperTeams,
    calls: { "superteam/getTinfos": 1 },
    run: async (lab) =>
      toldAs(await lab.call("superteam/getTinfos", { tids: [NO_TID] }), { 200: "omit", 404: "fail", 803: "fail" }),
  },
  {
    tells: ["superTidInCreate", "superTeamOwnerKeys"],
    hiddenBy: withoutSuperTeams,
    uses: [superTeam],
    calls: { "superteam/getTinfos": 1 },
    async run(lab) {
      const { tid, created } = await lab.use(superTeam);
      const answer = await lab.must("superteam/getTinfos", { tids: [tid] });
      const keys = ["owner", "creator"].filter((key) => raw(answer, "tinfos", 0, key) !== undefined);
      return {
        superTidInCreate: toldByForm(created, raw(created, "tid"), { number: "number", text: "text" }),
        superTeamOwnerKeys: told(keys.length === 2 ? "both" : (keys[0] ?? ""), answer),
      };
    },
  },
  {
    tells: ["superMemberTimes", "superMemberMute"],
    hiddenBy: withoutSuperTeams,
    uses: [superTeam],
    calls: { "superteam/getTlists": 1 },
    async run(lab) {
      const answer = await page(lab, { limit: 1, reverse: 1 });
      const shown = (name: string) => raw(answer, "tlists", 0, name);
      return {
        superMemberTimes: toldByForm(answer, shown("jointime"), { number: "number", text: "text" }),
        superMemberMute: toldByForm(answer, shown("mute"), { number: "number", boolean: "boolean" }),
      };
    },
  },
  {
    tells: ["superPageFromZero"],
    hiddenBy: withoutSuperTeams,
    uses: [superTeam],
    calls: { "superteam/getTlists": 1 },
    async run(lab) {
      const answer = await page(lab, { limit: 1, reverse: 2 });
      if (!answer.ok) return { strange: answer };
      return told(listAt(answer, "tlists").length > 0 ? "now" : "nothing");
    },
  },
  {
    tells: ["superPageMaximum"],
    hiddenBy: withoutSuperTeams,
    uses: [superTeam],
    calls: { "superteam/getTlists": likelyLooksAt(...PAGE_SIZES) },
    run: async (lab) =>
      told(await likelyLargest(...PAGE_SIZES, async (limit) => (await page(lab, { limit, reverse: 1 })).ok)),
  },
  {
    tells: ["superJoinTeamsKey", "superJoinTeamsObject"],
    hiddenBy: withoutSuperTeams,
    uses: [superTeam, ann],
    calls: { "superteam/joinTeams": 1 },
    async run(lab) {
      await lab.use(superTeam);
      const answer = await lab.must("superteam/joinTeams", { accid: await lab.use(ann) });
      const key = ["tinfos", "tlists"].find((one) => listAt(answer, one).length > 0) ?? "";
      const isWhole = part(answer, key, 0, "joinmode") !== undefined;
      return {
        superJoinTeamsKey: told(key, answer),
        superJoinTeamsObject: key ? told(isWhole ? "asGetTinfos" : "short") : { strange: answer },
      };
    },
  },
  {
    tells: ["superTeamUpdateRight"],
    hiddenBy: withoutSuperTeams,
    uses: [superTeam, cem],
    calls: { "superteam/updateTinfo": 1 },
    // The team lets everybody change it.
    async run(lab) {
      const { tid } = await lab.use(superTeam);
      const answer = await lab.call("superteam/updateTinfo", { tid, owner: await lab.use(cem), intro: "probe" });
      return toldAs(answer, { 200: "uptinfomode", 403: "managers", 802: "managers" });
    },
  },
  {
    tells: ["superMagree", "superTeamConsent"],
    hiddenBy: withoutSuperTeams,
    uses: [ann, ben, cem],
    calls: { "superteam/create": 1, "superteam/getTinfos": 2, "superteam/updateTinfo": 1, "superteam/invite": 1 },
    objects: { superTeam: 1 },
    async run(lab) {
      const owner = await lab.use(ann);
      // Nobody is asked there, unless this call says so.
      const order = { ...superTeamOf(owner, [await lab.use(ben)]), magree: 1 };
      const tid = await lab.mustMakeAssigned("superTeam", () => lab.call("superteam/create", order), tidOf);
      const size = await sizeOf(lab, tid);
      await lab.must("superteam/updateTinfo", { tid, owner, beinvitemode: 0 });
      const invited = await lab.must("superteam/invite", {
        tid,
        owner,
        inviteAccids: [await lab.use(cem)],
        msg: "probe",
      });
      const grown = await sizeOf(lab, tid);
      return {
        superMagree: toldFrom(invited, size, [
          [1, "take"],
          [2, "ignore"],
        ]),
        superTeamConsent: toldFrom(invited, grown - size, [
          [0, "beinvitemode"],
          [1, "never"],
        ]),
      };
    },
  },
  {
    tells: ["superTeamSizeMaximum"],
    hiddenBy: withoutSuperTeams,
    uses: [ann],
    calls: { "superteam/create": 1, "superteam/changeLevel": likelyLooksAt(...SIZES) },
    objects: { superTeam: 1 },
    async run(lab) {
      const owner = await lab.use(ann);
      const tid = await lab.mustMakeAssigned(
        "superTeam",
        () => lab.call("superteam/create", superTeamOf(owner, [])),
        tidOf,
      );
      const takes = async (tlevel: number) => (await lab.call("superteam/changeLevel", { tid, owner, tlevel })).ok;
      return told(await likelyLargest(...SIZES, takes));
    },
  },
];
