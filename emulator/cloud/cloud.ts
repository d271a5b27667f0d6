import type { FastifyInstance } from "fastify";
import type { ClientAct, Order } from "./client-actions";
import type { Body, Context, Endpoint, Payload } from "./endpoint";
import { History } from "./history";
import type { lagSettings } from "./lag";
import { NonceMemory } from "./nonces";
import type { Answer, Protocol } from "./protocol";
import { Refusal, refuse } from "./refusal";
import { SettingGroup, type SettingTable, type ValuesOf } from "./settings";
import { Speller, type Spellings } from "./spelling";
import { serveCalls, summary } from "./transport";
import type { App, ClientAction, ClientOutcome, Surroundings, Vendor } from "./vendor";

/** How long a nonce is remembered. Both vendors that know nonces say ten minutes. */
const NONCE_MEMORY_MS = 600_000;

/** What an app must have bought or switched on for some of its calls. */
export interface Feature<N> {
  /** What the names of the calls begin with. */
  readonly calls: string;
  readonly setting: N;
  readonly code: number;
  readonly text: string;
}

/** What a vendor's protocol sees of its cloud, as it is now. */
export interface Running<S, V, E> {
  readonly app: App;
  readonly settings: Readonly<V>;
  readonly state: S;
  /** Its calls by name. */
  readonly endpoints: ReadonlyMap<string, E>;
  readonly nonces: NonceMemory;
  /** Emulator time in epoch milliseconds. */
  now(): number;
}

/**
 * What makes a vendor: everything that no other has. `S` is what it holds, `T` its settings, `C` what its calls work on,
 * `E` its calls, `R` what the ready line says.
 */
export interface Definition<
  S extends object,
  T extends SettingTable & typeof lagSettings,
  C extends Context<S, ValuesOf<T>>,
  E extends Endpoint<C>,
  R extends Record<string, unknown>,
> {
  readonly name: string;
  /** The hosts that it answers on, over one state. */
  readonly hosts: readonly string[];
  readonly settings: T;
  readonly endpoints: readonly E[];
  readonly features: readonly Feature<keyof T & string>[];
  readonly spellings: Spellings<ValuesOf<T>>;
  readonly clientActs: Readonly<Record<string, ClientAct<C>>>;
  /** The code of an action that succeeds. */
  readonly clientSuccess: number;
  /** The app that is there unless another is named. All values are public. */
  readonly app: App;
  /** Refuses an app that the vendor could not have. */
  checkApp?(app: App): void;
  protocol(running: Running<S, ValuesOf<T>, E>): Protocol<E>;
  context(plain: Context<S, ValuesOf<T>>, app: App): C;
  emptyState(): S;
  /** Brings what an older data file holds to the present form. */
  modernise?(state: S): void;
  /** Lets time do what it has done since the last call. */
  settle?(context: C): void;
  /** What a new secret ends. */
  rotated?(state: S): void;
  /** The refusal of a call where the settings change its code. */
  refusalOf?(call: string, refusal: Refusal, settings: Readonly<ValuesOf<T>>): Refusal;
  /** Refuses parameters of a call by hand that no request could carry. */
  checkUnsigned?(params: Body): void;
  readyInfo(origins: readonly string[], app: App, settings: Readonly<ValuesOf<T>>): R;
  /** Everything it holds, every field present, and without secrets. */
  view(context: C): Record<string, unknown>;
  /** How many objects it holds, by kind. */
  counts(context: C): Record<string, number>;
}

/** One app of an emulated vendor: what it holds, and what is done to it. */
export class Cloud<
  S extends object,
  T extends SettingTable & typeof lagSettings,
  C extends Context<S, ValuesOf<T>>,
  E extends Endpoint<C>,
  R extends Record<string, unknown>,
> implements Vendor
{
  readonly name: string;
  readonly hosts: readonly string[];
  readonly settings: SettingGroup<T>;
  readonly callNames: readonly string[];
  readonly clientActions: Readonly<Record<string, ClientAction>>;
  protocol: Protocol<E>;
  readonly #definition: Definition<S, T, C, E, R>;
  readonly #endpoints: ReadonlyMap<string, E>;
  readonly #history = new History<S>();
  readonly #speller: Speller<ValuesOf<T>>;
  readonly #nonces = new NonceMemory(NONCE_MEMORY_MS);
  readonly #app: App;
  #secret: string;
  #state: S;

  constructor(
    definition: Definition<S, T, C, E, R>,
    readonly around: Surroundings,
    { id = definition.app.id, secret = definition.app.secret }: Partial<App> = {},
  ) {
    this.#definition = definition;
    this.#app = { id, secret };
    definition.checkApp?.(this.#app);
    this.name = definition.name;
    this.hosts = definition.hosts;
    this.settings = new SettingGroup(this.name, definition.settings);
    this.#speller = new Speller(definition.spellings);
    this.#endpoints = new Map(definition.endpoints.map((one) => [one.call, one]));
    this.callNames = [...this.#endpoints.keys()];
    this.clientActions = Object.fromEntries(
      Object.entries(definition.clientActs).map(([name, action]) => [
        name,
        {
          properties: action.properties,
          required: action.required,
          run: (order: Order) => this.#runClient(action, order),
        },
      ]),
    );
    this.#secret = secret;
    this.#state = definition.emptyState();
    this.protocol = this.#newProtocol();
  }

  routes(server: FastifyInstance, host: string): void {
    serveCalls(server, this, host);
  }

  readyInfo(origins: readonly string[]): R {
    return this.#definition.readyInfo(origins, this.#app, this.settings.values);
  }

  act(endpoint: E, body: Body, limited = true): Answer {
    const { reads, call } = endpoint;
    try {
      this.#demandFeature(call);
      if (!reads) this.#demandVisible(endpoint, body);
      const payload = this.#run(endpoint, body, this.#context(this.#stateFor(reads), limited));
      return this.protocol.success(endpoint, this.#speller.respell(call, payload, this.settings.values));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const refusal = this.#definition.refusalOf?.(call, error, this.settings.values) ?? error;
      return this.protocol.failure(call, refusal);
    } finally {
      if (!reads) this.around.changed();
    }
  }

  unknownParams(endpoint: E, body: Body): string[] {
    return endpoint.unknownParams(body, this.#context());
  }

  callUnsigned(call: string, params: Body): Record<string, unknown> {
    const endpoint = this.#endpoints.get(call);
    if (!endpoint) throw new Error(`unknown call ${call}`);
    this.#definition.checkUnsigned?.(params);
    const started = performance.now();
    const answer = this.act(endpoint, params, false);
    this.around.calls.add({
      at: new Date(this.around.clock.now()).toISOString(),
      vendor: this.name,
      call,
      params,
      unknownParams: this.unknownParams(endpoint, params),
      ...summary({ answer }),
      via: "control",
      ms: Math.round(performance.now() - started),
    });
    return answer.body;
  }

  state(): Record<string, unknown> {
    return this.#definition.view(this.#settled());
  }

  counts(): Record<string, number> {
    return this.#definition.counts(this.#context());
  }

  dump(): unknown {
    return this.#state;
  }

  load(dumped: unknown): void {
    this.#state = Object.assign(this.#definition.emptyState(), dumped);
    this.#definition.modernise?.(this.#state);
  }

  reset(): void {
    this.#state = this.#definition.emptyState();
    this.#history.clear();
    this.#nonces.clear();
    this.#secret = this.#app.secret;
    this.protocol = this.#newProtocol();
    this.settings.reset();
  }

  rotate(secret: string): void {
    this.#secret = secret;
    this.#nonces.clear();
    this.#definition.rotated?.(this.#state);
    this.around.changed();
  }

  #newProtocol(): Protocol<E> {
    const cloud = this;
    return this.#definition.protocol({
      settings: this.settings.values,
      endpoints: this.#endpoints,
      nonces: this.#nonces,
      now: () => this.around.clock.now(),
      get app() {
        return { id: cloud.#app.id, secret: cloud.#secret };
      },
      get state() {
        return cloud.#state;
      },
    });
  }

  #run(endpoint: E, body: Body, context: C): Payload {
    this.#definition.settle?.(context);
    return endpoint.run(body, context);
  }

  /** What a call works on: a read sees nothing of the last writes where the settings hide them. */
  #stateFor(reads: boolean): S {
    const now = this.around.clock.now();
    const delay = this.settings.countOf("readAfterWriteDelayMs");
    if (reads) return this.#history.visible(this.#state, now, delay);
    this.#history.remember(this.#state, now, delay);
    return this.#state;
  }

  /** By the setting, refuses a write that would be refused on what reads see. It is tried there, on a copy. */
  #demandVisible(endpoint: E, body: Body): void {
    const isLate = this.settings.countOf("readAfterWriteDelayMs") > 0;
    if (!isLate || this.settings.values.lagSeenBy === "reads") return;
    this.#run(endpoint, body, this.#context(structuredClone(this.#stateFor(true)), false));
  }

  #demandFeature(call: string): void {
    const feature = this.#definition.features.find((one) => call.startsWith(one.calls));
    if (feature && this.settings.values[feature.setting] === false) refuse(feature.code, feature.text);
  }

  #runClient(action: ClientAct<C>, order: Order): ClientOutcome {
    try {
      action.act(order, this.#settled());
      return { code: this.#definition.clientSuccess };
    } catch (error) {
      if (error instanceof Refusal) return { code: error.code, desc: error.text };
      throw error;
    } finally {
      this.around.changed();
    }
  }

  #settled(): C {
    const context = this.#context();
    this.#definition.settle?.(context);
    return context;
  }

  #context(state: S = this.#state, limited = true): C {
    const { clock, limiter } = this.around;
    const plain: Context<S, ValuesOf<T>> = {
      state,
      settings: this.settings.values,
      now: clock.now(),
      admit: (bucket, budget) => !limited || limiter.admit(`${this.name}:${bucket}`, budget),
    };
    return this.#definition.context(plain, this.#app);
  }
}
