import { refuse } from "../../cloud/refusal";
import type { Context } from "../endpoint";
import type { SuperTeam, TeamMember } from "../state";
import { newMember, roleIn, TEAM_MODES } from "../team/rules";
import { teamTexts } from "../team/shapes";

/** The texts of a super team that unset and cleared apply to. */
export const SUPER_TEAM_TEXTS = ["intro", "announcement", "serverCustom", "icon"] as const;

export function findSuperTeam({ state, settings }: Context, tid: number): SuperTeam {
  return state.superTeams.get(tid) ?? refuse(settings.unknownTeam, "team not exist");
}

export function checkLevel(tlevel: number | undefined, { settings }: Context): void {
  if (tlevel !== undefined && tlevel > settings.superTeamSizeMaximum) refuse(414, "tlevel is invalid");
}

/** Lets people in, each with a time of his own where the settings say so: pages go by it. */
export function join(team: SuperTeam, accids: readonly string[], { settings, now }: Context): void {
  let time = now;
  if (settings.memberTimes === "unique") {
    for (const member of team.members.values()) time = Math.max(time, member.createtime + 1);
  }
  for (const accid of accids) {
    team.pending.delete(accid);
    team.members.set(accid, newMember(time));
    if (settings.memberTimes === "unique") time += 1;
  }
  team.updatetime = now;
}

/** Lets the invited in, or notes them where they must accept first. */
export function invite(team: SuperTeam, accids: readonly string[], context: Context): void {
  if (team.beinvitemode === 0 && context.settings.superTeamConsent === "beinvitemode") {
    for (const accid of accids) team.pending.set(accid, context.now);
    team.updatetime = context.now;
  } else {
    join(team, accids, context);
  }
}

/** A super team as getTinfos shows it. */
export function superTeamInfo(team: SuperTeam, context: Context): Record<string, unknown> {
  const { superTeamOwnerKeys } = context.settings;
  return {
    tid: team.tid,
    tname: team.tname,
    ...(superTeamOwnerKeys !== "creator" && { owner: team.owner }),
    ...(superTeamOwnerKeys !== "owner" && { creator: team.owner }),
    tlevel: team.tlevel,
    size: team.members.size,
    ...teamTexts(Object.fromEntries(SUPER_TEAM_TEXTS.map((name) => [name, team[name]])), context),
    muteType: team.muteType,
    ...Object.fromEntries(TEAM_MODES.map((name) => [name, team[name]])),
    createtime: team.createtime,
    updatetime: team.updatetime,
  };
}

const MEMBER_TYPES = { member: 0, owner: 1, manager: 2 } as const;

/** A member as getTlists and getMuteTlists show him. */
export function superTeamMember(
  team: SuperTeam,
  accid: string,
  member: TeamMember,
  context: Context,
): Record<string, unknown> {
  return {
    tid: team.tid,
    accid,
    type: MEMBER_TYPES[roleIn(team, accid) ?? "member"],
    ...teamTexts({ nick: member.nick, custom: member.custom }, context),
    mute: member.mute ? 1 : 0,
    jointime: member.createtime,
    createtime: member.createtime,
    updatetime: member.updatetime,
  };
}
