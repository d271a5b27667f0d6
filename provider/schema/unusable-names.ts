import { z } from "zod";
import { ownValue, type Path } from "../values/paths";
import { isId } from "./fields";
import { type Problem, schemaAt } from "./problems";

/** The one name that no key and no id can have. */
export const unusableName = "__proto__";

/**
 * The places of keys that JavaScript, and with it the engine's wire format, takes for something else than a key: an object
 * then gets them for a prototype, with whatever they hold, and its own keys lack them.
 */
export function unusableKeys(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, i) => unusableKeys(item, [...path, i]));
  const inner = Object.entries(value).flatMap(([key, item]) =>
    key === unusableName ? [] : unusableKeys(item, [...path, key]),
  );
  return hasUnusableKey(value) ? [[...path, unusableName], ...inner] : inner;
}

/** Whether an object has such a key, or was written with one: then its prototype is no class's. */
export function hasUnusableKey(value: object): boolean {
  if (Object.hasOwn(value, unusableName)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return typeof prototype === "object" && prototype !== null && !Object.hasOwn(prototype, "constructor");
}

/** What is wrong with the names in inputs that nobody has brought into their normal form yet: keys, and ids where they stand. */
export function unusableNames(schema: z.ZodObject, raw: object): Problem[] {
  return [...unusableKeys(raw), ...unusableIds(schema, raw, [])].map(problemOfName);
}

/** That a key or an id at a place is such a name. */
export function problemOfName(path: Path): Problem {
  return {
    path,
    seen: `the name \`${unusableName}\``,
    allowed: `any id and any key but \`${unusableName}\`, which JavaScript and the engine would lose on the way`,
    fix: "Choose another name.",
    isAboutKey: true,
  };
}

function unusableIds(schema: z.ZodObject, value: unknown, path: Path): Path[] {
  if (value === unusableName) return isIdAt(schema, path) ? [path] : [];
  if (typeof value !== "object" || value === null) return [];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => unusableIds(schema, ownValue(value, key), [...path, key]));
}

/** Whether a text at a place is an id: by its schema, as an item of a list, or beside the fields of what is in a list. */
function isIdAt(schema: z.ZodObject, path: Path): boolean {
  const own = schemaAt(schema, path);
  if (own && isId(own)) return true;
  const [last, ...before] = [...path].reverse();
  const holder = before.reverse();
  if (typeof last === "number") return isCollection(schemaAt(schema, holder));
  const isInList = typeof holder.at(-1) === "number" && isCollection(schemaAt(schema, holder.slice(0, -1)));
  return isInList && own === undefined;
}

function isCollection(schema: z.core.$ZodType | undefined): boolean {
  return schema instanceof z.ZodRecord || schema instanceof z.ZodArray;
}
