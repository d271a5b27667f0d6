import type { ByHand, ProgramStep, Row } from "../support/life-cycle";
import type { Cloud } from "./cloud";
import type { Settings } from "./run";

// biome-ignore lint/suspicious/noExplicitAny: answers and outputs of many shapes.
type Json = any;

/** Where a row's object is: what its program gives, and whether the object has been replaced. */
export interface Whereabouts {
  outputs: Json;
  isReplaced: boolean;
}

/** A kind's line in the table of lives on a real app: the row of the emulator's table, and what the vendor's own reads show. */
export interface LiveRow {
  row: Row;
  /** The ids in its programs and calls by hand, beside those of the people. */
  ids: readonly string[];
  /** The program of a step, where a real app can not do quite that. */
  adapt?(source: string, step: ProgramStep): string;
  /** What is done by hand, where what the row does would touch what is not of the run. */
  drift?(step: { emulator: ByHand; outputs: Json }): Promise<void>;
  /** Values of open behaviours without which its life cannot be gone through. */
  needs?: Readonly<Record<string, readonly unknown[]>>;
  /** What the vendor shows, or undefined where there is none. */
  look(cloud: Cloud, where: Whereabouts): Promise<Json>;
  created: Json;
  changed: Json;
  replaced?: Json;
  destroyed?: Json;
}

/** An object that a run has made or a listing shows. */
export interface Made {
  kind: string;
  id: string;
}

/** How what runs made is removed. */
export interface Objects {
  /** In the order of removal: what others belong to goes last. */
  kinds: Readonly<Record<string, ObjectKind>>;
  /** What the vendor lists, of all runs, by whom of them is known to have been there. */
  listed(ask: Ask, known: readonly Made[]): Promise<Made[]>;
}

export interface ObjectKind {
  /** What remains of one for good, to read after "It stays". */
  stays?: string;
  /** @returns whether it is gone, or was not there */
  remove(ask: Ask, id: string): Promise<boolean>;
}

/** A signed call that is not counted. */
export type Ask = (call: string, params: Record<string, Json>) => Promise<Json>;

/** The table of a vendor. */
export interface LiveTable {
  vendor: string;
  /** The folder of the mini project under test/engine. */
  folder: string;
  rows: readonly LiveRow[];
  /** Kinds without a life of their own, with the reason. */
  elsewhere?: Readonly<Record<string, string>>;
  /** Those who are there without being declared. */
  people: readonly string[];
  makePerson(cloud: ByHand, id: string): Promise<Json>;
  /** Environment of the programs. */
  env?: Record<string, string>;
  objects: Objects;
}

/**
 * The rows that are gone through, and why others are not. What is in one program goes together: the wanted kinds bring those
 * that they share a program with, and one that cannot be gone through leaves them out.
 * @param kinds those that are wanted; by default all
 */
export function chosen(rows: readonly LiveRow[], settings: Settings, kinds?: readonly string[]) {
  const folders = new Set(rows.filter(({ row }) => kinds?.includes(row.kind) ?? true).map(({ row }) => row.folder));
  const wanted = rows.filter(({ row }) => folders.has(row.folder));
  const reasons = new Map(
    wanted.flatMap((one): [string, string][] => {
      const reason = leftOut(one, settings);
      return reason === undefined ? [] : [[one.row.folder, reason]];
    }),
  );
  return { rows: wanted.filter(({ row }) => !reasons.has(row.folder)), reasons: [...reasons.values()] };
}

/** Why a row cannot be gone through in an app. */
function leftOut({ row, needs = {} }: LiveRow, settings: Settings): string | undefined {
  const against = Object.entries(needs).find(
    ([name, allowed]) => name in settings && !allowed.includes(settings[name]),
  );
  return (
    against &&
    `${row.kind} is left out, and what is in one program with it: the app has ${against[0]} ${JSON.stringify(settings[against[0]])}`
  );
}
