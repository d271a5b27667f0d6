import { isDeepStrictEqual } from "node:util";
import { type Problem, seen } from "../schema/problems";
import { unusableName } from "../schema/unusable-names";
import { at, isRelated, ownValue, type Path, startsWith } from "../values/paths";
import { isUnknown } from "../values/unknowns";
import { isObject, type Values } from "../values/values";

/** What stands in a text in place of a secret. */
const hidden = "[secret]";

/** A secret of at least this length is no part of another word by chance. */
const longEnough = 8;

/** Where a secret is in the normal form of inputs. */
interface Place {
  path: Path;
  /** Whether the last key of the path is the secret, or a part of it. */
  isKey?: boolean;
}

/** Keeps what a program marked as secret out of what is told about its inputs. */
export class Secrecy {
  readonly #raw: Values;
  readonly #inputs: Values;
  readonly #places: readonly Place[];
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
    const normal = paths.map((path) => inNormalForm(path, raw, inputs));
    this.#places = [...paths.map((path) => ({ path })), ...normal];
    const exact = [...paths, ...normal.filter(({ isPart }) => !isPart).map(({ path }) => path)];
    const values = [raw, inputs, olds].flatMap((where) => exact.map((path) => [path, at(where, path)] as const));
    this.#pattern = patternOf(values.flatMap(([path, value]) => textsIn(value, path.length === 1)));
  }

  /** What is secret in the normal form, by paths that tell no secret themselves. */
  get paths(): Path[] {
    const paths = this.#places.map(({ path, isKey }) => (isKey ? path.slice(0, -1) : path));
    const present = paths.filter((path) => at(this.#inputs, path) !== undefined);
    return [...new Map(present.map((path) => [JSON.stringify(path), path])).values()];
  }

  /** A problem that tells sizes where it would tell a secret, or what holds one. */
  shown(problem: Problem): Problem {
    const { path, isAboutKey } = problem;
    const wording = { ...problem, seen: this.text(problem.seen), fix: this.text(problem.fix) };
    const within = this.#within(path);
    if (within && isAboutKey) {
      return { ...wording, path: within, ...(problem.quotesKey && { seen: seen(String(path.at(-1)), true) }) };
    }
    const isSecret = within || (!isAboutKey && this.#places.some((secret) => isRelated(secret.path, path)));
    if (isSecret) return { ...wording, path: within ?? path, seen: seen(this.#valueAt(path), true) };
    // What is allowed in the place of a secret is known to everybody; elsewhere it may name the secret.
    return { ...wording, allowed: this.text(problem.allowed) };
  }

  /** The path to tell where a path leads into a secret, whose keys are secret as well. */
  #within(path: Path): Path | undefined {
    for (const secret of this.#places) {
      if (!startsWith(path, secret.path)) continue;
      if (secret.isKey) return secret.path.slice(0, -1);
      if (path.length > secret.path.length) return secret.path;
    }
    return undefined;
  }

  /** A text without the secrets that it may hold. */
  text(text: string): string {
    return this.#pattern ? text.replace(this.#pattern, hidden) : text;
  }

  #valueAt(path: Path): unknown {
    return at(this.#inputs, path) ?? at(this.#raw, path);
  }
}

/**
 * Where a secret is in the normal form of the inputs. Where the form has no such place, all that holds the secret is secret,
 * as the engine has it.
 */
function inNormalForm(path: Path, raw: unknown, inputs: unknown): Place & { isPart?: boolean } {
  const place: Path = [];
  let [from, to] = [raw, inputs];
  for (const part of path) {
    const key = counterpart(part, from, to);
    // A field that the normal form lacks is nowhere in it.
    if (key === undefined) return place.length === 0 ? { path } : { path: place, isPart: true };
    place.push(key);
    const isItem = Array.isArray(from) && !Array.isArray(to);
    if (isItem && isSecretId(path, place.length - 1, key, raw)) return { path: place, isKey: true, isPart: true };
    [from, to] = [ownValue(from, part), ownValue(to, key)];
  }
  return { path: place };
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

/** The texts and numbers in a secret value, its own keys included where it is a map and no field of one. */
function textsIn(value: unknown, hasKeys = false): string[] {
  if (isUnknown(value) || value === "" || value === unusableName) return [];
  if (typeof value === "string" || typeof value === "number") return [String(value)];
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item));
  if (!isObject(value)) return [];
  const inner = Object.values(value).flatMap((item) => textsIn(item));
  return hasKeys ? [...Object.keys(value).flatMap((key) => textsIn(key)), ...inner] : inner;
}

/** What finds any of some texts, in whatever case a vendor keeps it; a short one only where it is a word of its own. */
function patternOf(texts: readonly string[]): RegExp | undefined {
  const forms = new Set(texts.flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]));
  if (forms.size === 0) return undefined;
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  return new RegExp(longestFirst.map(wordPattern).join("|"), "giu");
}

function wordPattern(text: string): string {
  const literal = text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  if (text.length >= longEnough) return literal;
  const letter = "[\\p{L}\\p{N}_]";
  return `(?<!${letter})${literal}(?!${letter})`;
}
