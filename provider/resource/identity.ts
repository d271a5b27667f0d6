import { isUnknown } from "../values/unknowns";
import { isObject, type Values } from "../values/values";
import type { AnyDefinition, Identity } from "./definition";

/** An identity of which the values are known. */
export interface Claim {
  vendor: string;
  object: string;
  part?: string;
  /** Absent where each app has one. */
  id?: string;
  /** The keys that are managed; absent where everything is. */
  keys?: ReadonlySet<string>;
}

/**
 * What inputs in their normal form claim of an identity. What is not known yet claims nothing.
 * @param ownId the id, where it is no input
 */
export function claimOf(
  definition: AnyDefinition,
  { object, part, by, keys: keysIn }: Identity,
  inputs: Values,
  ownId?: string,
): Claim | undefined {
  const id = by === undefined ? undefined : (inputs[by] ?? ownId);
  if (by !== undefined && (typeof id !== "string" || isUnknown(id))) return undefined;
  const claim: Claim = {
    vendor: definition.vendor.name,
    object,
    ...(part !== undefined && { part }),
    ...(typeof id === "string" && { id }),
  };
  if (keysIn === undefined) return claim;
  const held = inputs[keysIn];
  if (held === undefined || held === null || isUnknown(inputs.membership)) return undefined;
  const isAll = "membership" in definition.schema.shape && inputs.membership !== "additive";
  if (isAll) return claim;
  return isObject(held) ? { ...claim, keys: new Set(Object.keys(held)) } : undefined;
}

/** Two declarations of the same. */
export interface Clash<Owner> {
  first: Owner;
  second: Owner;
  claim: Claim;
  /** What of the part both have, where neither or one alone has all of it. */
  shared?: readonly string[];
}

/** What has been declared, by whom. */
export class Declarations<Owner> {
  readonly #claims = new Map<string, { claim: Claim; owner: Owner }[]>();

  /**
   * Adds a claim, and gives the earlier ones that it clashes with.
   * @param app what tells one app from another
   */
  add(app: string, claim: Claim, owner: Owner): Clash<Owner>[] {
    const { vendor, object, part, id } = claim;
    const key = JSON.stringify([app, vendor, object, part, id]);
    const earlier = this.#claims.get(key) ?? [];
    this.#claims.set(key, [...earlier, { claim, owner }]);
    const clashes: Clash<Owner>[] = [];
    for (const other of earlier.filter((one) => one.owner !== owner)) {
      const clash = { first: other.owner, second: owner, claim };
      const shared = sharedKeys(other.claim, claim);
      if (shared && shared.length > 0) clashes.push({ ...clash, shared });
      // Of three that are the same, each later one is told beside the first.
      if (!shared && clashes.length === 0) clashes.push(clash);
    }
    return clashes;
  }
}

/** The keys that two claims share, or undefined where both have everything. */
function sharedKeys({ keys: one }: Claim, { keys: other }: Claim): string[] | undefined {
  const some = one ?? other;
  return some && [...some].filter((key) => !other || other.has(key));
}

/** How many shared keys a text names. */
const mostNamed = 5;

/**
 * What two declarations have in common, in words.
 * @param which the words for which object it is, where it has an id
 */
export function clashText({ claim, shared }: Clash<unknown>, which: string): string {
  const { vendor, object, part } = claim;
  const whole = claim.id === undefined ? `${vendor} ${object}` : `${vendor} ${object} ${which}`;
  if (part === undefined) return whole;
  if (shared === undefined) return `the ${part} of ${whole}`;
  const names = shared.slice(0, mostNamed).map((key) => JSON.stringify(key));
  const more = shared.length > mostNamed ? ` and ${shared.length - mostNamed} more` : "";
  return `${names.join(", ")}${more} among the ${part} of ${whole}`;
}
