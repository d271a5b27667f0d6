import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(__dirname, "../..");

/** What a run of jest says of its tests. */
interface Report {
  testResults: { message: string; assertionResults: { fullName: string; status: string }[] }[];
}

describe("a new kind, by one folder and one line", () => {
  let copy: string;

  const run = (program: string, ...args: string[]) =>
    spawnSync(process.execPath, [join(copy, program), ...args], { cwd: copy, encoding: "utf8", maxBuffer: 1 << 26 });
  const textOf = (file: string) => readFileSync(join(copy, file), "utf8");
  const insert = (file: string, line: string, at: RegExp) => {
    expect(textOf(file)).toMatch(at);
    writeFileSync(join(copy, file), textOf(file).replace(at, `${line}\n`));
  };

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), "im-adding-"));
    const filter = (path: string) => !/[\\/](node_modules|engine\/(cli|language))$/.test(path.slice(root.length));
    for (const part of ["tools", "provider", "examples", "docs", "test", "jest.config.cjs", "package.json"])
      cpSync(join(root, part), join(copy, part), { recursive: true, filter });
    for (const config of ["tsconfig.json", "tsconfig.base.json"]) cpSync(join(root, config), join(copy, config));
    for (const modules of ["node_modules", "provider/node_modules"])
      symlinkSync(join(root, modules), join(copy, modules));

    cpSync(join(__dirname, "toy"), join(copy, "provider/nexconn/toy"), { recursive: true });
    appendFileSync(join(copy, "provider/nexconn/index.ts"), 'export * from "./toy";\n');

    // Its portable counterpart: one file, its entry among the others, and its place among what a stack file's program gets.
    cpSync(join(__dirname, "portable-toy/toy.ts"), join(copy, "provider/portable/toy.ts"));
    insert("provider/portable/resources.ts", 'import { Toy, toy, toyKind } from "./toy";', /^/);
    insert("provider/portable/resources.ts", "  toys: { portable: toy, kind: toyKind, class: Toy },", /^(?=\};)/m);
    insert("provider/stack-file/declare.ts", 'import type { Toy } from "../portable/toy";', /^/);
    insert("provider/stack-file/declare.ts", "  toys: Record<string, Toy>;", /^(?= {2}teams:)/m);

    const { status, stdout } = run("node_modules/typescript/bin/tsc", "-b", "provider");
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  });

  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  describe("npm run docs", () => {
    beforeAll(() => {
      const { status, stderr } = run("tools/reference.mjs", "--check");
      const stale = [
        ...["docs/reference/README.md", "docs/reference/portable.md", "docs/reference/nexconn-toy.md"],
        ...["provider/stack-file.schema.json", "docs/import.md", "docs/limits.md"],
      ].join(", ");
      expect({ status, stderr: stderr.trim() }).toEqual({
        status: 1,
        stderr: `Not up to date: ${stale}. Run \`npm run docs\`.`,
      });
      expect(run("tools/reference.mjs").status).toBe(0);
    });

    test("writes it into the reference, with an example that follows from its guide", () => {
      expect(textOf("docs/reference/README.md")).toContain(
        "[nexconn.Toy](nexconn-toy.md) | A toy that belongs to a user.",
      );
      const page = textOf("docs/reference/nexconn-toy.md");
      expect(page).toContain('new nexconn.Toy("bear", {\n  toyId: "bear",');
      expect(page).toMatch(/### colour\n\nThe toy's colour\./);
      expect(page).toContain("The vendor does not give back `note`.");
    });

    test("writes it into the import guide, as an entry whose provider is the one of its states", () => {
      const guide = textOf("docs/import.md");
      expect(guide).toContain("[nexconn.Toy](#a-toy) | `pulumi-nodejs:dynamic/im/nexconn:Toy` | the toyId |");
      const [, json = ""] = /### A toy\n\nThe id is the toyId\.\n\n```json\n([\s\S]*?)```/.exec(guide) ?? [];
      const [{ inputs, outputs }] = JSON.parse(json).resources;
      expect(inputs.__provider).toContain('handler("nexconn:Toy")');
      expect(outputs).toEqual({ ...inputs, appId: "YOUR_NEXCONN_APP_KEY" });
    });

    test("writes it into the table and the sections of limits", () => {
      const limits = textOf("docs/limits.md");
      expect(limits).toContain("[nexconn.Toy](#nexconntoy) | `note` | [reference](reference/nexconn-toy.md) |");
      expect(limits).toContain("### nexconn.Toy\n\n- **A toy cannot be taken apart.**");
    });

    test("writes its portable counterpart into the page of those and into the JSON Schema of stack files", () => {
      expect(textOf("docs/reference/portable.md")).toContain("[nexconn.Toy](nexconn-toy.md)");
      const { properties, required } = JSON.parse(textOf("provider/stack-file.schema.json")).$defs.Toy;
      expect(required).toEqual(["toyId"]);
      expect(properties.name.description).toBe("The toy's name. Allowed: a text of at most 20 characters. On nexconn.");
      expect(properties.nexconn.properties.colour).toMatchObject({
        description: expect.stringContaining("The toy's colour."),
        anyOf: expect.arrayContaining([{ type: "string", enum: ["red", "blue"] }]),
      });
    });
  });

  test("takes part in the tests that go through every kind, with inputs that follow from its schema", () => {
    writeFileSync(join(copy, "test/unit/forced-replacement.test.ts"), forcedReplacement);
    const tests = [
      "arbitrary-of",
      "check",
      "secrecy",
      "unusable-names",
      "identity",
      "registered",
      "forced-replacement",
    ];
    const files = tests.map((name) => `test/unit/${name}.test.ts`);
    const { stdout } = run("node_modules/jest/bin/jest.js", "--json", "-t", "nexconn:Toy|of nexconn", ...files);
    const { testResults }: Report = JSON.parse(stdout);
    expect(testResults.map(({ message }) => message).join("")).toBe("");
    const passed = testResults.flatMap(({ assertionResults }) =>
      assertionResults.filter(({ status }) => status === "passed").map(({ fullName }) => fullName),
    );
    for (const name of [
      "inputs of nexconn:Toy that follow from its definition are in order, and their normal form is one",
      "an unknown value is no problem in colour of nexconn:Toy",
      "nexconn:Toy on nexconn: a wrong note is told without what is marked, and with what is not",
      "`__proto__` is refused by its name: nexconn:Toy: toyId",
      "each kind says what it manages nexconn:Toy",
      "the forced replacement of nexconn has nexconn:Toy",
    ])
      expect(passed).toContain(name);
  });
});

/** The program in which the engine replaces every resource by force, with the kinds that are registered in the copy. */
const forcedReplacement = `
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { definitions } from "../../provider/dynamic";
import { withEveryKind } from "../support/every-kind";

test("the forced replacement of nexconn has nexconn:Toy", () => {
  const source = readFileSync(join(__dirname, "../engine/ownership/nexconn/index.ts"), "utf8");
  expect(withEveryKind(source, "nexconn", definitions)).toContain('make(nexconn.Toy, "nexconn-toy", {"toyId":"bear"});');
});
`;
