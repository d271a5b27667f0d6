import { refuse } from "../../cloud/refusal";
import { operator } from "../account/rules";
import { type Endpoint, endpoint } from "../endpoint";
import { accid, accids, integer, optional, required } from "../parameters";
import type { SuperTeam } from "../state";
import { transfer } from "../team/member-rules";
import { custom, descriptive, joinmode, leave, msg, muteType, tid, tname } from "../team/parameters";
import {
  checkCreated,
  checkName,
  checkShrinking,
  demandRole,
  failedPayload,
  invitees,
  judgeInvitees,
  newMember,
  TEAM_MODES,
} from "../team/rules";
import { checkLevel, findSuperTeam, invite, magree, SUPER_TEAM_TEXTS } from "./rules";

const tlevel = integer({ min: 2 });

/** What is declared of a super team beside its name, where a create and an update take the same. */
const details = { ...descriptive, serverCustom: custom };

/** Size of a super team whose tlevel was not given. */
const USUAL_LEVEL = 200;

/** Making, changing, transferring and dismissing super teams. */
export const superTeamEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "superteam/create",
    parameters: {
      owner: accid,
      // Two hundred with the owner, who is not listed.
      inviteAccids: required(accids({ max: 199, words: "bad members" })),
      tname: required(tname),
      msg,
      magree,
      joinmode: required(joinmode),
      ...details,
      tlevel: optional(tlevel),
    },
    handle(args, context) {
      const { state, settings, now } = context;
      operator(context, args.owner, settings.unknownTeamOwner);
      checkName(args.tname, context);
      checkLevel(args.tlevel, context);
      checkCreated(context, state.superTeams, args.owner);
      const level = args.tlevel ?? Math.min(USUAL_LEVEL, settings.superTeamSizeMaximum);
      const invited = invitees(args.inviteAccids, args.owner, context);
      const invitation = judgeInvitees(context, state.superTeams, invited, 1, level);

      state.lastSuperTid += 1;
      const team: SuperTeam = {
        tid: state.lastSuperTid,
        owner: args.owner,
        tname: args.tname,
        intro: args.intro,
        announcement: args.announcement,
        serverCustom: args.serverCustom,
        icon: args.icon,
        joinmode: args.joinmode,
        beinvitemode: args.beinvitemode ?? 0,
        invitemode: args.invitemode ?? 0,
        uptinfomode: args.uptinfomode ?? 0,
        upcustommode: args.upcustommode ?? 0,
        tlevel: level,
        muteType: 0,
        members: new Map([[args.owner, newMember(now)]]),
        pending: new Map(),
        createtime: now,
        updatetime: now,
      };
      invite(team, invitation.admitted, args.magree, context);
      state.superTeams.set(team.tid, team);
      return {
        tid: team.tid,
        ...failedPayload(invitation.failed, "team count exceed"),
      };
    },
  }),
  endpoint({
    call: "superteam/updateTinfo",
    parameters: { tid, owner: accid, tname: optional(tname), joinmode: optional(joinmode), ...details },
    handle(args, context) {
      const { settings, now } = context;
      const team = findSuperTeam(context, args.tid);
      const everyone = settings.superTeamUpdateRight === "uptinfomode" && team.uptinfomode === 1;
      demandRole(context, team, args.owner, ["owner", "manager", ...(everyone ? (["member"] as const) : [])]);
      if (args.tname === "" && settings.emptyNameInUpdate === "fail414") return refuse(414, "tname is empty");
      checkName(args.tname ?? "", context);

      if (args.tname) team.tname = args.tname;
      for (const field of SUPER_TEAM_TEXTS) {
        const value = args[field];
        if (value || (value === "" && settings.teamEmptyStringClears)) team[field] = value;
      }
      for (const mode of TEAM_MODES) team[mode] = args[mode] ?? team[mode];
      team.updatetime = now;
      return {};
    },
  }),
  endpoint({
    call: "superteam/changeLevel",
    parameters: { tid, owner: accid, tlevel: required(tlevel) },
    handle(args, context) {
      const team = findSuperTeam(context, args.tid);
      demandRole(context, team, args.owner, ["owner"]);
      checkLevel(args.tlevel, context);
      checkShrinking("tlevel", args.tlevel, team, context);
      team.tlevel = args.tlevel;
      team.updatetime = context.now;
      return {};
    },
  }),
  endpoint({
    call: "superteam/dismiss",
    parameters: { tid, owner: accid },
    handle(args, context) {
      const team = findSuperTeam(context, args.tid);
      demandRole(context, team, args.owner, ["owner"]);
      context.state.superTeams.delete(team.tid);
      return {};
    },
  }),
  endpoint({
    call: "superteam/changeOwner",
    parameters: { tid, owner: accid, accid, leave },
    handle(args, context) {
      const team = findSuperTeam(context, args.tid);
      demandRole(context, team, args.owner, ["owner"]);
      transfer(context, team, args.accid, args.leave === 1);
      return {};
    },
  }),
  endpoint({
    call: "superteam/mute",
    parameters: { tid, owner: accid, muteType: required(muteType) },
    handle(args, context) {
      const team = findSuperTeam(context, args.tid);
      demandRole(context, team, args.owner, ["owner"]);
      team.muteType = args.muteType;
      team.updatetime = context.now;
      return {};
    },
  }),
];
