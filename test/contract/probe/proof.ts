import { existsSync } from "node:fs";
import type { SettingValue } from "../../../emulator/cloud/settings";
import type { ReadyInfo } from "../../../emulator/emulator";
import { type Plan, planOf } from "../../../emulator/probe/plan";
import type { ProbeResult } from "../../../emulator/probe/probe";
import { experimentOf, requirements } from "../../../emulator/probe/requirements";
import type { ProbedVendor } from "../../../emulator/probe/vendor";
import { type Access, ProbedCloud } from "./cloud";
import { defaults, isHidden, isTold, random, type Values, valuesOf } from "./values";

const isLong = process.env.IM_TEST_LONG !== undefined;
const MIXTURES = isLong ? 50 : 4;

/** What a vendor's proof knows beside the vendor. */
export interface Proved<O, S extends string> {
  readonly vendor: ProbedVendor<O, S>;
  access(info: ReadyInfo): Access;
  /** Values to try one at a time, where it is not all, or the ends of the range; free texts have to be here. */
  readonly tried: Readonly<Partial<Record<S, readonly SettingValue[]>>>;
  /** Values for the mixtures, where it is not those: an app has room for what a probe makes. */
  readonly mixed: Readonly<Partial<Record<S, readonly SettingValue[]>>>;
  /** Settings whose experiments are still to be written. */
  readonly unwritten?: readonly S[];
  /** What of the vendor's state is left for good, by kind: ids. */
  left(state: Readonly<Record<string, unknown>>): Readonly<Record<string, readonly string[]>>;
}

/** All that has to hold of the probe of a vendor. */
export function prove<O, S extends string>({ vendor, access, tried, mixed, unwritten = [], left }: Proved<O, S>): void {
  const table = vendor.settings;
  const all = Object.keys(table) as S[];
  const names = all.filter((name) => !unwritten.includes(name));
  const byDefault = defaults(table);
  const experimented = names.filter((name) => experimentOf(vendor, name));
  let cloud: ProbedCloud<O, S>;
  beforeAll(async () => {
    cloud = await ProbedCloud.start(vendor, access);
  });
  afterAll(() => cloud.close());

  /** What a probe has to find where the settings are these. */
  function expected(name: S, values: Values): unknown {
    if (isTold(vendor, name, values)) return { value: values[name] };
    const reason = vendor.untellable[name];
    const isReason = reason && !isHidden(vendor, name, values) && (reason.values?.(values[name] ?? "") ?? true);
    return { untold: isReason ? reason.because : expect.stringMatching(/^hidden by /) };
  }

  /** The settings under which a value shows: the defaults, and what makes it visible where they hide it. */
  function settingsFor(name: S, value: SettingValue): Values {
    const { visibleWith = {} } = experimentOf(vendor, name) ?? {};
    const plain = { ...byDefault, [name]: value };
    return isTold(vendor, name, plain) ? plain : { ...plain, ...visibleWith, [name]: value };
  }

  test("every setting has an experiment, or a reason why it cannot be told", () => {
    const without = all.filter((name) => !experimentOf(vendor, name) && !vendor.untellable[name]);
    expect(without).toEqual(all.filter((name) => unwritten.includes(name)));
    // A setting of which no value can be told has no experiment.
    const idle = experimented.filter((name) => {
      const { values, hiddenBy } = vendor.untellable[name] ?? { hiddenBy: "nothing" };
      return values === undefined && hiddenBy === undefined;
    });
    expect(idle).toEqual([]);
  });

  describe.each(experimented)("%s", (name) => {
    test.each([...(tried[name] ?? valuesOf(table, name))])("%j comes back", async (value) => {
      const values = settingsFor(name, value);
      await cloud.empty(changed(values, byDefault));
      const { findings, remaining, ...spent } = await cloud.probe([name]);
      expect(findings.get(name)).toEqual(expected(name, values));
      expect(beyond(spent, planOf(vendor, [name]))).toEqual([]);
      // By default nothing hides it, or its experiment says what does not.
      if (!vendor.untellable[name]?.values?.(value)) expect(isTold(vendor, name, values)).toBe(true);
      expect(remaining).toEqual([]);
    });
  });

  const first = isLong ? Math.floor(Math.random() * 1e9) : 20_261_128;
  test.each(Array.from({ length: MIXTURES }, (_, i) => first + i))("mixture %i comes back", async (seed) => {
    const next = random(seed);
    const drawn = (name: S): SettingValue => {
      const values = mixed[name] ?? valuesOf(table, name);
      return values[Math.floor(next() * values.length)] ?? table[name]?.fallback ?? "";
    };
    const values = Object.fromEntries(all.map((name) => [name, drawn(name)]));
    await cloud.empty(values);
    const { findings, remaining } = await cloud.probe(names);
    expect(Object.fromEntries(findings)).toEqual(
      Object.fromEntries(names.map((name) => [name, expected(name, values)])),
    );
    expect(remaining).toEqual([]);
  });

  test("where each call takes its time, and never the same, a lagging cloud is still read right", async () => {
    const lag = vendor.lag;
    if (!lag) return;
    const values = { ...byDefault, [lag.ms]: 300, [lag.seenBy]: "all" };
    await cloud.empty(changed(values, byDefault));
    const { findings } = await cloud.onLongWay(() => cloud.probe(names));
    const { [lag.ms]: measured, ...rest } = Object.fromEntries(findings);
    const { [lag.ms]: _, ...others } = Object.fromEntries(names.map((name) => [name, expected(name, values)]));
    expect(rest).toEqual(others);
    expect(Object(measured).value).toBeGreaterThan(150);
    expect(Object(measured).value).toBeLessThanOrEqual(300);
  });

  test("a probe does what its plan says, and no more", async () => {
    await cloud.empty();
    const before = left(await cloud.state());
    const plan = planOf(vendor, names);
    const { sent, made, findings } = await cloud.probe(names);
    expect([...findings.keys()].sort()).toEqual([...names].sort());
    const calls = await cloud.calls();
    expect(beyond({ sent, made }, plan)).toEqual([]);
    expect(calls).toHaveLength([...sent.values()].reduce((sum, one) => sum + one, 0));
    const remaining = Object.entries(left(await cloud.state())).map(([kind, ids]): [string, number] => [
      kind,
      ids.length - (before[kind]?.length ?? 0),
    ]);
    expect(Object.fromEntries(remaining.filter(([, number]) => number > 0))).toEqual(plan.left);
    expect(existsSync(cloud.journalPath)).toBe(false);
  });

  test("a probe stays under the rates of the vendor", async () => {
    await cloud.empty();
    await cloud.probe(names);
    const overRate = (await cloud.calls()).filter(
      ({ call, status, code }) =>
        vendor.overRateMs({ call, status, code, ok: false, headers: new Headers(), body: undefined }) !== undefined,
    );
    expect(overRate).toEqual([]);
  });

  test("the next probe removes what a killed one left, and makes nothing more for good", async () => {
    await cloud.empty();
    await cloud.probe(names);
    const clean = left(await cloud.state());
    const calls = await cloud.calls();
    // Killed at several points: what comes after it is lost, the removal of what was made too.
    for (const share of isLong ? [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] : [0.3, 0.6, 0.9]) {
      await cloud.empty();
      await killedAfter(Math.floor(calls.length * share));
      await cloud.probe([names[0] as S]);
      const ids = Object.entries(left(await cloud.state())).flatMap(([kind, found]) => found.map((id) => [kind, id]));
      for (const [kind = "", id = ""] of ids) expect(clean[kind]).toContain(id);
      expect(existsSync(cloud.journalPath)).toBe(false);
    }
  });

  /** A probe whose process ends after so many calls. */
  async function killedAfter(calls: number): Promise<void> {
    let count = 0;
    await cloud.onTheWay(
      (send) => {
        count += 1;
        return count > calls ? Promise.reject(new Killed()) : send();
      },
      () => cloud.probe(names).catch((error: unknown) => expect(error).toBeInstanceOf(Error)),
    );
  }

  test("a probe that is interrupted removes what it made", async () => {
    await cloud.empty();
    await cloud.probe(names);
    const clean = left(await cloud.state());
    await cloud.empty();
    const end = new AbortController();
    // Where something is there that has to be removed: an experiment is cleaned up after it has told.
    const maker = experimented.find((name) =>
      Object.keys(experimentOf(vendor, name)?.objects ?? {}).some((kind) => vendor.kinds[kind]?.removal),
    );
    const progress = (text: string) => {
      if (text.startsWith(`${vendor.name}.${maker} `)) end.abort();
    };
    await expect(cloud.probe(names, { signal: end.signal, progress })).rejects.toThrow("interrupted");
    for (const [kind, ids] of Object.entries(left(await cloud.state())))
      for (const id of ids) expect(clean[kind]).toContain(id);
    expect(existsSync(cloud.journalPath)).toBe(false);
  });

  test("experiments declare kinds that the vendor has", () => {
    const { experiments, fixtures } = requirements(vendor, names);
    const kinds = [...experiments, ...fixtures].flatMap(({ objects = {} }) => Object.keys(objects));
    expect(kinds.filter((kind) => !vendor.kinds[kind])).toEqual([]);
  });
}

/** What was sent or made more often than a plan says. */
function beyond({ sent, made }: Pick<ProbeResult<string>, "sent" | "made">, plan: Plan): unknown[] {
  return [
    ...[...sent].filter(([call, times]) => times > (plan.calls[call] ?? 0)),
    ...[...made].filter(([kind, number]) => number > (plan.objects[kind] ?? 0)),
  ];
}

/** What is other than by default. */
function changed(values: Values, byDefault: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== byDefault[name]));
}

class Killed extends Error {}
