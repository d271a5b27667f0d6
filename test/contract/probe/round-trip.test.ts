import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nexconnSettings } from "../../../emulator/nexconn/settings";
import { probeCommand } from "../../../emulator/probe/command";
import { type Running, start } from "../emulator/harness";
import { EmulatorTime } from "./clock";
import { defaults, type Values } from "./values";

const CLI = join(__dirname, "../../../emulator/dist/cli.js");
const SECRET = "s3cret-of-the-app";
const secret = { PULUMI_IM_EMULATOR_NEXCONN_SECRET: SECRET };

let folder: string;
const running: Running[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "probe-"));
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function cloud(args: readonly string[]): Promise<Running> {
  const started = await start([...args], secret);
  running.push(started);
  return started;
}

function args({ ready }: Running, file: string, ...more: string[]): string[] {
  const { appKey, endpoints } = ready.nexconn;
  return ["--vendor", "nexconn", "--app", appKey, "--endpoint", endpoints[0], "--settings", file, "--yes", ...more];
}

/** What a probe of the whole app writes; no time passes meanwhile. */
async function probed(app: Running, name: string): Promise<string> {
  const file = join(folder, name);
  const code = await probeCommand(args(app, file), {
    environment: { PULUMI_IM_PROBE_SECRET: SECRET },
    out: () => undefined,
    err: () => undefined,
    clock: await EmulatorTime.stopped(app.ready.console),
  });
  expect(code).toBe(0);
  return readFileSync(file, "utf8");
}

async function settingsOf(app: Running): Promise<Record<string, Values>> {
  return (await app.control("GET", "settings")).body;
}

/** Another value than by default wherever that hides no other setting. */
function odd(): Values {
  const hiding = /Feature$|^jsonRoutes$|^unregisteredUsers$/;
  const chosen = Object.entries<{ values?: readonly (string | number | boolean)[] }>(nexconnSettings)
    .filter(([name]) => !hiding.test(name))
    .flatMap(([name, { values }]) => (values ? [[name, values.at(-1) ?? ""]] : []));
  return { ...Object.fromEntries(chosen), readAfterWriteDelayMs: 300, wordMaximum: 21, keepAliveMaximum: 2 };
}

test("an emulator with the settings file that a probe wrote behaves as the probed app", async () => {
  const values = odd();
  const first = await cloud(
    Object.entries(values).flatMap(([name, value]) => ["--setting", `nexconn.${name}=${value}`]),
  );
  const written = await probed(first, "found.json");
  const second = await cloud(["--settings", join(folder, "found.json")]);
  // What is untold is as by default.
  const untold = Object.keys(JSON.parse(written).untold).map((name) => name.replace("nexconn.", ""));
  expect(untold.filter((name) => name in values).sort()).toEqual([
    "notEnabledStatus",
    "rateLimitScope",
    "rateLimitWindow",
    "retryAfter",
    "userLimitCountsDeleted",
  ]);
  const byDefault = defaults(nexconnSettings);
  const expected = { ...byDefault, ...values, ...Object.fromEntries(untold.map((name) => [name, byDefault[name]])) };
  expect((await settingsOf(second)).nexconn).toEqual(expected);
  expect(await probed(second, "again.json")).toBe(written);
});

test("over TLS, with a certificate that the environment names", async () => {
  const app = await cloud(["--tls", "--setting", "nexconn.unknownUser=24366"]);
  const file = join(folder, "found.json");
  const child = spawn(process.execPath, [CLI, "probe", ...args(app, file, "--only", "unknownUser")], {
    env: { ...process.env, PULUMI_IM_PROBE_SECRET: SECRET, NODE_EXTRA_CA_CERTS: app.ready.ca },
    stdio: "ignore",
  });
  expect(await new Promise((resolve) => child.once("close", resolve))).toBe(0);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ nexconn: { unknownUser: 24366 }, untold: {} });
});

test("a certificate that nobody trusts ends it before anything is signed for", async () => {
  const app = await cloud(["--tls"]);
  const given = args(app, join(folder, "found.json"), "--only", "unknownUser");
  const child = spawn(process.execPath, [CLI, "probe", ...given], {
    env: { ...process.env, PULUMI_IM_PROBE_SECRET: SECRET, NODE_EXTRA_CA_CERTS: "" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let err = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  expect(await new Promise((resolve) => child.once("close", resolve))).toBe(1);
  expect(err).toMatch(/SELF_SIGNED|UNABLE_TO_VERIFY|CERT/);
  expect((await app.control("GET", "calls?vendor=nexconn")).body).toEqual([]);
});
