import type { Context } from "../endpoint";
import { GROUP_TEXTS, type Group, type GroupMember, type GroupTexts } from "../state";
import { roleOf } from "./rules";

function shownTexts(texts: GroupTexts, { settings }: Context): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const key of GROUP_TEXTS) {
    const value = texts[key] ?? (settings.unsetGroupTexts === "empty" ? "" : undefined);
    const name = key === "portraitUrl" && settings.emittedNames === "docs" ? "portrait_url" : key;
    if (value !== undefined) shown[name] = value;
  }
  return shown;
}

/** `groupProfile`, or under its other name as JSON text. */
export function shownProfile(group: Group, context: Context): Record<string, unknown> {
  const texts = shownTexts(group.texts, context);
  return context.settings.emittedNames === "docs" ? { profile: JSON.stringify(texts) } : { groupProfile: texts };
}

/** A group as most reads show it. */
export function shownGroup(group: Group, context: Context) {
  return {
    channelId: group.channelId,
    name: group.name,
    groupProfile: shownTexts(group.texts, context),
    groupExtProfile: Object.fromEntries(group.ext),
    permissions: group.permissions,
    owner: group.owner,
    createdAt: group.createdAt,
    memberCount: group.members.size,
  };
}

export function shownMember(group: Group, userId: string, member: GroupMember) {
  const { nickname, extra, joinedAt } = member;
  return { userId, role: roleOf(group, userId, member), nickname, extra, joinedAt };
}
