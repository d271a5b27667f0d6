import { arranged, chained, orderOf, planOrder } from "../../collections/order";
import { codeOf, ImError, refusal } from "../../errors";
import { type Answer, list, records } from "../../http/answers";
import { warn } from "../../report";
import { chunks } from "../../values/chunks";
import { caps } from "../calls";
import type { CommsEaseClient } from "../client";
import type { ChatroomQueueState, QueueDeclaration } from "./fields";

/** The elements of a queue, key to value, first to last. */
export type Live = Map<string, string>;

/** What a change knows beside the state. */
interface Current extends Partial<ChatroomQueueState> {
  live?: Live;
  /** What was there before the queue got another size: whatever of it vanished has to come back. */
  before?: Live;
}

/** The vendor's code for a change to what is so already. */
const repeated = 417;

/** Rounds of looking and acting, where calls get no answer. */
const maxRounds = 3;

/** How many elements of others a text names. */
const mostNamed = 20;

/** The elements of a room's queue as the vendor has them. */
export async function elementsOf(client: CommsEaseClient, roomid: string): Promise<Live> {
  const { desc } = await client.call("chatroom/queueList", { roomid }, roomid);
  const elements = records((desc as Answer | undefined)?.list).flatMap((element) => Object.entries(element));
  return new Map(elements.map(([key, value]) => [key, String(value)]));
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
  readonly #declared: Live;
  /** In the state, and not declared any more. */
  readonly #leaving: Set<string>;
  #live: Live;

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
    const undeclared = Object.keys(prior.elements ?? {}).filter(
      (key) => this.#live.has(key) && !this.#declared.has(key),
    );
    this.#leaving = new Set(inputs.elements === undefined ? [] : undeclared);
  }

  async run(): Promise<void> {
    const current = this.#current;
    // A state that knew the elements of others would let the next change take them out unseen.
    this.#record();
    this.#refuseOverflow();
    this.#warn();
    for (const key of this.#leaving) await this.#poll(key);
    await this.#resize();
    await this.#arrange();
    Object.assign(current, {
      membership: this.#inputs.membership,
      operator: this.#inputs.operator,
      connection: this.#inputs.connection,
    });
  }

  #isOurs(key: string): boolean {
    return this.#declared.has(key) || this.#leaving.has(key);
  }

  /** All that has to be in the queue in the end, in its order, the elements of others included. */
  #target(): Live {
    const base = this.#current.before ?? this.#live;
    const order = arranged([...base.keys()], [...this.#declared.keys()], (key) => this.#isOurs(key));
    return new Map(order.map((key) => [key, this.#declared.get(key) ?? base.get(key) ?? ""]));
  }

  #strangers(): string[] {
    return [...this.#live.keys()].filter((key) => !this.#isOurs(key));
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
      `The queue of commsease room ${this.#roomid} holds elements of others (${named(this.#strangers())}): with those declared they would be ${target.size}, and sizeLimit is ${sizeLimit}. Nothing was changed. Raise sizeLimit, or take them out.`,
      { vendor: "commsease", object: this.#roomid },
    );
  }

  #warn(): void {
    const { elements, membership } = this.#inputs;
    const queue = `The queue of commsease room ${this.#roomid}`;
    const strangers = this.#strangers();
    if (elements === undefined || membership === "additive" || strangers.length === 0) return;
    warn(
      `${queue} has elements that are neither declared nor in the state: ${named(strangers)}. They stay. \`pulumi refresh\` brings them into the next preview.`,
    );
  }

  async #resize(): Promise<void> {
    const { sizeLimit } = this.#inputs;
    if (sizeLimit === undefined || sizeLimit === this.#current.sizeLimit) return;
    const current = this.#current;
    current.before ??= new Map(this.#live);
    await this.#init(sizeLimit);
    current.sizeLimit = sizeLimit;
    // What this does to the elements of a queue that is there is not documented.
    if (current.before.size > 0) await this.#look();
  }

  async #init(sizeLimit: number): Promise<void> {
    const roomid = this.#roomid;
    for (let round = 1; ; round++) {
      try {
        await this.#client.call("chatroom/queueInit", { roomid, sizeLimit }, roomid);
        return;
      } catch (error) {
        const isRepeated = refusal(error)?.vendorCode === repeated;
        // By the attempt whose answer was lost.
        if (isRepeated && round > 1) return;
        if (isRepeated) throw fixedSize(roomid, error);
        if (codeOf(error) !== "IM_OUTCOME_UNKNOWN" || round === maxRounds) throw error;
        await this.#look();
      }
    }
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
  async #change(keys: string[], target: Live): Promise<boolean> {
    let vanished = false;
    const roomid = this.#roomid;
    for (const chunk of chunks(keys, caps.elementsPerUpdate)) {
      const elements = Object.fromEntries(chunk.map((key) => [key, target.get(key) ?? ""]));
      const parameters = { roomid, operator: await this.#operator(), elements };
      const { desc } = await this.#client.call("chatroom/queueBatchUpdateElements", parameters, roomid);
      const absent = new Set(list((desc as Answer | undefined)?.noExistElementKey).map(String));
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
    return room?.creator as string | undefined;
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
export async function removeOurs(client: CommsEaseClient, roomid: string, ours: string[]): Promise<void> {
  if (ours.length === 0) return;
  let failure: unknown;
  let leftBefore = Number.POSITIVE_INFINITY;
  for (let round = 1; ; round++) {
    const live = await elementsUnlessGone(client, roomid);
    const left = ours.filter((key) => live.has(key));
    if (left.length === 0) return;
    const isStuck = refusal(failure) !== undefined && left.length === leftBefore;
    if (isStuck || round > maxRounds) return throwUnlessClosed(client, roomid, failure, left);
    leftBefore = left.length;
    try {
      await takeOut(client, roomid, left, live);
      return;
    } catch (error) {
      if (codeOf(error) !== "IM_OUTCOME_UNKNOWN" && !refusal(error)) throw error;
      failure = error;
    }
  }
}

async function takeOut(client: CommsEaseClient, roomid: string, keys: string[], live: Live): Promise<void> {
  if (keys.length === live.size) await client.call("chatroom/queueDrop", { roomid }, roomid);
  else for (const key of keys) await client.call("chatroom/queuePoll", { roomid, key }, roomid);
}

async function elementsUnlessGone(client: CommsEaseClient, roomid: string): Promise<Live> {
  try {
    return await elementsOf(client, roomid);
  } catch (error) {
    if (await roomIsAbsent(client, roomid, error)) return new Map();
    throw error;
  }
}

async function throwUnlessClosed(client: CommsEaseClient, roomid: string, error: unknown, left: string[]) {
  const room = refusal(error) && (await client.rooms.load(roomid));
  if (room?.valid !== false) throw error;
  warn(`The queue of commsease room ${roomid} cannot be changed while the room is closed. ${named(left)} stay in it.`);
}

function fixedSize(roomid: string, cause: unknown): ImError {
  return new ImError(
    "IM_REFUSED",
    `commsease chatroom/queueInit for ${roomid} was refused with code 417: the vendor does not change the size of a queue that exists. Declare the sizeLimit that it has, or none.`,
    { vendor: "commsease", call: "chatroom/queueInit", object: roomid, vendorCode: repeated },
    { cause },
  );
}

function named(keys: string[]): string {
  const shown = keys.slice(0, mostNamed).map((key) => JSON.stringify(key));
  const more = keys.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
