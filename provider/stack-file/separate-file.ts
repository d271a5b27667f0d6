import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { messageOf } from "../errors";
import { type Problem, seen } from "../schema/problems";
import { isObject, type Values } from "../values/values";
import { type Written, writtenIn } from "./written";

/** The configuration key that names a separate file. */
export const fileKey = "im:file";

/**
 * What a separate file holds, or what is wrong with it.
 * @param name its path, relative to the project
 * @param keys what may stand at its root
 */
export function contentsOf(
  name: string,
  project: string,
  keys: readonly string[],
): { value: Values; written: Written } | { problem: Problem } {
  const wrong = (what: string, allowed: string, fix: string) => ({
    problem: { path: [fileKey], seen: `${JSON.stringify(name)}, ${what}`, allowed, fix },
  });
  let text: string;
  try {
    text = readFileSync(join(project, name), "utf8");
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === "ENOENT" ? "which does not exist" : messageOf(error);
    return wrong(why, "a YAML file, relative to the folder of Pulumi.yaml", "Correct the name, or make the file.");
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { merge: true, prettyErrors: false, lineCounter: lines });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    return wrong(`in which line ${line}, column ${col} says: ${error.message}`, "a YAML file", "Correct that line.");
  }
  let value: unknown;
  try {
    value = document.toJS();
    // An anchor that contains an alias of itself has no end.
    JSON.stringify(value);
  } catch (error) {
    const why = error instanceof TypeError ? "in which an anchor contains itself" : messageOf(error);
    return wrong(`whose aliases cannot be followed: ${why}`, "aliases of what stands elsewhere", "Write it out.");
  }
  if (value === null || (isObject(value) && Object.keys(value).length === 0)) {
    const fix = `Where it is meant to list nothing, write \`${keys[0]}: {}\` in it.`;
    return wrong("which is empty", `a map with ${keys.join(", ")}`, fix);
  }
  if (isObject(value)) return { value, written: writtenIn(document, []) };
  return wrong(`which is ${seen(value)}`, `a map with ${keys.join(", ")}`, "Begin the file with one of these.");
}
