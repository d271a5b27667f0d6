import { warn } from "../report";
import type { Values } from "../values/values";
import type { AnyDefinition } from "./definition";
import { nameOf, writtenAs } from "./wording";

/**
 * Tells of an object that stands as a delete would leave it, where nothing declared shows that: no preview will.
 * @param live the object as it is
 * @param declared the inputs, or the state, that say what is managed
 */
export function tellIfLeft(definition: AnyDefinition, id: string, live: Values, declared: Values): void {
  const left = definition.leftByDelete;
  if (!left || live[left.field] !== left.value || declared[left.field] !== undefined) return;
  const { field, inUse, what, words } = left;
  warn(
    `${what} ${id} ${words}, as after a delete, and \`${nameOf(definition, field)}\` is not declared, so that no preview shows it. If it is to be in use, declare \`${writtenAs(definition, { [field]: inUse })}\` and run \`pulumi up\`.`,
  );
}
