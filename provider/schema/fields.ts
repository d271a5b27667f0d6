import { z } from "zod";
import { canBeSeen } from "./seen-text";

/** What every field's schema says about itself; error texts and the reference are made from it. */
export interface FieldFacts {
  /** The allowed values, to read after "allowed: ". */
  allowed: string;
  /** What to do where the value is not allowed. */
  fix: string;
  /** Whether an object may be written as well; it is made a text before it is checked. */
  mayBeObject?: boolean;
  /** Whether the resource class gives it its value, and a program may not. */
  isSetByClass?: boolean;
  /** What to do where an object was given, and a text is wanted. */
  fixOfObject?: string;
}

/** One schema for each key of the inputs, none missing and none too many. */
export type Shape<Inputs> = { [Key in keyof Required<Inputs>]: z.ZodType<Inputs[Key]> };

const facts = z.registry<FieldFacts>();

/** The facts of a field, also through `optional()`. */
export function factsOf(schema: z.core.$ZodType): FieldFacts | undefined {
  const own = facts.get(schema as z.ZodType);
  return own ?? (schema instanceof z.ZodOptional ? factsOf(schema.unwrap()) : undefined);
}

function field<S extends z.ZodType>(schema: S, allowed: string, fix: string): S {
  facts.add(schema, { allowed, fix });
  return schema;
}

const ids = new WeakSet<z.core.$ZodType>();

/** Marks a schema as that of an id, which is a key of a map somewhere. */
export function asId<S extends z.ZodType>(schema: S): S {
  ids.add(schema);
  return schema;
}

/** Whether a schema is that of an id, also through `optional()`. */
export function isId(schema: z.core.$ZodType): boolean {
  return ids.has(schema) || (schema instanceof z.ZodOptional && isId(schema.unwrap()));
}

/** A schema with one more rule. What breaks the rule gets the rule's own advice. */
export function refined<S extends z.ZodType>(
  schema: S,
  holds: (value: z.output<S>) => boolean,
  rule: { allowed: string; fix: string },
): S {
  const before = factsOf(schema);
  const allowed = [before?.allowed, rule.allowed].filter(Boolean).join(", ");
  const after = schema.refine(holds, { params: { fix: rule.fix } });
  facts.add(after, { ...before, allowed, fix: before?.fix ?? rule.fix });
  return after;
}

/** A name that clients show. `""` is left to the schema, which may have it clear the field. */
export function shownName<S extends z.ZodType<string>>(schema: S): S {
  return refined(schema, (name) => name === "" || canBeSeen(name), {
    allowed: "with a character that can be seen",
    fix: "Clients would show an empty line: give it a name that can be seen.",
  });
}

/** A text of at most `max` characters. `""` is a value of its own: it clears the field. */
export function text(max: number) {
  return field(z.string().max(max), `a text of at most ${max} characters`, "Shorten it.");
}

/** A text of at most `max` characters, which may be written as an object whose JSON it is. */
export function dataText(max: number) {
  const schema = z.string().max(max);
  const allowed = `a text of at most ${max} characters, or an object that is sent as JSON`;
  facts.add(schema, { allowed, fix: "Shorten it.", mayBeObject: true });
  return schema;
}

/** A text that may not be empty. */
export function filledText(max: number) {
  return field(z.string().min(1).max(max), `a text of 1 to ${max} characters`, "Shorten it, or give it a value.");
}

/** A text whose limit the vendor counts in UTF-8 bytes. */
export function bytes(max: number) {
  const schema = z.string().refine((value) => Buffer.byteLength(value) <= max);
  return field(
    schema,
    `a text of at most ${max} bytes in UTF-8`,
    "Shorten it; letters outside ASCII take 2 to 4 bytes.",
  );
}

/** A text of at most `max` characters in the form that `pattern` describes; `""` clears the field. */
export function formattedText(max: number, pattern: RegExp, form: string, fix: string) {
  const schema = z
    .string()
    .max(max)
    .refine((value) => value === "" || pattern.test(value));
  return field(schema, `${form}, at most ${max} characters`, fix);
}

/** A web address. */
export function url(max: number, unit: "characters" | "bytes" = "characters") {
  const size = (value: string) => (unit === "bytes" ? Buffer.byteLength(value) : [...value].length);
  const schema = z
    .string()
    .refine((value) => size(value) <= max)
    .refine((value) => value === "" || (/^[a-z][a-z0-9+.-]*:\/\//i.test(value) && URL.canParse(value)));
  return field(
    schema,
    `a URL with its scheme, at most ${max} ${unit}${unit === "bytes" ? " in UTF-8" : ""}`,
    'Write it in full, as in "https://example.com/a".',
  );
}

/** JSON text of an object. */
export function jsonObjectText(max: number) {
  const schema = z
    .string()
    .max(max)
    .refine((value) => isJsonObject(value));
  const fix = "Write it with JSON.stringify({ … }).";
  facts.add(schema, { allowed: `JSON text of an object, at most ${max} characters`, fix, fixOfObject: fix });
  return schema;
}

/** One of a few numbers, each with its meaning. */
export function choice<const V extends number>(meanings: Record<V, string>) {
  const values = Object.keys(meanings).map(Number) as V[];
  const listed = values.map((value) => `${value} (${meanings[value]})`).join(", ");
  return field(z.literal(values), listed, "Give one of these numbers.");
}

/** One of a few words, each with its meaning. */
export function word<const V extends string>(meanings: Record<V, string>) {
  const values = Object.keys(meanings) as V[];
  const listed = values.map((value) => `"${value}" (${meanings[value]})`).join(", ");
  return field(z.literal(values), listed, "Give one of these words.");
}

export function flag() {
  return field(z.boolean(), "true or false", "Give a boolean, not a text or a number.");
}

export function integer(min: number, max?: number) {
  const schema = max === undefined ? z.int().min(min) : z.int().min(min).max(max);
  const range = max === undefined ? `a whole number from ${min}` : `a whole number from ${min} to ${max}`;
  return field(schema, range, "Give a number in this range.");
}

/** What the resource class gives a value, and a program may not. */
export function setByClass<S extends z.ZodType>(schema: S, allowed: string): S {
  facts.add(schema, { allowed, fix: "Leave it out: the resource class sets it.", isSetByClass: true });
  return schema;
}

/** The inputs to which the resource class alone gives values. */
export function keysSetByClass(schema: z.ZodObject): string[] {
  return Object.keys(schema.shape).filter((key) => factsOf(schema.shape[key] as z.ZodType)?.isSetByClass);
}

/** A nested object or map, described as a whole. */
export function described<S extends z.ZodType>(schema: S, allowed: string, fix: string): S {
  return field(schema, allowed, fix);
}

function isJsonObject(value: string): boolean {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
}
