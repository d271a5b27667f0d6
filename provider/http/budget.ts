import { setTimeout as sleep } from "node:timers/promises";

/**
 * A share of a vendor's rate limit: at most `perSecond` calls start in any second, and after a refusal for rate nothing
 * starts until the block is over. Callers wait in the order they came.
 */
export class Budget {
  readonly #perSecond: number;
  readonly #starts: number[] = [];
  #blockedUntil = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /** Resolves when one more call may start. */
  take(): Promise<void> {
    const turn = this.#queue.then(() => this.#wait());
    this.#queue = turn;
    return turn;
  }

  /** Nothing starts for `ms` from now. */
  block(ms: number): void {
    this.#blockedUntil = Math.max(this.#blockedUntil, performance.now() + ms);
  }

  async #wait(): Promise<void> {
    for (let ms = this.#delay(); ms > 0; ms = this.#delay()) await sleep(ms);
    this.#starts.push(performance.now());
    if (this.#starts.length > this.#perSecond) this.#starts.shift();
  }

  #delay(): number {
    const now = performance.now();
    const oldest = this.#starts.length < this.#perSecond ? undefined : this.#starts[0];
    // A second on our clock may be a little less on the vendor's: leave 5 % between the two.
    const nextSlot = oldest === undefined ? now : oldest + 1050;
    return Math.ceil(Math.max(nextSlot, this.#blockedUntil) - now);
  }
}
