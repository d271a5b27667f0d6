import { driftKey, driftSince, syncSets } from "./declared-sets";
import type { AnyDefinition, Values } from "./definition";
import { codeOf, ImError } from "./errors";
import { endHalfMade, halfMadeIn, tellHalfMade } from "./half-made";
import { isSameObject, isSameResource, markTakenOver } from "./mark";
import { warn } from "./report";

/** An object after a create or an update; with `failure`, as far as it got. */
export interface Settled {
  id: string;
  state: Values;
  failure?: unknown;
}

/** Rounds of observe and sync for one change, where calls that must not be repeated blindly get no answer. */
const maxRounds = 3;

export async function create(definition: AnyDefinition, client: unknown, inputs: Values): Promise<Settled> {
  const { id, current, wasFound, wasThere } = await definition.ensure(client, inputs);
  if (wasFound) {
    try {
      Object.assign(current, await definition.observe(client, id, current));
    } catch (failure) {
      return { id, state: remembered(definition, current, inputs), failure };
    }
  }
  const mark =
    wasThere && isSameResource(current.mark, inputs.mark as Mark) ? markTakenOver(current.mark) : inputs.mark;
  return settle(definition, client, id, current, withMark(inputs, mark as Mark), {});
}

export async function update(
  definition: AnyDefinition,
  client: unknown,
  id: string,
  state: Values,
  inputs: Values,
): Promise<Settled> {
  const live = await definition.observe(client, id, state);
  if (!live && definition.endsByItself) {
    warn(`${definition.kind} ${id} had ended by itself; it is made anew.`);
    return create(definition, client, inputs);
  }
  if (!live) {
    throw new ImError(
      "IM_GONE",
      `${definition.kind} ${id} is in the state but no longer exists at the vendor. Run \`pulumi refresh\`; the next \`pulumi up\` then makes it anew.`,
    );
  }
  const mark = isSameObject(live.mark, inputs.mark as Mark) ? live.mark : inputs.mark;
  return settle(definition, client, id, { ...state, ...live }, withMark(inputs, mark as Mark), state);
}

type Mark = string | undefined;

function withMark(inputs: Values, mark: Mark): Values {
  return mark === undefined ? inputs : { ...inputs, mark };
}

/** The live object as inputs and state, or undefined where it is gone. */
export async function read(
  definition: AnyDefinition,
  client: unknown,
  id: string,
  state: Values,
): Promise<{ inputs: Values; state: Values } | undefined> {
  const live = await definition.observe(client, id, state);
  if (!live) return undefined;
  tellHalfMade(definition, id, live);
  const declared = declaredInputs(definition, state);
  const current = { ...state, ...(definition.managed?.(live, state) ?? live) };
  Object.assign(current, driftSince(definition, state, current));
  return { inputs: kept(definition, current, declared), state: remembered(definition, current, declared) };
}

/** Inputs that say how an object is made, and of which a change alone is none of the object's. */
const onlyAtCreate = new Set(["mark", "adopt"]);

/** Which inputs differ between a state and the inputs that should become it. */
export function changedKeys(definition: AnyDefinition, state: Values, inputs: Values, same: Equality): string[] {
  const declared = declaredInputs(definition, state);
  const keys = new Set([...Object.keys(declared), ...Object.keys(inputs)]);
  return [...keys]
    .filter((key) => key in definition.schema.shape && !onlyAtCreate.has(key) && !same(declared[key], inputs[key]))
    .sort();
}

type Equality = (a: unknown, b: unknown) => boolean;

async function settle(
  definition: AnyDefinition,
  client: unknown,
  id: string,
  current: Values,
  inputs: Values,
  prior: Values,
): Promise<Settled> {
  for (let round = 1; ; round++) {
    try {
      await syncSets(definition, client, id, current, inputs, prior);
      return { id, state: remembered(definition, current, inputs) };
    } catch (failure) {
      const live = await lookAgain(definition, client, id, current, failure, round);
      if (!live) {
        const isNew = Object.keys(prior).length === 0;
        if (await endHalfMade(definition, client, id, current, inputs, { failure, isNew })) throw failure;
        return { id, state: remembered(definition, current, inputs), failure };
      }
      Object.assign(current, live);
    }
  }
}

async function lookAgain(
  definition: AnyDefinition,
  client: unknown,
  id: string,
  current: Values,
  failure: unknown,
  round: number,
): Promise<Values | undefined> {
  if (codeOf(failure) !== "IM_OUTCOME_UNKNOWN" || round === maxRounds) return undefined;
  // Where looking fails as well, the first failure is the one to tell.
  return definition.observe(client, id, current).catch(() => undefined);
}

function declaredInputs(definition: AnyDefinition, state: Values): Values {
  const keys = Object.keys(definition.schema.shape).filter(
    (key) => state[key] !== undefined && (definition.isDeclared?.(key, state) ?? true),
  );
  return pick(state, keys);
}

/** What the state keeps: the declared inputs as they are now, and the outputs. */
function remembered(definition: AnyDefinition, current: Values, declared: Values): Values {
  const outputs = { ...pick(current, [...definition.outputs, driftKey]), ...halfMadeIn(definition, current) };
  return { ...outputs, ...kept(definition, current, declared) };
}

function kept(definition: AnyDefinition, current: Values, declared: Values): Values {
  const values = pick(current, Object.keys(declared));
  if (!definition.keep) return values;
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, definition.keep?.(key, value, declared[key])]),
  );
}

function pick(values: Values, keys: readonly string[]): Values {
  return Object.fromEntries(keys.filter((key) => values[key] !== undefined).map((key) => [key, values[key]]));
}
