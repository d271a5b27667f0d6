import { asEntries, type Entries, planEntries } from "../../collections/entries";
import { arranged, chained, orderOf, planOrder } from "../../collections/order";
import { inRounds, mostRounds } from "../../collections/rounds";
import { nameList, tellOfUnmanaged } from "../../collections/unmanaged";
import { ImError, isOutcomeUnknown, refusal } from "../../errors";
import { untilShown } from "../../lag/until-shown";
import { warn } from "../../report";
import { chunks } from "../../values/chunks";
import { caps } from "../calls";
import type { CommsEaseClient } from "../client";
import type { ChatroomQueueState, QueueDeclaration } from "./fields";

/** The elements of a queue, key to value, first to last. */
export type LiveQueue = Map<string, string>;

/** What a change knows beside the state. */
interface Current extends Partial<ChatroomQueueState> {
  live?: LiveQueue;
  /** What was there before the queue got another size: whatever of it vanished has to come back. */
  before?: LiveQueue;
}

/** The vendor's code for a change to what is so already. */
const repeated = 417;

/** The elements of a room's queue as the vendor has them. */
export async function elementsOf(client: CommsEaseClient, roomid: string): Promise<LiveQueue> {
  const elements = await client.call("chatroom/queueList", { roomid }, roomid);
  return new Map(elements.flatMap((element) => Object.entries(element)));
}

/** Whether a call was refused because there is no such room. */
export async function roomIsAbsent(client: CommsEaseClient, roomid: string, error: unknown): Promise<boolean> {
  // The code that says so is not documented; that of a parameter error is used as well.
  return refusal(error) !== undefined && (await client.rooms.load(roomid)) === undefined;
}

/** Brings a queue to what is declared. */
export class QueueChange {
  readonly #client: CommsEaseClient;
  readonly #roomid: string;
  readonly #current: Current;
  readonly #inputs: QueueDeclaration;
  /** Key to value, first to last. */
  readonly #declared: LiveQueue;
  /** In the state, and not declared any more. */
  readonly #leaving: ReadonlySet<string>;
  readonly #unmanaged: readonly string[];
  #live: LiveQueue;

  constructor(
    client: CommsEaseClient,
    roomid: string,
    current: Partial<ChatroomQueueState>,
    inputs: QueueDeclaration,
    prior: Partial<ChatroomQueueState>,
  ) {
    this.#client = client;
    this.#roomid = roomid;
    this.#current = current;
    this.#inputs = inputs;
    const { elements = {} } = inputs;
    this.#declared = new Map((orderOf(elements) ?? []).map((key) => [key, String(elements[key]?.value)]));
    this.#live = this.#current.live ?? new Map();
    const known = inputs.elements === undefined ? {} : prior.elements;
    const { drop, unmanaged } = planEntries(namesIn(this.#declared), namesIn(this.#live), known ?? {}, () => true);
    this.#leaving = new Set(drop);
    this.#unmanaged = unmanaged;
  }

  async run(): Promise<void> {
    const current = this.#current;
    // A state that knew the elements of others would let the next change take them out unseen.
    this.#record();
    this.#refuseOverflow();
    const { elements, membership } = this.#inputs;
    const areExpected = elements === undefined || membership === "additive";
    tellOfUnmanaged(`elements of the queue of commsease room ${this.#roomid}`, this.#unmanaged, areExpected);
    for (const key of this.#leaving) await this.#poll(key);
    await this.#resize();
    await this.#arrange();
    Object.assign(current, {
      membership,
      operator: this.#inputs.operator,
      connection: this.#inputs.connection,
    });
  }

  #isOurs(key: string): boolean {
    return this.#declared.has(key) || this.#leaving.has(key);
  }

  /** All that has to be in the queue in the end, in its order, the elements of others included. */
  #target(): LiveQueue {
    const base = this.#current.before ?? this.#live;
    const order = arranged([...base.keys()], [...this.#declared.keys()], (key) => this.#isOurs(key));
    return new Map(order.map((key) => [key, this.#declared.get(key) ?? base.get(key) ?? ""]));
  }

  /** To be seen before anything is sent: an element that was taken out would find no place any more. */
  #refuseOverflow(): void {
    const { sizeLimit } = this.#inputs;
    const target = this.#target();
    const resizes = sizeLimit !== this.#current.sizeLimit;
    const moves = planOrder(this.#live.keys(), [...target.keys()]).append.length > 0;
    if (sizeLimit === undefined || target.size <= sizeLimit || !(resizes || moves)) return;
    throw new ImError(
      "IM_CONFLICT",
      `The queue of commsease room ${this.#roomid} holds elements of others (${nameList(this.#unmanaged)}): with those declared they would be ${target.size}, and sizeLimit is ${sizeLimit}. Nothing was changed. Raise sizeLimit, or take them out.`,
      { vendor: "commsease", object: this.#roomid },
    );
  }

  async #resize(): Promise<void> {
    const { sizeLimit } = this.#inputs;
    if (sizeLimit === undefined || sizeLimit === this.#current.sizeLimit) return;
    const current = this.#current;
    current.before ??= new Map(this.#live);
    await this.#init(sizeLimit);
    current.sizeLimit = sizeLimit;
    // What this does to the elements of a queue that is there is not documented. It brings none: what is seen beside those that
    // are known was taken out a moment ago.
    if (current.before.size === 0) return;
    const known = this.#live;
    await untilShown(
      () => this.#look(),
      () => [...this.#live].some(([key, value]) => known.get(key) !== value),
    );
  }

  async #init(sizeLimit: number): Promise<void> {
    const roomid = this.#roomid;
    const send = async (before: unknown) => {
      try {
        await this.#client.call("chatroom/queueInit", { roomid, sizeLimit }, roomid);
      } catch (error) {
        if (refusal(error)?.vendorCode !== repeated) throw error;
        // Otherwise it is so by the attempt whose answer was lost.
        if (before === undefined) throw fixedSize(roomid, error);
      }
    };
    await inRounds(send, async (failure) => {
      if (!isOutcomeUnknown(failure)) return false;
      await this.#look();
      return true;
    });
  }

  /** Gives the elements of the target their values and their places; what is not of the target is left alone. */
  async #arrange(): Promise<void> {
    const target = this.#target();
    const { keep, append } = planOrder(this.#live.keys(), [...target.keys()]);
    const changed = keep.filter((key) => this.#declared.has(key) && this.#live.get(key) !== target.get(key));
    const vanished = await this.#change(changed, target);
    if (vanished) return this.#arrange();
    for (const key of append) {
      // One after the other, so that each is away for a moment only.
      if (this.#live.has(key)) await this.#poll(key);
      await this.#offer(key, target.get(key) ?? "");
    }
  }

  /** @returns whether an element was not there any more */
  async #change(keys: string[], target: LiveQueue): Promise<boolean> {
    let vanished = false;
    const roomid = this.#roomid;
    for (const chunk of chunks(keys, caps.elementsPerUpdate)) {
      const elements = Object.fromEntries(chunk.map((key) => [key, target.get(key) ?? ""]));
      const parameters = { roomid, operator: await this.#operator(), elements };
      const absent = new Set(await this.#client.call("chatroom/queueBatchUpdateElements", parameters, roomid));
      for (const [key, value] of Object.entries(elements)) {
        if (absent.has(key)) vanished = this.#live.delete(key) || vanished;
        else this.#live.set(key, value);
      }
      this.#record();
    }
    return vanished;
  }

  /** Changing values demands an operator, who may be left out elsewhere. */
  async #operator(): Promise<string | undefined> {
    const { operator } = this.#inputs;
    if (operator !== undefined) return operator;
    const room = await this.#client.rooms.load(this.#roomid);
    return room?.creator;
  }

  async #offer(key: string, value: string): Promise<void> {
    const { operator } = this.#inputs;
    await this.#client.call("chatroom/queueOffer", { roomid: this.#roomid, key, value, operator }, this.#roomid);
    this.#live.set(key, value);
    this.#record();
  }

  async #poll(key: string): Promise<void> {
    try {
      await this.#client.call("chatroom/queuePoll", { roomid: this.#roomid, key }, this.#roomid);
      this.#live.delete(key);
    } catch (error) {
      if (!refusal(error)) throw error;
      await this.#look();
      if (this.#live.has(key)) throw error;
    }
    this.#record();
  }

  async #look(): Promise<void> {
    this.#live = await elementsOf(this.#client, this.#roomid);
    this.#record();
  }

  /** The state knows the elements that are ours, as they are at this moment. */
  #record(): void {
    const ours = [...this.#live].filter(([key]) => this.#isOurs(key));
    this.#current.live = this.#live;
    this.#current.elements = chained(ours.map(([key, value]) => [key, { value }]));
  }
}

/** Takes elements out of a queue; what is not there, or cannot be changed with its room, counts as taken out. */
export async function removeOurs(
  client: CommsEaseClient,
  roomid: string,
  ours: string[],
  atFirst: LiveQueue,
): Promise<void> {
  const seenIn = (live: LiveQueue) => ({ live, left: ours.filter((key) => live.has(key)) });
  let seen = seenIn(atFirst);
  const takeWhatIsLeft = async () => {
    if (seen.left.length > 0) await takeOut(client, roomid, seen.left, seen.live);
  };
  const isWorthAnother = async (failure: unknown) => {
    if (!isOutcomeUnknown(failure) && !refusal(failure)) return false;
    const before = seen.left.length;
    seen = seenIn(await elementsUnlessGone(client, roomid));
    const isStuck = refusal(failure) !== undefined && seen.left.length === before;
    if (!isStuck) return true;
    await throwUnlessClosed(client, roomid, failure, seen.left);
    seen.left = [];
    return true;
  };
  // One more than elsewhere, where the last look may show that nothing is left.
  await inRounds(takeWhatIsLeft, isWorthAnother, mostRounds + 1);
}

async function takeOut(client: CommsEaseClient, roomid: string, keys: string[], live: LiveQueue): Promise<void> {
  if (keys.length === live.size) await client.call("chatroom/queueDrop", { roomid }, roomid);
  else for (const key of keys) await client.call("chatroom/queuePoll", { roomid, key }, roomid);
}

async function elementsUnlessGone(client: CommsEaseClient, roomid: string): Promise<LiveQueue> {
  try {
    return await elementsOf(client, roomid);
  } catch (error) {
    if (await roomIsAbsent(client, roomid, error)) return new Map();
    throw error;
  }
}

async function throwUnlessClosed(client: CommsEaseClient, roomid: string, error: unknown, left: string[]) {
  const room = refusal(error) && (await client.rooms.load(roomid));
  if (!room || room.valid) throw error;
  warn(
    `The queue of commsease room ${roomid} cannot be changed while the room is closed. ${nameList(left)} stay in it.`,
  );
}

function fixedSize(roomid: string, cause: unknown): ImError {
  return new ImError(
    "IM_REFUSED",
    `commsease chatroom/queueInit for ${roomid} was refused with code 417: the vendor does not change the size of a queue that exists. Declare the sizeLimit that it has, or none.`,
    { vendor: "commsease", call: "chatroom/queueInit", object: roomid, vendorCode: repeated },
    { cause },
  );
}

function namesIn(live: LiveQueue): Entries<true> {
  return asEntries([...live.keys()]);
}
