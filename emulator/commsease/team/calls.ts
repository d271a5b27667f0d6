import { refuse } from "../../cloud/refusal";
import { operator } from "../account/rules";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import { accid, accids, integer, optional, required } from "../parameters";
import type { Team } from "../state";
import { transfer } from "./member-rules";
import { attach, custom, descriptive, joinmode, leave, msg, tid, tname, toggle } from "./parameters";
import {
  admit,
  checkCreated,
  checkName,
  checkShrinking,
  demandRole,
  failedPayload,
  findTeam,
  invitees,
  judgeInvitees,
  newMember,
  TEAM_MODES,
  TEAM_TEXTS,
  type TeamRole,
} from "./rules";

/** What is declared of a team beside its name, where a create and an update take the same. */
const details = {
  ...descriptive,
  custom,
  teamMemberLimit: optional(integer({ min: 2 })),
  attach,
};

function checkSize(limit: number | undefined, { settings }: Context): void {
  if (limit !== undefined && limit > settings.teamSizeMaximum) refuse(414, "teamMemberLimit is invalid");
}

function updaters(team: Team, { settings }: Context): readonly TeamRole[] {
  if (settings.teamUpdateRight === "owner") return ["owner"];
  return team.uptinfomode === 1 ? ["owner", "manager", "member"] : ["owner", "manager"];
}

/** Making, changing, transferring and dismissing teams. */
export const teamEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "team/create",
    parameters: {
      tname: required(tname),
      owner: accid,
      members: required(accids({ max: 200, words: "bad members" })),
      msg,
      magree: required(toggle),
      joinmode: required(joinmode),
      ...details,
      isNotifyCloseOnline: optional(toggle),
      isNotifyClosePersistent: optional(toggle),
    },
    handle(args, context) {
      const { state, now } = context;
      operator(context, args.owner, context.settings.unknownTeamOwner);
      checkName(args.tname, context);
      checkSize(args.teamMemberLimit, context);
      checkCreated(context, state.teams, args.owner);
      const maxusers = args.teamMemberLimit ?? Math.min(200, context.settings.teamSizeMaximum);
      const invited = invitees(args.members, args.owner, context);
      const invitation = judgeInvitees(context, state.teams, invited, 1, maxusers);

      state.lastTid += 1;
      const team: Team = {
        tid: state.lastTid,
        owner: args.owner,
        tname: args.tname,
        announcement: args.announcement,
        intro: args.intro,
        custom: args.custom,
        icon: args.icon,
        joinmode: args.joinmode,
        beinvitemode: args.beinvitemode ?? 0,
        invitemode: args.invitemode ?? 0,
        uptinfomode: args.uptinfomode ?? 0,
        upcustommode: args.upcustommode ?? 0,
        maxusers,
        muteType: 0,
        isNotifyCloseOnline: args.isNotifyCloseOnline ?? 0,
        isNotifyClosePersistent: args.isNotifyClosePersistent ?? 0,
        members: new Map([[args.owner, newMember(now)]]),
        pending: new Map(),
        createtime: now,
        updatetime: now,
      };
      admit(team, invitation.admitted, args.magree, now);
      state.teams.set(team.tid, team);
      return { tid: team.tid, ...failedPayload(invitation.failed, "team count exceed") };
    },
  }),
  endpoint({
    call: "team/update",
    parameters: { tid, owner: accid, tname: optional(tname), joinmode: optional(joinmode), ...details },
    handle(args, context) {
      const { settings, now } = context;
      const team = findTeam(context, args.tid);
      demandRole(context, team, args.owner, updaters(team, context));
      if (args.tname === "" && settings.emptyNameInUpdate === "fail414") return refuse(414, "tname is empty");
      checkName(args.tname ?? "", context);
      checkSize(args.teamMemberLimit, context);
      checkShrinking("teamMemberLimit", args.teamMemberLimit, team, context);

      if (args.tname) team.tname = args.tname;
      for (const field of TEAM_TEXTS) {
        const value = args[field];
        if (value || (value === "" && settings.teamEmptyStringClears)) team[field] = value;
      }
      for (const mode of TEAM_MODES) team[mode] = args[mode] ?? team[mode];
      team.maxusers = args.teamMemberLimit ?? team.maxusers;
      team.updatetime = now;
      return {};
    },
  }),
  endpoint({
    call: "team/remove",
    parameters: { tid, owner: accid, attach },
    handle(args, context) {
      const team = findTeam(context, args.tid);
      demandRole(context, team, args.owner, ["owner"]);
      context.state.teams.delete(team.tid);
      return {};
    },
  }),
  endpoint({
    call: "team/changeOwner",
    parameters: { tid, owner: accid, newowner: accid, leave, attach },
    handle(args, context) {
      const team = findTeam(context, args.tid);
      demandRole(context, team, args.owner, ["owner"]);
      transfer(context, team, args.newowner, args.leave === 1);
      return {};
    },
  }),
];
