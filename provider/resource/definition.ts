import type { z } from "zod";
import type { Vendor } from "../connection/vendor";
import type { Problem } from "../schema/problems";
import type { Values } from "../values/values";
import type { Guide } from "./guide";

/** What the vendor holds now, and what the state remembers where the vendor cannot be asked. */
export type Current<State> = Partial<State>;

/** An object that exists. */
export interface Ensured<State> {
  id: string;
  current: Current<State>;
  wasFound?: boolean;
  wasThere?: boolean | undefined;
}

/** A vendor call that a resource makes; the reference lists it. */
export interface CallUse {
  /** The vendor's name of the call. */
  call: string;
  /** When the resource makes it. */
  when: string;
}

/** What a declaration manages, so that two declarations of the same are told. */
export interface Identity {
  /** The vendor's kind of object, such as `account`. */
  object: string;
  /** What of it, where that is not the object itself, such as `members`. */
  part?: string;
  /** The input, or the output that is the id, that tells which object it is. Left out where each app has one. */
  by?: string;
  /**
   * The input that holds that part by keys. Where it is not declared, nothing is managed; where its set is not
   * authoritative, these keys are, so that several declarations can share the part.
   */
  keys?: string;
}

/** How objects are made that have a temporary name until they bear their mark. */
export interface HalfMade<Client, Inputs, State> {
  /** Whether an object still has its temporary name. */
  is(current: Partial<State>): boolean;
  /**
   * Ends the temporary name of an object that the vendor refuses to finish: takes the object away where that costs nothing,
   * or gives it another name and writes that into `current`.
   * @param isNew whether it comes of the create that is refused, so that no state has it
   * @returns whether the object was taken away
   */
  end(client: Client, id: string, current: Partial<State>, inputs: Inputs, isNew: boolean): Promise<boolean>;
}

/** How an object stands that a delete of its resource leaves at the vendor, and that somebody may bring there by hand. */
export interface LeftByDelete<Inputs> {
  /** The input that shows it. */
  field: keyof Inputs & string;
  /** Its value then. */
  value: unknown;
  /** Its value where the object is in use. */
  inUse: unknown;
  /** What to call the object in a text, such as `commsease account`. */
  what: string;
  /** How it stands, to read after its name. */
  words: string;
}

/** The object that a connection's own calls are made in the name of. */
export interface Upholding<Client, Inputs> {
  /** The input that is its id. */
  field: keyof Inputs & string;
  idOf(client: Client): string;
  /** What to call it in a text, such as `tencent account`. */
  what: string;
  /** What it is to the connection. */
  words: string;
  /** Inputs with which a delete leaves the object as it is. */
  spared: Partial<Inputs>;
}

/**
 * The one place where a resource is described. The life cycle is four functions on a vendor client, and has one shape:
 * observe what is there, ensure that the object exists, sync what differs, return.
 */
export interface Definition<Client, Inputs extends object, State extends Inputs> {
  /** Vendor and class, such as `commsease:Account`. Part of the type token and of every state: never change it. */
  kind: string;
  vendor: Vendor<Client>;
  /** Strict schema of the normalised inputs. */
  schema: z.ZodObject;
  /** The outputs that are no inputs. */
  outputs: readonly (keyof State & string)[];
  /**
   * The output that is the resource's id, where the vendor assigns it. In the preview of an update the engine knows no
   * output but the id, and what refers to it would look replaced.
   */
  idKey?: keyof State & string;
  /** What it manages, so that two declarations of the same are told; empty where the vendor makes each anew, or nothing is written. */
  identities: readonly Identity[];
  /** Inputs and outputs that are secret. */
  secrets: readonly (keyof State & string)[];
  /** Inputs that are maps by id and of which `membership` says how much is managed. */
  sets?: readonly (keyof Inputs & string)[];
  /** Inputs of which a change makes a new object. */
  replaceOn: readonly (keyof Inputs & string)[];
  /** Those of `replaceOn` that change in place but for one case, with the words for it. */
  replacesWhere?: Partial<Record<keyof Inputs & string, { where: string; holds(prior: Partial<State>): boolean }>>;
  /** Inputs that the vendor does not give back; a refresh keeps what was written last. */
  writeOnly: readonly (keyof Inputs & string)[];
  /** The vendor calls, for the reference. */
  calls: readonly CallUse[];
  /** What deleting the resource does, for the reference. */
  onDelete: string;
  /** What the guides say of it: how to import it, and what it cannot do. */
  guide: Guide<Inputs, State>;

  /** Ids as the vendor stores them, maps for lists, defaults that the vendor demands. Applying it twice changes nothing. */
  normalise(raw: Values): { inputs: Values; problems: Problem[] };
  /** What no single field shows to be wrong. Unknown values are absent from `inputs`; `isOpen` tells them from unset ones. */
  conflicts(inputs: Partial<Inputs>, isOpen: (key: keyof Inputs & string) => boolean): Problem[];
  /** Inputs that are only sent with others: those of which one has to be declared. */
  sentWith?: Partial<Record<keyof Inputs & string, readonly (keyof Inputs & string)[]>>;
  /** The object that the connection itself stands on, where it is of this kind. */
  upholds?: Upholding<Client, Inputs>;
  /** How an object stands after a delete, where the vendor keeps it. */
  leftByDelete?: LeftByDelete<Inputs>;
  /** How a program writes inputs, where that is not under their own names. */
  wording?: { name(key: string): string; inputs(inputs: Values): Values };
  /** What is allowed and may yet fail at the vendor, as warnings. */
  cautions?(inputs: Partial<Inputs>): string[];
  /**
   * What the inputs become beside those before: a change that time or the app's key makes, and not the program. `client` is
   * undefined where the connection is not known or not usable. Must not do any I/O.
   */
  withTime?(inputs: Values, olds: Values, client: Client | undefined): Values;
  /** Whether an input was declared, told from the state; by default when the state has it. */
  isDeclared?(key: string, prior: Partial<State>): boolean;
  /** What the state keeps of a value, given how it is declared; by default all of it. */
  keep?(key: string, value: unknown, declared: unknown): unknown;
  /** What a refresh takes into the state of what is there; by default all of it. */
  managed?(live: Current<State>, prior: Partial<State>): Current<State>;
  /**
   * What may come of a change that its preview does not show, as warnings.
   * @param isReplaced whether the change makes a new object
   */
  foresee?(id: string, prior: Partial<State>, inputs: Partial<Inputs>, isReplaced: boolean): string[];
  /** Whether objects of this kind end by themselves: an update of one that is gone makes it anew. */
  endsByItself?: boolean;
  /** How objects are told and finished that are made under a temporary name; left out, none are. */
  halfMade?: HalfMade<Client, Inputs, State>;
  /**
   * What a replacement does first. Two resources that share one object must not have the delete of the old one hit what the
   * new one has: `"delete"` always deletes first, which loses nothing where the object only holds entries; a function says
   * when to delete first. Where a replacement is forced (`--replace`) the engine does not ask it, so that the new resource
   * takes the object over by its mark, or by what this run has claimed, and the old one's delete leaves it.
   */
  replacement: "delete" | "create" | ((prior: Partial<State>, inputs: Partial<Inputs>) => boolean);

  /** The object as the vendor has it, or undefined where there is none. */
  observe(client: Client, id: string, prior: Partial<State>): Promise<Current<State> | undefined>;
  /** What tells whose an object is, and its owner, where `observe` asked for a mark alone would read more than that. */
  observeOwner?(client: Client, id: string, prior: Partial<State>): Promise<Current<State> | undefined>;
  /**
   * Creates the object, or takes back one that is ours. Sends a create twice only after having looked.
   * `wasFound`: `current` is not complete before it is observed. `wasThere`: it was there before this run.
   */
  ensure(client: Client, inputs: Inputs): Promise<Ensured<State>>;
  /**
   * Sends what differs between `current` and `inputs`, and writes each accepted value into `current`, so that it is true
   * at any moment of a failure. `prior` is the state before.
   */
  sync(client: Client, id: string, current: Current<State>, inputs: Inputs, prior: Partial<State>): Promise<void>;
  /** Whether a delete leaves the object at the vendor as it is, so that nothing has to be asked there. */
  forgets?(prior: Partial<State>): boolean;
  /**
   * Removes the object as far as the vendor allows. It has been looked at before: `live` is what `observe` has seen or, where
   * there is `observeOwner`, what that has. Gone since counts as removed.
   */
  remove(client: Client, id: string, prior: Partial<State>, live: Current<State>): Promise<void>;
}

/** Whether objects of a kind can bear a mark of the resource that made them. */
export function bearsMark({ schema }: Pick<AnyDefinition, "schema">): boolean {
  return "mark" in schema.shape;
}

/** A definition as the core works with it: what the vendor's own types are, only the definition itself knows. */
export type AnyDefinition = Definition<unknown, Values, Values>;

/**
 * Binds a definition to its own types. The core hands a definition only what the same one has made: its client, inputs that
 * its schema has passed, and a state that it returned. This is the one place that takes this on trust.
 */
export function define<Client, Inputs extends object, State extends Inputs>(
  definition: Definition<Client, Inputs, State>,
): AnyDefinition {
  return definition as unknown as AnyDefinition;
}
