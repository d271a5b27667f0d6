import { refuse } from "../../cloud/refusal";
import { type Endpoint, endpoint } from "../endpoint";
import { flag, id, optional, pairs, required, texts } from "../parameters";
import type { MetadataEntry } from "../state";
import { checkMetadataOwner } from "../user/rules";
import { openChannelId } from "./parameters";
import { checkMetadata, openChannelOf, setMetadata } from "./rules";

/** What the documentation calls `userId` in an older variant. */
const metadataOwnerId = required(id, { alias: "userId" });

/** Both writing calls share a hundred keys a second. */
function rate(entriesOf: string) {
  return { pool: "open-channel/metadata", perSecond: 100, entriesOf } as const;
}

function shown(key: string, { value, owner, autoDelete, updatedAt }: MetadataEntry) {
  return {
    key,
    value,
    metadataOwnerId: owner,
    shouldAutoDelete: autoDelete ? 1 : 0,
    updatedAt,
  };
}

/** The metadata of open channels. */
export const openChannelMetadataEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "open-channel/metadata/batch/set",
    rate: rate("metadata"),
    parameters: {
      channelId: openChannelId,
      metadataOwnerId,
      metadata: required(pairs()),
      shouldAutoDelete: optional(flag),
    },
    handle(args, context) {
      const channel = openChannelOf(context, args.channelId);
      if (args.metadata.size === 0) return refuse(1002, "metadata is empty");
      checkMetadata(args.metadata, context);
      checkMetadataOwner(context, args.metadataOwnerId);
      const { metadataOwnerId: owner, shouldAutoDelete } = args;
      setMetadata(channel, args.metadata, { owner, autoDelete: shouldAutoDelete === 1 }, context);
    },
  }),
  endpoint({
    call: "open-channel/metadata/batch/get",
    reads: true,
    parameters: {
      channelId: openChannelId,
      metadataKeys: optional(texts({ max: 100, mayBeEmpty: true, maxBytes: 128 })),
    },
    handle(args, context) {
      const { metadata } = openChannelOf(context, args.channelId);
      const keys = args.metadataKeys?.length ? args.metadataKeys : [...metadata.keys()];
      return {
        metadata: keys.flatMap((key) => {
          const entry = metadata.get(key);
          return entry ? [shown(key, entry)] : [];
        }),
      };
    },
  }),
  endpoint({
    call: "open-channel/metadata/batch/remove",
    rate: rate("metadataKeys"),
    parameters: {
      channelId: openChannelId,
      metadataOwnerId,
      metadataKeys: required(texts({ max: 20, maxBytes: 128 })),
    },
    handle(args, context) {
      const { metadata } = openChannelOf(context, args.channelId);
      const missing = args.metadataKeys.find((key) => !metadata.has(key));
      if (missing !== undefined && context.settings.removeMissingMetadata !== 0) {
        return refuse(23427, `no metadata key ${missing}`);
      }
      for (const key of args.metadataKeys) metadata.delete(key);
    },
  }),
];
