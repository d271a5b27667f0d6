import { setTimeout } from "node:timers/promises";

/** The time of a probe. Tests have one that passes at once, and takes the emulator's with it. */
export interface ProbeClock {
  /** Epoch milliseconds. */
  now(): number;
  /** Ends early, with an error, when the signal comes. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: ProbeClock = {
  now: () => Date.now(),
  sleep: (ms, signal) => setTimeout(ms, undefined, signal && { signal }),
};
