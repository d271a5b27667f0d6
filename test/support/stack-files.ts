import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import type { StackConfiguration } from "../../provider/program/stack-configuration";

type Config = Record<string, unknown>;

/** The parts of a configuration as one; each kind of resource is the sum of what the parts list. */
export function merged(...parts: Config[]): Config {
  const all: Config = {};
  for (const [key, value] of parts.flatMap((part) => Object.entries(part))) {
    const before = all[key];
    all[key] = isMap(before) && isMap(value) ? { ...before, ...value } : value;
  }
  return all;
}

export const parsed = (yaml: string) => parse(yaml) as Config;

/** A stack's configuration as the engine gives it to a program; here a secret's text is what stands after `secure`. */
export class StackFolder {
  readonly folder = mkdtempSync(join(tmpdir(), "im-stack-file-"));

  constructor() {
    this.write("Pulumi.yaml", "name: test\nruntime: nodejs\n");
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  /** The configuration, which is written to the stack's file as well. */
  configuration(config: Config): StackConfiguration {
    this.write("Pulumi.dev.yaml", JSON.stringify({ config }));
    const values = Object.entries(config).map(([key, value]) => {
      const clear = decrypted(value);
      return [key, typeof clear === "string" ? clear : JSON.stringify(clear)];
    });
    return {
      values: Object.fromEntries(values),
      holdsSecret: (key) => JSON.stringify(config[key] ?? null).includes('{"secure":'),
      organization: "organization",
      project: "project",
      stack: "dev",
      folder: this.folder,
    };
  }

  /** As {@link configuration}, of a file that stands as it is written; `config` is what the engine reads of it. */
  written(yaml: string, config: Config): StackConfiguration {
    const configuration = this.configuration(config);
    this.write("Pulumi.dev.yaml", yaml);
    return configuration;
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true });
  }
}

function decrypted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decrypted);
  if (!isMap(value)) return value;
  if (Object.keys(value).length === 1 && "secure" in value) return value.secure;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decrypted(item)]));
}

function isMap(value: unknown): value is Config {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
