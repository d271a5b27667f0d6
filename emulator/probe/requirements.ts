import type { Experiment, Fixture } from "./experiment";
import type { ProbedVendor } from "./vendor";

/** What a choice of settings takes, each once: in the order in which it is first needed. */
export interface Requirements<O, S extends string> {
  readonly experiments: readonly Experiment<O, S>[];
  readonly fixtures: readonly Fixture<O, S, unknown>[];
}

/** The experiment that tells a setting; undefined where none does. */
export function experimentOf<O, S extends string>(vendor: ProbedVendor<O, S>, name: S): Experiment<O, S> | undefined {
  return vendor.experiments.find(({ tells }) => tells.includes(name));
}

/** The settings that have to be told before an experiment. */
export function settingsBefore<O, S extends string>({ needs = [], hiddenBy = [] }: Experiment<O, S>): S[] {
  const hiding = hiddenBy.flatMap((condition) => Object.keys(condition) as S[]);
  return [...new Set([...needs, ...hiding])];
}

/** Everything that telling these settings takes, what every call depends on included. */
export function requirements<O, S extends string>(vendor: ProbedVendor<O, S>, names: readonly S[]): Requirements<O, S> {
  const experiments = new Set<Experiment<O, S>>();
  const fixtures = new Set<Fixture<O, S, unknown>>();
  const takeFixture = (fixture: Fixture<O, S, unknown>) => {
    for (const other of fixture.uses ?? []) takeFixture(other);
    fixtures.add(fixture);
  };
  const take = (name: S) => {
    const experiment = experimentOf(vendor, name);
    if (!experiment || experiments.has(experiment)) return;
    experiments.add(experiment);
    for (const other of settingsBefore(experiment)) take(other);
    for (const fixture of experiment.uses ?? []) takeFixture(fixture);
  };
  for (const name of [...vendor.first, ...names]) take(name);
  return { experiments: [...experiments], fixtures: [...fixtures] };
}
