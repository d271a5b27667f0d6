import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { definitions } from "../../../../provider/dynamic";
import { notCarriedOut } from "./not-carried-out";
import { settingTables, vendorOf } from "./tables";

const rows = Object.entries(notCarriedOut).flatMap(([vendor, entries]) =>
  entries.map((entry) => [`${vendor}.${entry.setting}`, vendor, entry] as const),
);

describe("what is not carried out", () => {
  test.each(rows)("%s: setting, values and kinds are there, and a reason is given", (_name, vendor, entry) => {
    const { [entry.setting]: setting } = settingTables[vendorOf(`${vendor}:`)];
    const { values = [], range, kinds = [], reason, beside } = entry;
    expect(Object.keys(settingTables[vendorOf(`${vendor}:`)])).toEqual(
      expect.arrayContaining(beside === undefined ? [] : [beside]),
    );
    expect(setting).toBeDefined();
    expect(setting?.values ?? []).toEqual(expect.arrayContaining([...values]));
    if (range) {
      const [first, last] = setting?.range ?? [Number.NaN, Number.NaN];
      expect([range[0] >= first, range[1] <= last, range[0] <= range[1]]).toEqual([true, true, true]);
    }
    // A text has neither, and anything else has to say which values.
    const isText = setting?.values === undefined && setting?.range === undefined;
    expect(values.length > 0 || range !== undefined).toBe(!isText);
    expect(definitions.map(({ kind }) => kind)).toEqual(expect.arrayContaining([...kinds]));
    expect(reason).toMatch(/^[A-Z].+\.$/);
  });

  test("a setting whose value is any text is named, since none can be drawn", () => {
    const texts = Object.entries(settingTables).flatMap(([vendor, table]) =>
      Object.entries(table)
        .filter(([, { values, range }]) => values === undefined && range === undefined)
        .map(([name]) => `${vendor}.${name}`),
    );
    expect(rows.map(([name]) => name)).toEqual(expect.arrayContaining(texts));
  });
});

test("every kind has a property that is checked under any mixture", () => {
  const folder = join(__dirname, "..");
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .filter((source) => source.includes("mixture/mixture"));
  const folderOf = (kind: string) =>
    kind
      .replace(/\B[A-Z]/g, "-$&")
      .replace(":-", "/")
      .replace(":", "/")
      .toLowerCase();
  const lacking = definitions
    .map(({ kind }) => folderOf(kind))
    .filter((path) => !sources.some((one) => one.includes(`/${path}/resource"`)));
  expect(lacking).toEqual([]);
});
