/** How a list becomes another one, where what is taken out can come back only at the end. */
export interface OrderPlan {
  /** These stay where they are. */
  keep: string[];
  /** These have to be at the end, in this order: those that are there are taken out first. */
  append: string[];
}

/**
 * The fewest moves that bring what is `wanted` into its order. What stays is the longest start of `wanted` that `live`
 * holds in this order: nothing can be put before an item that stays.
 * @param live the items as they stand; those that are not wanted do not matter
 */
export function planOrder(live: Iterable<string>, wanted: readonly string[]): OrderPlan {
  let kept = 0;
  for (const item of live) if (item === wanted[kept]) kept += 1;
  return { keep: wanted.slice(0, kept), append: wanted.slice(kept) };
}

/**
 * The order of a whole list of which only a part is ours to arrange: what belongs to others stays where it is, and what has
 * to move or is new goes to the end.
 * @param isOurs whether an item of `live` is in `ours`, or is to be taken out
 */
export function arranged(
  live: readonly string[],
  ours: readonly string[],
  isOurs: (item: string) => boolean,
): string[] {
  const { keep, append } = planOrder(live, ours);
  const stays = new Set(keep);
  return [...live.filter((item) => stays.has(item) || !isOurs(item)), ...append];
}

/** What stands in a list, by name; each names the one before it, so that an insertion shows as one change. */
export type Chain<Item> = Record<string, Item & { after?: string | undefined }>;

/** A list as a map in which each item names the one before it. */
export function chained<Item extends object>(items: Iterable<readonly [string, Item]>): Chain<Item> {
  let before: string | undefined;
  const chain: [string, Item & { after?: string }][] = [];
  for (const [key, item] of items) {
    chain.push([key, before === undefined ? { ...item } : { ...item, after: before }]);
    before = key;
  }
  return Object.fromEntries(chain);
}

/** The order that a map means, or undefined where the items do not name one another in a row. */
export function orderOf(chain: Record<string, { after?: string | undefined }>): string[] | undefined {
  const next = new Map(Object.entries(chain).map(([key, { after }]) => [after, key]));
  const order: string[] = [];
  // What is reached from the beginning is in no circle, for each has one before it.
  for (let key = next.get(undefined); key !== undefined; key = next.get(key)) order.push(key);
  return order.length === Object.keys(chain).length ? order : undefined;
}
