// Writes what is made from the definitions and the JSDoc beside them: docs/reference, parts of two guides, and the JSON
// Schema of stack files. With --check, says whether they are up to date.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { guidesOf } from "./reference/guides.mjs";
import { pagesOf } from "./reference/pages.mjs";
import { stackSchemaOf } from "./reference/stack-schema.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = "docs/reference";
const schemaFile = "provider/stack-file.schema.json";

try {
  mkdirSync(join(root, folder), { recursive: true });
  const files = new Map([...pagesOf(root)].map(([file, page]) => [`${folder}/${file}`, page]));
  files.set(schemaFile, stackSchemaOf(root));
  for (const [file, guide] of guidesOf(root)) files.set(file, guide);
  if (process.argv.includes("--check")) check(files);
  else write(files);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

/** What is there, of pages every one. */
function present() {
  return [...readdirSync(join(root, folder)).map((file) => `${folder}/${file}`), schemaFile];
}

function write(files) {
  for (const file of present()) if (!files.has(file)) rmSync(join(root, file));
  for (const [file, text] of files) writeFileSync(join(root, file), text);
}

function check(files) {
  const all = [...new Set([...files.keys(), ...present()])];
  const stale = all.filter((file) => files.get(file) !== textOf(file));
  if (stale.length > 0) throw new Error(`Not up to date: ${stale.join(", ")}. Run \`npm run docs\`.`);
}

function textOf(file) {
  try {
    return readFileSync(join(root, file), "utf8");
  } catch {
    return undefined;
  }
}
