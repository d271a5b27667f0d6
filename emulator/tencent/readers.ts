import { refuse } from "./refusal";
import type { TencentSettings } from "./settings";

/** What reading a body depends on. */
export interface Reading {
  readonly settings: Readonly<TencentSettings>;
  /** What the service answers to a malformed parameter. */
  readonly parameterCode: number;
}

/** Takes a JSON value as what it must be, or refuses it. `at` is its name in the body. */
export type Reader<T> = (value: unknown, at: string, reading: Reading) => T;

/** A member of an object. */
export interface Field<T = unknown> {
  readonly read: Reader<T>;
  /** The name that it had before 2023. */
  readonly old?: string;
}

export type Fields = Readonly<Record<string, Field>>;

export type ValuesOf<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** A member that must be there; `missing` where the vendor has a code for just that. */
export function required<T>(read: Reader<T>, more: { old?: string; missing?: number } = {}): Field<T> {
  return {
    old: more.old,
    read: (value, at, reading) =>
      value === undefined
        ? refuse(more.missing ?? reading.parameterCode, `${at} is missing`)
        : read(value, at, reading),
  };
}

export function optional<T>(read: Reader<T>, old?: string): Field<T | undefined> {
  return { old, read: (value, at, reading) => (value === undefined ? undefined : read(value, at, reading)) };
}

/** The body with the names of today; a name of today wins over its old one. */
export function spellNew(fields: Fields, body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const renamed = { ...body };
  for (const [name, { old }] of Object.entries(fields)) {
    if (old !== undefined && body[name] === undefined && body[old] !== undefined) renamed[name] = body[old];
  }
  return renamed;
}

function wrong(at: string, what: string, { parameterCode }: Reading): never {
  return refuse(parameterCode, `${at} is not ${what}`);
}

/** Its members in the order of the declaration: the first bad one decides the answer. */
export function object<const F extends Fields>(fields: F): Reader<ValuesOf<F>> {
  return (value, at, reading) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return wrong(at, "an object", reading);
    const members = value as Readonly<Record<string, unknown>>;
    const read: Record<string, unknown> = {};
    for (const [name, field] of Object.entries(fields)) {
      const own = Object.hasOwn(members, name) ? members[name] : undefined;
      read[name] = field.read(own, at === "" ? name : `${at}.${name}`, reading);
    }
    return read as ValuesOf<F>;
  };
}

interface ListLimits {
  readonly max?: (settings: Readonly<TencentSettings>) => number;
  /** The code for too many, where it is not that of a malformed parameter. */
  readonly maxCode?: (settings: Readonly<TencentSettings>) => number;
  readonly nonEmpty?: true;
}

export function list<T>(read: Reader<T>, { max, maxCode, nonEmpty }: ListLimits = {}): Reader<T[]> {
  return (value, at, reading) => {
    if (!Array.isArray(value)) return wrong(at, "an array", reading);
    if (nonEmpty && value.length === 0) return refuse(reading.parameterCode, `${at} is empty`);
    if (max && value.length > max(reading.settings)) {
      return refuse(maxCode?.(reading.settings) ?? reading.parameterCode, `${at} has too many elements`);
    }
    return value.map((one, index) => read(one, `${at}[${index}]`, reading));
  };
}

export function byteLength(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

interface TextLimits {
  /** In bytes of UTF-8. */
  readonly max?: (settings: Readonly<TencentSettings>) => number;
  readonly nonEmpty?: true;
  /** The thing's name in complaints, where the vendor has one. */
  readonly named?: string;
  readonly tooLong?: number;
}

export function text({ max, nonEmpty, named, tooLong }: TextLimits = {}): Reader<string> {
  return (value, at, reading) => {
    if (typeof value !== "string") return wrong(at, "a string", reading);
    if (nonEmpty && value === "") return refuse(reading.parameterCode, `${named ?? at} is empty`);
    if (max && byteLength(value) > max(reading.settings)) {
      return refuse(tooLong ?? reading.parameterCode, `${named ?? at} is too long`);
    }
    return value;
  };
}

/** The id of an account. Numbers are a mistake with a code of its own. */
export const account: Reader<string> = (value, at, reading) => {
  if (typeof value !== "string") return refuse(60_015, `${at} is not a string`);
  return value === "" ? refuse(reading.parameterCode, `${at} is empty`) : value;
};

/** Different accounts; naming one twice is naming it once. */
export function accounts(limits: ListLimits = {}): Reader<string[]> {
  const read = list(account, limits);
  return (value, at, reading) => [...new Set(read(value, at, reading))];
}

export function oneOf<const T extends string>(...values: readonly T[]): Reader<T> {
  return (value, at, reading) => {
    if (typeof value !== "string") return wrong(at, "a string", reading);
    return values.find((one) => one === value) ?? refuse(reading.parameterCode, `${at} is invalid`);
  };
}

export function integer(min: number, max: number): Reader<number> {
  return (value, at, reading) => {
    if (typeof value !== "number" || !Number.isInteger(value)) return wrong(at, "an integer", reading);
    return value < min || value > max ? refuse(reading.parameterCode, `${at} is invalid`) : value;
  };
}

export const UINT32 = 4_294_967_295;
export const seconds = integer(0, UINT32);
export const zeroOrOne = integer(0, 1);
export const names = list(text());
