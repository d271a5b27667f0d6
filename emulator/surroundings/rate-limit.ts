import type { Clock } from "./clock";

/** A budget in a window of time. */
export interface Budget {
  /** How much fits: calls, unless they are weighed. */
  readonly calls: number;
  readonly windowMs: number;
  /** How long running over it blocks the bucket; absent where it blocks nothing. */
  readonly blockMs?: number;
  /** Windows that begin at whole multiples of their length, instead of one that slides. */
  readonly fixed?: boolean;
}

/** What was spent in the window, oldest first. What is over is taken from the front, each once. */
class Spending {
  #entries: { readonly at: number; readonly weight: number }[] = [];
  /** Where the entries begin that still count. */
  #start = 0;
  #sum = 0;

  add(at: number, weight: number): void {
    this.#entries.push({ at, weight });
    this.#sum += weight;
  }

  sum(now: number, budget: Budget): number {
    for (let first = this.#entries[this.#start]; first; first = this.#entries[this.#start]) {
      if (isInWindow(first.at, now, budget)) break;
      this.#start += 1;
      this.#sum -= first.weight;
    }
    if (this.#start * 2 > this.#entries.length) {
      this.#entries = this.#entries.slice(this.#start);
      this.#start = 0;
    }
    return this.#sum;
  }
}

interface Bucket {
  spending: Spending;
  blockedUntil: number;
}

function isInWindow(at: number, now: number, { windowMs, fixed }: Budget): boolean {
  return fixed ? Math.floor(at / windowMs) === Math.floor(now / windowMs) : now - at < windowMs;
}

/** Counts calls per bucket on the emulator's clock. */
export class RateLimiter {
  #buckets = new Map<string, Bucket>();

  constructor(
    readonly clock: Pick<Clock, "now">,
    readonly enforced: boolean,
  ) {}

  /** Counts one call; false means it is over the budget or the bucket is blocked. What is refused costs nothing. */
  admit(name: string, budget: Budget, weight = 1): boolean {
    const bucket = this.#bucket(name);
    const now = this.clock.now();
    if (now < bucket.blockedUntil) return false;
    if (!this.enforced) return true;
    if (bucket.spending.sum(now, budget) + weight > budget.calls) {
      this.block(name, budget);
      return false;
    }
    bucket.spending.add(now, weight);
    return true;
  }

  /** As if the budget had been exceeded. */
  block(name: string, { blockMs }: Budget): void {
    if (blockMs === undefined) return;
    const bucket = this.#bucket(name);
    bucket.spending = new Spending();
    bucket.blockedUntil = this.clock.now() + blockMs;
  }

  reset(): void {
    this.#buckets.clear();
  }

  #bucket(name: string): Bucket {
    let bucket = this.#buckets.get(name);
    if (!bucket) {
      bucket = { spending: new Spending(), blockedUntil: 0 };
      this.#buckets.set(name, bucket);
    }
    return bucket;
  }
}
