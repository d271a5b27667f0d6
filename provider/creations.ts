import { setTimeout as sleep } from "node:timers/promises";
import { codeOf, ImError, messageOf } from "./errors";

/** How an object with an id of the server's choice is made, and found again. */
export interface Creation<Made> {
  /** Whom the vendor lists the objects under. */
  owner: string;
  name: string;
  /** What to call it in an error, such as `commsease team`. */
  what: string;
  /** The ids of all objects of the owner. */
  list(): Promise<string[]>;
  /** Those of the ids whose object could be the one that was to be made. */
  matching(ids: string[]): Promise<string[]>;
  create(): Promise<{ id: string; made: Made }>;
}

/** Creates sent for one object at most, each after a look. */
const maxCreates = 3;
/** A server that dropped the connection may still be at work: look a moment later. */
const settleMs = 500;

/**
 * Makes each object once, also where the answer to a create is lost: compares what the owner has with what he had before
 * the first create of this run.
 */
export class Creations {
  readonly #before = new Map<string, Promise<Set<string>>>();
  readonly #turns = new Map<string, Promise<unknown>>();

  /** `made` is undefined for an object that was found after its create got no answer. */
  create<Made>(creation: Creation<Made>): Promise<{ id: string; made: Made | undefined }> {
    // Two of the same name and owner could not be told apart, so they are made one after the other.
    const key = JSON.stringify([creation.owner, creation.name]);
    const turn = (this.#turns.get(key) ?? Promise.resolve()).catch(() => undefined).then(() => this.#make(creation));
    this.#turns.set(key, turn);
    return turn;
  }

  async #make<Made>(creation: Creation<Made>): Promise<{ id: string; made: Made | undefined }> {
    const before = await this.#known(creation);
    for (let sent = 1; ; sent++) {
      try {
        const { id, made } = await creation.create();
        before.add(id);
        return { id, made };
      } catch (error) {
        if (codeOf(error) !== "IM_OUTCOME_UNKNOWN") throw error;
        const found = await this.#find(creation, before, error);
        if (found !== undefined) return { id: found, made: undefined };
        if (sent === maxCreates) throw error;
      }
    }
  }

  async #find<Made>(creation: Creation<Made>, before: Set<string>, cause: unknown): Promise<string | undefined> {
    await sleep(settleMs);
    const [found, ...more] = await lookAfter(cause, async () => {
      const added = (await creation.list()).filter((id) => !before.has(id));
      return creation.matching(added);
    });
    if (found === undefined) return undefined;
    if (more.length > 0) {
      throw new ImError(
        "IM_CONFLICT",
        `The create of ${creation.what} "${creation.name}" got no answer, and its owner ${creation.owner} now has several new ones of that name: ${[found, ...more].join(", ")}. Nothing was taken over. Remove those that should not be, or import the right one, then run it again.`,
        {},
        { cause },
      );
    }
    before.add(found);
    return found;
  }

  #known<Made>({ owner, list }: Creation<Made>): Promise<Set<string>> {
    const known = this.#before.get(owner);
    if (known) return known;
    const listed = list().then((ids) => new Set(ids));
    this.#before.set(owner, listed);
    listed.catch(() => this.#before.delete(owner));
    return listed;
  }
}

/** Looks what a create without an answer has done. Where that fails too, both are told: there may be an object. */
export async function lookAfter<T>(lost: unknown, look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    const facts = lost instanceof ImError ? lost.facts : {};
    throw new ImError(
      "IM_OUTCOME_UNKNOWN",
      `${messageOf(lost)} Before you do, look whether it exists: the create may have acted, and looking failed as well. ${messageOf(error)}`,
      facts,
      { cause: error },
    );
  }
}
