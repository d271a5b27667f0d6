import { z } from "zod";
import { connectionField } from "../../connection/fields";
import { described, filledText, integer, type Shape } from "../../schema/fields";
import { accidField } from "../accid";
import { roomidField } from "../roomid";

/** An element of a queue, as inputs and state keep it: in a map by key. */
export interface QueueElement {
  /** The element's value. */
  value: string;
  /** The key of the element before it; the first has none. In a list the order says it. */
  after?: string | undefined;
}

/** What a {@link ChatroomQueue} is declared with. A field that is left out is not managed. */
export interface ChatroomQueueInputs {
  /**
   * The room. A change leaves the queue of the room before as a delete does.
   * @call chatroom/queueList
   */
  roomid: string;
  /**
   * How many elements the queue takes. Sent once the undeclared elements are out and before new ones come.
   * @default 100, by the vendor
   * @call chatroom/queueInit
   */
  sizeLimit?: number | undefined;
  /**
   * The elements, first to last: a list of `{ key, value }`. It is kept as a map by key in which each element names the
   * one before it, and may be written so too. An element that was there under a declared key is taken over. Left out,
   * elements are not managed.
   * @call chatroom/queueOffer, chatroom/queueBatchUpdateElements, chatroom/queuePoll
   */
  elements?: { key: string; value: string }[] | Record<string, QueueElement> | undefined;
  /**
   * Whether `elements` is the whole queue (`"authoritative"`) or only a part of it (`"additive"`). Either way only elements
   * that the state knows are taken out; elements of others come into the state of an authoritative queue by a refresh. A
   * change to `"additive"` lets go of these.
   * @default "authoritative"
   */
  membership?: "authoritative" | "additive" | undefined;
  /**
   * The accid that elements are offered and changed as. To change values it has to be the creator or a manager; to offer,
   * the creator or somebody inside the room.
   * @default creator, by the vendor
   * @call chatroom/queueOffer, chatroom/queueBatchUpdateElements
   */
  operator?: string | undefined;
  /**
   * The name of the connection, that is of the app. A change to another app fills the queue of a room there.
   * @default "default"
   */
  connection?: string | undefined;
}

/** Inputs after normalisation: elements as a map. */
export interface QueueDeclaration extends Omit<ChatroomQueueInputs, "elements"> {
  elements?: Record<string, QueueElement> | undefined;
}

/** What the program can read of a {@link ChatroomQueue}. Its id is the room's. */
export interface ChatroomQueueState extends QueueDeclaration {
  /** The declared elements by key, each with the key of the one before it. */
  elements?: Record<string, QueueElement> | undefined;
  /** The App Key of the app that the room is in. */
  appId: string;
}

const longestKey = 128;

export const mostElements = 1000;

const elementSchema = described(
  z.strictObject({ value: filledText(4096), after: filledText(longestKey).optional() }),
  "an object with value, and after where it is in a map",
  'Write { key: "seat-1", value: "ana" } in a list.',
);

export const schema = z.strictObject({
  roomid: roomidField(),
  sizeLimit: integer(0, mostElements).optional(),
  elements: described(
    z.record(filledText(longestKey), elementSchema),
    "a list of { key, value }, or a map by key in which each element names the one before it",
    'Write [{ key: "seat-1", value: "ana" }, { key: "seat-2", value: "ben" }].',
  ).optional(),
  membership: described(
    z.enum(["authoritative", "additive"]),
    "authoritative (the whole queue) or additive (a part of it)",
    "Give one of these words.",
  ).optional(),
  operator: accidField().optional(),
  connection: connectionField(),
} satisfies Shape<QueueDeclaration>);
