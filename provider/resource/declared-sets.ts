import { nameList } from "../collections/unmanaged";
import { isObject, type Values } from "../values/values";
import type { AnyDefinition } from "./definition";

/**
 * The output that remembers in which ids the sets of an authoritative state differ from what the last `up` declared. A
 * refresh changes the sets and not what was declared, so it writes the difference down. Where it is missing, the state does
 * not say who was declared: it was imported.
 */
export const driftKey = "drift";

/** Ids that a refresh has found beside the declared ones, and declared ids that it has not found. */
interface Drift {
  found?: string[];
  gone?: string[];
}

/**
 * Brings an object to what is declared, and remembers who is declared in its sets. A set that becomes additive removes whom
 * the program had declared and no longer does, and lets go of whomever else a refresh has brought into the state.
 */
export async function syncSets(
  definition: AnyDefinition,
  client: unknown,
  id: string,
  current: Values,
  inputs: Values,
  prior: Values,
): Promise<void> {
  const sets = managedSets(definition, inputs);
  const remember = (declared: Declared) => {
    current[driftKey] = driftOf(sets, current, declared);
  };
  try {
    await definition.sync(client, id, current, inputs, withoutReleased(definition.sets ?? [], prior, inputs));
  } catch (error) {
    // Who was declared before may not have gone yet.
    remember((set) => {
      const before = declaredBefore(prior, set);
      return before && new Set([...namesIn(current, set).filter((name) => before.has(name)), ...namesIn(inputs, set)]);
    });
    throw error;
  }
  remember((set) => new Set(namesIn(inputs, set)));
}

/** How the sets of an object that was read differ from what the state says was declared. */
export function driftSince(definition: AnyDefinition, prior: Values, live: Values): Values {
  return { [driftKey]: driftOf(managedSets(definition, prior), live, (set) => declaredBefore(prior, set)) };
}

function managedSets({ sets = [] }: AnyDefinition, declared: Values): string[] {
  return sets.filter((set) => declared[set] !== undefined);
}

/**
 * Whom a change lets go of, as warnings: the engine shows with a minus whoever leaves the state, and that some of them stay
 * has to be said beside it.
 */
export function tellReleased({ kind, sets = [] }: AnyDefinition, id: string, prior: Values, inputs: Values): string[] {
  return sets.flatMap((set) => releasedFrom(`${kind} ${id}`, set, prior, inputs));
}

/** Who is declared in a set; undefined where that is not known. */
type Declared = (set: string) => ReadonlySet<string> | undefined;

/** Who was declared when the state was last written by an `up`. */
function declaredBefore(prior: Values, set: string): ReadonlySet<string> | undefined {
  const { membership, [driftKey]: drift, [set]: held } = prior;
  // Of a set that was not managed nobody was declared, and of others an additive one knows nothing.
  if (held === undefined || membership === "additive") return new Set(namesIn(prior, set));
  if (!isObject(drift)) return undefined;
  const { found = [], gone = [] } = (drift[set] ?? {}) as Drift;
  const beside = new Set(found);
  return new Set([...namesIn(prior, set).filter((name) => !beside.has(name)), ...gone]);
}

function driftOf(sets: readonly string[], current: Values, declared: Declared): Record<string, Drift> | undefined {
  const held = sets.filter((set) => current[set] !== undefined);
  if (held.length === 0 || current.membership === "additive") return undefined;
  const drifts: [string, Drift][] = [];
  for (const set of held) {
    const before = declared(set);
    if (!before) return undefined;
    const names = new Set(namesIn(current, set));
    const found = [...names].filter((name) => !before.has(name)).sort();
    const gone = [...before].filter((name) => !names.has(name)).sort();
    const drift = { ...(found.length > 0 && { found }), ...(gone.length > 0 && { gone }) };
    if (Object.keys(drift).length > 0) drifts.push([set, drift]);
  }
  return Object.fromEntries(drifts);
}

/** The state before a change, as far as the change may go by it: who is let go of is nobody whom it knows. */
function withoutReleased(sets: readonly string[], prior: Values, inputs: Values): Values {
  if (!becomesAdditive(prior, inputs)) return prior;
  const held = sets.filter((set) => isObject(prior[set]));
  return { ...prior, ...Object.fromEntries(held.map((set) => [set, withoutThose(prior, set, inputs)])) };
}

function withoutThose(prior: Values, set: string, inputs: Values): Values {
  const isReleased = releasedBy(prior, set, inputs);
  return Object.fromEntries(Object.entries(prior[set] as Values).filter(([name]) => !isReleased(name)));
}

/** Whether a change to additive lets go of somebody: of all whom the program never declared. */
function releasedBy(prior: Values, set: string, inputs: Values): (name: string) => boolean {
  const before = declaredBefore(prior, set);
  const now = new Set(namesIn(inputs, set));
  return (name) => !(before ?? now).has(name);
}

function becomesAdditive(prior: Values, inputs: Values): boolean {
  return inputs.membership === "additive" && prior.membership !== "additive";
}

function releasedFrom(what: string, set: string, prior: Values, inputs: Values): string[] {
  if (!becomesAdditive(prior, inputs) || !isObject(inputs[set])) return [];
  const now = new Set(namesIn(inputs, set));
  const isReleased = releasedBy(prior, set, inputs);
  const released = namesIn(prior, set).filter((name) => isReleased(name) && !now.has(name));
  if (released.length === 0) return [];
  const [why, more] = declaredBefore(prior, set)
    ? [`a refresh has brought them into \`${set}\`, and no \`pulumi up\``, ""]
    : [
        `the state does not say who was declared in \`${set}\` before, as after an import`,
        ' Where they should go, leave `membership` "authoritative" for one `pulumi up`, which removes them.',
      ];
  return [
    `${what} keeps ${nameList(released)}: ${why}, so that the change of \`membership\` to "additive" lets go of them. The preview shows them with a minus, but they stay, and are no longer managed.${more}`,
  ];
}

function namesIn(values: Values, set: string): string[] {
  const held = values[set];
  return isObject(held) ? Object.keys(held) : [];
}
