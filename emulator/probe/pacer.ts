import type { ProbeClock } from "./clock";

/** What a call costs of one of the vendor's budgets. */
export interface Charge {
  readonly bucket: string;
  /** How much the vendor takes in a window. */
  readonly budget: number;
  /** @default 1000 */
  readonly windowMs?: number;
  /** @default 1 */
  readonly weight?: number;
}

/** Others use the app too, and calls do not travel equally fast: so much of a budget is used, in windows that are longer. */
const SHARE = 0.8;
const STRETCH = 1.25;

interface Entry {
  readonly at: number;
  readonly weight: number;
}

/** Lets calls go as fast as stays under each budget, however the vendor's windows lie. */
export class Pacer {
  readonly #spent = new Map<string, Entry[]>();

  constructor(readonly clock: Pick<ProbeClock, "now"> & { sleep(ms: number): Promise<void> }) {}

  /** Waits until all budgets have room, and takes it. */
  async admit(charges: readonly Charge[]): Promise<void> {
    for (let wait = this.#wait(charges); wait > 0; wait = this.#wait(charges)) await this.clock.sleep(wait);
    const at = this.clock.now();
    for (const { bucket, weight = 1 } of charges) this.#entries(bucket).push({ at, weight });
  }

  #wait(charges: readonly Charge[]): number {
    return Math.max(0, ...charges.map((charge) => this.#waitFor(charge)));
  }

  /** How long until enough of what was spent is over. */
  #waitFor({ bucket, budget, windowMs = 1000, weight = 1 }: Charge): number {
    const now = this.clock.now();
    const over = windowMs * STRETCH;
    const entries = this.#entries(bucket).filter(({ at }) => now - at < over);
    this.#spent.set(bucket, entries);
    const most = Math.max(1, weight, Math.floor(budget * SHARE));
    let spent = entries.reduce((sum, one) => sum + one.weight, 0);
    let wait = 0;
    for (const entry of entries) {
      if (spent + weight <= most) break;
      spent -= entry.weight;
      wait = entry.at + over - now;
    }
    return Math.ceil(wait);
  }

  #entries(bucket: string): Entry[] {
    const entries = this.#spent.get(bucket) ?? [];
    this.#spent.set(bucket, entries);
    return entries;
  }
}
