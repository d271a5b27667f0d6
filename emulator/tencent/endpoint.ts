import type { Budget } from "../surroundings/rate-limit";
import { type Fields, object, spellNew, type ValuesOf } from "./readers";
import { serviceOf } from "./services";
import type { TencentSettings } from "./settings";
import type { State } from "./state";

/** What a handler works on. */
export interface Context {
  readonly state: State;
  readonly settings: Readonly<TencentSettings>;
  readonly sdkAppId: number;
  /** Emulator time in Unix seconds, the same for the whole call. */
  readonly now: number;
  /** Counts against a budget of its own; false means that it is spent. */
  admit(bucket: string, budget: Budget): boolean;
}

/** What a successful answer has beside the envelope. */
export type Payload = Readonly<Record<string, unknown>>;

export type Body = Readonly<Record<string, unknown>>;

/** One command of the vendor, named `service/command`. */
export interface Endpoint {
  readonly call: string;
  /** A read may be served from an older state; a write never is. */
  readonly reads: boolean;
  readonly fields: Fields;
  run(body: Body, context: Context): Payload;
}

/** Declares one command: its body as data, its meaning as a function. */
export function endpoint<const F extends Fields>(declaration: {
  call: string;
  reads?: true;
  /** The code for a malformed parameter, where it is not the service's. */
  parameterCode?: number;
  fields: F;
  handle(args: ValuesOf<F>, context: Context): Payload;
}): Endpoint {
  const { call, fields } = declaration;
  const parameterCode = declaration.parameterCode ?? serviceOf(call)?.parameter ?? 10_004;
  const read = object(fields);
  return {
    call,
    reads: declaration.reads ?? false,
    fields,
    run: (body, context) =>
      declaration.handle(read(spellNew(fields, body), "", { settings: context.settings, parameterCode }), context),
  };
}

/** Names that were sent and that the vendor does not know. */
export function unknownParams({ fields }: Endpoint, body: Body): string[] {
  return Object.keys(body).filter(
    (name) => !Object.hasOwn(fields, name) && !Object.values(fields).some((field) => field.old === name),
  );
}
