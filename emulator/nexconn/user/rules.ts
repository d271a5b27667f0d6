import { randomBytes } from "node:crypto";
import { refuse } from "../../cloud/refusal";
import type { Context } from "../endpoint";
import { putOut } from "../open-channel/rules";
import type { User } from "../state";

/** About a hundred characters that look like base64, as the vendor's do. */
export function newToken(): string {
  return `${randomBytes(72).toString("base64")}@`;
}

/** Lets soft deletes and restores be done whose time has come. */
export function settleDeletions(context: Context): void {
  const { state, now } = context;
  for (const [userId, deletion] of state.deletions) {
    if (!deletion.done && deletion.dueAt <= now) {
      deletion.done = true;
      wipe(userId, context);
    }
    if (deletion.restoreDueAt !== undefined && deletion.restoreDueAt <= now) state.deletions.delete(userId);
  }
}

/** Takes what a soft delete takes, and disconnects. Memberships stay. */
function wipe(userId: string, { state, settings, now }: Context): void {
  const user = state.users.get(userId);
  if (user) Object.assign(user, { name: "", avatarUrl: "", tokens: [] });
  state.blocklists.delete(userId);
  for (const channel of state.openChannels.values()) putOut(channel, userId, now);
  if (!settings.softDeleteWipesProfile) return;
  state.tags.delete(userId);
  state.profiles.delete(userId);
}

/** The user of a user call. */
export function registered({ state, settings }: Context, userId: string): User {
  return state.users.get(userId) ?? refuse(settings.unknownUser, `user ${userId} does not exist`);
}

/** Refuses a user call that names somebody who was never registered. */
export function mustBeRegistered(context: Context, userIds: readonly string[]): void {
  for (const one of userIds) registered(context, one);
}

/** Whether a group or open channel would take somebody: registered, and not soft-deleted. */
function exists({ state, settings }: Context, userId: string): boolean {
  return settings.unregisteredUsers === "accept" || (state.users.has(userId) && !state.deletions.has(userId));
}

/** Refuses people whom a group or open channel would not take. */
export function mustExist(context: Context, userIds: readonly string[]): void {
  const absent = userIds.find((one) => !exists(context, one));
  if (absent !== undefined) refuse(24366, `user ${absent} does not exist`);
}

/** Of people who are to be added to a group, those who can be; strangers fail the call unless the setting skips them. */
export function invitable(context: Context, userIds: readonly string[]): string[] {
  if (context.settings.strangersAmongInvited === "fail") mustExist(context, userIds);
  return userIds.filter((one) => exists(context, one));
}

/** Refuses metadata of somebody who was never registered, if the vendor minds. */
export function checkMetadataOwner(context: Context, owner: string): void {
  if (context.settings.metadataOwner === "registered") mustExist(context, [owner]);
}
