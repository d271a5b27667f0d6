import { isDeepStrictEqual } from "node:util";
import { isObject, type Values } from "./definition";
import { at, isRelated, ownValue, type Path, startsWith } from "./paths";
import { type Problem, seen } from "./problems";
import { isUnknown } from "./unknowns";
import { unusableName } from "./unusable-names";

/** What stands in a text in place of a secret. */
const hidden = "[secret]";

/** A secret of at least this length is no part of another word by chance. */
const longEnough = 8;

/** Keeps what a program marked as secret out of what is told about its inputs. */
export class Secrecy {
  readonly #raw: Values;
  readonly #inputs: Values;
  /** What is secret in the normal form. */
  readonly normal: readonly Path[];
  /** That, and what is secret in what the program gave. */
  readonly #paths: readonly Path[];
  readonly #pattern: RegExp | undefined;

  /**
   * @param raw the inputs as the program gave them
   * @param inputs the same in their normal form
   * @param paths what is secret in `raw`
   * @param olds the inputs, or the state, before: the values there at the same places are secret too
   */
  constructor(raw: Values, inputs: Values, paths: readonly Path[], olds: Values = {}) {
    this.#raw = raw;
    this.#inputs = inputs;
    this.normal = eachOnce(paths.map((path) => inNormalForm(path, raw, inputs)));
    this.#paths = eachOnce([...paths, ...this.normal]);
    const values = [raw, inputs, olds].flatMap((where) => this.#paths.map((path) => at(where, path)));
    this.#pattern = patternOf(values.flatMap(textsIn));
  }

  /** A problem that tells sizes where it would tell a secret, or what holds one. */
  shown(problem: Problem): Problem {
    const { path, isAboutKey } = problem;
    const within = this.#paths.find((secret) => secret.length < path.length && startsWith(path, secret));
    const wording = { ...problem, seen: this.text(problem.seen), fix: this.text(problem.fix) };
    if (within && isAboutKey) {
      return { ...wording, path: within, ...(problem.quotesKey && { seen: seen(String(path.at(-1)), true) }) };
    }
    const isSecret = within || (!isAboutKey && this.#paths.some((secret) => isRelated(secret, path)));
    if (isSecret) return { ...wording, path: within ?? path, seen: seen(this.#valueAt(path), true) };
    // What is allowed in the place of a secret is known to everybody; elsewhere it may name the secret.
    return { ...wording, allowed: this.text(problem.allowed) };
  }

  /** A text without the secrets that it may hold. */
  text(text: string): string {
    return this.#pattern ? text.replace(this.#pattern, hidden) : text;
  }

  #valueAt(path: Path): unknown {
    return at(this.#inputs, path) ?? at(this.#raw, path);
  }
}

function eachOnce(paths: readonly Path[]): Path[] {
  return [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()];
}

/**
 * Where a secret is in the normal form of the inputs. Where the form has no such place, all that holds the secret is secret,
 * as the engine has it.
 */
function inNormalForm(path: Path, raw: unknown, inputs: unknown): Path {
  const place: Path = [];
  let [from, to] = [raw, inputs];
  for (const part of path) {
    const key = counterpart(part, from, to);
    // A field that the normal form lacks is nowhere in it.
    if (key === undefined) return place.length === 0 ? path : place;
    // The id of an item is a key now, and whoever tells of what is below it tells the key.
    if (Array.isArray(from) && !Array.isArray(to) && isSecretId(path, place.length, key, raw)) return place;
    place.push(key);
    [from, to] = [ownValue(from, part), ownValue(to, key)];
  }
  return place;
}

/** The key in the normal form of what has a key, or an index, in what the program gave. */
function counterpart(part: string | number, from: unknown, to: unknown): string | number | undefined {
  if (to === undefined || isUnknown(to)) return part;
  if (Array.isArray(from)) {
    if (Array.isArray(to)) return isDeepStrictEqual(from, to) ? part : undefined;
    const item = from[Number(part)];
    const words = isObject(item) ? Object.values(item) : [item];
    return isObject(to)
      ? only(Object.keys(to).filter((key) => words.some((word) => isSameWord(word, key))))
      : undefined;
  }
  if (!isObject(to)) return undefined;
  if (Object.hasOwn(to, part)) return part;
  return only(Object.keys(to).filter((key) => isSameWord(part, key)));
}

/** Whether a secret in an item of a list is the item, or its id. */
function isSecretId(path: Path, index: number, key: string | number, raw: unknown): boolean {
  const secret = at(raw, path);
  return path.length === index + 1 || (path.length === index + 2 && isSameWord(secret, String(key)));
}

/** Vendors keep ids in lower case. */
function isSameWord(value: unknown, key: string): boolean {
  return typeof value === "string" && value.toLowerCase() === key.toLowerCase();
}

function only<T>(items: T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

/** The texts and numbers in a secret value, its keys included. */
function textsIn(value: unknown): string[] {
  if (isUnknown(value) || value === "" || value === unusableName) return [];
  if (typeof value === "string" || typeof value === "number") return [String(value)];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => [...textsIn(key), ...textsIn(item)]);
}

/** What finds any of some texts; a short one only where it is a word of its own. */
function patternOf(texts: readonly string[]): RegExp | undefined {
  const forms = new Set(texts.flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]));
  if (forms.size === 0) return undefined;
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  return new RegExp(longestFirst.map(wordPattern).join("|"), "gu");
}

function wordPattern(text: string): string {
  const literal = text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  if (text.length >= longEnough) return literal;
  const letter = "[\\p{L}\\p{N}_]";
  return `(?<!${letter})${literal}(?!${letter})`;
}
