import { connectionsKey } from "../connection";
import { isObject, type Values } from "../definition";
import { resources } from "../portable/resources";
import { type Problem, seen, unknownKey } from "../problems";
import { projectFolder } from "../project-files";
import type { StackConfiguration } from "../stack-configuration";
import { problemOfName, unusableName } from "../unusable-names";
import type { Path } from "./paths";
import { secretPaths, securePlaces, withoutSecure } from "./secret-places";
import { contentsOf, fileKey } from "./separate-file";

/** The name under which a kind of resource is listed. */
export type Collection = keyof typeof resources;

/** A resource as a stack file declares it. */
export interface Entry {
  collection: Collection;
  /** The logical name. */
  name: string;
  fields: Values;
  /** Where it stands, for the texts of errors. */
  place: Path;
  /** The paths in `fields` that lead to a secret. */
  secrets: Path[];
}

/** What a stack lists, and what is wrong with how it is written. */
export interface Listed {
  entries: Entry[];
  problems: Problem[];
  warnings: string[];
}

const keyOf = (collection: Collection) => `im:${collection}`;

export const collections = Object.keys(resources) as Collection[];

/** The configuration keys of this package. */
const knownKeys = [...collections.map(keyOf), fileKey, connectionsKey, "im:ownershipMark"];

/** The keys of a separate file. */
const knownInFile = collections.map(keyOf);

/** Everything that a stack's configuration lists, and the separate file that it names. */
export function listed(configuration: StackConfiguration): Listed {
  const project = projectFolder(configuration.folder);
  const unknown = Object.keys(configuration.values).filter((key) => key.startsWith("im:") && !knownKeys.includes(key));
  const problems = unknown.map((key) => unknownKey([key], key, knownKeys));
  const parts = [
    ...collections.map((collection) => fromConfiguration(configuration, project, collection)),
    fromFile(configuration, project),
  ];
  const all = {
    entries: parts.flatMap(({ entries }) => entries),
    problems: [...problems, ...parts.flatMap((part) => part.problems)],
    warnings: parts.flatMap(({ warnings }) => warnings),
  };
  const known = new Set<string>();
  const entries: Entry[] = [];
  for (const entry of all.entries) {
    const identity = JSON.stringify([entry.collection, entry.name]);
    if (known.has(identity)) all.problems.push(declaredTwice(entry));
    else entries.push(entry);
    known.add(identity);
  }
  return { ...all, entries };
}

function declaredTwice({ place, name, collection }: Entry): Problem {
  return {
    path: place,
    seen: "a name that stands in the stack's configuration too",
    allowed: `each logical name once in ${keyOf(collection)}, the separate file included`,
    fix: `Rename or remove one of the two \`${name}\`.`,
  };
}

function fromConfiguration(configuration: StackConfiguration, project: string, collection: Collection): Listed {
  const key = keyOf(collection);
  const text = configuration.values[key];
  if (text === undefined || text === "") return { entries: [], problems: [], warnings: [] };
  const { value, isText } = parsed(text);
  const secrets = configuration.holdsSecret(key) ? secretPaths(configuration.stack, project, key, value) : [];
  const warnings = secrets
    ? []
    : [
        `${key} holds secrets, and Pulumi.${configuration.stack}.yaml does not tell which of its values they are, so that all of them are kept secret.`,
      ];
  return { ...entriesIn(isText ? value : withDates(value), collection, [key], secrets ?? [[]]), warnings };
}

function parsed(text: string): { value: unknown; isText: boolean } {
  try {
    return { value: JSON.parse(text), isText: false };
  } catch {
    return { value: text, isText: true };
  }
}

function entriesIn(map: unknown, collection: Collection, place: Path, secrets: Path[]): Omit<Listed, "warnings"> {
  if (map === null) return { entries: [], problems: [] };
  const isWholeSecret = secrets.some((path) => path.length === 0);
  if (!isObject(map)) {
    const allowed = `a map of ${collection} by logical name`;
    const fix = `Write a name, and below it the fields of that ${resources[collection].portable.name}.`;
    return { entries: [], problems: [{ path: place, seen: seen(map, isWholeSecret), allowed, fix }] };
  }
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  for (const [name, fields] of Object.entries(map)) {
    const here = [...place, name];
    const own = isWholeSecret ? [[]] : secrets.filter(([first]) => first === name).map(([, ...rest]) => rest);
    if (name === unusableName) {
      problems.push(problemOfName(here));
    } else if (name === "") {
      problems.push({ path: here, seen: "an empty name", allowed: "a logical name", fix: "Give it a name." });
    } else if (isObject(fields)) {
      entries.push({ collection, name, fields, place: here, secrets: own });
    } else {
      const allowed = `a map of the fields of ${resources[collection].portable.name}`;
      problems.push({ path: here, seen: seen(fields, own.length > 0), allowed, fix: "Write its fields below it." });
    }
  }
  return { entries, problems };
}

/** The engine gives a bare date as the time of its midnight. */
function withDates(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/^(\d{4}-\d{2}-\d{2}) 00:00:00 \+0000 UTC$/, "$1");
  if (Array.isArray(value)) return value.map(withDates);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withDates(item)]));
}

function fromFile(configuration: StackConfiguration, project: string): Listed {
  const name = configuration.values[fileKey];
  if (name === undefined) return { entries: [], problems: [], warnings: [] };
  const read = contentsOf(name, project, knownInFile);
  if ("problem" in read) return { entries: [], problems: [read.problem], warnings: [] };
  const place = (path: Path) => [`${name}: ${path[0]}`, ...path.slice(1)];
  const unknown = Object.keys(read.value).filter((key) => !knownInFile.includes(key));
  const values = withoutSecure(read.value) as Values;
  const parts = collections
    .filter((collection) => keyOf(collection) in values)
    .map((collection) => entriesIn(values[keyOf(collection)], collection, place([keyOf(collection)]), []));
  const secure = securePlaces(read.value).map((path) => ({
    path: place(path),
    seen: "an encrypted value",
    allowed: "values in clear; Pulumi decrypts only those of the stack's own file",
    fix: `Declare this resource in Pulumi.${configuration.stack}.yaml.`,
  }));
  return {
    entries: parts.flatMap(({ entries }) => entries),
    problems: [
      ...unknown.map((key) => unknownKey(place([key]), key, knownInFile)),
      ...secure,
      ...parts.flatMap(({ problems }) => problems),
    ],
    warnings: [],
  };
}

/** Whether a path in an entry's fields leads to a secret, into one, or to what holds one. */
export function isSecretAt({ secrets }: Entry, path: Path): boolean {
  return secrets.some((secret) => {
    const [short, long] = secret.length < path.length ? [secret, path] : [path, secret];
    return short.every((part, i) => String(part) === String(long[i]));
  });
}
