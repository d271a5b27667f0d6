// The unit tests of the core, which mutation testing runs for each mutant: those that load neither Pulumi, nor the classes, nor a vendor.
// A test that loads the whole provider costs a second, where one of a function costs a few hundredths.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const heavy =
  /^(@pulumi\/|typescript|node:http$|provider\/(program|commsease|nexconn|tencent|portable|stack-file)\/|provider\/(index|dynamic|program|cli)\.ts$)/;

const core = /^provider\/(http|ownership|collections|resource)\//;

/** @returns paths from `root` */
export function coreTests(root) {
  const folder = join(root, "test", "unit");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => join(folder, name))
    .filter((test) => touchesCore(root, reachedFrom(test)))
    .map((test) => relative(root, test))
    .sort();
}

function touchesCore(root, reached) {
  const names = reached.map((one) => (one.startsWith(root) ? relative(root, one) : one));
  return names.some((name) => core.test(name)) && !names.some((name) => heavy.test(name));
}

/** Everything that a file imports, itself or through others: files, and packages by name. */
function reachedFrom(start) {
  const reached = new Set([start]);
  // A set that grows while it is walked is walked to its new end.
  for (const file of reached) {
    if (!existsSync(file)) continue;
    for (const name of importsOf(file)) reached.add(name.startsWith(".") ? fileOf(resolve(dirname(file), name)) : name);
  }
  return [...reached];
}

function fileOf(path) {
  return [`${path}.ts`, join(path, "index.ts")].find(existsSync) ?? path;
}

/** Imports of types alone are gone when the code runs. */
function importsOf(file) {
  if (!file.endsWith(".ts")) return [];
  const text = readFileSync(file, "utf8");
  const imports = text.matchAll(/^(?:import|export)(?!\s+type\b)[^;]*?\sfrom "([^"]+)"|\brequire\("([^"]+)"\)/gm);
  return [...imports].map(([, imported, required]) => imported ?? required);
}
