import type { FastifyInstance } from "fastify";
import type { CallLog } from "./call-log";
import type { Clock } from "./clock";
import type { Faults } from "./faults";
import type { RateLimiter } from "./rate-limit";
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

/** The outcome of something a client did: `code` 200 or the vendor's client-side code. */
export interface ClientOutcome {
  readonly code: number;
  readonly desc?: string;
}

/** One emulated cloud. A folder per vendor makes one; everything else here knows only this shape. */
export interface Vendor {
  readonly name: string;
  readonly settings: SettingGroup<SettingTable>;
  /** Names of the calls it serves. */
  readonly callNames: readonly string[];
  /** Adds its routes to the server of its port. */
  routes(server: FastifyInstance): void;
  /** What the ready line says about it; `origin` is where its server listens. */
  readyInfo(origin: string): Record<string, string>;
  /** Everything it holds, explicit and without secrets. */
  state(): Record<string, unknown>;
  /** How many objects it holds, by kind. */
  counts(): Record<string, number>;
  /** Everything it holds, for the data file. */
  dump(): unknown;
  load(dumped: unknown): void;
  reset(): void;
  /** A call as if signed: no rate budget, no faults. */
  callUnsigned(call: string, params: Readonly<Record<string, string>>): Record<string, unknown>;
  /** `tags` are those of the connection; without them a member keeps what it has. */
  enterRoom(room: string, accid: string, tags?: readonly string[]): ClientOutcome;
  leaveRoom(room: string, accid: string): ClientOutcome;
  acceptInvitation(team: string, accid: string): ClientOutcome;
}
