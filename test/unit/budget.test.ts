import { Budget } from "../../provider/http/budget";

let mockNow = 0;

// Waiting moves a clock that the test owns: no test here takes real time.
jest.mock("node:timers/promises", () => ({
  setTimeout: (ms: number) => {
    mockNow += ms;
    return Promise.resolve();
  },
}));

beforeEach(() => {
  mockNow = 0;
  jest.spyOn(performance, "now").mockImplementation(() => mockNow);
});
afterEach(() => jest.restoreAllMocks());

/** Takes `count` turns at once; gives the times at which they started, in the order of the callers. */
async function startsOf(budget: Budget, count: number): Promise<number[]> {
  return Promise.all(Array.from({ length: count }, () => budget.take().then(() => mockNow)));
}

test.each([
  [1, 4],
  [10, 35],
  [100, 250],
])("with %d per second, no second sees more than that of %d calls", async (perSecond, count) => {
  const starts = await startsOf(new Budget(perSecond), count);
  expect(starts).toHaveLength(count);
  for (const start of starts) {
    expect(starts.filter((other) => other >= start && other < start + 1000).length).toBeLessThanOrEqual(perSecond);
  }
});

test("calls within the budget start at once", async () => {
  expect(await startsOf(new Budget(10), 10)).toEqual(Array(10).fill(0));
});

test("callers start in the order they came", async () => {
  const budget = new Budget(2);
  const order: number[] = [];
  await Promise.all([0, 1, 2, 3, 4, 5, 6].map((caller) => budget.take().then(() => order.push(caller))));
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test("a pause gives the budget back", async () => {
  const budget = new Budget(3);
  await startsOf(budget, 3);
  mockNow = 5_000;
  expect(await startsOf(budget, 3)).toEqual([5_000, 5_000, 5_000]);
});

test("a call may count as several", async () => {
  const budget = new Budget(100);
  const starts = await Promise.all([60, 40, 1, 60].map((units) => budget.take(units).then(() => mockNow)));
  expect(starts.slice(0, 2)).toEqual([0, 0]);
  expect(starts[2]).toBeGreaterThanOrEqual(1_000);
  expect(starts[3]).toBe(starts[2]);
});

test("a call that counts as more than there is takes all of it", async () => {
  const budget = new Budget(10);
  const starts = await Promise.all([25, 1].map((units) => budget.take(units).then(() => mockNow)));
  expect(starts[0]).toBe(0);
  expect(starts[1]).toBeGreaterThanOrEqual(1_000);
});

describe("a block", () => {
  test("holds everybody back until it is over", async () => {
    const budget = new Budget(100);
    budget.block(10_000);
    expect(await startsOf(budget, 3)).toEqual([10_000, 10_000, 10_000]);
  });

  test("is not shortened by a shorter one", async () => {
    const budget = new Budget(100);
    budget.block(10_000);
    budget.block(10);
    expect(await startsOf(budget, 1)).toEqual([10_000]);
  });

  test("that comes while a caller waits holds that caller too", async () => {
    const budget = new Budget(1);
    const first = budget.take();
    const second = budget.take().then(() => mockNow);
    await first;
    budget.block(20_000);
    expect(await second).toBeGreaterThanOrEqual(20_000);
  });
});
