// Runs the example of three clouds against the emulator, as a user would, and shows every step.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const keep = process.argv.includes("--keep");

const home = mkdtempSync(join(tmpdir(), "pulumi-im-demo-"));
const project = join(home, "three-clouds");
const env = {
  ...process.env,
  PULUMI_BACKEND_URL: `file://${join(home, "state")}`,
  PULUMI_HOME: join(home, "home"),
  PULUMI_CONFIG_PASSPHRASE: "demo",
  PULUMI_SKIP_UPDATE_CHECK: "true",
};

// The mark of a Tencent account is in a custom profile field, which an app has to declare.
const emulatorArguments = ["--port", "0", "--setting", "tencent.profileCustomTags=PulumiIm"];
const emulator = spawn(process.execPath, [join(root, "emulator/dist/cli.js"), ...emulatorArguments], {
  stdio: ["ignore", "pipe", "inherit"],
});
const clouds = ["commsease", "nexconn", "tencent"];

/** What a cloud holds, in lines; each has its own words for it. */
const holdings = {
  commsease: ({ accounts, teams, chatrooms }) => [
    ...values(accounts).map(({ accid, name, blocked }) => account(accid, name, blocked && "blocked")),
    ...values(teams).map(({ tid, tname, members }) => team(tid, tname, people(members, "nick"))),
    ...values(chatrooms).map(({ roomid, name, valid }) => room(roomid, name, !valid && "closed")),
  ],
  nexconn: ({ users, groups, openChannels }) => [
    ...entries(users).map(([userId, { name, deletion }]) => account(userId, name, deletion && "soft-deleted")),
    ...entries(groups).map(([id, { name, members }]) => team(id, name, people(members, "nickname"))),
    ...entries(openChannels).map(([id]) => room(id)),
  ],
  tencent: ({ accounts, groups }) => [
    ...entries(accounts).map(([UserID, { profile }]) => account(UserID, profile.Tag_Profile_IM_Nick)),
    ...entries(groups).map(([id, { Type, Name, members }]) =>
      Type === "AVChatRoom" ? room(id, Name) : team(id, Name, people(members, "NameCard")),
    ),
  ],
};

let failed = false;
try {
  const ready = await firstLine(emulator);
  prepare();
  for (const cloud of clouds) connect(cloud, ready[cloud]);

  title("pulumi preview: what would be made, by one program on any of the clouds");
  pulumi("commsease", "preview", "--diff");
  for (const cloud of clouds) {
    title(`pulumi up --stack ${cloud}: making it there`);
    pulumi(cloud, "up", "--yes", "--skip-preview");
  }
  title("What the three emulated clouds hold now: the same team");
  await show(ready.console);
  title("An edit: ben becomes a manager too. The preview of it on nexconn");
  edit();
  pulumi("nexconn", "preview", "--diff");

  if (keep) explain(ready);
  else {
    for (const cloud of clouds) {
      title(`pulumi destroy --stack ${cloud}: taking it away`);
      pulumi(cloud, "destroy", "--yes", "--skip-preview");
    }
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
  cpSync(join(root, "examples/three-clouds"), project, { recursive: true });
  for (const folder of ["state", "home"]) mkdirSync(join(home, folder));
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
}

function connect(cloud, { appSecret, secretKey, endpoints = [], ...settings }) {
  const at = (key) => `im:connections.default.${key}`;
  const hosts = endpoints.map((endpoint, i) => [`endpoints[${i}]`, endpoint]);
  const plain = [["vendor", cloud], ...Object.entries(settings), ...hosts];
  quietly(["stack", "init", cloud]);
  quietly(["config", "set-all", "--path", ...plain.flatMap(([key, value]) => ["--plaintext", `${at(key)}=${value}`])]);
  // By standard input: a process's arguments are for all to see.
  const [key, secret] = appSecret === undefined ? ["secretKey", secretKey] : ["appSecret", appSecret];
  quietly(["config", "set", "--secret", "--path", at(key)], secret);
}

function edit() {
  const program = join(project, "index.ts");
  const before = readFileSync(program, "utf8");
  writeFileSync(
    program,
    replaced(before, "} : agent.accountId", "} : { accountId: agent.accountId, manager: i === 1 }"),
  );
}

function replaced(text, part, by) {
  if (!text.includes(part)) throw new Error(`The example no longer says ${part}: adapt the edit of the demo.`);
  return text.replace(part, by);
}

async function show(console_) {
  const held = await (await fetch(`${console_}/control/state`)).json();
  for (const cloud of clouds) console.log([`${cloud}:`, ...holdings[cloud](held[cloud])].join("\n  "));
}

function values(objects) {
  return Object.values(objects);
}

function entries(objects) {
  return Object.entries(objects);
}

function account(id, name = "", state = "") {
  return `account  ${id.padEnd(20)} ${name}${state ? ` (${state})` : ""}`;
}

function team(id, name, members) {
  return `team     ${String(id).padEnd(20)} ${name}: ${members}`;
}

function room(id, name = "", state = "") {
  return `room     ${String(id).padEnd(20)} ${name}${state ? ` (${state})` : ""}`;
}

function people(members, nickname) {
  return entries(members)
    .map(([id, { role, Role, [nickname]: nick }]) => `${id} (${[role ?? Role, nick].filter(Boolean).join(", ")})`)
    .join(", ");
}

function explain(ready) {
  title("Left running");
  console.log(`console    ${ready.console}`);
  console.log(`project    ${project}`);
  console.log(`emulator   process ${emulator.pid}; stop it with: kill ${emulator.pid}`);
  console.log(
    `to go on   cd ${project} && PULUMI_BACKEND_URL=${env.PULUMI_BACKEND_URL} PULUMI_CONFIG_PASSPHRASE=demo pulumi up --stack nexconn`,
  );
}

function title(text) {
  console.log(`\n── ${text}\n`);
}

function pulumi(cloud, ...args) {
  run([...args, "--stack", cloud], { stdio: ["ignore", "inherit", "inherit"] });
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
