import { setTimeout as sleep } from "node:timers/promises";
import { type CallFacts, factsOfCall, ImError, isOutcomeUnknown, messageOf, wasCarriedOut } from "../errors";
import { untilShown } from "../lag/until-shown";
import { warn } from "../report";
import { isSameGeneration } from "./mark";
import { conflict, ownerOf, tellFormerOwner } from "./ownership";

/** An object as its owner's listing shows it. */
export interface Listed {
  id: string;
  name: string;
  owner: string;
  /** The mark that it bears, where it bears one. */
  mark?: string | undefined;
}

/** How an object with an id of the server's choice is made, and found again. */
export interface Creation<Made> {
  /** Whom the vendor lists the objects under. */
  owner: string;
  name: string;
  /** The name that it has at first, where that is another. */
  firstName?: string;
  /** The mark that the object is to bear; undefined where marks are off. */
  mark: string | undefined;
  /** Whether an object of this owner and name that is there already is to be taken over. */
  adopt: boolean;
  /** What to call it in an error, such as `commsease team`. */
  what: string;
  /** The create, for errors. */
  facts: Partial<CallFacts>;
  /** All objects of the owner, and perhaps others. */
  list(): Promise<Listed[]>;
  /** Which listing it is, for those that several creations share; by default the owner's. */
  listing?: string;
  /** The mark of an object, where a listing does not show it. */
  markOf?(id: string): Promise<string | undefined>;
  create(): Promise<{ id: string; made: Made }>;
}

/** What came of a creation; `made` is undefined for an object that was found. */
export interface Created<Made> {
  id: string;
  made: Made | undefined;
  /** Whether it was there before this run. */
  wasThere?: boolean;
}

/** Creates sent for one object at most, each after a look. */
const maxCreates = 3;
/** A server that dropped the connection may still be at work: look a moment later. */
const settleMs = 500;

/**
 * Makes each object once. What an interrupted run made is known by its mark. Where the answer to a create is lost, the
 * owner's listing is compared with that from before the first create of this run.
 */
export class Creations {
  readonly #before = new Map<string, Promise<Map<string, Listed>>>();
  readonly #turns = new Map<string, Promise<unknown>>();
  /** Objects that this run has made or taken over: nobody else may take them. */
  readonly #claimed = new Set<string>();

  create<Made>(creation: Creation<Made>): Promise<Created<Made>> {
    // Two of the same name and owner could not be told apart, so they are made one after the other.
    const key = JSON.stringify([creation.owner, creation.name]);
    const turn = (this.#turns.get(key) ?? Promise.resolve()).catch(() => undefined).then(() => this.#make(creation));
    this.#turns.set(key, turn);
    return turn;
  }

  async #make<Made>(creation: Creation<Made>): Promise<Created<Made>> {
    const before = await this.#known(creation);
    const there = this.#alreadyThere(creation, await this.#withMarks(creation, [...before.values()]));
    if (there !== undefined) return { ...this.#claim<Made>(there, undefined), wasThere: true };
    for (let sent = 1; ; sent++) {
      try {
        const { id, made } = await creation.create();
        return this.#claim(id, made);
      } catch (error) {
        if (!isOutcomeUnknown(error)) throw error;
        const found = await this.#find(creation, before, error);
        if (found !== undefined) return this.#claim<Made>(found, undefined);
        if (sent === maxCreates || wasCarriedOut(error)) throw error;
      }
    }
  }

  #claim<Made>(id: string, made: Made | undefined): Created<Made> {
    this.#claimed.add(id);
    return { id, made };
  }

  /** What an interrupted run has made, or what is to be adopted. */
  #alreadyThere<Made>(creation: Creation<Made>, listed: Listed[]): string | undefined {
    const { mark, owner, name, adopt } = creation;
    const free = listed.filter(({ id }) => !this.#claimed.has(id));
    const ours = free.filter((object) => isSameGeneration(object.mark, mark));
    if (ours.length > 0) return this.#takenBack(creation, only(creation, ours, "bear the mark of this resource"));
    if (!adopt) return undefined;
    const named = free.filter((object) => object.owner === owner && object.name === name);
    if (named.length === 0) return undefined;
    const found = only(creation, named, "have that name, and `adopt` cannot tell which is meant");
    tellFormerOwner(`${creation.what} ${found.id}`, ownerOf(found.mark, mark));
    return found.id;
  }

  /** What bears our mark is of an interrupted run only if it is new; a second one is not made beside it either. */
  #takenBack<Made>({ what, mark, adopt, facts }: Creation<Made>, found: Listed): string {
    const owner = ownerOf(found.mark, mark);
    if (owner !== "this resource") {
      if (adopt) return found.id;
      throw conflict({ what: `${what} ${found.id}`, facts }, owner, found.mark);
    }
    warn(
      `${what} ${found.id} was made by this resource in an earlier run and is taken over. Was it meant to be replaced? Then destroy it with \`pulumi destroy --target\` first.`,
    );
    return found.id;
  }

  /** Only an object of the name is worth a look of its own. */
  #withMarks<Made>({ name, mark, markOf }: Creation<Made>, listed: Listed[]): Promise<Listed[]> {
    const marked = listed.map(async (object) => {
      const isHidden = markOf && mark !== undefined && object.mark === undefined && object.name === name;
      return isHidden ? { ...object, mark: await markOf(object.id) } : object;
    });
    return Promise.all(marked);
  }

  async #find<Made>(
    creation: Creation<Made>,
    before: Map<string, Listed>,
    cause: unknown,
  ): Promise<string | undefined> {
    await sleep(settleMs);
    const { mark, owner, name, firstName = name } = creation;
    const look = async () => {
      const listed = await lookAfter(cause, () => creation.list());
      const added = listed.filter(({ id }) => !before.has(id) && !this.#claimed.has(id));
      return added.filter((object) => object.owner === owner && object.name === firstName && object.mark === mark);
    };
    // A second one would be made where the listing only lags behind.
    const ours = await untilShown(look, ({ length }) => length === 0);
    return ours.length > 0
      ? only(creation, ours, "are new since its create, which got no answer", cause).id
      : undefined;
  }

  #known<Made>({ owner, list, listing = owner }: Creation<Made>): Promise<Map<string, Listed>> {
    const known = this.#before.get(listing);
    if (known) return known;
    const listed = list().then((objects) => new Map(objects.map((object) => [object.id, object])));
    this.#before.set(listing, listed);
    listed.catch(() => this.#before.delete(listing));
    return listed;
  }
}

function only<Made>(creation: Creation<Made>, found: Listed[], why: string, cause?: unknown): Listed {
  if (found.length === 1) return found[0] as Listed;
  throw new ImError(
    "IM_CONFLICT",
    `Several objects of owner ${creation.owner} could be ${creation.what} "${creation.name}": ${found.map(({ id }) => id).join(", ")} ${why}. Nothing was taken over. Remove those that should not be, or import the right one, then run it again.`,
    {},
    { cause },
  );
}

/** Looks what a create without an answer has done. Where that fails too, both are told: there may be an object. */
export async function lookAfter<T>(lost: unknown, look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    throw new ImError(
      "IM_OUTCOME_UNKNOWN",
      `${messageOf(lost)} Before you do, look whether it exists: the create may have acted, and looking failed as well. ${messageOf(error)}`,
      factsOfCall(lost),
      { cause: error },
    );
  }
}
