import type { SettingValue } from "../cloud/settings";
import type { Account } from "./account";
import type { Answer } from "./answer";
import type { ProbeClock } from "./clock";
import { Line, NoAnswer, Unreachable } from "./line";
import { Pacer } from "./pacer";
import { Interrupted } from "./setbacks";
import type { Order, ProbedApp, ProbedVendor } from "./vendor";

/** How often a call is sent again that others' calls have left no room for, or a read that nobody answered. */
const REPEATS = 3;

/** A lag is measured over a way that never takes equally long, so that more than the lag is waited. */
function beyond(lagMs: number): number {
  return lagMs > 0 ? lagMs * 1.25 + 200 : 0;
}

function isPassing(error: unknown): boolean {
  return error instanceof NoAnswer && !(error instanceof Unreachable);
}

/** What the calls of a probe go over. */
export interface Surroundings {
  readonly endpoints: readonly string[];
  readonly app: ProbedApp;
  readonly clock: ProbeClock;
  readonly signal?: AbortSignal;
}

/** The calls of a probe: paced, signed, counted, and none of them a look at what a lagging cloud does not show yet. */
export class Wire<O, S extends string> {
  readonly sent = new Map<string, number>();
  readonly #line: Line;
  readonly #pacer: Pacer;
  #writtenAt = Number.NEGATIVE_INFINITY;
  #unstoppable = 0;

  constructor(
    readonly vendor: ProbedVendor<O, S>,
    readonly around: Surroundings,
    readonly found: (name: S) => SettingValue | undefined,
  ) {
    this.#line = new Line(around.endpoints);
    this.#pacer = new Pacer({ now: () => around.clock.now(), sleep: (ms) => this.sleep(ms) });
  }

  /** A call that sees what was written before it. */
  async call(order: Order<O>, account: Account): Promise<Answer> {
    await this.#waitForWrites(order.call);
    return this.atOnce(order, account);
  }

  async atOnce(order: Order<O>, account: Account): Promise<Answer> {
    account.spendCall(order.call);
    for (let repeats = 0; ; repeats += 1) {
      const again = repeats < REPEATS;
      const answer = await this.#attempt(order, again);
      const wait = answer === undefined ? 1000 : again ? this.vendor.overRateMs(answer) : undefined;
      if (answer !== undefined && wait === undefined) return answer;
      await this.sleep(wait ?? 0);
    }
  }

  async sleep(ms: number): Promise<void> {
    if (ms <= 0) return;
    this.#checkSignal();
    const { clock, signal } = this.around;
    try {
      await clock.sleep(ms, this.#unstoppable > 0 ? undefined : signal);
    } finally {
      this.#checkSignal();
    }
  }

  /** Work that no signal stops: what was made is removed. */
  async unstoppable(work: () => Promise<void>): Promise<void> {
    this.#unstoppable += 1;
    try {
      await work();
    } finally {
      this.#unstoppable -= 1;
    }
  }

  /** One answer; undefined where none came and the call may be made again. */
  async #attempt(order: Order<O>, again: boolean): Promise<Answer | undefined> {
    const { vendor, around } = this;
    this.#checkSignal();
    await this.#pacer.admit(vendor.charges(order));
    this.sent.set(order.call, (this.sent.get(order.call) ?? 0) + 1);
    const known = { app: around.app, now: around.clock.now(), found: this.found };
    try {
      return vendor.answer(order.call, await this.#line.send(vendor.request(order, known)));
    } catch (error) {
      if (again && isPassing(error) && vendor.reads(order.call)) return undefined;
      throw error;
    } finally {
      if (!vendor.reads(order.call)) this.#writtenAt = around.clock.now();
    }
  }

  /** Waits until whatever was written is visible to a call. */
  async #waitForWrites(call: string): Promise<void> {
    const { vendor, around, found } = this;
    const lag = vendor.lag && found(vendor.lag.ms);
    if (!vendor.lag || typeof lag !== "number") return;
    if (!vendor.reads(call) && found(vendor.lag.seenBy) === "reads") return;
    await this.sleep(this.#writtenAt + beyond(lag) - around.clock.now());
  }

  #checkSignal(): void {
    if (this.around.signal?.aborted && this.#unstoppable === 0) throw new Interrupted();
  }
}
