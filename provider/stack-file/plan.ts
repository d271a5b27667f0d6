import { Connections, connectionsKey } from "../connection/connections";
import { codeOf, type ImErrorCode, messageOf } from "../errors";
import { resources } from "../portable/resources";
import { blocksOf, checkedAnywhere } from "../portable/translation";
import { halfCharacterIn } from "../program/program-texts";
import type { StackConfiguration } from "../program/stack-configuration";
import type { Adapter } from "../resource/adapter";
import { eachOnce } from "../resource/check";
import { type Problem, pathText, render, seen, unknownKey } from "../schema/problems";
import { unusableNames } from "../schema/unusable-names";
import type { Values } from "../values/values";
import { aliasesKey, FormerNames } from "./aliases";
import { asWritten, misreadNumbers, withMore } from "./as-written";
import { DeclaredTwice } from "./declared-twice";
import { at, type Path } from "./paths";
import { directoryOf, type Linked, linked } from "./references";
import { entrySchema } from "./schema";
import { type Collection, collections, type Entry, entriesOf, isSecretAt } from "./source";

/** A resource that a stack file declares, checked. */
export interface Planned extends Linked {
  /** The inputs in their normal form. */
  inputs: Values;
}

/** What a stack file declares, and the text of each thing wrong with it. */
export interface Plan {
  resources: Planned[];
  problems: string[];
  /** The code of them all: that of the connections where nothing else is wrong. */
  code: ImErrorCode;
  warnings: string[];
}

/** Reads and checks everything that a stack's configuration declares. Calls nobody. */
export function planOf(configuration: StackConfiguration): Plan {
  const { entries, problems, warnings } = entriesOf(configuration);
  const directory = directoryOf(entries);
  const apps = new Apps(configuration);
  const declaredTwice = new DeclaredTwice();
  const formerNames = new FormerNames(entries);
  const hide = hiding(entries);
  const texts = problems.map(render);
  const planned = entries.map((entry) => {
    const { plan, problems: own } = checkedEntry(linked(entry, directory), apps);
    const app = own.length === 0 ? apps.of(entry) : undefined;
    if (app) own.push(...declaredTwice.problemsOf(plan, plan.inputs, app.adapter, app.id));
    const inFields = [...own, ...formerNames.problemsOf(entry)].map((problem) => asWritten(entry, problem));
    const all = withMore(inFields, misreadNumbers(entry));
    texts.push(...all.map((problem) => hide(render(shown(entry, problem)))));
    return plan;
  });
  const code = texts.length > 0 || apps.problems.length === 0 ? "IM_INVALID_INPUT" : "IM_CONNECTION";
  return { resources: planned, problems: [...apps.problems, ...texts], code, warnings };
}

/** The fields that an entry of each collection may have. */
const fieldsOf = new Map(collections.map((collection) => [collection, Object.keys(entrySchema(collection).shape)]));

/** Stands for the mark that a resource will have: some ids are made from it, and texts have to leave room for it. */
const someMark = "0".repeat(15);

/** Checks an entry. The paths of the problems are those of its fields. */
function checkedEntry(link: Linked, apps: Apps): { plan: Planned; problems: Problem[] } {
  const { entry } = link;
  const known = fieldsOf.get(entry.collection) ?? [];
  const keys = Object.keys(entry.fields);
  const unknown = keys.filter((key) => !known.includes(key)).map((key) => unknownKey([key], key, known));
  const isInput = (key: string) => known.includes(key) && key !== aliasesKey;
  const inputs = Object.fromEntries(Object.entries(link.inputs).filter(([key]) => isInput(key)));
  const half = halfCharacterIn(entry.fields, []);
  const app = apps.of(entry);
  const { portable } = resources[entry.collection];
  const anywhere = portable.schema.extend(blocksOf(portable));
  const marked = apps.marksOwnWork && "mark" in portable.schema.shape ? { ...inputs, mark: someMark } : inputs;
  const checked = app ? app.adapter.check(marked, app.client) : checkedAnywhere(portable, anywhere, marked);
  const inEntry = checked.problems.map((problem) => ({ ...problem, path: link.origin(problem.path) }));
  const { mark: _, ...normal } = checked.inputs;
  return {
    plan: { ...link, inputs: normal },
    problems: [
      ...(half ? [half] : []),
      ...eachOnce(unusableNames(anywhere, entry.fields), [...unknown, ...link.problems], inEntry),
      ...unknownReferences(link, apps),
    ],
  };
}

/** References to what is in another app: nobody there has heard of it. */
function unknownReferences({ entry, references }: Linked, apps: Apps): Problem[] {
  const here = apps.of(entry);
  return references.flatMap(({ to, place }) => {
    const there = apps.of(to);
    if (!here || !there || here.id === there.id) return [];
    return {
      path: place,
      seen: `\`${to.name}\`, which is on ${there.words}`,
      allowed: `what is on ${here.words}, as this entry is`,
      fix: "Declare it on that connection too, under another name, or choose another connection here.",
    };
  });
}

/** Takes the secrets of entries out of a text; there, values stand in quotation marks. */
function hiding(entries: readonly Entry[]): (text: string) => string {
  const secrets = entries.flatMap(({ fields, secrets }) => secrets.map((path) => at(fields, path)));
  const texts = secrets.filter((secret) => typeof secret === "string").map((secret) => JSON.stringify(secret));
  return (text) => texts.reduce((shorter, secret) => shorter.replaceAll(secret, "[secret]"), text);
}

/** A problem with its whole path, and without what is secret. */
function shown(entry: Entry, problem: Problem): Problem {
  const path = [...entry.place, ...problem.path];
  if (problem.isAboutKey || !isSecretAt(entry, problem.path)) return { ...problem, path };
  return { ...problem, path, seen: seen(at(entry.fields, problem.path), true) };
}

/** An app that entries are in. */
interface App {
  /** Vendor and app. */
  id: string;
  words: string;
  adapter: Adapter;
  client: unknown;
}

/** The apps that the connections lead to, and what is wrong with connections, each told once. */
class Apps {
  readonly problems: string[] = [];
  readonly marksOwnWork: boolean;
  readonly #connections: Connections;
  readonly #known = new Map<string, App | undefined>();

  constructor({ values }: StackConfiguration) {
    this.#connections = new Connections(values[connectionsKey]);
    this.marksOwnWork = values["im:ownershipMark"] !== "false";
  }

  of({ collection, fields, place }: Entry): App | undefined {
    const { connection } = fields;
    // A connection of the wrong type is told among the fields.
    if (connection !== undefined && typeof connection !== "string") return undefined;
    const key = JSON.stringify([collection, connection]);
    if (!this.#known.has(key)) this.#known.set(key, this.#find(collection, connection, place));
    return this.#known.get(key);
  }

  #find(collection: Collection, connection: string | undefined, place: Path): App | undefined {
    const { kind } = resources[collection];
    try {
      const adapter = kind.on(this.#connections.vendorOf(connection, kind.vendors));
      const session = this.#connections.session(connection, adapter.definition.vendor);
      const vendor = adapter.definition.vendor.name;
      const words = `connection \`${session.name}\` (${vendor}, app ${session.appId})`;
      return { id: `${vendor} ${session.appId}`, words, adapter, client: session.client };
    } catch (error) {
      if (codeOf(error) !== "IM_CONNECTION") throw error;
      const text = messageOf(error);
      if (!this.problems.some((told) => told.endsWith(text))) {
        const path = connection === undefined ? place : [...place, "connection"];
        this.problems.push(`${pathText(path)}: ${text}`);
      }
      return undefined;
    }
  }
}
