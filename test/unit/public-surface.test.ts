import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expectListed } from "../support/listing";

pulumi.runtime.setMocks({
  newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs }),
  call: () => ({}),
});

// Entries alone: which files are behind them is nobody's business.
const im = require("../../provider/index") as object;
const { handler } = require("../../provider/dynamic") as { handler(kind: string): object };

const root = join(__dirname, "../..");

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A resource class, as a program finds it. */
interface ResourceClass {
  new (name: string, args: object, opts: pulumi.CustomResourceOptions): pulumi.CustomResource;
  readonly __pulumiType: string;
}

const isResourceClass = (value: unknown): value is ResourceClass =>
  typeof value === "function" && "__pulumiType" in value;

/** What an entry exports, by the name that a program writes. */
function exported(entry: object): [string, unknown][] {
  return Object.entries(entry)
    .filter(([name]) => name !== "definitions" && name !== "kinds")
    .flatMap(([name, value]): [string, unknown][] =>
      isMap(value) ? exported(value).map(([inner, one]) => [`${name}.${inner}`, one]) : [[name, value]],
    );
}

function methodsOf(prototype: object): string[] {
  return Object.getOwnPropertyNames(prototype).filter((name) => name !== "constructor" && !name.startsWith("#"));
}

/** What a class registers with the engine, and so what every state holds. */
async function registration(name: string, Class: ResourceClass): Promise<string[]> {
  let args: pulumi.ResourceTransformationArgs | undefined;
  const look: pulumi.ResourceTransformation = (seen) => {
    args = seen;
    return undefined;
  };
  const made = new Class("one", {}, { transformations: [look] });
  await new Promise((resolve) => made.urn.apply(resolve));
  if (!args) throw new Error(`${name} registers nothing.`);
  const { type, props, opts } = args;
  const { additionalSecretOutputs = [] } = opts as pulumi.CustomResourceOptions;
  const { __provider: text, ...others } = props;
  const kind = /handler\("([^"]+)"\)/.exec(text)?.[1] ?? "";
  return [
    `class ${name} has the type token ${type}, also as __pulumiType ${Class.__pulumiType}`,
    `class ${name} has the provider text ${text}`,
    `kind ${kind} has a provider that can ${engineCalls.filter((call) => call in handler(kind)).join(", ")}`,
    ...Object.keys(others)
      .filter((key) => !key.startsWith("__"))
      .map((key) => `class ${name} registers ${key}${additionalSecretOutputs.includes(key) ? ", a secret" : ""}`),
    ...methodsOf(Class.prototype).map((method) => `class ${name} has the method ${method}()`),
  ];
}

const engineCalls = ["configure", "check", "diff", "create", "read", "update", "delete"];

async function ofEntry(): Promise<string[]> {
  const facts = exported(im).map(async ([name, value]) => {
    if (isResourceClass(value)) return registration(name, value);
    return [`entry pulumi-im exports ${name}`];
  });
  return (await Promise.all(facts)).flat();
}

/** What a package says of itself. */
function ofPackage(folder: string): string[] {
  const { name, main, types, exports = {}, bin } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  return [
    `package ${name} has the main file ${main} and the types ${types}`,
    ...Object.entries(exports).map(([path, to]) => `package ${name} exports ${path} as ${JSON.stringify(to)}`),
    ...Object.entries(bin).map(([command, file]) => `package ${name} has the command ${command} in ${file}`),
  ];
}

/** The commands and options that a command's help lists. */
function ofHelp(command: string, help: string): string[] {
  const listed = help.matchAll(/^ {2}(--[a-z-]+|[a-z]+)\b/gm);
  return [...listed].map(([, word = ""]) => `command ${command} ${word.trim()}`);
}

/** What an entry writes to standard output when it is asked for help. */
async function helpOf(load: () => unknown): Promise<string> {
  const { argv } = process;
  const written = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  const listeners = process.stdout.listeners("error");
  process.argv = ["node", "command", "--help"];
  try {
    load();
    // One that is asynchronous has had its turn then.
    await new Promise((resolve) => setImmediate(resolve));
    return written.mock.calls.map(([text]) => String(text)).join("");
  } finally {
    process.argv = argv;
    written.mockRestore();
    for (const one of process.stdout.listeners("error")) {
      if (!listeners.includes(one)) process.stdout.removeListener("error", one as () => void);
    }
  }
}

const words = ["description", "title", "$schema"];

/** The form of a stack file: each place in it, and what may stand there. */
function ofSchema(node: unknown, path: string): string[] {
  if (!isMap(node)) return [`${path}: ${JSON.stringify(node)}`];
  const { properties = {}, required = [], anyOf = [], items, additionalProperties, ...rest } = node;
  const inner = Object.entries(properties as object).flatMap(([key, value]) =>
    ofSchema(value, `${path}.${key}${(required as string[]).includes(key) ? "" : "?"}`),
  );
  const others = isMap(additionalProperties) ? ofSchema(additionalProperties, `${path}.*`) : [];
  const alternatives = (anyOf as unknown[]).flatMap((one) => ofSchema(one, path));
  const elements = items === undefined ? [] : ofSchema(items, `${path}[]`);
  const own = Object.entries(rest).filter(([key]) => !words.includes(key));
  const facts = Object.fromEntries(own);
  return [
    ...(own.length > 0 ? [`${path}: ${JSON.stringify(facts)}`] : []),
    ...inner,
    ...others,
    ...alternatives,
    ...elements,
  ];
}

function ofStackFiles(): string[] {
  const schema = JSON.parse(readFileSync(join(root, "provider/stack-file.schema.json"), "utf8"));
  const { $defs, if: own, then, else: separate } = schema;
  return [
    ...ofSchema({ anyOf: [own, then] }, "stack file, own"),
    ...ofSchema(separate, "stack file, separate"),
    ...Object.entries($defs).flatMap(([name, def]) => ofSchema(def, `stack file, ${name}`)),
  ];
}

test("classes, kinds, type tokens, provider texts, commands and stack files are those that were promised", async () => {
  const provider = await helpOf(() => require("../../provider/cli"));
  const emulator = await helpOf(() => require("../../emulator/cli"));
  const facts = [
    ...(await ofEntry()),
    ...ofPackage("provider"),
    ...ofPackage("emulator"),
    ...ofHelp("pulumi-im", provider),
    ...ofHelp("pulumi-im-emulator", emulator),
    ...ofStackFiles(),
  ];
  expectListed("test/public-surface/surface.txt", facts, "test/unit/public-surface.test.ts");
});
