import type { z } from "zod";
import { type CallFacts, ImError } from "../errors";
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
  : undefined;

/** JSON of an object. Undefined for anything else. */
export function parseAnswer(text: string): Answer | undefined {
  const value = parseJson(text);
  return typeof value === "object" && value !== null ? (value as Answer) : undefined;
}

type AboutCall = Pick<CallFacts, "vendor" | "call" | "object">;

/**
 * Reads what an answer holds. Whatever is not as the schema says is not understood, and must not pass for nothing.
 * @param isChange whether the call changes something, which is done then
 * @throws ImError
 */
export function understood(facts: AboutCall, schema: z.ZodType, answer: unknown, isChange: boolean): unknown {
  const read = schema.safeParse(answer, { reportInput: true });
  if (read.success) return read.data;
  const [first, ...others] = read.error.issues.map(
    ({ path, message, input }) => `\`${pathText(path)}\` should be ${message} and is ${kindOf(input)}`,
  );
  throw notUnderstood(facts, `${first}${others.length > 0 ? `, and ${others.length} more` : ""}`, isChange);
}

/**
 * That an answer is about what was asked for, and nothing else.
 * @param key where the ids stand in it
 * @throws ImError
 */
export function demandAsked(
  facts: AboutCall,
  key: string,
  ids: readonly string[],
  asked: readonly string[],
  isChange = false,
): void {
  if (ids.every((id) => asked.includes(id))) return;
  throw notUnderstood(facts, `\`${key}\` is about something else than was asked for`, isChange);
}

/** @param what what is not as it should be, without any value of the answer */
export function notUnderstood(facts: AboutCall, what: string, isChange = false): ImError {
  const about = facts.object === undefined ? "" : ` for ${facts.object}`;
  return new ImError(
    "IM_UNEXPECTED_ANSWER",
    `${facts.vendor} ${facts.call}${about} ${isChange ? "was carried out, and " : ""}answered what this version does not understand: ${what}. Nothing is concluded from it. Run it again; where that ends the same way, report this text, in which no value of the answer stands.`,
    { ...facts, ...(isChange && { wasCarriedOut: true }) },
  );
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  return text.replace(/^\./, "") || "answer";
}

/** What kind of thing a value is. Never the value. */
function kindOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "string") return value === "" ? "an empty text" : "a text";
  return { object: "an object", number: "a number", boolean: "a boolean" }[typeof value as string] ?? typeof value;
}
