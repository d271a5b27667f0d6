import type { ArgumentsOf } from "../../cloud/readers";
import { refuse } from "../../cloud/refusal";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import { numbered } from "../paging";
import { boolean, id, optional, page, pageSize, pairs, required, texts } from "../parameters";
import type { OpenChannel } from "../state";
import { checkMetadataOwner, mustExist } from "../user/rules";
import { destroyType, notice, openChannelId, ttlMinutes } from "./parameters";
import {
  checkMetadata,
  DEFAULT_TTL_MINUTES,
  destroy,
  findOpenChannel,
  livingOpenChannels,
  openChannelOf,
  setMetadata,
} from "./rules";

const creation = {
  channelId: openChannelId,
  destroyType,
  ttlMinutes,
  shouldFreeze: optional(boolean, "isBan"),
  allowedSendersList: optional(texts({ max: 20, mayBeEmpty: true }), "whiteUserIds"),
  metadataOwnerId: optional(id),
  metadata: optional(pairs()),
} as const;

type Creation = ArgumentsOf<typeof creation>;

/** Takes over what was sent with a creation. */
function apply(channel: OpenChannel, args: Creation, context: Context): void {
  const { metadata, metadataOwnerId } = args;
  channel.destroyType = args.destroyType ?? channel.destroyType;
  channel.ttlMinutes = args.ttlMinutes ?? channel.ttlMinutes;
  channel.frozen = args.shouldFreeze ?? channel.frozen;
  if (args.allowedSendersList) channel.allowedSenders = new Set(args.allowedSendersList);
  if (metadata && metadataOwnerId !== undefined) {
    setMetadata(channel, metadata, { owner: metadataOwnerId, autoDelete: false }, context);
  }
}

function checkCreation({ metadata, metadataOwnerId, allowedSendersList = [] }: Creation, context: Context): void {
  mustExist(context, allowedSendersList);
  if (!metadata || metadata.size === 0) return;
  if (!context.settings.metadataFeature) refuse(23426, "the service is not enabled");
  checkMetadataOwner(context, metadataOwnerId ?? refuse(1002, "metadataOwnerId is required"));
  checkMetadata(metadata, context);
}

/** The calls on open channels as such. */
export const openChannelEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "open-channel/create",
    parameters: creation,
    handle(args, context) {
      const { state, settings, now } = context;
      checkCreation(args, context);
      const existing = findOpenChannel(args.channelId, context);
      if (existing && settings.createExistingOpenChannel === "ignore") return;
      if (existing && settings.createExistingOpenChannel === 23412) {
        return refuse(23412, `open channel ${args.channelId} exists`);
      }
      const channel: OpenChannel = existing ?? {
        channelId: args.channelId,
        createdAt: now,
        destroyType: 0,
        ttlMinutes: DEFAULT_TTL_MINUTES,
        activeAt: now,
        frozen: false,
        keptAlive: false,
        allowedSenders: new Set(),
        prioritySenders: new Set(),
        participants: new Map(),
        metadata: new Map(),
      };
      apply(channel, args, context);
      state.openChannels.set(channel.channelId, channel);
    },
  }),
  endpoint({
    call: "open-channel/get",
    reads: true,
    parameters: { channelId: openChannelId },
    handle(args, context) {
      const channel = openChannelOf(context, args.channelId);
      return {
        channelId: channel.channelId,
        createdAt: channel.createdAt,
        participantCount: channel.participants.size,
        destroyType: channel.destroyType,
        ttlMinutes: channel.ttlMinutes,
        isFrozen: channel.frozen,
      };
    },
  }),
  endpoint({
    call: "open-channel/destroy",
    parameters: { channelIds: required(texts({ code: 1003 })) },
    handle(args, context) {
      const unknown = args.channelIds.find((id) => !findOpenChannel(id, context));
      for (const id of args.channelIds) destroy(id, context);
      if (unknown !== undefined && context.settings.destroyUnknownOpenChannel !== 0) {
        return refuse(23410, `open channel ${unknown} does not exist`);
      }
    },
  }),
  endpoint({
    call: "open-channel/destroy-type/set",
    parameters: { channelId: openChannelId, destroyType, ttlMinutes },
    handle(args, context) {
      const channel = openChannelOf(context, args.channelId);
      channel.destroyType = args.destroyType ?? 0;
      channel.ttlMinutes = args.ttlMinutes ?? DEFAULT_TTL_MINUTES;
    },
  }),
  endpoint({
    call: "open-channel/freeze-list/add",
    parameters: { channelId: openChannelId, ...notice },
    handle(args, context) {
      openChannelOf(context, args.channelId).frozen = true;
    },
  }),
  endpoint({
    call: "open-channel/freeze-list/remove",
    parameters: { channelId: openChannelId, ...notice },
    handle(args, context) {
      openChannelOf(context, args.channelId).frozen = false;
    },
  }),
  endpoint({
    call: "open-channel/freeze-list/get",
    reads: true,
    parameters: { page, pageSize: pageSize(1000) },
    handle(args, context) {
      const frozen = livingOpenChannels(context).filter((channel) => channel.frozen);
      return {
        channelIds: numbered(frozen, args.page ?? 1, args.pageSize ?? 50).map(({ channelId }) => channelId),
      };
    },
  }),
  endpoint({
    call: "open-channel/freeze/check",
    reads: true,
    parameters: { channelId: openChannelId },
    handle: (args, context) => ({ status: openChannelOf(context, args.channelId).frozen ? 1 : 0 }),
  }),
];
