import type { Own, Reader as ReaderOf } from "../cloud/readers";
import * as readers from "../cloud/readers";
import { isObject } from "../cloud/values";
import type { NexconnSettings } from "./settings";

export type Reader<T> = ReaderOf<T, NexconnSettings>;

const { complain, required, optional } = readers;

export const text = readers.text<NexconnSettings>;
export const integer = readers.integer<NexconnSettings>;
export const { boolean, list, object, oneOf } = readers;
export { optional, required };

interface TextsLimits extends Own<NexconnSettings> {
  readonly max?: number | undefined;
  /** Of each entry; 64 unless told otherwise. */
  readonly maxBytes?: number;
  readonly oneOf?: readonly string[];
  readonly mayBeEmpty?: true;
}

/** A list of ids or other texts, each counted once. */
export function texts({ maxBytes = 64, mayBeEmpty, ...limits }: TextsLimits = {}): Reader<string[]> {
  return readers.texts({ ...limits, maxEach: maxBytes, unit: "bytes", nonEmpty: mayBeEmpty ? undefined : true });
}

/** An object of texts. */
export function pairs({ max }: { readonly max?: number } = {}): Reader<Map<string, string>> {
  return readers.pairs(text(), max === undefined ? {} : { max });
}

/** An object of texts and numbers, of which the vendor publishes no list. */
export const textsAndNumbers: Reader<Record<string, string | number>> = (value, at, reading) => {
  if (!isObject(value)) return complain("wrong type", at, reading, {}, { wanted: "an object" });
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      typeof one === "string" || typeof one === "number" ? one : complain("invalid", `${at}.${name}`, reading),
    ]),
  );
};

/** An id of a user. */
export const id = text({ max: 64, unit: "bytes" });

// Parameters that many calls share.

export const userId = required(id);
export const channelId = required(text({ max: 64 }));

/** A list of user ids. */
export function userIds(max?: number) {
  return required(texts({ max }));
}

export const page = optional(integer({ min: 1, max: 1_000_000 }));

export function pageSize(max: number) {
  return optional(integer({ min: 1, max }));
}

export const pageToken = optional(text());
export const flag = integer({ oneOf: [0, 1] });

const MONTH_MINUTES = 43_200;

/** How long something lasts; `code` is that for what is out of range. */
export function durationMinutes(min: number, code = 1002) {
  return required(integer({ min, max: MONTH_MINUTES, code }));
}
