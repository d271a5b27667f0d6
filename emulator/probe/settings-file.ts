import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { isObject } from "../cloud/values";
import type { Finding } from "./outcome";

function sorted(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function objectOr(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}

/** What is in a settings file; nothing where there is none, or none that can be read. */
function present(path: string): Record<string, unknown> {
  if (!existsSync(path)) return {};
  try {
    return objectOr(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return {};
  }
}

/** What is known of the settings, in the form that the emulator takes with `--settings`. */
export function settingsText(
  vendor: string,
  findings: ReadonlyMap<string, Finding>,
  before: Readonly<Record<string, unknown>> = {},
): string {
  const values = { ...objectOr(before[vendor]) };
  const untold = { ...objectOr(before.untold) };
  for (const [name, finding] of findings) {
    delete values[name];
    delete untold[`${vendor}.${name}`];
    if ("value" in finding) values[name] = finding.value;
    else untold[`${vendor}.${name}`] = finding.untold;
  }
  return `${JSON.stringify({ [vendor]: sorted(values), untold: sorted(untold) }, undefined, 2)}\n`;
}

/** Writes beside the file and renames. `keep` leaves what the file says of settings that were not looked at. */
export function writeSettings(
  path: string,
  vendor: string,
  findings: ReadonlyMap<string, Finding>,
  { keep }: { readonly keep: boolean },
): void {
  const beside = `${path}.${process.pid}.tmp`;
  rmSync(beside, { force: true });
  writeFileSync(beside, settingsText(vendor, findings, keep ? present(path) : {}));
  renameSync(beside, path);
}
