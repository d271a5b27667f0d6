/** How many looks {@link largest} takes at most. */
export function looksAt(low: number, high: number): number {
  return Math.ceil(Math.log2(high - low + 2));
}

/** The largest number of a range that passes, where all below one that passes do too; one below the range where none does. */
export async function largest(low: number, high: number, passes: (n: number) => Promise<boolean>): Promise<number> {
  let [yes, no] = [low - 1, high + 1];
  while (no - yes > 1) {
    const middle = yes + Math.floor((no - yes) / 2);
    if (await passes(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}

/** How many looks {@link likelyLargest} takes at most. */
export function likelyLooksAt(likely: readonly number[], low: number, high: number): number {
  return 2 * likely.length + looksAt(low, high);
}

/** As {@link largest}, where one of a few numbers is expected: with the first of them it takes two looks. */
export async function likelyLargest(
  likely: readonly number[],
  low: number,
  high: number,
  passes: (n: number) => Promise<boolean>,
): Promise<number> {
  let [yes, no] = [low - 1, high + 1];
  for (const n of likely.flatMap((one) => [one, one + 1])) {
    if (n <= yes || n >= no) continue;
    if (await passes(n)) yes = n;
    else no = n;
  }
  return largest(yes + 1, no - 1, passes);
}
