import type { Problem } from "../schema/problems";
import { isObject } from "../values/values";
import { at, isSamePath, type Path } from "./paths";
import { type Entry, isSecretAt } from "./source";
import { mayReadAs } from "./written";

/** A problem with what stands in the file, where YAML has read it as something else than a text. */
export function asWritten(entry: Entry, problem: Problem): Problem {
  if (problem.isAboutKey || isSecretAt(entry, problem.path)) return problem;
  const value = at(entry.fields, problem.path);
  const text = textOf(entry, problem.path, value);
  if (text === undefined) return problem;
  const fix = inQuotes(text, value);
  if (value === null) return asWrittenNull(problem, text, fix);
  if (problem.inQuotes) return { ...problem, seen: `${text} without quotes`, fix };
  return text === String(value) ? problem : { ...problem, seen: `${text}, which YAML reads as ${problem.seen}` };
}

function asWrittenNull(problem: Problem, text: string, quoted: string): Problem {
  if (text === "") return { ...problem, seen: "no value" };
  const fix = problem.inQuotes ? `${problem.fix} If it is a text: ${quoted}` : problem.fix;
  return { ...problem, seen: `${text} without quotes, which YAML reads as no value`, fix };
}

/** Numbers that are read as others than those that stand there, wherever they are in an entry. */
export function misreadNumbers(entry: Entry): Problem[] {
  return numbersIn(entry.fields, []).flatMap(({ path, value }) => {
    if (isSecretAt(entry, path)) return [];
    const text = textOf(entry, path, value);
    const fix = inQuotes(text, value);
    if (text !== undefined && /^[+-]?0\d/.test(text)) {
      const allowed = "a number without a zero before it, or a text";
      return {
        path,
        seen: `${text}, which YAML reads as number ${value}`,
        allowed,
        fix: `${fix} A number goes without the zero.`,
      };
    }
    if (!Number.isInteger(value) || Number.isSafeInteger(value) || /[e.]/i.test(text ?? "")) return [];
    const allowed = `a number up to ${Number.MAX_SAFE_INTEGER}, or a text`;
    return { path, seen: `${text ?? value}, a number whose last digits get lost`, allowed, fix };
  });
}

/** The problems, and those of `more` about values that none of them is about. */
export function withMore(problems: Problem[], more: Problem[]): Problem[] {
  return [...problems, ...more.filter(({ path }) => !problems.some((told) => isSamePath(told.path, path)))];
}

function inQuotes(text: string | undefined, value: unknown): string {
  // `pulumi config set` writes a file anew, and long numbers in it with an exponent.
  const isCut = Number.isInteger(value) && !Number.isSafeInteger(value) && /e/i.test(text ?? String(value));
  if (isCut) return "Write it in quotes, with all its digits.";
  return `Write it in quotes${text === undefined ? "" : `: ${JSON.stringify(text)}`}.`;
}

function textOf(entry: Entry, path: Path, value: unknown): string | undefined {
  if (value === undefined || typeof value === "string" || (typeof value === "object" && value !== null))
    return undefined;
  const text = entry.written(path);
  // The file may be another one than the engine has read.
  return text !== undefined && mayReadAs(text, value) ? text : undefined;
}

function numbersIn(value: unknown, path: Path): { path: Path; value: number }[] {
  if (typeof value === "number") return [{ path, value }];
  if (Array.isArray(value)) return value.flatMap((item, i) => numbersIn(item, [...path, i]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => numbersIn(item, [...path, key]));
}
