import { z } from "zod";
import { resources } from "../portable/resources";
import { factsOf } from "../schema/fields";
import { nearest, type Problem, seen } from "../schema/problems";
import { putInQuotes } from "../schema/wrong-type";
import { isUnknown, unknownValue } from "../values/unknowns";
import { isObject, type Values } from "../values/values";
import { formerNames } from "./aliases";
import type { Path } from "./paths";
import { type Collection, collections, type Entry, isSecretAt } from "./source";

/** An entry whose references have been followed. */
export interface Linked {
  entry: Entry;
  /** The fields as a resource takes them: ids instead of names, and unknown values for ids that a vendor will assign. */
  inputs: Values;
  references: Reference[];
  /** What is wrong with the references; the paths are those of the fields. */
  problems: Problem[];
  /** Where in the fields a path of `inputs` comes from. */
  origin(path: Path): Path;
}

/** A reference to an entry of the file. */
export interface Reference {
  field: string;
  to: Entry;
  /** Where it stands in the fields. */
  place: Path;
  /** Whether it is one of several in a map by ids, and not the value of the field. */
  isMember: boolean;
}

/** The entries that references lead to, by collection and logical name. */
export type Directory = ReadonlyMap<Collection, ReadonlyMap<string, Entry>>;

export function directoryOf(entries: readonly Entry[]): Directory {
  return new Map(
    collections.map((collection) => {
      const own = entries.filter((entry) => entry.collection === collection);
      return [collection, new Map(own.map((entry) => [entry.name, entry]))];
    }),
  );
}

/** What a field may refer to. */
export interface Target {
  collection: Collection;
  /** The input that is the target's id, such as `accountId`. */
  id: string;
  /** The word for one such resource, such as `account`. */
  word: string;
}

/** What the fields of a collection refer to, by field. */
export function targetsOf(collection: Collection): Map<string, Target> {
  const refersTo: Readonly<Record<string, string>> = resources[collection].portable.refersTo ?? {};
  return new Map(Object.entries(refersTo).map(([field, name]) => [field, targetNamed(name)]));
}

function targetNamed(name: string): Target {
  const collection = collections.find((one) => resources[one].portable.name === name);
  if (collection === undefined)
    throw new Error(`A portable resource refers to ${name}, which stack files do not have.`);
  const { id } = resources[collection].portable;
  return { collection, id, word: name.charAt(0).toLowerCase() + name.slice(1) };
}

/** Whether a field is a map by ids, and not a single id. */
export function isMapByIds(schema: z.core.$ZodType | undefined): schema is z.ZodRecord {
  return schema instanceof z.ZodRecord;
}

/** A field's schema, whether it may be left out or not. */
export function fieldSchema(collection: Collection, field: string): z.core.$ZodType | undefined {
  const schema = resources[collection].portable.schema.shape[field];
  return schema instanceof z.ZodOptional ? schema.unwrap() : schema;
}

/** Follows the references of an entry. */
export function linked(entry: Entry, directory: Directory): Linked {
  const link: Linked = {
    entry,
    inputs: { ...entry.fields },
    references: [],
    problems: [],
    origin: (path) => path,
  };
  for (const [field, target] of targetsOf(entry.collection)) {
    const value = entry.fields[field];
    if (value === undefined) continue;
    const follow = { entry, field, target, directory, problems: link.problems };
    if (isMapByIds(fieldSchema(entry.collection, field))) followMembers(link, follow, value);
    else followSingle(link, follow, value);
  }
  return link;
}

/** The reference that is being followed. */
interface Follow {
  entry: Entry;
  field: string;
  target: Target;
  directory: Directory;
  problems: Problem[];
}

function followSingle(link: Linked, follow: Follow, value: unknown): void {
  const { field } = follow;
  const found = referred(follow, value, [field]);
  // What leads nowhere has been told; the checks that follow take it for a value to come.
  link.inputs[field] = found?.id ?? unknownValue;
  if (found?.entry) link.references.push({ field, to: found.entry, place: [field], isMember: false });
}

/** Members become a list of objects with an id, in which each still knows where it stands. */
function followMembers(link: Linked, follow: Follow, value: unknown): void {
  const { field, target } = follow;
  const items = isUnknown(value) ? undefined : memberItems(follow, value);
  if (items === undefined) {
    link.inputs[field] = unknownValue;
    return;
  }
  const known = items.flatMap(({ reference, own, path }) => {
    const found = referred(follow, reference, path);
    return found ? [{ ...found, own, path }] : [];
  });
  link.inputs[field] = known.map(({ id, own }) => ({ ...own, [target.id]: id }));
  for (const { entry, path } of known) {
    if (entry) link.references.push({ field, to: entry, place: path, isMember: true });
  }
  const before = link.origin;
  link.origin = (path) => {
    if (path[0] !== field || path.length < 2) return before(path);
    // A vendor may take two ids for the same; what is wrong is the later one.
    const member = typeof path[1] === "number" ? known[path[1]] : known.findLast(({ id }) => sameId(id, path[1]));
    return member ? [...member.path, ...path.slice(2)] : path;
  };
}

function sameId(one: unknown, other: unknown): boolean {
  return String(one).toLowerCase() === String(other).toLowerCase();
}

interface MemberItem {
  /** A logical name, or an object with an id. */
  reference: unknown;
  /** What is said of the member beside. */
  own: Values;
  path: Path;
}

function memberItems(follow: Follow, value: unknown): MemberItem[] | undefined {
  const { field, target, entry, problems } = follow;
  if (isObject(value)) {
    return Object.entries(value).flatMap(([name, own]) => {
      const path = [field, name];
      if (isObject(own ?? {})) return [{ reference: name, own: (own ?? {}) as Values, path }];
      problems.push(notAMember(own, path, follow));
      return [];
    });
  }
  if (!Array.isArray(value)) {
    problems.push({
      path: [field],
      seen: seen(value, isSecretAt(entry, [field])),
      allowed: `a map by the names of ${target.collection}, or a list of them`,
      fix: `Write { ana: {}, ben: {} } or [ana, ben].`,
    });
    return undefined;
  }
  return value.map((item, i) => {
    const path = [field, i];
    if (!isObject(item)) return { reference: item, own: {}, path };
    const { [target.id]: id, [target.word]: name, ...own } = item;
    if (name === undefined) return { reference: { [target.id]: id }, own, path };
    return { reference: id === undefined ? name : item, own, path };
  });
}

function notAMember(value: unknown, path: Path, { entry, field }: Follow): Problem {
  const schema = fieldSchema(entry.collection, field);
  const facts = isMapByIds(schema) ? factsOf(schema.valueType) : undefined;
  const { allowed = "an object", fix = "Write {}." } = facts ?? {};
  return { path, seen: seen(value, isSecretAt(entry, path)), allowed, fix };
}

/** What a reference leads to; where it leads nowhere, that is added to the problems. */
function referred(follow: Follow, value: unknown, path: Path): { id: unknown; entry?: Entry } | undefined {
  const { target, directory, problems } = follow;
  if (isUnknown(value)) return { id: value };
  const declared = directory.get(target.collection) ?? new Map<string, Entry>();
  if (typeof value === "string" && declared.has(value)) {
    const found = declared.get(value) as Entry;
    return { id: typeof found.fields[target.id] === "string" ? found.fields[target.id] : unknownValue, entry: found };
  }
  if (isObject(value) && Object.keys(value).length === 1 && target.id in value) {
    const id = value[target.id];
    if (typeof id === "string") return { id };
    problems.push(notAnId(id, [...path, target.id], follow));
    return undefined;
  }
  problems.push(leadsNowhere(follow, value, path, declared));
  return undefined;
}

function leadsNowhere(follow: Follow, value: unknown, path: Path, declared: ReadonlyMap<string, Entry>): Problem {
  const { target, entry } = follow;
  const isSecret = isSecretAt(entry, path);
  const isName = typeof value === "string" && !isSecret;
  const fix = isSecret ? "Correct the name." : hint(value, declared, target);
  return {
    path,
    seen: isName ? `"${value}", which im:${target.collection} does not have` : seen(value, isSecret),
    allowed: allowedFor(target),
    ...(isNameWithoutQuotes(value, path, follow, declared) ? putInQuotes : { fix }),
  };
}

function allowedFor({ word, collection, id }: Target): string {
  return `the name of ${aWord(word)} in im:${collection}, or { ${id}: … } for one made elsewhere`;
}

/** Whether quotes make a value the name of an entry. */
function isNameWithoutQuotes(value: unknown, path: Path, { entry }: Follow, declared: ReadonlyMap<string, Entry>) {
  const isBare = typeof value === "number" || typeof value === "boolean";
  return isBare && declared.has(entry.written(path) ?? String(value));
}

function notAnId(value: unknown, path: Path, { entry, target }: Follow): Problem {
  const isBare = typeof value === "number" || typeof value === "boolean";
  return {
    path,
    seen: seen(value, isSecretAt(entry, path)),
    allowed: `the ${target.id} of ${aWord(target.word)} that is made elsewhere`,
    ...(isBare ? putInQuotes : { fix: "Write it as a text." }),
  };
}

function hint(value: unknown, declared: ReadonlyMap<string, Entry>, { id, word, collection }: Target): string {
  const names = [...declared.keys()];
  if (typeof value !== "string") return `Write the name that stands in im:${collection}.`;
  const owner = names.find((name) => declared.get(name)?.fields[id] === value);
  if (owner !== undefined) return `This is the ${id} of \`${owner}\`: write \`${owner}\`.`;
  const renamed = names.find((name) => formerNames(declared.get(name) as Entry).includes(value));
  if (renamed !== undefined) return `This is a former name of \`${renamed}\`: write \`${renamed}\`.`;
  const near = nearest(value, names);
  if (near !== undefined) return `Did you mean \`${near}\`?`;
  return `Declare the ${word} there, or write { ${id}: ${JSON.stringify(value)} }.`;
}

function aWord(word: string): string {
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
}
