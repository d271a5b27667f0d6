import { isDeepStrictEqual } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { Connections, connectionsKey, type Session } from "./connection";
import type { AnyDefinition, Values } from "./definition";
import { codeOf, ImError, messageOf } from "./errors";
import { changedKeys, create, read, type Settled, update } from "./lifecycle";
import { markAfter, markOf } from "./mark";
import { type Problem, problemsIn, render } from "./problems";
import { warn } from "./report";
import { holdsUnknown, isUnknown, leadsToUnknown, withoutUnknowns } from "./unknowns";

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
  class ImResource extends pulumi.CustomResource {
    constructor(name: string, args: ArgsOf<Inputs>, opts: pulumi.CustomResourceOptions = {}) {
      refuseClearSecrets();
      const secrets = { additionalSecretOutputs: [...definition.secrets] };
      const type = `pulumi-nodejs:dynamic/im/${definition.kind}`;
      const mark = marksOwnWork(definition) ? pulumi.createUrn(name, type, opts.parent).apply(markOf) : undefined;
      super(type, name, registered(definition, { ...args, mark }), pulumi.mergeOptions(opts, secrets));
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

function registered(definition: AnyDefinition, args: object): Values {
  const props: Values = { [providerKey]: providerText(definition.kind) };
  // A property must be named at registration to become an output, also where the program leaves it out.
  for (const key of [...Object.keys(definition.schema.shape), ...definition.outputs]) props[key] = undefined;
  for (const [key, value] of Object.entries(args)) {
    props[key] = value !== undefined && definition.secrets.includes(key) ? pulumi.secret(value) : value;
  }
  return props;
}

/** Whether objects of this kind bear a mark of the resource that made them. */
function marksOwnWork(definition: AnyDefinition): boolean {
  return "mark" in definition.schema.shape && new pulumi.Config("im").getBoolean("ownershipMark") !== false;
}

let clearSecretsRefused = false;

/** A secret that the configuration holds in clear would be in clear in the state of each stack too. */
function refuseClearSecrets(): void {
  if (clearSecretsRefused) return;
  const value = pulumi.runtime.allConfig()[connectionsKey];
  // Not in the SDK's types, though every release has it; without it nothing can be told.
  const { isConfigSecret } = pulumi.runtime as { isConfigSecret?: (key: string) => boolean };
  if (value?.includes('Secret"') && isConfigSecret?.(connectionsKey) === false) {
    throw new pulumi.RunError(
      `${connectionsKey} holds a secret in clear. Set it anew with \`pulumi config set --secret --path ${connectionsKey}.NAME.appSecret\`, which reads it from standard input, and change it at the vendor if the file was ever shared.`,
    );
  }
  clearSecretsRefused = true;
}

/** What the engine's dynamic provider calls for one kind of resource. */
export class Handler implements pulumi.dynamic.ResourceProvider<Values, Values> {
  readonly #definition: AnyDefinition;
  #connections = new Connections(undefined);
  /** The marks of objects that the state has, by the marks that their resources first had. */
  readonly #marksInState = new Map<string, string | undefined>();

  constructor(definition: AnyDefinition) {
    this.#definition = definition;
  }

  /** Must not wait: the engine hands the provider to other requests before this is over. */
  async configure(request: pulumi.dynamic.ConfigureRequest): Promise<void> {
    this.#connections = new Connections(request.config.get(connectionsKey));
  }

  async check(olds: Values, news: Values): Promise<pulumi.dynamic.CheckResult<Values>> {
    const { [providerKey]: _, ...declared } = news;
    const raw = { ...declared, mark: this.#markFor(olds, news) };
    if (raw.mark === undefined) delete raw.mark;
    const { inputs, problems } = checked(this.#definition, raw);
    const failures = problems.map((problem) => ({ property: this.#shown(problem), reason: render(problem) }));
    const told = failures.some(({ property }) => property === "connection");
    if (!told && !isUnknown(inputs.connection)) failures.push(...this.#connectionFailures(inputs));
    return { inputs, failures };
  }

  async diff(_id: string, olds: Values, news: Values): Promise<pulumi.dynamic.DiffResult> {
    const definition = this.#definition;
    const changed = changedKeys(definition, olds, news, isDeepStrictEqual);
    // To declare a field that was not managed, or to stop managing one, never costs the object.
    const replaces = changed.filter(
      (key) => definition.replaceOn.includes(key) && olds[key] !== undefined && news[key] !== undefined,
    );
    if (changed.includes("connection") && this.#movesToAnotherApp(olds, news)) replaces.push("connection");
    else this.#guarded(() => this.#sessionOf({ ...olds, connection: news.connection }));
    return {
      changes: changed.length > 0,
      replaces,
      deleteBeforeReplace: definition.deletesFirst?.(olds, news) ?? false,
    };
  }

  async create(inputs: Values): Promise<pulumi.dynamic.CreateResult<Values>> {
    return this.#calling(async () => {
      const { client, appId } = this.#sessionOf(inputs);
      const settled = await create(this.#definition, client, declared(inputs));
      const { id, state } = this.#orPartial(settled, inputs, appId);
      return { id, outs: state };
    });
  }

  async read(id: string, props: Values = {}): Promise<pulumi.dynamic.ReadResult<Values>> {
    return this.#calling(async () => {
      const { client, appId } = this.#sessionOf(props);
      const found = await read(this.#definition, client, id, props);
      if (!found) {
        warn(`${this.#definition.kind} ${id} no longer exists at the vendor; the next \`pulumi up\` makes it anew.`);
        return { id: "" };
      }
      return { id, inputs: found.inputs, props: { ...found.state, appId } };
    });
  }

  async update(id: string, olds: Values, news: Values): Promise<pulumi.dynamic.UpdateResult<Values>> {
    return this.#calling(async () => {
      const { client, appId } = this.#sessionOf({ ...olds, connection: news.connection });
      const settled = await update(this.#definition, client, id, olds, declared(news));
      const { state } = this.#orPartial(settled, news, appId);
      return { outs: state };
    });
  }

  async delete(id: string, props: Values): Promise<void> {
    return this.#calling(async () => {
      const { client } = this.#sessionOf(props);
      await this.#definition.remove(client, id, props);
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

  /** The session of a resource, in the app that it was made in. */
  #sessionOf(values: Values): Session<unknown> {
    const session = this.#connections.session(values.connection as string | undefined, this.#definition.vendor);
    if (values.appId !== undefined && values.appId !== session.appId) {
      throw new ImError(
        "IM_WRONG_APP",
        `This resource was made in app ${values.appId}, and the connection \`${session.name}\` now points to app ${session.appId}. Nothing was done. Point the connection back to app ${values.appId}; to move the resource, give it another connection by name, which replaces it.`,
      );
    }
    return session;
  }

  #movesToAnotherApp(olds: Values, news: Values): boolean {
    if (isUnknown(news.connection)) return true;
    const { appId } = this.#connections.session(news.connection as string | undefined, this.#definition.vendor);
    return olds.appId !== undefined && appId !== olds.appId;
  }

  #connectionFailures(inputs: Values): pulumi.dynamic.CheckFailure[] {
    try {
      this.#connections.session(inputs.connection as string | undefined, this.#definition.vendor);
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
    const isSecret = this.#definition.secrets.includes(top) || isMisspelt;
    return isSecret ? [top, "value", ...rest].join(".") : top;
  }

  /** Gives the state its app, by which a half-made object too is found again, or throws what makes the engine keep that. */
  #orPartial(settled: Settled, { connection }: Values, appId: string): Settled {
    const state = { ...settled.state, appId, ...(connection !== undefined && { connection }) };
    if (settled.failure === undefined) return { ...settled, state };
    // The engine adds the provider's text to what a success returns, and not to this.
    const properties = { ...state, [providerKey]: providerText(this.#definition.kind) };
    throw new PartialFailure(settled.id, properties, messageOf(settled.failure));
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

/** The normalised inputs and everything wrong with them; what is not known yet is never wrong. */
export function checked(definition: AnyDefinition, raw: Values): { inputs: Values; problems: Problem[] } {
  const { inputs, problems } = definition.normalise(raw);
  const inFields = problemsIn(definition.schema, inputs, definition.secrets).filter(
    (problem) => problem.isAboutKey || !leadsToUnknown(inputs, problem.path),
  );
  const told = new Set(problems.map((problem) => problem.path[0]));
  const all = [...problems, ...inFields.filter((problem) => !told.has(problem.path[0]))];
  // A conflict between fields means something only where the fields themselves are right.
  if (all.length === 0) {
    all.push(...definition.conflicts(withoutUnknowns(inputs), (key) => holdsUnknown(inputs[key])));
  }
  return { inputs, problems: all };
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
