import { Gate } from "./gate";

/** What can be made to go wrong with a call, or with a host as a whole. */
export const FAULT_KINDS = ["status", "code", "delay", "drop-before", "drop-after", "rate-limit", "down"] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** An order that the next matching calls go wrong. */
export interface Fault {
  readonly vendor: string;
  /** One of the vendor's hosts; absent for all of them. */
  readonly host?: string;
  /** A call's name, or `*` for every call of the vendor. */
  readonly call: string;
  readonly kind: FaultKind;
  /** HTTP status, body code or milliseconds, by kind. */
  readonly value?: number;
  /** For `code`: the text beside the code. */
  readonly desc?: string;
  /** For `status`, `code`, `delay` and `down`: act first, then answer wrongly, wait or die. */
  readonly after?: boolean;
  /** How many matching calls still pass untouched. */
  skip: number;
  /** How many calls it still hits. */
  times: number;
}

/** One call on its way in. */
export interface Arrival {
  readonly vendor: string;
  readonly host: string;
  readonly call: string;
}

/** The faults in force, in the order they were given, and the hosts that are down. */
export class Faults {
  #faults: Fault[] = [];
  #down: Fault[] = [];
  #gates: { vendor: string; host: string; gate: Gate }[] = [];

  /** The gate of a host, for its server. */
  gate(vendor: string, host: string): Gate {
    const gate = new Gate();
    this.#gates.push({ vendor, host, gate });
    return gate;
  }

  /** A host goes down at once, unless the fault waits for a certain call. */
  add(fault: Fault): void {
    if (fault.kind === "down" && fault.call === "*" && fault.skip === 0 && !fault.after) this.bringDown(fault);
    else this.#faults.push(fault);
  }

  list(): readonly Fault[] {
    return [...this.#down, ...this.#faults];
  }

  clear(): void {
    this.#faults = [];
    this.#down = [];
    for (const { gate } of this.#gates) gate.open();
  }

  /** The fault that hits this call, if any; counts it as used. */
  take({ vendor, host, call }: Arrival): Fault | undefined {
    for (const fault of this.#faults) {
      if (fault.vendor !== vendor || (fault.host ?? host) !== host) continue;
      if (fault.call !== "*" && fault.call !== call) continue;
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

  /** Shuts the hosts that a fault names, until all faults are taken back. */
  bringDown(fault: Fault): void {
    this.#down.push(fault);
    for (const { vendor, host, gate } of this.#gates) {
      if (vendor === fault.vendor && host === (fault.host ?? host)) gate.shut();
    }
  }
}
