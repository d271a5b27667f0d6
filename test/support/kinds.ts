import { definitions } from "../../provider/dynamic";
import type { AnyDefinition } from "../../provider/resource/definition";

/** The definition of a kind. */
export function definitionOf(kind: string): AnyDefinition {
  const found = definitions.find((definition) => definition.kind === kind);
  if (!found) throw new Error(`There is no ${kind}.`);
  return found;
}

/** Fails where a table of a test lacks a kind that is registered, or has one that is not, and says what to do. */
export function expectEntries(entries: readonly string[], kinds: readonly string[], table: string): void {
  const lacking = kinds.filter((kind) => !entries.includes(kind)).map((kind) => `Add ${kind} to ${table}.`);
  const gone = entries.filter((kind) => !kinds.includes(kind)).map((kind) => `Take ${kind} out of ${table}.`);
  expect([...lacking, ...gone]).toEqual([]);
}
