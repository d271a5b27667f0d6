import { Ends } from "../collections/ends";

/** The vendor's number of seconds, and of the end in what it lists, for one without an end. */
export const forever = 4_294_967_295;

/** Until when: an instant, or {@link forever}. */
export type End = string | typeof forever;

/** Somebody who may not send. */
export interface Muted {
  /** Until when. Once past, it is no longer part of what is declared: it shows no difference and makes no call. */
  MutedUntil?: End | undefined;
}

/** Somebody who may not be in the group. */
export interface Banned {
  /** Until when. Once past, it is no longer part of what is declared: it shows no difference and makes no call. */
  BannedUntil?: End | undefined;
}

/** The ends of the vendor's mutes and bans, which it counts in whole seconds. */
export const ends = new Ends<Muted & Banned, typeof forever>({
  // An entry has one of the two; without any, which no check lets pass, it is one that has ended.
  endOf: ({ MutedUntil, BannedUntil }) => MutedUntil ?? BannedUntil ?? "",
  good: forever,
  unitMs: 1_000,
  lengthOfGood: forever,
  toleranceMs: 60_000,
});
