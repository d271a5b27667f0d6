// Runs the example against the emulator, as a user would, and shows every step.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const keep = process.argv.includes("--keep");

const home = mkdtempSync(join(tmpdir(), "pulumi-im-demo-"));
const project = join(home, "commsease");
const env = {
  ...process.env,
  PULUMI_BACKEND_URL: `file://${join(home, "state")}`,
  PULUMI_HOME: join(home, "home"),
  PULUMI_CONFIG_PASSPHRASE: "demo",
  PULUMI_SKIP_UPDATE_CHECK: "true",
};

const emulator = spawn(process.execPath, [join(root, "emulator/dist/cli.js"), "--port", "0"], {
  stdio: ["ignore", "pipe", "inherit"],
});

let failed = false;
try {
  const ready = await firstLine(emulator);
  prepare();
  connect(ready.commsease);

  title("pulumi preview: what would be made");
  pulumi("preview", "--diff");
  title("pulumi up: making it");
  pulumi("up", "--yes", "--skip-preview");
  title("What the emulated cloud holds now");
  await show(ready.console);
  title("An edit: the lobby gets a new announcement, and ben becomes a manager");
  edit();
  pulumi("preview", "--diff");

  if (keep) explain(ready);
  else {
    title("pulumi destroy: taking it away");
    pulumi("destroy", "--yes", "--skip-preview");
    await show(ready.console);
  }
} catch (error) {
  failed = true;
  console.error(error instanceof Error ? error.message : error);
} finally {
  if (keep && !failed) emulator.unref();
  else {
    emulator.kill();
    rmSync(home, { recursive: true, force: true });
  }
  process.exit(failed ? 1 : 0);
}

function firstLine(child) {
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", (line) => resolve(JSON.parse(line)));
    child.once("exit", (code) => reject(new Error(`The emulator ended with ${code}.`)));
  });
}

function prepare() {
  cpSync(join(root, "examples/commsease"), project, { recursive: true });
  for (const folder of ["state", "home"]) mkdirSync(join(home, folder));
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
  quietly(["stack", "init", "demo"]);
}

function connect({ endpoint, appKey, appSecret }) {
  const settings = { vendor: "commsease", endpoint, appKey };
  for (const [key, value] of Object.entries(settings)) set(key, value);
  // By standard input: a process's arguments are for all to see.
  quietly(["config", "set", "--secret", "--path", "im:connections.default.appSecret"], appSecret);
}

function set(key, value) {
  quietly(["config", "set", "--path", `im:connections.default.${key}`, value]);
}

function edit() {
  const program = join(project, "index.ts");
  const before = readFileSync(program, "utf8");
  const announced = replaced(before, "Be kind to each other.", "Be kind to each other. The launch starts at eight.");
  writeFileSync(program, replaced(announced, "} : agent.accid", "} : { accid: agent.accid, manager: i === 1 }"));
}

function replaced(text, part, by) {
  if (!text.includes(part)) throw new Error(`The example no longer says ${part}: adapt the edit of the demo.`);
  return text.replace(part, by);
}

async function show(console_) {
  const { commsease } = await (await fetch(`${console_}/control/state`)).json();
  const lines = [
    ...Object.values(commsease.accounts).map(
      ({ accid, name, blocked }) => `account  ${accid.padEnd(14)} ${name ?? ""}${blocked ? " (blocked)" : ""}`,
    ),
    ...[...Object.values(commsease.teams), ...Object.values(commsease.superTeams)].map(
      ({ tid, tname, members }) => `team     ${tid}    ${tname}: ${people(members)}`,
    ),
    ...Object.values(commsease.chatrooms).map(
      ({ roomid, name, valid }) => `room     ${roomid}     ${name}${valid ? "" : " (closed)"}`,
    ),
  ];
  console.log(lines.join("\n"));
}

function people(members) {
  return Object.entries(members)
    .map(([accid, { role, nick }]) => `${accid} (${[role, nick].filter(Boolean).join(", ")})`)
    .join(", ");
}

function explain(ready) {
  title("Left running");
  console.log(`console    ${ready.console}`);
  console.log(`project    ${project}`);
  console.log(`emulator   process ${emulator.pid}; stop it with: kill ${emulator.pid}`);
  console.log(
    `to go on   cd ${project} && PULUMI_BACKEND_URL=${env.PULUMI_BACKEND_URL} PULUMI_CONFIG_PASSPHRASE=demo pulumi up`,
  );
}

function title(text) {
  console.log(`\n── ${text}\n`);
}

function pulumi(...args) {
  run(args, { stdio: ["ignore", "inherit", "inherit"] });
}

function quietly(args, input = "") {
  run(args, { input, encoding: "utf8" });
}

function run(args, options) {
  const colour = process.stdout.isTTY ? "always" : "never";
  const result = spawnSync("pulumi", [...args, "--non-interactive", "--color", colour], {
    cwd: project,
    env,
    ...options,
  });
  if (result.status !== 0) throw new Error(`${result.stdout ?? ""}${result.stderr ?? ""}\npulumi ${args[0]} failed.`);
}
