import { type Outcome, told, untellable } from "./outcome";

/** A longer lag would take more than ten minutes to measure. */
export const LONGEST_LAG_MS = 60_000;
/** Each round looks at this many points of what the last one left open. */
const POINTS = 10;
const ROUNDS = 6;

/** When the first round looks, in milliseconds after the write: each pause a tenth longer than all before. */
const firstLooks: readonly number[] = (() => {
  const looks = [0];
  for (let at = 1; at < LONGEST_LAG_MS; at = Math.ceil(at * 1.1)) looks.push(at);
  return [...looks, LONGEST_LAG_MS];
})();

/** How often {@link lagOf} writes and looks, at most. */
export const LAG_WRITES = ROUNDS + 1;
export const LAG_LOOKS = firstLooks.length + ROUNDS * (POINTS + 1);

/** What is done to measure a lag. */
export interface LagTrial {
  now(): number;
  sleep(ms: number): Promise<void>;
  /** Writes something that was never there. */
  write(): Promise<void>;
  /** Whether a read shows the last write. */
  shows(): Promise<boolean>;
}

interface Bounds {
  /** So long after a write it was still hidden; -1 where it never was. */
  readonly hidden: number;
  /** So long after it was shown; undefined where it never was. */
  readonly shown: number | undefined;
}

/** Looks at these times after a write, until it shows. */
async function round(trial: LagTrial, times: readonly number[], hiddenBefore: number): Promise<Bounds> {
  await trial.write();
  const written = trial.now();
  let hidden = hiddenBefore;
  for (const time of times) {
    await trial.sleep(written + time - trial.now());
    const elapsed = trial.now() - written;
    if (await trial.shows()) return { hidden, shown: elapsed };
    hidden = Math.max(hidden, elapsed);
  }
  return { hidden, shown: undefined };
}

/** When the first round looks, and how many follow it. */
export interface LagSearch {
  readonly looks: readonly number[];
  readonly rounds: number;
}

/** How often a search writes and looks, at most. */
export function searchCosts({ looks, rounds }: LagSearch): { readonly writes: number; readonly looks: number } {
  return { writes: 1 + rounds, looks: looks.length + rounds * POINTS };
}

/**
 * How long a write stays invisible, in milliseconds, or in what the trial takes for time: as exactly as the way to the vendor
 * lets it be told.
 */
export async function lagOf(
  trial: LagTrial,
  search: LagSearch = { looks: firstLooks, rounds: ROUNDS },
): Promise<Outcome> {
  const { hidden, shown } = await round(trial, search.looks, -1);
  if (shown === undefined) return untellable;
  let [low, high] = [hidden, shown];
  for (let rounds = 0; rounds < search.rounds && high - low > 1; rounds += 1) {
    const step = Math.ceil((high - low) / POINTS);
    const times = Array.from({ length: POINTS }, (_, i) => Math.min(high, low + (i + 1) * step));
    const next = await round(trial, times, low);
    low = Math.min(next.hidden, high - 1);
    high = Math.min(high, next.shown ?? high);
  }
  return told(high);
}
