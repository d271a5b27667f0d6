import { readFileSync } from "node:fs";
import { isObject } from "./cloud/values";
import type { Vendor } from "./cloud/vendor";
import { InputError } from "./input-error";

/** Says what could not be found out about an app, by setting; for people, and no setting itself. */
const UNTOLD = "untold";

type Content = Record<string, unknown>;

/** Where the text stops being JSON, without repeating any of it. */
function placeOf(error: unknown): string {
  const place = /line \d+ column \d+/.exec(String(error));
  return place ? ` (${place[0]})` : "";
}

function contentOf(path: string): Content {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new InputError(`cannot read: ${isObject(error) ? error.code : "failed"}`);
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new InputError(`not JSON${placeOf(error)}`);
  }
  if (!isObject(content)) throw new InputError("not an object of vendors and their settings");
  return content;
}

function checkUntold(untold: unknown): void {
  if (untold === undefined) return;
  if (isObject(untold) && Object.values(untold).every((reason) => typeof reason === "string")) return;
  throw new InputError(`${UNTOLD} is not an object of reasons, which are texts`);
}

function apply({ [UNTOLD]: untold, ...content }: Content, vendors: readonly Vendor[]): void {
  checkUntold(untold);
  for (const [name, values] of Object.entries(content)) {
    const vendor = vendors.find((one) => one.name === name);
    if (!vendor) {
      const known = vendors.map((one) => one.name).join(", ");
      throw new InputError(`unknown vendor ${name}; a settings file has ${known} and ${UNTOLD}`);
    }
    if (!isObject(values)) throw new InputError(`${name} is not an object of settings`);
    for (const [setting, value] of Object.entries(values)) vendor.settings.setAtStart(setting, value);
  }
}

/** Takes the settings of a file, which are then those that a reset returns to. */
export function applySettingsFile(path: string, vendors: readonly Vendor[]): void {
  try {
    apply(contentOf(path), vendors);
  } catch (error) {
    throw error instanceof InputError ? new InputError(`settings file ${path}: ${error.message}`) : error;
  }
}
