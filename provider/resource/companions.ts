import { type Problem, seen } from "../schema/problems";
import type { Values } from "../values/values";
import type { AnyDefinition } from "./definition";
import { nameOf } from "./wording";

/** The inputs that are declared although none of those is that they are sent with: they would be kept, and never sent. */
export function withoutCompanion(
  definition: AnyDefinition,
  inputs: Values,
  isOpen: (key: string) => boolean,
): Problem[] {
  const isThere = (key: string) => inputs[key] !== undefined || isOpen(key);
  return Object.entries(definition.sentWith ?? {})
    .filter(([key, others]) => inputs[key] !== undefined && !others?.some(isThere))
    .map(([key, others = []]) => {
      const names = others.map((other) => nameOf(definition, other)).join(" or ");
      return {
        path: [key],
        seen: `${seen(inputs[key], definition.secrets.includes(key))} without ${names}`,
        allowed: `${nameOf(definition, key)} together with ${names}, which it is sent with`,
        fix: `Declare ${names}, or leave it out.`,
      };
    });
}
