import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { isObject } from "./cloud/values";
import type { Vendor } from "./cloud/vendor";
import { InputError } from "./input-error";

const VERSION = 1;
const PAUSE_MS = 50;
/** Writing takes at most this share of the time, however much there is to write. */
const SHARE = 0.1;

function pack(_key: string, value: unknown): unknown {
  if (value instanceof Map) return { $map: [...value] };
  return value instanceof Set ? { $set: [...value] } : value;
}

function unpack(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("$map" in value && Array.isArray(value.$map)) return new Map(value.$map as [unknown, unknown][]);
  return "$set" in value && Array.isArray(value.$set) ? new Set(value.$set) : value;
}

/** Keeps what the vendors hold in one file, which holds tokens and is therefore for its owner alone. */
export class DataFile {
  #timer: NodeJS.Timeout | undefined;
  #tookMs = 0;

  constructor(
    readonly path: string,
    readonly vendors: readonly Vendor[],
  ) {}

  load(): void {
    if (!existsSync(this.path)) return;
    const content = this.#read();
    for (const vendor of this.vendors) {
      if (Object.hasOwn(content, vendor.name)) vendor.load(content[vendor.name]);
    }
  }

  /** Saves soon; many changes in a row make one write. */
  changed(): void {
    this.#timer ??= setTimeout(
      () => {
        try {
          this.save();
        } catch (error) {
          process.stderr.write(`cannot write ${this.path}: ${error instanceof Error ? error.message : "failed"}\n`);
        }
      },
      Math.max(PAUSE_MS, this.#tookMs / SHARE),
    );
  }

  /** Writes beside the file and renames, so that a crash leaves the old or the new one whole. */
  save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const started = performance.now();
    const content = { version: VERSION, ...Object.fromEntries(this.vendors.map((one) => [one.name, one.dump()])) };
    const beside = `${this.path}.${process.pid}.tmp`;
    rmSync(beside, { force: true });
    writeFileSync(beside, JSON.stringify(content, pack), { mode: 0o600 });
    renameSync(beside, this.path);
    this.#tookMs = performance.now() - started;
  }

  #read(): Record<string, unknown> {
    let content: unknown;
    try {
      content = JSON.parse(readFileSync(this.path, "utf8"), unpack);
    } catch (error) {
      throw new InputError(`cannot read ${this.path}: ${error instanceof Error ? error.name : "not JSON"}`);
    }
    if (isObject(content) && content.version === VERSION) return content;
    throw new InputError(`${this.path} is not a data file of this version`);
  }
}
