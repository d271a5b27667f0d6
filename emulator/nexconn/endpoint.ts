import { type Arguments, type Body, type ParameterTable, parseArguments, unknownNames } from "./parameters";
import type { NexconnSettings } from "./settings";
import type { State } from "./state";

/** What a handler works on. */
export interface Context {
  readonly state: State;
  readonly settings: Readonly<NexconnSettings>;
  /** Emulator time in epoch milliseconds, the same for the whole call. */
  readonly now: number;
}

/** What a successful call tells: under `result` in v4, beside the code in a `.json` route. */
export type Result = Readonly<Record<string, unknown>>;

/** A rate limit of its own. */
export interface Rate {
  /** Calls that name the same pool share it; absent for a call alone. */
  readonly pool?: string;
  readonly perSecond: number;
  /** The parameter whose entries count, where calls do not. */
  readonly entriesOf?: string;
}

/** One call of the vendor. */
export interface Endpoint {
  /** Its path without `/v4/`; of a `.json` route, the path. */
  readonly call: string;
  /** Other paths that the vendor's documentation has for it. */
  readonly aliases: readonly string[];
  /** True for the older generation: a form as body, code 200, the result beside it. */
  readonly form: boolean;
  readonly reads: boolean;
  readonly rate?: Rate;
  readonly parameters: ParameterTable;
  run(body: Body, context: Context): Result | undefined;
}

interface Declaration<T extends ParameterTable> {
  readonly call: string;
  readonly aliases?: readonly string[];
  readonly reads?: true;
  readonly rate?: Rate;
  readonly parameters: T;
  // biome-ignore lint/suspicious/noConfusingVoidType: most calls answer with the code alone.
  handle(args: Arguments<T>, context: Context): Result | void;
}

/** Declares one call: its parameters as data, its meaning as a function. */
export function endpoint<const T extends ParameterTable>(declaration: Declaration<T>): Endpoint {
  const { call, aliases = [], reads = false, rate, parameters } = declaration;
  return {
    call,
    aliases,
    form: call.endsWith(".json"),
    reads,
    ...(rate && { rate }),
    parameters,
    run: (body, context) =>
      declaration.handle(parseArguments(parameters, body, context.settings), context) ?? undefined,
  };
}

/** Names that were sent and that the vendor does not know. */
export function unknownParams(one: Endpoint, body: Body, settings: Readonly<NexconnSettings>): string[] {
  return unknownNames(one.parameters, body, settings);
}
