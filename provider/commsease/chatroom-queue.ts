import { z } from "zod";
import type { Definition } from "../definition";
import { connectionField, filledText, group, integer, type Shape } from "../fields";
import { chained, orderOf } from "../order";
import { type Problem, seen } from "../problems";
import { type ArgsOf, resourceClass } from "../resource";
import { isUnknown, unknownValue } from "../unknowns";
import { accidField, asStored } from "./accid";
import type { CommsEaseClient } from "./client";
import { elementsOf, type Live, QueueChange, removeOurs, roomIsAbsent } from "./queue-change";
import { roomidField } from "./roomid";
import { vendor } from "./vendor";

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
   * The accid that elements are offered and changed as. To change values he has to be the creator or a manager; to offer,
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
const mostElements = 1000;

const elementSchema = group(
  z.strictObject({ value: filledText(4096), after: filledText(longestKey).optional() }),
  "an object with value, and after where it is in a map",
  'Write { key: "seat-1", value: "ana" } in a list.',
);

const schema = z.strictObject({
  roomid: roomidField(),
  sizeLimit: integer(0, mostElements).optional(),
  elements: group(
    z.record(filledText(longestKey), elementSchema),
    "a list of { key, value }, or a map by key in which each element names the one before it",
    'Write [{ key: "seat-1", value: "ana" }, { key: "seat-2", value: "ben" }].',
  ).optional(),
  membership: group(
    z.enum(["authoritative", "additive"]),
    "authoritative (the whole queue) or additive (a part of it)",
    "Give one of these words.",
  ).optional(),
  operator: accidField().optional(),
  connection: connectionField(),
} satisfies Shape<QueueDeclaration>);

/** The definition of `commsease.ChatroomQueue`. */
export const chatroomQueue: Definition<CommsEaseClient, QueueDeclaration, ChatroomQueueState> = {
  kind: "commsease:ChatroomQueue",
  vendor,
  schema,
  outputs: ["appId"],
  identities: [{ object: "chat room", part: "queue", by: "roomid", keys: "elements" }],
  secrets: [],
  sets: ["elements"],
  replaceOn: ["roomid"],
  writeOnly: ["sizeLimit", "membership", "operator"],
  calls: [
    {
      call: "chatroom/queueList",
      when: "before each change and delete, on refresh, after a change of `sizeLimit` of a queue that is not empty, and after a call without an answer",
    },
    {
      call: "chatroom/getBatch",
      when: "where values change and no `operator` is declared, and where a call on the queue is refused",
    },
    { call: "chatroom/queueInit", when: "where `sizeLimit` differs" },
    { call: "chatroom/queueBatchUpdateElements", when: "for values that differ" },
    { call: "chatroom/queuePoll", when: "for each element that is no longer declared, or has to move" },
    { call: "chatroom/queueOffer", when: "for each element that is new, or has to move" },
    { call: "chatroom/queueDrop", when: "on delete, where the queue holds nothing else" },
  ],
  replacement: "delete",
  onDelete:
    "Takes the elements of the state out, those that a refresh found in an authoritative queue too. Elements of others stay, and so does the size. In a closed room whose queue cannot be changed they stay, with a warning.",

  normalise(raw) {
    const inputs = { ...raw, ...("operator" in raw && { operator: asStored(raw.operator) }) };
    if (!Array.isArray(raw.elements)) return { inputs, problems: [] };
    const { elements, problems } = fromList(raw.elements);
    return { inputs: { ...inputs, elements }, problems };
  },

  conflicts({ elements, sizeLimit = mostElements }, isOpen) {
    if (!elements) return [];
    const problems: Problem[] = [];
    const count = Object.keys(elements).length;
    if (count > sizeLimit) {
      problems.push({
        path: ["elements"],
        seen: `${count} elements`,
        allowed: `${sizeLimit} (sizeLimit)`,
        fix: `Declare fewer elements, or raise sizeLimit, which may be up to ${mostElements}.`,
      });
    } else if (!isOpen("elements") && !orderOf(elements)) {
      problems.push({
        path: ["elements"],
        seen: "a map whose elements do not follow one another",
        allowed: "each element but the first with the key of another one in `after`",
        fix: "Write the elements as a list of { key, value }.",
      });
    }
    return problems;
  },

  async observe(client, roomid, state) {
    try {
      return asState(await elementsOf(client, roomid), state);
    } catch (error) {
      if (await roomIsAbsent(client, roomid, error)) return undefined;
      throw error;
    }
  },

  async ensure(client, inputs) {
    const { roomid } = inputs;
    return { id: roomid, current: asState(await elementsOf(client, roomid), { roomid }) };
  },

  sync: (client, roomid, current, inputs, prior) => new QueueChange(client, roomid, current, inputs, prior).run(),

  remove: (client, roomid, state) => removeOurs(client, roomid, Object.keys(state.elements ?? {})),
};

/** What a program gives to a {@link ChatroomQueue}: each value now, or as an output of another resource. */
export type ChatroomQueueArgs = ArgsOf<ChatroomQueueInputs>;

/** The queue of a CommsEase chat room: its size, and its elements in their order. */
export class ChatroomQueue extends resourceClass<ChatroomQueueArgs, ChatroomQueueState>(chatroomQueue) {}

/** What is there as the state keeps it: of an additive queue only what is declared. `live` is for the change itself. */
function asState(live: Live, state: Partial<ChatroomQueueState>) {
  const { elements = {}, membership } = state;
  const shown = [...live].filter(([key]) => membership !== "additive" || Object.hasOwn(elements, key));
  return { ...state, live, elements: chained(shown.map(([key, value]) => [key, { value }])) };
}

function fromList(list: unknown[]): { elements: unknown; problems: Problem[] } {
  if (list.some((item) => isUnknown(item) || isUnknown(keyOf(item)))) return { elements: unknownValue, problems: [] };
  const problems: Problem[] = [];
  const items = new Map<string, object>();
  for (const [i, item] of list.entries()) {
    const key = keyOf(item);
    if (typeof key !== "string" || !(item instanceof Object)) {
      problems.push({
        path: ["elements", i],
        seen: seen(item),
        allowed: "an object with key and value",
        fix: 'Write { key: "seat-1", value: "ana" }.',
      });
      continue;
    }
    if (items.has(key)) problems.push(keyTwice(key, i));
    const { key: _, ...rest } = item as { key: string };
    items.set(key, rest);
  }
  return { elements: chained(items), problems };
}

function keyOf(item: unknown): unknown {
  return item instanceof Object && "key" in item ? item.key : undefined;
}

function keyTwice(key: string, i: number): Problem {
  const path = ["elements", i, "key"];
  return { path, seen: `"${key}" twice`, allowed: "each key once", fix: "Remove one of the two." };
}
