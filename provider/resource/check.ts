import type { z } from "zod";
import { type Problem, problemsIn } from "../schema/problems";
import { unusableNames } from "../schema/unusable-names";
import { isRelated, isSamePath, replacedAt } from "../values/paths";
import { holdsUnknown, leadsToUnknown, unknownValue, withoutUnknowns } from "../values/unknowns";
import type { Values } from "../values/values";
import { withoutCompanion } from "./companions";
import type { AnyDefinition } from "./definition";
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
  const { schema, secrets } = definition;
  const { inputs, problems } = definition.normalise(raw);
  const looks = [unusableNames(schema, raw), problems, fieldProblems(schema, inputs, secrets)];
  const all = eachOnce(...looks);
  // What is wrong tells nothing of how fields go together; what is right does.
  const right = withoutWrong(inputs, looks.flat());
  const wrong = new Set(all.map(({ path }) => path[0]));
  const known = withoutUnknowns(right);
  const isOpen = (key: string) => wrong.has(key) || holdsUnknown(right[key]);
  const conflicts = [
    ...definition.conflicts(known, isOpen),
    ...withoutCompanion(definition, known, isOpen),
    ...(client === undefined ? [] : endsConnection(definition, client, known, isOpen)),
  ];
  return {
    inputs,
    problems: [...all, ...conflicts.filter((one) => !all.some(({ path }) => isSamePath(path, one.path)))],
  };
}

/** What a schema finds wrong, leaving out what is not known yet. */
export function fieldProblems(schema: z.ZodObject, inputs: Values, secrets: readonly string[]): Problem[] {
  return problemsIn(schema, inputs, secrets).filter(
    (problem) => problem.isAboutKey || !leadsToUnknown(inputs, problem.path),
  );
}

/** Problems of several looks at the same inputs; of a place that an earlier look has told of, the later ones say nothing. */
export function eachOnce(...looks: Problem[][]): Problem[] {
  const told: Problem[] = [];
  for (const found of looks) {
    told.push(...found.filter(({ path }) => !told.some((one) => isRelated(one.path, path))));
  }
  return told;
}

/** Inputs in which all that is wrong is not known yet, so that the rest can be looked at. */
export function withoutWrong(inputs: Values, problems: readonly Problem[]): Values {
  return problems.reduce((right, { path, isAboutKey }) => {
    const isKey = isAboutKey && typeof path.at(-1) === "string";
    return replacedAt(right, path, isKey ? undefined : unknownValue) as Values;
  }, inputs);
}
