import type { Adapter } from "../resource/adapter";
import { type Clash, claimOf, clashText, Declarations } from "../resource/identity";
import type { Problem } from "../schema/problems";
import { pathText } from "../schema/problems";
import { isUnknown } from "../values/unknowns";
import type { Values } from "../values/values";
import type { Linked } from "./references";
import type { Entry } from "./source";

/** Begins what stands for the id that an entry will get; no id begins so. */
const entryPrefix = "\0entry ";

/** Tells which entries declare the same. */
export class DeclaredTwice {
  readonly #declarations = new Declarations<Entry>();

  /**
   * To be asked once of each entry, in their order: of two that declare the same, the later is told.
   * @param inputs checked, in their normal form
   * @param app what tells one app from another
   */
  problemsOf(link: Linked, inputs: Values, adapter: Adapter, app: string): Problem[] {
    const { entry } = link;
    const native = adapter.nativeInputs(withEntries(link, inputs));
    return adapter.definition.identities.flatMap((identity) => {
      const claim = claimOf(adapter.definition, identity, native, standIn(entry));
      const clashes = claim ? this.#declarations.add(app, claim, entry) : [];
      const [key] = adapter.ownKeys(identity.by ?? identity.keys ?? "", inputs);
      return clashes.map((clash) => problemOf(clash, key !== undefined && key in entry.fields ? key : undefined));
    });
  }
}

/** Inputs in which a reference to an entry whose id is still to come is known by the entry. */
function withEntries({ references }: Linked, inputs: Values): Values {
  const open = references.filter(({ field, isMember }) => !isMember && isUnknown(inputs[field]));
  return { ...inputs, ...Object.fromEntries(open.map(({ field, to }) => [field, standIn(to)])) };
}

function standIn({ place }: Entry): string {
  return `${entryPrefix}${pathText(place)}`;
}

function problemOf(clash: Clash<Entry>, key: string | undefined): Problem {
  const { claim, first } = clash;
  const which = claim.id?.startsWith(entryPrefix) ? claim.id.slice(entryPrefix.length) : JSON.stringify(claim.id);
  const isPart = claim.part !== undefined;
  return {
    path: key === undefined ? [] : [key],
    seen: clashText(clash, which),
    // The other one stands here, since what was seen is left out where it is secret.
    allowed: `each in one entry, and ${pathText(first.place)} declares ${isPart ? "the same" : "this one"}`,
    fix: isPart
      ? 'Declare them in one of the two, or give both `membership: "additive"` and other keys where the list has it.'
      : "Give one of the two another id, or remove it; under a new name alone, it takes `aliases`.",
  };
}
