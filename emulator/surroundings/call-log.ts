/** One call that reached a vendor's port, or was made through the control port. */
export interface CallEntry {
  readonly seq: number;
  /** Emulator time, ISO 8601. */
  readonly at: string;
  readonly vendor: string;
  /** Which of the vendor's hosts was called; absent where it has one. */
  readonly host?: string;
  /** The number of the connection that it came over; absent where the vendor asks nothing about connections. */
  readonly connection?: number;
  readonly call: string;
  /** As sent, with the values of secret parameters replaced by `***`. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Names of parameters that the vendor does not know and ignores. */
  readonly unknownParams: readonly string[];
  /** The code in the body; absent where no body of the vendor's form was sent. */
  readonly code?: number;
  /** The error text in the body. */
  readonly desc?: string;
  /** The HTTP status; 0 where the connection was dropped. */
  readonly status: number;
  readonly fault?: string;
  readonly via?: "control";
  /** True for a route that the vendor does not have. */
  readonly unexpected?: true;
  readonly ms: number;
}

const SECRET_NAME = /(?<!page)token|secret|checksum|usersig|password|^\(malformed\)$/i;
const CAPACITY = 50_000;

/** Replaces the values of secret parameters, however deep they lie. */
function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value !== "object" || value === null) return value;
  return redactAll(value);
}

function redactAll(params: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).map(([name, one]) => [name, SECRET_NAME.test(name) ? "***" : redact(one)]),
  );
}

/** Every call in order, the oldest forgotten beyond a capacity. */
export class CallLog {
  #entries: CallEntry[] = [];
  #seq = 0;

  add(entry: Omit<CallEntry, "seq">): void {
    this.#seq += 1;
    this.#entries.push({ seq: this.#seq, ...entry, params: redactAll(entry.params) });
    if (this.#entries.length > CAPACITY) this.#entries = this.#entries.slice(-CAPACITY / 2);
  }

  list(filter: { call?: string; vendor?: string } = {}): CallEntry[] {
    return this.#entries.filter(
      (entry) =>
        (filter.call === undefined || entry.call === filter.call) &&
        (filter.vendor === undefined || entry.vendor === filter.vendor),
    );
  }

  /** Forgets the entries and goes on counting. */
  clear(): void {
    this.#entries = [];
  }

  reset(): void {
    this.clear();
    this.#seq = 0;
  }
}
