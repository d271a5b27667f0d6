import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { commandsOf, pagesWithCommands, type ShellBlock, shellBlocks } from "../support/shell-blocks";

const root = join(__dirname, "../..");
const textOf = (file: string) => readFileSync(join(root, file), "utf8");

/** Blocks that a test takes out of the page and runs as they stand: where they are, and the test. */
const runAsTheyStand = [
  ["README.md", "A first program", "test/engine/package.test.ts"],
  ["emulator/README.md", "Connect a stack", "test/engine/package.test.ts"],
  ["emulator/README.md", "A call by hand", "test/contract/emulator/by-hand.test.ts"],
  ["emulator/README.md", "Find out how a real app behaves", "test/contract/probe/command.test.ts"],
  ["docs/limits.md", "A stack that does not load after a kill", "test/support/project.ts"],
] as const;

/** Other commands: the test that runs them, and what it says there. */
const runBy: [RegExp, string, RegExp][] = [
  [/^npm run demo$/, "test/engine/demo.test.ts", /tools\/demo\.mjs/],
  [/^npx pulumi-im-emulator --port 4700$/, "test/engine/package.test.ts", /npx pulumi-im-emulator/],
  [
    /^pulumi import --file import\.json --generate-code=false --yes$/,
    "test/engine/import.test.ts",
    /"--generate-code=false"/,
  ],
  [/^pulumi (up|preview|refresh)$/, "test/support/project.ts", /\["(up|preview|refresh)", "--/],
  [/^pulumi stack init \w+$/, "test/support/project.ts", /\["stack", "init", "dev"\]/],
  [/^pulumi stack output ids$/, "test/support/project.ts", /\["stack", "output", "--json"/],
  [
    /^pulumi config set --path im:connections\.default\.(vendor|appKey|region) \S+$/,
    "test/engine/package.test.ts",
    /firstProgram/,
  ],
  [
    /^pulumi config set --secret --path im:connections\.default\.appSecret$/,
    "test/engine/package.test.ts",
    /firstProgram/,
  ],
  [
    /^pulumi config set --secret --path im:accounts\.bot\.extension\.apiKey$/,
    "test/engine/stack-file.test.ts",
    /"config", "set", "--secret", "--path"/,
  ],
  [/^pulumi (refresh|destroy|up --refresh) --run-program$/, "test/engine/rotation.test.ts", /docs\/rotate-secrets\.md/],
  [
    /^pulumi config set --path --type string im:accounts\.bot\.accountId 10001$/,
    "test/engine/stack-file.test.ts",
    /"config", "set", "--path", "--type", "string"/,
  ],
  [/^npm run test:live( +-- --sweep)?( +#.*)?$/, "test/engine/live.test.ts", /IM_LIVE_SWEEP/],
  [/^npm run options$/, "test/engine/commsease-web.test.ts", /write-options\.mjs/],
];

/** Commands that no test runs, with the reason. */
const notRun: [RegExp, string][] = [
  [/^npm test$/, "it is what runs the tests"],
  [/^npm install$/, "of an example, of packages that are not published yet; package.test.ts installs the packed ones"],
  [/^npm run test:unit -- -t ".*"$/, "a test would run itself"],
  [/^npm run test:mutation -- --mutate [\w/.,-]+$/, "it is what runs the tests, again and again"],
  [/^npm run build && npx jest test\/unit\/\w+\.test\.ts$/, "a test would run itself"],
  [/^PATH="\$\(node tools\/engine\.mjs\):\$PATH" npx jest test\/engine\/\w+\.test\.ts$/, "a test would run itself"],
];

const blocks = pagesWithCommands.flatMap((page) => shellBlocks(page));
const standsIn = ({ page, heading }: ShellBlock) =>
  runAsTheyStand.some(([itsPage, itsHeading]) => itsPage === page && itsHeading === heading);
const others = blocks
  .filter((block) => !standsIn(block))
  .flatMap((block) => commandsOf(block).map((command) => [block.page, command] as const));

describe("the commands that documents name", () => {
  test.each(others)("%s: %s", (_page, command) => {
    const tests = runBy.filter(([pattern]) => pattern.test(command));
    const reasons = notRun.filter(([pattern]) => pattern.test(command));
    expect([command, tests.length + reasons.length]).toEqual([command, 1]);
    for (const [, file, words] of tests) expect(textOf(file)).toMatch(words);
  });

  test.each(runAsTheyStand)("%s, %s: are taken out of the page by a test", (page, heading, file) => {
    expect(shellBlocks(page, heading)).not.toEqual([]);
    expect(textOf(file)).toContain(`shellBlocks("${page}", "${heading}")`);
  });

  test("no entry is left over", () => {
    const named = others.map(([, command]) => command);
    const patterns = [...runBy, ...notRun].map(([pattern]) => pattern);
    expect(patterns.filter((pattern) => !named.some((command) => pattern.test(command)))).toEqual([]);
  });

  test.each(pagesWithCommands)("%s: npm scripts and files of the repository that it names exist", (page) => {
    const text = textOf(page);
    const { scripts } = JSON.parse(textOf("package.json"));
    const own = page.startsWith("examples/")
      ? JSON.parse(textOf(page.replace("README.md", "package.json"))).scripts
      : {};
    const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => String(script));
    expect(named.filter((script) => !(script in scripts || script in (own ?? {})))).toEqual([]);
    const files = [...text.matchAll(/\b((?:test|tools)\/[\w/-]+\.(?:test\.ts|ts|mjs))/g)].map(([file]) => file);
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});

describe("the reader of documents", () => {
  const block = (text: string) => commandsOf({ page: "", heading: "", text });

  test.each([
    ["a comment goes", "pulumi up   # asks", ["pulumi up"]],
    ["a line of comment goes", "# first\n\npulumi up", ["pulumi up"]],
    ["a # inside a word stays", "echo a#b", ["echo a#b"]],
    ["a backslash goes on", "pulumi config \\\n  set a b", ["pulumi config  set a b"]],
  ])("%s", (_what, text, commands) => {
    expect(block(text)).toEqual(commands);
  });

  test("nothing stands for something to fill in between < and >, which a shell takes for files", () => {
    expect(blocks.filter(({ text }) => /<[A-Za-z][^>]*>/.test(text)).map(({ page }) => page)).toEqual([]);
  });
});
