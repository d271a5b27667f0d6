import { refuse } from "../../cloud/refusal";
import { operator } from "../account/rules";
import type { Context } from "../endpoint";
import type { Team, TeamCore, TeamMember } from "../state";

export type TeamRole = "owner" | "manager" | "member";

/** The texts of a team that unset and cleared apply to. */
export const TEAM_TEXTS = ["announcement", "intro", "custom", "icon"] as const;

/** The modes of a team that read back as they were written. */
export const TEAM_MODES = ["joinmode", "beinvitemode", "invitemode", "uptinfomode", "upcustommode"] as const;

export function findTeam({ state, settings }: Context, tid: number): Team {
  return state.teams.get(tid) ?? refuse(settings.unknownTeam, "team not exist");
}

export function roleIn(team: TeamCore, accid: string): TeamRole | undefined {
  const member = team.members.get(accid);
  if (!member) return undefined;
  if (team.owner === accid) return "owner";
  return member.manager ? "manager" : "member";
}

/** Refuses an operator whose role is not among those allowed. */
export function demandRole(context: Context, team: TeamCore, accid: string, allowed: readonly TeamRole[]): TeamRole {
  operator(context, accid, context.settings.unknownTeamOwner);
  const role = roleIn(team, accid);
  return role && allowed.includes(role) ? role : refuse(context.settings.noTeamRight, "no permission");
}

/** Who may administer single members and mutes; the documentation says owner. */
export function administrators({ settings }: Context): readonly TeamRole[] {
  return settings.teamAdministerRight === "owner" ? ["owner"] : ["owner", "manager"];
}

/** Somebody the call names as a member; somebody invited who has not accepted is not one yet. */
export function findMember(context: Context, team: TeamCore, accid: string): TeamMember {
  return team.members.get(accid) ?? refuse(context.settings.notTeamMember, `${accid} not in team`);
}

export function newMember(now: number): TeamMember {
  return { manager: false, mute: false, pushEnable: true, createtime: now, updatetime: now };
}

/** All teams, or all super teams. */
export type Teams<T extends TeamCore> = ReadonlyMap<number, T>;

export function joinedTeams<T extends TeamCore>(teams: Teams<T>, accid: string): T[] {
  return [...teams.values()].filter((team) => team.members.has(accid));
}

/** The teams of an account that a call asks for. */
export function teamsOf<T extends TeamCore>(context: Context, teams: Teams<T>, accid: string): T[] {
  if (!context.state.accounts.has(accid) && context.settings.unknownAccountInJoinTeams === 414) {
    return refuse(414, `${accid} not register`);
  }
  return joinedTeams(teams, accid);
}

/** Whether an account is in as many teams as it may be. */
function atJoinedLimit({ settings }: Context, teams: Teams<TeamCore>, accid: string): boolean {
  // Fewer teams than the limit cannot exceed it, which spares counting in all usual cases.
  return teams.size >= settings.joinedTeamLimit && joinedTeams(teams, accid).length >= settings.joinedTeamLimit;
}

/** Refuses an account that owns as many teams as it may. */
export function checkCreated({ settings }: Context, teams: Teams<TeamCore>, accid: string): void {
  if (teams.size < settings.createdTeamLimit) return;
  const owned = [...teams.values()].filter((team) => team.owner === accid).length;
  if (owned >= settings.createdTeamLimit) refuse(settings.createdTeamLimitCode, "team count limit");
}

export function checkName(tname: string, { settings }: Context): void {
  if (settings.antispamWord !== "" && tname.includes(settings.antispamWord)) refuse(403, "antispam : team name");
}

/** Who is to be invited on creation, the owner not among them. */
export function invitees(members: readonly string[], owner: string, { settings }: Context): string[] {
  if (members.includes(owner) && settings.ownerInMembers === "fail414") return refuse(414, "bad members");
  return members.filter((one) => one !== owner);
}

/** Who of those named is not there yet. */
export function newcomers(context: Context, team: TeamCore, accids: readonly string[]): string[] {
  const fresh = accids.filter((one) => !team.members.has(one));
  if (fresh.length < accids.length && context.settings.presentMember === 809) return refuse(809, "already in team");
  return fresh;
}

/** Refuses a capacity that does not hold those who are in. */
export function checkShrinking(name: string, limit: number | undefined, team: TeamCore, { settings }: Context): void {
  if (limit === undefined || limit >= team.members.size || settings.memberLimitBelowSize === "allow") return;
  refuse(settings.memberLimitBelowSize, `${name} is below member count`);
}

/** What invitations come to. */
export interface Invitation {
  readonly admitted: readonly string[];
  readonly failed: readonly string[];
}

/** Decides about each invitee without changing the team; `present` counts who is in it already. */
export function judgeInvitees(
  context: Context,
  teams: Teams<TeamCore>,
  invitees: readonly string[],
  present: number,
  maxusers: number,
): Invitation {
  const { state, settings } = context;
  const unknown = invitees.filter((accid) => !state.accounts.has(accid));
  if (unknown.length > 0 && settings.unknownInvitee === "fail414") return refuse(414, "bad members");
  const existing = invitees.filter((accid) => state.accounts.has(accid));
  if (present + existing.length > maxusers) return refuse(801, "team member count limit");
  const full = existing.filter((accid) => atJoinedLimit(context, teams, accid));
  return { admitted: existing.filter((accid) => !full.includes(accid)), failed: [...full, ...unknown] };
}

/** Lets the admitted in, or notes them as invited where they must accept first. */
export function admit(team: Team, accids: readonly string[], magree: number, now: number): void {
  for (const accid of accids) {
    if (magree === 1) {
      team.pending.set(accid, now);
    } else {
      team.pending.delete(accid);
      team.members.set(accid, newMember(now));
    }
  }
  team.updatetime = now;
}

/** The part of an answer that names who could not be dealt with; nothing if nobody. */
export function failedPayload(accids: readonly string[], msg: string): { faccid?: { accid: string[]; msg: string } } {
  return accids.length > 0 ? { faccid: { accid: [...accids], msg } } : {};
}
