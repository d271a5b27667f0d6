import { isDeepStrictEqual } from "node:util";
import type { dynamic } from "@pulumi/pulumi";
import { Connections, connectionsKey } from "../connection/connections";
import { withOrigin } from "../connection/state-connection";
import type { Session, Vendor } from "../connection/vendor";
import { coded, codedTextOf, codeOf, ImError } from "../errors";
import { markAfter, markSettingKey, withoutTime } from "../ownership/mark";
import { type Wording, warn, wordedBy } from "../report";
import { render } from "../schema/problems";
import { problemOfName } from "../schema/unusable-names";
import { pickDefined } from "../values/objects";
import type { Path } from "../values/paths";
import { holdsUnknown, isUnknown } from "../values/unknowns";
import { isObject, type Values } from "../values/values";
import type { Adapter, Kind } from "./adapter";
import { eachOnce } from "./check";
import { tellReleased } from "./declared-sets";
import type { AnyDefinition } from "./definition";
import { halfMadeKey } from "./half-made";
import { changedKeys, create, read, remove, type Settled, type Target, update } from "./lifecycle";
import { argsKey, type ToldOfArgs } from "./program-args";
import { providerKey, providerText } from "./provider-text";
import { Run } from "./run";
import { Secrecy } from "./secrecy";
import { isToStay } from "./upholding";

/** The engine has a process of its own for the providers of each command. */
const thisRun = new Run();

/** The output that says when the resource was last written. The engine shows no such key. */
const writtenAtKey = "__writtenAt";

/** What the engine's dynamic provider calls for one kind of resource. */
export class Handler implements dynamic.ResourceProvider<Values, Values> {
  /** Whether this process serves a program: what it is configured with is then what the stack's configuration says now. */
  static #servesProgram = false;

  readonly #kind: Kind;
  #connections = new Connections(undefined);
  /** Whether the stack marks its objects. */
  #marks = true;
  /** The marks of objects that the state has, by the marks that their resources first had. */
  readonly #marksInState = new Map<string, string>();
  /** What was marked as secret, by the checked inputs. They go on to a create or an update of this process as they are. */
  readonly #secretPaths = new Map<string, readonly Path[]>();
  /** Warnings that were given: the engine has the same inputs checked more than once. */
  readonly #cautioned = new Set<string>();

  constructor(kind: Kind) {
    this.#kind = kind;
  }

  /** Must not wait: the engine hands the provider to other requests before this is over. */
  async configure(request: dynamic.ConfigureRequest): Promise<void> {
    this.#connections = new Connections(request.config.get(connectionsKey));
    this.#marks = request.config.get(markSettingKey) !== "false";
  }

  async check(olds: Values, news: Values): Promise<dynamic.CheckResult<Values>> {
    Handler.#servesProgram = true;
    const { [providerKey]: _, [argsKey]: args, ...declared } = news;
    const told = (args ?? {}) as ToldOfArgs;
    const raw: Values = { ...declared, mark: this.#markFor(olds, news) };
    if (raw.mark === undefined) delete raw.mark;
    const adapter = this.#adapterToCheck(raw.connection);
    const client = adapter && this.#clientFor(adapter, raw.connection);
    const { inputs, problems } = adapter?.check(raw, client) ?? this.#kind.checkAnywhere(raw);
    const secrecy = new Secrecy(raw, inputs, this.#secretsOf(told), olds);
    const all = eachOnce((told.unusable ?? []).map(problemOfName), problems);
    const texts = all.map((problem) => coded("IM_INVALID_INPUT", render(secrecy.shown(problem))));
    const isToldOf = all.some(({ path }) => path[0] === "connection");
    if (!isToldOf && !isUnknown(inputs.connection)) texts.push(...this.#connectionProblems(inputs.connection, secrecy));
    // The engine prints the value of a property that it is told of, whatever is in it: each text names its property itself.
    const failures = texts.map((reason) => ({ property: "", reason }));
    if (!adapter || failures.length > 0) return { inputs, failures };
    this.#caution(adapter, inputs, secrecy);
    const timed = adapter.withTime(inputs, olds, client);
    if (told.secrets) this.#secretPaths.set(canonical(timed), this.#marked(secrecy));
    return { inputs: timed, failures };
  }

  async diff(id: string, olds: Values, news: Values): Promise<dynamic.DiffResult> {
    const from = this.#adapterOf(olds);
    if (this.#movesToAnotherVendor(from, olds, news)) {
      return { changes: true, replaces: ["connection"], deleteBeforeReplace: false };
    }
    const { definition } = from;
    const prior = from.nativeState(olds);
    const inputs = from.nativeInputs(withKnownMark(olds, news));
    const changed = changedKeys(definition, prior, inputs, isDeepStrictEqual);
    // To declare a field that was not managed, or to stop managing one, never costs the object.
    const replaces = changed
      .filter(
        (key) =>
          definition.replaceOn.includes(key) &&
          prior[key] !== undefined &&
          inputs[key] !== undefined &&
          // Nor to declare what the vendor has chosen.
          !isDeepStrictEqual(prior[key], inputs[key]) &&
          (definition.replacesWhere?.[key]?.holds(prior) ?? true),
      )
      .flatMap((key) => from.ownKeys(key, news));
    if (changed.includes("connection") && this.#movesToAnotherApp(from, olds, news)) replaces.push("connection");
    else this.#guarded(() => this.#sessionOf(from, { ...olds, connection: news.connection }));
    // What this run keeps, another resource's delete must not take away in it.
    if (replaces.length === 0) thisRun.claim({ kind: definition.kind, appId: String(olds.appId), id }, inputs);
    const foreseen = definition.foresee?.(id, prior, inputs, replaces.length > 0) ?? [];
    const secrecy = new Secrecy(olds, news, this.#secretsOf((news[argsKey] ?? olds[argsKey] ?? {}) as ToldOfArgs));
    const texts = [...foreseen, ...tellReleased(definition, id, prior, inputs)];
    this.#warnOnce(texts.map((text) => secrecy.text(from.ownWords(text))));
    return {
      changes: changed.length > 0 || prior[halfMadeKey] === true,
      replaces,
      deleteBeforeReplace: deletesFirst(definition, prior, inputs),
    };
  }

  async create(inputs: Values): Promise<dynamic.CreateResult<Values>> {
    const secrets = this.#secretsAt(inputs);
    return this.#calling(inputs, { secrets }, async (adapter, wording) => {
      const session = this.#sessionOf(adapter, inputs);
      const native = adapter.nativeInputs(this.#withFreeMark(declared(inputs)));
      const settled = await create(this.#targetOf(adapter, session), native);
      const { id, state } = this.#orPartial(settled, adapter, inputs, session, { secrets, wording });
      return { id, outs: state };
    });
  }

  async read(id: string, props: Values = {}): Promise<dynamic.ReadResult<Values>> {
    return this.#callingFor(props, async (adapter) => {
      const session = this.#sessionOf(adapter, props);
      const found = await read(this.#targetOf(adapter, session, props), id, adapter.nativeState(props));
      if (!found) {
        warn(`${this.#kind.name} ${id} no longer exists at the vendor; the next \`pulumi up\` makes it anew.`);
        return { id: "" };
      }
      const own = { ...adapter.ownState(found.state, props), ...pickDefined(props, [writtenAtKey]) };
      const state = withSecrets(this.#withApp(own, adapter, session), props[argsKey]);
      return { id, inputs: adapter.ownInputs(found.inputs, props), props: state };
    });
  }

  async update(id: string, olds: Values, news: Values): Promise<dynamic.UpdateResult<Values>> {
    const secrets = this.#secretsAt(news);
    const before = (olds[argsKey] as ToldOfArgs | undefined)?.secrets ?? [];
    const told = { secrets: [...secrets, ...before] };
    return this.#calling(
      olds,
      told,
      async (adapter, wording) => {
        const session = this.#sessionOf(adapter, { ...olds, connection: news.connection });
        const native = adapter.nativeInputs(declared(withKnownMark(olds, news)));
        const settled = await update(this.#targetOf(adapter, session, olds), id, adapter.nativeState(olds), native);
        return { outs: this.#orPartial(settled, adapter, news, session, { secrets, wording }).state };
      },
      news,
    );
  }

  async delete(id: string, props: Values): Promise<void> {
    return this.#callingFor(props, async (adapter) => {
      const session = this.#sessionOf(adapter, props);
      const prior = adapter.nativeState(props);
      if (!isToStay(adapter.definition, session.client, id, prior))
        await remove(this.#targetOf(adapter, session, props), id, prior);
    });
  }

  /**
   * The mark of an object: the one that the state has, and for a replacement the next one. The engine checks the inputs of
   * a replacement a second time, as if nothing were there, and tells it apart by nothing else.
   */
  #markFor(olds: Values, news: Values): string | undefined {
    const first = news.mark as string | undefined;
    if (first === undefined) return undefined;
    // What was imported, or made before there were marks, stays without, unless it is to be taken over.
    if (Object.keys(olds).length > 0 && !("mark" in olds) && news.adopt !== true) return undefined;
    // A renamed resource keeps the mark that it has.
    const before = (olds.mark as string) || first;
    if (Object.keys(olds).length > 0) {
      this.#marksInState.set(first, before);
      return before;
    }
    const inState = this.#marksInState.get(before);
    return inState === undefined ? before : markAfter(inState);
  }

  #targetOf({ definition }: Adapter, { client, appId }: Session<unknown>, state: Values = {}): Target {
    const writtenAt = state[writtenAtKey];
    return {
      definition,
      client,
      appId,
      run: thisRun,
      marks: this.#marks,
      ...(typeof writtenAt === "number" && { writtenAt }),
    };
  }

  /** A resource that took over the name of a renamed one must not take its object, which bears the mark of that name. */
  #withFreeMark(inputs: Values): Values {
    const isInUse = [...this.#marksInState].some(([first, before]) => first !== before && before === inputs.mark);
    return isInUse ? { ...inputs, mark: markAfter(inputs.mark as string) } : inputs;
  }

  /** Whether this kind of resource works with connections of several vendors. */
  get #isPortable(): boolean {
    return this.#kind.vendors.length > 1;
  }

  /** The adapter of inputs or of a state; a state says itself which vendor it is of. */
  #adapterOf(values: Values): Adapter {
    return this.#kind.on(String(values.vendor ?? this.#vendorOf(values.connection)));
  }

  #vendorOf(connection: unknown): string {
    const [only, ...others] = this.#kind.vendors;
    if (only && others.length === 0) return only.name;
    return this.#connections.vendorOf(connection as string | undefined, this.#kind.vendors);
  }

  #adapterToCheck(connection: unknown): Adapter | undefined {
    if (this.#isPortable && connection !== undefined && typeof connection !== "string") return undefined;
    try {
      return this.#isPortable && isUnknown(connection) ? undefined : this.#kind.on(this.#vendorOf(connection));
    } catch (error) {
      if (codeOf(error) !== "IM_CONNECTION") throw error;
      return undefined;
    }
  }

  /** The client of a connection that is known and usable. */
  #clientFor({ definition }: Adapter, connection: unknown): unknown {
    if (isUnknown(connection) || !["string", "undefined"].includes(typeof connection)) return undefined;
    try {
      return this.#connections.session(connection as string | undefined, definition.vendor).client;
    } catch (error) {
      if (codeOf(error) !== "IM_CONNECTION") throw error;
      return undefined;
    }
  }

  /** The session of a resource, in the app that it was made in. */
  #sessionOf(adapter: Adapter, values: Values): Session<unknown> {
    const session = this.#connections.session(values.connection as string | undefined, adapter.definition.vendor);
    if (values.appId !== undefined && values.appId !== session.appId) {
      throw new ImError(
        "IM_WRONG_APP",
        `This resource was made in app ${values.appId}, and the connection \`${session.name}\` now points to app ${session.appId}. Nothing was done. Point the connection back to app ${values.appId}; to move the resource, give it another connection by name, which replaces it.`,
      );
    }
    return session;
  }

  #movesToAnotherVendor(from: Adapter, olds: Values, news: Values): boolean {
    if (olds.connection === news.connection || isUnknown(news.connection)) return false;
    return this.#vendorOf(news.connection) !== from.definition.vendor.name;
  }

  #movesToAnotherApp(adapter: Adapter, olds: Values, news: Values): boolean {
    if (isUnknown(news.connection)) return true;
    const { appId } = this.#connections.session(news.connection as string | undefined, adapter.definition.vendor);
    return olds.appId !== undefined && appId !== olds.appId;
  }

  #caution(adapter: Adapter, inputs: Values, secrecy: Secrecy): void {
    this.#warnOnce(adapter.cautions(inputs).map((caution) => secrecy.text(adapter.ownWords(caution))));
  }

  #warnOnce(texts: string[]): void {
    for (const text of texts) {
      if (!this.#cautioned.has(text)) warn(text);
      this.#cautioned.add(text);
    }
  }

  #connectionProblems(connection: unknown, secrecy: Secrecy): string[] {
    try {
      const { definition } = this.#kind.on(this.#vendorOf(connection));
      this.#connections.session(connection as string | undefined, definition.vendor);
      return [];
    } catch (error) {
      if (codeOf(error) !== "IM_CONNECTION") throw error;
      return [secrecy.text(codedTextOf(error))];
    }
  }

  /** What is secret in the arguments of a resource: what the program marked, and what always is. */
  #secretsOf({ secrets = [] }: ToldOfArgs): Path[] {
    return [...this.#kind.secrets.map((key) => [key]), ...secrets];
  }

  /** What is secret because the program marked it. */
  #marked({ paths }: Secrecy): Path[] {
    return paths.filter(([first, ...rest]) => rest.length > 0 || !this.#kind.secrets.includes(String(first)));
  }

  /** What was marked as secret in inputs that have been checked. */
  #secretsAt({ [providerKey]: _, ...inputs }: Values): readonly Path[] {
    return this.#secretPaths.get(canonical(inputs)) ?? [];
  }

  /** Gives the state its app, by which a half-made object too is found again, or throws what makes the engine keep that. */
  #orPartial(
    settled: Settled,
    adapter: Adapter,
    inputs: Values,
    session: Session<unknown>,
    { secrets, wording }: { secrets: readonly Path[]; wording: Wording },
  ): Settled {
    const { connection } = inputs;
    const own = {
      ...adapter.ownState(settled.state, inputs),
      ...(connection !== undefined && { connection }),
      [writtenAtKey]: adapter.definition.vendor.now(session.client),
    };
    const state = withSecrets(this.#withApp(own, adapter, session), secrets.length > 0 ? { secrets } : undefined);
    if (settled.failure === undefined) return { id: settled.id, state };
    // The engine adds the provider's text to what a success returns, and not to this.
    const properties = { ...state, [providerKey]: providerText(this.#kind.name) };
    throw new PartialFailure(settled.id, properties, wording(codedTextOf(settled.failure)));
  }

  #withApp(state: Values, { definition }: Adapter, { appId }: Session<unknown>): Values {
    return { ...state, appId, ...(this.#isPortable && { vendor: definition.vendor.name }) };
  }

  /**
   * Does what calls the vendor. Whatever is told meanwhile is in the words of whoever wrote the inputs, and without secrets.
   * @param values inputs or a state, which says what resource it is
   * @param news the inputs of a change
   */
  async #calling<T>(
    values: Values,
    told: { secrets?: readonly Path[] } = {},
    work: (adapter: Adapter, wording: Wording) => Promise<T>,
    news: Values = values,
  ): Promise<T> {
    const secrecy = new Secrecy(values, news, this.#secretsOf(told as ToldOfArgs));
    let wording: Wording = (text) => secrecy.text(text);
    try {
      const adapter = this.#adapterOf(values);
      wording = (text) => secrecy.text(adapter.ownWords(text));
      return await wordedBy(wording, () => work(adapter, wording));
    } catch (error) {
      throw shown(error, wording);
    }
  }

  /** The same for what the engine also does without a program, to a resource that the state has. */
  #callingFor<T>(props: Values, work: (adapter: Adapter) => Promise<T>): Promise<T> {
    return this.#calling(props, props[argsKey] as ToldOfArgs, async (adapter) => {
      try {
        return await work(adapter);
      } catch (error) {
        if (Handler.#servesProgram) throw error;
        const vendor = this.#vendorIn(props);
        const origin = vendor && this.#connections.origin(props.connection as string | undefined, vendor);
        throw withOrigin(error, vendor, origin ?? { isEnvironment: false, otherwise: [] });
      }
    });
  }

  /** The vendor that a state names, or that is the only one. */
  #vendorIn({ vendor }: Values): Vendor | undefined {
    return this.#isPortable ? this.#kind.vendors.find(({ name }) => name === vendor) : this.#kind.vendors[0];
  }

  #guarded(work: () => unknown): void {
    try {
      work();
    } catch (error) {
      throw shown(error);
    }
  }
}

function deletesFirst({ replacement }: AnyDefinition, prior: Values, inputs: Values): boolean {
  return typeof replacement === "function" ? replacement(prior, inputs) : replacement === "delete";
}

/** Where the mark was wiped at the object, the state tells whose it is, not the name that the resource has now. */
function withKnownMark(olds: Values, news: Values): Values {
  return olds.mark && news.mark ? { ...news, mark: withoutTime(olds.mark as string) } : news;
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

/** A state that remembers what in it was marked as secret, for what is told when there is no program. */
function withSecrets(state: Values, told: unknown): Values {
  return told === undefined ? state : { ...state, [argsKey]: told };
}

/** The same text for the same values, in whatever order their keys are. */
function canonical(values: Values): string {
  return JSON.stringify(values, (_, value: unknown) =>
    isObject(value)
      ? Object.fromEntries(
          Object.keys(value)
            .sort()
            .map((key) => [key, value[key]]),
        )
      : value,
  );
}

/**
 * An error as the engine shall print it. It prints the text and the stack: for a failure that we foresaw, the text with its
 * code is enough. Another error, since resources that share a call share its failure.
 */
export function shown(error: unknown, wording: Wording = (text) => text): unknown {
  const code = codeOf(error);
  if (code !== undefined) return Object.assign(new ImError(code, wording(codedTextOf(error))), { name: "", stack: "" });
  if (!(error instanceof Error)) return error;
  return Object.assign(error, { message: wording(error.message), stack: wording(error.stack ?? "") });
}
