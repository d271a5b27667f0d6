import timers from "node:timers/promises";
import { Origin } from "../../provider/http/pool";

/** How long a call may keep the time from passing, in milliseconds: some hosts of tests never answer. */
const patienceMs = 100;

/** The clock of the cloud that the provider speaks to. */
export interface CloudClock {
  advance(ms: number): Promise<unknown>;
  stop(): Promise<unknown>;
}

interface Sleeper {
  due: number;
  wake: (value: unknown) => void;
  value: unknown;
}

const real = {
  perf: performance.now.bind(performance),
  date: Date.now.bind(Date),
  sleep: timers.setTimeout,
  post: Origin.prototype.post,
};

/**
 * Time in which the provider waits for nothing: where it sleeps and no call is under way, the clocks of the clouds and of
 * this process are moved to the end of the first sleep.
 */
class PassingTime {
  readonly #clouds: CloudClock[] = [];
  #sleepers: Sleeper[] = [];
  #aheadMs = 0;
  #underWay = 0;
  #isPassing = false;
  #stopped: { perf: number; date: number } | undefined;
  readonly #spies: jest.SpyInstance[] = [];

  /** Begins with the first of the clouds of a test. */
  begin(cloud: CloudClock): void {
    this.#clouds.push(cloud);
    if (this.#clouds.length === 1) this.#install();
  }

  end(): void {
    for (const spy of this.#spies.splice(0)) spy.mockRestore();
    this.#clouds.length = 0;
    this.#aheadMs = 0;
    this.#stopped = undefined;
  }

  /** From here on no time passes but what the provider sleeps, so that no test depends on how fast the machine is. */
  async stop(): Promise<void> {
    await Promise.all(this.#clouds.map((cloud) => cloud.stop()));
    this.#stopped = { perf: real.perf(), date: real.date() };
  }

  #install(): void {
    const counted = <T>(work: () => Promise<T>) => this.#counted(work);
    this.#spies.push(
      jest.spyOn(performance, "now").mockImplementation(() => (this.#stopped?.perf ?? real.perf()) + this.#aheadMs),
      jest.spyOn(Date, "now").mockImplementation(() => (this.#stopped?.date ?? real.date()) + this.#aheadMs),
      jest
        .spyOn(timers, "setTimeout")
        .mockImplementation(((ms = 0, value?: unknown) => this.#sleep(ms, value)) as typeof timers.setTimeout),
      jest.spyOn(Origin.prototype, "post").mockImplementation(function (this: Origin, ...args) {
        return counted(() => real.post.apply(this, args));
      }),
    );
  }

  async #counted<T>(work: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await work();
    } finally {
      this.#underWay -= 1;
    }
  }

  #sleep(ms: number, value: unknown): Promise<unknown> {
    return new Promise((wake) => {
      this.#sleepers.push({ due: performance.now() + ms, wake, value });
      void this.#pass();
    });
  }

  async #pass(): Promise<void> {
    if (this.#isPassing) return;
    this.#isPassing = true;
    while (this.#sleepers.length > 0) {
      await this.#calm();
      await this.#moveTo(Math.min(...this.#sleepers.map(({ due }) => due)));
      // Once for both: time goes on between them, and who is over in one alone would never be woken.
      const now = performance.now();
      const isOver = ({ due }: Sleeper) => due <= now;
      const awake = this.#sleepers.filter(isOver);
      this.#sleepers = this.#sleepers.filter((one) => !isOver(one));
      for (const { wake, value } of awake) wake(value);
    }
    this.#isPassing = false;
  }

  /** Until every call is answered, and whoever else is about to sleep does. */
  async #calm(): Promise<void> {
    const began = real.perf();
    do await real.sleep(1);
    while (this.#underWay > 0 && real.perf() - began < patienceMs);
  }

  /** The clouds first: by their clocks never less may have passed than by the provider's. */
  async #moveTo(due: number): Promise<void> {
    const ms = Math.max(0, Math.ceil(due - performance.now()));
    if (ms === 0) return;
    await Promise.all(this.#clouds.map((cloud) => cloud.advance(ms)));
    this.#aheadMs += ms;
  }
}

export const passingTime = new PassingTime();
