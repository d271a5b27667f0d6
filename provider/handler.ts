import { isDeepStrictEqual } from "node:util";
import type { dynamic } from "@pulumi/pulumi";
import { Connections, connectionsKey, type Session } from "./connection";
import { tellReleased } from "./declared-sets";
import type { Values } from "./definition";
import { codeOf, ImError, messageOf } from "./errors";
import { halfMadeKey } from "./half-made";
import type { Kind, Side } from "./kind";
import { changedKeys, create, read, type Settled, update } from "./lifecycle";
import { markAfter } from "./mark";
import { type Problem, render } from "./problems";
import { providerKey, providerText } from "./provider-text";
import { warn } from "./report";
import { holdsUnknown, isUnknown, withoutUnknowns } from "./unknowns";

/** What the engine's dynamic provider calls for one kind of resource. */
export class Handler implements dynamic.ResourceProvider<Values, Values> {
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
  async configure(request: dynamic.ConfigureRequest): Promise<void> {
    this.#connections = new Connections(request.config.get(connectionsKey));
  }

  async check(olds: Values, news: Values): Promise<dynamic.CheckResult<Values>> {
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

  async diff(id: string, olds: Values, news: Values): Promise<dynamic.DiffResult> {
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
    this.#warnOnce(definition.foresee?.(id, state, inputs, replaces.length > 0) ?? []);
    this.#warnOnce(tellReleased(definition, id, state, inputs));
    return {
      changes: changed.length > 0 || state[halfMadeKey] === true,
      replaces,
      deleteBeforeReplace: definition.deletesFirst?.(state, inputs) ?? false,
    };
  }

  async create(inputs: Values): Promise<dynamic.CreateResult<Values>> {
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

  async read(id: string, props: Values = {}): Promise<dynamic.ReadResult<Values>> {
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

  async update(id: string, olds: Values, news: Values): Promise<dynamic.UpdateResult<Values>> {
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
    this.#warnOnce(side.definition.cautions?.(withoutUnknowns(side.nativeInputs(inputs))) ?? []);
  }

  #warnOnce(texts: string[]): void {
    for (const text of texts) {
      if (!this.#cautioned.has(text)) warn(text);
      this.#cautioned.add(text);
    }
  }

  #connectionFailures(connection: unknown): dynamic.CheckFailure[] {
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
