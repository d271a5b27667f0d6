import type { Vendor } from "../connection/vendor";
import { keysSetByClass } from "../schema/fields";
import { withoutUnknowns } from "../values/unknowns";
import type { Values } from "../values/values";
import { type Checked, checked } from "./check";
import { type AnyDefinition, bearsMark } from "./definition";

/** A kind of resource as the engine sees it: one definition, or one for each vendor that its connection may be of. */
export interface Kind {
  /** Part of the type token and of every state: never change it. */
  name: string;
  inputs: readonly string[];
  /** The outputs that are no inputs. */
  outputs: readonly string[];
  /** The output that is the resource's id. */
  idKey?: string;
  /** Inputs and outputs that are secret. */
  secrets: readonly string[];
  /** Inputs to which the class gives values, and the program may not. */
  setByClass: readonly string[];
  /** Whether its objects can bear a mark of the resource that made them. */
  bearsMark: boolean;
  /** Whether a replacement of it always deletes first. */
  deletesFirst: boolean;
  vendors: readonly Vendor[];
  /** The adapter for connections of a vendor. */
  on(vendor: string): Adapter;
  /** What is wrong whichever vendor it is of, and the inputs in one form. */
  checkAnywhere(raw: Values): Checked;
}

/** A kind of resource on one vendor: what the engine has, in that vendor's terms and back. */
export interface Adapter {
  definition: AnyDefinition;
  /** `client` is that of the connection, where it is known and in order. */
  check(raw: Values, client?: unknown): Checked;
  /** Inputs as they are written, right or wrong, in the definition's normal form. Of checked ones, ask `nativeInputs`. */
  native(raw: Values): Values;
  /** What checked inputs become by the passing of time, or by another key of the app, alone; `olds` are the inputs before. */
  withTime(inputs: Values, olds: Values, client: unknown): Values;
  /** What is allowed and may yet surprise, of checked inputs. */
  cautions(inputs: Values): string[];
  /** Checked inputs as the definition wants them: they are in their normal form, and nothing is normalised again. */
  nativeInputs(inputs: Values): Values;
  /** A state as the definition left it. */
  nativeState(state: Values): Values;
  /** The inputs that a definition has read, as far as `declared` has them: inputs or a state. */
  ownInputs(native: Values, declared: Values): Values;
  /** A state of the definition, for the engine to keep; `declared` are the inputs, or the state before. */
  ownState(native: Values, declared: Values): Values;
  /** The inputs that a native input comes from, of those in `values`. */
  ownKeys(nativeKey: string, values: Values): string[];
  /** A text of the definition, in the words of whoever wrote the inputs. */
  ownWords(text: string): string;
}

const itself = (values: Values) => values;

/** The kind of a resource of one vendor in that vendor's own terms. */
export function nativeKind(definition: AnyDefinition): Kind {
  const adapter: Adapter = {
    definition,
    check: (raw, client) => checked(definition, raw, client),
    native: (raw) => definition.normalise(raw).inputs,
    withTime: (inputs, olds, client) => definition.withTime?.(inputs, olds, client) ?? inputs,
    cautions: (inputs) => definition.cautions?.(withoutUnknowns(inputs)) ?? [],
    nativeInputs: itself,
    nativeState: itself,
    ownInputs: itself,
    ownState: itself,
    ownKeys: (key) => [key],
    ownWords: (text) => text,
  };
  return {
    name: definition.kind,
    inputs: Object.keys(definition.schema.shape),
    outputs: definition.outputs,
    ...(definition.idKey !== undefined && { idKey: definition.idKey }),
    secrets: definition.secrets,
    setByClass: keysSetByClass(definition.schema),
    bearsMark: bearsMark(definition),
    deletesFirst: definition.replacement === "delete",
    vendors: [definition.vendor],
    on: () => adapter,
    checkAnywhere: adapter.check,
  };
}
