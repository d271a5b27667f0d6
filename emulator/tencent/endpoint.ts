import { type Context as ContextOf, type Endpoint as EndpointOf, endpointsOf } from "../cloud/endpoint";
import { dialect } from "./dialect";
import { parameterCodeOf } from "./services";
import type { TencentSettings } from "./settings";
import type { State } from "./state";

/** What a handler works on. */
export interface Context extends ContextOf<State, TencentSettings> {
  readonly sdkAppId: number;
  /** Emulator time in Unix seconds, in which the vendor counts and the state is kept. */
  readonly nowSeconds: number;
}

/** One command of the vendor, named `service/command`. */
export type Endpoint = EndpointOf<Context>;

/** Declares one command. */
export const endpoint = endpointsOf<TencentSettings, Context>(dialect, parameterCodeOf);
