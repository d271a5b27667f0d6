import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

const root = join(__dirname, "../..");

const pages = [
  ...["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "emulator/README.md", "tools/engine/README.md"],
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => join("docs", file)),
];

/** Pages whose programs stand on their own: those of the reference are cut out of an example that is compiled whole. */
const withPrograms = pages.filter((page) => !page.startsWith("docs/reference/") && page !== "CONTRIBUTING.md");

/** The fenced blocks of a language in a page. */
function blocks(page: string, language: string): string[] {
  const text = readFileSync(join(root, page), "utf8");
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map(
    ([, block]) => block ?? "",
  );
}

/** What the compiler says to programs that users would copy. */
function complaints(programs: Record<string, string>): string[] {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: ["node"],
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => file in programs || fileExists(file);
  host.readFile = (file) => programs[file] ?? readFile(file);
  host.getSourceFile = (file, ...rest) => {
    const program = programs[file];
    return program === undefined
      ? getSourceFile(file, ...rest)
      : ts.createSourceFile(file, program, ts.ScriptTarget.ES2023, true);
  };
  return ts
    .getPreEmitDiagnostics(ts.createProgram(Object.keys(programs), options, host))
    .map((found) => `${found.file?.fileName}: ${ts.flattenDiagnosticMessageText(found.messageText, "\n")}`);
}

describe("what users read", () => {
  const wrong = join(root, "wrong.ts");
  let found: string[];

  // One run of the compiler for all of them.
  beforeAll(() => {
    const programs = withPrograms.flatMap((page) =>
      blocks(page, "ts").map((block, i): [string, string] => [
        join(root, `${page.replace(/\W/g, "-")}-${i}.ts`),
        `${block}\nexport {};`,
      ]),
    );
    expect(programs.length).toBeGreaterThan(1);
    const mistaken = 'import { commsease } from "pulumi-im"; new commsease.Team("t", { owner: 1 });';
    found = complaints({ ...Object.fromEntries(programs), [wrong]: mistaken });
  });

  test("every TypeScript block compiles", () => {
    expect(found.filter((one) => !one.startsWith(`${wrong}: `))).toEqual([]);
  });

  test("a block that does not compile is found", () => {
    expect(found.filter((one) => one.startsWith(`${wrong}: `))).not.toEqual([]);
  });

  test.each(pages)("every link of %s leads somewhere", (page) => {
    const links = [...readFileSync(join(root, page), "utf8").matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(
      ([, to]) => to ?? "",
    );
    expect(links.filter((to) => !existsSync(join(root, dirname(page), to)))).toEqual([]);
  });
});
