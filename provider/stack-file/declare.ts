import type * as pulumi from "@pulumi/pulumi";
import type { Account, Chatroom, ChatroomEntries, Team, TeamMembers } from "../portable";
import { resources } from "../portable/resources";
import { asSecret, programError, stackConfiguration, warnOfStack } from "../program/stack-configuration";
import type { Values } from "../values/values";
import { formerNames } from "./aliases";
import { type Planned, planOf } from "./plan";
import { idOf, withSecrets } from "./secret-inputs";
import { type Collection, collections, type Entry, isSecretAt } from "./source";

/** The resources that a stack file declares, by kind and logical name. */
export interface DeclaredStack {
  accounts: Record<string, Account>;
  teams: Record<string, Team>;
  teamMembers: Record<string, TeamMembers>;
  chatrooms: Record<string, Chatroom>;
  chatroomEntries: Record<string, ChatroomEntries>;
}

/**
 * Declares the resources that the stack's configuration lists under `im:accounts`, `im:teams` and so on, and those of the
 * YAML file that `im:file` names. Returns them, so that a program can add its own.
 * @throws RunError with everything that is wrong with the file, each with its path
 */
export function declareStack(): DeclaredStack {
  const plan = planOf(stackConfiguration());
  if (plan.problems.length > 0) throw programError(plan.code, problemText(plan.problems));
  plan.warnings.forEach(warnOfStack);
  const made = new Map<Entry, pulumi.CustomResource>();
  const kinds = collections.map((collection) => {
    const own = plan.resources.filter(({ entry }) => entry.collection === collection);
    for (const planned of own) made.set(planned.entry, make(planned, made));
    return [collection, Object.fromEntries(own.map(({ entry }) => [entry.name, made.get(entry)]))];
  });
  return Object.fromEntries(kinds) as DeclaredStack satisfies Record<Collection, object>;
}

/** The id of each declared resource, by kind and logical name. */
export function idsOf(stack: DeclaredStack): Record<string, Record<string, pulumi.Output<string>>> {
  const kinds = Object.entries(stack).map(([collection, declared]) => {
    const resources: [string, pulumi.CustomResource][] = Object.entries(declared);
    return [collection, Object.fromEntries(resources.map(([name, { id }]) => [name, id]))];
  });
  return Object.fromEntries(kinds);
}

function problemText(problems: string[]): string {
  const head =
    problems.length === 1 ? "The stack file has a problem:" : `The stack file has ${problems.length} problems:`;
  return [head, ...problems].join("\n  ");
}

/** Makes a resource. `made` has those that it refers to. */
function make(planned: Planned, made: ReadonlyMap<Entry, pulumi.CustomResource>): pulumi.CustomResource {
  const { entry } = planned;
  const args = withSecrets(planned);
  const dependsOn: pulumi.Resource[] = [];
  for (const { field, to, isMember } of planned.references) {
    const other = made.get(to) as pulumi.CustomResource;
    // A member's id is a key of a map, which no output can be.
    if (isMember) dependsOn.push(other);
    else args[field] = secretIf(isSecretAt(entry, [field]), Reflect.get(other, idOf(to)));
  }
  const Class = resources[entry.collection].class as new (
    name: string,
    args: Values,
    opts: pulumi.CustomResourceOptions,
  ) => pulumi.CustomResource;
  return new Class(entry.name, args, { dependsOn, aliases: formerNames(entry).map((name) => ({ name })) });
}

function secretIf(isSecret: boolean, value: unknown): unknown {
  return isSecret ? asSecret(value) : value;
}
