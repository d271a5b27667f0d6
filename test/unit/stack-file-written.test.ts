import { planOf } from "../../provider/stack-file/plan";
import { StackFolder } from "../support/stack-files";

let stack: StackFolder;
beforeEach(() => {
  stack = new StackFolder();
});
afterEach(() => stack.dispose());

const connection = { vendor: "commsease", appKey: "one", appSecret: "s3cr3t-one" };

/** The problems of an account with one field, as it stands in the file and as the engine reads it. */
function problemsOf(field: string, text: string, value: unknown): string[] {
  const account = field === "accountId" ? {} : { accountId: "a" };
  const config = { "im:connections": { default: connection }, "im:accounts": { a: { ...account, [field]: value } } };
  const id = field === "accountId" ? "" : "accountId: a, ";
  return planOf(stack.written(`config:\n  im:accounts:\n    a: { ${id}${field}: ${text} }\n`, config)).problems;
}

describe("what stands without quotes where a text belongs", () => {
  // As the engine 3.259 was seen to read them.
  test.each([
    ["accountId", "10001", 10001],
    ["accountId", "0123456", 42798],
    ["mobile", "+8613800000000", 8613800000000],
    ["accountId", "12345678901234567890", 12345678901234567000],
    ["name", "123456789012345678901234567890", 1.2345678901234568e29],
    ["name", "1e5", 100000],
    ["name", "1_000", 1000],
    ["name", "0x1F", 31],
    ["name", "0o17", 15],
    ["name", "1.50", 1.5],
    ["name", "True", true],
    ["accountId", "089", 89],
  ])("%s: %s is told as it stands, and right in quotes", (field, text, value) => {
    const problems = problemsOf(field, text, value);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^im:accounts\\.a\\.${field}: got `));
    expect(problems[0]).toContain(`got ${text} without quotes; allowed: `);
    const [, advised = ""] = /Write it in quotes: (".*")\.$/.exec(problems[0] ?? "") ?? [];
    expect(advised).toBe(JSON.stringify(text));
    expect(problemsOf(field, advised, JSON.parse(advised))).toEqual([]);
  });

  test("a long number that `pulumi config set` has written anew is not to be put in quotes as it stands", () => {
    expect(problemsOf("accountId", "1.2345678901234567e+19", 12345678901234567000)).toEqual([
      expect.stringMatching(/ Write it in quotes, with all its digits\.$/),
    ]);
  });

  test.each(["null", "~", "Null"])("name: %s is told as it stands, with both ways on", (text) => {
    const [problem = "", ...others] = problemsOf("name", text, null);
    expect(others).toEqual([]);
    expect(problem).toContain(
      `im:accounts.a.name: got ${text} without quotes, which YAML reads as no value; allowed: `,
    );
    expect(problem).toContain(`Leave it out, or write "" to clear it. If it is a text: Write it in quotes: "${text}".`);
    expect(problemsOf("name", '""', "")).toEqual([]);
    expect(problemsOf("name", JSON.stringify(text), text)).toEqual([]);
  });

  test("a field with nothing after it says so", () => {
    const [problem] = problemsOf("name", "", null);
    expect(problem).toMatch(/: got no value; allowed: .*\. Leave it out, or write "" to clear it\.$/);
    expect(problemsOf("accountId", "", null)[0]).toMatch(/: got no value; .*\. Give it a value\.$/);
  });

  test("where the file is another than the engine has read, the value is told", () => {
    expect(problemsOf("accountId", "10002", 10001)).toEqual([
      expect.stringMatching(/: got number 10001; .* It is a text: write it in quotes\.$/),
    ]);
    const configuration = stack.configuration({
      "im:connections": { default: connection },
      "im:accounts": { a: { accountId: 10001 } },
    });
    for (const text of ["{}", "[", "config: 7", "config: { im:accounts: { a: x } }"]) {
      stack.write("Pulumi.dev.yaml", text);
      expect(planOf(configuration).problems).toEqual([expect.stringContaining("got number 10001; ")]);
    }
  });

  test("through aliases and merge keys, in both files", () => {
    const yaml = `
config:
  im:accounts:
    a: &a { accountId: a, name: &n 0123 }
    b: { <<: *a, accountId: b }
    c: { accountId: c, name: *n }
  im:file: more.yaml
`;
    stack.write("more.yaml", "im:teams: { t: { name: 007, owner: { accountId: 08 }, members: [{ accountId: 1e3 }] } }");
    const accounts = {
      a: { accountId: "a", name: 83 },
      b: { accountId: "b", name: 83 },
      c: { accountId: "c", name: 83 },
    };
    const { problems } = planOf(
      stack.written(yaml, {
        "im:connections": { default: connection },
        "im:accounts": accounts,
        "im:file": "more.yaml",
      }),
    );
    expect(problems).toEqual([
      ...["a", "b", "c"].map((name) => expect.stringMatching(`^im:accounts\\.${name}\\.name: got 0123 without quotes`)),
      expect.stringMatching(/^more\.yaml: im:teams\.t\.owner\.accountId: got 08 without quotes/),
      expect.stringMatching(/^more\.yaml: im:teams\.t\.members\[0\]\.accountId: got 1e3 without quotes/),
      expect.stringMatching(/^more\.yaml: im:teams\.t\.name: got 007 without quotes/),
    ]);
  });

  test("a secret is not shown", () => {
    const config = { "im:connections": { default: connection }, "im:accounts": { a: { accountId: 4711 } } };
    const configuration = { ...stack.configuration(config), holdsSecret: () => true };
    stack.write("Pulumi.dev.yaml", "config: { im:accounts: { a: { accountId: 4711 } } }\nenvironment: [e]\n");
    expect(planOf(configuration).problems.join()).toContain("got a number; ");
    expect(planOf(configuration).problems.join()).not.toContain("4711");
  });
});

describe("what is read as another value", () => {
  test.each([
    ["2024-01-01T10:00:00Z", "2024-01-01 10:00:00 +0000 UTC"],
    ["2024-01-01", "2024-01-01 00:00:00 +0000 UTC"],
    ["2024-1-5", "2024-01-05 00:00:00 +0000 UTC"],
  ])("the time %s is the text that stands there", (text, value) => {
    const config = { "im:connections": { default: connection }, "im:accounts": { a: { accountId: "a", name: value } } };
    const yaml = `config:\n  im:accounts:\n    a: { accountId: a, name: ${text} }\n`;
    const { resources, problems } = planOf(stack.written(yaml, config));
    expect(problems).toEqual([]);
    expect(resources[0]?.inputs.name).toBe(text);
  });

  test.each([
    ["0123", 83, 'got 0123, which YAML reads as number 83; .* Write it in quotes: "0123"\\.'],
    ["12345678901234567890", 12345678901234567000, "got 12345678901234567890, a number whose last digits get lost; "],
    ["9007199254740993", 9007199254740992, "got 9007199254740993, a number whose last digits get lost; "],
  ])("the number %s in data is refused", (text, value, says) => {
    const problems = problemsOf("extension", `{ n: [${text}] }`, { n: [value] });
    expect(problems).toEqual([expect.stringMatching(`^im:accounts\\.a\\.extension\\.n\\[0\\]: ${says}`)]);
    expect(problemsOf("extension", `{ n: ["${text}"] }`, { n: [text] })).toEqual([]);
  });

  test.each([
    ["12", 12],
    ["0", 0],
    ["0.5", 0.5],
    ["1e30", 1e30],
    ["0x1F", 31],
    ["-3", -3],
  ])("the number %s in data passes", (text, value) => {
    expect(problemsOf("extension", `{ n: ${text} }`, { n: value })).toEqual([]);
  });
});
