import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
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

/**
 * A stack of a mini project, driven by the real `pulumi`. The project is a folder under test/engine with a Pulumi.yaml and
 * a folder for each step; `step` puts a step's files in place.
 */
export class Project {
  readonly folder: string;
  readonly #source: string;
  readonly env: NodeJS.ProcessEnv;

  constructor(name: string, env: NodeJS.ProcessEnv = {}) {
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
      // Types are checked once for all programs, by the lint step.
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      // Most of the time of a command goes into loading modules.
      NODE_COMPILE_CACHE: join(tmpdir(), "pulumi-im-compile-cache"),
      ...env,
    };
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
    for (const file of readdirSync(this.folder)) if (file.endsWith(".ts")) rmSync(join(this.folder, file));
    cpSync(join(this.#source, name), this.folder, { recursive: true });
  }

  /** The program of a step, to change a little and put in place with {@link program}. */
  source(step: string): string {
    return readFileSync(join(this.#source, step, "index.ts"), "utf8");
  }

  /** Puts a program in place that a test writes itself. */
  program(text: string): void {
    writeFileSync(join(this.folder, "index.ts"), text);
  }

  /** The text of `pulumi preview --diff`. */
  async preview(): Promise<string> {
    return this.ok(["preview", "--diff"]);
  }

  /** A preview that has to show no change at all. */
  async expectClean(): Promise<void> {
    await this.ok(["preview", "--diff", "--expect-no-changes"]);
  }

  async up(): Promise<string> {
    return this.ok(["up", "--yes", "--skip-preview"]);
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
  run(args: string[], input?: string): Promise<Ended> {
    return this.#execute("pulumi", [...args, "--non-interactive", "--color", "never"], input);
  }

  #execute(program: string, args: string[], input?: string): Promise<Ended> {
    return new Promise((resolve) => {
      const options = { cwd: this.folder, env: this.env, maxBuffer: 1 << 28 };
      const child = execFile(program, args, options, (error, out, err) => {
        resolve({ code: error ? Number(error.code ?? 1) : 0, text: `${out}${err}` });
      });
      child.stdin?.end(input);
    });
  }

  /** Removes everything on disk. */
  dispose(): void {
    rmSync(join(this.folder, ".."), { recursive: true, force: true });
  }
}

function projectName(folder: string): string {
  return /^name: *(\S+)/m.exec(readFileSync(join(folder, "Pulumi.yaml"), "utf8"))?.[1] ?? "";
}
