import type { Own, Reader as ReaderOf } from "../cloud/readers";
import * as readers from "../cloud/readers";
import { isObject } from "../cloud/values";
import { jsonDialect } from "./dialect";
import type { CommsEaseSettings } from "./settings";

export type Reader<T> = ReaderOf<T, CommsEaseSettings>;

const { complain, list, object, optional, required, unique } = readers;

export const text = readers.text<CommsEaseSettings>;
export const integer = readers.integer<CommsEaseSettings>;

/** What an account id looks like. */
const ACCID = /^[A-Za-z0-9_@.-]{1,32}$/;

interface JsonLimits extends Own<CommsEaseSettings> {
  /** Characters of the JSON as it is sent. */
  readonly maxText?: number;
}

/** JSON in a field of the form. */
function json<T>(read: Reader<T>, { maxText, ...own }: JsonLimits = {}): Reader<T> {
  return (value, at, reading) => {
    const sent = String(value);
    if (maxText !== undefined && [...sent].length > maxText) {
      return complain("too long", at, reading, { ...own, codes: { "too long": reading.parameterCode } });
    }
    return read(
      parsed(sent, () => complain("wrong type", at, reading, own)),
      at,
      { ...reading, dialect: jsonDialect },
    );
  };
}

function parsed(sent: string, bad: () => never): unknown {
  try {
    return JSON.parse(sent);
  } catch {
    return bad();
  }
}

/** An account id. Its case does not count. */
export const accountId: Reader<string> = (value, at, reading) =>
  typeof value === "string" && ACCID.test(value) ? value.toLowerCase() : complain("invalid", at, reading);

/** The account that a call is about, or that makes it. */
export const accid = required(accountId);

/** Text that is JSON if it is anything. */
export const jsonText: Reader<string> = Object.assign(
  (value: unknown, at: string, reading: readers.Reading<CommsEaseSettings>) => {
    const sent = text()(value, at, reading);
    if (sent !== "") parsed(sent, () => complain("wrong type", at, reading));
    return sent;
  },
  { takesEmpty: true as const },
);

interface ListLimits extends JsonLimits {
  readonly max?: number;
  readonly nonEmpty?: true;
}

/** Account ids. `words` is the vendor's text for a list it does not take; ids in such a list must be well-formed. */
export function accids(limits: ListLimits = {}): Reader<string[]> {
  const { max, nonEmpty, words } = limits;
  const pattern = words === undefined ? undefined : ACCID;
  const read = readers.texts<CommsEaseSettings>({ max, nonEmpty, words, pattern, mayHoldEmpty: true });
  return json(
    unique((value, at, reading) => read(value, at, reading).map((one) => one.toLowerCase())),
    limits,
  );
}

/** A numeric id, as a number or as text. */
const id: Reader<number> = (value, at, reading) => {
  const number = typeof value === "string" && /^[1-9]\d{0,15}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number > 0
    ? number
    : complain("wrong type", at, reading);
};

export function ids({ max }: { readonly max?: number } = {}): Reader<number[]> {
  return json(unique(list(id, { max, nonEmpty: true })));
}

/** Which of some names the sender says are true. */
export function flags<const K extends string>(...names: readonly K[]): Reader<ReadonlySet<K>> {
  return json((value, at, reading) => {
    if (!isObject(value)) return complain("wrong type", at, reading);
    const isFlag = ([name, one]: [string, unknown]) =>
      names.some((known) => known === name) && typeof one === "boolean";
    if (!Object.entries(value).every(isFlag)) return complain("wrong type", at, reading);
    return new Set(names.filter((name) => value[name] === true));
  });
}

/** Texts, each once. */
export function texts(limits: { readonly max?: number; readonly maxEach?: number; readonly nonEmpty?: true } = {}) {
  return json(readers.texts<CommsEaseSettings>(limits));
}

interface ElementLimits {
  readonly maxKey: number;
  readonly maxValue: number;
}

function keyAndValue({ maxKey, maxValue }: ElementLimits) {
  return {
    key: text({ nonEmpty: true, max: maxKey, title: "key" }),
    value: text({ nonEmpty: true, max: maxValue, title: "value" }),
  };
}

/** An object of texts. */
export function pairs({ max, ...limits }: ElementLimits & { readonly max: number }): Reader<Map<string, string>> {
  const { key, value } = keyAndValue(limits);
  return json(readers.pairs(value, { key, max, nonEmpty: true }));
}

/** A list of elements with key and value, as queueBatchOffer takes them. */
export function elements({ max, ...limits }: ElementLimits & { readonly max: number }) {
  const { key, value } = keyAndValue(limits);
  const element = object({
    key: required(key),
    value: required(value),
    accid: optional(accountId),
    transient: optional(readers.boolean),
  });
  return json(list(element, { max, nonEmpty: true }));
}

export const { boolean } = readers;
export { optional, required };
