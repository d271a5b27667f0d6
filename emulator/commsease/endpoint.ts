import { type Context as ContextOf, type Endpoint as EndpointOf, endpointsOf } from "../cloud/endpoint";
import { formDialect } from "./dialect";
import type { CommsEaseSettings } from "./settings";
import type { State } from "./state";

/** What a handler works on. Times of the state are epoch milliseconds. */
export type Context = ContextOf<State, CommsEaseSettings>;

/** One call of the vendor. */
export type Endpoint = EndpointOf<Context>;

/** Declares one call. */
export const endpoint = endpointsOf<CommsEaseSettings, Context>(formDialect, () => 414);
