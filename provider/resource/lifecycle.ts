import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { ImError, isOutcomeUnknown, withMore } from "../errors";
import { longestLagMs, untilShown } from "../lag/until-shown";
import { isSameResource, isTakenOver, madeAtMs, markTakenOver, stamped, withoutTime } from "../ownership/mark";
import { isAnothers, notOurs, waysOnOfAnothers } from "../ownership/ownership";
import { warn } from "../report";
import type { Values } from "../values/values";
import { driftKey, driftSince, syncSets } from "./declared-sets";
import { type AnyDefinition, bearsMark } from "./definition";
import { endHalfMade, halfMadeIn, tellHalfMade } from "./half-made";
import { tellIfLeft } from "./left-by-delete";
import { type ObjectKey, type Run, withoutShared } from "./run";

/** An object after a create or an update; with `failure`, as far as it got. */
export interface Settled {
  id: string;
  state: Values;
  failure?: unknown;
}

/** An object as this package knows it, and what speaks to its app. */
export interface Target {
  definition: AnyDefinition;
  client: unknown;
  appId: string;
  /** The run of the engine that this belongs to. */
  run: Run;
  /** Whether the stack marks its objects. */
  marks: boolean;
  /** When the resource was last written, by the vendor's clock in epoch milliseconds, where the state says it. */
  writtenAt?: number | undefined;
}

function keyOf({ definition, appId }: Target, id: string): ObjectKey {
  return { kind: definition.kind, appId, id };
}

type Mark = string | undefined;

function markOf({ mark }: Values): Mark {
  return typeof mark === "string" ? mark : undefined;
}

/** Rounds of observe and sync for one change, where calls that must not be repeated blindly get no answer. */
const maxRounds = 3;

/** How much later the second look is after an answer that says that nothing is there. */
const secondLookMs = 1_000;

export async function create(target: Target, inputs: Values): Promise<Settled> {
  const { definition, client } = target;
  const declared = markOf(inputs);
  const made = withMark(inputs, declared && stamped(declared));
  const { id, current, wasFound, wasThere } = await definition.ensure(client, made);
  target.run.claim(keyOf(target, id), inputs);
  definition.vendor.noteMade(client, id);
  if (wasFound) {
    try {
      Object.assign(current, await definition.observe(client, id, current));
    } catch (failure) {
      return { id, state: remembered(definition, current, made), failure };
    }
  }
  const there = markOf(current);
  const mark = there && wasThere && isSameResource(there, declared) ? markTakenOver(there) : markOf(made);
  const settled = await settle(definition, client, id, current, withMark(made, mark), {});
  tellIfLeft(definition, id, current, inputs);
  return settled;
}

export async function update(target: Target, id: string, prior: Values, inputs: Values): Promise<Settled> {
  const { definition, client } = target;
  const known = markOf(prior);
  const declared = markOf(inputs);
  const before = { ...prior, mark: markToLookFor(target, known) };
  const live = await lookTwice(target, () => definition.observe(client, id, before), isBehind(definition, prior));
  if (!live && definition.endsByItself) {
    warn(`${definition.kind} ${id} had ended by itself; it is made anew.`);
    return create(target, inputs);
  }
  if (!live) {
    throw new ImError(
      "IM_GONE",
      `${definition.kind} ${id} is in the state but no longer exists at the vendor. Run \`pulumi refresh\`; the next \`pulumi up\` then makes it anew.`,
    );
  }
  const isForeign = bearsMark(definition) && isAnothers(markOf(live), known, declared);
  const mayTakeOver = known === undefined && inputs.adopt === true;
  if (isForeign && !mayTakeOver) {
    const text = notOurs(
      `${definition.kind} ${id}`,
      markOf(live),
      known,
      `Nothing was changed. ${waysOnOfAnothers(known)}`,
    );
    throw new ImError("IM_NOT_OURS", text, { vendor: definition.vendor.name, object: id });
  }
  const mark = markOf(live) && !isForeign ? markOf(live) : declared && stamped(declared);
  const current = { ...prior, ...live };
  const settled = await settle(definition, client, id, current, declared ? withMark(inputs, mark) : inputs, prior);
  tellIfLeft(definition, id, current, inputs);
  // Turned off, marks are written no more; whose the object is stays known.
  return declared === undefined && known ? { ...settled, state: { ...settled.state, mark: known } } : settled;
}

/** The live object as inputs and state, or undefined where it is gone. */
export async function read(
  target: Target,
  id: string,
  prior: Values,
): Promise<{ inputs: Values; state: Values } | undefined> {
  const { definition, client } = target;
  const known = markOf(prior);
  const live = await lookTwice(target, () => definition.observe(client, id, prior), isBehind(definition, prior));
  if (!live) return undefined;
  const declared = declaredInputs(definition, prior);
  if (known !== undefined && isAnothers(markOf(live), known)) {
    const done = `The state stays as it was. ${waysOnOfAnothers(known)}`;
    warn(notOurs(`${definition.kind} ${id}`, markOf(live), known, done), "IM_NOT_OURS");
    return { inputs: withDeclaredMark(declared), state: prior };
  }
  tellIfLeft(definition, id, live, prior);
  tellHalfMade(definition, id, live);
  const current = managedNow(definition, prior, live);
  const inputs = withDeclaredMark(kept(definition, current, declared));
  return { inputs, state: remembered(definition, current, declared) };
}

/** Deletes what is ours, as far as the vendor allows. */
export async function remove(target: Target, id: string, prior: Values): Promise<void> {
  const { definition, client } = target;
  if (definition.forgets?.(prior)) return;
  await removeOurs(target, id, prior);
  definition.vendor.noteGone(client, id);
}

async function removeOurs(target: Target, id: string, prior: Values): Promise<void> {
  const { definition, client } = target;
  const claimed = target.run.claimOf(keyOf(target, id));
  if (!bearsMark(definition)) {
    const ours = claimed ? withoutShared(keyOf(target, id), prior, claimed) : prior;
    const look = () => definition.observe(client, id, ours);
    const live = await lookAgain(target, look, isBehind(definition, prior));
    if (live) await definition.remove(client, id, ours, live);
    return;
  }
  const known = markOf(prior);
  const observe = definition.observeOwner ?? definition.observe;
  const look = () => observe(client, id, { owner: prior.owner, mark: markToLookFor(target, known) });
  const live = await lookAgain(target, look, (seen) => !seen || isOtherThan(seen, prior));
  if (!live) return;
  // By this very resource, for a replacement that was forced: nothing to tell.
  if (isTakenOver(markOf(live), known)) return;
  if (isAnothers(markOf(live), known) || claimed) {
    const done = "It stays at the vendor, and is only forgotten here.";
    warn(notOurs(`${definition.kind} ${id}`, markOf(live), known, done), "IM_NOT_OURS");
    return;
  }
  await definition.remove(client, id, prior, live);
}

/** Looks until what was written a moment ago is seen. Somebody else may have changed it since, so it ends all the same. */
function lookAgain(
  { definition: { vendor }, client, writtenAt }: Target,
  look: () => Promise<Values | undefined>,
  isBehind: (seen: Values | undefined) => boolean,
): Promise<Values | undefined> {
  if (writtenAt === undefined) return look();
  return untilShown(look, isBehind, () => writtenAt + longestLagMs - vendor.now(client));
}

/** The same, and whatever is not there counts as gone only once a second look a moment later agrees. */
async function lookTwice(
  target: Target,
  look: () => Promise<Values | undefined>,
  isBehind: (seen: Values | undefined) => boolean,
): Promise<Values | undefined> {
  const seen = await lookAgain(target, look, isBehind);
  if (seen) return seen;
  await sleep(secondLookMs);
  return look();
}

/** Whether what is seen is other than what the state says, so that it may be what was there before. */
function isBehind(definition: AnyDefinition, prior: Values): (seen: Values | undefined) => boolean {
  const declared = declaredInputs(definition, prior);
  return (seen) => {
    if (!seen) return true;
    const state = remembered(definition, managedNow(definition, prior, seen), declared);
    return [...Object.keys(state), ...Object.keys(declared)].some((key) => !isDeepStrictEqual(state[key], prior[key]));
  };
}

/** Whether an object is somebody else's than the state says, or shows that it is nobody's. */
function isOtherThan(seen: Values, { mark, owner }: Values): boolean {
  return (mark !== undefined && seen.mark !== mark) || (owner !== undefined && seen.owner !== owner);
}

/** The live object beside what only the state knows. */
function managedNow(definition: AnyDefinition, prior: Values, live: Values): Values {
  const current = { ...prior, ...(definition.managed?.(live, prior) ?? live) };
  return Object.assign(current, driftSince(definition, prior, current));
}

/** A mark is asked for where the state has none, too: an imported object may be another's. */
function markToLookFor({ marks }: Target, known: Mark): Mark {
  return known ?? (marks ? "" : undefined);
}

function withDeclaredMark(inputs: Values): Values {
  const mark = markOf(inputs);
  return mark ? { ...inputs, mark: withoutTime(mark) } : inputs;
}

function withMark(inputs: Values, mark: Mark): Values {
  return mark === undefined ? inputs : { ...inputs, mark };
}

/** Inputs that say how an object is made, and of which a change alone is none of the object's. */
const onlyAtCreate = new Set(["mark", "adopt"]);

/** Which inputs differ between a state and the inputs that should become it. */
export function changedKeys(definition: AnyDefinition, prior: Values, inputs: Values, same: Equality): string[] {
  const declared = declaredInputs(definition, prior);
  const keys = new Set([...Object.keys(declared), ...Object.keys(inputs)]);
  const changed = [...keys].filter(
    (key) => key in definition.schema.shape && !onlyAtCreate.has(key) && !same(declared[key], inputs[key]),
  );
  return (getsMark(prior, inputs) ? [...changed, "mark"] : changed).sort();
}

/** Whether the object is to get our mark for that alone: it was wiped, or an imported object is to be taken over. */
function getsMark(prior: Values, inputs: Values): boolean {
  if (inputs.mark === undefined) return false;
  const mark = markOf(prior);
  return mark === undefined ? inputs.adopt === true : madeAtMs(mark) === undefined;
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
      const live = await lookAfterFailure(definition, client, id, current, failure, round);
      if (!live) {
        const isNew = Object.keys(prior).length === 0;
        if (await endHalfMade(definition, client, id, current, inputs, { failure, isNew })) {
          throw withMore(failure, "Nothing of it is left at the vendor.");
        }
        return { id, state: remembered(definition, current, inputs), failure };
      }
      Object.assign(current, live);
    }
  }
}

async function lookAfterFailure(
  definition: AnyDefinition,
  client: unknown,
  id: string,
  current: Values,
  failure: unknown,
  round: number,
): Promise<Values | undefined> {
  if (!isOutcomeUnknown(failure) || round === maxRounds) return undefined;
  // Where looking fails as well, the first failure is the one to tell.
  return definition.observe(client, id, current).catch(() => undefined);
}

function declaredInputs(definition: AnyDefinition, prior: Values): Values {
  const keys = Object.keys(definition.schema.shape).filter((key) => definition.isDeclared?.(key, prior) ?? true);
  return pick(prior, keys);
}

/** What the state keeps: the declared inputs as they are now, and the outputs. */
function remembered(definition: AnyDefinition, current: Values, declared: Values): Values {
  const outputs = { ...pick(current, [...definition.outputs, driftKey]), ...halfMadeIn(definition, current) };
  const state: Values = { ...outputs, ...kept(definition, current, declared) };
  // Not at the object yet, or no more: whose it is, the state knows all the same.
  const mark = markOf(declared);
  return mark && !state.mark ? { ...state, mark: withoutTime(mark) } : state;
}

function kept(definition: AnyDefinition, current: Values, declared: Values): Values {
  const values = pick(current, Object.keys(declared));
  const { keep } = definition;
  if (!keep) return values;
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, keep(key, value, declared[key])]));
}

function pick(values: Values, keys: readonly string[]): Values {
  return Object.fromEntries(keys.filter((key) => values[key] !== undefined).map((key) => [key, values[key]]));
}
