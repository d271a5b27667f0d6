import { z } from "zod";
import { checked, eachOnce, fieldProblems, withoutWrong } from "../../provider/resource/check";
import type { AnyDefinition } from "../../provider/resource/definition";
import type { Problem } from "../../provider/schema/problems";
import type { Path } from "../../provider/values/paths";
import { unknownValue } from "../../provider/values/unknowns";
import type { Values } from "../../provider/values/values";

const problem = (path: Path, seen = "it", more: Partial<Problem> = {}): Problem => ({
  path,
  seen,
  allowed: "another",
  fix: "Correct it.",
  ...more,
});

/** A definition that takes its inputs as they are, and what it was asked of how they go together. */
function toy(rules: Partial<AnyDefinition> = {}) {
  const conflicts = jest.fn((_inputs: Values, _isOpen: (key: string) => boolean): Problem[] => []);
  const definition = {
    schema: z.strictObject({
      name: z.string(),
      size: z.number().optional(),
      words: z.record(z.string(), z.string().max(3)).optional(),
    }),
    secrets: [],
    normalise: (inputs: Values) => ({ inputs, problems: [] }),
    conflicts,
    ...rules,
  } as unknown as AnyDefinition;
  return { definition, conflicts };
}

const pathsOf = (problems: Problem[]) => problems.map(({ path }) => path.join("."));

describe("a check", () => {
  test("of what is right gives the normal form, and asks how the inputs go together", () => {
    const { definition, conflicts } = toy({ normalise: () => ({ inputs: { name: "b" }, problems: [] }) });
    expect(checked(definition, { name: "B" })).toEqual({ inputs: { name: "b" }, problems: [] });
    expect(conflicts.mock.calls[0]?.[0]).toEqual({ name: "b" });
  });

  test("finds what the form, the names and the fields have wrong", () => {
    const { definition } = toy({ normalise: (inputs) => ({ inputs, problems: [problem(["words"])] }) });
    const raw = { name: 7, size: "x", words: {}, other: { ["__proto__"]: 1 } };
    expect(pathsOf(checked(definition, raw).problems).sort()).toEqual(
      ["name", "other.__proto__", "size", "words"].sort(),
    );
  });

  test("asks of what is wrong or not known yet as of what is open", () => {
    const { definition, conflicts } = toy();
    checked(definition, { name: 7, size: unknownValue, words: { a: "too long", b: "ok" } });
    const [inputs, isOpen] = conflicts.mock.calls[0] as [Values, (key: string) => boolean];
    expect(inputs).toEqual({ words: { b: "ok" } });
    expect(["name", "size", "words", "other"].map(isOpen)).toEqual([true, true, true, false]);
  });

  test("asks of a map with a key that is wrong itself as of what is open", () => {
    const about = problem(["words", "bad"], "it", { isAboutKey: true });
    const { definition, conflicts } = toy({ normalise: (inputs) => ({ inputs, problems: [about] }) });
    checked(definition, { name: "b", words: { bad: "x", good: "y" } });
    const [inputs, isOpen] = conflicts.mock.calls[0] as [Values, (key: string) => boolean];
    expect([inputs.words, isOpen("words"), isOpen("name")]).toEqual([{ good: "y" }, true, false]);
  });

  test("tells how inputs go together where nothing is wrong at that very place", () => {
    const { definition } = toy({ conflicts: () => [problem(["name"], "a conflict"), problem(["size"], "a conflict")] });
    const { problems } = checked(definition, { name: 7, size: 1 });
    expect(problems.map(({ path, seen }) => [path.join(), seen])).toEqual([
      ["name", "number 7"],
      ["size", "a conflict"],
    ]);
  });

  test("knows what is only sent with others", () => {
    const { definition } = toy({ sentWith: { size: ["words"] } });
    expect(pathsOf(checked(definition, { name: "b", size: 1 }).problems)).toEqual(["size"]);
    expect(checked(definition, { name: "b", size: 1, words: unknownValue }).problems).toEqual([]);
  });

  test("knows the object that the connection stands on, where the connection is known", () => {
    const upholds = { field: "name", idOf: () => "root", what: "toy box", words: "the root", spared: { size: 1 } };
    const { definition } = toy({ upholds });
    expect(pathsOf(checked(definition, { name: "root" }, {}).problems)).toEqual(["name"]);
    expect(checked(definition, { name: "root" }).problems).toEqual([]);
    expect(checked(definition, { name: "root", size: unknownValue }, {}).problems).toEqual([]);
  });
});

describe("what a schema finds", () => {
  const { definition } = toy();

  test("leaves out what is not known yet, and not the key of it", () => {
    const inputs = { name: unknownValue, size: unknownValue, other: unknownValue };
    expect(pathsOf(fieldProblems(definition.schema, inputs, []))).toEqual(["other"]);
  });

  test("tells no secret", () => {
    const [found] = fieldProblems(definition.schema, { name: "b", size: "s3cr3t" }, ["size"]);
    expect(found?.seen).toBe("a text of 6 characters");
  });
});

describe("problems of several looks", () => {
  test.each<[string, Path, Path, string[]]>([
    ["of one place", ["a"], ["a"], ["a"]],
    ["of a place in it", ["a"], ["a", "b"], ["a"]],
    ["of what it is in", ["a", "b"], ["a"], ["a.b"]],
    ["of another place", ["a"], ["b"], ["a", "b"]],
  ])("%s are told once, in the words of the first look", (_, first, second, told) => {
    const all = eachOnce([problem(first, "first")], [problem(second, "second")]);
    expect(pathsOf(all)).toEqual(told);
    expect(all[0]?.seen).toBe("first");
  });

  test("of one look are all told", () => {
    expect(pathsOf(eachOnce([problem(["a"]), problem(["a", "b"])]))).toEqual(["a", "a.b"]);
  });
});

describe("inputs without what is wrong", () => {
  const inputs = { name: 7, words: { a: "x", b: "y" }, list: ["x", "y"] };

  test("have it open in its place", () => {
    expect(withoutWrong(inputs, [problem(["name"]), problem(["words", "a"])])).toEqual({
      ...inputs,
      name: unknownValue,
      words: { a: unknownValue, b: "y" },
    });
  });

  test("lack a key that is wrong itself, and have an item of a list open", () => {
    const about = { isAboutKey: true };
    expect(withoutWrong(inputs, [problem(["words", "a"], "it", about), problem(["list", 1], "it", about)])).toEqual({
      ...inputs,
      words: { b: "y" },
      list: ["x", unknownValue],
    });
    const items = { list: [{ bad: 1, good: 2 }] };
    expect(withoutWrong(items, [problem(["list", 0, "bad"], "it", about)])).toEqual({ list: [{ good: 2 }] });
  });

  test("are the same where nothing is wrong", () => {
    expect(withoutWrong(inputs, [])).toBe(inputs);
  });
});
