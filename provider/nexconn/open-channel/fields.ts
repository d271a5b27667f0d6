import { z } from "zod";
import { connectionField } from "../../connection/fields";
import { markField } from "../../ownership/fields";
import { choice, flag, integer, type Shape } from "../../schema/fields";
import { endField, restrictionsField } from "../ends";
import { channelIdField, userIdField, userIdsField } from "../ids";
import { type LiveMetadata, metadataField } from "../open-channel-metadata/change";

/** What an {@link OpenChannel} is declared with. A field that is left out is not managed. */
export interface OpenChannelInputs {
  /**
   * The channel's id, of your choice. A change makes a new channel.
   * @call open-channel/create
   */
  channelId: string;
  /**
   * When the channel ends by itself. Once it has, a refresh shows it as to be made anew. The vendor counts idle time in
   * either case, so that a change from 1 to 0 may end the channel at once; a warning says so at that change.
   * @default 0, by the vendor
   * @call open-channel/create, open-channel/destroy-type/set
   */
  destroyType?: 0 | 1 | undefined;
  /**
   * After how many minutes the channel ends: of being idle, or of its life since it was made.
   * @default 60, by the vendor
   * @call open-channel/create, open-channel/destroy-type/set
   */
  ttlMinutes?: number | undefined;
  /**
   * Whether the channel never ends by itself. An app has 5 such channels by default, and needs the service for it.
   * @default false, by the vendor
   * @call chatroom/keepalive/add.json, chatroom/keepalive/remove.json
   */
  keepAlive?: boolean | undefined;
  /**
   * Whether only allowed senders may send.
   * @default false, by the vendor
   * @call open-channel/create, open-channel/freeze-list/add, open-channel/freeze-list/remove
   */
  isFrozen?: boolean | undefined;
  /**
   * Who may send while the channel is frozen. Others on the list stay until a refresh has shown them.
   * @call open-channel/create, open-channel/participant/allowed-sender-list/add, open-channel/participant/allowed-sender-list/remove
   */
  allowedSendersList?: string[] | undefined;
  /**
   * Who may not send, by userId, until `muteExpiresAt`, at most 30 days ahead. An end that has passed is no longer part of
   * what is declared. Others who are muted stay so until a refresh has shown them.
   * @call open-channel/participant/mute-list/add, open-channel/participant/mute-list/remove
   */
  mutedParticipants?: Record<string, { muteExpiresAt: string }> | undefined;
  /**
   * Who is thrown out and may not come back, by userId, until `banExpiresAt`; as `mutedParticipants` otherwise.
   * @call open-channel/participant/ban-list/add, open-channel/participant/ban-list/remove
   */
  bannedParticipants?: Record<string, { banExpiresAt: string }> | undefined;
  /**
   * Your own data, readable by clients: texts by key, at most 100 with the one of the ownership mark. Keys of others stay
   * until a refresh has shown them.
   * @call open-channel/create, open-channel/metadata/batch/set, open-channel/metadata/batch/remove
   */
  metadata?: Record<string, string> | undefined;
  /**
   * The userId of whose the metadata is. A change writes all of it anew. Left out, whose it is is not managed, and what is
   * written is of `pulumi-im`.
   * @call open-channel/create, open-channel/metadata/batch/set
   */
  metadataOwnerId?: string | undefined;
  /**
   * Whether to take over a channel of this id that exists already and is not ours. Without it, such a channel is refused.
   * @default false
   */
  adopt?: boolean | undefined;
  /** Set by the resource class: what tells our own work from that of others. See `im:ownershipMark`. */
  mark?: string | undefined;
  /**
   * The name of the connection, that is of the app. A change to another app makes a new channel there.
   * @default "default"
   */
  connection?: string | undefined;
}

/** What the program can read of an {@link OpenChannel}. */
export interface OpenChannelState extends OpenChannelInputs {
  /** The App Key of the app that the channel is in. */
  appId: string;
}

/** A channel as a change sees it. */
export interface LiveOpenChannel extends Partial<OpenChannelState>, Pick<LiveMetadata, "everyEntry"> {
  /** Made in this run: whatever it has is ours, or left over of a former channel of the id. */
  isNew?: boolean;
}

export const schema = z.strictObject({
  channelId: channelIdField(),
  destroyType: choice({ 0: "after being idle for the time", 1: "at a fixed time after it was made" }).optional(),
  ttlMinutes: integer(60, 10_080).optional(),
  keepAlive: flag().optional(),
  isFrozen: flag().optional(),
  allowedSendersList: userIdsField().optional(),
  mutedParticipants: restrictionsField("muteExpiresAt", endField()).optional(),
  bannedParticipants: restrictionsField("banExpiresAt", endField()).optional(),
  metadata: metadataField().optional(),
  metadataOwnerId: userIdField().optional(),
  adopt: flag().optional(),
  mark: markField().optional(),
  connection: connectionField(),
} satisfies Shape<OpenChannelInputs>);
