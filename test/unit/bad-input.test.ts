import { definitions } from "../../provider/dynamic";
import { checked } from "../../provider/resource/check";
import { render } from "../../provider/schema/problems";
import { type BadInput, badInputs, demanded, inputsOf } from "../engine/bad-input/table";

function problemsOf(kind: BadInput["kind"], inputs: Record<string, unknown>): string[] {
  const definition = definitions.find((candidate) => candidate.kind === kind);
  if (!definition) throw new Error(`There is no ${kind}.`);
  return checked(definition, inputs).problems.map(render);
}

test.each(Object.entries(demanded))("what %s demands is enough", (kind, inputs) => {
  expect(problemsOf(kind as BadInput["kind"], inputs)).toEqual([]);
});

test.each(badInputs)("$kind: $name", (row) => {
  const [problem, ...more] = problemsOf(row.kind, inputsOf(row.kind, [row]));
  expect(more).toEqual([]);
  expect(problem?.startsWith(`${row.property}: got ${row.seen}`)).toBe(true);
  expect(problem).toContain(`; allowed: ${row.allowed}`);
  expect(problem).toContain(row.fix);
  if (row.secret) expect(problem).not.toContain(row.secret);
});
