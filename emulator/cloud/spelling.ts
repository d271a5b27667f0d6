import type { Payload } from "./endpoint";
import { isObject } from "./values";

type Entry = readonly [name: string, value: unknown];

/** What stands in an answer instead of a value: under its name or another, or nothing. */
export type Form = (value: unknown, name: string) => readonly Entry[];

/** The same value, written in another way. What is unset stays so. */
function written(change: (value: unknown) => unknown): Form {
  return (value, name) => [[name, value === null ? null : change(value)]];
}

export const asText = written(String);
export const asNumber = written(Number);
export const asBoolean = written(Boolean);
export const asJsonText = written((value) => (typeof value === "string" ? value : JSON.stringify(value)));
export const asEmptyText: Form = (_value, name) => [[name, ""]];
export const asNull: Form = (_value, name) => [[name, null]];
export const leftOut: Form = () => [];

/** The same value under another name. */
export function named(other: string): Form {
  return (value) => [[other, value]];
}

/** First one form, then another of what that made. */
export function both(first: Form, second: Form): Form {
  return (value, name) => first(value, name).flatMap(([called, one]) => second(one, called));
}

/** A form for some values only. */
export function where(test: (value: unknown) => boolean, form: Form): Form {
  return (value, name) => (test(value) ? form(value, name) : [[name, value]]);
}

export const isNumber = (value: unknown) => typeof value === "number";
export const isFlag = (value: unknown) => typeof value === "boolean";
export const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;
export const isEmptyObject = (value: unknown) => isObject(value) && Object.keys(value).length === 0;
export const isUnset = (value: unknown) => value === undefined;
export const isEmptyText = (value: unknown) => value === "";

/** Forms by the values of one setting; a value that has none leaves things as they are. */
type FormsOf<V> = {
  [K in keyof V & string]: {
    readonly setting: K;
    readonly forms: { readonly [T in `${V[K] & (string | number | boolean)}`]?: Form };
  };
}[keyof V & string];

/** How a setting has certain values of certain answers written. `[]` after a name is each element of the list. */
export type PlaceSpelling<V> = FormsOf<V> & { readonly calls: readonly string[]; readonly places: readonly string[] };

/** How a setting has all values of a type written. */
export type TypeSpelling<V> = FormsOf<V> & { readonly of: (value: unknown) => boolean };

/** How a vendor's answers may be spelled. */
export interface Spellings<V> {
  /** In the order in which they apply to one place. */
  readonly places: readonly PlaceSpelling<V>[];
  /** Of what no other rule speaks. */
  readonly types: readonly TypeSpelling<V>[];
  /** Places whose contents are the user's and stay as they are. */
  readonly verbatim?: readonly string[];
}

type Rules<V> = readonly (FormsOf<V> & { readonly of?: (value: unknown) => boolean })[];

function chosen<V>({ setting, forms }: FormsOf<V>, settings: Readonly<V>): Form | undefined {
  return new Map<string, Form | undefined>(Object.entries(forms)).get(String(settings[setting]));
}

/** Respells successful answers as the settings say. */
export class Speller<V> {
  readonly #byCall = new Map<string, Map<string, PlaceSpelling<V>[]>>();

  constructor(readonly spellings: Spellings<V>) {
    for (const rule of spellings.places) for (const call of rule.calls) this.#add(call, rule);
  }

  respell(call: string, payload: Payload, settings: Readonly<V>): Payload {
    const places = this.#byCall.get(call) ?? new Map<string, PlaceSpelling<V>[]>();
    const types = this.spellings.types.filter((rule) => chosen(rule, settings));
    const isTouched = [...places.values()].flat().some((rule) => chosen(rule, settings));
    if (!isTouched && types.length === 0) return payload;

    const rulesAt = (at: string, value: unknown): Rules<V> => places.get(at) ?? types.filter((rule) => rule.of(value));
    const entry = (at: string, value: unknown, name: string): readonly Entry[] => {
      let entries: readonly Entry[] = [[name, this.spellings.verbatim?.includes(at) ? value : inside(at, value)]];
      for (const rule of rulesAt(at, value)) {
        const form = chosen(rule, settings);
        if (form) entries = entries.flatMap(([called, one]) => form(one, called));
      }
      return entries;
    };
    const members = (prefix: string, value: Payload) =>
      Object.fromEntries(Object.entries(value).flatMap(([name, one]) => entry(`${prefix}${name}`, one, name)));
    const inside = (at: string, value: unknown): unknown => {
      if (Array.isArray(value)) return value.flatMap((one) => entry(`${at}[]`, one, "").map(([, respelt]) => respelt));
      return isObject(value) ? members(`${at}.`, value) : value;
    };
    return members("", payload);
  }

  #add(call: string, rule: PlaceSpelling<V>): void {
    const places = this.#byCall.get(call) ?? new Map<string, PlaceSpelling<V>[]>();
    for (const place of rule.places) places.set(place, [...(places.get(place) ?? []), rule]);
    this.#byCall.set(call, places);
  }
}
