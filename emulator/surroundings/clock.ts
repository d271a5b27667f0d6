/** The emulator's own time. Everything that expires, counts or is dated asks here, so tests can move and stop it. */
export class Clock {
  #offset = 0;
  /** Where this machine's time stood when the clock was stopped. */
  #stoppedAt: number | undefined;

  /** Epoch milliseconds. */
  now(): number {
    return (this.#stoppedAt ?? Date.now()) + this.#offset;
  }

  advance(seconds: number): void {
    this.#offset += Math.round(seconds * 1000);
  }

  /** From here on only {@link advance} moves it. */
  stop(): void {
    this.#stoppedAt ??= Date.now();
  }

  /** Goes on from where it stands. */
  go(): void {
    if (this.#stoppedAt === undefined) return;
    this.#offset += this.#stoppedAt - Date.now();
    this.#stoppedAt = undefined;
  }

  reset(): void {
    this.#offset = 0;
    this.#stoppedAt = undefined;
  }
}
