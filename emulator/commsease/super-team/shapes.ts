import type { Context } from "../endpoint";
import type { SuperTeam, TeamMember } from "../state";
import { roleIn, TEAM_MODES } from "../team/rules";
import { teamTexts } from "../team/shapes";
import { SUPER_TEAM_TEXTS } from "./rules";

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

/** A member as getTlists and getMuteTlists show it. */
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
