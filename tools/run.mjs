// The one entry of every npm script. Runs on a fresh clone: installs, builds and finds an engine before it starts.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureEngine, withEngine } from "./engine.mjs";
import { removeStale } from "./stale.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, "node_modules", ".bin");
const stamp = join(root, "node_modules", ".installed-from");

const packages = ["provider", "emulator"];

const long = { IM_TEST_LONG: "1" };

const commands = {
  /** Compiles both packages. */
  build: [build],
  /** Formatting, lint rules, import directions, types, whether what is generated is fresh, and tests of these very rules. */
  lint: [build, lint, jest("lint")],
  unit: [build, jest("unit")],
  contract: [build, jest("contract")],
  engine: [build, jest("engine")],
  /** Every tier, as CI runs it. */
  test: [build, lint, jest("lint"), jest("unit"), jest("contract"), jest("engine")],
  /** The same with the full number of runs where `test` takes a seeded few. */
  long: [build, jest("unit", long), jest("contract", long), jest("engine", long)],
  /** The lives of all kinds on a real app that the environment names; with `--sweep` alone removes what runs left there. */
  live: [build, live],
  /** Changes the core in every small way there is, and counts what its unit tests notice; of some files with `--mutate`. */
  mutation: [mutation],
  /** The performance table: ratios within one run, and counted vendor calls. */
  bench: [build, bench],
  demo: [build, (args) => node(["tools/demo.mjs", ...args])],
  /** Writes docs/reference from the definitions. */
  docs: [build, () => node(["tools/reference.mjs"])],
  format: [() => tool("biome", ["check", "--write", "."])],
};

const needsEngine = new Set(["test", "engine", "long", "bench", "demo", "live"]);

const [name = "", ...args] = process.argv.slice(2);
const steps = commands[name];
if (!steps) {
  console.error(`usage: node tools/run.mjs ${Object.keys(commands).join(" | ")}`);
  process.exit(2);
}

let env = { ...process.env };
try {
  install();
  // The packages bring their own Node, so that an older one on this machine is enough to start with.
  env.PATH = `${bin}${delimiter}${env.PATH}`;
  if (needsEngine.has(name)) env = withEngine(env, ensureEngine(say));
  for (const step of steps) step(args);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

function say(line) {
  console.log(`› ${line}`);
}

function install() {
  const pins = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === pins) return;
  say("installing the packages (once)");
  // Not `npm ci`: it refuses a lock file without the optional binaries of every other platform.
  quietly("npm", ["install", "--no-save", "--loglevel=error"], "Installing the packages failed.");
  writeFileSync(stamp, pins);
}

function build() {
  say("compiling");
  for (const folder of packages) removeStale(join(root, folder));
  quietly("tsc", ["-b", ...packages], "The packages do not compile.");
}

function lint() {
  say("checking format, lint rules, import directions, types and the reference");
  tool("biome", ["check", "--error-on-warnings", "."]);
  quietly(
    "depcruise",
    ["--config", ".dependency-cruiser.cjs", "provider", "emulator", "test"],
    "Imports go the wrong way.",
  );
  quietly("tsc", ["-p", "."], "Tests or examples do not compile.");
  node(["tools/reference.mjs", "--check"]);
}

function jest(tier, extra = {}) {
  return (args) => {
    say(`${tier} tests`);
    run(
      "jest",
      [`test/${tier}/`, ...workersOf(tier), ...args],
      { stdio: "inherit", env: { ...env, ...extra } },
      `The ${tier} tests failed.`,
    );
  };
}

/** A contract test waits for the emulator's process half of its time; tests of the engine take all that there is. */
function workersOf(tier) {
  return tier === "contract" ? [`--maxWorkers=${Math.max(4, availableParallelism())}`] : [];
}

function mutation(args) {
  say("mutating the core; all of it takes half an hour and more");
  run("stryker", ["run", ...args], { stdio: "inherit", env }, "A part of the core is not guarded enough.");
}

function live(args) {
  const sweep = args.includes("--sweep");
  const jestArgs = args.filter((arg) => arg !== "--sweep");
  const extra = { ...env, ...(sweep && { IM_LIVE_SWEEP: "1" }) };
  say(sweep ? "removing what live runs left" : "going through the lives of all kinds on a real app");
  // In one process, which an interrupt ends; whatever it started sends nothing more then.
  const options = { stdio: "inherit", env: extra };
  run("jest", ["test/live/", "--runInBand", "--verbose", ...jestArgs], options, "The live tests failed.");
}

function bench(args) {
  say("measuring; this takes a minute or two");
  const files = ["--testMatch", "**/bench/*.bench.ts", "--silent=false", ...args];
  run("jest", files, { stdio: "inherit", env }, "The measurement failed.");
}

function node(args) {
  run("node", args, { stdio: "inherit", env }, `node ${args[0]} failed.`);
}

function tool(program, args) {
  quietly(program, args, `${program} found something.`);
}

function quietly(program, args, failure) {
  run(program, args, { encoding: "utf8", env, maxBuffer: 1 << 26 }, failure);
}

function run(program, args, options, failure) {
  const result = spawnSync(program, args, { cwd: root, ...options });
  if (result.status === 0) return;
  throw new Error([result.stdout, result.stderr, result.error?.message, failure].filter(Boolean).join("\n"));
}
