import type { Budget } from "../surroundings/rate-limit";
import type { Dialect } from "./dialect";
import { type ArgumentsOf, type ParameterTable, readAll, unknownNames } from "./readers";

/** What a handler works on: the vendor's state and settings. */
export interface Context<S, V> {
  readonly state: S;
  readonly settings: Readonly<V>;
  /** Emulator time in epoch milliseconds, the same for the whole call. */
  readonly now: number;
  /** Counts against a budget of its own; false means that it is spent. */
  admit(bucket: string, budget: Budget): boolean;
}

/** The parameters of a call as they were sent. */
export type Body = Readonly<Record<string, unknown>>;

/** What a successful call tells. */
export type Payload = Readonly<Record<string, unknown>>;

/** One call of a vendor. `C` is what its handlers work on. */
export interface Endpoint<C> {
  readonly call: string;
  /** A read may be served from an older state; a write never is. */
  readonly reads: boolean;
  run(body: Body, context: C): Payload;
  /** Names that were sent and that the vendor does not know. */
  unknownParams(body: Body, context: C): string[];
}

/** One call as a vendor's folder declares it: its parameters as data, its meaning as a function. */
export interface Declaration<P, C> {
  readonly call: string;
  readonly reads?: boolean;
  readonly parameters: P;
  /** The code for a bad parameter, where it is not the vendor's or the service's. */
  readonly parameterCode?: number;
  // biome-ignore lint/suspicious/noConfusingVoidType: many calls answer with the code alone.
  handle(args: ArgumentsOf<P>, context: C): Payload | void;
}

/** The way a vendor's calls are declared, bound to how it reads parameters. */
export function endpointsOf<V, C extends { readonly settings: Readonly<V> }>(
  dialect: Dialect<V>,
  parameterCodeOf: (call: string) => number,
) {
  return <const P extends ParameterTable<V>>(declaration: Declaration<P, C>): Endpoint<C> => {
    const { call, reads = false, parameters } = declaration;
    const parameterCode = declaration.parameterCode ?? parameterCodeOf(call);
    return {
      call,
      reads,
      run: (body, context) => {
        const reading = { settings: context.settings, dialect, parameterCode };
        return declaration.handle(readAll(parameters, body, "", reading), context) ?? {};
      },
      unknownParams: (body, { settings }) => unknownNames(parameters, body, { settings, dialect }),
    };
  };
}
