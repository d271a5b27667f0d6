// biome-ignore lint/suspicious/noExplicitAny: parameters and answers of many shapes.
type Json = any;

/** What the vendor demands in front of a community's id. */
const community = "@TGS#_";

/** The ids of a run: each begins with the run's prefix, so that nothing but what the run made can be met. */
export class Names {
  readonly prefix: string;
  /** Ids as the programs have them, in lower case: some of them do not keep to one. */
  readonly #ids: ReadonlySet<string>;

  /** @param ids those that programs and calls by hand use */
  constructor(run: string, ids: readonly string[]) {
    this.prefix = `${everyRun}${run}-`;
    this.#ids = new Set(ids.map((id) => id.toLowerCase()));
  }

  of(id: string): string {
    return id.startsWith(community) ? community + this.prefix + id.slice(community.length) : this.prefix + id;
  }

  /**
   * A program with the ids of this run: in quotes wherever it is no resource's name, and as keys.
   * @param ids those that are ids in this program
   */
  inProgram(text: string, ids: readonly string[]): string {
    const any = ids.map((id) => id.replace(/[.#$]/g, "\\$&")).join("|");
    return text
      .replace(new RegExp(`(?<!\\bnew [\\w.]+\\(\\s*)"(${any})"`, "gi"), (_, id) => JSON.stringify(this.of(id)))
      .replace(new RegExp(`(?<=[{,]\\s*)(${any})(?=: )`, "g"), (id) => JSON.stringify(this.of(id)));
  }

  /** Parameters of a call made by hand, with the ids of this run. */
  inParams(value: Json): Json {
    if (typeof value === "string") return this.#inText(value);
    if (Array.isArray(value)) return value.map((one) => this.inParams(one));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.inParams(one)]));
  }

  #inText(text: string): string {
    if (text.includes(this.prefix)) return text;
    return this.#ids.has(text.toLowerCase()) || text.startsWith(community) ? this.of(text) : text;
  }

  /** An answer with the ids that programs have. */
  outOf(answer: Json): Json {
    return JSON.parse(JSON.stringify(answer ?? null).replaceAll(this.prefix, ""));
  }
}

/** What every object of every run begins with. */
export const everyRun = "imlive-";

/** Whether an object was made by a run. */
export function isOfARun(id: string): boolean {
  return id.startsWith(everyRun) || id.startsWith(community + everyRun);
}
