import {
  type Context as ContextOf,
  type Declaration as DeclarationOf,
  type Endpoint as EndpointOf,
  endpointsOf,
} from "../cloud/endpoint";
import type { ParameterTable } from "../cloud/readers";
import { dialect } from "./dialect";
import type { NexconnSettings } from "./settings";
import type { State } from "./state";

/** What a handler works on. Times of the state are epoch milliseconds. */
export type Context = ContextOf<State, NexconnSettings>;

/** A rate limit of its own. */
export interface Rate {
  /** Calls that name the same pool share it; absent for a call alone. */
  readonly pool?: string;
  readonly perSecond: number;
  /** The parameter whose entries count, where calls do not. */
  readonly entriesOf?: string;
}

/** One call of the vendor. Its name is the path without `/v4/`, or of a `.json` route the path. */
export interface Endpoint extends EndpointOf<Context> {
  /** Other paths that the vendor's documentation has for it. */
  readonly aliases: readonly string[];
  readonly rate?: Rate | undefined;
  /** Of the older generation: a form as body, in which some fields are lists; code 200, and the result beside it. */
  readonly form?: { readonly lists: readonly string[] } | undefined;
}

interface Declaration<P> extends DeclarationOf<P, Context> {
  readonly aliases?: readonly string[];
  readonly rate?: Rate;
}

const declare = endpointsOf<NexconnSettings, Context>(dialect, () => 1002);

/** Declares one call. */
export function endpoint<const P extends ParameterTable<NexconnSettings>>(declaration: Declaration<P>): Endpoint {
  const { call, aliases = [], rate, parameters } = declaration;
  const lists = Object.keys(parameters).filter((name) => parameters[name]?.isList);
  return { ...declare(declaration), aliases, rate, form: call.endsWith(".json") ? { lists } : undefined };
}
