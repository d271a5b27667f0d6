import { NonceMemory } from "../../emulator/cloud/nonces";

/** A memory that counts which of its entries are visited. */
class Counting extends Map<string, number> {
  visits = 0;

  override *[Symbol.iterator](): MapIterator<[string, number]> {
    for (const entry of super.entries()) {
      this.visits += 1;
      yield entry;
    }
  }
}

const MEMORY_MS = 600_000;

function memory() {
  const seen = new Counting();
  return { seen, nonces: new NonceMemory(MEMORY_MS, seen) };
}

test("a nonce is taken once in the time it is remembered, and again afterwards", () => {
  const { nonces } = memory();
  expect(nonces.take("a", 1000)).toBe(true);
  expect(nonces.take("b", 1000)).toBe(true);
  expect(nonces.take("a", 1000)).toBe(false);
  expect(nonces.take("a", 1000 + MEMORY_MS)).toBe(false);
  expect(nonces.take("a", 1001 + MEMORY_MS)).toBe(true);
  expect(nonces.take("a", 1001 + 2 * MEMORY_MS)).toBe(false);
});

test("one that is refused is not remembered anew", () => {
  const { nonces } = memory();
  nonces.take("a", 0);
  expect(nonces.take("a", MEMORY_MS)).toBe(false);
  expect(nonces.take("a", MEMORY_MS + 1)).toBe(true);
});

test("a call visits one entry beside those it forgets, however many are remembered", () => {
  const { seen, nonces } = memory();
  const calls = 20_000;
  // Two thousand are remembered at any time.
  let refused = 0;
  for (let call = 0; call < calls; call += 1) if (!nonces.take(`n${call}`, call * 300)) refused += 1;
  expect(refused).toBe(0);
  expect(nonces.size).toBe(2001);
  // Each is visited when it is forgotten, and once for each call that stops at it.
  expect(seen.visits).toBeLessThanOrEqual(2 * calls);
  seen.visits = 0;
  for (let call = 0; call < 1000; call += 1) nonces.take(`m${call}`, calls * 300);
  expect(seen.visits).toBeLessThanOrEqual(1001);
});

test("all that are over are forgotten, and nothing else", () => {
  const { nonces } = memory();
  for (let at = 0; at < 10; at += 1) nonces.take(`n${at}`, at);
  nonces.take("last", MEMORY_MS + 5);
  expect(nonces.size).toBe(6);
  expect(nonces.take("n5", MEMORY_MS + 5)).toBe(false);
  expect(nonces.take("n4", MEMORY_MS + 5)).toBe(true);
});

test("a clock that goes back changes nothing of what is remembered and what is not", () => {
  const { nonces } = memory();
  nonces.take("future", 5_000_000);
  nonces.take("past", 0);
  // The one from the future stands in front of the one that is over.
  expect(nonces.take("past", MEMORY_MS + 1)).toBe(true);
  expect(nonces.take("past", MEMORY_MS + 2)).toBe(false);
  expect(nonces.take("future", MEMORY_MS + 2)).toBe(false);
  expect(nonces.take("other", 5_000_001 + MEMORY_MS)).toBe(true);
  expect(nonces.size).toBe(1);
});

test("one that comes again after its time stands behind those that came before it", () => {
  const { nonces } = memory();
  nonces.take("future", 5_000_000);
  nonces.take("again", 0);
  nonces.take("past", 10);
  expect(nonces.take("again", 5_100_000)).toBe(true);
  nonces.take("new", 5_000_001 + MEMORY_MS);
  // "again" and "new".
  expect(nonces.size).toBe(2);
});

test("cleared, it knows none", () => {
  const { nonces } = memory();
  nonces.take("a", 0);
  nonces.clear();
  expect(nonces.size).toBe(0);
  expect(nonces.take("a", 0)).toBe(true);
});
