import { type LengthUnit, textLength } from "../cloud/text-length";
import { refuse } from "./refusal";

/** How the settings bear on parsing. */
export interface ParsingRules {
  readonly lengthUnit: LengthUnit;
  readonly overLongText: number;
}

interface TextsLimits {
  readonly max?: number;
  readonly maxEach?: number;
  readonly nonEmpty?: true;
}

interface PairsLimits {
  readonly max: number;
  readonly maxKey: number;
  readonly maxValue: number;
}

/** What an account id looks like. */
export const ACCID = /^[A-Za-z0-9_@.-]{1,32}$/;

/** JSON, or a refusal with the complaint as its text. */
export function parseJson(raw: string, complaint: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return refuse(414, complaint);
  }
}

/** One element of queueBatchOffer as sent. */
export interface OfferedElement {
  readonly key: string;
  readonly value: string;
  /** Its owner; the operator where it is absent. */
  readonly accid?: string;
  readonly transient?: boolean;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function checkLength(name: string, text: string, max: number | undefined, rules: ParsingRules): void {
  if (max !== undefined && textLength(text, rules.lengthUnit) > max) refuse(rules.overLongText, `${name} too long`);
}

/** A list of texts, each once. */
export function parseTexts(name: string, raw: string, spec: TextsLimits, rules: ParsingRules): string[] {
  const list = parseJson(raw, `${name} json error`);
  if (!Array.isArray(list) || !list.every((one): one is string => typeof one === "string" && one !== "")) {
    return refuse(414, `${name} json error`);
  }
  if (spec.nonEmpty && list.length === 0) return refuse(414, `${name} is empty`);
  if (list.length > (spec.max ?? list.length)) return refuse(414, `${name} too many`);
  for (const one of list) checkLength(name, one, spec.maxEach, rules);
  return [...new Set(list)];
}

/** An object whose values are texts. */
export function parsePairs(name: string, raw: string, spec: PairsLimits, rules: ParsingRules): Map<string, string> {
  const object = parseJson(raw, `${name} json error`);
  if (!isObject(object)) return refuse(414, `${name} json error`);
  const pairs = Object.entries(object);
  if (pairs.length === 0) return refuse(414, `${name} is empty`);
  if (pairs.length > spec.max) return refuse(414, `${name} too many`);
  return new Map(
    pairs.map(([key, value]) => {
      if (key === "" || typeof value !== "string" || value === "") return refuse(414, `${name} json error`);
      checkLength("key", key, spec.maxKey, rules);
      checkLength("value", value, spec.maxValue, rules);
      return [key, value];
    }),
  );
}

function parseElement(name: string, one: unknown): OfferedElement {
  const complaint = `${name} json error`;
  if (!isObject(one)) return refuse(414, complaint);
  const { key, value, accid, transient } = one;
  if (typeof key !== "string" || key === "" || typeof value !== "string" || value === "") {
    return refuse(414, complaint);
  }
  if (accid !== undefined && (typeof accid !== "string" || !ACCID.test(accid))) return refuse(414, complaint);
  if (transient !== undefined && typeof transient !== "boolean") return refuse(414, complaint);
  return { key, value, accid: accid?.toLowerCase(), transient };
}

/** A list of objects with key and value. */
export function parseElements(name: string, raw: string, spec: PairsLimits, rules: ParsingRules): OfferedElement[] {
  const list = parseJson(raw, `${name} json error`);
  if (!Array.isArray(list)) return refuse(414, `${name} json error`);
  if (list.length === 0) return refuse(414, `${name} is empty`);
  if (list.length > spec.max) return refuse(414, `${name} too many`);
  return list.map((one: unknown) => {
    const element = parseElement(name, one);
    checkLength("key", element.key, spec.maxKey, rules);
    checkLength("value", element.value, spec.maxValue, rules);
    return element;
  });
}
