import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Document, parseDocument } from "yaml";
import { isObject } from "../values/values";

/** The folder of the project's Pulumi.yaml; a program may run in one below it. */
export function projectFolder(folder: string): string {
  const isProject = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"].some((file) => existsSync(join(folder, file)));
  return isProject || dirname(folder) === folder ? folder : projectFolder(dirname(folder));
}

/** Where the files of the project's stacks are. */
export function settingsFolder(project: string): string {
  const settings = readYaml(join(project, "Pulumi.yaml"));
  const folder = isObject(settings) ? settings.stackConfigDir : undefined;
  return typeof folder === "string" ? join(project, folder) : project;
}

/** The file of a stack's own configuration. */
export function stackFile(stack: string, project: string): string {
  return join(settingsFolder(project), `Pulumi.${stack}.yaml`);
}

/** A YAML file, or undefined where it cannot be read. */
export function yamlDocument(file: string): Document | undefined {
  try {
    return parseDocument(readFileSync(file, "utf8"), { merge: true });
  } catch {
    return undefined;
  }
}

/** The value of a YAML file, or undefined where it cannot be read. */
export function readYaml(file: string): unknown {
  try {
    return yamlDocument(file)?.toJS();
  } catch {
    return undefined;
  }
}
