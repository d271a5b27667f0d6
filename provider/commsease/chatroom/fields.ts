import { z } from "zod";
import { connectionField } from "../../connection/fields";
import { dataBesideMark, markField } from "../../ownership/fields";
import {
  choice,
  filledText,
  flag,
  integer,
  jsonObjectText,
  type Shape,
  shownName,
  text,
  url,
} from "../../schema/fields";
import { accidField } from "../accid";

/** What a {@link Chatroom} is declared with. A field that is left out is not managed; `""` clears a text. */
export interface ChatroomInputs {
  /**
   * The accid of the creator, who alone can open and close the room. A change makes a new room: the vendor has no call
   * that hands a room over.
   * @call chatroom/create
   */
  creator: string;
  /**
   * The room's name.
   * @call chatroom/create, chatroom/update
   */
  name: string;
  /**
   * Announcement to whoever enters.
   * @call chatroom/create, chatroom/update
   */
  announcement?: string | undefined;
  /**
   * URL of the live stream that the room belongs to.
   * @call chatroom/create, chatroom/update
   */
  broadcasturl?: string | undefined;
  /**
   * Your own data, readable by clients: a text, or an object that is sent as JSON. The ownership mark stands beside it.
   * @call chatroom/create, chatroom/update
   */
  ext?: string | Record<string, unknown> | undefined;
  /**
   * Who may change the room's queue.
   * @default 0, by the vendor
   * @call chatroom/create, chatroom/update
   */
  queuelevel?: 0 | 1 | undefined;
  /**
   * The content filters to check texts with: JSON text. Sent with each change of the fields.
   * @call chatroom/create, chatroom/update
   */
  bid?: string | undefined;
  /**
   * Whether the room closes by itself. A change starts the time anew.
   * @default 0, by the vendor
   * @call chatroom/create, chatroom/updateDelayClosePolicy, chatroom/toggleCloseStat
   */
  delayClosePolicy?: 0 | 1 | 2 | undefined;
  /**
   * After how many seconds the room closes by itself. Only with `delayClosePolicy` 1 or 2. The vendor does not keep to
   * the second.
   * @default 604800 (7 days), by the vendor
   * @call chatroom/create, chatroom/updateDelayClosePolicy, chatroom/toggleCloseStat
   */
  delaySeconds?: number | undefined;
  /**
   * Whether the room tells when somebody enters or leaves.
   * @default true, by the vendor
   * @call chatroom/updateInOutNotification
   */
  inOutNotification?: boolean | undefined;
  /**
   * Whether the room is open. Closing it throws everybody out; its data stays, and it can be opened again.
   * @default true, by the vendor
   * @call chatroom/toggleCloseStat
   */
  valid?: boolean | undefined;
  /**
   * Whether only the creator and managers may send. Reads back as `muted`.
   * @default false, by the vendor
   * @call chatroom/muteRoom
   */
  muteRoom?: boolean | undefined;
  /**
   * Whether those in the room are told of a change of the fields or of the mute. Sent with each.
   * @default true, by the vendor
   * @call chatroom/update, chatroom/muteRoom
   */
  needNotify?: boolean | undefined;
  /**
   * What these notices carry along. Sent with each change.
   * @call chatroom/update, chatroom/muteRoom
   */
  notifyExt?: string | undefined;
  /**
   * Whether to take over the creator's open room of this name, where there is one that is not ours. Several of the name
   * are an error.
   * @default false
   */
  adopt?: boolean | undefined;
  /** Set by the resource class: what tells our own work from that of others. See `im:ownershipMark`. */
  mark?: string | undefined;
  /**
   * The name of the connection, that is of the app. A change to another app makes a new room there.
   * @default "default"
   */
  connection?: string | undefined;
}

/** Inputs after normalisation: `ext` as text. */
export interface ChatroomDeclaration extends ChatroomInputs {
  ext?: string | undefined;
}

/** What the program can read of a {@link Chatroom}. */
export interface ChatroomState extends ChatroomDeclaration {
  /** The room's id, chosen by the vendor; also the resource's id. */
  roomid: string;
  /** The App Key of the app that the room is in. */
  appId: string;
}

export const longestExt = 4096;

export const schema = z.strictObject({
  creator: accidField(),
  name: shownName(filledText(128)),
  announcement: text(4096).optional(),
  broadcasturl: url(1024).optional(),
  ext: dataBesideMark(text(longestExt)).optional(),
  queuelevel: choice({ 0: "anyone", 1: "creator and managers" }).optional(),
  bid: jsonObjectText(1024).optional(),
  delayClosePolicy: choice({ 0: "never", 1: "after a fixed time", 2: "after being empty for the time" }).optional(),
  delaySeconds: integer(1, 604_800).optional(),
  inOutNotification: flag().optional(),
  valid: flag().optional(),
  muteRoom: flag().optional(),
  needNotify: flag().optional(),
  notifyExt: text(2048).optional(),
  adopt: flag().optional(),
  mark: markField().optional(),
  connection: connectionField(),
} satisfies Shape<ChatroomDeclaration>);

export const updatable = ["name", "announcement", "broadcasturl", "ext", "queuelevel"] as const;

/** The vendor's code for a room that does not exist. */
export const absent = 404;
