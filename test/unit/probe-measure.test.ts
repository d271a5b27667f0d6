import { LAG_LOOKS, LAG_WRITES, LONGEST_LAG_MS, lagOf, searchCosts } from "../../emulator/probe/lag";
import { largest, likelyLargest, likelyLooksAt, looksAt } from "../../emulator/probe/measure";

test.each([
  [0, 0],
  [0, 1],
  [1, 100],
  [0, 86_399],
])("the largest number from %i to %i that passes, in no more looks than were counted on", async (low, high) => {
  for (const limit of new Set([low - 1, low, Math.floor((low + high) / 2), high])) {
    let looks = 0;
    const found = await largest(low, high, async (n) => {
      looks += 1;
      return n <= limit;
    });
    expect(found).toBe(limit);
    expect(looks).toBeLessThanOrEqual(looksAt(low, high));
  }
});

test.each([
  [[30, 100], 1, 1001],
  [[1000, 1], 1, 1001],
])(
  "where %j are likely, the largest from %i to %i is found, in two looks where it is the first",
  async (likely, low, high) => {
    for (const limit of [low - 1, low, 29, 30, 31, 64, 99, 100, 101, 500, high - 1, high]) {
      const looks: number[] = [];
      const found = await likelyLargest(likely, low, high, async (n) => {
        looks.push(n);
        return n <= limit;
      });
      expect(found).toBe(limit);
      expect(looks.length).toBeLessThanOrEqual(likelyLooksAt(likely, low, high));
      expect(new Set(looks).size).toBe(looks.length);
      if (limit === likely[0]) expect(looks).toEqual([limit, limit + 1]);
    }
  },
);

/** A cloud that shows a write after so long, and takes so long to answer. */
function cloud(lagMs: number, answerMs = 0) {
  const made = { at: 0, writtenAt: 0, writes: 0, looks: 0 };
  const trial = {
    now: () => made.at,
    sleep: async (ms: number) => {
      made.at += Math.max(0, ms);
    },
    write: async () => {
      made.at += answerMs;
      made.writtenAt = made.at;
      made.writes += 1;
    },
    shows: async () => {
      const shown = made.at - made.writtenAt >= lagMs;
      made.at += answerMs;
      made.looks += 1;
      return shown;
    },
  };
  return { made, trial };
}

test.each([0, 1, 2, 7, 300, 999, 1000, 3000, 59_999, LONGEST_LAG_MS])("a lag of %i ms is told exactly", async (lag) => {
  const { made, trial } = cloud(lag);
  expect(await lagOf(trial)).toEqual({ value: lag, after: undefined });
  expect(made.writes).toBeLessThanOrEqual(LAG_WRITES);
  expect(made.looks).toBeLessThanOrEqual(LAG_LOOKS);
  expect(made.at).toBeLessThanOrEqual(600_000);
});

test("over a slow line a lag is told as exactly as it goes, and never too short", async () => {
  const { trial } = cloud(300, 40);
  const outcome = await lagOf(trial);
  const value = "value" in outcome ? Number(outcome.value) : 0;
  expect(value).toBeGreaterThanOrEqual(300);
  expect(value).toBeLessThan(400);
});

test("a lag that would take more than ten minutes is not told", async () => {
  expect(await lagOf(cloud(LONGEST_LAG_MS + 1).trial)).toEqual({ untellable: true });
});

test("a search of one's own looks when it says, as often as it says", async () => {
  const search = { looks: [0, 1, 5, 30, 100], rounds: 2 };
  for (const lag of [0, 1, 2, 17, 99, 100]) {
    const { made, trial } = cloud(lag);
    expect(await lagOf(trial, search)).toEqual({ value: lag });
    expect(made.writes).toBeLessThanOrEqual(searchCosts(search).writes);
    expect(made.looks).toBeLessThanOrEqual(searchCosts(search).looks);
  }
  expect(await lagOf(cloud(101).trial, search)).toEqual({ untellable: true });
});
