import { type Charge, Pacer } from "../../emulator/probe/pacer";

/** A pacer and the time, which sleeps move. */
function paced() {
  const clock = {
    at: 0,
    now: () => clock.at,
    sleep: async (ms: number) => {
      clock.at += ms;
    },
  };
  return { clock, pacer: new Pacer(clock) };
}

/** When each of so many calls goes. */
async function times(count: number, charges: readonly Charge[]): Promise<number[]> {
  const { clock, pacer } = paced();
  const went: number[] = [];
  for (let i = 0; i < count; i += 1) {
    await pacer.admit(charges);
    went.push(clock.at);
  }
  return went;
}

/** The most weight in any window of so many milliseconds. */
function most(went: readonly number[], windowMs: number, weight = 1): number {
  return Math.max(...went.map((from) => went.filter((at) => at >= from && at - from < windowMs).length * weight));
}

test("calls go at once while there is room, and then as fast as four fifths of the budget", async () => {
  const went = await times(30, [{ bucket: "a", budget: 10 }]);
  expect(went.slice(0, 8)).toEqual(Array(8).fill(0));
  expect(most(went, 1000)).toBe(8);
  expect(most(went, 1250)).toBe(8);
  expect(went.at(-1)).toBe(3750);
});

test("a budget of one call in a second is one call, with a pause of more than a second", async () => {
  expect(await times(3, [{ bucket: "a", budget: 1 }])).toEqual([0, 1250, 2500]);
});

test("the longest wait of several budgets counts", async () => {
  const went = await times(5, [
    { bucket: "a", budget: 100 },
    { bucket: "b", budget: 5, windowMs: 10_000 },
  ]);
  expect(went).toEqual([0, 0, 0, 0, 12_500]);
});

test("what weighs more than the share goes alone", async () => {
  const { clock, pacer } = paced();
  await pacer.admit([{ bucket: "ids", budget: 100, weight: 1 }]);
  await pacer.admit([{ bucket: "ids", budget: 100, weight: 100 }]);
  expect(clock.at).toBe(1250);
  await pacer.admit([{ bucket: "ids", budget: 100, weight: 1 }]);
  expect(clock.at).toBe(2500);
});

test("buckets do not wait for each other", async () => {
  const { clock, pacer } = paced();
  await pacer.admit([{ bucket: "a", budget: 1 }]);
  await pacer.admit([{ bucket: "b", budget: 1 }]);
  expect(clock.at).toBe(0);
});
