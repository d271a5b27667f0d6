import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";
import { at, ownValue } from "../values/paths";
import { type FieldFacts, factsOf, keysSetByClass } from "./fields";
import { typeFix } from "./wrong-type";

/** One thing wrong with the inputs, before it becomes text. */
export interface Problem {
  path: (string | number)[];
  /** What was given, without the value where it is a secret. */
  seen: string;
  allowed: string;
  fix: string;
  /** Whether the key itself is wrong, whatever its value will be. */
  isAboutKey?: boolean;
  /** Whether `seen` is the key itself. */
  quotesKey?: boolean;
  /** Whether a text is wanted, so that quotes around what stands there make it right. */
  inQuotes?: boolean;
}

/** The text of a problem: property, what was seen, what is allowed, what to do. */
export function render(problem: Problem): string {
  return `${pathText(problem.path)}: got ${problem.seen}; allowed: ${problem.allowed}. ${problem.fix}`;
}

export function pathText(path: (string | number)[]): string {
  return path.map((part, i) => (typeof part === "number" ? `[${part}]` : i === 0 ? part : `.${part}`)).join("");
}

/** A value in the words of an error: its kind and size, and the start of it unless it is secret. */
export function seen(value: unknown, secret = false): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (typeof value === "string") {
    const bytes = Buffer.byteLength(value);
    const characters = [...value].length;
    const size = bytes === characters ? `${bytes} characters` : `${characters} characters, ${bytes} bytes`;
    if (secret) return `a text of ${size}`;
    const shown = withoutCredentials(value);
    return shown.length > 40 ? `a text of ${size} ("${[...shown].slice(0, 24).join("")}…")` : JSON.stringify(shown);
  }
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object") return `an object with ${Object.keys(value).length} keys`;
  return secret ? `a ${typeof value}` : `${typeof value} ${String(value)}`;
}

/** What stands before the host of an address may be a password. */
function withoutCredentials(text: string): string {
  return text.replace(/\/\/[^/]*@/g, "//…@");
}

/** Reads every problem that a schema finds in a value. `secrets` are top-level keys whose values are not shown. */
export function problemsIn(schema: z.ZodObject, value: unknown, secrets: readonly string[] = []): Problem[] {
  const result = schema.safeParse(value);
  if (result.success) return [];
  const problems = new Map<string, Problem>();
  for (const issue of result.error.issues) {
    for (const problem of fromIssue(schema, value, issue, secrets)) {
      const key = pathText(problem.path);
      if (!problems.has(key)) problems.set(key, problem);
    }
  }
  return [...problems.values()];
}

function fromIssue(
  schema: z.ZodObject,
  value: unknown,
  issue: z.core.$ZodIssue,
  secrets: readonly string[],
): Problem[] {
  const path = issue.path.map((part) => (typeof part === "symbol" ? String(part) : part));
  if (issue.code === "unrecognized_keys") {
    const owner = schemaAt(schema, path);
    // What the class sets is nothing for a program to write.
    const own = owner instanceof z.ZodObject ? keysSetByClass(owner) : [];
    const known = owner instanceof z.ZodObject ? Object.keys(owner.shape).filter((key) => !own.includes(key)) : [];
    return issue.keys.map((key) => unknownKey([...path, key], key, known));
  }
  const isAboutKey = issue.code === "invalid_key";
  const input = isAboutKey ? path.at(-1) : at(value, path);
  const facts = isAboutKey ? factsOfKey(schema, path) : factsAlong(schema, path);
  const secret = typeof path[0] === "string" && secrets.includes(path[0]);
  const rule = ruleOf(issue);
  const missing = input === undefined ? "It is required: add it." : undefined;
  const ofType = isAboutKey ? undefined : typeFix(fieldAt(schema, path), input);
  return [
    {
      path,
      seen: seen(input, secret),
      allowed: rule.allowed ?? facts?.allowed ?? issue.message,
      fix: missing ?? rule.fix ?? facts?.fix ?? "Correct it.",
      ...ofType,
      ...(isAboutKey && { isAboutKey, quotesKey: true }),
    },
  ];
}

/** What a rule that is broken says itself, in place of what the field says. */
function ruleOf(issue: z.core.$ZodIssue): Partial<FieldFacts> {
  return (issue.code === "custom" && issue.params) || {};
}

/** A key that does not exist, with the nearest one that does. */
export function unknownKey(path: (string | number)[], key: string, known: string[]): Problem {
  const near = nearest(key, known);
  return {
    path,
    seen: "an unknown key",
    allowed: known.join(", "),
    fix: near ? `Did you mean \`${near}\`?` : "Remove it.",
    isAboutKey: true,
  };
}

/** The known word that was most likely meant, where one is near enough. */
export function nearest(word: string, known: string[]): string | undefined {
  if (known.length === 0) return undefined;
  const exact = known.find((k) => k.toLowerCase() === word.toLowerCase());
  const candidate = exact ?? closest(word, known);
  const near = distance(word.toLowerCase(), candidate.toLowerCase()) <= Math.max(2, Math.floor(word.length / 3));
  return near ? candidate : undefined;
}

/** The schema of what stands at a place, as far as a schema says. */
export function schemaAt(schema: z.core.$ZodType, path: (string | number)[]): z.core.$ZodType | undefined {
  let here = fieldAt(schema, path);
  while (here instanceof z.ZodOptional) here = here.unwrap();
  return here;
}

/** As {@link schemaAt}, and what may be left out shows it. */
function fieldAt(schema: z.core.$ZodType, path: (string | number)[]): z.core.$ZodType | undefined {
  let here: z.core.$ZodType | undefined = schema;
  for (const part of path) {
    while (here instanceof z.ZodOptional) here = here.unwrap();
    if (here instanceof z.ZodObject) here = ownValue(here.shape, part) as z.core.$ZodType | undefined;
    else if (here instanceof z.ZodRecord) here = here.valueType;
    else if (here instanceof z.ZodArray) here = here.element;
    else return undefined;
  }
  return here;
}

/** The facts of the keys of a map that a path leads into. */
function factsOfKey(schema: z.core.$ZodType, path: (string | number)[]) {
  const map = schemaAt(schema, path.slice(0, -1));
  return map instanceof z.ZodRecord ? factsOf(map.keyType) : undefined;
}

/** The facts of the innermost field on a path that has any. */
function factsAlong(schema: z.core.$ZodType, path: (string | number)[]) {
  for (let length = path.length; length > 0; length--) {
    const found = schemaAt(schema, path.slice(0, length));
    const facts = found && factsOf(found);
    if (facts) return facts;
  }
  return undefined;
}
