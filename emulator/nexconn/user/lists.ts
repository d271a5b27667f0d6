import { type Endpoint, endpoint } from "../endpoint";
import { tokenPage } from "../paging";
import { flag, integer, oneOf, optional, pageSize, pageToken, required, texts, userId, userIds } from "../parameters";
import { mustBeRegistered, registered } from "./rules";

const CHANNEL_TYPES = ["PERSON", "GROUP", "CHATROOM"] as const;

/** Tags, mutes by channel type, and blocklists. */
export const userListEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "user/tag/batch/set",
    rate: { perSecond: 10 },
    parameters: { userIds: userIds(), tags: required(texts({ mayBeEmpty: true })) },
    handle(args, context) {
      mustBeRegistered(context, args.userIds);
      for (const id of args.userIds) {
        if (args.tags.length > 0) context.state.tags.set(id, args.tags);
        else context.state.tags.delete(id);
      }
    },
  }),
  endpoint({
    call: "user/tag/batch/get",
    reads: true,
    parameters: { userIds: userIds() },
    handle(args, context) {
      mustBeRegistered(context, args.userIds);
      return { users: args.userIds.map((id) => ({ userId: id, tags: context.state.tags.get(id) ?? [] })) };
    },
  }),
  endpoint({
    call: "channel-type/mute/set",
    parameters: {
      userIds: userIds(),
      muteState: required(flag),
      channelTypes: required(texts({ oneOf: CHANNEL_TYPES })),
    },
    handle(args, context) {
      mustBeRegistered(context, args.userIds);
      const { channelTypeMutes } = context.state;
      for (const type of args.channelTypes) {
        const muted = channelTypeMutes.get(type) ?? new Set();
        for (const id of args.userIds)
          if (args.muteState === 1) muted.add(id);
          else muted.delete(id);
        channelTypeMutes.set(type, muted);
      }
    },
  }),
  endpoint({
    call: "channel-type/mute/list",
    reads: true,
    parameters: {
      channelType: required(oneOf(...CHANNEL_TYPES)),
      pageSize: pageSize(1000),
      offset: optional(integer({ min: 0 })),
    },
    handle(args, { state }) {
      const muted = [...(state.channelTypeMutes.get(args.channelType) ?? [])];
      const start = args.offset ?? 0;
      return { totalCount: muted.length, mutedUserIds: muted.slice(start, start + (args.pageSize ?? 100)) };
    },
  }),
  endpoint({
    call: "user/blocklist/add",
    parameters: { userId, targetUserIds: userIds() },
    handle(args, context) {
      mustBeRegistered(context, [args.userId, ...args.targetUserIds]);
      const { blocklists } = context.state;
      blocklists.set(args.userId, new Set([...(blocklists.get(args.userId) ?? []), ...args.targetUserIds]));
    },
  }),
  endpoint({
    call: "user/blocklist/remove",
    parameters: { userId, blockedUserIds: userIds() },
    handle(args, context) {
      registered(context, args.userId);
      for (const id of args.blockedUserIds) context.state.blocklists.get(args.userId)?.delete(id);
    },
  }),
  endpoint({
    call: "user/blocklist/get",
    reads: true,
    parameters: { userId, pageToken, pageSize: pageSize(1000), order: optional(flag) },
    handle(args, context) {
      registered(context, args.userId);
      const blocked = [...(context.state.blocklists.get(args.userId) ?? [])].map((id, seq) => ({ id, seq }));
      const { page: shown, ...more } = tokenPage(`blocklist ${args.userId}`, blocked, {
        pageToken: args.pageToken,
        pageSize: args.pageSize ?? 1000,
        order: args.order ?? 0,
      });
      return { blockedUserIds: shown.map(({ id }) => id), ...more };
    },
  }),
];
