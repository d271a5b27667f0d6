import { setTimeout as sleep } from "node:timers/promises";

/** How long what a read shows may be behind a write: longer than what the vendors call a delay, shorter than a user's patience. */
export const longestLagMs = 10_000;

/** Together as long as the longest lag; short ones at first, since most clouds are no more than that behind. */
const pausesMs = [250, 500, 1_000, 2_000, 3_000, 3_250];

/**
 * Looks, and looks again with growing pauses while what is seen is behind what is known.
 * @param isBehind whether a later look may show more
 * @param restMs for how long from now on that may be so
 */
export async function untilShown<T>(
  look: () => Promise<T>,
  isBehind: (seen: T) => boolean,
  restMs: () => number = () => longestLagMs,
): Promise<T> {
  for (let round = 0; ; round++) {
    const seen = await look();
    const pause = isBehind(seen) ? Math.min(pausesMs[round] ?? 0, restMs()) : 0;
    if (pause <= 0) return seen;
    await sleep(pause);
  }
}
