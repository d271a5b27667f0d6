import { shownText } from "../../cloud/objects";
import type { Context } from "../endpoint";
import { GROUP_TEXTS, type Group, type GroupMember, type GroupTexts } from "../state";
import { roleOf } from "./rules";

/** `groupProfile` in answers. */
export function shownTexts(texts: GroupTexts, { settings }: Context): Record<string, string | null> {
  return Object.assign({}, ...GROUP_TEXTS.map((key) => shownText(key, texts[key], settings.unsetGroupTexts)));
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
