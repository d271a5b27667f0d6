import type { Context } from "../endpoint";
import type { Group } from "../state";
import { groupsOf, membersChanged } from "./rules";

export function disband({ GroupId }: Group, { state, nowSeconds }: Context): void {
  if (!state.groups.delete(GroupId)) return;
  state.destroyedGroups.set(GroupId, nowSeconds);
  state.netNewGroups.count -= 1;
}

/** Takes somebody out of a group; an owner leaves it without one. Mutes and bans stay. */
export function takeOut(group: Group, account: string, context: Context): void {
  if (!group.members.delete(account)) return;
  if (group.Owner_Account === account) group.Owner_Account = "";
  membersChanged(group, context);
}

/** Somebody leaves or is removed; a group ends with its last member where the setting says so. */
export function removeMembers(group: Group, accounts: readonly string[], context: Context): void {
  const before = group.members.size;
  for (const account of accounts) takeOut(group, account, context);
  const emptied = before > 0 && group.members.size === 0;
  if (emptied && context.settings.lastMemberRemoved === "disband") disband(group, context);
}

/** What becomes of the groups of an account that was deleted. */
export function leaveAllGroups(account: string, context: Context): void {
  const mode = context.settings.deletedAccountInGroups;
  if (mode === "stays") return;
  const owned = [...context.state.groups.values()].filter((group) => group.Owner_Account === account);
  for (const group of groupsOf(context, account)) {
    takeOut(group, account, context);
    group.audience.delete(account);
    group.admins = group.admins.filter((one) => one !== account);
  }
  for (const group of owned) {
    group.Owner_Account = "";
    if (mode === "disbands") disband(group, context);
  }
}
