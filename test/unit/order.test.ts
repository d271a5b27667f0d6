import fc from "fast-check";
import { arranged, chained, orderOf, planOrder } from "../../provider/collections/order";
import { runs } from "../support/arbitraries";

/** What is in a list after a plan was carried out. */
function applied(live: readonly string[], { append }: { append: string[] }): string[] {
  const end = new Set(append);
  return [...live.filter((item) => !end.has(item)), ...append];
}

/** The fewest items that have to go to the end, found by trying every set of them. */
function fewestMoves(live: readonly string[], wanted: readonly string[]): number {
  let fewest = Number.POSITIVE_INFINITY;
  for (let set = 0; set < 2 ** wanted.length; set++) {
    const moved = wanted.filter((_, i) => set & (1 << i));
    const stays = live.filter((item) => wanted.includes(item) && !moved.includes(item));
    if ([...stays, ...moved].join() === wanted.join()) fewest = Math.min(fewest, moved.length);
  }
  return fewest;
}

const split = (text: string) => [...text];

describe("a plan of an order", () => {
  test.each([
    ["is empty for two empty lists", "", "", "", ""],
    ["keeps what is in order", "abc", "abc", "abc", ""],
    ["appends to an empty list", "", "abc", "", "abc"],
    ["appends what is new at the end", "ab", "abcd", "ab", "cd"],
    ["keeps the rest where the first goes", "abc", "bc", "bc", ""],
    ["moves the first to the end alone", "abc", "bca", "bc", "a"],
    ["moves all but the last where that has to come first", "abc", "cab", "c", "ab"],
    ["moves what stands behind something new", "abc", "axbc", "a", "xbc"],
    ["moves all behind something new in front", "abc", "xabc", "", "xabc"],
    ["reverses with one item kept", "abcd", "dcba", "d", "cba"],
    ["swaps two neighbours by moving the rest", "abcd", "acbd", "ac", "bd"],
    ["does not mind what is not wanted", "xaybz", "ab", "ab", ""],
    ["moves, adds and leaves out at once", "abcde", "bdfa", "bd", "fa"],
  ])("%s: %s to %s", (_, live, wanted, keep, append) => {
    expect(planOrder(split(live), split(wanted))).toEqual({ keep: split(keep), append: split(append) });
  });

  const letters = split("abcdef");
  const lists = fc.tuple(fc.shuffledSubarray(letters), fc.shuffledSubarray(letters));

  test("leads to what is wanted", () => {
    fc.assert(
      fc.property(lists, ([live, wanted]) => {
        const present = live.filter((item) => wanted.includes(item));
        expect(applied(present, planOrder(live, wanted))).toEqual(wanted);
      }),
      runs(500),
    );
  });

  test("has as few moves as can be", () => {
    fc.assert(
      fc.property(lists, ([live, wanted]) => {
        expect(planOrder(live, wanted).append).toHaveLength(fewestMoves(live, wanted));
      }),
      runs(300),
    );
  });
});

describe("an arrangement among others", () => {
  test.each([
    ["leaves others where they are", "xayb", "ab", "xayb"],
    ["puts what is new behind them", "axb", "abc", "axbc"],
    ["moves around them", "axbyc", "bca", "xbyca"],
    ["keeps all of them where nothing is ours", "xyz", "", "xyz"],
    ["leaves out what is ours and not wanted any more", "axbz", "a", "axz"],
  ])("%s: %s with %s", (_, live, ours, result) => {
    expect(arranged(split(live), split(ours), (item) => "abc".includes(item))).toEqual(split(result));
  });

  test("never moves another's item before or behind a third one's, and has ours in order", () => {
    const lists = fc.tuple(fc.shuffledSubarray(split("abcxyz")), fc.shuffledSubarray(split("abc")));
    fc.assert(
      fc.property(lists, ([live, ours]) => {
        const isOurs = (item: string) => "abc".includes(item);
        const all = arranged(live, ours, isOurs);
        expect(all.filter((item) => !isOurs(item))).toEqual(live.filter((item) => !isOurs(item)));
        expect(all.filter(isOurs)).toEqual(ours);
        expect(
          applied(
            live.filter((item) => all.includes(item)),
            planOrder(live, all),
          ),
        ).toEqual(all);
      }),
      runs(500),
    );
  });
});

describe("a chain", () => {
  test("names the item before", () => {
    const items: [string, { value: number }][] = [
      ["2", { value: 1 }],
      ["1", { value: 2 }],
      ["constructor", { value: 3 }],
    ];
    expect(chained(items)).toEqual({
      2: { value: 1 },
      1: { value: 2, after: "2" },
      constructor: { value: 3, after: "1" },
    });
  });

  test("has nothing before its first item, not even a key for it", () => {
    expect(chained([["a", { value: 1 }]])).toStrictEqual({ a: { value: 1 } });
  });

  test("gives the order back, whatever the keys", () => {
    const keys = fc.uniqueArray(
      fc.oneof(fc.string(), fc.nat().map(String), fc.constantFrom("constructor", "toString")),
    );
    fc.assert(
      fc.property(keys, (order) => {
        fc.pre(!order.includes("__proto__"));
        expect(orderOf(chained(order.map((key) => [key, {}])))).toEqual(order);
      }),
      runs(300),
    );
  });

  test.each<[string, Record<string, { after?: string }>]>([
    ["two first ones", { a: {}, b: {} }],
    ["no first one", { a: { after: "b" }, b: { after: "a" } }],
    ["a circle beside", { a: {}, b: { after: "c" }, c: { after: "b" } }],
    ["one behind something that is not there", { a: {}, b: { after: "x" } }],
    ["two behind the same", { a: {}, b: { after: "a" }, c: { after: "a" } }],
    ["one behind itself", { a: { after: "a" } }],
  ])("with %s is none", (_, chain) => {
    expect(orderOf(chain)).toBeUndefined();
  });
});
