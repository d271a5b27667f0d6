import type { Document } from "yaml";
import { connectionsKey } from "../connection/connections";
import { resources } from "../portable/resources";
import { projectFolder, stackFile, yamlDocument } from "../program/project-files";
import type { StackConfiguration } from "../program/stack-configuration";
import { type Problem, seen, unknownKey } from "../schema/problems";
import { problemOfName, unusableName } from "../schema/unusable-names";
import { isObject, type Values } from "../values/values";
import type { Path } from "./paths";
import { secretPaths, securePlaces, withoutSecure } from "./secret-places";
import { contentsOf, fileKey } from "./separate-file";
import { type Written, writtenIn } from "./written";

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
  /** What stands at a path in `fields` without quotes, where the file shows it. */
  written: Written;
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

/** How to say that a list is meant to be empty: what a template failed to render must not remove what is there. */
const emptyList = (key: string) => `\`${key}: {}\``;

/** Everything that a stack's configuration lists, and the separate file that it names. */
export function entriesOf(configuration: StackConfiguration): Listed {
  const project = projectFolder(configuration.folder);
  const document = yamlDocument(stackFile(configuration.stack, project));
  const unknown = Object.keys(configuration.values).filter((key) => key.startsWith("im:") && !knownKeys.includes(key));
  const problems = unknown.map((key) => unknownKey([key], key, knownKeys));
  const parts = [
    ...collections.map((collection) => fromConfiguration(configuration, project, collection, document)),
    fromFile(configuration, project),
  ];
  const all = {
    entries: parts.flatMap(({ entries }) => entries),
    problems: [...problems, ...parts.flatMap((part) => part.problems)],
    warnings: parts.flatMap(({ warnings }) => warnings),
  };
  const isListed = [...knownInFile, fileKey].some((key) => configuration.values[key] !== undefined);
  if (!isListed && problems.length === 0) all.problems.push(nothingListed(configuration));
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

function nothingListed({ stack }: StackConfiguration): Problem {
  return {
    path: [`Pulumi.${stack}.yaml`],
    seen: "no list of resources",
    allowed: `one or more of ${[...knownInFile, fileKey].join(", ")}`,
    fix: `Where the stack is meant to be empty, write ${emptyList(knownInFile[0] ?? "")} under \`config\`.`,
  };
}

function declaredTwice({ place, name, collection }: Entry): Problem {
  return {
    path: place,
    seen: "a name that stands in the stack's configuration too",
    allowed: `each logical name once in ${keyOf(collection)}, the separate file included`,
    fix: `Rename or remove one of the two \`${name}\`.`,
  };
}

function fromConfiguration(
  configuration: StackConfiguration,
  project: string,
  collection: Collection,
  document: Document | undefined,
): Listed {
  const key = keyOf(collection);
  const text = configuration.values[key];
  if (text === undefined) return { entries: [], problems: [], warnings: [] };
  const { value, isText } = parsed(text === "" ? "null" : text);
  const secrets = configuration.holdsSecret(key) ? secretPaths(configuration.stack, project, key, value) : [];
  const warnings = secrets
    ? []
    : [
        `${key} holds secrets, and Pulumi.${configuration.stack}.yaml does not tell which of its values they are, so that all of them are kept secret.`,
      ];
  const written = writtenIn(document, ["config", key]);
  const map = isText ? value : withTimes(value, written);
  return { ...entriesIn(map, collection, [key], { secrets: secrets ?? [[]], written }), warnings };
}

function parsed(text: string): { value: unknown; isText: boolean } {
  try {
    return { value: JSON.parse(text), isText: false };
  } catch {
    return { value: text, isText: true };
  }
}

function entriesIn(
  map: unknown,
  collection: Collection,
  place: Path,
  { secrets, written }: Pick<Entry, "secrets" | "written">,
): Omit<Listed, "warnings"> {
  if (map === null) return { entries: [], problems: [emptyWithout(collection, place)] };
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
      const ownWritten: Written = (path) => written([name, ...path]);
      entries.push({ collection, name, fields, place: here, secrets: own, written: ownWritten });
    } else {
      const allowed = `a map of the fields of ${resources[collection].portable.name}`;
      problems.push({ path: here, seen: seen(fields, own.length > 0), allowed, fix: "Write its fields below it." });
    }
  }
  return { entries, problems };
}

function emptyWithout(collection: Collection, place: Path): Problem {
  return {
    path: place,
    seen: "nothing",
    allowed: `a map of ${collection} by logical name`,
    fix: `Where there are to be none, write ${emptyList(keyOf(collection))}.`,
  };
}

/** A time in the words of the engine. */
const engineTime = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(\.\d+)? [+-]\d{4} \S+$/;

/**
 * Times as they stand in the file: the engine gives what looks like one in words of its own. Where the file does not show
 * it, a midnight is the date.
 */
function withTimes(value: unknown, written: Written, path: Path = []): unknown {
  if (typeof value === "string") return timeAsWritten(value, () => written(path));
  if (Array.isArray(value)) return value.map((item, i) => withTimes(item, written, [...path, i]));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, withTimes(item, written, [...path, key])]);
  return Object.fromEntries(entries);
}

function timeAsWritten(value: string, written: () => string | undefined): string {
  const [, date, time] = engineTime.exec(value) ?? [];
  if (date === undefined) return value;
  const text = written();
  const [, year, month = "", day = ""] = /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(text ?? "") ?? [];
  if (text !== undefined && date === `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`) return text;
  return time === "00:00:00" ? date : value;
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
    .map((collection) => {
      const key = keyOf(collection);
      const written: Written = (path) => read.written([key, ...path]);
      return entriesIn(values[key], collection, place([key]), { secrets: [], written });
    });
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
