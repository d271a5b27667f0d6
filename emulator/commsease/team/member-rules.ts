import type { Payload } from "../../cloud/endpoint";
import { refuse } from "../../cloud/refusal";
import type { Context } from "../endpoint";
import type { TeamCore, TeamMember } from "../state";
import { demandRole, failedPayload, findMember } from "./rules";

/** Makes managers of members, or members of managers; the owner's right. */
export function setManagers(
  context: Context,
  team: TeamCore,
  owner: string,
  accids: readonly string[],
  manager: boolean,
): Payload {
  demandRole(context, team, owner, ["owner"]);
  if (accids.includes(team.owner)) return refuse(414, "bad members");
  const members = accids.map((one) => findMember(context, team, one));
  if (context.settings.sameStateManager === 417 && members.some((member) => member.manager === manager)) {
    return refuse(417, "repeated operation");
  }
  for (const member of members) {
    member.manager = manager;
    member.updatetime = context.now;
  }
  team.updatetime = context.now;
  return {};
}

/** Removes people: never the owner or oneself. */
export function kick(context: Context, team: TeamCore, owner: string, accids: readonly string[]): Payload {
  const { kickNonMember, noTeamRight } = context.settings;
  demandPowerOver(context, team, owner, accids);
  if (accids.length === 0) return refuse(414, "member is empty");
  if (accids.includes(owner)) return refuse(noTeamRight, "no permission");
  if (kickNonMember === "fail") for (const one of accids) findMember(context, team, one);

  const absent = accids.filter((one) => !team.members.delete(one));
  team.updatetime = context.now;
  return kickNonMember === "faccid" ? failedPayload(absent, "not in team") : {};
}

/** Owner or managers acting on people: never on the owner, and by the setting not on fellow managers. */
export function demandPowerOver(context: Context, team: TeamCore, owner: string, accids: readonly string[]): void {
  const { managerKicksManager, noTeamRight } = context.settings;
  const role = demandRole(context, team, owner, ["owner", "manager"]);
  if (accids.includes(team.owner)) refuse(noTeamRight, "no permission");
  const peers = accids.some((one) => team.members.get(one)?.manager);
  if (role === "manager" && peers && managerKicksManager === "refuse") refuse(noTeamRight, "no permission");
}

export function leave(context: Context, team: TeamCore, accid: string): void {
  findMember(context, team, accid);
  if (team.owner === accid) refuse(context.settings.noTeamRight, "owner cannot leave");
  team.members.delete(accid);
  team.updatetime = context.now;
}

/** Gives the team to a member; the old owner leaves or stays as an ordinary one. */
export function transfer(context: Context, team: TeamCore, accid: string, leaving: boolean): void {
  if (accid === team.owner) refuse(context.settings.changeOwnerToOwner, "newowner is owner");
  findMember(context, team, accid).manager = false;
  if (leaving) team.members.delete(team.owner);
  team.owner = accid;
  team.updatetime = context.now;
}

/** Takes over what was sent of a member's texts. */
export function patchMember(
  context: Context,
  member: TeamMember,
  texts: { readonly nick?: string | undefined; readonly custom?: string | undefined },
): void {
  for (const field of ["nick", "custom"] as const) {
    const value = texts[field];
    if (value !== undefined && (value !== "" || context.settings.teamEmptyStringClears)) member[field] = value;
  }
  member.updatetime = context.now;
}
