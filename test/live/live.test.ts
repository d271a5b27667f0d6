import { definitions } from "../../provider/dynamic";
import { expectEntries } from "../support/kinds";
import { describeLives, say, sweepAndSay } from "./lives";
import { runOf } from "./run";
import { tables } from "./tables";

test.each(tables.map((table) => [table.vendor, table] as const))(
  "every kind of %s is in its table",
  (vendor, table) => {
    const kinds = definitions.filter((one) => one.vendor.name === vendor).map(({ kind }) => kind);
    const entries = [...table.rows.map(({ row }) => row.kind), ...Object.keys(table.elsewhere ?? {})];
    expectEntries(entries, kinds, `test/live/${vendor}/table.ts`);
  },
);

const run = runOf(process.env);
const table = tables.find(({ vendor }) => "vendor" in run && vendor === run.vendor);

if ("skipped" in run || table === undefined) {
  const reason = "skipped" in run ? run.skipped : `no table of ${run.vendor}`;
  say(`skipped: ${reason}`);
  test.skip(`a real app (${reason})`, () => {});
} else if (process.env.IM_LIVE_SWEEP) {
  test(`what runs left in the app ${run.app} is removed`, () => sweepAndSay(run, table));
} else {
  describe(`${run.vendor}, app ${run.app}, run ${run.name}`, () => describeLives(run, table));
}
