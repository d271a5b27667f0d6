import type { Clock } from "./clock";

/** A budget of calls in a sliding window; running over it blocks the bucket for a while. */
export interface Budget {
  readonly calls: number;
  readonly windowMs: number;
  readonly blockMs: number;
}

interface Bucket {
  recent: number[];
  blockedUntil: number;
}

/** Counts calls per bucket on the emulator's clock. */
export class RateLimiter {
  #buckets = new Map<string, Bucket>();

  constructor(
    readonly clock: Clock,
    readonly enforced: boolean,
  ) {}

  /** Counts one call; false means it is over the budget or the bucket is blocked. */
  admit(name: string, budget: Budget): boolean {
    const bucket = this.#bucket(name);
    const now = this.clock.now();
    if (now < bucket.blockedUntil) return false;
    if (!this.enforced) return true;
    bucket.recent = bucket.recent.filter((at) => now - at < budget.windowMs);
    if (bucket.recent.length >= budget.calls) {
      this.block(name, budget);
      return false;
    }
    bucket.recent.push(now);
    return true;
  }

  block(name: string, budget: Budget): void {
    const bucket = this.#bucket(name);
    bucket.recent = [];
    bucket.blockedUntil = this.clock.now() + budget.blockMs;
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
