import { textLength } from "../cloud/text-length";
import {
  ACCID,
  type OfferedElement,
  type ParsingRules,
  parseElements,
  parseJson,
  parsePairs,
  parseTexts,
} from "./json-parameters";
import { refuse } from "./refusal";

interface Common {
  readonly required?: true;
}

/** One parameter of a call, as the vendor's tables give it. Everything arrives as text. */
export type Parameter =
  | (Common & { readonly type: "accid" })
  | (Common & {
      readonly type: "text";
      readonly max?: number;
      /** Set where the vendor counts bytes; otherwise the `lengthUnit` setting counts. */
      readonly unit?: "bytes";
      readonly pattern?: RegExp;
      readonly json?: true;
    })
  | (Common & { readonly type: "boolean" })
  | (Common & {
      readonly type: "integer";
      readonly oneOf?: readonly number[];
      readonly min?: number;
      readonly max?: number;
    })
  | (Common & {
      readonly type: "accids";
      readonly max?: number;
      readonly maxText?: number;
      readonly nonEmpty?: true;
      /** The vendor's text for a list it does not accept; ids in such a list must be well-formed. */
      readonly bad?: string;
    })
  | (Common & { readonly type: "ids"; readonly max?: number })
  | (Common & { readonly type: "flags"; readonly keys: readonly string[] })
  | (Common & { readonly type: "texts"; readonly max?: number; readonly maxEach?: number; readonly nonEmpty?: true })
  | (Common & {
      /** `pairs`: an object of texts. `elements`: a list of objects with key and value. */
      readonly type: "pairs" | "elements";
      readonly max: number;
      readonly maxKey: number;
      readonly maxValue: number;
    });

export type ParameterTable = Readonly<Record<string, Parameter>>;

type Parsed<P extends Parameter> = P extends { type: "accid" | "text" }
  ? string
  : P extends { type: "boolean" }
    ? boolean
    : P extends { type: "integer" }
      ? number
      : P extends { type: "accids" }
        ? string[]
        : P extends { type: "ids" }
          ? number[]
          : P extends { type: "flags" }
            ? Record<string, boolean>
            : P extends { type: "texts" }
              ? string[]
              : P extends { type: "pairs" }
                ? Map<string, string>
                : P extends { type: "elements" }
                  ? OfferedElement[]
                  : never;

/** What a handler gets for a table of parameters. */
export type Arguments<T extends ParameterTable> = {
  readonly [K in keyof T]: T[K] extends { required: true } ? Parsed<T[K]> : Parsed<T[K]> | undefined;
};

function parseText(name: string, raw: string, spec: Parameter & { type: "text" }, rules: ParsingRules): string {
  if (spec.max !== undefined && textLength(raw, spec.unit ?? rules.lengthUnit) > spec.max) {
    return refuse(rules.overLongText, `${name} too long`);
  }
  if (raw !== "" && spec.pattern && !spec.pattern.test(raw)) return refuse(414, `${name} is invalid`);
  if (raw !== "" && spec.json) parseJson(raw, `${name} json error`);
  return raw;
}

function parseInteger(name: string, raw: string, spec: Parameter & { type: "integer" }): number {
  // No sign but minus, no leading zeros, no exponent: what the vendor's own SDK prints.
  if (!/^(0|-?[1-9]\d{0,15})$/.test(raw)) return refuse(414, `${name} not number`);
  const value = Number(raw);
  if (!Number.isSafeInteger(value)) return refuse(414, `${name} not number`);
  if (spec.oneOf && !spec.oneOf.includes(value)) return refuse(414, `${name} is invalid`);
  if (value < (spec.min ?? value) || value > (spec.max ?? value)) return refuse(414, `${name} is invalid`);
  return value;
}

function parseAccids(name: string, raw: string, spec: Parameter & { type: "accids" }): string[] {
  const complaint = spec.bad ?? `${name} json error`;
  if (spec.maxText !== undefined && [...raw].length > spec.maxText) return refuse(414, spec.bad ?? `${name} too long`);
  const list = parseJson(raw, complaint);
  if (!Array.isArray(list) || !list.every((one): one is string => typeof one === "string")) {
    return refuse(414, complaint);
  }
  if (list.length > (spec.max ?? list.length)) return refuse(414, spec.bad ?? `${name} too many`);
  if (spec.nonEmpty && list.length === 0) return refuse(414, spec.bad ?? `${name} is empty`);
  if (spec.bad && !list.every((one) => ACCID.test(one))) return refuse(414, spec.bad);
  return [...new Set(list.map((one) => one.toLowerCase()))];
}

function parseIds(name: string, raw: string, spec: Parameter & { type: "ids" }): number[] {
  const list = parseJson(raw, `${name} json error`);
  if (!Array.isArray(list)) return refuse(414, `${name} json error`);
  if (list.length === 0) return refuse(414, `${name} is empty`);
  if (list.length > (spec.max ?? list.length)) return refuse(414, `${name} too many`);
  const ids = list.map((one: unknown) =>
    typeof one === "number" || (typeof one === "string" && /^[1-9]\d{0,15}$/.test(one)) ? Number(one) : Number.NaN,
  );
  if (!ids.every((id) => Number.isSafeInteger(id) && id > 0)) return refuse(414, `${name} json error`);
  return [...new Set(ids)];
}

function parseFlags(name: string, raw: string, spec: Parameter & { type: "flags" }): Record<string, boolean> {
  const complaint = `${name} json error`;
  const object = parseJson(raw, complaint);
  if (typeof object !== "object" || object === null || Array.isArray(object)) return refuse(414, complaint);
  const flags: Record<string, boolean> = {};
  for (const [key, value] of Object.entries(object)) {
    if (!spec.keys.includes(key) || typeof value !== "boolean") return refuse(414, complaint);
    flags[key] = value;
  }
  return flags;
}

function parseOne(name: string, raw: string | undefined, spec: Parameter, rules: ParsingRules): unknown {
  if (raw === undefined || (raw === "" && spec.type !== "text")) {
    return spec.required ? refuse(414, `${name} is empty`) : undefined;
  }
  if (raw === "" && spec.required) return refuse(414, `${name} is empty`);
  switch (spec.type) {
    case "accid":
      return ACCID.test(raw) ? raw.toLowerCase() : refuse(414, `${name} is invalid`);
    case "text":
      return parseText(name, raw, spec, rules);
    case "boolean":
      return raw === "true" || raw === "false" ? raw === "true" : refuse(414, `${name} not boolean`);
    case "integer":
      return parseInteger(name, raw, spec);
    case "accids":
      return parseAccids(name, raw, spec);
    case "ids":
      return parseIds(name, raw, spec);
    case "flags":
      return parseFlags(name, raw, spec);
    case "texts":
      return parseTexts(name, raw, spec, rules);
    case "pairs":
      return parsePairs(name, raw, spec, rules);
    case "elements":
      return parseElements(name, raw, spec, rules);
  }
}

/** Checks every parameter in the order of the table; the first bad one decides the answer. */
export function parseArguments<T extends ParameterTable>(
  table: T,
  params: Readonly<Record<string, string>>,
  rules: ParsingRules,
): Arguments<T> {
  const parsed: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(table)) {
    parsed[name] = parseOne(name, Object.hasOwn(params, name) ? params[name] : undefined, spec, rules);
  }
  return parsed as Arguments<T>;
}
