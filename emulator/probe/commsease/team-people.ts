import { raw } from "../answer";
import { told, toldAs, toldByCode } from "../outcome";
import { ann, ben, cem, dan, newTeam, team, teamOf, tidOf } from "./fixtures";
import type { CommsEaseExperiment, CommsEaseLab } from "./types";

async function add(lab: CommsEaseLab, accid: string) {
  const { tid } = await lab.use(team);
  return lab.call("team/add", { tid, owner: await lab.use(ann), members: [accid], magree: 0, msg: "probe" });
}

/** Who may do what to whom in a team, and how a call is refused. */
export const teamPeopleExperiments: readonly CommsEaseExperiment[] = [
  {
    tells: ["unknownTeamOwner"],
    uses: [team],
    calls: { "team/update": 1 },
    async run(lab) {
      const { tid } = await lab.use(team);
      return toldByCode(await lab.call("team/update", { tid, owner: lab.newId(), announcement: "probe" }));
    },
  },
  {
    tells: ["unknownInvitee"],
    uses: [team, ann],
    calls: { "team/add": 1 },
    run: async (lab) => toldAs(await add(lab, lab.newId()), { 200: "faccid", 414: "fail414" }),
  },
  {
    tells: ["ownerInMembers"],
    uses: [ann],
    calls: { "team/create": 1 },
    objects: { team: 1 },
    async run(lab) {
      const owner = await lab.use(ann);
      const { answer } = await lab.makeAssigned("team", () => lab.call("team/create", teamOf(owner, [owner])), tidOf);
      return toldAs(answer, { 200: "ignore", 414: "fail414" });
    },
  },
  {
    tells: ["presentMember"],
    uses: [team, ann, cem],
    calls: { "team/add": 1 },
    run: async (lab) => toldAs(await add(lab, await lab.use(cem)), { 200: "ignore", 809: 809 }),
  },
  {
    tells: ["notTeamMember"],
    uses: [team, dan],
    calls: { "team/leave": 1 },
    async run(lab) {
      const { tid } = await lab.use(team);
      return toldByCode(await lab.call("team/leave", { tid, accid: await lab.use(dan) }));
    },
  },
  {
    tells: ["kickNonMember"],
    uses: [team, ann, dan],
    calls: { "team/kick": 1 },
    async run(lab) {
      const { tid } = await lab.use(team);
      const answer = await lab.call("team/kick", { tid, owner: await lab.use(ann), members: [await lab.use(dan)] });
      if (answer.ok) return told(raw(answer, "faccid") === undefined ? "ignore" : "faccid");
      return toldAs(answer, { 414: "fail", 804: "fail" });
    },
  },
  {
    tells: ["noTeamRight"],
    uses: [team, cem],
    calls: { "team/update": 1 },
    async run(lab) {
      const { tid } = await lab.use(team);
      return toldByCode(await lab.call("team/update", { tid, owner: await lab.use(cem), announcement: "probe" }));
    },
  },
  {
    tells: ["teamUpdateRight"],
    uses: [team, ben],
    calls: { "team/update": 1 },
    async run(lab) {
      const { tid } = await lab.use(team);
      const answer = await lab.call("team/update", { tid, owner: await lab.use(ben), announcement: "probe" });
      return toldAs(answer, { 200: "uptinfomode", 403: "owner", 802: "owner" });
    },
  },
  {
    tells: ["teamAdministerRight"],
    uses: [team, ben],
    calls: { "team/listTeamMute": 1 },
    async run(lab) {
      const { tid } = await lab.use(team);
      const answer = await lab.call("team/listTeamMute", { tid, owner: await lab.use(ben) });
      return toldAs(answer, { 200: "managers", 403: "owner", 802: "owner" });
    },
  },
  {
    tells: ["sameStateManager"],
    uses: [team, ann, ben],
    calls: { "team/addManager": 1 },
    async run(lab) {
      const { tid } = await lab.use(team);
      const order = { tid, owner: await lab.use(ann), members: [await lab.use(ben)] };
      return toldAs(await lab.call("team/addManager", order), { 200: "ignore", 417: 417 });
    },
  },
  {
    tells: ["changeOwnerToOwner"],
    uses: [team, ann],
    calls: { "team/changeOwner": 1 },
    async run(lab) {
      const { tid } = await lab.use(team);
      const owner = await lab.use(ann);
      return toldByCode(await lab.call("team/changeOwner", { tid, owner, newowner: owner, leave: 2 }));
    },
  },
  {
    // In a team of its own, which may lose a member.
    tells: ["memberLimitBelowSize", "managerKicksManager"],
    uses: [ann, ben, cem],
    calls: { "team/create": 1, "team/update": 1, "team/addManager": 1, "team/kick": 1 },
    objects: { team: 1 },
    async run(lab) {
      const owner = await lab.use(ann);
      const managers = [await lab.use(ben), await lab.use(cem)] as const;
      const tid = await newTeam(lab, owner, managers);
      const shrunk = await lab.call("team/update", { tid, owner, teamMemberLimit: 2 });
      await lab.must("team/addManager", { tid, owner, members: managers });
      const kicked = await lab.call("team/kick", { tid, owner: managers[0], members: [managers[1]] });
      return {
        memberLimitBelowSize: toldAs(shrunk, { 200: "allow", 414: 414, 801: 801 }),
        managerKicksManager: toldAs(kicked, { 200: "allow", 403: "refuse", 802: "refuse" }),
      };
    },
  },
];
