import { join } from "node:path";

const EMULATOR = join(__dirname, "../../../emulator/dist");
const { permitted } = require(join(EMULATOR, "cloud/settings.js"));

/** A setting, how to look at what it concerns, and what is seen under each of its values. */
export type Case<See> = readonly [setting: string, see: See, seen: Readonly<Record<string, unknown>>];

/** One of a case's values. */
export interface Seen<See> {
  readonly setting: string;
  readonly value: string;
  readonly see: See;
  readonly expected: unknown;
}

export function valuesOf<See>(cases: readonly Case<See>[]): Seen<See>[] {
  return cases.flatMap(([setting, see, seen]) =>
    Object.entries(seen).map(([value, expected]) => ({ setting, value, see, expected })),
  );
}

interface Rule {
  readonly setting: string;
  readonly calls?: readonly string[];
}

/** Tests that the rules about a vendor's spelling name what exists, and that cases show every value of theirs. */
export function testRules(vendor: string, cases: readonly Case<unknown>[]): void {
  const definition = require(join(EMULATOR, vendor, "definition.js"))[`${vendor}Definition`];
  const { places, types } = definition.spellings;
  const rules: readonly Rule[] = [...places, ...types];

  test("rules are about calls that exist", () => {
    const known = new Set(definition.endpoints.map(({ call }: { call: string }) => call));
    expect(rules.flatMap(({ calls = [] }) => calls).filter((call) => !known.has(call))).toEqual([]);
  });

  test("each value of each rule's setting has a case", () => {
    for (const setting of new Set(rules.map((rule) => rule.setting))) {
      const shown = new Set(valuesOf(cases).flatMap((one) => (one.setting === setting ? [one.value] : [])));
      const all = permitted(definition.settings[setting]).replaceAll('"', "").split(", ");
      expect({ setting, values: [...shown].sort() }).toEqual({ setting, values: all.sort() });
    }
  });
}
