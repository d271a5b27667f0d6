import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { Connections, connectionsKey } from "../connection/connections";
import { codeOf } from "../errors";
import type { Adapter, Kind } from "../resource/adapter";
import type { Identity } from "../resource/definition";
import { type Clash, claimOf, clashText, Declarations } from "../resource/identity";
import type { Values } from "../values/values";
import { isPlain } from "./program-texts";
import { programError } from "./stack-configuration";

/** Begins what stands for an output; no id begins so. */
const outputPrefix = "\0output ";

/** A resource as a program declares it. */
interface Declared {
  kind: Kind;
  name: string;
  parent: pulumi.Resource | undefined;
  args: Values;
  /** Its id, which it may get from the vendor. */
  id: pulumi.Output<string>;
}

/** A declaration, and how many came before it. */
interface Numbered extends Declared {
  place: number;
}

/** What one run of a program declares. */
class ProgramRun {
  readonly #declarations = new Declarations<Numbered>();
  readonly #connections = new Connections(pulumi.runtime.allConfig()[connectionsKey]);
  readonly #outputs = new WeakMap<object, string>();
  readonly #told = new Set<string>();
  #toTell: string[] = [];
  #named = 0;
  #declared = 0;

  /** Tells, as soon as ids are known, which declarations are of the same. Nothing waits for that. */
  add(newest: Declared): void {
    const declared = { ...newest, place: ++this.#declared };
    const { kind, args } = declared;
    const isOpen = pulumi.Output.isInstance(args.connection) || args.connection instanceof Promise;
    const adapters = kind.vendors.map(({ name }) => kind.on(name));
    for (const adapter of adapters) {
      if (!isOpen && this.#appOf(args.connection, adapter, kind) === undefined) continue;
      const form = normalForm(adapter, args);
      for (const identity of adapter.definition.identities) this.#addIdentity(declared, { adapter, form }, identity);
    }
  }

  #addIdentity(declared: Numbered, on: FormedAdapter, identity: Identity): void {
    const { args, id } = declared;
    const { adapter } = on;
    const { by } = identity;
    const idKeys = ownKeys(adapter, by, args).filter(
      (key) => key !== adapter.definition.vendor.name && args[key] !== undefined,
    );
    const given = inputsOf(adapter, identity, args);
    const isAssigned = by !== undefined && idKeys.length === 0;
    this.#whenKnown(declared, on, identity, given, isAssigned ? id : "");
    // At the first preview, what the vendor will assign is known by the output that it comes from.
    const outputs = idKeys.filter((key) => pulumi.Output.isInstance(args[key]));
    if (!isAssigned && outputs.length === 0) return;
    const named = Object.fromEntries(outputs.map((key) => [key, this.#nameOf(args[key] as object)]));
    this.#whenKnown(declared, on, identity, { ...given, ...named }, isAssigned ? this.#nameOf(id) : "");
  }

  /** A text that stands for the value of an output. */
  #nameOf(output: object): string {
    const name = this.#outputs.get(output) ?? `${outputPrefix}${++this.#named}`;
    this.#outputs.set(output, name);
    return name;
  }

  #whenKnown(
    declared: Numbered,
    { adapter, form }: FormedAdapter,
    identity: Identity,
    given: Values,
    id: pulumi.Input<string>,
  ): void {
    const all = pulumi.output({ given, id });
    all.apply(async (known) => {
      const app = this.#appOf(known.given.connection, adapter, declared.kind);
      if (app === undefined) return;
      const isSecret = await pulumi.isSecret(all);
      const claim = claimOf(adapter.definition, identity, form(known.given), known.id || undefined);
      if (claim === undefined) return;
      for (const clash of this.#declarations.add(app, claim, declared)) this.#tell(clash, isSecret);
    });
  }

  /**
   * What tells the app: its id where the configuration has it, or else the name of the connection. Undefined where the
   * connection is of another vendor.
   */
  #appOf(connection: unknown, { definition }: Adapter, { vendors }: Kind): string | undefined {
    const name = connection as string | undefined;
    try {
      if (this.#connections.vendorOf(name, vendors) !== definition.vendor.name) return undefined;
      return `app ${this.#connections.session(name, definition.vendor).appId}`;
    } catch (error) {
      if (codeOf(error) !== "IM_CONNECTION") throw error;
      return `connection ${name}`;
    }
  }

  /** Ends the program, once for all that is found until it waits for something. */
  #tell(clash: Clash<Numbered>, isSecret: boolean): void {
    const { first, second, claim } = clash;
    // In the program's order, whichever id was known first.
    const both = [first, second].toSorted((one, other) => one.place - other.place).map(wordsOf);
    const pair = JSON.stringify([both, claim.object, claim.part]);
    if (this.#told.has(pair)) return;
    this.#told.add(pair);
    if (this.#toTell.length === 0) {
      setImmediate(() => {
        const lines = this.#toTell;
        this.#toTell = [];
        throw programError("IM_INVALID_INPUT", text(lines));
      });
    }
    const isOutput = claim.id?.toLowerCase().startsWith(outputPrefix);
    const which = isOutput ? "that both refer to" : isSecret ? "whose id is secret" : JSON.stringify(claim.id);
    const what = clashText(isSecret ? withoutKeys(clash) : clash, which);
    this.#toTell.push(`${what}: ${both.join(" and ")}`);
  }
}

/** An adapter, and how it gets at the normal form of what a declaration gives to an identity. */
interface FormedAdapter {
  adapter: Adapter;
  form(known: Values): Values;
}

/** Where all that the identities ask for is known at once, it is brought into its normal form once for all of them. */
export function normalForm(adapter: Adapter, args: Values): FormedAdapter["form"] {
  const { identities } = adapter.definition;
  const all: Values = Object.assign({}, ...identities.map((identity) => inputsOf(adapter, identity, args)));
  if (identities.length === 0 || comesLater(all)) return (known) => adapter.native(known);
  const form = adapter.native(all);
  return () => form;
}

/** What a declaration gives to an identity. */
function inputsOf(adapter: Adapter, { by, keys }: Identity, args: Values): Values {
  const inputs = [by, keys, "membership"].flatMap((key) => ownKeys(adapter, key, args));
  return Object.fromEntries([...inputs, "connection"].map((key) => [key, args[key]]));
}

function ownKeys(adapter: Adapter, key: string | undefined, args: Values): string[] {
  return key === undefined ? [] : adapter.ownKeys(key, args);
}

/** Whether a value is an output or a promise, or may hold one. */
function comesLater(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (!Array.isArray(value) && !isPlain(value)) return true;
  return Object.values(value).some(comesLater);
}

function withoutKeys({ shared: _, ...clash }: Clash<Numbered>): Clash<Numbered> {
  return clash;
}

function wordsOf({ kind, name, parent }: Declared): string {
  const within = (parent as { __name?: string } | undefined)?.__name;
  return `\`${name}\` (${kind.name.replace(":", ".")}${within === undefined ? "" : ` in \`${within}\``})`;
}

function text(lines: readonly string[]): string {
  const head = lines.length === 1 ? "One thing is declared twice:" : `${lines.length} things are declared twice:`;
  const advice =
    'Keep one of each pair, or give the other another id. Where one is the other under a new name, keep the new one with the option `aliases`. Several sets with `membership: "additive"` can share an object, but no member or key.';
  return [head, ...lines, advice].join("\n  ");
}

/** The runs of this process, each with a monitor of its own. */
const runs = new WeakMap<object, ProgramRun>();

/** Remembers a resource that a program declares; that the same is declared twice ends the program at the preview. */
export function declare(declared: Declared): void {
  const monitor = pulumi.runtime.getMonitor();
  // A test with mocks makes many programs in one process, and none of them is real.
  if (monitor === undefined || monitor instanceof MockMonitor) return;
  const run = runs.get(monitor) ?? new ProgramRun();
  runs.set(monitor, run);
  run.add(declared);
}
