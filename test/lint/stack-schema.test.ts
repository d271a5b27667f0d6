import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { parse } from "yaml";
import { broken, sound } from "../engine/stack-file/broken";
import { merged, parsed } from "../support/stack-files";

const root = join(__dirname, "../..");
const cli = join(root, "provider/dist/cli.js");
const printed = execFileSync(process.execPath, [cli, "schema"], { encoding: "utf8" });
const schema = JSON.parse(printed);
const validate = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true }).compile(
  schema,
);

/** What the schema has against a document. */
function complaints(document: unknown): string[] {
  validate(document);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const connection = { vendor: "commsease", appKey: "k", appSecret: { secure: "v1:abc" }, region: "sg" };

describe("the JSON Schema of stack files", () => {
  const examples = readdirSync(join(root, "examples"), { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".yaml") && !file.includes("node_modules") && !file.endsWith("Pulumi.yaml"),
  );

  test.each(examples)("accepts examples/%s", (file) => {
    expect(complaints(parse(readFileSync(join(root, "examples", file), "utf8")))).toEqual([]);
  });

  test.each(["README.md", "docs/stack-files.md"])("accepts every stack file in %s", (page) => {
    const blocks = [...readFileSync(join(root, page), "utf8").matchAll(/^```yaml\n([\s\S]*?)^```/gm)];
    expect(blocks.length).toBeGreaterThan(0);
    for (const [, text = ""] of blocks)
      expect({ text, complaints: complaints(parse(text)) }).toEqual({ text, complaints: [] });
  });

  test("there are examples of both kinds of file", () => {
    expect(examples).toEqual(expect.arrayContaining(["stack-file/Pulumi.dev.yaml", "stack-file/rooms.yaml"]));
  });

  test("accepts what is in order, as a stack's own file and as a separate one", () => {
    const config = merged(parsed(sound), { "im:connections": { default: connection }, "other:key": 1 });
    expect(complaints({ encryptionsalt: "v1:x", config })).toEqual([]);
    expect(complaints(parsed(sound))).toEqual([]);
    expect(complaints({ encryptionsalt: "v1:x" })).toEqual([]);
  });

  test("refuses a separate file that is empty, and accepts one that says so", () => {
    expect(complaints({})).not.toEqual([]);
    expect(complaints({ "im:accounts": {} })).toEqual([]);
  });

  test("accepts an encrypted value where a text can stand", () => {
    const secret = { secure: "v1:abc" };
    const account = { accountId: secret, gender: secret, extension: { deep: [secret] }, commsease: { bid: secret } };
    const team = { name: "T", owner: secret, members: [secret, { account: "ana", nickname: secret }], aliases: ["s"] };
    expect(complaints({ config: { "im:accounts": { a: account }, "im:teams": { t: team } } })).toEqual([]);
    for (const no of [{ muted: secret }, { aliases: [secret] }]) {
      expect(complaints({ config: { "im:accounts": { a: { ...account, ...no } } } })).not.toEqual([]);
    }
  });

  test.each([
    ["an app secret in clear", { ...connection, appSecret: "clear" }],
    ["a vendor that does not exist", { ...connection, vendor: "commseas" }],
    ["a key of another vendor", { ...connection, endpoints: ["https://example.com"] }],
  ])("refuses a connection with %s", (_, one) => {
    expect(complaints({ config: { "im:connections": { default: one } } })).not.toEqual([]);
  });

  test.each(broken.filter(({ isForm }) => isForm))("refuses $name", ({ yaml, file }) => {
    const document = file === undefined ? { config: merged(parsed(sound), parsed(yaml)) } : parse(file);
    expect(complaints(document)).not.toEqual([]);
  });

  test.each(broken.filter(({ isForm, file }) => !isForm && file === undefined))(
    "has nothing against $name, which the form does not tell",
    ({ yaml }) => {
      expect(complaints({ config: merged(parsed(sound), parsed(yaml)) })).toEqual([]);
    },
  );

  test("describes every field", () => {
    const silent = Object.entries(
      schema.$defs as Record<string, { properties?: Record<string, { description?: string }> }>,
    )
      .filter(([name]) => /^[A-Z]/.test(name))
      .flatMap(([name, { properties = {} }]) =>
        Object.entries(properties)
          .filter(([, { description }]) => !description)
          .map(([key]) => `${name}.${key}`),
      );
    expect(silent).toEqual([]);
    expect(schema.$defs.Team.properties.owner.description).toContain("Name what is in `im:accounts`");
  });
});

describe("pulumi-im", () => {
  const run = (...args: string[]) => spawnSync(process.execPath, [cli, ...args], { encoding: "utf8" });

  test("prints its version and its usage", () => {
    const { version } = JSON.parse(readFileSync(join(root, "provider/package.json"), "utf8"));
    expect(run("--version")).toMatchObject({ status: 0, stdout: `${version}\n` });
    expect(run("--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("schema   Print") });
  });

  test.each([
    [["schem"], "There is no command `schem`. Did you mean `schema`?"],
    [["schema", "x"], "`schema` takes no arguments."],
    [["--colour"], "Unknown option '--colour'"],
    [[], "Which command?"],
  ])("refuses %j", (args, says) => {
    const { status, stdout, stderr } = run(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(says);
    expect(stderr).toContain("Usage: pulumi-im COMMAND");
  });
});
