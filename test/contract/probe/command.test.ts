import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type ProbeProcess, probeCommand } from "../../../emulator/probe/command";
import { shellBlocks } from "../../support/shell-blocks";
import { type Running, start } from "../emulator/harness";
import { EmulatorTime } from "./clock";

const CLI = join(__dirname, "../../../emulator/dist/cli.js");
const SECRET = "s3cret-of-the-app";

let cloud: Running;
let folder: string;
beforeAll(async () => {
  cloud = await start([], { PULUMI_IM_EMULATOR_NEXCONN_SECRET: SECRET });
});
afterAll(() => cloud.stop());
beforeEach(async () => {
  await cloud.reset();
  folder = mkdtempSync(join(tmpdir(), "probe-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const settings = () => join(folder, "found.json");

function args(...more: string[]): string[] {
  const { appKey, endpoints } = cloud.ready.nexconn;
  return ["--vendor", "nexconn", "--app", appKey, "--endpoint", endpoints[0], "--settings", settings(), ...more];
}

/** The command in this process, in which no time passes, and what it printed. */
async function command(given: readonly string[], more: Partial<ProbeProcess> = {}) {
  const printed = { out: "", err: "" };
  const code = await probeCommand(given, {
    environment: { PULUMI_IM_PROBE_SECRET: SECRET },
    out: (text) => {
      printed.out += text;
    },
    err: (text) => {
      printed.err += text;
    },
    clock: await EmulatorTime.stopped(cloud.ready.console),
    ...more,
  });
  return { code, ...printed };
}

async function sent(): Promise<unknown[]> {
  return (await cloud.control("GET", "calls?vendor=nexconn")).body;
}

test("without --yes the plan is printed, no call is made and no file is written", async () => {
  const { code, out } = await command(args());
  expect(code).toBe(0);
  expect(out).toMatch(/^Nexconn: \d+ settings\nat most \d+ calls:\n/);
  expect(out).toMatch(/\nfor good:\n {2}1 soft-deleted user: kept.*\n {2}3 users: registered/);
  expect(out).toContain("Nothing was sent.");
  expect(await sent()).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

test("with --yes the plan comes first, then the work, then the file", async () => {
  await cloud.control("POST", "settings", { nexconn: { unknownUser: 24366, repeatedWord: "keep" } });
  const { code, out, err } = await command(args("--only", "unknownUser", "--only", "repeatedWord", "--yes"));
  expect(code).toBe(0);
  expect(out).toMatch(/^Nexconn: 2 settings\n(.*\n)*\d+ calls; .*found\.json has 2 values, and says of 0 why/);
  expect(err).toContain("nexconn.unknownUser = 24366\n");
  expect(JSON.parse(readFileSync(settings(), "utf8"))).toEqual({
    nexconn: { repeatedWord: "keep", unknownUser: 24366 },
    untold: {},
  });
  expect(readdirSync(folder)).toEqual(["found.json"]);
});

test("some settings asked for again change nothing else in the file, and all of them replace it", async () => {
  writeFileSync(settings(), JSON.stringify({ nexconn: { unknownUser: 1, headerNames: "together" }, untold: {} }));
  await command(args("--only", "unknownUser", "--yes"));
  const some = JSON.parse(readFileSync(settings(), "utf8"));
  expect(some.nexconn).toEqual({ unknownUser: 400, headerNames: "together" });
  await command(args("--yes"));
  expect(JSON.parse(readFileSync(settings(), "utf8")).nexconn).toMatchObject({
    unknownUser: 400,
    headerNames: "mixed",
  });
});

test("what cannot be told is in the file with its reason", async () => {
  await command(args("--only", "retryAfter", "--yes"));
  const { untold } = JSON.parse(readFileSync(settings(), "utf8"));
  expect(untold["nexconn.retryAfter"]).toMatch(/^needs a used-up quota/);
});

test("an answer that no value stands for is named by call and code", async () => {
  await cloud.control("POST", "faults", { vendor: "nexconn", call: "user/get", kind: "code", value: 1050, skip: 1 });
  await command(args("--only", "unknownUser", "--yes"));
  expect(JSON.parse(readFileSync(settings(), "utf8")).untold).toEqual({
    "nexconn.unknownUser": "answered something that no value stands for: user/get answered 1050",
  });
});

test("a read that fails says nothing about the lag, and without it nothing is told", async () => {
  await cloud.control("POST", "faults", { vendor: "nexconn", call: "user/get", kind: "code", value: 1050 });
  await command(args("--only", "readAfterWriteDelayMs", "--only", "unknownUser", "--yes"));
  const { untold } = JSON.parse(readFileSync(settings(), "utf8"));
  expect(untold["nexconn.readAfterWriteDelayMs"]).toMatch(/user\/get answered 1050$/);
  expect(untold["nexconn.unknownUser"]).toMatch(/^hidden by readAfterWriteDelayMs/);
});

test("with a wrong secret it ends, and says what was answered", async () => {
  const wrong = { environment: { PULUMI_IM_PROBE_SECRET: "another" } };
  await expect(command(args("--yes"), wrong)).rejects.toThrow(/answered 1004: app, secret and endpoint/);
  expect(readdirSync(folder)).toEqual([]);
});

test("where nothing answers it ends, and says so", async () => {
  const gone = ["--vendor", "nexconn", "--app", "key", "--endpoint", "http://127.0.0.1:9", "--settings", settings()];
  await expect(command([...gone, "--yes"])).rejects.toThrow(/no answer/);
});

test("a read that is lost, and a call that others' calls left no room for, are made again", async () => {
  await cloud.control("POST", "faults", { vendor: "nexconn", call: "user/get", kind: "drop-before", times: 2 });
  await cloud.control("POST", "faults", { vendor: "nexconn", call: "user/unban", kind: "rate-limit", times: 2 });
  const { code } = await command(args("--only", "unknownUser", "--only", "unbanNotBanned", "--yes"));
  expect(code).toBe(0);
  expect(JSON.parse(readFileSync(settings(), "utf8"))).toMatchObject({
    nexconn: { unknownUser: 400, unbanNotBanned: 0 },
    untold: {},
  });
});

test("an object is removed though the answer to its creation was lost", async () => {
  await cloud.control("POST", "faults", { vendor: "nexconn", call: "profanity-word/batch/add", kind: "drop-after" });
  await command(args("--only", "repeatedWord", "--yes"));
  expect(JSON.parse(readFileSync(settings(), "utf8")).untold["nexconn.repeatedWord"]).toMatch(/^no answer/);
  expect((await cloud.control("GET", "state")).body.nexconn.profanityWords).toEqual({});
  expect(readdirSync(folder)).toEqual(["found.json"]);
});

test("what an earlier probe left is found by its name where the vendor lists it, and what is another's stays", async () => {
  const words = ["pimprobex0abc001", "pimprobe", "probex0abc001"].map((word) => ({ word, replacement: "" }));
  await cloud.control("POST", "call", { vendor: "nexconn", call: "profanity-word/batch/add", params: { words } });
  const { err } = await command(args("--only", "unknownUser", "--yes"));
  expect(err).toContain("removing 1 object that an earlier probe left");
  const { nexconn } = (await cloud.control("GET", "state")).body;
  expect(Object.keys(nexconn.profanityWords)).toEqual(["pimprobe", "probex0abc001"]);
});

test("what cannot be removed is said, and the next probe removes it", async () => {
  const fault = { vendor: "nexconn", call: "profanity-word/remove", kind: "code", value: 1000, skip: 2 };
  await cloud.control("POST", "faults", fault);
  const first = await command(args("--only", "repeatedWord", "--yes"));
  expect(first.code).toBe(1);
  expect(first.out).toMatch(/not removed: word pimprobe\w+: profanity-word\/remove answered 1000/);
  expect((await command(args("--only", "unknownUser", "--yes"))).err).toContain("removing 1 object ");
  expect((await cloud.control("GET", "state")).body.nexconn.profanityWords).toEqual({});
});

/** The command as users start it. */
function run(given: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [CLI, "probe", ...given], { env: { ...process.env, ...env } });
  const printed = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed.out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    printed.err += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, printed, ended };
}

/** Ends the command when the word it made is there. */
async function endedBy(signal: NodeJS.Signals, child: ChildProcess): Promise<void> {
  for (;;) {
    const { nexconn } = (await cloud.control("GET", "state")).body;
    if (Object.keys(nexconn.profanityWords).length > 0) break;
    if (child.exitCode !== null) throw new Error("the command ended too early");
  }
  child.kill(signal);
}

const held = { vendor: "nexconn", call: "profanity-word/list", kind: "delay", value: 3000, skip: 1 };

test("SIGINT removes what was made; no secret is printed", async () => {
  await cloud.control("POST", "faults", held);
  const both = args("--only", "repeatedWord", "--only", "unknownUser", "--yes");
  const { child, printed, ended } = run(both, { PULUMI_IM_PROBE_SECRET: SECRET });
  await endedBy("SIGINT", child);
  expect(await ended).toBe(1);
  expect(printed.err).toContain("interrupted");
  expect((await cloud.control("GET", "state")).body.nexconn.profanityWords).toEqual({});
  expect(readdirSync(folder)).toEqual([]);
  expect(printed.out + printed.err).not.toContain(SECRET);
});

test("what a killed process left, the next one removes", async () => {
  await cloud.control("POST", "faults", held);
  const killed = run(args("--only", "repeatedWord", "--yes"), { PULUMI_IM_PROBE_SECRET: SECRET });
  await endedBy("SIGKILL", killed.child);
  await killed.ended;
  expect(readdirSync(folder)).toEqual(["found.json.objects"]);
  const next = run(args("--only", "unknownUser", "--yes"), { PULUMI_IM_PROBE_SECRET: SECRET });
  expect(await next.ended).toBe(0);
  expect((await cloud.control("GET", "state")).body.nexconn.profanityWords).toEqual({});
  expect(readdirSync(folder)).toEqual(["found.json"]);
});

test("a mistake on the command line ends with 2", async () => {
  const { printed, ended } = run(["--vendor", "nexconn", "--secret", "x"]);
  expect(await ended).toBe(2);
  expect(printed.err).toContain("the secret is no argument");
});

test("the commands of the README work as they stand", async () => {
  const { appKey, endpoints } = cloud.ready.nexconn;
  const page = shellBlocks("emulator/README.md", "Find out how a real app behaves").map(({ text }) => text);
  expect(page).toHaveLength(2);
  const here = page
    .join("\n")
    .replaceAll("npx pulumi-im-emulator", `"${process.execPath}" "${CLI}"`)
    .replace("YOUR_APP_KEY", appKey)
    .replace("https://api.sg-light-api.com", endpoints[0])
    .replace("https://api-b.sg-light-api.com", endpoints[1])
    .replace("--yes", "--yes --only unknownUser");
  expect(here).not.toMatch(/npx|sg-light/);
  const running = promisify(execFile)("bash", ["-c", here], { cwd: folder });
  running.child.stdin?.end(`${SECRET}\n`);
  await running;
  expect(JSON.parse(readFileSync(join(folder, "nexconn.settings.json"), "utf8")).nexconn).toEqual({ unknownUser: 400 });
});
