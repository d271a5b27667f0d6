// Writes docs/reference from the definitions and the JSDoc beside them. With --check, says whether it is up to date.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { pagesOf } from "./reference/pages.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, "docs", "reference");

try {
  mkdirSync(folder, { recursive: true });
  const pages = pagesOf(root);
  if (process.argv.includes("--check")) check(pages);
  else write(pages);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function write(pages) {
  for (const file of readdirSync(folder)) if (!pages.has(file)) rmSync(join(folder, file));
  for (const [file, page] of pages) writeFileSync(join(folder, file), page);
}

function check(pages) {
  const present = new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")]));
  const files = [...new Set([...pages.keys(), ...present.keys()])];
  const stale = files.filter((file) => pages.get(file) !== present.get(file));
  if (stale.length === 0) return;
  throw new Error(`Not up to date: ${stale.map((file) => `docs/reference/${file}`).join(", ")}. Run \`npm run docs\`.`);
}
