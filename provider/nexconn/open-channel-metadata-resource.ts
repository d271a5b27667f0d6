import { z } from "zod";
import type { Definition } from "../definition";
import type { Entries } from "../entries";
import { ImError, refusal } from "../errors";
import { connectionField, type Shape, word } from "../fields";
import { type MembershipMode, managedOf } from "../membership";
import { type ArgsOf, resourceClass } from "../resource";
import { codes, type NexconnClient } from "./client";
import { channelIdField, userIdField } from "./ids";
import {
  type LiveMetadata,
  metadataChange,
  metadataConflicts,
  metadataField,
  mostKeys,
  readMetadata,
} from "./open-channel-metadata";
import { vendor } from "./vendor";

/** What {@link OpenChannelMetadata} is declared with. A field that is left out is not managed. */
export interface OpenChannelMetadataInputs {
  /**
   * The id of the channel, which something else has made: a program, a person, another stack. A change leaves the metadata
   * of the channel before as a delete does.
   * @call open-channel/metadata/batch/get
   */
  channelId: string;
  /**
   * The metadata, as texts by key, at most 100. One that was there under a declared key is taken over. A
   * `nexconn.OpenChannel` with an ownership mark keeps that under the key `pulumi-im`, which is never touched here, and
   * leaves room for 99.
   * @call open-channel/metadata/batch/set, open-channel/metadata/batch/remove
   */
  metadata: Record<string, string>;
  /**
   * The userId of whose the declared keys are. A change writes all of them anew. Left out, whose they are is not managed,
   * and what is written is of `pulumi-im`.
   * @call open-channel/metadata/batch/set, open-channel/metadata/batch/remove
   */
  metadataOwnerId?: string | undefined;
  /**
   * Whether `metadata` is all that the channel has (`"authoritative"`) or only a part of it (`"additive"`). Either way only
   * keys that the state knows are removed; those of others come into the state of an authoritative set by a refresh. A
   * change to `"additive"` lets go of these.
   * @default "authoritative"
   */
  membership?: MembershipMode | undefined;
  /**
   * The name of the connection, that is of the app. A change to another app sets the metadata of a channel there.
   * @default "default"
   */
  connection?: string | undefined;
}

/** What the program can read of an {@link OpenChannelMetadata}. Its id is the channel's. */
export interface OpenChannelMetadataState extends OpenChannelMetadataInputs {
  /** The App Key of the app that the channel is in. */
  appId: string;
}

/** What a change knows beside the state. */
export interface OpenChannelMetadataLive extends OpenChannelMetadataState, Pick<LiveMetadata, "everyEntry" | "mark"> {}

const schema = z.strictObject({
  channelId: channelIdField(),
  metadata: metadataField(),
  metadataOwnerId: userIdField().optional(),
  membership: word({
    authoritative: "metadata is all that the channel has",
    additive: "only the declared keys are managed",
  }).optional(),
  connection: connectionField(),
} satisfies Shape<OpenChannelMetadataInputs>);

/** The definition of `nexconn.OpenChannelMetadata`. */
export const openChannelMetadata: Definition<NexconnClient, OpenChannelMetadataInputs, OpenChannelMetadataLive> = {
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
    look(client, channelId, metadata, metadataOwnerId),

  async ensure(client, { channelId, metadataOwnerId }) {
    const current = await look(client, channelId, {}, metadataOwnerId);
    if (current) return { id: channelId, current };
    throw new ImError(
      "IM_GONE",
      `There is no nexconn open channel ${channelId} in this app, so no metadata was set. Check \`channelId\` and \`connection\`. Where this stack makes it, run \`pulumi refresh\`, and then \`pulumi up\`.`,
      { vendor: "nexconn", object: channelId },
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

  async remove(client, channelId, { metadata = {}, metadataOwnerId }) {
    const current = await look(client, channelId, metadata, metadataOwnerId);
    if (!current) return;
    try {
      await metadataChange(client, channelId, current, { metadata: {}, metadataOwnerId }, metadata, true).drop();
    } catch (error) {
      // The channel has ended since.
      if (!isUnknown(error)) throw error;
    }
  },
};

/** What a program gives to {@link OpenChannelMetadata}: each value now, or as an output of another resource. */
export type OpenChannelMetadataArgs = ArgsOf<OpenChannelMetadataInputs>;

/** The metadata of a Nexconn open channel that is made elsewhere: texts by key, which its clients read and are told of. */
export class OpenChannelMetadata extends resourceClass<OpenChannelMetadataArgs, OpenChannelMetadataState>(
  openChannelMetadata,
) {}

/** All of a channel's metadata but the mark, also that of others; undefined where there is no such channel. */
async function look(
  client: NexconnClient,
  channelId: string,
  metadata: Entries<string>,
  metadataOwnerId: string | undefined,
): Promise<Partial<OpenChannelMetadataLive> | undefined> {
  try {
    return {
      channelId,
      ...(await readMetadata(client, channelId, { metadata, metadataOwnerId })),
    } as Partial<OpenChannelMetadataLive>;
  } catch (error) {
    if (isUnknown(error)) return undefined;
    throw error;
  }
}

function isUnknown(error: unknown): boolean {
  return refusal(error)?.vendorCode === codes.openChannelUnknown;
}
