import type { Account } from "./account";
import { type Answer, named } from "./answer";
import type { Lab } from "./experiment";
import type { Journal, Made } from "./journal";
import { NoAnswer } from "./line";
import type { ProbedVendor } from "./vendor";

/** What stands in an id between the prefix and what is its own, so that the ids of others hardly look like it. */
const SIGN = "x0";

function nameOf({ kind, id }: Pick<Made, "kind" | "id">): string {
  return `${kind} ${id}`;
}

/** The objects of a probe: named, noted down before they are made, and removed. */
export class Objects<O, S extends string> {
  readonly made = new Map<string, number>();
  /** What could not be removed, and why. */
  readonly remaining: string[] = [];
  #serial = 0;
  readonly #own = new Set<string>();
  readonly #run: string;

  constructor(
    readonly vendor: ProbedVendor<O, S>,
    readonly app: string,
    readonly prefix: string,
    readonly journal: Journal,
    now: number,
  ) {
    this.#run = now.toString(36);
  }

  /** An id that nothing has: of this run alone, of small letters and digits. */
  newId(): string {
    this.#serial += 1;
    return `${this.prefix}${SIGN}${this.#run}${this.#serial.toString(36).padStart(3, "0")}`;
  }

  /** An id that every probe with this prefix has, for what is used again. */
  lastingId(label: string): string {
    return `${this.prefix}${label}`;
  }

  note(kind: string, id: string): void {
    this.#own.add(nameOf({ kind, id }));
    this.made.set(kind, (this.made.get(kind) ?? 0) + 1);
    if (this.vendor.kinds[kind]?.removal) this.journal.note({ app: this.app, kind, id });
  }

  async remove(made: Made, lab: Lab<O, S>, account: Account): Promise<void> {
    const removal = this.vendor.kinds[made.kind]?.removal;
    if (!removal) return;
    account.grant(removal.calls);
    try {
      const answer: Answer = await removal.remove(made.id, lab);
      if (answer.ok || removal.absent(answer)) this.journal.forget(made);
      else this.remaining.push(`${made.kind} ${made.id}: ${named(answer)}`);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      this.remaining.push(`${made.kind} ${made.id}: ${error.message}`);
    }
  }

  /** What earlier probes left: by what they noted, and by name or owner where the vendor lists it. Newest first, as far as that is known. */
  async left(lab: Lab<O, S>): Promise<Made[]> {
    const found = this.journal.of(this.app);
    const ids = new Set(found.map(nameOf));
    for (const [kind, { listing }] of Object.entries(this.vendor.kinds)) {
      if (!listing) continue;
      for (const id of await listing.list(lab)) {
        const isOurs = listing.own || id.startsWith(this.prefix + SIGN);
        if (isOurs && !ids.has(nameOf({ kind, id }))) found.push({ app: this.app, kind, id });
      }
    }
    // What this probe made, or uses again, it removes itself.
    return found.filter((one) => !this.#own.has(nameOf(one))).reverse();
  }
}
