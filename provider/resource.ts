import * as pulumi from "@pulumi/pulumi";
import { connectionsKey, type Vendor } from "./connection";
import { declare } from "./declared";
import type { AnyDefinition, Values } from "./definition";
import { type Kind, nativeKind } from "./kind";
import { markOf } from "./mark";
import { providerKey, providerText } from "./provider-text";
import { isConfigSecret } from "./stack-configuration";

/** Inputs as a program gives them: each value at any depth now, or later from another resource. */
export type ArgsOf<Inputs> = { [Key in keyof Inputs]: Nested<Inputs[Key]> };

type Nested<Value> = pulumi.Input<Value extends object ? { [Key in keyof Value]: Nested<Value[Key]> } : Value>;

/** What the class itself gives, and not the program. */
type Own = "mark";

type OutputsOf<State> = { readonly [Key in keyof State]-?: pulumi.Output<State[Key]> };

/** The constructor of a resource class. */
type ResourceClass<Inputs, State> = new (
  name: string,
  args: ArgsOf<Omit<Inputs, Own>>,
  opts?: pulumi.CustomResourceOptions,
) => pulumi.CustomResource & OutputsOf<State>;

/** The base of a resource class: registers with the engine what a definition describes. */
export function resourceClass<Inputs extends object, State extends object>(definition: AnyDefinition) {
  return classOf<Inputs, State>(nativeKind(definition));
}

/** The base of a resource class of any kind. */
export function classOf<Inputs extends object, State extends object>(kind: Kind) {
  class ImResource extends pulumi.CustomResource {
    constructor(name: string, args: ArgsOf<Inputs>, opts: pulumi.CustomResourceOptions = {}) {
      kind.vendors.forEach(refuseClearSecrets);
      const secrets = { additionalSecretOutputs: [...kind.secrets] };
      // A type token has a module; the vendor's name is a part of it, where there is one.
      const type = `pulumi-nodejs:dynamic/im${kind.name.includes(":") ? "/" : ":"}${kind.name}`;
      const mark = marksOwnWork(kind) ? pulumi.createUrn(name, type, opts.parent).apply(markOf) : undefined;
      super(type, name, registered(kind, { ...args, mark }), pulumi.mergeOptions(opts, secrets));
      if (kind.idKey !== undefined) Object.assign(this, { [kind.idKey]: this.id });
      registrations.set(this, { name, args: args as Values });
      // What is read, or known by its URN, is not declared here.
      if (opts.id === undefined && opts.urn === undefined) {
        declare({ kind, name, parent: opts.parent, args: args as Values, id: this.id });
      }
    }
  }
  return ImResource as unknown as ResourceClass<Inputs, State>;
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
  return pulumi.secret(pulumi.output(values)) as unknown as pulumi.Output<Values>;
}

function registered(kind: Kind, args: object): Values {
  const props: Values = { [providerKey]: providerText(kind.name) };
  // A property must be named at registration to become an output, also where the program leaves it out.
  for (const key of [...kind.inputs, ...kind.outputs]) props[key] = undefined;
  for (const [key, value] of Object.entries(args)) {
    props[key] = value !== undefined && kind.secrets.includes(key) ? pulumi.secret(value) : value;
  }
  return props;
}

/** Whether objects of this kind bear a mark of the resource that made them. */
function marksOwnWork(kind: Kind): boolean {
  return kind.bearsMark && new pulumi.Config("im").getBoolean("ownershipMark") !== false;
}

/** The vendors whose part of the configuration has been looked at. */
const vetted = new Set<string>();

/** A secret that the configuration holds in clear would be in clear in the state of each stack too. */
function refuseClearSecrets({ name, secrets }: Vendor): void {
  if (vetted.has(name)) return;
  const value = pulumi.runtime.allConfig()[connectionsKey];
  const held = secrets.find((key) => value?.includes(`"${key}"`));
  if (held !== undefined && isConfigSecret(connectionsKey) === false) {
    throw new pulumi.RunError(
      `${connectionsKey} holds a secret in clear. Set it anew with \`pulumi config set --secret --path ${connectionsKey}.NAME.${held}\`, which reads it from standard input, and change it at the vendor if the file was ever shared.`,
    );
  }
  vetted.add(name);
}
