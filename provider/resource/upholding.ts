import { warn } from "../report";
import type { Problem } from "../schema/problems";
import type { Values } from "../values/values";
import type { AnyDefinition } from "./definition";
import { writtenAs } from "./wording";

/** That a delete of the declared object would end its own connection. */
export function endsConnection(
  definition: AnyDefinition,
  client: unknown,
  inputs: Values,
  isOpen: (key: string) => boolean,
): Problem[] {
  const { upholds } = definition;
  if (!upholds || !isUpheldBy(definition, client, inputs) || Object.keys(upholds.spared).some(isOpen)) return [];
  const spared = writtenAs(definition, upholds.spared);
  return [
    {
      path: [upholds.field],
      seen: `${JSON.stringify(inputs[upholds.field])}, ${upholds.words}`,
      allowed: `any other, or this one with \`${spared}\``,
      fix: `A delete would take from the connection what it signs in with. Declare \`${spared}\`, which leaves it on a delete, or leave it out.`,
    },
  ];
}

/** Whether a delete has to leave an object for the sake of the connection; then it is told. */
export function isToStay(definition: AnyDefinition, client: unknown, id: string, prior: Values): boolean {
  const { upholds } = definition;
  if (!upholds || !isUpheldBy(definition, client, prior)) return false;
  warn(`${upholds.what} ${id} is ${upholds.words}. It was not deleted; it is no longer managed.`);
  return true;
}

/** Whether an object is the one that a connection stands on, and a delete would not leave it. */
function isUpheldBy({ upholds }: AnyDefinition, client: unknown, values: Values): boolean {
  if (!upholds || values[upholds.field] !== upholds.idOf(client)) return false;
  return !Object.entries(upholds.spared).every(([key, value]) => values[key] === value);
}
