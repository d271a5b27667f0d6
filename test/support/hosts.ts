import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { delimiter, join } from "node:path";

const folder = join(__dirname, "hosts");

/**
 * The processes that a project's commands share: one runs its program, one is its provider. Most of what a command costs
 * otherwise goes into loading Pulumi's code twice; it is the same code, and what is ours is loaded anew for each command.
 */
export class Hosts {
  readonly #children: ChildProcess[] = [];
  #programs: { child: ChildProcess; port: number } | undefined;
  #providers: string | undefined;

  constructor(
    readonly project: string,
    readonly socket: string,
  ) {}

  /** What a command needs in its arguments, so that the program is run here. */
  async flags(env: NodeJS.ProcessEnv): Promise<string[]> {
    this.#programs ??= await this.#startPrograms(env);
    const { child, port } = this.#programs;
    const taken = once(child, "message");
    child.send(env);
    await taken;
    return [`--client=127.0.0.1:${port}`, "--exec-kind", "auto.inline"];
  }

  /** The environment of a command, so that its provider is here. */
  async env(env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
    this.#providers ??= await this.#startProviders(env);
    return { ...env, IM_TEST_PROVIDERS: this.#providers, PATH: `${join(folder, "bin")}${delimiter}${env.PATH}` };
  }

  async #startPrograms(env: NodeJS.ProcessEnv) {
    const child = this.#start("programs.cjs", [], env);
    const [port] = await once(child, "message");
    return { child, port };
  }

  async #startProviders(env: NodeJS.ProcessEnv) {
    await once(this.#start("providers.cjs", [this.socket], env), "message");
    return this.socket;
  }

  #start(file: string, args: string[], env: NodeJS.ProcessEnv): ChildProcess {
    const child = fork(join(folder, file), args, {
      cwd: this.project,
      env,
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    this.#children.push(child);
    return child;
  }

  stop(): void {
    for (const child of this.#children) child.kill("SIGKILL");
  }
}
