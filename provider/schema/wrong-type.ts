import { z } from "zod";
import { factsOf } from "./fields";

/** What to do about a value whose type a field never takes. */
export interface TypeFix {
  fix: string;
  /** Whether a text is wanted, so that quotes around what stands there make it right. */
  inQuotes?: boolean;
}

/** What a text that stands without quotes needs. */
export const putInQuotes: TypeFix = { fix: "It is a text: write it in quotes.", inQuotes: true };

type Type = "text" | "number" | "flag" | "list" | "object" | "null";

const words: Record<Type, string> = {
  text: "one text",
  number: "a number",
  flag: "true or false",
  list: "a list",
  object: "an object",
  null: "null",
};

/** The hint about the type of a value, where its type is what is wrong with it and the field's own hint is about another thing. */
export function typeFix(schema: z.core.$ZodType | undefined, value: unknown): TypeFix | undefined {
  if (schema === undefined || value === undefined) return undefined;
  const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
  const wanted = typesOf(inner);
  const given = typeOf(value);
  if (wanted.size === 0 || given === undefined || wanted.has(given)) return undefined;
  if (given === "null") return { fix: instead(schema, inner), ...(wanted.has("text") && { inQuotes: true }) };
  // What has a form of its own is told by it, and what is one of a few by these.
  const isFormed = wanted.has("list") || wanted.has("flag") || isOneOf(inner);
  if (isFormed || (wanted.has("object") && !wanted.has("text"))) return undefined;
  if (wanted.has("text")) return textFix(inner, given, value, wanted.has("object"));
  return {
    fix: given === "text" ? "Write it as a number, without quotes." : `Write ${words.number}, not ${words[given]}.`,
  };
}

function textFix(schema: z.core.$ZodType, given: Type, value: unknown, mayBeObject: boolean): TypeFix | undefined {
  if (given === "number" || given === "flag") {
    // Where quotes alone do not make it right, the form of the text is what to tell.
    return z.safeParse(schema, String(value)).success ? putInQuotes : undefined;
  }
  const ofObject = given === "object" ? factsOf(schema)?.fixOfObject : undefined;
  return { fix: ofObject ?? `Write ${words.text}${mayBeObject ? " or an object" : ""}, not ${words[given]}.` };
}

/** What stands for null: nothing, or the empty value that the field takes. */
function instead(schema: z.core.$ZodType, inner: z.core.$ZodType): string {
  if (!(schema instanceof z.ZodOptional)) return "Give it a value.";
  const clears = z.safeParse(inner, "").success;
  return clears ? 'Leave it out, or write "" to clear it.' : "Leave it out, or give it a value.";
}

function typeOf(value: unknown): Type | undefined {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  const types: Partial<Record<string, Type>> = { string: "text", number: "number", boolean: "flag", object: "object" };
  return types[typeof value];
}

function isOneOf(schema: z.core.$ZodType): boolean {
  return [z.ZodLiteral, z.ZodEnum, z.ZodUnion].some((one) => schema instanceof one);
}

/** The types that a schema takes; none where it cannot be told. */
function typesOf(schema: z.core.$ZodType): Set<Type> {
  const types = new Set<Type>(factsOf(schema)?.mayBeObject ? ["object"] : []);
  for (const type of ownTypes(schema)) types.add(type);
  return types;
}

function ownTypes(schema: z.core.$ZodType): Iterable<Type> {
  if (schema instanceof z.ZodOptional) return typesOf(schema.unwrap());
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => [...typesOf(option)]);
  if (schema instanceof z.ZodString || schema instanceof z.ZodEnum) return ["text"];
  if (schema instanceof z.ZodNumber) return ["number"];
  if (schema instanceof z.ZodBoolean) return ["flag"];
  if (schema instanceof z.ZodLiteral) return [...schema.values].flatMap((value) => typeOf(value) ?? []);
  if (schema instanceof z.ZodArray) return ["list"];
  return schema instanceof z.ZodObject || schema instanceof z.ZodRecord ? ["object"] : [];
}
