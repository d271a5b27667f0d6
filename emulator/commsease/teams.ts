import { type Context, type Endpoint, endpoint } from "./endpoint";
import { operator } from "./lookup";
import type { ParameterTable } from "./parameters";
import { refuse } from "./refusal";
import type { Team } from "./state";
import { transfer } from "./team-changes";
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
} from "./team-rules";

const tid = { type: "integer", required: true, min: 1 } as const;
const owner = { type: "accid", required: true } as const;
const attach = { type: "text", max: 512 } as const;
const toggle = { type: "integer", oneOf: [0, 1] } as const;

const descriptive = {
  announcement: { type: "text", max: 1024 },
  intro: { type: "text", max: 512 },
  custom: { type: "text", max: 1024 },
  icon: { type: "text", max: 1024 },
  beinvitemode: toggle,
  invitemode: toggle,
  uptinfomode: toggle,
  upcustommode: toggle,
  teamMemberLimit: { type: "integer", min: 2 },
  attach,
  bid: { type: "text" },
} as const satisfies ParameterTable;

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
      tname: { type: "text", required: true, max: 64 },
      owner,
      members: { type: "accids", required: true, max: 200, bad: "bad members" },
      msg: { type: "text", required: true, max: 150 },
      magree: { ...toggle, required: true },
      joinmode: { type: "integer", required: true, oneOf: [0, 1, 2] },
      ...descriptive,
      isNotifyCloseOnline: toggle,
      isNotifyClosePersistent: toggle,
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
      return { tid: String(team.tid), ...failedPayload(invitation.failed, "team count exceed") };
    },
  }),
  endpoint({
    call: "team/update",
    parameters: {
      tid,
      owner,
      tname: { type: "text", max: 64 },
      joinmode: { type: "integer", oneOf: [0, 1, 2] },
      ...descriptive,
    },
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
    parameters: { tid, owner, attach },
    handle(args, context) {
      const team = findTeam(context, args.tid);
      demandRole(context, team, args.owner, ["owner"]);
      context.state.teams.delete(team.tid);
      return {};
    },
  }),
  endpoint({
    call: "team/changeOwner",
    parameters: {
      tid,
      owner,
      newowner: { type: "accid", required: true },
      leave: { type: "integer", required: true, oneOf: [1, 2] },
      attach,
    },
    handle(args, context) {
      const team = findTeam(context, args.tid);
      demandRole(context, team, args.owner, ["owner"]);
      transfer(context, team, args.newowner, args.leave === 1);
      return {};
    },
  }),
];
