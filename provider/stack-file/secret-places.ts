import { readYaml, stackFile } from "../program/project-files";
import { unknownValue } from "../values/unknowns";
import { isObject } from "../values/values";
import { at, type Path } from "./paths";

/**
 * The paths of the secrets in a configuration value, or undefined where they cannot be told. The engine gives a program
 * the value with its secrets in clear and says only that there are some; the stack's file tells which they are.
 */
export function secretPaths(stack: string, project: string, key: string, value: unknown): Path[] | undefined {
  const settings = readYaml(stackFile(stack, project));
  // Values of an environment of Pulumi ESC can be secrets as well, and the file does not show them.
  if (!isObject(settings) || !isObject(settings.config) || settings.environment !== undefined) return undefined;
  const paths = securePlaces(settings.config[key]);
  return paths.length > 0 && paths.every((path) => typeof at(value, path) === "string") ? paths : undefined;
}

/** The places of the `{ secure: … }` values in a part of a YAML file. */
export function securePlaces(value: unknown): Path[] {
  if (isSecure(value)) return [[]];
  if (Array.isArray(value)) return value.flatMap((item, i) => securePlaces(item).map((path) => [i, ...path]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => securePlaces(item).map((path) => [key, ...path]));
}

/** A value with unknown ones in place of what is encrypted, which the checks that follow take for values to come. */
export function withoutSecure(value: unknown): unknown {
  if (isSecure(value)) return unknownValue;
  if (Array.isArray(value)) return value.map(withoutSecure);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutSecure(item)]));
}

function isSecure(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 1 && typeof value.secure === "string";
}
