/** Keeps older states while a vendor's `readAfterWriteDelayMs` setting hides writes from reads. */
export class History<S> {
  #before: { at: number; state: S }[] = [];

  /** To be called before a write. */
  remember(state: S, now: number, delayMs: number): void {
    this.#before = this.#before.filter((one) => one.at > now - delayMs);
    if (delayMs > 0) this.#before.push({ at: now, state: structuredClone(state) });
  }

  /** The state as a read sees it: without the writes of the last `delayMs`. */
  visible(state: S, now: number, delayMs: number): S {
    if (delayMs === 0) return state;
    return this.#before.find((one) => one.at > now - delayMs)?.state ?? state;
  }

  clear(): void {
    this.#before = [];
  }
}
