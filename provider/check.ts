import type { z } from "zod";
import { withoutCompanion } from "./companions";
import type { AnyDefinition, Values } from "./definition";
import { type Problem, problemsIn } from "./problems";
import { holdsUnknown, leadsToUnknown, withoutUnknowns } from "./unknowns";
import { endsConnection } from "./upholding";

/** Inputs in their normal form, and everything wrong with them. */
export interface Checked {
  inputs: Values;
  problems: Problem[];
}

/**
 * The normalised inputs and everything wrong with them; what is not known yet is never wrong.
 * @param client of the connection, where it is known and in order; nothing is sent
 */
export function checked(definition: AnyDefinition, raw: Values, client?: unknown): Checked {
  const { inputs, problems } = definition.normalise(raw);
  const inFields = fieldProblems(definition.schema, inputs, definition.secrets);
  const told = new Set(problems.map((problem) => problem.path[0]));
  const all = [...problems, ...inFields.filter((problem) => !told.has(problem.path[0]))];
  // A conflict between fields means something only where the fields themselves are right.
  if (all.length === 0) {
    const known = withoutUnknowns(inputs);
    const isOpen = (key: string) => holdsUnknown(inputs[key]);
    all.push(...definition.conflicts(known, isOpen), ...withoutCompanion(definition, known, isOpen));
    if (client !== undefined) all.push(...endsConnection(definition, client, known, isOpen));
  }
  return { inputs, problems: all };
}

/** What a schema finds wrong, leaving out what is not known yet. */
export function fieldProblems(schema: z.ZodObject, inputs: Values, secrets: readonly string[]): Problem[] {
  return problemsIn(schema, inputs, secrets).filter(
    (problem) => problem.isAboutKey || !leadsToUnknown(inputs, problem.path),
  );
}
