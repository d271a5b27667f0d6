/** What can be made to go wrong with a call. */
export const FAULT_KINDS = ["status", "code", "delay", "drop-before", "drop-after", "rate-limit"] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** An order that the next matching calls go wrong. */
export interface Fault {
  readonly vendor: string;
  /** A call's name, or `*` for every call of the vendor. */
  readonly call: string;
  readonly kind: FaultKind;
  /** HTTP status, body code or milliseconds, by kind. */
  readonly value?: number;
  /** For `code`: the text beside the code. */
  readonly desc?: string;
  /** For `status` and `code`: act first, then answer wrongly. */
  readonly after?: boolean;
  /** How many matching calls still pass untouched. */
  skip: number;
  /** How many calls it still hits. */
  times: number;
}

/** The faults in force, in the order they were given. */
export class Faults {
  #faults: Fault[] = [];

  add(fault: Fault): void {
    this.#faults.push(fault);
  }

  list(): readonly Fault[] {
    return this.#faults;
  }

  clear(): void {
    this.#faults = [];
  }

  /** The fault that hits this call, if any; counts it as used. */
  take(vendor: string, call: string): Fault | undefined {
    for (const fault of this.#faults) {
      if (fault.vendor !== vendor || (fault.call !== "*" && fault.call !== call)) continue;
      if (fault.skip > 0) {
        fault.skip -= 1;
        continue;
      }
      fault.times -= 1;
      if (fault.times <= 0) this.#faults = this.#faults.filter((one) => one !== fault);
      return fault;
    }
    return undefined;
  }
}
