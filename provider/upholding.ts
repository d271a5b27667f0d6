import type { AnyDefinition, Values } from "./definition";
import type { Problem } from "./problems";
import { warn } from "./report";
import { writtenAs } from "./wording";

/** The object that a connection's own calls are made in the name of. */
export interface Upholding<Client, Inputs> {
  /** The input that is its id. */
  field: keyof Inputs & string;
  idOf(client: Client): string;
  /** What to call it in a text, such as `tencent account`. */
  what: string;
  /** What it is to the connection. */
  words: string;
  /** Inputs with which a delete leaves the object as it is. */
  spared: Partial<Inputs>;
}

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
export function isToStay(definition: AnyDefinition, client: unknown, id: string, state: Values): boolean {
  const { upholds } = definition;
  if (!upholds || !isUpheldBy(definition, client, state)) return false;
  warn(`${upholds.what} ${id} is ${upholds.words}. It was not deleted; it is no longer managed.`);
  return true;
}

/** Whether an object is the one that a connection stands on, and a delete would not leave it. */
function isUpheldBy({ upholds }: AnyDefinition, client: unknown, values: Values): boolean {
  if (!upholds || values[upholds.field] !== upholds.idOf(client)) return false;
  return !Object.entries(upholds.spared).every(([key, value]) => values[key] === value);
}
