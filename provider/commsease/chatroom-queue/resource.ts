import { chained, orderOf } from "../../collections/order";
import { type ArgsOf, resourceClass } from "../../program/resource-class";
import { define } from "../../resource/definition";
import { type Problem, seen } from "../../schema/problems";
import { ownValue } from "../../values/paths";
import { isUnknown, unknownValue } from "../../values/unknowns";
import { isObject } from "../../values/values";
import { asStored } from "../accid";
import type { CommsEaseClient } from "../client";
import { noRoom } from "../roomid";
import { vendor } from "../vendor";
import { elementsOf, type LiveQueue, QueueChange, removeOurs, roomIsAbsent } from "./change";
import {
  type ChatroomQueueInputs,
  type ChatroomQueueState,
  mostElements,
  type QueueDeclaration,
  schema,
} from "./fields";
import { guide } from "./guide";

/** The definition of `commsease.ChatroomQueue`. */
export const chatroomQueue = define<CommsEaseClient, QueueDeclaration, ChatroomQueueState & { live?: LiveQueue }>({
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
  guide,

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

  async observe(client, roomid, prior) {
    try {
      return asState(await elementsOf(client, roomid), prior);
    } catch (error) {
      if (await roomIsAbsent(client, roomid, error)) return undefined;
      throw error;
    }
  },

  async ensure(client, inputs) {
    const { roomid } = inputs;
    try {
      return { id: roomid, current: asState(await elementsOf(client, roomid), { roomid }) };
    } catch (error) {
      if (await roomIsAbsent(client, roomid, error)) throw noRoom(roomid, "nothing was put into its queue", error);
      throw error;
    }
  },

  sync: (client, roomid, current, inputs, prior) => new QueueChange(client, roomid, current, inputs, prior).run(),

  forgets: ({ elements = {} }) => Object.keys(elements).length === 0,

  remove: (client, roomid, { elements = {} }, { live = new Map() }) =>
    removeOurs(client, roomid, Object.keys(elements), live),
});

/** What a program gives to a {@link ChatroomQueue}: each value now, or as an output of another resource. */
export type ChatroomQueueArgs = ArgsOf<ChatroomQueueInputs>;

/** The queue of a CommsEase chat room: its size, and its elements in their order. */
export class ChatroomQueue extends resourceClass<ChatroomQueueArgs, ChatroomQueueState>(chatroomQueue) {}

/** What is there as the state keeps it: of an additive queue only what is declared. `live` is for the change itself. */
function asState(live: LiveQueue, prior: Partial<ChatroomQueueState>) {
  const { elements = {}, membership } = prior;
  const shown = [...live].filter(([key]) => membership !== "additive" || Object.hasOwn(elements, key));
  return { ...prior, live, elements: chained(shown.map(([key, value]) => [key, { value }])) };
}

function fromList(list: unknown[]): { elements: unknown; problems: Problem[] } {
  if (list.some((item) => isUnknown(item) || isUnknown(keyOf(item)))) return { elements: unknownValue, problems: [] };
  const problems: Problem[] = [];
  const items = new Map<string, object>();
  for (const [i, item] of list.entries()) {
    const key = keyOf(item);
    if (typeof key !== "string" || !isObject(item)) {
      problems.push({
        path: ["elements", i],
        seen: seen(item),
        allowed: "an object with key and value",
        fix: 'Write { key: "seat-1", value: "ana" }.',
      });
      continue;
    }
    if (items.has(key)) problems.push(keyTwice(key, i));
    const { key: _, ...rest } = item;
    items.set(key, rest);
  }
  return { elements: chained(items), problems };
}

function keyOf(item: unknown): unknown {
  return isObject(item) ? ownValue(item, "key") : undefined;
}

function keyTwice(key: string, i: number): Problem {
  const path = ["elements", i, "key"];
  return { path, seen: `"${key}" twice`, allowed: "each key once", fix: "Remove one of the two." };
}
