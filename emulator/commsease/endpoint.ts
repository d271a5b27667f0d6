import { type Arguments, type ParameterTable, parseArguments } from "./parameters";
import type { CommsEaseSettings } from "./settings";
import type { State } from "./state";

/** What a handler works on. */
export interface Context {
  readonly state: State;
  readonly settings: Readonly<CommsEaseSettings>;
  /** Emulator time in epoch milliseconds, the same for the whole call. */
  readonly now: number;
}

/** The payload keys of a successful answer, beside `code`. */
export type Payload = Readonly<Record<string, unknown>>;

/** One call of the vendor. */
export interface Endpoint {
  readonly call: string;
  /** A read may be served from an older state; a write never is. */
  readonly reads: boolean;
  readonly parameters: ParameterTable;
  run(params: Readonly<Record<string, string>>, context: Context): Payload;
}

/** Declares one call: its parameters as data, its meaning as a function. */
export function endpoint<const T extends ParameterTable>(declaration: {
  call: string;
  reads?: true;
  parameters: T;
  handle(args: Arguments<T>, context: Context): Payload;
}): Endpoint {
  return {
    call: declaration.call,
    reads: declaration.reads ?? false,
    parameters: declaration.parameters,
    run: (params, context) =>
      declaration.handle(parseArguments(declaration.parameters, params, context.settings), context),
  };
}

/** Names that were sent and that the vendor does not know. */
export function unknownParams(one: Endpoint, params: Readonly<Record<string, string>>): string[] {
  return Object.keys(params).filter((name) => !Object.hasOwn(one.parameters, name));
}
