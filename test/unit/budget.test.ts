import { Budget, Budgets } from "../../provider/http/budget";

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

test("no second of a vendor's clock that is 5 % slow sees more calls either", async () => {
  const starts = await startsOf(new Budget(3), 10);
  for (const start of starts) {
    expect(starts.filter((other) => other >= start && other < start + 1050).length).toBeLessThanOrEqual(3);
  }
});

test("nobody waits longer than that", async () => {
  expect(await startsOf(new Budget(2), 5)).toEqual([0, 0, 1050, 1050, 2100]);
});

test("what a budget remembers does not grow with its calls: later ones wait as the first did", async () => {
  const budget = new Budget(2);
  await startsOf(budget, 6);
  mockNow = 10_000;
  expect(await startsOf(budget, 3)).toEqual([10_000, 10_000, 11_050]);
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

describe("the budgets of an app", () => {
  /** How many calls start at once. */
  async function perSecondOf(budget: Budget): Promise<number> {
    const starts = await startsOf(budget, 60);
    return starts.filter((start) => start === starts[0]).length;
  }

  test.each([
    ["as the vendor has it where the app has the usual rate", 100, 20],
    ["in proportion to a higher one", 200, 40],
    ["in proportion to a lower one", 50, 10],
    ["rounded down where that is no whole number", 99, 19],
    ["never less than one", 1, 1],
  ])("have each limit %s", async (_, granted, perSecond) => {
    expect(await perSecondOf(new Budgets(granted, 100).of("team", 20))).toBe(perSecond);
  });

  test("are one for each bucket, which its calls share", async () => {
    const budgets = new Budgets(100, 100);
    const team = budgets.of("team", 2);
    expect(budgets.of("team", 2)).toBe(team);
    await startsOf(team, 2);
    expect(await startsOf(budgets.of("chatroom", 2), 1)).toEqual([0]);
    expect(await startsOf(budgets.of("team", 2), 1)).toEqual([1050]);
  });
});
