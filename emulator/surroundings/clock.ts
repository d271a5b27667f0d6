/** The emulator's own time. Everything that expires, counts or is dated asks here, so tests can move it. */
export class Clock {
  #offset = 0;

  /** Epoch milliseconds. */
  now(): number {
    return Date.now() + this.#offset;
  }

  advance(seconds: number): void {
    this.#offset += Math.round(seconds * 1000);
  }

  reset(): void {
    this.#offset = 0;
  }
}
