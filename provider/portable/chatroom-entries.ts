import { z } from "zod";
import type { MembershipMode } from "../collections/membership";
import { chained } from "../collections/order";
import type { ChatroomQueueInputs as CommsEaseInputs } from "../commsease/chatroom-queue/fields";
import { chatroomQueue as commseaseQueue } from "../commsease/chatroom-queue/resource";
import { connectionField } from "../connection/fields";
import type { OpenChannelMetadataInputs as NexconnInputs } from "../nexconn/open-channel-metadata/fields";
import { openChannelMetadata } from "../nexconn/open-channel-metadata/resource";
import { type ArgsOf, classOf } from "../program/resource-class";
import { asId, described, filledText, type Shape, word } from "../schema/fields";
import type { GroupAttributesInputs as TencentInputs } from "../tencent/group-attributes/fields";
import { groupAttributes } from "../tencent/group-attributes/resource";
import { isObject, type Values } from "../values/values";
import { type Block, type NativeField, type Portable, portableKind, sameAs } from "./translation";

/** What {@link ChatroomEntries} are declared with, on any vendor. */
export interface ChatroomEntriesInputs {
  /** The id of the room. A change leaves the entries of the room before as a delete does. */
  chatroomId: string;
  /**
   * The entries: texts by key. One that is there under a declared key is taken over, and goes on a delete. On CommsEase they
   * are the room's queue, in the order of their keys; on Nexconn the room's own `extension` is among them.
   */
  entries: Record<string, string>;
  /**
   * Whether `entries` is all that the room has or a part of it. Either way only entries that the state knows are taken out.
   * @default "authoritative"
   */
  membership?: MembershipMode | undefined;
  /**
   * The name of the connection, whose vendor says where the room is.
   * @default "default"
   */
  connection?: string | undefined;
  /** Fields of `commsease.ChatroomQueue` under their own names; they count on a connection of that vendor. */
  commsease?: Block<CommsEaseInputs, typeof onCommsEase> | undefined;
  /** Fields of `nexconn.OpenChannelMetadata` under their own names; they count on a connection of that vendor. */
  nexconn?: Block<NexconnInputs, typeof onNexconn> | undefined;
  /** Fields of `tencent.GroupAttributes` under their own names; they count on a connection of that vendor. */
  tencent?: Block<TencentInputs, typeof onTencent> | undefined;
}

/** What the program can read of {@link ChatroomEntries}. */
export interface ChatroomEntriesState extends ChatroomEntriesInputs {
  /** The vendor of the connection. */
  vendor: string;
  /** The public id of the app that the room is in. */
  appId: string;
}

const schema = z.strictObject({
  chatroomId: asId(filledText(64)),
  entries: described(
    z.record(filledText(128), filledText(4096)),
    "a map of texts by key",
    'Write { topic: "support", language: "en" }.',
  ),
  membership: word({
    authoritative: "entries are all that there is",
    additive: "only those named are managed",
  }).optional(),
  connection: connectionField(),
} satisfies Shape<Omit<ChatroomEntriesInputs, "commsease" | "nexconn" | "tencent">>);

/** A queue is in an order, and a map has none: that of the keys. */
const inQueue: NativeField<"elements"> = {
  at: "elements",
  to: (entries) =>
    isObject(entries)
      ? chained(
          Object.keys(entries)
            .sort()
            .map((key): [string, Values] => [key, { value: entries[key] }]),
        )
      : entries,
  from: (elements) =>
    isObject(elements)
      ? Object.fromEntries(Object.entries(elements).map(([key, element]) => [key, (element as Values).value]))
      : elements,
};

const onCommsEase = { chatroomId: sameAs("roomid"), entries: inQueue };

const onNexconn = { chatroomId: sameAs("channelId"), entries: sameAs("metadata") };

const onTencent = { chatroomId: sameAs("GroupId"), entries: sameAs("GroupAttr") };

/** The portable key-value list of a room. */
export const chatroomEntries: Portable = {
  name: "ChatroomEntries",
  schema,
  id: "chatroomId",
  refersTo: { chatroomId: "Chatroom" },
  outputs: ["appId"],
  secrets: [],
  on: [
    {
      definition: commseaseQueue,
      fields: onCommsEase,
      things: { "elements of others": "entries of others", "elements of the queue": "entries of the queue" },
    },
    {
      definition: openChannelMetadata,
      fields: onNexconn,
      things: { "nexconn.OpenChannel": "Chatroom", "open channel": "chat room", "metadata keys": "entries" },
    },
    {
      definition: groupAttributes,
      fields: onTencent,
      things: { "tencent.Group": "Chatroom", "tencent group": "tencent chat room", attributes: "entries" },
    },
  ],
};

export const chatroomEntriesKind = portableKind(chatroomEntries);

/** What a program gives to {@link ChatroomEntries}: each value now, or as an output of another resource. */
export type ChatroomEntriesArgs = ArgsOf<ChatroomEntriesInputs>;

/** The key-value list of a room, on whichever cloud its connection points to. */
export class ChatroomEntries extends classOf<ChatroomEntriesArgs, ChatroomEntriesState>(chatroomEntriesKind) {}
