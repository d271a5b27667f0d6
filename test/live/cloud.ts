import { setTimeout as sleep } from "node:timers/promises";
import type { ByHand } from "../support/life-cycle";
import { before, type Meter } from "./meter.cjs";
import type { Names } from "./names";
import type { Calls } from "./run";

// biome-ignore lint/suspicious/noExplicitAny: parameters and answers of many shapes.
type Json = any;

/** Ten calls a second: far below the rate of any call that is made here more than once. */
const pauseMs = 100;

/** A real app as a test calls it by hand: signed, counted, and with the ids of this run in place of those of the programs. */
export class Cloud implements ByHand {
  readonly nexconn = { mustVendor: (call: string, params: Json) => this.mustVendor(call, params) };
  readonly tencent = { mustVendor: (call: string, params: Json) => this.mustVendor(call, params) };

  constructor(
    readonly calls: Calls,
    readonly names: Names,
    readonly meter: Meter,
  ) {}

  /** A call that has to succeed. */
  mustVendor(call: string, params: Json): Promise<Json> {
    return this.#send(call, params, (named) => this.calls.mustVendor(call, named));
  }

  /** A call that may be refused: what was answered, with the ids of the programs. */
  async ask(call: string, params: Json): Promise<Json> {
    return this.names.outOf(await this.#send(call, params, (named) => this.calls.vendor(call, named)));
  }

  async #send(call: string, params: Json, send: (named: Json) => Promise<Json>): Promise<Json> {
    const named = this.names.inParams(params);
    // A creation is known by the end of its path, which differs at one vendor.
    const path = `/${call}`;
    const body = JSON.stringify(named);
    const tell = before(this.meter, { path, body });
    await sleep(pauseMs);
    const answer = await send(named);
    tell?.(JSON.stringify(answer));
    return answer;
  }
}
