import { tellOfUnmanaged } from "./unmanaged";

/** What a list or a map at the vendor holds, by the name of each entry. */
export type Entries<V> = Record<string, V>;

/** Ids as entries, for lists whose items hold nothing more. */
export function asEntries(ids: readonly string[]): Entries<true>;
export function asEntries(ids: readonly string[] | undefined): Entries<true> | undefined;
export function asEntries(ids: readonly string[] | undefined): Entries<true> | undefined {
  return ids && Object.fromEntries(ids.map((id) => [id, true]));
}

/** What has to happen to entries, as lists of their names. */
export interface EntriesPlan {
  /** Declared, and missing or other than declared. */
  put: string[];
  /** In the state and there, and no longer declared. */
  drop: string[];
  /** There, not declared, and never in the state: they stay. */
  unmanaged: string[];
}

/**
 * Compares what is declared with what is there. Only what the state knows is ever taken away, since only that was in the
 * preview.
 */
export function planEntries<V>(
  declared: Entries<V>,
  live: Entries<V>,
  prior: Entries<unknown>,
  isSame: (declared: V, live: V) => boolean,
): EntriesPlan {
  const undeclared = Object.keys(live).filter((name) => !Object.hasOwn(declared, name));
  const names = Object.keys(declared);
  return {
    put: names.filter((name) => !Object.hasOwn(live, name) || !isSame(declared[name] as V, live[name] as V)),
    drop: undeclared.filter((name) => Object.hasOwn(prior, name)),
    unmanaged: undeclared.filter((name) => !Object.hasOwn(prior, name)),
  };
}

/** Entries of one kind at one object, and what the vendor can do to them. */
export interface EntriesOperations<V> {
  /** What they are, for texts, such as `allowed senders of nexconn group channel support`. */
  what: string;
  /** Whether there may be others whom nobody declares here, so that they are no news. */
  othersExpected?: boolean;
  isSame(declared: V, live: V): boolean;
  /** Reads them, where they have not been read. */
  read(): Promise<Entries<V>>;
  /** Sets entries, and says which ones the vendor has accepted. */
  put(entries: Entries<V>, accepted: (names: readonly string[]) => void): Promise<void>;
  /** Takes entries away, and says which ones are gone. */
  drop(names: readonly string[], gone: (names: readonly string[]) => void): Promise<void>;
  /** Takes what is there of ours into the state, after each step. */
  record(entries: Entries<V>): void;
}

/** Where a change of entries begins. */
export interface EntriesChangeStart<V> {
  /** Left out, they are not managed. */
  declared: Entries<V> | undefined;
  /** What is there, where it has been read. */
  live: Entries<V> | undefined;
  /** What the state before holds; undefined where the object is new, so that all that it has is ours. */
  prior: Entries<unknown> | undefined;
}

/** Brings entries to what is declared, in two steps, so that something else can happen between taking and setting. */
export class EntriesChange<V> {
  readonly #operations: EntriesOperations<V>;
  readonly #start: EntriesChangeStart<V>;
  /** What this change has taken away, whatever a look may still show. */
  readonly #gone = new Set<string>();
  #live: Entries<V> | undefined;

  constructor(operations: EntriesOperations<V>, start: EntriesChangeStart<V>) {
    this.#operations = operations;
    this.#start = start;
    this.#live = start.live && { ...start.live };
    // At once: a state that knew what belongs to others would let the next change take it away unseen.
    if (start.declared && this.#live) this.#record();
  }

  /** Takes away what is no longer declared. */
  async drop(): Promise<void> {
    const { declared } = this.#start;
    if (!declared) return;
    const live = await this.#look();
    this.#tellOfUnmanaged(declared);
    const { drop } = this.#plan(declared);
    if (drop.length === 0) return;
    await this.#operations.drop(drop, (names) => {
      for (const name of names) {
        delete live[name];
        this.#gone.add(name);
      }
      this.#record();
    });
  }

  /** Sets what is declared and differs. */
  async put(): Promise<void> {
    const { declared } = this.#start;
    if (!declared) return;
    await this.#look();
    const { put } = this.#plan(declared);
    if (put.length === 0) return;
    const entries = Object.fromEntries(put.map((name) => [name, declared[name] as V]));
    await this.#operations.put(entries, (names) => {
      for (const name of names) this.#live = { ...this.#live, [name]: declared[name] as V };
      this.#record();
    });
  }

  /** Has them read again before they are used: something else may have changed them. */
  forget(): void {
    this.#live = undefined;
  }

  async #look(): Promise<Entries<V>> {
    if (this.#live) return this.#live;
    const entries = Object.entries(await this.#operations.read());
    this.#live = Object.fromEntries(entries.filter(([name]) => !this.#gone.has(name)));
    this.#record();
    return this.#live;
  }

  #plan(declared: Entries<V>): EntriesPlan {
    const live = this.#live ?? {};
    return planEntries(declared, live, this.#start.prior ?? live, this.#operations.isSame);
  }

  #record(): void {
    const { unmanaged } = this.#plan(this.#start.declared ?? {});
    const ours = Object.entries(this.#live ?? {}).filter(([name]) => !unmanaged.includes(name));
    this.#operations.record(Object.fromEntries(ours));
  }

  #tellOfUnmanaged(declared: Entries<V>): void {
    const { what, othersExpected } = this.#operations;
    tellOfUnmanaged(what, this.#plan(declared).unmanaged, othersExpected);
  }
}
