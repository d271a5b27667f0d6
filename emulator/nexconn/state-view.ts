import type { Context } from "./endpoint";
import type { Deletion, User } from "./state";
import { forgetEnded } from "./times";

export function byId<V, R>(map: ReadonlyMap<string, V>, show: (value: V, key: string) => R): Record<string, R> {
  return Object.fromEntries([...map].map(([key, value]) => [key, show(value, key)]));
}

function deletion({ requestedAt, dueAt, done, restoreDueAt }: Deletion) {
  return { requestedAt, dueAt, done, restoreDueAt: restoreDueAt ?? null };
}

function user({ tokens, ...one }: User, { state }: Context): Record<string, unknown> {
  const { userId } = one;
  const deleted = state.deletions.get(userId);
  const profile = state.profiles.get(userId);
  return {
    ...one,
    tokens: tokens.map(({ sha256, issuedAt }) => ({ sha256, issuedAt, valid: issuedAt >= one.tokensValidFrom })),
    bannedUntil: state.bans.get(userId) ?? null,
    tags: state.tags.get(userId) ?? [],
    mutedChannelTypes: [...state.channelTypeMutes].filter(([, ids]) => ids.has(userId)).map(([type]) => type),
    blocklist: [...(state.blocklists.get(userId) ?? [])],
    profile: profile ? { ...profile, userExtProfile: Object.fromEntries(profile.userExtProfile) } : null,
    deletion: deleted ? deletion(deleted) : null,
  };
}

/** Everything, every field present, and of tokens only their hashes. */
export function stateView(context: Context): Record<string, unknown> {
  const { state, now } = context;
  forgetEnded(state.bans, now);
  return {
    users: byId(state.users, (one) => user(one, context)),
  };
}
