import type { z } from "zod";
import { type CallFacts, ImError } from "../errors";
import { isObject } from "../values/values";
import { parseJson } from "./json";

/** The body of an answer as it came. */
export type Answer = Record<string, unknown>;

/** What the answers of calls hold, by call. */
export type AnswerSchemas<Call extends string> = Readonly<Partial<Record<Call, z.ZodType>>>;

/** What a call gives to whoever made it: nothing, where no schema says what its answer holds. */
export type AnswerOf<Schemas, Call extends string> = Call extends keyof Schemas
  ? Schemas[Call] extends z.ZodType
    ? z.output<Schemas[Call]>
    : never
  : Answer;

/** JSON of an object. Undefined for anything else. */
export function parseAnswer(text: string): Answer | undefined {
  const value = parseJson(text);
  return typeof value === "object" && value !== null ? (value as Answer) : undefined;
}

/** Ids that an answer must repeat, by key: with others it is about another object. */
export type Repeated = Readonly<Record<string, string>>;

/**
 * Reads what an answer holds. Whatever is not as the schema says is not understood, and must not pass for nothing.
 * @param isChange whether the call changes something, which is done then
 * @throws ImError
 */
export function understood(
  facts: Pick<CallFacts, "vendor" | "call" | "object">,
  schema: z.ZodType,
  answer: unknown,
  isChange: boolean,
  repeats: Repeated = {},
): unknown {
  const read = schema.safeParse(answer, { reportInput: true });
  const wrong = read.success
    ? othersIn(read.data, repeats)
    : read.error.issues.map(
        ({ path, message, input }) => `\`${pathText(path)}\` should be ${message} and is ${kindOf(input)}`,
      );
  const [first, ...others] = wrong;
  if (first === undefined) return read.data;
  const more = others.length > 0 ? `, and ${others.length} more` : "";
  throw notUnderstood(facts, `${first}${more}`, isChange);
}

/** The error for an answer of which nothing may be concluded. */
export function notUnderstood(
  facts: Pick<CallFacts, "vendor" | "call" | "object">,
  what: string,
  isChange: boolean,
): ImError {
  const about = facts.object === undefined ? "" : ` for ${facts.object}`;
  return new ImError(
    "IM_UNEXPECTED_ANSWER",
    `${facts.vendor} ${facts.call}${about} ${isChange ? "was carried out, and " : ""}answered what this version does not understand: ${what}. Nothing is concluded from it. Run it again; where that ends the same way, report this text, in which no value of the answer stands.`,
    { ...facts, ...(isChange && { wasCarriedOut: true }) },
  );
}

function othersIn(read: unknown, repeats: Repeated): string[] {
  const others = Object.entries(repeats).filter(([key, id]) => !isObject(read) || read[key] !== id);
  return others.map(([key]) => `\`${key}\` should be the one that was asked for and is another`);
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  return text.replace(/^\./, "") || "answer";
}

/** What kind of thing a value is. Never the value. */
function kindOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return value === "" ? "an empty text" : "a text";
  return { object: "an object", number: "a number", boolean: "a boolean" }[typeof value as string] ?? typeof value;
}

/** A value of an answer as a list; some lists travel as JSON text, and an empty one may be missing. */
export function list(value: unknown): unknown[] {
  const parsed = typeof value === "string" ? parseJson(value) : value;
  return Array.isArray(parsed) ? parsed : [];
}

/** A value of an answer as a list of objects. */
export function records(value: unknown): Answer[] {
  return list(value).filter((item): item is Answer => typeof item === "object" && item !== null);
}

/** A value of an answer as an object, an empty one where it is none. */
export function record(value: unknown): Answer {
  return records([value])[0] ?? {};
}
