import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isImportable } from "../../provider/resource/guide";
import { definitionOf } from "../support/kinds";
import { expectAllFields, outputsOf, type ProgramStep, programsOf, putPrograms, shownOf } from "../support/life-cycle";
import { Project } from "../support/project";
import { Cloud } from "./cloud";
import { newJournal } from "./journal";
import { callsIn, type Meter, notesIn, objectsIn } from "./meter.cjs";
import { Names } from "./names";
import { chosen, type LiveRow, type LiveTable, type Whereabouts } from "./row";
import type { Run } from "./run";
import { expectSeen } from "./seen";
import { sweep } from "./sweep";

// biome-ignore lint/suspicious/noExplicitAny: outputs and states of many shapes.
type Json = any;

/** How long a vendor's own reads may be behind; what the provider takes at most. */
const lagMs = 10_000;
const lookAgainMs = 1_000;

const typeOf = (kind: string) => `pulumi-nodejs:dynamic/im/${kind}`;

/** Prints what whoever runs this has to know, beside what jest prints. */
export const say = (line: string) => process.stderr.write(`live: ${line}\n`);

/** Sweeps, and says so. What is left is a failure. */
export async function sweepAndSay(run: Run, table: LiveTable): Promise<void> {
  const { removed, stays, left } = await sweep(run, table);
  for (const line of removed) say(`removed ${line}`);
  for (const line of stays) say(line);
  if (left.length > 0) throw new Error(`Not removed, and kept in the journal:\n${left.join("\n")}`);
}

/** The life of each kind of a vendor on a real app: what the table declares, in one stack, driven by the real `pulumi`. */
export function describeLives(run: Run, table: LiveTable): void {
  const { rows, reasons } = chosen(table.rows, run.settings, run.kinds);
  const ids = [...new Set([...table.people, ...rows.flatMap((one) => one.ids)])];
  const names = new Names(run.name, ids);
  const found: Record<"before" | "after", Json> = { before: {}, after: {} };
  let cloud: Cloud;
  let meter: Meter;
  let project: Project;
  let outputs: Json = {};
  let text = "";

  beforeAll(async () => {
    for (const { row } of rows) say(`goes through the life of ${row.kind}`);
    for (const reason of reasons) say(reason);
    await sweepAndSay(run, table);
    meter = {
      journal: newJournal(run),
      pid: process.pid,
      prefix: names.prefix,
      maxCalls: run.maxCalls,
      maxObjects: run.maxObjects,
    };
    cloud = new Cloud(run.calls, names, meter);
    project = new Project(table.folder, environment(), { ownProcesses: !process.env.IM_LIVE_SHARED, atOnce: true });
    await project.init({});
    for (const person of table.people) await table.makePerson(cloud, person);
    for (const { row } of rows) await row.prepare?.({ emulator: cloud, project });
  });

  afterAll(async () => {
    if (meter) say(`${callsIn(meter.journal)} calls, ${objectsIn(notesIn(meter.journal))} objects`);
    project?.dispose();
    await sweepAndSay(run, table);
  });

  const environment = () => ({
    ...table.env,
    IM_VENDOR: table.vendor,
    IM_LIVE_METER: JSON.stringify(meter),
    NODE_OPTIONS: `--require=${join(__dirname, "meter.cjs")}`,
  });

  function declare(step: ProgramStep): void {
    const programs = programsOf(
      rows.map((one) => ({ ...one.row, adapt: (source: string, at: ProgramStep) => adapted(one, source, at) })),
      step,
    );
    const named = [...programs].map(([folder, source]): [string, string] => {
      const own = rows.filter(({ row }) => row.folder === folder).flatMap((one) => one.ids);
      return [folder, names.inProgram(source, [...table.people, ...own])];
    });
    putPrograms(project, new Map(named));
  }

  const adapted = ({ row, adapt }: LiveRow, source: string, step: ProgramStep) => {
    const first = row.adapt?.(source, step) ?? source;
    return adapt?.(first, step) ?? first;
  };

  /** Looks until the vendor shows what is expected, for as long as its reads may be behind. */
  async function expectLook(one: LiveRow, expected: Json, where: Partial<Whereabouts> = {}): Promise<void> {
    const until = Date.now() + lagMs;
    for (;;) {
      const seen = await one.look(cloud, { outputs: outputsOf(outputs, one.row), isReplaced: false, ...where });
      try {
        return expectSeen(seen, expected);
      } catch (error) {
        if (Date.now() > until) throw error;
        await sleep(lookAgainMs);
      }
    }
  }

  const cases = rows.map((one) => [one.row.kind, one] as const);
  if (cases.length === 0) {
    test("no kind can be gone through", () => {
      say("nothing to do");
    });
    return;
  }

  describe("create, and read back", () => {
    beforeAll(async () => {
      declare("create");
      text = await project.preview();
      await project.up();
      outputs = await project.outputs();
      for (const { row } of rows) row.note?.(outputsOf(outputs, row));
      found.before = await project.resources();
    });

    test.each(cases)("%s", (_, one) => expectLook(one, one.created));
    test("and neither a refresh nor a preview finds anything then", () => project.expectSettled());
  });

  describe("import", () => {
    test("what is there reads as what the program declares", async () => {
      await importAll();
      await project.expectClean();
      await project.ok(["preview", "--diff", "--refresh", "--expect-no-changes"]);
    });
  });

  /** Forgets every object, and takes all back into the state by an import file. */
  async function importAll(): Promise<void> {
    const { deployment, ...others } = JSON.parse(await project.ok(["stack", "export", "--show-secrets"]));
    const resources: Json[] = deployment.resources ?? [];
    const own = resources.filter(({ type }) => type.startsWith(typeOf("")));
    const file = join(project.folder, "state.json");
    const rest = { ...deployment, resources: resources.filter(({ type }) => type === "pulumi:pulumi:Stack") };
    project.program(JSON.stringify({ ...others, deployment: rest }), "state.json");
    await project.ok(["stack", "import", "--file", file]);
    const entries = own
      .filter(({ type }) => isImportable(definitionOf(type.slice(typeOf("").length)).guide.import))
      .map(({ type, urn, id, inputs, outputs }) => ({
        ...{ type, id, name: urn.split("::").pop() },
        ...{ inputs: inClear(inputs), outputs: inClear(outputs) },
      }));
    project.program(JSON.stringify({ resources: entries }), "import.json");
    const flags = ["--generate-code=false", "--protect=false", "--yes"];
    await project.ok(["import", "--file", "import.json", ...flags]);
    for (const name of [file, join(project.folder, "import.json")]) rmSync(name);
  }

  describe("each field that can change does", () => {
    beforeAll(async () => {
      found.before = await project.resources();
      declare("change");
      text = await project.change();
      outputs = await project.outputs();
      found.after = await project.resources();
    });

    test.each(cases)("%s", async (_, one) => {
      const { row } = one;
      const shown = shownOf(text, typeOf(row.kind), row.resource);
      const states = { before: found.before[row.resource], after: found.after[row.resource] };
      expect(states.after.id).toBe(states.before.id);
      expectAllFields({ definition: definitionOf(row.kind), row, shown, ...states });
      await expectLook(one, one.changed);
    });

    // A refresh may show whom an authoritative set has met meanwhile: nobody goes whom no preview showed.
    test("and the next preview is clean", () => project.expectClean());
  });

  describe("drift by hand is found and mended", () => {
    beforeAll(async () => {
      for (const { row, drift } of rows) {
        const step = { emulator: cloud, outputs: outputsOf(outputs, row) };
        await (drift ? drift(step) : row.drift(step));
      }
      // A vendor's reads may be behind what was done by hand, which the provider cannot know of.
      await sleep(Number(run.settings.readAfterWriteDelayMs ?? 0));
      declare("mend");
      text = await project.change("--refresh");
    });

    test.each(cases)("%s", async (_, one) => {
      expect(shownOf(text, typeOf(one.row.kind), one.row.resource)).toMatch(/[~+-] \S.*:/);
      await expectLook(one, one.changed);
    });

    test("and neither a refresh nor a preview finds anything then", () => project.expectSettled());
  });

  describe("what cannot change in place replaces", () => {
    beforeAll(async () => {
      declare("replace");
      text = await project.change();
      outputs = await project.outputs();
    });

    test.each(cases.filter(([, { replaced }]) => replaced))("%s", (_, one) =>
      expectLook(one, one.replaced, { isReplaced: true }),
    );
    test("and the next preview is clean", () => project.expectClean());
  });

  describe("destroy", () => {
    beforeAll(async () => {
      project.program("throw new Error('the program must not run');");
      await project.destroy();
    });

    test.each(cases)("%s", (_, one) => expectLook(one, one.destroyed, { isReplaced: one.replaced !== undefined }));
    test("keeps nothing in the state", async () => expect(Object.keys(await project.resources())).toEqual([]));
  });
}

/** Values of an exported state, those that are secret in clear, as an import file has them. */
function inClear(value: Json): Json {
  if (Array.isArray(value)) return value.map(inClear);
  if (typeof value !== "object" || value === null) return value;
  if (typeof value.plaintext === "string") return JSON.parse(value.plaintext);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inClear(one)]));
}
