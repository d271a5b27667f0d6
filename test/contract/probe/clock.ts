import type { ProbeClock } from "../../../emulator/probe/clock";

/** The emulator's time, which stands still but for what a probe sleeps. */
export class EmulatorTime implements ProbeClock {
  #now = 0;
  /** How long was slept, in milliseconds. */
  slept = 0;

  private constructor(readonly console: string) {}

  static async stopped(console: string): Promise<EmulatorTime> {
    const time = new EmulatorTime(console);
    await time.stop();
    return time;
  }

  async stop(): Promise<void> {
    this.#now = Date.parse(await this.#post({ stopped: true }));
    this.slept = 0;
  }

  now(): number {
    return this.#now;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.slept += ms;
    this.#now = Date.parse(await this.#post({ advanceSeconds: ms / 1000 }));
  }

  async #post(order: unknown): Promise<string> {
    const response = await fetch(`${this.console}/control/clock`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(order),
    });
    const { now } = (await response.json()) as { now: string };
    return now;
  }
}
