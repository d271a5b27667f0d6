import { z } from "zod";
import { described } from "../schema/fields";
import { type Problem, seen } from "../schema/problems";
import type { Collection, Entry } from "./source";

/** The field in which an entry of any list holds the logical names that it had before. */
export const aliasesKey = "aliases";

const allowed = "a list of logical names that this entry had before";

export const aliasesField = () =>
  described(z.array(z.string().min(1)), allowed, "Write [desk].")
    .optional()
    .describe(
      "Logical names that this entry had before, so that the resource of such a name is this one and not removed. None may be a name that the same list declares.",
    );

/** The former logical names of an entry whose names are in order. */
export function formerNames({ fields }: Entry): string[] {
  const names = fields[aliasesKey];
  return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
}

/** What is wrong with the former names of each entry; the paths are those of its fields. */
export class FormerNames {
  readonly #declared = new Set<string>();
  readonly #claimed = new Map<string, Entry>();

  constructor(entries: readonly Entry[]) {
    for (const { collection, name } of entries) this.#declared.add(keyOf(collection, name));
  }

  /** To be asked once of each entry, in their order: of two with one former name, the later is told. */
  problemsOf(entry: Entry): Problem[] {
    const names = entry.fields[aliasesKey];
    if (names === undefined) return [];
    if (entry.secrets.some(([first]) => first === aliasesKey)) return [secretNames()];
    const isWholeSecret = entry.secrets.length > 0;
    if (!Array.isArray(names)) {
      const fix = typeof names === "string" && !isWholeSecret ? `Write [${JSON.stringify(names)}].` : "Write [desk].";
      return [{ path: [aliasesKey], seen: seen(names, isWholeSecret), allowed, fix }];
    }
    return names.flatMap((name, i) => this.#problemsOfName(entry, name, i) ?? []);
  }

  #problemsOfName(entry: Entry, name: unknown, i: number): Problem | undefined {
    const path = [aliasesKey, i];
    if (typeof name !== "string" || name === "") {
      return { path, seen: seen(name, entry.secrets.length > 0), allowed, fix: "Write the name as a text." };
    }
    const key = keyOf(entry.collection, name);
    if (this.#declared.has(key)) return { path, ...alsoDeclared(entry, name) };
    const other = this.#claimed.get(key);
    this.#claimed.set(key, entry);
    if (other === undefined) return undefined;
    const where = other === entry ? " twice" : `, which is a former name of \`${other.name}\` too`;
    return {
      path,
      seen: `${JSON.stringify(name)}${where}`,
      allowed: "each former name once",
      fix: "A resource can become one entry alone: remove one of the two.",
    };
  }
}

function alsoDeclared(entry: Entry, name: string): Omit<Problem, "path"> {
  const isOwn = name === entry.name;
  return {
    seen: isOwn ? "the entry's own name" : `"${name}", which im:${entry.collection} declares as an entry of its own`,
    allowed,
    fix: isOwn ? "Remove it." : `Remove it here, or remove the entry \`${name}\` if it has become \`${entry.name}\`.`,
  };
}

function secretNames(): Problem {
  return {
    path: [aliasesKey],
    seen: "an encrypted value",
    allowed,
    fix: "Write the names in clear: Pulumi keeps the name of a resource in clear in the state.",
  };
}

function keyOf(collection: Collection, name: string): string {
  return JSON.stringify([collection, name]);
}
