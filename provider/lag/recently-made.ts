import { longestLagMs } from "./until-shown";

/** What a run has made at an app a moment ago, so that a read may not show it yet. */
export class RecentlyMade {
  readonly #since = new Map<string, number>();

  note(id: string): void {
    this.#since.set(id, performance.now());
  }

  /** What was deleted again is not there any more. */
  forget(id: string): void {
    this.#since.delete(id);
  }

  /** How long a read may not show it yet, in milliseconds; 0 where it must. */
  lagLeft(id: string): number {
    const since = this.#since.get(id);
    return since === undefined ? 0 : Math.max(0, since + longestLagMs - performance.now());
  }

  /** The same of whatever is named in the parameters of a call, at any depth. */
  lagLeftIn(parameters: unknown): number {
    if (this.#since.size === 0) return 0;
    return Math.max(0, ...namesIn(parameters).map((id) => this.lagLeft(id)));
  }
}

function namesIn(value: unknown): string[] {
  if (typeof value === "string" || typeof value === "number") return [String(value)];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(namesIn);
}
