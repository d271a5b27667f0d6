import fc from "fast-check";
import type { AnyDefinition } from "../../../../provider/resource/definition";
import type { Values } from "../../../../provider/values/values";
import { type NotCarriedOut, notCarriedOut } from "./not-carried-out";
import { type Setting, settingTables, vendorOf } from "./tables";

/** What is said of a setting for a kind, whatever the others are. */
function excludedOf(kind: string, name: string): NotCarriedOut[] {
  return saidOf(kind).filter(({ setting, beside }) => setting === name && beside === undefined);
}

function saidOf(kind: string): NotCarriedOut[] {
  return (notCarriedOut[vendorOf(kind)] ?? []).filter(({ kinds = [kind] }) => kinds.includes(kind));
}

function isExcluded({ values, range }: NotCarriedOut, value: unknown, setting?: Setting): boolean {
  if (values) return values.includes(value);
  if (range) return typeof value === "number" && value >= range[0] && value <= range[1];
  return value !== setting?.fallback;
}

/** What is left of a range without some of its parts. */
function rangesLeft(
  whole: readonly [number, number],
  excluded: readonly NotCarriedOut[],
): (readonly [number, number])[] {
  return excluded.reduce<(readonly [number, number])[]>(
    (ranges, { range: out = whole }) =>
      ranges.flatMap(([min, max]) =>
        (
          [
            [min, Math.min(max, out[0] - 1)],
            [Math.max(min, out[1] + 1), max],
          ] as const
        ).filter(([first, last]) => first <= last),
      ),
    [whole],
  );
}

function isDrawn(value: unknown, setting: Setting, excluded: readonly NotCarriedOut[]): boolean {
  return !excluded.some((one) => isExcluded(one, value, setting));
}

function valuesOf(setting: Setting, excluded: readonly NotCarriedOut[]): fc.Arbitrary<unknown> {
  const { values = [], range, fallback } = setting;
  // The default first: a failure shrinks to it.
  const choices = [fallback, ...values.filter((one) => one !== fallback)].filter((one) =>
    isDrawn(one, setting, excluded),
  );
  const ranges = range ? rangesLeft(range, excluded) : [];
  const numbers = ranges.flatMap(([min, max]) => [fc.constantFrom(min, max), fc.integer({ min, max })]);
  return fc.oneof(...(choices.length > 0 ? [fc.constantFrom(...choices)] : []), ...numbers);
}

/**
 * Any mixture of the open behaviours of a kind's vendor: some or all of the settings, each at any permitted value under which
 * programs can be carried out. The others, of which nothing is said here, are as by default.
 */
function mixtureOf(kind: string): fc.Arbitrary<Values> {
  const table = settingTables[vendorOf(kind)];
  const besideOthers = saidOf(kind).filter(({ beside }) => beside !== undefined);
  const settings = Object.entries(table).map(([name, setting]) => {
    const excluded = excludedOf(kind, name);
    return { name, setting, excluded, isFree: isDrawn(setting.fallback, setting, excluded) };
  });
  const drawn = settings.map(({ name, setting, excluded }) => [name, valuesOf(setting, excluded)]);
  const values = fc.record<Values>(Object.fromEntries(drawn), { noNullPrototype: true });
  // Which ones is a choice of its own, so that a failure soon shrinks to the few that it takes.
  const free = settings.filter(({ isFree }) => isFree).map(({ name }) => name);
  return fc.tuple(fc.subarray(free), values).map(([chosen, all]) => {
    const isSet = ({ name, isFree, setting }: (typeof settings)[number]) =>
      !isFree || (chosen.includes(name) && all[name] !== setting.fallback);
    const mixture = Object.fromEntries(settings.filter(isSet).map(({ name }) => [name, all[name]]));
    const spoilt = besideOthers.filter((one) => mixture[one.beside ?? ""] !== undefined);
    const isLeft = ([name, value]: [string, unknown]) =>
      !spoilt.some((one) => one.setting === name && isExcluded(one, value, table[name]));
    return Object.fromEntries(Object.entries(mixture).filter(isLeft));
  });
}

/** How long a property may look for a failure, and then for a smaller one, in milliseconds: less than Jest gives a test. */
const interruptAfterTimeLimit = process.env.IM_TEST_LONG ? 1_700_000 : 300_000;

/**
 * Checks a property, each time under another mixture of the open behaviours of its kind's vendor. A failure names its seed and
 * path, and `IM_TEST_REPLAY=seed/path` runs that one again.
 */
export async function holds<T>(
  { kind }: AnyDefinition,
  arbitrary: fc.Arbitrary<T>,
  parameters: fc.Parameters<unknown>,
  property: (value: T, settings: Values) => Promise<void>,
): Promise<void> {
  const both = fc.asyncProperty(mixtureOf(kind), arbitrary, (settings, value) => property(value, settings));
  const limits = { interruptAfterTimeLimit, markInterruptAsFailure: true };
  await fc.assert(both, { ...limits, ...(parameters as fc.Parameters<[Values, T]>) });
}

/** The same for what is declared only once. */
export function underAnyMixture(
  definition: AnyDefinition,
  parameters: fc.Parameters<unknown>,
  property: (settings: Values) => Promise<void>,
): Promise<void> {
  return holds(definition, fc.constant(undefined), parameters, (_, settings) => property(settings));
}
