import type { SettingValue } from "../cloud/settings";
import type { Answer } from "./answer";
import type { Costs } from "./costs";
import type { Outcome } from "./outcome";

export type Params = Readonly<Record<string, unknown>>;

/** Makes an object, and says what it was answered. */
type Create = (id: string) => Promise<Answer>;
type CreateAssigned = () => Promise<Answer>;
type IdOf = (answer: Answer) => string | undefined;

/**
 * Where one experiment works, or one fixture is made: it spends what that declared, and is cleaned up after it. `O` are options
 * of single calls, such as a wrong signature; `S` are the names of the vendor's settings.
 */
export interface Lab<O, S extends string> {
  /** A signed call, whatever it is answered. */
  call(call: string, params: Params, options?: O): Promise<Answer>;
  /** The same without a wait for what was just written to be visible. */
  atOnce(call: string, params: Params, options?: O): Promise<Answer>;
  /** A call that has to succeed: the experiment ends where it does not, and the reason is told. */
  must(call: string, params: Params, options?: O): Promise<Answer>;
  /** A call that takes back what was done, made when the experiment is over, however it ends. The last one comes first. */
  afterwards(call: string, params: Params): void;
  /** The value of a setting that is named among `needs`. */
  value(name: S): SettingValue;
  /** What a fixture that is named among `uses` made. */
  use<T>(fixture: Fixture<O, S, T>): Promise<T>;
  /** An id that nothing has. */
  newId(): string;
  /** An id that each probe has again. */
  lastingId(label: string): string;
  /** Makes an object under an id chosen here; it is removed when the experiment is over, whatever `create` was answered. */
  make(kind: string, create: Create, id?: string): Promise<{ readonly id: string; readonly answer: Answer }>;
  /** The id of an object that has to be made. */
  mustMake(kind: string, create: Create, id?: string): Promise<string>;
  /** The same where the vendor assigns the id; undefined where `create` made none. */
  makeAssigned(
    kind: string,
    create: CreateAssigned,
    idOf: IdOf,
  ): Promise<{ readonly id: string | undefined; readonly answer: Answer }>;
  mustMakeAssigned(kind: string, create: CreateAssigned, idOf: IdOf): Promise<string>;
  /** Epoch milliseconds. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** Something that several experiments use: made when it is first needed, removed at the end. */
export interface Fixture<O, S extends string, T> extends Costs {
  readonly name: string;
  readonly uses?: readonly Fixture<O, S, unknown>[];
  make(lab: Lab<O, S>): Promise<T>;
}

/** Values of settings, all of which hold. */
export type Condition<S extends string> = Readonly<Partial<Record<S, readonly SettingValue[]>>>;

/** How the value of one setting is found out, or those of several. */
export interface Experiment<O, S extends string> extends Costs {
  readonly tells: readonly S[];
  /** Settings whose values it asks for. They are told first, and without them it tells nothing. */
  readonly needs?: readonly S[];
  /** It can tell nothing where one of these holds. */
  readonly hiddenBy?: readonly Condition<S>[];
  /** For its tests: settings with which it is not hidden, where the defaults hide it. */
  readonly visibleWith?: Readonly<Partial<Record<S, SettingValue>>>;
  readonly uses?: readonly Fixture<O, S, unknown>[];
  /** The outcome, or one for each setting that it tells. */
  run(lab: Lab<O, S>): Promise<Outcome | Readonly<Partial<Record<S, Outcome>>>>;
}

/** A setting that cannot be told, or some values of it. */
export interface Untellable {
  readonly because: string;
  /** Which values; without it, all. Where it is there, the setting has an experiment too. */
  readonly values?: (value: SettingValue) => boolean;
  /** It cannot be told where this other setting hides it, and only there: the setting has an experiment too. */
  readonly hiddenBy?: string;
}
