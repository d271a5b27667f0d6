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

interface Bucket {
  recent: { at: number; weight: number }[];
  blockedUntil: number;
}

function inWindow(at: number, now: number, { windowMs, fixed }: Budget): boolean {
  return fixed ? Math.floor(at / windowMs) === Math.floor(now / windowMs) : now - at < windowMs;
}

/** Counts calls per bucket on the emulator's clock. */
export class RateLimiter {
  #buckets = new Map<string, Bucket>();

  constructor(
    readonly clock: Clock,
    readonly enforced: boolean,
  ) {}

  /** Counts one call; false means it is over the budget or the bucket is blocked. What is refused costs nothing. */
  admit(name: string, budget: Budget, weight = 1): boolean {
    const bucket = this.#bucket(name);
    const now = this.clock.now();
    if (now < bucket.blockedUntil) return false;
    if (!this.enforced) return true;
    bucket.recent = bucket.recent.filter(({ at }) => inWindow(at, now, budget));
    const spent = bucket.recent.reduce((sum, one) => sum + one.weight, 0);
    if (spent + weight > budget.calls) {
      this.block(name, budget);
      return false;
    }
    bucket.recent.push({ at: now, weight });
    return true;
  }

  /** As if the budget had been exceeded. */
  block(name: string, { blockMs }: Budget): void {
    if (blockMs === undefined) return;
    const bucket = this.#bucket(name);
    bucket.recent = [];
    bucket.blockedUntil = this.clock.now() + blockMs;
  }

  reset(): void {
    this.#buckets.clear();
  }

  #bucket(name: string): Bucket {
    let bucket = this.#buckets.get(name);
    if (!bucket) {
      bucket = { recent: [], blockedUntil: 0 };
      this.#buckets.set(name, bucket);
    }
    return bucket;
  }
}
