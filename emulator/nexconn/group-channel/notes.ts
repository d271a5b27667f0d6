import { type Context, type Endpoint, endpoint } from "../endpoint";
import { channelId, required, text, texts, userId } from "../parameters";
import type { Group } from "../state";
import { groupOf, memberOf } from "./rules";

const favoriteIds = required(texts({ max: 100 }));

function groupOfMember(args: { channelId: string; userId: string }, context: Context): Group {
  const group = groupOf(context, args.channelId);
  memberOf(group, args.userId);
  return group;
}

/** What members note for themselves: their name for the group, and favorites among the others. */
export const groupNoteEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "group-channel/alias/set",
    parameters: { channelId, userId, alias: required(text({ max: 64 })) },
    handle(args, context) {
      groupOfMember(args, context).aliases.set(args.userId, args.alias);
    },
  }),
  endpoint({
    call: "group-channel/alias/get",
    reads: true,
    parameters: { channelId, userId },
    handle: (args, context) => ({ alias: groupOfMember(args, context).aliases.get(args.userId) ?? "" }),
  }),
  endpoint({
    call: "group-channel/alias/delete",
    parameters: { channelId, userId },
    handle(args, context) {
      groupOfMember(args, context).aliases.delete(args.userId);
    },
  }),
  endpoint({
    call: "group-channel/member/favorites/add",
    parameters: { channelId, userId, favoriteIds },
    handle(args, context) {
      const group = groupOfMember(args, context);
      for (const id of args.favoriteIds) memberOf(group, id);
      const favorites = group.favorites.get(args.userId) ?? new Map<string, number>();
      for (const id of args.favoriteIds) favorites.set(id, favorites.get(id) ?? context.now);
      group.favorites.set(args.userId, favorites);
    },
  }),
  endpoint({
    call: "group-channel/member/favorites/remove",
    parameters: { channelId, userId, favoriteIds },
    handle(args, context) {
      const favorites = groupOfMember(args, context).favorites.get(args.userId);
      for (const id of args.favoriteIds) favorites?.delete(id);
    },
  }),
  endpoint({
    call: "group-channel/member/favorites/list",
    reads: true,
    parameters: { channelId, userId },
    handle(args, context) {
      const favorites = groupOfMember(args, context).favorites.get(args.userId) ?? new Map<string, number>();
      return {
        userId: args.userId,
        channelId: args.channelId,
        favorites: [...favorites].map(([id, favoritedAt]) => ({ userId: id, favoritedAt })),
      };
    },
  }),
];
