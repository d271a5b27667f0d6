import { z } from "zod";
import type { MembershipMode } from "../../collections/membership";
import { connectionField } from "../../connection/fields";
import { type Shape, word } from "../../schema/fields";
import { channelIdField, userIdField } from "../ids";
import { type LiveMetadata, metadataField } from "./change";

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

export const schema = z.strictObject({
  channelId: channelIdField(),
  metadata: metadataField(),
  metadataOwnerId: userIdField().optional(),
  membership: word({
    authoritative: "metadata is all that the channel has",
    additive: "only the declared keys are managed",
  }).optional(),
  connection: connectionField(),
} satisfies Shape<OpenChannelMetadataInputs>);
