import type { Payload } from "../../cloud/endpoint";
import { refuse } from "../../cloud/refusal";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import { accountId, boolean, elements, integer, optional, pairs, required, text, texts } from "../parameters";
import type { Room } from "../state";
import { notice, roomid } from "./parameters";
import { demandOffering, elementsByKey, initQueue, mayBeTransient, offer } from "./queue-rules";
import { demandOpen, demandRoomRole, findRoom } from "./rules";

const priority = {
  highPriority: optional(integer({ oneOf: [0, 1] })),
  highPriorityPolicy: optional(integer({ oneOf: [0, 1] })),
} as const;
const element = { maxKey: 128, maxValue: 4096 } as const;

function changeable(context: Context, id: number): Room {
  const room = findRoom(context, id);
  demandOpen(room, context.settings.closedRoomQueue);
  return room;
}

interface Offered {
  readonly key: string;
  readonly value: string;
  readonly accid: string;
  readonly transient: boolean;
}

/** Offers one of several; false where it was refused. */
function offerOne(context: Context, room: Room, one: Offered): boolean {
  if (!context.state.accounts.has(one.accid)) return false;
  if (one.transient && !mayBeTransient(room, one.accid)) return false;
  return offer(context, room.queue, one.key, { value: one.value, owner: one.accid, transient: one.transient });
}

function failedKeys(keys: readonly string[], { settings }: Context): Payload {
  switch (settings.queueFailedKeys) {
    case "desc":
      return { desc: { failedKeys: keys } };
    case "descText":
      return { desc: { failedKeys: JSON.stringify(keys) } };
    case "top":
      return { desc: {}, failedKeys: keys };
  }
}

/** The ordered key–value list of a chatroom. */
export const roomQueueEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "chatroom/queueInit",
    parameters: { roomid, sizeLimit: required(integer({ min: 0, max: 1000 })) },
    handle(args, context) {
      initQueue(context, changeable(context, args.roomid).queue, args.sizeLimit);
      return { desc: {} };
    },
  }),
  endpoint({
    call: "chatroom/queueOffer",
    parameters: {
      roomid,
      key: required(text({ max: element.maxKey })),
      value: required(text({ max: element.maxValue })),
      operator: optional(accountId),
      transient: optional(boolean),
      ...priority,
    },
    handle(args, context) {
      const { transientOperatorAbsent, queueOverflow } = context.settings;
      const room = changeable(context, args.roomid);
      const owner = args.operator ?? room.creator;
      const transient = args.transient ?? false;
      demandOffering(context, room, owner);
      if (transient && !mayBeTransient(room, owner)) return refuse(transientOperatorAbsent, `${owner} not in chatroom`);
      if (!offer(context, room.queue, args.key, { value: args.value, owner, transient })) {
        return refuse(queueOverflow, "queue size limit");
      }
      return { desc: {} };
    },
  }),
  endpoint({
    call: "chatroom/queueBatchOffer",
    parameters: {
      roomid,
      operator: optional(accountId),
      elements: required(elements({ max: 20, ...element })),
      transient: optional(boolean),
      ...notice,
      ...priority,
    },
    handle(args, context) {
      const room = changeable(context, args.roomid);
      const who = args.operator ?? room.creator;
      demandOffering(context, room, who);
      const failed = args.elements.filter(
        ({ key, value, accid = who, transient = args.transient ?? false }) =>
          !offerOne(context, room, { key, value, accid, transient }),
      );
      return failedKeys(
        failed.map(({ key }) => key),
        context,
      );
    },
  }),
  endpoint({
    call: "chatroom/queueBatchUpdateElements",
    parameters: {
      roomid,
      operator: required(accountId),
      elements: required(pairs({ max: 200, ...element })),
      ...notice,
    },
    handle(args, context) {
      const room = changeable(context, args.roomid);
      demandRoomRole(context, room, args.operator, ["creator", "manager"]);
      const noExistElementKey: string[] = [];
      for (const [key, value] of args.elements) {
        const present = room.queue.elements.get(key);
        if (!present) {
          noExistElementKey.push(key);
          continue;
        }
        present.value = value;
        if (context.settings.queueUpdateOwner === "operator") present.owner = args.operator;
      }
      return { desc: { noExistElementKey } };
    },
  }),
  endpoint({
    call: "chatroom/queueList",
    reads: true,
    parameters: { roomid },
    handle(args, context) {
      const { queue } = findRoom(context, args.roomid);
      return { desc: { list: elementsByKey(queue, [...queue.elements.keys()]) } };
    },
  }),
  endpoint({
    call: "chatroom/queueMultiGet",
    reads: true,
    parameters: { roomid, keys: required(texts({ max: 100, maxEach: element.maxKey, nonEmpty: true })) },
    handle(args, context) {
      const { queue } = findRoom(context, args.roomid);
      const inQueueOrder = context.settings.queueMultiGetOrder === "queue";
      const keys = inQueueOrder ? [...queue.elements.keys()].filter((key) => args.keys.includes(key)) : args.keys;
      return { desc: { list: elementsByKey(queue, keys) } };
    },
  }),
  endpoint({
    call: "chatroom/queuePoll",
    parameters: { roomid, key: optional(text({ max: element.maxKey })) },
    handle(args, context) {
      const { elements } = changeable(context, args.roomid).queue;
      const key = args.key || elements.keys().next().value;
      const polled = key === undefined ? undefined : elements.get(key);
      if (key === undefined || !polled) {
        return context.settings.queuePollAbsent === 404 ? refuse(404, "queue element not exist") : { desc: {} };
      }
      elements.delete(key);
      return { desc: { key, value: polled.value } };
    },
  }),
  endpoint({
    call: "chatroom/queueDrop",
    parameters: { roomid },
    handle(args, context) {
      const { queue } = changeable(context, args.roomid);
      queue.elements.clear();
      if (context.settings.queueDropSize === "forget") delete queue.sizeLimit;
      return { desc: {} };
    },
  }),
];
