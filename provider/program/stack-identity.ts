import { declaredMark, markSettingKey } from "../ownership/mark";
import { isObject } from "../values/values";
import { projectFolder, readYaml, stackFile } from "./project-files";
import type { StackConfiguration } from "./stack-configuration";

/** What makes the marks of a stack: its parts are in every mark. Undefined where marks are off. */
export type StackIdentity = readonly string[] | undefined;

/**
 * What tells a stack from all others, those of the same name on other backends too: the organisation, the salt of its
 * secrets in its own configuration file, and the text that `im:ownershipMark` may hold.
 */
export function stackIdentity({ values, organization, project, stack, folder }: StackConfiguration): StackIdentity {
  const setting = values[markSettingKey] ?? "true";
  if (setting === "false") return undefined;
  const text = setting === "true" ? "" : setting;
  return [organization, project, stack, saltOf(folder, stack), text];
}

function saltOf(folder: string, stack: string): string {
  const settings = readYaml(stackFile(stack, projectFolder(folder)));
  if (!isObject(settings)) return "";
  return String(settings.encryptionsalt ?? settings.encryptedkey ?? "");
}

/**
 * The mark of a resource in a stack.
 * @param parent the URN of its parent, where it has one
 */
export function markIn(stack: readonly string[], kind: string, name: string, parent: string | undefined): string {
  return declaredMark(stack, [parent === undefined ? "" : parentTypes(parent), kind, name]);
}

const ownToken = /^pulumi-nodejs:dynamic\/im[/:]/;

/** The types of a parent and of its own parents, with the kinds of this package for their tokens: another face has others. */
function parentTypes(urn: string): string {
  const types = (urn.split("::")[2] ?? "").split("$").filter((type) => type !== "pulumi:pulumi:Stack");
  return types.map((type) => type.replace(ownToken, "im/")).join("$");
}
