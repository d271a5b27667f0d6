import { InputError } from "../input-error";
import { planText } from "./plan";
import { type ProbeOptions, type ProbeResult, probe } from "./probe";
import type { ProbedVendor } from "./vendor";

/** A vendor as the command sees it: settings are texts, and what its calls are made of is its own affair. */
export interface Probed {
  readonly name: string;
  readonly settingNames: readonly string[];
  /** Refuses settings that the vendor does not have. */
  checkNames(names: readonly string[]): void;
  planText(names: readonly string[], prefix: string): string;
  probe(options: ProbeOptions<string>): Promise<ProbeResult<string>>;
}

export function probed<O, S extends string>(vendor: ProbedVendor<O, S>): Probed {
  const isName = (name: string): name is S => Object.hasOwn(vendor.settings, name);
  return {
    name: vendor.name,
    settingNames: Object.keys(vendor.settings),
    checkNames(names) {
      const unknown = names.find((name) => !isName(name));
      if (unknown !== undefined) throw new InputError(`unknown setting ${vendor.name}.${unknown}`);
    },
    planText: (names, prefix) => planText(vendor, names.filter(isName), prefix),
    probe: (options) => probe(vendor, { ...options, names: options.names.filter(isName) }),
  };
}
