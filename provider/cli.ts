#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { messageOf } from "./errors";
import { nearest } from "./schema/problems";

const usage = `Usage: pulumi-im COMMAND

Commands:
  schema   Print the JSON Schema (2020-12) of stack files, for editors.

Options:
  --version   Print the version of this package.
  --help      Print this text.
`;

const commands: Record<string, () => string> = {
  schema: () => packaged("stack-file.schema.json"),
};

/** A file of the installed package. */
function packaged(file: string): string {
  return readFileSync(join(__dirname, "..", file), "utf8");
}

function textFor(args: string[]): string {
  const options = { help: { type: "boolean" }, version: { type: "boolean" } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (values.help) return usage;
  if (values.version) return `${JSON.parse(packaged("package.json")).version}\n`;
  const [name, ...rest] = positionals;
  if (name === undefined) throw new Error("Which command?");
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    const near = nearest(name, Object.keys(commands));
    throw new Error(`There is no command \`${name}\`.${near ? ` Did you mean \`${near}\`?` : ""}`);
  }
  if (rest.length > 0) throw new Error(`\`${name}\` takes no arguments.`);
  return command();
}

// Whoever reads may stop early, as `head` does: that is no mistake, and nothing is left to say to it.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  process.stdout.write(textFor(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`pulumi-im: ${messageOf(error)}\n\n${usage}`);
  process.exitCode = 2;
}
