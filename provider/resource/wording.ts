import { isObject, type Values } from "../values/values";
import type { AnyDefinition } from "./definition";

/** How a program calls an input of a definition. */
export function nameOf(definition: AnyDefinition, key: string): string {
  return definition.wording?.name(key) ?? key;
}

/** Inputs of a definition as a program writes them, such as `block: false`. */
export function writtenAs(definition: AnyDefinition, inputs: Values): string {
  return fields(definition.wording?.inputs(inputs) ?? inputs);
}

function fields(values: Values): string {
  const written = Object.entries(values).map(([key, value]) => `${key}: ${literal(value)}`);
  return written.join(", ");
}

function literal(value: unknown): string {
  return isObject(value) ? `{ ${fields(value)} }` : JSON.stringify(value);
}
