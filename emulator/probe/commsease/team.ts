import { entryOf, listAt, part, raw, textOf } from "../answer";
import { likelyLargest, likelyLooksAt } from "../measure";
import { told, toldAs, toldByCode, toldByForm, toldFrom } from "../outcome";
import { ann, cem, dan, NO_TID, newTeam, team } from "./fixtures";
import type { CommsEaseExperiment, CommsEaseLab } from "./types";

/** The likely numbers, and what they may be at all. */
const TEAMS_ASKED = [[30], 1, 1000] as const;
const TEAM_SIZES = [[200], 2, 10_000] as const;

async function queried(lab: CommsEaseLab) {
  const { tid } = await lab.use(team);
  return lab.must("team/query", { tids: [tid], ope: 0 });
}

export const teamExperiments: readonly CommsEaseExperiment[] = [
  {
    tells: ["unknownTeam"],
    calls: { "team/query": 1 },
    run: async (lab) => toldByCode(await lab.call("team/query", { tids: [NO_TID], ope: 0 })),
  },
  {
    tells: ["teamQueryMaximum"],
    calls: { "team/query": likelyLooksAt(...TEAMS_ASKED) },
    async run(lab) {
      const takes = async (number: number) => {
        const tids = Array.from({ length: number }, (_, i) => i + 1);
        return (await lab.call("team/query", { tids, ope: 0, ignoreInvalid: true })).code !== 414;
      };
      return told(await likelyLargest(...TEAMS_ASKED, takes));
    },
  },
  {
    tells: ["unsetTeamFields", "tidInCreate", "tidOnRead", "teamNoticeSwitches"],
    uses: [team],
    calls: { "team/query": 1 },
    async run(lab) {
      const { created } = await lab.use(team);
      const answer = await queried(lab);
      const shown = (name: string) => raw(answer, "tinfos", 0, name);
      const tidForms = { number: "number", text: "text" } as const;
      return {
        // Nobody gave it an icon.
        unsetTeamFields: toldByForm(answer, shown("icon"), { missing: "omit", "empty text": "empty", null: "null" }),
        tidInCreate: toldByForm(created, raw(created, "tid"), tidForms),
        tidOnRead: toldByForm(answer, shown("tid"), tidForms),
        teamNoticeSwitches: toldByForm(answer, shown("isNotifyCloseOnline"), { number: "number", boolean: "boolean" }),
      };
    },
  },
  {
    tells: ["teamEmptyStringClears"],
    uses: [ann, team],
    calls: { "team/update": 2, "team/query": 1 },
    async run(lab) {
      const { tid } = await lab.use(team);
      const owner = await lab.use(ann);
      await lab.must("team/update", { tid, owner, intro: "probe" });
      await lab.must("team/update", { tid, owner, intro: "" });
      const answer = await queried(lab);
      return toldFrom(answer, textOf(part(answer, "tinfos", 0, "intro")), [
        ["", true],
        ["probe", false],
      ]);
    },
  },
  {
    tells: ["emptyNameInUpdate"],
    uses: [ann, team],
    calls: { "team/update": 1 },
    async run(lab) {
      const { tid } = await lab.use(team);
      const answer = await lab.call("team/update", { tid, owner: await lab.use(ann), tname: "" });
      return toldAs(answer, { 200: "ignore", 414: "fail414" });
    },
  },
  {
    tells: ["muteInQueryDetail"],
    uses: [team, cem],
    calls: { "team/queryDetail": 1 },
    async run(lab) {
      const { tid } = await lab.use(team);
      const answer = await lab.must("team/queryDetail", { tid });
      const member = entryOf(listAt(answer, "tinfo", "members"), "accid", await lab.use(cem));
      return toldFrom(answer, member.accid && member.mute !== undefined, [
        [true, "always"],
        [false, "whenTrue"],
      ]);
    },
  },
  {
    tells: ["joinTeamsExtension"],
    uses: [ann, team],
    calls: { "team/joinTeams": 1 },
    async run(lab) {
      const { tid } = await lab.use(team);
      const answer = await lab.must("team/joinTeams", { accid: await lab.use(ann) });
      const infos = listAt(answer, "infos").map((info) => ({ ...Object(info), tid: textOf(Object(info).tid) }));
      const key = (["custom", "clientCustom"] as const).find((one) => textOf(entryOf(infos, "tid", tid)[one]) !== "");
      return key ? told(key) : { strange: answer };
    },
  },
  {
    tells: ["unknownAccountInJoinTeams"],
    calls: { "team/joinTeams": 1 },
    run: async (lab) => toldAs(await lab.call("team/joinTeams", { accid: lab.newId() }), { 200: "empty", 414: 414 }),
  },
  {
    tells: ["emptyJoinTeams"],
    uses: [dan],
    calls: { "team/joinTeams": 1 },
    async run(lab) {
      const answer = await lab.must("team/joinTeams", { accid: await lab.use(dan) });
      return toldByForm(answer, raw(answer, "infos"), { missing: "omit", "empty list": "empty" });
    },
  },
  {
    tells: ["teamSizeMaximum"],
    uses: [ann],
    calls: { "team/create": 1, "team/update": likelyLooksAt(...TEAM_SIZES) },
    objects: { team: 1 },
    async run(lab) {
      const owner = await lab.use(ann);
      const tid = await newTeam(lab, owner);
      const takes = async (teamMemberLimit: number) =>
        (await lab.call("team/update", { tid, owner, teamMemberLimit })).ok;
      return told(await likelyLargest(...TEAM_SIZES, takes));
    },
  },
  {
    tells: ["onlineCountFeature"],
    uses: [team],
    calls: { "team/listOnlineUsers": 1 },
    async run(lab) {
      const { tid } = await lab.use(team);
      return toldAs(await lab.call("team/listOnlineUsers", { tid }), { 200: true, 403: false });
    },
  },
];
