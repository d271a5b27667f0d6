import { textLength } from "../cloud/text-length";
import { refuse } from "./refusal";
import type { NexconnSettings } from "./settings";

interface Common {
  readonly required?: true;
  /** What the documentation calls it where the SDK has another name. */
  readonly alias?: string;
  /** Code where it is missing or malformed; 1002 unless the vendor has a special one. */
  readonly bad?: number;
}

/** One parameter of a call: a member of the JSON body, or a field of the form. */
export type Parameter =
  | (Common & {
      readonly type: "text";
      readonly max?: number;
      /** Set where the vendor counts bytes; otherwise characters count. */
      readonly unit?: "bytes";
      readonly oneOf?: readonly string[];
      readonly nonEmpty?: true;
    })
  | (Common & {
      readonly type: "integer";
      readonly oneOf?: readonly number[];
      readonly min?: number;
      readonly max?: number;
    })
  | (Common & { readonly type: "boolean" })
  | (Common & {
      /** A list of ids or other texts, each counted once. */
      readonly type: "texts";
      readonly max?: number;
      /** Of each entry; 64 unless told otherwise. */
      readonly maxBytes?: number;
      readonly oneOf?: readonly string[];
      readonly mayBeEmpty?: true;
    })
  | (Common & {
      /** An object of texts. */
      readonly type: "pairs";
      readonly max?: number;
    })
  | (Common & {
      /** An object of texts and numbers, of which the vendor publishes no list. */
      readonly type: "object";
    })
  | (Common & { readonly type: "fields"; readonly fields: ParameterTable })
  | (Common & { readonly type: "list"; readonly fields: ParameterTable });

export type ParameterTable = { readonly [name: string]: Parameter };

type Parsed<P extends Parameter> = P extends { type: "text" }
  ? string
  : P extends { type: "integer" }
    ? number
    : P extends { type: "boolean" }
      ? boolean
      : P extends { type: "texts" }
        ? string[]
        : P extends { type: "pairs" }
          ? Map<string, string>
          : P extends { type: "object" }
            ? Record<string, string | number>
            : P extends { type: "fields"; fields: infer F extends ParameterTable }
              ? Arguments<F>
              : P extends { type: "list"; fields: infer F extends ParameterTable }
                ? Arguments<F>[]
                : never;

/** What a handler gets for a table of parameters. */
export type Arguments<T extends ParameterTable> = {
  readonly [K in keyof T]: T[K] extends { required: true } ? Parsed<T[K]> : Parsed<T[K]> | undefined;
};

/** How the settings bear on parsing. */
export type ParsingRules = Pick<NexconnSettings, "flagTypes" | "acceptedNames">;

export type Body = Readonly<Record<string, unknown>>;

const ID_BYTES = 64;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The names under which a parameter is accepted, the better one first. */
function namesOf(name: string, spec: Parameter, { acceptedNames }: ParsingRules): string[] {
  if (spec.alias === undefined || acceptedNames === "sdk") return [name];
  return acceptedNames === "docs" ? [spec.alias] : [name, spec.alias];
}

function parseText(name: string, value: unknown, spec: Parameter & { type: "text" }): string {
  const bad = spec.bad ?? 1002;
  if (typeof value !== "string") return refuse(bad, `${name} is not a string`);
  if (value === "" && (spec.required || spec.nonEmpty)) return refuse(bad, `${name} is empty`);
  if (spec.max !== undefined && textLength(value, spec.unit ?? "characters") > spec.max) {
    return refuse(1005, `${name} is too long`);
  }
  return spec.oneOf && !spec.oneOf.includes(value) ? refuse(bad, `${name} is invalid`) : value;
}

function parseInteger(
  name: string,
  value: unknown,
  spec: Parameter & { type: "integer" },
  { flagTypes }: ParsingRules,
): number {
  const bad = spec.bad ?? 1002;
  const number =
    flagTypes === "lenient" && typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isSafeInteger(number)) return refuse(bad, `${name} is not an integer`);
  const fits = spec.oneOf
    ? spec.oneOf.includes(number)
    : number >= (spec.min ?? number) && number <= (spec.max ?? number);
  return fits ? number : refuse(bad, `${name} is out of range`);
}

function parseBoolean(name: string, value: unknown, spec: Parameter, { flagTypes }: ParsingRules): boolean {
  if (typeof value === "boolean") return value;
  const text = flagTypes === "lenient" ? String(value) : "";
  if (text === "true" || text === "1") return true;
  return text === "false" || text === "0" ? false : refuse(spec.bad ?? 1002, `${name} is not a boolean`);
}

function parseTexts(name: string, value: unknown, spec: Parameter & { type: "texts" }): string[] {
  const bad = spec.bad ?? 1002;
  if (!Array.isArray(value) || !value.every((one): one is string => typeof one === "string" && one !== "")) {
    return refuse(bad, `${name} is not a list of strings`);
  }
  if (value.length === 0 && !spec.mayBeEmpty) return refuse(bad, `${name} is empty`);
  if (value.length > (spec.max ?? value.length)) return refuse(bad, `${name} has more than ${spec.max} entries`);
  if (value.some((one) => Buffer.byteLength(one) > (spec.maxBytes ?? ID_BYTES)))
    return refuse(1005, `${name} has an entry that is too long`);
  if (spec.oneOf && !value.every((one) => spec.oneOf?.includes(one))) return refuse(bad, `${name} is invalid`);
  return [...new Set(value)];
}

function parsePairs(name: string, value: unknown, spec: Parameter & { type: "pairs" }): Map<string, string> {
  const bad = spec.bad ?? 1002;
  if (!isObject(value)) return refuse(bad, `${name} is not an object`);
  const pairs = Object.entries(value);
  if (pairs.length > (spec.max ?? pairs.length)) return refuse(bad, `${name} has more than ${spec.max} entries`);
  return new Map(
    pairs.map(([key, one]) => [key, typeof one === "string" ? one : refuse(bad, `${name}.${key} is not a string`)]),
  );
}

function parseObject(name: string, value: unknown, spec: Parameter): Record<string, string | number> {
  const fits =
    isObject(value) && Object.values(value).every((one) => typeof one === "string" || typeof one === "number");
  return fits
    ? (value as Record<string, string | number>)
    : refuse(spec.bad ?? 1002, `${name} is not an object of texts`);
}

function parseOne(name: string, value: unknown, spec: Parameter, rules: ParsingRules): unknown {
  if (value === undefined || value === null) {
    return spec.required ? refuse(spec.bad ?? 1002, `${name} is required`) : undefined;
  }
  switch (spec.type) {
    case "text":
      return parseText(name, value, spec);
    case "integer":
      return parseInteger(name, value, spec, rules);
    case "boolean":
      return parseBoolean(name, value, spec, rules);
    case "texts":
      return parseTexts(name, value, spec);
    case "pairs":
      return parsePairs(name, value, spec);
    case "object":
      return parseObject(name, value, spec);
    case "fields":
      return isObject(value)
        ? parseArguments(spec.fields, value, rules, `${name}.`)
        : refuse(spec.bad ?? 1002, `${name} is not an object`);
    case "list":
      if (!Array.isArray(value) || value.length === 0) return refuse(spec.bad ?? 1002, `${name} is not a list`);
      return value.map((one: unknown, index) =>
        isObject(one)
          ? parseArguments(spec.fields, one, rules, `${name}[${index}].`)
          : refuse(spec.bad ?? 1002, `${name}[${index}] is not an object`),
      );
  }
}

/** Checks every parameter in the order of the table; the first bad one decides the answer. */
export function parseArguments<T extends ParameterTable>(
  table: T,
  body: Body,
  rules: ParsingRules,
  prefix = "",
): Arguments<T> {
  const parsed: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(table)) {
    const sent = namesOf(name, spec, rules).find((one) => Object.hasOwn(body, one));
    parsed[name] = parseOne(`${prefix}${name}`, sent === undefined ? undefined : body[sent], spec, rules);
  }
  return parsed as Arguments<T>;
}

/** Names that were sent and that the vendor does not know, those inside objects after a dot. */
export function unknownNames(table: ParameterTable, body: Body, rules: ParsingRules, prefix = ""): string[] {
  const known = new Map(
    Object.entries(table).flatMap(([name, spec]) => namesOf(name, spec, rules).map((one) => [one, spec] as const)),
  );
  return Object.entries(body).flatMap(([name, value]) => {
    const spec = known.get(name);
    if (!spec) return [`${prefix}${name}`];
    return spec.type === "fields" && isObject(value)
      ? unknownNames(spec.fields, value, rules, `${prefix}${name}.`)
      : [];
  });
}
