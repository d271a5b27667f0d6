import type { SettingTable, SettingValue } from "../cloud/settings";
import type { Answer } from "./answer";
import type { Calls } from "./costs";
import type { Experiment, Lab, Params, Untellable } from "./experiment";
import type { WireAnswer, WireRequest } from "./line";
import type { Charge } from "./pacer";

/** The test app, as its owner names it. */
export interface ProbedApp {
  /** What the vendor calls key or id. */
  readonly id: string;
  readonly secret: string;
  /** The account that makes calls, at vendors that ask for one. */
  readonly admin: string;
}

/** A kind of object that a probe makes. */
export interface Kind<O, S extends string> {
  /** As a plan says it, for one and for several. */
  readonly words: readonly [string, string];
  /** What is left of one for good, as a plan says it after the number of them. Absent where nothing is. */
  readonly leaves?: string;
  /** How one is removed. Absent where the vendor removes none: then `leaves` says so. */
  readonly removal?: {
    /** For one of them, at most. */
    readonly calls: Calls;
    remove(id: string, lab: Lab<O, S>): Promise<Answer>;
    /** Whether an answer to that says that it is not there. */
    absent(answer: Answer): boolean;
  };
  /** How those of earlier probes are found, where the vendor lists them: ids of any names. */
  readonly listing?: {
    readonly calls: Calls;
    /** It lists what belongs to an account of the probe's own: that is known by its owner, and not by its name. */
    readonly own?: true;
    list(lab: Lab<O, S>): Promise<readonly string[]>;
  };
}

/** What goes over the wire is made of this. */
export interface Order<O> {
  readonly call: string;
  readonly params: Params;
  readonly options: O | undefined;
}

/** What of the vendor is known while a request is made. */
export interface Known<S extends string> {
  readonly app: ProbedApp;
  readonly now: number;
  /** The value of a setting that is told already. */
  found(name: S): SettingValue | undefined;
}

/**
 * A vendor whose behaviour is found out. `O` are options of single calls, such as a wrong signature; `S` the names of the settings.
 */
export interface ProbedVendor<O, S extends string> {
  readonly name: string;
  readonly title: string;
  readonly settings: SettingTable;
  /** What every call depends on: told before everything else, and with every choice of settings. */
  readonly first: readonly S[];
  readonly experiments: readonly Experiment<O, S>[];
  readonly untellable: Readonly<Partial<Record<S, Untellable>>>;
  readonly kinds: Readonly<Record<string, Kind<O, S>>>;
  /** A call that works wherever app, secret and endpoint are right. */
  readonly greeting: { readonly call: string; readonly params: Params };
  /**
   * The setting that says how long a write stays invisible, in milliseconds, and the one that says whether "reads" alone miss
   * it. Once they are told, no other call looks too early.
   */
  readonly lag?: { readonly ms: S; readonly seenBy: S };
  /** Refuses an app that the vendor could not have. */
  checkApp?(app: ProbedApp): void;
  /** Whether a call only reads. */
  reads(call: string): boolean;
  charges(order: Order<O>): readonly Charge[];
  request(order: Order<O>, known: Known<S>): WireRequest;
  answer(call: string, wire: WireAnswer): Answer;
  /** How long to wait where an answer says that there were too many calls. */
  overRateMs(answer: Answer): number | undefined;
}
