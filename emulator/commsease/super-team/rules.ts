import { knownIf } from "../../cloud/readers";
import { refuse } from "../../cloud/refusal";
import type { Context } from "../endpoint";
import { optional } from "../parameters";
import type { CommsEaseSettings } from "../settings";
import type { SuperTeam } from "../state";
import { toggle } from "../team/parameters";
import { newMember } from "../team/rules";

/** The texts of a super team that unset and cleared apply to. */
export const SUPER_TEAM_TEXTS = ["intro", "announcement", "serverCustom", "icon"] as const;

export function findSuperTeam({ state, settings }: Context, tid: number): SuperTeam {
  return state.superTeams.get(tid) ?? refuse(settings.unknownTeam, "team not exist");
}

export function checkLevel(tlevel: number | undefined, { settings }: Context): void {
  if (tlevel !== undefined && tlevel > settings.superTeamSizeMaximum) refuse(414, "tlevel is invalid");
}

/** Lets accounts in, each with a time of its own where the settings say so: pages go by it. */
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

/** Whether the invited must accept first, said by the call itself. The documents at hand do not have it. */
export const magree = knownIf(
  optional(toggle),
  ({ superMagree }: Readonly<CommsEaseSettings>) => superMagree === "take",
);

/** Lets the invited in, or notes them where they must accept first. */
export function invite(
  team: SuperTeam,
  accids: readonly string[],
  consent: number | undefined,
  context: Context,
): void {
  const usual = team.beinvitemode === 0 && context.settings.superTeamConsent === "beinvitemode";
  if (consent === undefined ? usual : consent === 1) {
    for (const accid of accids) team.pending.set(accid, context.now);
    team.updatetime = context.now;
  } else {
    join(team, accids, context);
  }
}
