import type { Calls, Costs } from "./costs";

/** What a part of a probe may still spend. It declared that, and a plan was made of it. */
export class Account {
  readonly #calls: Map<string, number>;
  readonly #objects: Map<string, number>;

  constructor(
    readonly owner: string,
    { calls, objects = {} }: Costs,
  ) {
    this.#calls = new Map(Object.entries(calls));
    this.#objects = new Map(Object.entries(objects));
  }

  /** More calls, for objects that are to be removed. */
  grant(calls: Calls): void {
    for (const [call, times] of Object.entries(calls)) this.#calls.set(call, (this.#calls.get(call) ?? 0) + times);
  }

  spendCall(call: string): void {
    this.#spend(this.#calls, call);
  }

  spendObject(kind: string): void {
    this.#spend(this.#objects, kind);
  }

  #spend(budget: Map<string, number>, name: string): void {
    const left = budget.get(name) ?? 0;
    if (left === 0) throw new Error(`${this.owner} spends more of ${name} than it declares`);
    budget.set(name, left - 1);
  }
}
