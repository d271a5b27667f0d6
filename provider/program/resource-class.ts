import * as pulumi from "@pulumi/pulumi";
import { connectionsKey } from "../connection/connections";
import type { Vendor } from "../connection/vendor";
import { type Kind, nativeKind } from "../resource/adapter";
import type { AnyDefinition } from "../resource/definition";
import { argsKey, type Later, toldOfArgs } from "../resource/program-args";
import { providerKey, providerText } from "../resource/provider-text";
import { type Problem, render, seen } from "../schema/problems";
import type { Values } from "../values/values";
import { isObject } from "../values/values";
import { declare } from "./declared-twice";
import { refuseUnfoundPackage } from "./engine-lookup";
import { halfCharacterIn, isPlain } from "./program-texts";
import { remember } from "./registered";
import { isConfigSecret, programError, stackConfiguration } from "./stack-configuration";
import { markIn, type StackIdentity, stackIdentity } from "./stack-identity";

/**
 * Inputs as a program gives them: each value at any depth now, or later from another resource.
 * @typeParam Own inputs that the class itself gives, beside the mark
 */
export type ArgsOf<Inputs, Own extends keyof Inputs = never> = {
  [Key in keyof Inputs as Exclude<Key, "mark" | Own>]: Nested<Inputs[Key]>;
};

type Nested<Value> = pulumi.Input<Value extends object ? { [Key in keyof Value]: Nested<Value[Key]> } : Value>;

type OutputsOf<State> = { readonly [Key in keyof State]-?: pulumi.Output<State[Key]> };

/** A resource class, in the form that Pulumi's generated ones have. */
export interface ResourceClass<Args, State> {
  new (name: string, args: Args, opts?: pulumi.CustomResourceOptions): pulumi.CustomResource & OutputsOf<State>;
  /** The type token, by which policies know the resources of this class. */
  readonly __pulumiType: string;
  /** Whether something is a resource of this class, also where another copy of this package made it. */
  isInstance<Instance>(this: abstract new (...args: never[]) => Instance, value: unknown): value is Instance;
}

/** The base of a resource class: registers with the engine what a definition describes. */
export function resourceClass<Args extends object, State extends object>(definition: AnyDefinition) {
  const base = classOf<Args, State>(nativeKind(definition));
  remember(base, definition);
  return base;
}

/** The base of a resource class of any kind. */
export function classOf<Args extends object, State extends object>(kind: Kind) {
  // A type token has a module; the vendor's name is a part of it, where there is one.
  const type = `pulumi-nodejs:dynamic/im${kind.name.includes(":") ? "/" : ":"}${kind.name}`;
  class ImResource extends pulumi.CustomResource {
    static readonly __pulumiType = type;

    static override isInstance(value: unknown): value is ImResource {
      return isObject(value) && value.__pulumiType === type;
    }

    // A program in JavaScript may leave the arguments out: then the check says which are required.
    constructor(name: string, args: Args = {} as Args, opts: pulumi.CustomResourceOptions = {}) {
      refuseUnfoundPackage();
      kind.vendors.forEach(refuseClearSecrets);
      refuseSetByClass(kind, name, args as Values);
      let final: pulumi.CustomResourceOptions = opts;
      const watch = watching((transformed) => {
        refuseImport(kind, name, transformed);
        final = transformed;
      });
      const ours = { additionalSecretOutputs: [...kind.secrets], transformations: [watch] };
      const mark = kind.bearsMark ? markOf(kind, name, opts.parent) : undefined;
      const told = toldOfArgs(args, (value) => (isLater(value) ? value : undefined));
      // Left out, it is the diff that says so: a false here would count for more than that.
      const defaults = kind.deletesFirst ? { deleteBeforeReplace: true } : {};
      const props = propertiesOf(kind, name, { ...args, mark, [argsKey]: told });
      super(type, name, props, pulumi.mergeOptions({ ...defaults, ...opts }, ours));
      warnOfIgnored(this, kind, final);
      if (kind.idKey !== undefined) Object.assign(this, { [kind.idKey]: this.id });
      registrations.set(this, { name, args: args as Values });
      // What is read, or known by its URN, is not declared here.
      if (opts.id === undefined && opts.urn === undefined) {
        declare({ kind, name, parent: opts.parent, args: args as Values, id: this.id });
      }
    }
  }
  return withOutputs<Args, State>(ImResource);
}

/** A class as programs see it: its outputs are put there by Pulumi when it registers. */
function withOutputs<Args, State>(base: unknown): ResourceClass<Args, State> {
  return base as ResourceClass<Args, State>;
}

function isLater(value: object): value is Later {
  return pulumi.Output.isInstance(value);
}

/** Looks at a resource's options after every transformation, those of its parents and of the stack too. */
function watching(look: (opts: pulumi.CustomResourceOptions) => void): pulumi.ResourceTransformation {
  return ({ resource }) => {
    const last: pulumi.ResourceTransformation = (args) => {
      // A child inherits what its parent has.
      if (args.resource === resource) look(args.opts);
      return undefined;
    };
    // Not in the SDK's types. It is gone through while it grows.
    (resource as { __transformations?: pulumi.ResourceTransformation[] }).__transformations?.push(last);
    return undefined;
  };
}

/** The engine hands an import to Pulumi's own code for dynamic resources, which ends in a stack trace. */
function refuseImport(kind: Kind, name: string, opts: pulumi.CustomResourceOptions): void {
  if (opts.import === undefined) return;
  throw programError(
    "IM_INVALID_INPUT",
    `The resource "${name}" (${wordsOf(kind)}) has the option \`import\`, which Pulumi cannot carry out for this kind of resource. Remove the option; docs/import.md shows how to bring an object that exists into the stack.`,
  );
}

function warnOfIgnored(resource: pulumi.Resource, kind: Kind, opts: pulumi.CustomResourceOptions): void {
  if (!opts.replaceOnChanges?.length) return;
  void pulumi.log.warn(
    `The option \`replaceOnChanges\` has no effect on ${wordsOf(kind)}: Pulumi ignores it for this kind of resource. Remove it; \`pulumi up --replace URN\` replaces the resource once.`,
    resource,
  );
}

/** A kind as a program writes it. */
function wordsOf({ name }: Kind): string {
  return name.replace(":", ".");
}

/** What a program gave to a resource of this package. */
interface Registration {
  /** The logical name. */
  name: string;
  /** The inputs as the program wrote them: at a preview, an output of an undeclared one would be unknown. */
  args: Values;
}

const registrations = new WeakMap<object, Registration>();

export function registrationOf(resource: object): Registration | undefined {
  return registrations.get(resource);
}

/** A secret output of several values together, each now or later. */
export function secretOf<Values extends object>(
  values: {
    [Key in keyof Values]: pulumi.Input<Values[Key]>;
  },
): pulumi.Output<Values> {
  return pulumi.secret(values).apply((all: unknown) => all as Values);
}

function propertiesOf(kind: Kind, name: string, args: object): Values {
  const props: Values = { [providerKey]: providerText(kind.name) };
  // A property must be named at registration to become an output, also where the program leaves it out.
  for (const key of [...kind.inputs, ...kind.outputs]) props[key] = undefined;
  const refuse = (problem: Problem | undefined) => refuseProblem(kind, name, problem);
  refuse(halfCharacterIn(name, ["the resource's name"]));
  for (const [key, given] of Object.entries(args)) {
    const value = printable(ofWholeCharacters(given, [key], refuse));
    props[key] = value !== undefined && kind.secrets.includes(key) ? pulumi.secret(value) : value;
  }
  return props;
}

/** The SDK makes a text of each value, which a map with a key `toString` does not allow. Of a promise it is none of the value. */
function printable(value: unknown): unknown {
  try {
    String(value);
  } catch (error) {
    if (error instanceof TypeError) return Promise.resolve(value);
  }
  return value;
}

let identity: { readonly of: StackIdentity } | undefined;

/**
 * The mark of a resource. A promise and no output: an output that hangs on a parent waits for all of its children, which
 * would wait for one another.
 */
async function markOf(kind: Kind, name: string, parent: pulumi.Resource | undefined): Promise<string | undefined> {
  identity ??= { of: stackIdentity(stackConfiguration()) };
  const stack = identity.of;
  if (stack === undefined) return undefined;
  const urn = parent && (await new Promise<string>((resolve) => parent.urn.apply(resolve)));
  return markIn(stack, kind.name, name, urn);
}

/**
 * A value whose texts hold whole characters alone: others cannot cross to the engine, or come back as something else. What
 * comes later is looked at when it comes.
 */
export function ofWholeCharacters(
  value: unknown,
  path: (string | number)[],
  refuse: (problem?: Problem) => void,
  holders: readonly unknown[] = [],
): unknown {
  if (holders.includes(value)) refuse(cycleAt(path));
  if (pulumi.Output.isInstance(value) || value instanceof Promise) {
    return pulumi.output(value).apply((settled) => {
      refuse(halfCharacterIn(settled, path));
      return settled;
    });
  }
  if (typeof value === "function") refuse(functionAt(path));
  if (Array.isArray(value))
    return value.map((item, i) => ofWholeCharacters(item, [...path, i], refuse, [...holders, value]));
  refuse(halfCharacterIn(isPlain(value) ? namesOf(value) : value, path));
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      ofWholeCharacters(item, [...path, key], refuse, [...holders, value]),
    ]),
  );
}

/** The SDK would leave it out without a word. */
function functionAt(path: (string | number)[]): Problem {
  const fix = "Call it, and give what it returns.";
  return { path, seen: "a function", allowed: "a value, or an output of one", fix };
}

function cycleAt(path: (string | number)[]): Problem {
  return { path, seen: "an object that contains itself", allowed: "objects that end", fix: "Give a copy without it." };
}

function namesOf(map: Values): Values {
  return Object.fromEntries(Object.keys(map).map((name) => [name, true]));
}

/** Whatever the class would put in its place, a program is to know that it counts for nothing. */
function refuseSetByClass(kind: Kind, name: string, args: Values): void {
  for (const key of kind.setByClass) {
    if (args[key] === undefined) continue;
    const allowed = "nothing, as the resource class gives it its value";
    refuseProblem(kind, name, { path: [key], seen: seen(args[key], true), allowed, fix: "Leave it out." });
  }
}

function refuseProblem(kind: Kind, name: string, problem: Problem | undefined): void {
  if (!problem) return;
  throw programError("IM_INVALID_INPUT", `${wordsOf(kind)} ${JSON.stringify(name)}: ${render(problem)}`);
}

/** The vendors whose part of the configuration has been looked at. */
const vetted = new Set<string>();

/** A secret that the configuration holds in clear would be in clear in the state of each stack too. */
function refuseClearSecrets({ name, secrets }: Vendor): void {
  if (vetted.has(name)) return;
  const value = pulumi.runtime.allConfig()[connectionsKey];
  const held = secrets.find((key) => value?.includes(`"${key}"`));
  if (held !== undefined && isConfigSecret(connectionsKey) === false) {
    throw programError(
      "IM_CONNECTION",
      `${connectionsKey} holds a secret in clear. Set it anew with \`pulumi config set --secret --path ${connectionsKey}.NAME.${held}\`, which reads it from standard input, and change it at the vendor if the file was ever shared.`,
    );
  }
  vetted.add(name);
}
