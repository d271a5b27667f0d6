import { codeOf } from "../errors";
import { warn } from "../report";
import type { Values } from "../values/values";
import type { AnyDefinition } from "./definition";

/** The output of an object that is half made: the next `up` updates it, whether or not an input differs. */
export const halfMadeKey = "halfMade";

/** What the state remembers of an object that still has its temporary name. */
export function halfMadeIn({ halfMade }: AnyDefinition, current: Values): Values {
  return halfMade?.is(current) ? { [halfMadeKey]: true } : {};
}

/** Where looking and trying again may end otherwise, the object stays as it is for the next run. */
const passing: readonly unknown[] = ["IM_UNREACHABLE", "IM_UNAVAILABLE", "IM_OUTCOME_UNKNOWN", "IM_UNEXPECTED_ANSWER"];

/**
 * Sees to it that a refusal leaves no object behind under its temporary name, for clients to see.
 * @returns whether nothing is left of the object
 */
export async function endHalfMade(
  { halfMade }: AnyDefinition,
  client: unknown,
  id: string,
  current: Values,
  inputs: Values,
  { failure, isNew }: { failure: unknown; isNew: boolean },
): Promise<boolean> {
  const code = codeOf(failure);
  if (!halfMade?.is(current) || code === undefined || passing.includes(code)) return false;
  try {
    return await halfMade.end(client, id, current, inputs, isNew);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    // The first failure is the one to tell; a refresh finds what is left.
    return false;
  }
}

/** Tells of an object that a refresh finds half made. */
export function tellHalfMade({ kind, halfMade }: AnyDefinition, id: string, live: Values): void {
  if (!halfMade?.is(live)) return;
  warn(
    `${kind} ${id} is half made: a run that could not go on has left it under a temporary name, which clients see. The next \`pulumi up\` finishes it.`,
  );
}
