/**
 * The nonces of the calls in a stretch of time. Older ones are forgotten from the front, each once, so that a call costs
 * the same however many there are.
 */
export class NonceMemory {
  /** When each nonce came, in the order of coming. */
  readonly #seen: Map<string, number>;

  constructor(
    readonly memoryMs: number,
    seen = new Map<string, number>(),
  ) {
    this.#seen = seen;
  }

  get size(): number {
    return this.#seen.size;
  }

  /** Remembers a nonce; false if it is remembered already. */
  take(nonce: string, now: number): boolean {
    this.#forget(now);
    const at = this.#seen.get(nonce);
    if (at !== undefined && !this.#isOver(at, now)) return false;
    // Deleted first: one that comes again stands at the end.
    this.#seen.delete(nonce);
    this.#seen.set(nonce, now);
    return true;
  }

  clear(): void {
    this.#seen.clear();
  }

  #isOver(at: number, now: number): boolean {
    return now - at > this.memoryMs;
  }

  /** Stops at the first that counts. Where the clock went back, one from the future keeps those behind it a while longer. */
  #forget(now: number): void {
    for (const [nonce, at] of this.#seen) {
      if (!this.#isOver(at, now)) return;
      this.#seen.delete(nonce);
    }
  }
}
