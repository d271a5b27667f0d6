// Writes what is made from the definitions and the JSDoc beside them, or says whether it is up to date.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { guidesOf } from "./guides.mjs";
import { pagesOf } from "./pages.mjs";
import { stackSchemaOf } from "./stack-schema.mjs";

const folder = "docs/reference";
const schemaFile = "provider/stack-file.schema.json";

/**
 * @param {string} root the workspace
 * @param {{ check?: boolean }} how `check` writes nothing
 * @throws Error where something is not up to date, or lacks its text
 */
export function reference(root, { check = false } = {}) {
  mkdirSync(join(root, folder), { recursive: true });
  const files = new Map([...pagesOf(root)].map(([file, page]) => [`${folder}/${file}`, page]));
  files.set(schemaFile, stackSchemaOf(root));
  for (const [file, guide] of guidesOf(root)) files.set(file, guide);
  if (check) expectFresh(root, files);
  else write(root, files);
}

/** What is there, of pages every one. */
function present(root) {
  return [...readdirSync(join(root, folder)).map((file) => `${folder}/${file}`), schemaFile];
}

function write(root, files) {
  for (const file of present(root)) if (!files.has(file)) rmSync(join(root, file));
  for (const [file, text] of files) writeFileSync(join(root, file), text);
}

function expectFresh(root, files) {
  const all = [...new Set([...files.keys(), ...present(root)])];
  const stale = all.filter((file) => files.get(file) !== textOf(join(root, file)));
  if (stale.length > 0) throw new Error(`Not up to date: ${stale.join(", ")}. Run \`npm run docs\`.`);
}

function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
