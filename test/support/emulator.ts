import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { CommsEaseCalls } from "./commsease";
import type { Control, Fault, LoggedCall, Ready } from "./control";
import { NexconnSide } from "./nexconn";
import { TencentSide } from "./tencent";

const cli = join(__dirname, "../../emulator/dist/cli.js");

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes.
type Json = any;

/** The emulator as a process of its own, as users run it. */
export class Emulator implements Control {
  /** The emulators that run now. */
  static readonly running = new Set<Emulator>();
  #clockOffsetMs = 0;
  /** Everything the process printed. */
  readonly output: string[] = [];
  readonly #commsease = new CommsEaseCalls(
    () => this.ready.commsease,
    () => this.now(),
  );
  readonly nexconn = new NexconnSide(this);
  readonly tencent = new TencentSide(this);

  private constructor(
    readonly process: ChildProcess,
    readonly ready: Ready,
  ) {}

  /** @param args further arguments of the command line */
  static async start(args: string[] = [], env: NodeJS.ProcessEnv = process.env): Promise<Emulator> {
    const child = spawn(process.execPath, [cli, "--port", "0", ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
    const lines = createInterface({ input: child.stdout as Readable });
    const printed: string[] = [];
    child.stderr?.on("data", (data) => printed.push(String(data)));
    const first = await new Promise<string>((resolve, reject) => {
      lines.once("line", resolve);
      child.once("exit", (code) => reject(new Error(`The emulator ended with ${code}: ${printed.join("")}`)));
    });
    const emulator = new Emulator(child, JSON.parse(first));
    Emulator.running.add(emulator);
    emulator.output.push(...printed);
    child.stderr?.on("data", (data) => emulator.output.push(String(data)));
    lines.on("line", (line) => emulator.output.push(line));
    return emulator;
  }

  async stop(): Promise<void> {
    Emulator.running.delete(this);
    if (this.process.exitCode !== null) return;
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.kill("SIGTERM");
    await ended;
  }

  /** The connection of this emulator, as the stack configuration has it. */
  get connection() {
    const { endpoint, appKey, appSecret } = this.ready.commsease;
    return { vendor: "commsease", endpoint, appKey, appSecret };
  }

  /** What the cloud holds. */
  async state(): Promise<{ accounts: Json; teams: Json; superTeams: Json; chatrooms: Json }> {
    return (await this.control("GET", "/control/state")).commsease;
  }

  async account(accid: string): Promise<Json> {
    return (await this.state()).accounts[accid];
  }

  async team(tid: string): Promise<Json> {
    return (await this.state()).teams[tid];
  }

  async superTeam(tid: string): Promise<Json> {
    return (await this.state()).superTeams[tid];
  }

  async chatroom(roomid: string): Promise<Json> {
    return (await this.state()).chatrooms[roomid];
  }

  /** The calls since the start or the last {@link forgetCalls}. */
  async calls(call?: string): Promise<LoggedCall[]> {
    return this.control("GET", `/control/calls${call ? `?call=${encodeURIComponent(call)}` : ""}`);
  }

  /** The calls to CommsEase that change something. */
  async writes(): Promise<string[]> {
    const reads =
      /getUinfos|query|joinTeams|membersByPage|tagMembersQuery|queueList|requestAddr|(chatroom|superteam)\/get/;
    const calls = (await this.calls()).filter(({ vendor }) => vendor === "commsease");
    return calls.map(({ call }) => call).filter((call) => !reads.test(call));
  }

  forgetCalls(): Promise<Json> {
    return this.control("DELETE", "/control/calls");
  }

  reset(): Promise<Json> {
    this.#clockOffsetMs = 0;
    return this.control("POST", "/control/reset", {});
  }

  fault(fault: Fault): Promise<Json> {
    return this.control("POST", "/control/faults", { vendor: "commsease", times: 1, ...fault });
  }

  /** The emulator's time, in epoch milliseconds. */
  now(): number {
    return Date.now() + this.#clockOffsetMs;
  }

  /** The console's change of an app's secret. */
  rotate(vendor: string, secret: string): Promise<Json> {
    return this.control("POST", "/control/secret", { vendor, secret });
  }

  advanceClock(advanceSeconds: number): Promise<Json> {
    this.#clockOffsetMs += advanceSeconds * 1000;
    return this.control("POST", "/control/clock", { advanceSeconds });
  }

  settings(commsease: Record<string, Json>): Promise<Json> {
    return this.control("POST", "/control/settings", { commsease });
  }

  /** A call to CommsEase made by hand. */
  vendor(call: string, params: Record<string, Json>): Promise<Json> {
    return this.#commsease.vendor(call, params);
  }

  /** The same, for a call that has to succeed. */
  mustVendor(call: string, params: Record<string, Json>): Promise<Json> {
    return this.#commsease.mustVendor(call, params);
  }

  async control(method: string, path: string, body?: Json): Promise<Json> {
    const response = await fetch(`${this.ready.console}${path}`, {
      method,
      ...(body !== undefined && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text ? JSON.parse(text) : undefined;
  }
}
