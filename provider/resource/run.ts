import { nameList } from "../collections/unmanaged";
import { warn } from "../report";
import { isObject, type Values } from "../values/values";

/** An object at a vendor, in an app. */
export interface ObjectKey {
  kind: string;
  appId: string;
  id: string;
}

/**
 * What one run of the engine has made, taken over or kept. The engine deletes last, and a delete must not take away what another
 * resource has declared in the same run: one that was renamed, or that a forced replacement has made.
 */
export class Run {
  readonly #claims = new Map<string, Values>();

  /** Notes that a resource has the object, with what it declares. */
  claim(object: ObjectKey, inputs: Values): void {
    this.#claims.set(keyOf(object), inputs);
  }

  /** What a resource of this run declares of the object, where one has made it, taken it over or kept it. */
  claimOf(object: ObjectKey): Values | undefined {
    return this.#claims.get(keyOf(object));
  }
}

function keyOf({ kind, appId, id }: ObjectKey): string {
  return JSON.stringify([kind, appId, id]);
}

/** A state without the entries that another resource of this run declares as well: they are not its own to remove. */
export function withoutShared({ kind, id }: ObjectKey, prior: Values, claimed: Values): Values {
  const rest: Values = {};
  const staying = new Set<string>();
  for (const [key, value] of Object.entries(prior)) {
    if (isObject(value) && isObject(claimed[key])) rest[key] = without(value, claimed[key], staying);
    else rest[key] = value;
  }
  if (staying.size > 0) {
    warn(
      `${kind} ${id}: another resource of this run has declared ${nameList([...staying])}. They stay.`,
      "IM_NOT_OURS",
    );
  }
  return rest;
}

function without(entries: Values, claimed: Values, staying: Set<string>): Values {
  const own = Object.entries(entries).filter(([name]) => !Object.hasOwn(claimed, name));
  for (const name of Object.keys(entries)) if (Object.hasOwn(claimed, name)) staying.add(name);
  return Object.fromEntries(own);
}
