import { type Budget, RateLimiter } from "../../emulator/surroundings/rate-limit";

/** A limiter and its time in milliseconds. */
function limiter(enforced = true) {
  const clock = { at: 0, now: () => clock.at };
  const limits = new RateLimiter(clock, enforced);
  const admitted = (budget: Budget, at: number, weight?: number) => {
    clock.at = at;
    return limits.admit("calls", budget, weight);
  };
  return { clock, limits, admitted };
}

const THREE = { calls: 3, windowMs: 1000 };

test("a sliding window: what is older than it counts no more, and what is refused costs nothing", () => {
  const { admitted } = limiter();
  expect([0, 400, 800].map((at) => admitted(THREE, at))).toEqual([true, true, true]);
  expect([900, 999].map((at) => admitted(THREE, at))).toEqual([false, false]);
  expect([1000, 1001].map((at) => admitted(THREE, at))).toEqual([true, false]);
  expect([1400, 1800, 1999].map((at) => admitted(THREE, at))).toEqual([true, true, false]);
});

test("a fixed window begins at whole multiples", () => {
  const { admitted } = limiter();
  const fixed = { ...THREE, fixed: true };
  expect([900, 950, 999, 999].map((at) => admitted(fixed, at))).toEqual([true, true, true, false]);
  expect([1000, 1001, 1002, 1999].map((at) => admitted(fixed, at))).toEqual([true, true, true, false]);
});

test("weights count instead of calls, and go with their call", () => {
  const { admitted } = limiter();
  expect(admitted(THREE, 0, 2)).toBe(true);
  expect(admitted(THREE, 500, 2)).toBe(false);
  expect(admitted(THREE, 500, 1)).toBe(true);
  expect(admitted(THREE, 1000, 3)).toBe(false);
  expect(admitted(THREE, 1000, 2)).toBe(true);
});

test("over a budget that blocks, nothing passes until the block is over", () => {
  const { admitted } = limiter();
  const blocking = { ...THREE, blockMs: 10_000 };
  for (const at of [0, 1, 2]) admitted(blocking, at);
  expect([3, 5000, 10_002].map((at) => admitted(blocking, at))).toEqual([false, false, false]);
  expect([10_003, 10_004, 10_005, 10_006].map((at) => admitted(blocking, at))).toEqual([true, true, true, false]);
});

test("a block forgets what was spent before it", () => {
  const { admitted } = limiter();
  const short = { ...THREE, blockMs: 100 };
  for (const at of [0, 1, 2]) admitted(short, at);
  expect([3, 102, 103].map((at) => admitted(short, at))).toEqual([false, false, true]);
});

test("unenforced, only a block holds", () => {
  const { clock, limits, admitted } = limiter(false);
  const blocking = { ...THREE, blockMs: 10_000 };
  expect([0, 0, 0, 0].map((at) => admitted(blocking, at))).toEqual([true, true, true, true]);
  limits.block("calls", blocking);
  limits.block("others", THREE);
  expect(admitted(blocking, 9999)).toBe(false);
  expect(limits.admit("others", THREE)).toBe(true);
  clock.at = 0;
  limits.reset();
  expect(limits.admit("calls", blocking)).toBe(true);
});

test("long rows of calls are counted as short ones are", () => {
  const { admitted } = limiter();
  const budget = { calls: 100, windowMs: 1000 };
  // One call each ten milliseconds fits exactly.
  const times = Array.from({ length: 5000 }, (_, index) => index * 10);
  expect(times.filter((at) => !admitted(budget, at))).toEqual([]);
  expect(admitted(budget, 49_990)).toBe(false);
  expect(admitted(budget, 50_990)).toBe(true);
});
