import { canonicalTimestamp, timestampMs, timestampText } from "../schema/timestamps";
import { chunks } from "../values/chunks";
import { isObject } from "../values/values";
import type { Entries } from "./entries";

/** How a vendor writes and counts the ends of mutes and bans. */
export interface EndRules<One, Good> {
  /** The end of a mute or ban: an instant as text, or {@link EndRules.good}. */
  endOf(one: One): string | Good;
  /** What stands in place of an end where there is none. */
  good: Good;
  /** The unit in which the vendor takes lengths, in milliseconds. */
  unitMs: number;
  /** The length that the vendor takes for one without an end. */
  lengthOfGood: number;
  /** The longest of the others, where that is not far beyond any end. */
  longest?: number;
  /** Nearer than this, two ends are one: no two clocks agree. In milliseconds. */
  toleranceMs: number;
  /** By how much the vendor's times may be ahead of UTC, where that is not documented. In milliseconds. */
  zonesMs?: readonly number[];
}

/** Mutes and bans by the ids of people, each with an end or for good. One whose end has passed is as good as none. */
export class Ends<One extends object, Good = undefined> {
  readonly #rules: EndRules<One, Good>;

  constructor(rules: EndRules<One, Good>) {
    this.#rules = rules;
  }

  /** In epoch milliseconds; infinite for good. What is no instant counts as passed. */
  ms(end: string | Good): number {
    return end === this.#rules.good ? Number.POSITIVE_INFINITY : (timestampMs(end) ?? Number.NEGATIVE_INFINITY);
  }

  /** The length until an end, as the vendor takes it: rounded up, and never none. */
  length(end: string | Good, now: number): number {
    const { unitMs, lengthOfGood, longest = Number.POSITIVE_INFINITY } = this.#rules;
    const ms = this.ms(end);
    if (ms === Number.POSITIVE_INFINITY) return lengthOfGood;
    return Math.min(Math.max(Math.ceil((ms - now) / unitMs), 1), longest);
  }

  isSame = (one: One, other: One): boolean => this.#rules.endOf(one) === this.#rules.endOf(other);

  /** Those that have not ended. */
  unended(entries: Entries<One>, now: number): Entries<One> {
    return this.#those(entries, (ms) => ms > now);
  }

  /** Those that have ended. */
  ended(entries: Entries<One>, now: number): Entries<One> {
    return this.#those(entries, (ms) => ms <= now);
  }

  /**
   * What the vendor lists, in the words of what is declared: an end that is the declared one reads as declared, and so does
   * one that has passed.
   * @param listed whom, and until when in epoch milliseconds, which is infinite for good
   * @param withEnd makes an entry
   */
  read(
    listed: Iterable<readonly [string, number]>,
    declared: Entries<One>,
    now: number,
    withEnd: (end: string | Good) => One,
  ): Entries<One> {
    const live = [...listed].map(([id, ms]) => {
      const said = Object.hasOwn(declared, id) ? declared[id] : undefined;
      return [id, withEnd(this.told(ms, said && this.#rules.endOf(said)))] as const;
    });
    return { ...this.ended(declared, now), ...Object.fromEntries(live) };
  }

  /** An end as the vendor tells it: the declared one, where it is that one by another clock; left out, none is near. */
  told(ms: number, declared: string | Good = this.#rules.good): string | Good {
    if (ms === Number.POSITIVE_INFINITY) return this.#rules.good;
    return this.isNear(ms, this.ms(declared)) ? declared : timestampText(ms);
  }

  /** Whether a time of the vendor's is an instant, as near as clocks agree. */
  isNear(live: number, ms: number): boolean {
    const { toleranceMs, zonesMs = [0] } = this.#rules;
    return zonesMs.some((zone) => Math.abs(live - zone - ms) <= toleranceMs);
  }

  /** Mutes or bans in pieces that one call takes: at most so many, all of one length. */
  byLength(entries: Entries<One>, now: number, most: number): { ids: string[]; length: number }[] {
    const idsByLength = new Map<number, string[]>();
    for (const [id, one] of Object.entries(entries)) {
      const length = this.length(this.#rules.endOf(one), now);
      idsByLength.set(length, [...(idsByLength.get(length) ?? []), id]);
    }
    return [...idsByLength].flatMap(([length, all]) => chunks(all, most).map((ids) => ({ ids, length })));
  }

  #those(entries: Entries<One>, wanted: (ms: number) => boolean): Entries<One> {
    return Object.fromEntries(Object.entries(entries).filter(([, one]) => wanted(this.ms(this.#rules.endOf(one)))));
  }
}

/**
 * One way of writing each end. What is no map of mutes or bans stays as it is, for the schema to refuse.
 * @param good what stands for an end that is left out; undefined where nothing does
 */
export function withCanonicalEnds(entries: unknown, endKey: string, good?: unknown): unknown {
  if (!isObject(entries)) return entries;
  const canonical = Object.entries(entries).map(([id, one]) => [id, withCanonicalEnd(one, endKey, good)]);
  return Object.fromEntries(canonical);
}

function withCanonicalEnd(one: unknown, endKey: string, good: unknown): unknown {
  if (!isObject(one)) return one;
  const { [endKey]: end = good } = one;
  return endKey in one || end !== undefined ? { ...one, [endKey]: canonicalTimestamp(end) } : one;
}
