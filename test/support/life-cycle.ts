import { readFileSync } from "node:fs";
import { join } from "node:path";
import { definitions } from "../../provider/dynamic";
import type { AnyDefinition } from "../../provider/resource/definition";
import type { LoggedCall } from "./control";
import type { Emulator } from "./emulator";
import { definitionOf, expectEntries } from "./kinds";
import type { Project } from "./project";
import { type StackOptions, useStack } from "./stack";

// biome-ignore lint/suspicious/noExplicitAny: outputs are what the programs say.
type Json = any;

/** Signed calls of each vendor that no provider makes. */
export interface ByHand {
  mustVendor(call: string, params: Record<string, Json>): Promise<Json>;
  nexconn: Pick<Emulator["nexconn"], "mustVendor">;
  tencent: Pick<Emulator["tencent"], "mustVendor">;
}

export type ProgramStep = "create" | "change" | "mend" | "replace";

/** What a row sees of a step. */
export interface Step {
  emulator: Emulator;
  project: Project;
  /** What the row's own program gives. */
  outputs: Json;
  /** What the engine shows of this row's resource, property by property. */
  shown: string;
  /** Everything that the command printed. */
  text: string;
  /** The vendor calls of the step that are about this row. */
  calls: LoggedCall[];
}

/**
 * A kind's line in the table of life cycles. Its programs lie in a folder of test/engine: `1-create`, `2-change`, where every
 * field that can change in place has another value, and `3-replace`.
 */
export interface Row {
  kind: string;
  folder: string;
  /** The logical name of the resource in the programs. */
  resource: string;
  /** Fields that do not show in a change or cannot have one, beside those that replace. */
  fixed?: string[];
  /** Whether a vendor call is about this row. */
  isOwn(call: LoggedCall): boolean;
  /** The program of a step, where it is not quite that of the folder. */
  adapt?(source: string, step: ProgramStep): string;
  /** What has to be there before. */
  prepare?(stack: { emulator: ByHand; project: Project }): Promise<void>;
  /** Takes down the ids that the vendor gave, once the objects are there. */
  note?(outputs: Json): void;
  /** What the preview of the create shows. */
  previewed: RegExp[];
  /** What the cloud and the outputs hold after each step. */
  created(step: Step): Promise<void>;
  /** What clients do between create and change. */
  beforeChange?(step: Pick<Step, "emulator" | "outputs">): Promise<void>;
  changed(step: Step): Promise<void>;
  /** What clients do before the drift. */
  beforeDrift?(step: Pick<Step, "emulator">): Promise<void>;
  /** What somebody changes by hand. */
  drift(step: { emulator: ByHand }): Promise<void>;
  mended(step: Step): Promise<void>;
  beforeReplace?(step: Pick<Step, "emulator" | "outputs">): Promise<void>;
  /** Not there where nothing replaces. */
  replaced?(step: Step): Promise<void>;
  beforeDestroy?(step: Pick<Step, "emulator" | "outputs">): Promise<void>;
  destroyed(step: Pick<Step, "emulator" | "outputs" | "calls">): Promise<void>;
}

const folders = { create: "1-create", change: "2-change", mend: "2-change", replace: "3-replace" };

/** The rows' programs of a step, by the folder that they are in. Where nothing replaces, the last program stays. */
export function programsOf<Of extends Pick<Row, "folder" | "replaced" | "adapt">>(
  rows: readonly Of[],
  step: ProgramStep,
): Map<string, string> {
  const programOf = (folder: string): string => {
    const own = rows.filter((row) => row.folder === folder);
    const last = step === "replace" && !own.some(({ replaced }) => replaced) ? "mend" : step;
    const text = readFileSync(join(__dirname, "../engine", folder, folders[last], "index.ts"), "utf8");
    return own.reduce((text, row) => row.adapt?.(text, last) ?? text, text);
  };
  return new Map(rows.map(({ folder }) => [folder, programOf(folder)]));
}

const moduleOf = (folder: string) => folder.replace(/\W/g, "_");

/** Puts programs in place, as modules of one. */
export function putPrograms(project: Project, programs: ReadonlyMap<string, string>): void {
  project.clear();
  for (const [folder, text] of programs) project.program(text, `${moduleOf(folder)}.ts`);
  const lines = [...programs.keys()].map((folder) => `export * as ${moduleOf(folder)} from "./${moduleOf(folder)}";`);
  project.program(`${lines.join("\n")}\n`);
}

/** What a row's own program gives, of the outputs of all. */
export function outputsOf(outputs: Json, { folder }: Pick<Row, "folder">): Json {
  return outputs[moduleOf(folder)] ?? {};
}

/** The part of a rich diff that is about a resource, without outputs: those of others may stand between. */
export function shownOf(text: string, type: string, name: string): string {
  const parts = text.split(/^(?= *[-+~]* *pulumi[\w-]*:\S+: \()/m);
  const own = parts.filter(
    (part) => part.includes(`${type}::${name}]`) && !/: \(refresh\)/.test(part.split("\n")[0] ?? ""),
  );
  return own.map((part) => part.split("--outputs:--")[0]).join("\n");
}

/** Whether every field that can change in place has another value in the state, and is shown so. */
export function expectAllFields({
  definition,
  row,
  shown,
  before,
  after,
}: Record<"definition" | "row" | "before" | "after", Json> & { shown: string }) {
  const { schema, replaceOn } = definition as AnyDefinition;
  const fixed = new Set<string>([...replaceOn, ...(row.fixed ?? []), "connection", "adopt", "mark"]);
  const fields = Object.keys(schema.shape).filter((field) => !fixed.has(field));
  const same = fields.filter((field) => JSON.stringify(after.inputs[field]) === JSON.stringify(before.inputs[field]));
  expect(same).toEqual([]);
  expect(fields.filter((field) => !new RegExp(`[~+-] ${field} *:`).test(shown))).toEqual([]);
}

/** The table of a vendor. */
export interface Lives {
  vendor: string;
  /** The folder of the mini project under test/engine. */
  folder: string;
  rows: Row[];
  /** Kinds that have their life in a test of their own. */
  elsewhere?: string[];
  options: StackOptions;
  /** Makes those who are there without being declared. */
  people(stack: { emulator: ByHand }): Promise<void>;
}

/**
 * The life of every kind of a vendor, in one stack: previewed, created, left in peace, changed in every field, changed by hand
 * and mended, replaced, and destroyed without its program. Each step is one command for all.
 */
export function describeLives({ vendor, folder, rows, elsewhere = [], options, people }: Lives): void {
  let emulator: Emulator;
  let project: Project;
  let outputs: Json = {};
  let text = "";
  let calls: LoggedCall[] = [];
  let before: Json;
  let after: Json;

  useStack(
    folder,
    async (stack) => {
      ({ emulator, project } = stack);
      await people(stack);
      for (const { prepare } of rows) await prepare?.(stack);
      await emulator.forgetCalls();
    },
    options,
  );

  const declare = (step: ProgramStep) => putPrograms(project, programsOf(rows, step));
  const typeOf = ({ kind }: Row) => `pulumi-nodejs:dynamic/im/${kind}`;

  function stepOf(row: Row): Step {
    return {
      ...{ emulator, project, text },
      outputs: outputsOf(outputs, row),
      shown: shownOf(text, typeOf(row), row.resource),
      calls: calls.filter((call) => row.isOwn(call)),
    };
  }

  const table = rows.map((row) => [row.kind, row] as const);

  test("every kind is in the table, or has its life elsewhere", () => {
    const kinds = definitions.filter((one) => one.vendor.name === vendor).map(({ kind }) => kind);
    expectEntries([...rows.map(({ kind }) => kind), ...elsewhere], kinds, `the table of test/engine/${folder}.test.ts`);
  });

  describe("a preview shows what will be", () => {
    beforeAll(async () => {
      declare("create");
      text = await project.preview();
    });

    test.each(table)("%s", (_, row) => {
      for (const pattern of row.previewed) expect(stepOf(row).shown).toMatch(pattern);
    });

    test("and calls nobody", async () => {
      expect(project.counts).toEqual({ create: expect.any(Number) });
      expect(await emulator.calls()).toEqual([]);
    });
  });

  describe("an up makes what is declared", () => {
    beforeAll(async () => {
      await project.up();
      outputs = await project.outputs();
      calls = await emulator.calls();
      before = await project.resources();
      for (const row of rows) row.note?.(outputsOf(outputs, row));
    });

    test.each(table)("%s", (_, row) => row.created(stepOf(row)));

    test("and neither a refresh nor a preview finds anything then", () => project.expectSettled());
  });

  describe("every field that can change in place does", () => {
    beforeAll(async () => {
      for (const row of rows) await row.beforeChange?.(stepOf(row));
      declare("change");
      await emulator.forgetCalls();
      text = await project.change();
      calls = await emulator.calls();
      outputs = await project.outputs();
      after = await project.resources();
    });

    test("as an update, each", async () => {
      const { update, create, same, ...others } = project.counts;
      expect(others).toEqual({});
      expect(create ?? 0).toBe(0);
      expect(update).toBeGreaterThanOrEqual(rows.length);
      expect(same).toBeGreaterThan(0);
    });

    test.each(table)("%s", async (_, row) => {
      const step = stepOf(row);
      const states = { before: before[row.resource], after: after[row.resource] };
      expect(states.after.id).toBe(states.before.id);
      expectAllFields({ definition: definitionOf(row.kind), row, shown: step.shown, ...states });
      await row.changed(step);
    });

    test("and the next preview is clean", () => project.expectClean());
  });

  describe("drift by hand is found by a refresh, shown by property, and mended", () => {
    beforeAll(async () => {
      for (const row of rows) await row.beforeDrift?.(stepOf(row));
      for (const row of rows) await row.drift(stepOf(row));
      await project.refresh();
      declare("mend");
      await emulator.forgetCalls();
      text = await project.change();
      calls = await emulator.calls();
    });

    test.each(table)("%s", (_, row) => row.mended(stepOf(row)));

    test("and neither a refresh nor a preview finds anything then", () => project.expectSettled());
  });

  describe("what cannot change in place replaces: the new one comes, and the old one goes", () => {
    beforeAll(async () => {
      for (const row of rows) await row.beforeReplace?.(stepOf(row));
      declare("replace");
      await emulator.forgetCalls();
      text = await project.change();
      calls = await emulator.calls();
      outputs = await project.outputs();
    });

    test.each(table.filter(([, { replaced }]) => replaced))("%s", async (_, row) => {
      expect(text).toContain(`${typeOf(row)}: (replace)`);
      await row.replaced?.(stepOf(row));
    });

    test("and the next preview is clean", () => project.expectClean());
  });

  describe("destroy removes it without running the program", () => {
    beforeAll(async () => {
      for (const row of rows) await row.beforeDestroy?.(stepOf(row));
      project.program("throw new Error('the program must not run');");
      await emulator.forgetCalls();
      await project.destroy();
      calls = await emulator.calls();
    });

    test.each(table)("%s", (_, row) => row.destroyed(stepOf(row)));

    test("and keeps nothing in the state", async () => {
      expect(Object.keys(await project.resources())).toEqual([]);
      // The provider sends nothing that the vendor does not know.
      expect(calls.flatMap(({ unknownParams }) => unknownParams)).toEqual([]);
    });
  });
}
