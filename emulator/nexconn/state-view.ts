import { byId, forgetEnded } from "../cloud/objects";
import type { Context } from "./endpoint";
import { mutesOf, roleOf } from "./group-channel/rules";
import { endsOf, livingOpenChannels } from "./open-channel/rules";
import type { Deletion, Group, GroupMember, OpenChannel, User } from "./state";

function deletion({ requestedAt, dueAt, done, restoreDueAt }: Deletion) {
  return { requestedAt, dueAt, done, restoreDueAt: restoreDueAt ?? null };
}

function user({ tokens, ...one }: User, { state }: Context): Record<string, unknown> {
  const { userId } = one;
  const deleted = state.deletions.get(userId);
  const profile = state.profiles.get(userId);
  return {
    ...one,
    tokens: tokens.map(({ sha256, issuedAt, revoked = false }) => ({
      sha256,
      issuedAt,
      valid: !revoked && issuedAt >= one.tokensValidFrom,
    })),
    bannedUntil: state.bans.get(userId) ?? null,
    tags: state.tags.get(userId) ?? [],
    mutedChannelTypes: [...state.channelTypeMutes].filter(([, ids]) => ids.has(userId)).map(([type]) => type),
    blocklist: [...(state.blocklists.get(userId) ?? [])],
    profile: profile ? { ...profile, userExtProfile: Object.fromEntries(profile.userExtProfile) } : null,
    deletion: deleted ? deletion(deleted) : null,
  };
}

const ROLES = { 1: "member", 2: "admin", 3: "owner" } as const;

function groupMember(one: Group, userId: string, member: GroupMember): Record<string, unknown> {
  const { nickname, extra, joinedAt } = member;
  return {
    role: ROLES[roleOf(one, userId, member)],
    nickname,
    extra,
    joinedAt,
    alias: one.aliases.get(userId) ?? null,
  };
}

function group(one: Group, context: Context): Record<string, unknown> {
  const { seq: _, texts, ext, aliases: __, ...rest } = one;
  const { introduction = null, announcement = null, portraitUrl = null } = texts;
  return {
    ...rest,
    groupProfile: { introduction, announcement, portraitUrl },
    groupExtProfile: Object.fromEntries(ext),
    members: byId(one.members, (member, userId) => groupMember(one, userId, member)),
    favorites: byId(one.favorites, (favorites) => [...favorites.keys()]),
    mutes: Object.fromEntries(mutesOf(context, one.channelId)),
    frozen: context.state.groupFreezes.has(one.channelId),
    allowedSenders: [...(context.state.groupAllowedSenders.get(one.channelId) ?? [])],
  };
}

function openChannel(one: OpenChannel, { state, now }: Context): Record<string, unknown> {
  return {
    ...one,
    allowedSenders: [...one.allowedSenders],
    prioritySenders: [...one.prioritySenders],
    participants: Object.fromEntries(one.participants),
    metadata: Object.fromEntries(one.metadata),
    mutes: Object.fromEntries(endsOf(state.openMutes, one.channelId, now)),
    bans: Object.fromEntries(endsOf(state.openBans, one.channelId, now)),
  };
}

/** Everything, every field present, and of tokens only their hashes. */
export function stateView(context: Context): Record<string, unknown> {
  const { state, now } = context;
  forgetEnded(state.bans, now);
  return {
    users: byId(state.users, (one) => user(one, context)),
    groups: byId(state.groups, (one) => group(one, context)),
    groupMutesEverywhere: Object.fromEntries(mutesOf(context, "")),
    groupFreezes: [...state.groupFreezes],
    groupAllowedSenders: byId(state.groupAllowedSenders, (ids) => [...ids]),
    openChannels: Object.fromEntries(
      livingOpenChannels(context).map((one) => [one.channelId, openChannel(one, context)]),
    ),
    globalMutes: Object.fromEntries(forgetEnded(state.globalMutes, now)),
    lowPriorityMessageTypes: [...state.lowPriorityMessageTypes],
    priorityMessageTypes: [...state.priorityMessageTypes],
    profanityWords: Object.fromEntries(state.words),
  };
}
