import { setTimeout as sleep } from "node:timers/promises";

/**
 * A share of a vendor's rate limit: at most `perSecond` units start in any second, and after a refusal for rate nothing
 * starts until the block is over. Callers wait in the order they came.
 */
export class Budget {
  readonly #perSecond: number;
  /** The latest starts, as many as fit into a second, the oldest first. */
  readonly #starts: number[];
  #blockedUntil = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
    this.#starts = Array<number>(perSecond).fill(Number.NEGATIVE_INFINITY);
  }

  /**
   * Resolves when one more call may start.
   * @param units what the call counts as, where the vendor counts ids or keys and not calls
   */
  take(units = 1): Promise<void> {
    const turn = this.#queue.then(() => this.#wait(Math.min(units, this.#perSecond)));
    this.#queue = turn;
    return turn;
  }

  /** Nothing starts for `ms` from now. */
  block(ms: number): void {
    this.#blockedUntil = Math.max(this.#blockedUntil, performance.now() + ms);
  }

  async #wait(units: number): Promise<void> {
    for (let ms = this.#delay(units); ms > 0; ms = this.#delay(units)) await sleep(ms);
    this.#starts.splice(0, units);
    this.#starts.push(...Array<number>(units).fill(performance.now()));
  }

  #delay(units: number): number {
    // The last of the starts that must be a second old before so many more fit in.
    const oldest = this.#starts[units - 1] as number;
    // A second on our clock may be a little less on the vendor's: leave 5 % between the two.
    return Math.ceil(Math.max(oldest + 1050, this.#blockedUntil) - performance.now());
  }
}

/** The budgets of an app, each made when a call first needs it. */
export class Budgets {
  readonly #granted: number;
  readonly #usual: number;
  readonly #known = new Map<string, Budget>();

  /**
   * @param granted the calls per second that the app may make
   * @param usual those that an app may make by default; other limits are in proportion
   */
  constructor(granted: number, usual: number) {
    this.#granted = granted;
    this.#usual = usual;
  }

  /** @param perSecond the vendor's usual limit */
  of(bucket: string, perSecond: number): Budget {
    const known = this.#known.get(bucket);
    if (known) return known;
    const budget = new Budget(Math.max(1, Math.floor((perSecond * this.#granted) / this.#usual)));
    this.#known.set(bucket, budget);
    return budget;
  }
}
