import type { Details, Dialect, Problem } from "./dialect";
import { refuse } from "./refusal";
import { type LengthUnit, textLength } from "./text-length";
import { isObject } from "./values";

/** What reading a body depends on. `V` is the vendor's settings. */
export interface Reading<V> {
  readonly settings: Readonly<V>;
  readonly dialect: Dialect<V>;
  /** What the call answers to a bad parameter. */
  readonly parameterCode: number;
}

/** A limit or a code: a number, or one that the settings say. */
export type Bound<V> = number | ((settings: Readonly<V>) => number);

/** Codes and words of one parameter, where they are not the vendor's usual ones. */
export interface Own<V> {
  /** For whatever is wrong, unless the vendor has one code for that problem everywhere. */
  readonly code?: number | undefined;
  readonly codes?: { readonly [P in Problem]?: Bound<V> };
  readonly words?: string | undefined;
  readonly title?: string;
}

/** Takes a value as what it must be, or refuses it. `at` is its name in the body. */
export interface Reader<T, V = unknown> {
  (value: unknown, at: string, reading: Reading<V>): T;
  /** An empty text is a value, not nothing. */
  readonly takesEmpty?: true;
  readonly own?: Own<V>;
  readonly isList?: true;
  /** Of an object that is read member by member. */
  readonly members?: ParameterTable<V>;
}

/** A parameter of a call, or a member of an object. */
export interface Parameter<T = unknown, V = unknown> {
  read(value: unknown, at: string, reading: Reading<V>): T;
  /** Another name that the vendor has for it. */
  readonly alias?: string | undefined;
  /** A form may send it several times. */
  readonly isList?: true | undefined;
  /** Whether this version of the vendor has it; absent where all do. */
  isKnown?(settings: Readonly<V>): boolean;
  readonly members?: ParameterTable<V> | undefined;
}

export type ParameterTable<V> = { readonly [name: string]: Parameter<unknown, V> };

/** What a handler gets for a table of parameters. */
export type ArgumentsOf<P> = { readonly [K in keyof P]: P[K] extends Parameter<infer T, never> ? T : never };

function boundOf<V>(bound: Bound<V> | undefined, settings: Readonly<V>): number | undefined {
  return typeof bound === "function" ? bound(settings) : bound;
}

/** Refuses a parameter in the vendor's code and words. */
export function complain<V>(
  problem: Problem,
  at: string,
  { settings, dialect, parameterCode }: Reading<V>,
  { code, codes, words, title }: Own<V> = {},
  details: Details = {},
): never {
  const special = boundOf(codes?.[problem], settings) ?? dialect.codeOf(problem, settings);
  return refuse(special ?? code ?? parameterCode, words ?? dialect.words(problem, at, { ...details, title }));
}

/** A parameter that must be sent; `missing` where the vendor has a code for just that. */
export function required<T, V>(
  read: Reader<T, V>,
  { alias, missing }: { alias?: string; missing?: number } = {},
): Parameter<T, V> {
  const { takesEmpty = false, own } = read;
  return {
    alias,
    isList: read.isList,
    members: read.members,
    read(value, at, reading) {
      if (reading.dialect.isAbsent(value, takesEmpty)) {
        return complain("missing", at, reading, { code: missing ?? own?.code });
      }
      if (value === "" && takesEmpty && reading.dialect.requiredIsFilled) return complain("empty", at, reading, own);
      return read(value, at, reading);
    },
  };
}

export function optional<T, V>(read: Reader<T, V>, alias?: string): Parameter<T | undefined, V> {
  const { takesEmpty = false } = read;
  return {
    alias,
    isList: read.isList,
    members: read.members,
    read: (value, at, reading) => (reading.dialect.isAbsent(value, takesEmpty) ? undefined : read(value, at, reading)),
  };
}

/** A parameter that only some versions of the vendor have. To the others it counts for nothing. */
export function knownIf<T, V>(
  parameter: Parameter<T, V>,
  isKnown: (settings: Readonly<V>) => boolean,
): Parameter<T | undefined, V> {
  return {
    ...parameter,
    isKnown,
    read: (value, at, reading) => (isKnown(reading.settings) ? parameter.read(value, at, reading) : undefined),
  };
}

/** Reads parameters in the order of their table: the first bad one decides the answer. */
export function readAll<V, const P extends ParameterTable<V>>(
  table: P,
  body: Readonly<Record<string, unknown>>,
  prefix: string,
  reading: Reading<V>,
): ArgumentsOf<P> {
  const args: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(table)) {
    const names = reading.dialect.namesOf(name, parameter.alias, reading.settings);
    const sent = names.find((one) => Object.hasOwn(body, one));
    args[name] = parameter.read(sent === undefined ? undefined : body[sent], `${prefix}${name}`, reading);
  }
  return args as ArgumentsOf<P>;
}

/** Names that were sent and that the vendor does not know, those inside objects after a dot. */
export function unknownNames<V>(
  table: ParameterTable<V>,
  body: Readonly<Record<string, unknown>>,
  around: Pick<Reading<V>, "dialect" | "settings">,
  prefix = "",
): string[] {
  const byName = new Map(
    Object.entries(table)
      .filter(([, { isKnown }]) => isKnown?.(around.settings) ?? true)
      .flatMap(([name, parameter]) =>
        around.dialect.namesOf(name, parameter.alias, around.settings).map((one) => [one, parameter] as const),
      ),
  );
  return Object.entries(body).flatMap(([name, value]) => {
    const parameter = byName.get(name);
    if (!parameter) return [`${prefix}${name}`];
    return parameter.members && isObject(value)
      ? unknownNames(parameter.members, value, around, `${prefix}${name}.`)
      : [];
  });
}

/** An object of which each member is read. */
export function object<V, const P extends ParameterTable<V>>(members: P): Reader<ArgumentsOf<P>, V> {
  const read = (value: unknown, at: string, reading: Reading<V>) =>
    isObject(value)
      ? readAll(members, value, `${at}.`, reading)
      : complain("wrong type", at, reading, {}, { wanted: "an object" });
  return Object.assign(read, { members });
}

interface ListLimits<V> extends Own<V> {
  readonly max?: Bound<V>;
  readonly nonEmpty?: true | undefined;
}

function checkCount<V>(size: number, at: string, reading: Reading<V>, limits: ListLimits<V>): void {
  if (limits.nonEmpty && size === 0) complain("empty", at, reading, limits);
  const max = boundOf(limits.max, reading.settings);
  if (max !== undefined && size > max) complain("too many", at, reading, limits, { max });
}

export function list<T, V>(read: Reader<T, V>, limits: ListLimits<V> = {}): Reader<T[], V> {
  return (value, at, reading) => {
    if (!Array.isArray(value)) return complain("wrong type", at, reading, limits, { wanted: "a list" });
    checkCount(value.length, at, reading, limits);
    return value.map((one, index) => read(one, `${at}[${index}]`, reading));
  };
}

/** Each element once: naming one twice is naming it once. */
export function unique<T, V>(read: Reader<T[], V>): Reader<T[], V> {
  return (value, at, reading) => [...new Set(read(value, at, reading))];
}

interface TextsLimits<V> extends ListLimits<V> {
  /** Of each entry, in the unit that follows or else the vendor's. */
  readonly maxEach?: number | undefined;
  readonly unit?: LengthUnit;
  readonly oneOf?: readonly string[] | undefined;
  readonly pattern?: RegExp | undefined;
  readonly mayHoldEmpty?: true;
}

/** A list of texts, each once; its complaints are about the list. */
export function texts<V>(limits: TextsLimits<V> = {}): Reader<string[], V> {
  const { maxEach, oneOf, pattern, mayHoldEmpty } = limits;
  const isEntry = (one: unknown): one is string => typeof one === "string" && (one !== "" || mayHoldEmpty === true);
  const fits = (one: string) => (!oneOf || oneOf.includes(one)) && (!pattern || pattern.test(one));
  const read = (value: unknown, at: string, reading: Reading<V>) => {
    if (!Array.isArray(value) || !value.every(isEntry)) {
      return complain("wrong type", at, reading, limits, { wanted: "a list of strings" });
    }
    checkCount(value.length, at, reading, limits);
    const unit = limits.unit ?? reading.dialect.lengthUnit(reading.settings);
    if (maxEach !== undefined && value.some((one) => textLength(one, unit) > maxEach)) {
      return complain("entry too long", at, reading, limits);
    }
    return value.every(fits) ? [...new Set(value)] : complain("invalid", at, reading, limits);
  };
  return Object.assign(read, { own: limits, isList: true as const });
}

interface PairsLimits<V> extends ListLimits<V> {
  readonly key?: Reader<string, V>;
}

/** An object of texts by keys of the sender's choice. */
export function pairs<V>(value: Reader<string, V>, limits: PairsLimits<V> = {}): Reader<Map<string, string>, V> {
  return (object, at, reading) => {
    if (!isObject(object)) return complain("wrong type", at, reading, limits, { wanted: "an object" });
    const entries = Object.entries(object);
    checkCount(entries.length, at, reading, limits);
    return new Map(
      entries.map(([key, one]) => {
        const inside = `${at}.${key}`;
        return [limits.key ? limits.key(key, inside, reading) : key, value(one, inside, reading)];
      }),
    );
  };
}

export interface TextLimits<V> extends Own<V> {
  readonly max?: Bound<V>;
  /** What `max` counts, where it is not what the vendor usually counts. */
  readonly unit?: LengthUnit;
  /** What a text that is not empty looks like. */
  readonly pattern?: RegExp;
  readonly nonEmpty?: true;
}

export function text<V>(limits: TextLimits<V> = {}): Reader<string, V> {
  const { nonEmpty, pattern } = limits;
  const read = (value: unknown, at: string, reading: Reading<V>) => {
    if (typeof value !== "string") return complain("wrong type", at, reading, limits, { wanted: "a string" });
    if (nonEmpty && value === "") return complain("empty", at, reading, limits);
    const max = boundOf(limits.max, reading.settings);
    const unit = limits.unit ?? reading.dialect.lengthUnit(reading.settings);
    if (max !== undefined && textLength(value, unit) > max) return complain("too long", at, reading, limits);
    return value === "" || !pattern || pattern.test(value) ? value : complain("invalid", at, reading, limits);
  };
  return Object.assign(read, { takesEmpty: true as const, own: limits });
}

/** One of a few texts. */
export function oneOf<const T extends string>(...values: readonly T[]): Reader<T> {
  return (value, at, reading) =>
    typeof value === "string"
      ? (values.find((one) => one === value) ?? complain("invalid", at, reading))
      : complain("wrong type", at, reading, {}, { wanted: "a string" });
}

export interface IntegerLimits<V> extends Own<V> {
  readonly min?: number;
  readonly max?: Bound<V>;
  readonly oneOf?: readonly number[];
}

export function integer<V>(limits: IntegerLimits<V> = {}): Reader<number, V> {
  const read = (value: unknown, at: string, reading: Reading<V>) => {
    const number = reading.dialect.toNumber(value, reading.settings);
    if (typeof number !== "number" || !Number.isSafeInteger(number)) {
      return complain("wrong type", at, reading, limits, { wanted: "an integer" });
    }
    const { min = number, oneOf } = limits;
    const max = boundOf(limits.max, reading.settings) ?? number;
    const fits = number >= min && number <= max && (!oneOf || oneOf.includes(number));
    return fits ? number : complain("out of range", at, reading, limits);
  };
  return Object.assign(read, { own: limits });
}

export const boolean: Reader<boolean> = (value, at, reading) => {
  const decided = reading.dialect.toBoolean(value, reading.settings);
  return typeof decided === "boolean" ? decided : complain("wrong type", at, reading, {}, { wanted: "a boolean" });
};
