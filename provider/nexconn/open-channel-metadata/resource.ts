import type { Entries } from "../../collections/entries";
import { managedOf } from "../../collections/membership";
import { type ArgsOf, resourceClass } from "../../program/resource-class";
import { define } from "../../resource/definition";
import { notThere } from "../../resource/not-there";
import { foundUnless } from "../absent";
import { codes, type NexconnClient } from "../client";
import { vendor } from "../vendor";
import { metadataChange, metadataConflicts, mostKeys, readMetadata } from "./change";
import {
  type OpenChannelMetadataInputs,
  type OpenChannelMetadataLive,
  type OpenChannelMetadataState,
  schema,
} from "./fields";
import { guide } from "./guide";

/** The definition of `nexconn.OpenChannelMetadata`. */
export const openChannelMetadata = define<NexconnClient, OpenChannelMetadataInputs, OpenChannelMetadataLive>({
  kind: "nexconn:OpenChannelMetadata",
  vendor,
  schema,
  outputs: ["appId"],
  identities: [{ object: "open channel", part: "metadata", by: "channelId", keys: "metadata" }],
  secrets: [],
  sets: ["metadata"],
  replaceOn: ["channelId"],
  writeOnly: ["membership"],
  calls: [
    { call: "open-channel/metadata/batch/get", when: "before each create, update and delete, and on refresh" },
    { call: "open-channel/metadata/batch/remove", when: "for keys that are no longer declared, and on delete" },
    { call: "open-channel/metadata/batch/set", when: "for keys that differ, in value or owner" },
  ],
  onDelete:
    "Removes the keys of the state, those that a refresh found in an authoritative set too. Keys of others stay, and so does the ownership mark of the channel.",
  guide,

  normalise: (raw) => ({ inputs: raw, problems: [] }),

  conflicts: ({ metadata }) => metadataConflicts(metadata, undefined),

  cautions({ channelId = "", metadata = {} }) {
    if (Object.keys(metadata).length < mostKeys) return [];
    return [
      `nexconn metadata of open channel ${channelId}: with ${mostKeys} keys there is no room for the ownership mark of a nexconn.OpenChannel.`,
    ];
  },

  managed: (live, { metadata, membership }) => ({
    ...live,
    metadata: managedOf(live.metadata ?? {}, metadata, membership),
  }),

  // A delete that comes later would remove what the replacement has set.
  replacement: "delete",

  observe: (client, channelId, { metadata = {}, metadataOwnerId }) =>
    liveMetadata(client, channelId, metadata, metadataOwnerId),

  async ensure(client, { channelId, metadataOwnerId }) {
    const current = await liveMetadata(client, channelId, {}, metadataOwnerId);
    if (current) return { id: channelId, current };
    throw notThere(
      { vendor: "nexconn", object: "open channel", id: channelId, by: "channelId" },
      "no metadata was set",
    );
  },

  async sync(client, channelId, current, inputs, prior) {
    const { metadata, metadataOwnerId, membership, connection } = inputs;
    const known = prior.metadata ?? {};
    // At once: a state that took one for the other would have the next refresh bring all in, or leave ours out.
    Object.assign(current, { membership, connection });
    const isAdditive = membership === "additive";
    const change = metadataChange(client, channelId, current, { metadata, metadataOwnerId }, known, isAdditive);
    await change.drop();
    await change.put();
    current.metadataOwnerId = metadataOwnerId;
  },

  async remove(client, channelId, { metadata = {}, metadataOwnerId }, current) {
    const change = metadataChange(client, channelId, current, { metadata: {}, metadataOwnerId }, metadata, true);
    // The channel may have ended since.
    await foundUnless(codes.openChannelUnknown, change.drop());
  },
});

/** What a program gives to {@link OpenChannelMetadata}: each value now, or as an output of another resource. */
export type OpenChannelMetadataArgs = ArgsOf<OpenChannelMetadataInputs>;

/** The metadata of a Nexconn open channel that is made elsewhere: texts by key, which its clients read and are told of. */
export class OpenChannelMetadata extends resourceClass<OpenChannelMetadataArgs, OpenChannelMetadataState>(
  openChannelMetadata,
) {}

/** All of a channel's metadata but the mark, also that of others; undefined where there is no such channel. */
async function liveMetadata(
  client: NexconnClient,
  channelId: string,
  metadata: Entries<string>,
  metadataOwnerId: string | undefined,
): Promise<Partial<OpenChannelMetadataLive> | undefined> {
  const found = await foundUnless(
    codes.openChannelUnknown,
    readMetadata(client, channelId, { metadata, metadataOwnerId }),
  );
  return found && { channelId, ...found, metadata: found.metadata ?? {} };
}
