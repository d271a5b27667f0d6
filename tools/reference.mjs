// Writes what is made from the definitions and the JSDoc beside them: docs/reference, parts of two guides, and the JSON
// Schema of stack files. With --check, says whether they are up to date.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { reference } from "./reference/run.mjs";

try {
  reference(dirname(dirname(fileURLToPath(import.meta.url))), { check: process.argv.includes("--check") });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
