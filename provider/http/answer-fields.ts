import { z } from "zod";
import { isObject } from "../values/values";
import { parseJson } from "./json";

/** What it means that a part of an answer is not there, or null; the reference lists it. */
export const absences = z.registry<{ absent: string }>();

/** A text. */
export function text() {
  return z.string({ error: "a text" });
}

/**
 * An id, which is a text from here on: as JSON numbers, some vendors write those of their own choice.
 * @param form what the vendor's ids look like
 */
export function id(form = /./) {
  return z.preprocess(
    (value) => (Number.isInteger(value) ? String(value) : value),
    z.string({ error: "an id" }).regex(form, { error: "an id" }),
  );
}

/** A whole number, also as text of digits. */
export function whole() {
  return z.preprocess(
    (value) => (typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : value),
    z.int({ error: "a whole number" }),
  );
}

const flags = new Map<unknown, boolean>([
  [1, true],
  ["1", true],
  ["true", true],
  [0, false],
  ["0", false],
  ["false", false],
]);

/** Yes or no: a boolean, 0 or 1, or one of these as text. */
export function flag() {
  return z.preprocess((value) => flags.get(value) ?? value, z.boolean({ error: "true or false" }));
}

/** One of several words or numbers. */
export function oneOf<const T extends string | number>(...values: readonly T[]) {
  const numbers = new Map(values.filter((value) => typeof value === "number").map((value) => [String(value), value]));
  return z.preprocess(
    (value) => (typeof value === "string" ? (numbers.get(value) ?? value) : value),
    z.literal(values, { error: `one of ${values.join(", ")}` }),
  );
}

/** A list, also as JSON text. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.preprocess(fromJson, z.array(item, { error: "a list" }));
}

/** A map of values by keys of the vendor's or of a program's choice, also as JSON text. */
export function mapOf<Value extends z.ZodType>(value: Value) {
  return z
    .preprocess(
      (given) => renamed(fromJson(given), proto, standIn),
      z.record(z.string(), value, { error: "an object" }),
    )
    .transform((map) => renamed(map, standIn, proto));
}

/** A key that the schema library leaves out of every map, and what it is called for the time. */
const proto = "__proto__";
const standIn = "\u2060__proto__";

/**
 * An object, also as JSON text. Keys that are not named are left out.
 * @param names other names under which some versions write a key, by that name
 */
export function object<Shape extends z.ZodRawShape>(
  shape: Shape,
  names: Readonly<Record<string, keyof Shape & string>> = {},
) {
  return z.preprocess((value) => named(fromJson(value), names), z.object(shape, { error: "an object" }));
}

/**
 * A part that may be missing or null.
 * @param value what it is then
 * @param means what that says of the object, to read after "Absent:" in the reference
 */
export function absent<Schema extends z.ZodType, const Value>(schema: Schema, value: Value, means: string) {
  const orValue = schema.nullish().transform((given) => given ?? value);
  absences.add(orValue, { absent: means });
  return orValue;
}

/**
 * A list that leaves out what was never set.
 * @param means what that says, to read after "Absent:" in the reference
 */
export function leavingOut<List extends z.ZodType>(list: List, means: string): List {
  absences.add(list, { absent: means });
  return list;
}

/**
 * An object with a code of its own, such as an item of a batch, which says what it holds.
 * @param code the key of the code
 * @param words the key of the vendor's words for it
 * @param done what it holds where the code is 0
 * @param refused what it holds beside code and words where it is another
 */
export function withCode<
  Code extends string,
  Words extends string,
  Done extends z.ZodRawShape,
  Refused extends z.ZodRawShape,
>(code: Code, words: Words, done: Done, refused: Refused, names: Readonly<Record<string, keyof Done & string>> = {}) {
  const codes = { [code]: whole() } as Record<Code, ReturnType<typeof whole>>;
  const texts = { [words]: vendorsWords() } as Record<Words, ReturnType<typeof vendorsWords>>;
  return z.preprocess(
    (value) => withOutcome(named(fromJson(value), names), code),
    z.discriminatedUnion(
      "isDone",
      [
        z.object({ ...done, isDone: z.literal(true) }),
        z.object({ ...refused, ...codes, ...texts, isDone: z.literal(false) }),
      ],
      { error: "an object" },
    ),
  );
}

function vendorsWords() {
  return absent(text(), "", "the vendor says no more than the code");
}

function withOutcome(value: unknown, code: string): unknown {
  if (!isObject(value)) return value;
  return { ...value, isDone: whole().safeParse(value[code]).data === 0 };
}

/** What a JSON text says; anything else as it is. */
export function fromJson(value: unknown): unknown {
  return typeof value === "string" ? (parseJson(value) ?? value) : value;
}

function renamed<T>(map: T, from: string, to: string): T {
  if (typeof map !== "object" || map === null || !Object.hasOwn(map, from)) return map;
  return Object.fromEntries(Object.entries(map).map(([key, item]) => [key === from ? to : key, item])) as T;
}

function named(value: unknown, names: Readonly<Record<string, string>>): unknown {
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  const own = new Set(entries.map(([key]) => key));
  return Object.fromEntries(
    entries.map(([key, item]) => {
      const name = Object.hasOwn(names, key) ? names[key] : undefined;
      return [name === undefined || own.has(name) ? key : name, item];
    }),
  );
}
