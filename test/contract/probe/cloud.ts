import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SettingValue } from "../../../emulator/cloud/settings";
import { type Emulator, type ReadyInfo, startEmulator } from "../../../emulator/emulator";
import { Journal } from "../../../emulator/probe/journal";
import { type ProbeOptions, type ProbeResult, probe } from "../../../emulator/probe/probe";
import type { ProbedApp, ProbedVendor } from "../../../emulator/probe/vendor";
import { EmulatorTime } from "./clock";
import { random } from "./values";

/** Where a vendor's app is in an emulator. */
export interface Access {
  readonly endpoints: readonly string[];
  readonly app: ProbedApp;
}

interface LoggedCall {
  readonly call: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly status: number;
  readonly code?: number;
  readonly unexpected?: true;
  readonly unknownParams: readonly string[];
}

/** An emulator in this process, as an app that is probed. */
export class ProbedCloud<O, S extends string> {
  readonly folder = mkdtempSync(join(tmpdir(), "probe-"));

  private constructor(
    readonly vendor: ProbedVendor<O, S>,
    readonly emulator: Emulator,
    readonly access: Access,
    readonly time: EmulatorTime,
  ) {}

  static async start<O, S extends string>(
    vendor: ProbedVendor<O, S>,
    accessOf: (info: ReadyInfo) => Access,
  ): Promise<ProbedCloud<O, S>> {
    const emulator = await startEmulator();
    const time = await EmulatorTime.stopped(emulator.info.console);
    return new ProbedCloud(vendor, emulator, accessOf(emulator.info), time);
  }

  get journalPath(): string {
    return join(this.folder, "objects");
  }

  async close(): Promise<void> {
    await this.emulator.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** An empty app that behaves as the settings say. */
  async empty(settings: Readonly<Record<string, SettingValue>> = {}): Promise<void> {
    await this.control("POST", "reset", {});
    rmSync(this.journalPath, { force: true });
    await this.time.stop();
    if (Object.keys(settings).length > 0) await this.control("POST", "settings", { [this.vendor.name]: settings });
  }

  probe(names: readonly S[], options: Partial<ProbeOptions<S>> = {}): Promise<ProbeResult<S>> {
    const journal = new Journal(this.journalPath);
    return probe(this.vendor, { ...this.access, names, prefix: "pimprobe", journal, clock: this.time, ...options });
  }

  /** Has what is sent to the vendor go another way. */
  async onTheWay<T>(
    way: (send: () => Promise<Response>, url: string) => Promise<Response>,
    work: () => Promise<T>,
  ): Promise<T> {
    const send = globalThis.fetch;
    const spy = jest.spyOn(globalThis, "fetch").mockImplementation((target, init) => {
      const isControl = String(target).startsWith(this.emulator.info.console);
      return isControl ? send(target, init) : way(() => send(target, init), String(target));
    });
    try {
      return await work();
    } finally {
      spy.mockRestore();
    }
  }

  /** Has each call and each answer take its time, and never the same. */
  onLongWay<T>(work: () => Promise<T>): Promise<T> {
    const next = random(1);
    const travel = () => this.time.sleep(Math.round(10 + next() * 60));
    return this.onTheWay(async (send) => {
      await travel();
      const response = await send();
      await travel();
      return response;
    }, work);
  }

  /** Every call that the vendor got. */
  async calls(): Promise<readonly LoggedCall[]> {
    return (await this.control("GET", `calls?vendor=${this.vendor.name}`)) as LoggedCall[];
  }

  /** Everything that the vendor holds. */
  async state(): Promise<Readonly<Record<string, unknown>>> {
    return ((await this.control("GET", "state")) as Record<string, Record<string, unknown>>)[this.vendor.name] ?? {};
  }

  async control(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.emulator.info.console}/control/${path}`, {
      method,
      ...(body !== undefined && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer;
  }
}
