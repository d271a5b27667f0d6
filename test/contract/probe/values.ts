import type { SettingTable, SettingValue } from "../../../emulator/cloud/settings";
import { experimentOf, settingsBefore } from "../../../emulator/probe/requirements";
import type { ProbedVendor } from "../../../emulator/probe/vendor";

export type Values = Readonly<Record<string, SettingValue>>;

export function defaults(table: SettingTable): Record<string, SettingValue> {
  return Object.fromEntries(Object.entries(table).map(([name, { fallback }]) => [name, fallback]));
}

/** The values to try of a setting: all that are permitted, or the default, the ends and one between of a range. */
export function valuesOf(table: SettingTable, name: string): readonly SettingValue[] {
  const setting = table[name];
  if (!setting) throw new Error(`no setting ${name}`);
  if (setting.values) return setting.values;
  if (!setting.range) throw new Error(`${name} is free text: its test names the values`);
  const [low, high] = setting.range;
  return [...new Set([setting.fallback, low, low + Math.ceil((high - low) / 3), high])];
}

/** Whether the other settings of an app keep a probe from looking at one. */
export function isHidden<O, S extends string>(vendor: ProbedVendor<O, S>, name: S, values: Values): boolean {
  const experiment = experimentOf(vendor, name);
  if (!experiment) return false;
  const hides = experiment.hiddenBy?.some((condition) =>
    (Object.keys(condition) as S[]).every((one) => condition[one]?.includes(values[one] ?? "")),
  );
  return hides || !settingsBefore(experiment).every((one) => isTold(vendor, one, values));
}

/** Whether a probe of an app that behaves so can tell a setting. */
export function isTold<O, S extends string>(vendor: ProbedVendor<O, S>, name: S, values: Values): boolean {
  if (!experimentOf(vendor, name) || isHidden(vendor, name, values)) return false;
  return !vendor.untellable[name]?.values?.(values[name] ?? "");
}

/** Numbers from 0 to 1 that a seed decides: mulberry32. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
