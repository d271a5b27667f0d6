import { z } from "zod";
import type { ChatroomInputs as CommsEaseInputs } from "../commsease/chatroom/fields";
import { chatroom as commseaseChatroom } from "../commsease/chatroom/resource";
import { connectionField } from "../connection/fields";
import type { OpenChannelInputs as NexconnInputs } from "../nexconn/open-channel/fields";
import { openChannel } from "../nexconn/open-channel/resource";
import { markField } from "../ownership/fields";
import { type ArgsOf, classOf } from "../program/resource-class";
import { asId, dataText, described, filledText, flag, type Shape, shownName, text } from "../schema/fields";
import type { GroupInputs as TencentInputs } from "../tencent/group/fields";
import { group as tencentGroup } from "../tencent/group/resource";
import { assigned, type Block, chosenId, either, type Portable, portableKind, sameAs } from "./translation";

/** What a {@link Chatroom} is declared with, on any vendor. A field that is left out is not managed; `""` clears a text. */
export interface ChatroomInputs {
  /**
   * The room's id, where the vendor lets you choose it. A change makes a new room.
   * @default made from the resource's own name, or assigned by the vendor
   */
  chatroomId?: string | undefined;
  /** The room's name. */
  name?: string | undefined;
  /** The accountId of the owner; on Nexconn, of whose the room's metadata is. */
  owner?: string | undefined;
  /** Announcement to whoever enters. */
  announcement?: string | undefined;
  /** URL of the live stream that the room belongs to. */
  liveUrl?: string | undefined;
  /** Your own data, readable by clients: a text, or an object that is sent as JSON. */
  extension?: string | Record<string, unknown> | undefined;
  /** Whether ordinary people in the room may not send. */
  muted?: boolean | undefined;
  /**
   * Whether to take over a room that exists already and is not ours: the one of this id, or the owner's of this name.
   * @default false
   */
  adopt?: boolean | undefined;
  /** Set by the resource class: what tells our own work from that of others. See `im:ownershipMark`. */
  mark?: string | undefined;
  /**
   * The name of the connection, whose vendor says where the room is made. A change to another app makes a new room there,
   * and removes the old one then.
   * @default "default"
   */
  connection?: string | undefined;
  /** Fields of `commsease.Chatroom` under their own names; they count on a connection of that vendor. */
  commsease?: Block<CommsEaseInputs, typeof onCommsEase> | undefined;
  /** Fields of `nexconn.OpenChannel` under their own names; they count on a connection of that vendor. */
  nexconn?: Block<NexconnInputs, typeof onNexconn> | undefined;
  /** Fields of `tencent.Group` under their own names; they count on a connection of that vendor. */
  tencent?: Block<TencentInputs, typeof onTencent> | undefined;
}

/** What the program can read of a {@link Chatroom}. */
export interface ChatroomState extends ChatroomInputs {
  /** The room's id, chosen by you or by the vendor; also the resource's id. */
  chatroomId: string;
  /** The vendor of the connection. */
  vendor: string;
  /** The public id of the app that the room is in. */
  appId: string;
}

const schema = z.strictObject({
  chatroomId: asId(filledText(64)).optional(),
  name: shownName(filledText(128)).optional(),
  owner: asId(described(z.string().min(1), "an accountId", "Give the accountId of the owner.")).optional(),
  announcement: text(4096).optional(),
  liveUrl: text(1024).optional(),
  extension: dataText(4096).optional(),
  muted: flag().optional(),
  adopt: flag().optional(),
  mark: markField().optional(),
  connection: connectionField(),
} satisfies Shape<
  Omit<ChatroomInputs, "extension" | "commsease" | "nexconn" | "tencent"> & { extension?: string | undefined }
>);

const onCommsEase = {
  chatroomId: assigned("roomid"),
  name: sameAs("name"),
  owner: sameAs("creator"),
  announcement: sameAs("announcement"),
  liveUrl: sameAs("broadcasturl"),
  extension: sameAs("ext"),
  muted: sameAs("muteRoom"),
};

const onNexconn = {
  chatroomId: chosenId("channelId", "room"),
  owner: sameAs("metadataOwnerId"),
  extension: sameAs("metadata.extension"),
  muted: sameAs("isFrozen"),
};

const onTencent = {
  chatroomId: sameAs("GroupId"),
  name: sameAs("Name"),
  owner: sameAs("Owner_Account"),
  announcement: sameAs("Notification"),
  extension: sameAs("AppDefinedData.extension"),
  muted: either("MuteAllMember", "Off", "On"),
};

/** The portable chat room. */
export const chatroom: Portable = {
  name: "Chatroom",
  schema,
  id: "chatroomId",
  refersTo: { owner: "Account" },
  outputs: ["chatroomId", "appId"],
  secrets: [],
  on: [
    { definition: commseaseChatroom, fields: onCommsEase },
    { definition: openChannel, fields: onNexconn, things: { "open channel": "chat room" } },
    {
      definition: tencentGroup,
      fields: onTencent,
      things: { "tencent group": "tencent chat room" },
      defaults: { Type: "AVChatRoom" },
    },
  ],
};

export const chatroomKind = portableKind(chatroom);

/** What a program gives to a {@link Chatroom}: each value now, or as an output of another resource. */
export type ChatroomArgs = ArgsOf<ChatroomInputs>;

/** A chat room on whichever cloud its connection points to. */
export class Chatroom extends classOf<ChatroomArgs, ChatroomState>(chatroomKind) {}
