import { refuse } from "../../cloud/refusal";
import { operator } from "../account/rules";
import type { Context } from "../endpoint";
import type { Queue, QueueElement, Room } from "../state";
import { demandRoomRole } from "./rules";

function isInside(room: Room, accid: string): boolean {
  return room.members.get(accid)?.online === true;
}

/** Refuses an operator who may not put anything into the queue. */
export function demandOffering(context: Context, room: Room, accid: string): void {
  operator(context, accid, 404);
  if (room.queuelevel === 1) demandRoomRole(context, room, accid, ["creator", "manager"]);
  const { queueOperatorPresence } = context.settings;
  const present = queueOperatorPresence === "inside" ? isInside(room, accid) : room.members.has(accid);
  if (!present && accid !== room.creator) refuse(403, `${accid} not in chatroom`);
}

/** Whether an element may vanish with its owner: only that of one who is there to leave. */
export function mayBeTransient(room: Room, owner: string): boolean {
  return isInside(room, owner);
}

function capacity(queue: Queue, { settings }: Context): number {
  const size = queue.sizeLimit ?? settings.queueWithoutInit;
  return size === 0 && settings.queueSizeZero === "unlimited" ? Number.POSITIVE_INFINITY : size;
}

/** Appends, or replaces where the key stands. False if the queue is full. */
export function offer(context: Context, queue: Queue, key: string, element: QueueElement): boolean {
  if (!queue.elements.has(key) && queue.elements.size >= capacity(queue, context)) return false;
  queue.elements.set(key, element);
  return true;
}

/** Gives a queue its size, and does with what was in it as the settings say. */
export function initQueue(context: Context, queue: Queue, sizeLimit: number): void {
  const { queueInitExisting, queueShrink } = context.settings;
  const existing = queue.sizeLimit !== undefined || queue.elements.size > 0;
  if (existing && queueInitExisting === 417) refuse(417, "repeated operation");
  queue.sizeLimit = sizeLimit;
  if (existing && queueInitExisting === "clear") queue.elements.clear();
  if (queueShrink === "keep") return;
  for (const key of [...queue.elements.keys()].slice(Math.min(capacity(queue, context), queue.elements.size))) {
    queue.elements.delete(key);
  }
}

/** Elements as the vendor lists them: an object with one key each. */
export function elementsByKey(queue: Queue, keys: readonly string[]): Record<string, string>[] {
  return keys.flatMap((key) => {
    const element = queue.elements.get(key);
    return element ? [Object.fromEntries([[key, element.value]])] : [];
  });
}
