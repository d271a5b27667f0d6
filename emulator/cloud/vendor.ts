import type { FastifyInstance } from "fastify";
import type { CallLog } from "../surroundings/call-log";
import type { Clock } from "../surroundings/clock";
import type { Faults } from "../surroundings/faults";
import type { RateLimiter } from "../surroundings/rate-limit";
import type { SettingGroup, SettingTable } from "./settings";

/** What every vendor is given. */
export interface Surroundings {
  readonly clock: Clock;
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly limiter: RateLimiter;
  /** To be called after anything in the vendor's state may have changed. */
  changed(): void;
}

/** The app that a vendor answers for: what the vendor calls its key or id, and the secret that signs. */
export interface App {
  readonly id: string;
  readonly secret: string;
}

/** The outcome of something a client did: the code that it would see. */
export interface ClientOutcome {
  readonly code: number;
  readonly desc?: string;
}

/** Something that a client does, ordered through the control port. */
export interface ClientAction {
  /** JSON schema of the order's properties, `vendor` apart. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
  /** `order` fits the schema. */
  run(order: Readonly<Record<string, unknown>>): ClientOutcome;
}

/** One emulated cloud. A folder per vendor makes one; everything else here knows only this shape. */
export interface Vendor {
  readonly name: string;
  readonly settings: SettingGroup<SettingTable>;
  /** Names of the calls it serves. */
  readonly callNames: readonly string[];
  /** The hosts that it answers on, over one state. Each has a port, in this order. */
  readonly hosts: readonly string[];
  /** What clients do, by the last part of the control path. */
  readonly clientActions: Readonly<Record<string, ClientAction>>;
  /** Adds its routes to the server of one of its hosts. */
  routes(server: FastifyInstance, host: string): void;
  /** What the ready line says about it; `origins` are where its hosts listen. */
  readyInfo(origins: readonly string[]): Record<string, unknown>;
  /** Everything it holds, explicit and without secrets. */
  state(): Record<string, unknown>;
  /** How many objects it holds, by kind. */
  counts(): Record<string, number>;
  /** Everything it holds, for the data file. */
  dump(): unknown;
  load(dumped: unknown): void;
  /** Back to the start, the secret too. */
  reset(): void;
  /** Changes the app's secret, as its console does; the one before signs nothing any more. */
  rotate(secret: string): void;
  /** A call as if signed: no rate budget, no faults. */
  callUnsigned(call: string, params: Readonly<Record<string, unknown>>): Record<string, unknown>;
}
