import { isDeepStrictEqual } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { Connections, connectionsKey, type Session, type Vendor } from "./connection";
import type { AnyDefinition, Values } from "./definition";
import { codeOf, ImError, messageOf } from "./errors";
import { type Kind, nativeKind, type Side } from "./kind";
import { changedKeys, create, read, type Settled, update } from "./lifecycle";
import { markAfter, markOf } from "./mark";
import { type Problem, render } from "./problems";
import { warn } from "./report";
import { isConfigSecret } from "./stack-configuration";
import { holdsUnknown, isUnknown, withoutUnknowns } from "./unknowns";

/** The property in which the engine keeps the provider's code. */
const providerKey = "__provider";

/**
 * The provider's code as every state stores it. It names this package's entry and the kind, and nothing else, so that it
 * is the same for every version: renaming either breaks refresh and destroy of existing stacks.
 */
export function providerText(kind: string): string {
  return `exports.handler = () => require("pulumi-im/dynamic").handler(${JSON.stringify(kind)})`;
}

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
      registrations.set(this, { name, args: args as Values });
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

/** What the engine's dynamic provider calls for one kind of resource. */
export class Handler implements pulumi.dynamic.ResourceProvider<Values, Values> {
  readonly #kind: Kind;
  #connections = new Connections(undefined);
  /** The marks of objects that the state has, by the marks that their resources first had. */
  readonly #marksInState = new Map<string, string | undefined>();
  /** Warnings that were given: the engine has the same inputs checked more than once. */
  readonly #cautioned = new Set<string>();

  constructor(kind: Kind) {
    this.#kind = kind;
  }

  /** Must not wait: the engine hands the provider to other requests before this is over. */
  async configure(request: pulumi.dynamic.ConfigureRequest): Promise<void> {
    this.#connections = new Connections(request.config.get(connectionsKey));
  }

  async check(olds: Values, news: Values): Promise<pulumi.dynamic.CheckResult<Values>> {
    const { [providerKey]: _, ...declared } = news;
    const raw: Values = { ...declared, mark: this.#markFor(olds, news) };
    if (raw.mark === undefined) delete raw.mark;
    const side = this.#sideToCheck(raw.connection);
    // Before its connection is known, nothing tells what a resource of several vendors may hold.
    const { inputs, problems } = side?.check(raw) ?? { inputs: raw, problems: [] };
    const failures = problems.map((problem) => ({ property: this.#shown(problem), reason: render(problem) }));
    const told = failures.some(({ property }) => property === "connection");
    if (!told && !isUnknown(inputs.connection)) failures.push(...this.#connectionFailures(inputs.connection));
    if (!side) return { inputs, failures };
    if (failures.length === 0) this.#caution(side, inputs);
    return { inputs: side.withTime(inputs, olds), failures };
  }

  async diff(_id: string, olds: Values, news: Values): Promise<pulumi.dynamic.DiffResult> {
    const from = this.#sideOf(olds);
    if (this.#movesToAnotherVendor(from, olds, news)) {
      return { changes: true, replaces: ["connection"], deleteBeforeReplace: false };
    }
    const { definition } = from;
    const state = from.nativeState(olds);
    const inputs = from.nativeInputs(news);
    const changed = changedKeys(definition, state, inputs, isDeepStrictEqual);
    // To declare a field that was not managed, or to stop managing one, never costs the object.
    const replaces = changed
      .filter(
        (key) =>
          definition.replaceOn.includes(key) &&
          state[key] !== undefined &&
          inputs[key] !== undefined &&
          // Nor to declare what the vendor has chosen.
          !isDeepStrictEqual(state[key], inputs[key]) &&
          (definition.replacesWhere?.[key]?.holds(state) ?? true),
      )
      .flatMap((key) => from.ownKeys(key, news));
    if (changed.includes("connection") && this.#movesToAnotherApp(from, olds, news)) replaces.push("connection");
    else this.#guarded(() => this.#sessionOf(from, { ...olds, connection: news.connection }));
    return {
      changes: changed.length > 0,
      replaces,
      deleteBeforeReplace: definition.deletesFirst?.(state, inputs) ?? false,
    };
  }

  async create(inputs: Values): Promise<pulumi.dynamic.CreateResult<Values>> {
    return this.#calling(async () => {
      const side = this.#sideOf(inputs);
      const session = this.#sessionOf(side, inputs);
      const native = side.nativeInputs(declared(inputs));
      const { id, state } = this.#orPartial(
        await create(side.definition, session.client, native),
        side,
        inputs,
        session,
      );
      return { id, outs: state };
    });
  }

  async read(id: string, props: Values = {}): Promise<pulumi.dynamic.ReadResult<Values>> {
    return this.#calling(async () => {
      const side = this.#sideOf(props);
      const session = this.#sessionOf(side, props);
      const found = await read(side.definition, session.client, id, side.nativeState(props));
      if (!found) {
        warn(`${this.#kind.name} ${id} no longer exists at the vendor; the next \`pulumi up\` makes it anew.`);
        return { id: "" };
      }
      const state = this.#withApp(side.ownState(found.state, props), side, session);
      return { id, inputs: side.ownInputs(found.inputs, props), props: state };
    });
  }

  async update(id: string, olds: Values, news: Values): Promise<pulumi.dynamic.UpdateResult<Values>> {
    return this.#calling(async () => {
      const side = this.#sideOf(olds);
      const session = this.#sessionOf(side, { ...olds, connection: news.connection });
      const native = side.nativeInputs(declared(news));
      const settled = await update(side.definition, session.client, id, side.nativeState(olds), native);
      return { outs: this.#orPartial(settled, side, news, session).state };
    });
  }

  async delete(id: string, props: Values): Promise<void> {
    return this.#calling(async () => {
      const side = this.#sideOf(props);
      const { client } = this.#sessionOf(side, props);
      await side.definition.remove(client, id, side.nativeState(props));
    });
  }

  /**
   * The mark of an object: the one that the state has, and for a replacement the next one. The engine checks the inputs of
   * a replacement a second time, as if nothing were there, and tells it apart by nothing else.
   */
  #markFor(olds: Values, news: Values): string | undefined {
    const first = news.mark as string | undefined;
    if (first === undefined || isUnknown(first)) return first;
    if (Object.keys(olds).length > 0) {
      // What was imported, or made before there were marks, stays without; a mark removed by hand comes back.
      const mark = "mark" in olds ? (olds.mark as string) || first : undefined;
      this.#marksInState.set(first, mark);
      return mark;
    }
    const inState = this.#marksInState.get(first);
    return inState === undefined ? first : markAfter(inState);
  }

  /** Whether this kind of resource works with connections of several vendors. */
  get #isPortable(): boolean {
    return this.#kind.vendors.length > 1;
  }

  /** The side of inputs or of a state; a state says itself which vendor it is of. */
  #sideOf(values: Values): Side {
    return this.#kind.on(String(values.vendor ?? this.#vendorOf(values.connection)));
  }

  #vendorOf(connection: unknown): string {
    const [only, ...others] = this.#kind.vendors;
    if (only && others.length === 0) return only.name;
    return this.#connections.vendorOf(connection as string | undefined, this.#kind.vendors);
  }

  #sideToCheck(connection: unknown): Side | undefined {
    try {
      return this.#isPortable && isUnknown(connection) ? undefined : this.#kind.on(this.#vendorOf(connection));
    } catch (error) {
      if (codeOf(error) !== "IM_CONNECTION") throw error;
      return undefined;
    }
  }

  /** The session of a resource, in the app that it was made in. */
  #sessionOf(side: Side, values: Values): Session<unknown> {
    const session = this.#connections.session(values.connection as string | undefined, side.definition.vendor);
    if (values.appId !== undefined && values.appId !== session.appId) {
      throw new ImError(
        "IM_WRONG_APP",
        `This resource was made in app ${values.appId}, and the connection \`${session.name}\` now points to app ${session.appId}. Nothing was done. Point the connection back to app ${values.appId}; to move the resource, give it another connection by name, which replaces it.`,
      );
    }
    return session;
  }

  #movesToAnotherVendor(from: Side, olds: Values, news: Values): boolean {
    if (olds.connection === news.connection || isUnknown(news.connection)) return false;
    return this.#vendorOf(news.connection) !== from.definition.vendor.name;
  }

  #movesToAnotherApp(side: Side, olds: Values, news: Values): boolean {
    if (isUnknown(news.connection)) return true;
    const { appId } = this.#connections.session(news.connection as string | undefined, side.definition.vendor);
    return olds.appId !== undefined && appId !== olds.appId;
  }

  #caution(side: Side, inputs: Values): void {
    for (const text of side.definition.cautions?.(withoutUnknowns(side.nativeInputs(inputs))) ?? []) {
      if (!this.#cautioned.has(text)) warn(text);
      this.#cautioned.add(text);
    }
  }

  #connectionFailures(connection: unknown): pulumi.dynamic.CheckFailure[] {
    try {
      const { definition } = this.#kind.on(this.#vendorOf(connection));
      this.#connections.session(connection as string | undefined, definition.vendor);
      return [];
    } catch (error) {
      if (codeOf(error) !== "IM_CONNECTION") throw error;
      return [{ property: "connection", reason: messageOf(error) }];
    }
  }

  /**
   * The property to report a problem under. The engine prints the value of a top-level property, a secret one too, so a
   * secret is named by a path that is no property.
   */
  #shown(problem: Problem): string {
    const [top, ...rest] = problem.path.map(String);
    if (top === undefined) return "inputs";
    // An unknown key may be a misspelt secret.
    const isMisspelt = problem.isAboutKey === true && rest.length === 0;
    const isSecret = this.#kind.secrets.includes(top) || isMisspelt;
    return isSecret ? [top, "value", ...rest].join(".") : top;
  }

  /** Gives the state its app, by which a half-made object too is found again, or throws what makes the engine keep that. */
  #orPartial(settled: Settled, side: Side, inputs: Values, session: Session<unknown>): Settled {
    const { connection } = inputs;
    const own = { ...side.ownState(settled.state, inputs), ...(connection !== undefined && { connection }) };
    const state = this.#withApp(own, side, session);
    if (settled.failure === undefined) return { id: settled.id, state };
    // The engine adds the provider's text to what a success returns, and not to this.
    const properties = { ...state, [providerKey]: providerText(this.#kind.name) };
    throw new PartialFailure(settled.id, properties, messageOf(settled.failure));
  }

  #withApp(state: Values, { definition }: Side, { appId }: Session<unknown>): Values {
    return { ...state, appId, ...(this.#isPortable && { vendor: definition.vendor.name }) };
  }

  async #calling<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw plain(error);
    }
  }

  #guarded(work: () => unknown): void {
    try {
      work();
    } catch (error) {
      throw plain(error);
    }
  }
}

function declared(inputs: Values): Values {
  const { [providerKey]: _, ...rest } = inputs;
  if (holdsUnknown(rest)) throw new ImError("IM_INVALID_INPUT", "A value is still unknown at the time of the change.");
  return rest;
}

/** The engine keeps the object for an error of this form, prints `reasons`, and updates it on the next run. */
class PartialFailure extends Error {
  readonly reasons: string[];

  constructor(
    readonly id: string,
    readonly properties: Values,
    reason: string,
  ) {
    super(reason);
    this.reasons = [reason];
  }
}

/** The engine prints an error's text and its stack: for a failure that we foresaw, the text is enough. */
function plain(error: unknown): unknown {
  if (!codeOf(error) || !(error instanceof Error)) return error;
  error.name = "";
  error.stack = "";
  return error;
}
