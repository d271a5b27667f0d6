import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Emulator } from "./emulator";
import { Hosts } from "./hosts";
import { commandsOf, type ShellBlock, shellBlocks } from "./shell-blocks";

const root = join(__dirname, "../..");

/** The end of a `pulumi` command. */
export interface Ended {
  code: number;
  /** Standard output and error, in the order of each. */
  text: string;
}

/** Connections by name, as the stack configuration has them. */
export type Connections = Record<string, Record<string, unknown>>;

/** Longer than the provider takes a read to be behind, and than the engine's clock may be off. */
const lagSeconds = 15;

/** The commands that change something or preview it, and those of them that run the program. */
const engineCommands = new Set(["preview", "up", "refresh", "destroy"]);
const runsProgram = new Set(["preview", "up"]);

/**
 * A stack of a mini project, driven by the real `pulumi`. The project is a folder under test/engine with a Pulumi.yaml and
 * a folder for each step; `step` puts a step's files in place.
 */
export class Project {
  readonly folder: string;
  readonly #source: string;
  readonly #hosts: Hosts | undefined;
  readonly env: NodeJS.ProcessEnv;

  readonly #atOnce: boolean;

  /**
   * @param ownProcesses whether each command starts its own program and provider, as a user's does, instead of sharing them
   * @param atOnce whether commands follow each other at once; else the clouds' clocks move on so far before each that no read
   * can be behind a write of the command before, and what a test has done in between counts as done by hand
   */
  constructor(name: string, env: NodeJS.ProcessEnv = {}, { ownProcesses = false, atOnce = false } = {}) {
    this.#atOnce = atOnce;
    this.#source = join(root, "test/engine", name);
    const home = mkdtempSync(join(tmpdir(), `im-${basename(name)}-`));
    this.folder = join(home, "project");
    for (const folder of ["project", "state", "home"]) mkdirSync(join(home, folder));
    cpSync(join(this.#source, "Pulumi.yaml"), join(this.folder, "Pulumi.yaml"));
    writeFileSync(join(this.folder, "package.json"), JSON.stringify({ name, private: true, main: "index.ts" }));
    symlinkSync(join(root, "node_modules"), join(this.folder, "node_modules"));
    this.env = {
      ...process.env,
      PULUMI_BACKEND_URL: `file://${join(home, "state")}`,
      PULUMI_HOME: join(home, "home"),
      PULUMI_CONFIG_PASSPHRASE: "test",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      // Commands that a guide shows are run as they stand.
      PULUMI_SKIP_CONFIRMATIONS: "true",
      // Gives `--event-log`, by which the Automation API too learns what a command changed.
      PULUMI_DEBUG_COMMANDS: "true",
      // Types are checked once for all programs, by the lint step.
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      // Most of the time of a command goes into loading modules.
      NODE_COMPILE_CACHE: join(tmpdir(), "pulumi-im-compile-cache"),
      ...env,
    };
    if (!ownProcesses && !process.env.IM_TEST_LONG) this.#hosts = new Hosts(this.folder, join(home, "providers"));
  }

  /** Makes the stack, with connections as `im:connections`; what is secret in them is set so. */
  async init(connections: Connections): Promise<void> {
    await this.ok(["stack", "init", "dev"]);
    for (const [name, settings] of Object.entries(connections)) await this.connect(name, settings);
  }

  async connect(name: string, settings: Connections[string]): Promise<void> {
    const entries = Object.entries(settings).flatMap(([key, value]): [string, unknown][] => {
      const path = `im:connections.${name}.${key}`;
      return Array.isArray(value) ? value.map((item, i) => [`${path}[${i}]`, item]) : [[path, value]];
    });
    const isSecret = ([path]: [string, unknown]) => /\.(appSecret|secretKey)$/.test(path);
    const plain = entries
      .filter((entry) => !isSecret(entry))
      .flatMap(([path, value]) => ["--plaintext", `${path}=${value}`]);
    await this.ok(["config", "set-all", "--path", ...plain]);
    for (const [path, secret] of entries.filter(isSecret)) {
      // By standard input: a process's arguments are for all to see.
      const { code, text } = await this.run(["config", "set", "--path", "--secret", path], String(secret));
      if (code !== 0) throw new Error(text);
    }
  }

  /** Puts the files of a step in place of those of the step before. */
  step(name: string): void {
    this.clear();
    cpSync(join(this.#source, name), this.folder, { recursive: true });
  }

  /** Takes the program away, with its modules. */
  clear(): void {
    for (const file of readdirSync(this.folder)) if (file.endsWith(".ts")) rmSync(join(this.folder, file));
  }

  /** The program of a step, to change a little and put in place with {@link program}. */
  source(step: string): string {
    return readFileSync(join(this.#source, step, "index.ts"), "utf8");
  }

  /** Puts a program in place that a test writes itself. */
  program(text: string, file = "index.ts"): void {
    writeFileSync(join(this.folder, file), text);
  }

  /** The text of `pulumi preview --diff`. */
  async preview(): Promise<string> {
    return this.ok(["preview", "--diff"]);
  }

  /** A preview that has to show no change at all. */
  async expectClean(): Promise<void> {
    await this.ok(["preview", "--diff", "--expect-no-changes"]);
  }

  /** A refresh and a preview in one command: nothing has changed at the vendor, and nothing is to be done. */
  async expectSettled(): Promise<string> {
    const text = await this.ok(["preview", "--diff", "--refresh", "--expect-no-changes"]);
    // What is only read anew is no change to the engine, but is shown.
    const drifted = text.split("\n").filter((line) => /dynamic\/im\/.*: \(refresh\)/.test(line));
    if (drifted.length > 0) throw new Error(`A refresh finds a difference:\n${text}`);
    return text;
  }

  async up(): Promise<string> {
    return this.ok(["up", "--yes", "--skip-preview"]);
  }

  /** An `up` whose text shows each change property by property, as a preview of it does. */
  async change(...flags: string[]): Promise<string> {
    return this.ok(["up", "--yes", "--skip-preview", "--diff", ...flags]);
  }

  /** An `up` that has to fail, and its text. */
  async failingUp(...flags: string[]): Promise<string> {
    const { code, text } = await this.run(["up", "--yes", "--skip-preview", ...flags]);
    if (code === 0) throw new Error(`An up went well that had to fail:\n${text}`);
    return text;
  }

  /** How many resources the last command created, changed, left as they were and so on, as the engine counts them. */
  get counts(): Record<string, number> {
    const lines = readFileSync(this.#events, "utf8").split("\n");
    const summary = lines.filter((line) => line.includes('"summaryEvent":')).at(-1);
    if (summary === undefined) throw new Error("The last command has no summary.");
    return JSON.parse(summary).summaryEvent.resourceChanges;
  }

  async refresh(): Promise<string> {
    return this.ok(["refresh", "--yes", "--skip-preview"]);
  }

  async destroy(): Promise<string> {
    return this.ok(["destroy", "--yes", "--skip-preview"]);
  }

  /** The stack's outputs, secrets in clear. */
  // biome-ignore lint/suspicious/noExplicitAny: outputs are what the program says.
  async outputs(): Promise<any> {
    return JSON.parse(await this.ok(["stack", "output", "--json", "--show-secrets"]));
  }

  /** The resources of the exported state, by logical name. */
  // biome-ignore lint/suspicious/noExplicitAny: the engine's own format.
  async resources(): Promise<Record<string, any>> {
    const { deployment } = JSON.parse(await this.ok(["stack", "export"]));
    const entries = (deployment.resources ?? []).map((resource: { urn: string }) => [
      resource.urn.split("::").pop(),
      resource,
    ]);
    return Object.fromEntries(entries);
  }

  /** All files of the backend, as text: what lies on disk. */
  stateFiles(): string {
    const folder = (this.env.PULUMI_BACKEND_URL ?? "").slice("file://".length);
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
      .join("\n");
  }

  /** The folder of the file backend's own files. */
  get stateFolder(): string {
    return join((this.env.PULUMI_BACKEND_URL ?? "").slice("file://".length), ".pulumi");
  }

  /** Makes the stack usable again after a kill, as docs/limits.md says. What that does not bring back is lost. */
  async recover(stack: string): Promise<void> {
    const [afterKill, halfFile] = shellBlocks("docs/limits.md", "A stack that does not load after a kill");
    await this.follow(afterKill, stack);
    if ((await this.run(["stack", "export"])).code !== 0) await this.follow(halfFile, stack);
    await this.ok(["stack", "export"]);
  }

  /** Runs the commands of a guide on this stack, up to the `pulumi up` that they end with. */
  async follow(block: ShellBlock | undefined, stack: string): Promise<void> {
    if (!block) throw new Error("The guide has no such commands any more.");
    const commands = commandsOf(block).filter((command) => command !== "pulumi up");
    const said = commands.map((command) =>
      command
        .replace(/^STATE=.*/, `STATE='${this.stateFolder}'`)
        .replaceAll("/PROJECT/", `/${projectName(this.folder)}/`)
        .replaceAll("/STACK.", `/${stack}.`),
    );
    // One that fails does not stop those after it: that is for whoever looks at the end.
    await this.shell(said.join("\n"));
  }

  /** Runs commands as a user would paste them. */
  shell(script: string, input = ""): Promise<Ended> {
    return this.#execute("bash", ["-c", script], input);
  }

  /** Runs a command that has to succeed, and gives its text. */
  async ok(args: string[]): Promise<string> {
    const { code, text } = await this.run(args);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${text}`);
    return text;
  }

  /** Runs `pulumi`. */
  async run(args: string[], input?: string): Promise<Ended> {
    const [command = ""] = args;
    const common = ["--non-interactive", "--color", "never"];
    if (!engineCommands.has(command)) return this.#execute("pulumi", [...args, ...common], input);
    rmSync(this.#events, { force: true });
    if (!this.#atOnce) await Promise.all([...Emulator.running].map((emulator) => emulator.advanceClock(lagSeconds)));
    const flags = runsProgram.has(command) ? await this.#hosts?.flags(this.env) : undefined;
    const told = [...args, "--event-log", this.#events, ...common, ...(flags ?? [])];
    return this.#execute("pulumi", told, input, await this.#hosts?.env(this.env));
  }

  get #events(): string {
    return join(this.folder, "../events.jsonl");
  }

  #execute(program: string, args: string[], input?: string, env = this.env): Promise<Ended> {
    return new Promise((resolve) => {
      const options = { cwd: this.folder, env, maxBuffer: 1 << 28 };
      const child = execFile(program, args, options, (error, out, err) => {
        resolve({ code: error ? Number(error.code ?? 1) : 0, text: `${out}${err}` });
      });
      child.stdin?.end(input);
    });
  }

  /** Removes everything on disk. */
  dispose(): void {
    this.#hosts?.stop();
    rmSync(join(this.folder, ".."), { recursive: true, force: true });
  }
}

function projectName(folder: string): string {
  return /^name: *(\S+)/m.exec(readFileSync(join(folder, "Pulumi.yaml"), "utf8"))?.[1] ?? "";
}
