import type * as pulumi from "@pulumi/pulumi";
import type { Values } from "../definition";
import { asSecret, refusal, stackConfiguration, warnOfStack } from "../stack-configuration";
import { isObject, type Path } from "./paths";
import { resources } from "./resources";
import { type Planned, planOf } from "./stack-plan";
import { type Collection, collections, type Entry, isSecretAt } from "./stack-source";

/** The resources that a stack file declares, by kind and logical name. */
export type DeclaredStack = {
  [Name in Collection]: Record<string, InstanceType<(typeof resources)[Name]["class"]>>;
};

/**
 * Declares the resources that the stack's configuration lists under `im:accounts`, `im:teams` and so on, and those of the
 * YAML file that `im:file` names. Returns them, so that a program can add its own.
 * @throws RunError with everything that is wrong with the file, each with its path
 */
export function declareStack(): DeclaredStack {
  const plan = planOf(stackConfiguration());
  if (plan.problems.length > 0) throw refusal(problemText(plan.problems));
  plan.warnings.forEach(warnOfStack);
  const declared = Object.fromEntries(collections.map((collection) => [collection, {}])) as Made;
  for (const { entry } of plan.resources) make(entry, plan.resources, declared);
  return declared as unknown as DeclaredStack;
}

/** The id of each declared resource, by kind and logical name. */
export function idsOf(stack: DeclaredStack): Record<string, Record<string, pulumi.Output<string>>> {
  const kinds = Object.entries(stack).map(([collection, declared]) => {
    const resources: [string, pulumi.CustomResource][] = Object.entries(declared);
    return [collection, Object.fromEntries(resources.map(([name, { id }]) => [name, id]))];
  });
  return Object.fromEntries(kinds);
}

type Made = Record<Collection, Record<string, pulumi.CustomResource>>;

function problemText(problems: string[]): string {
  const head =
    problems.length === 1 ? "The stack file has a problem:" : `The stack file has ${problems.length} problems:`;
  return [head, ...problems].join("\n  ");
}

/** Makes the resource of an entry, after those that it names. */
function make(entry: Entry, all: readonly Planned[], made: Made): pulumi.CustomResource {
  const known = made[entry.collection][entry.name];
  if (known) return known;
  const planned = all.find((one) => one.entry === entry);
  if (!planned) throw new Error(`${entry.name} is not in the plan.`);
  const args = withSecrets(planned);
  const dependsOn: pulumi.Resource[] = [];
  for (const { field, to, isMember } of planned.references) {
    const other = make(to, all, made);
    // A member's id is a key of a map, which no output can be.
    if (isMember) dependsOn.push(other);
    else args[field] = secretIf(isSecretAt(entry, [field]), (other as unknown as Values)[idOf(to)]);
  }
  const Class = resources[entry.collection].class as new (
    name: string,
    args: Values,
    opts: pulumi.CustomResourceOptions,
  ) => pulumi.CustomResource;
  const resource = new Class(entry.name, args, { dependsOn });
  made[entry.collection][entry.name] = resource;
  return resource;
}

/** The inputs of a resource, secret where the file has a secret. */
function withSecrets(planned: Planned): Values {
  const { references } = planned;
  const isKnownBySecret = (key: string) =>
    references.some(({ field, to, isMember }) => field === key && isMember && isSecretAt(to, [idOf(to)]));
  return Object.fromEntries(
    Object.entries(planned.inputs).map(([key, value]) => [
      key,
      isKnownBySecret(key) ? asSecret(value) : fieldWithSecrets(key, value, planned),
    ]),
  );
}

/** A field with its secrets marked where they stand; where its normal form has no such place, the field is secret. */
function fieldWithSecrets(key: string, value: unknown, { entry, origin }: Planned): unknown {
  const wanted = entry.secrets.filter(([first]) => first === undefined || first === key);
  const marked = new Set<Path>();
  const walk = (inner: unknown, path: Path): unknown => {
    const place = origin(path);
    const secret = wanted.find((one) => one.length === place.length && one.every((part, i) => part === place[i]));
    if (secret) marked.add(secret);
    if (secret) return asSecret(inner);
    if (Array.isArray(inner)) return inner.map((item, i) => walk(item, [...path, i]));
    if (!isObject(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).map(([name, item]) => [name, walk(item, [...path, name])]));
  };
  const result = walk(value, [key]);
  return marked.size === wanted.length ? result : asSecret(value);
}

function secretIf(isSecret: boolean, value: unknown): unknown {
  return isSecret ? asSecret(value) : value;
}

function idOf({ collection }: Entry): string {
  return resources[collection].portable.id;
}
