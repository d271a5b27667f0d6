// Finds a Pulumi engine on PATH, or builds the pinned one once into a per-user cache.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = join(dirname(fileURLToPath(import.meta.url)), "engine");
const oldestUsable = [3, 254, 0];
const oldestGo = [1, 26];

const parts = [
  { module: "cli", package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi", requires: "github.com/pulumi/pulumi/pkg/v3" },
  {
    module: "language",
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    requires: "github.com/pulumi/pulumi/sdk/v3",
  },
];

/**
 * The folder to put first on PATH so that `pulumi` runs; `undefined` where PATH has a usable one already.
 * @param {(line: string) => void} say where progress goes
 * @returns {string | undefined}
 */
export function ensureEngine(say) {
  const onPath = run("pulumi", ["version"]);
  if (onPath.ok && atLeast(onPath.out, oldestUsable)) return undefined;

  const folder = join(cacheRoot(), `engine-${pinsDigest()}-${process.platform}-${process.arch}`);
  if (existsSync(folder)) return folder;

  const go = run("go", ["env", "GOVERSION"]);
  if (!go.ok || !atLeast(go.out, oldestGo)) {
    throw new Error(
      `No usable Pulumi engine: \`pulumi\` ${oldestUsable.join(".")} or newer is not on PATH` +
        `${onPath.ok ? ` (found ${onPath.out.trim() || "one without a version"})` : ""}, and building one needs Go ` +
        `${oldestGo.join(".")} or newer (${go.ok ? `found ${go.out.trim()}` : "no `go` on PATH"}). Install either one and run this again.`,
    );
  }
  say("building the Pulumi engine from its pinned Go modules (once; about three minutes)");
  return build(folder);
}

function build(folder) {
  mkdirSync(dirname(folder), { recursive: true });
  // Built aside and renamed, so that an interrupted or parallel build never leaves half an engine behind.
  const work = mkdtempSync(`${folder}.building-`);
  try {
    for (const part of parts) {
      const cwd = join(here, part.module);
      const version = run("go", ["list", "-m", "-f", "{{.Version}}", part.requires], cwd);
      const flags = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${version.out.trim().replace(/^v/, "")}`;
      const built = run("go", ["build", "-trimpath", "-ldflags", flags, "-o", join(work, "/"), part.package], cwd);
      if (!built.ok) throw new Error(`Building ${part.package} failed:\n${built.err}`);
    }
    const sdk = run("go", ["list", "-m", "-f", "{{.Dir}}", "github.com/pulumi/pulumi/sdk/v3"], join(here, "language"));
    const script = join(work, "pulumi-resource-pulumi-nodejs");
    copyFileSync(join(sdk.out.trim(), "nodejs", "dist", "pulumi-resource-pulumi-nodejs"), script);
    chmodSync(script, 0o755);
    if (!existsSync(folder)) renameSync(work, folder);
    return folder;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function cacheRoot() {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "pulumi-im");
}

function pinsDigest() {
  const hash = createHash("sha256");
  for (const part of parts)
    for (const file of ["go.mod", "go.sum"]) hash.update(readFileSync(join(here, part.module, file)));
  return hash.digest("hex").slice(0, 12);
}

function atLeast(text, wanted) {
  const seen = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text)?.slice(1).map(Number);
  if (!seen) return false;
  for (const [i, want] of wanted.entries()) {
    const got = seen[i] || 0;
    if (got !== want) return got > want;
  }
  return true;
}

function run(command, args, cwd) {
  const env = { ...process.env, GOFLAGS: "-mod=readonly", GOTOOLCHAIN: "local", PULUMI_SKIP_UPDATE_CHECK: "true" };
  const result = spawnSync(command, args, { cwd, env, encoding: "utf8", maxBuffer: 1 << 26 });
  return { ok: result.status === 0, out: result.stdout ?? "", err: result.stderr ?? "" };
}

/** `env` with the engine first on PATH. */
export function withEngine(env, folder) {
  return folder ? { ...env, PATH: `${folder}${delimiter}${env.PATH ?? ""}` } : { ...env };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  console.log(ensureEngine((line) => console.error(line)) ?? "pulumi is on PATH");
}
