import { shownText } from "../../cloud/objects";
import type { Context } from "../endpoint";
import type { Team, TeamMember } from "../state";
import { roleIn, TEAM_MODES, TEAM_TEXTS } from "./rules";

/** Texts of a team or its members: one that was cleared is as one that was never set. */
export function teamTexts(
  source: Readonly<Record<string, string | undefined>>,
  { settings }: Context,
): Record<string, string | null> {
  const shown = Object.entries(source).map(([name, text]) =>
    shownText(name, text || undefined, settings.unsetTeamFields),
  );
  return Object.assign({}, ...shown);
}

function common(team: Team, context: Context): Record<string, unknown> {
  return {
    tid: team.tid,
    tname: team.tname,
    ...teamTexts(Object.fromEntries(TEAM_TEXTS.map((name) => [name, team[name]])), context),
    ...Object.fromEntries(TEAM_MODES.map((name) => [name, team[name]])),
    maxusers: team.maxusers,
    size: team.members.size,
    muteType: team.muteType,
    mute: team.muteType !== 0,
    isNotifyCloseOnline: team.isNotifyCloseOnline,
    isNotifyClosePersistent: team.isNotifyClosePersistent,
    createtime: team.createtime,
    updatetime: team.updatetime,
  };
}

function accidsWithRole(team: Team, role: "manager" | "member"): string[] {
  return [...team.members.keys()].filter((accid) => roleIn(team, accid) === role);
}

/** A team as team/query shows it: people as ids, and only when asked for. */
export function teamInfo(team: Team, withPeople: boolean, context: Context): Record<string, unknown> {
  return {
    ...common(team, context),
    owner: team.owner,
    ...(withPeople && { admins: accidsWithRole(team, "manager"), members: accidsWithRole(team, "member") }),
  };
}

function memberDetail(accid: string, member: TeamMember, context: Context): Record<string, unknown> {
  return {
    accid,
    ...teamTexts({ nick: member.nick, custom: member.custom }, context),
    ...((member.mute || context.settings.muteInQueryDetail === "always") && { mute: member.mute }),
    createtime: member.createtime,
    updatetime: member.updatetime,
  };
}

/** A team as team/queryDetail shows it: people as objects. */
export function teamDetail(team: Team, context: Context): Record<string, unknown> {
  const people = (role: "owner" | "manager" | "member") =>
    [...team.members]
      .filter(([accid]) => roleIn(team, accid) === role)
      .map(([accid, member]) => memberDetail(accid, member, context));
  return { ...common(team, context), owner: people("owner")[0], admins: people("manager"), members: people("member") };
}
