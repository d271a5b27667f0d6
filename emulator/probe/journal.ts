import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isObject } from "../cloud/values";

/** An object that a probe made, of an app. */
export interface Made {
  readonly app: string;
  readonly kind: string;
  readonly id: string;
}

interface Line extends Made {
  readonly gone?: true;
}

function parsed(line: string): Line | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (!isObject(value)) return undefined;
    const { app, kind, id, gone } = value;
    if (typeof app !== "string" || typeof kind !== "string" || typeof id !== "string") return undefined;
    return { app, kind, id, ...(gone === true && { gone }) };
  } catch {
    // The last line of a probe that was killed while it wrote.
    return undefined;
  }
}

const keyOf = ({ app, kind, id }: Made) => JSON.stringify([app, kind, id]);

/**
 * A file that names each object before it is made, until it is removed: what a killed probe leaves, the next one finds in it
 * where the vendor lists none. Nothing to remove, no file.
 */
export class Journal {
  readonly #made = new Map<string, Made>();

  constructor(readonly path: string) {
    if (!existsSync(path)) return;
    for (const line of readFileSync(path, "utf8").split("\n")) {
      const entry = parsed(line);
      if (entry?.gone) this.#made.delete(keyOf(entry));
      else if (entry) this.#made.set(keyOf(entry), { app: entry.app, kind: entry.kind, id: entry.id });
    }
    // A torn line would swallow the next one.
    writeFileSync(path, this.#text(), { mode: 0o600 });
  }

  of(app: string): Made[] {
    return [...this.#made.values()].filter((one) => one.app === app);
  }

  note(made: Made): void {
    this.#made.set(keyOf(made), made);
    this.#append(made);
  }

  forget(made: Made): void {
    if (!this.#made.delete(keyOf(made))) return;
    if (this.#made.size === 0) rmSync(this.path, { force: true });
    else this.#append({ ...made, gone: true });
  }

  #text(): string {
    return [...this.#made.values()].map((one) => `${JSON.stringify(one)}\n`).join("");
  }

  #append(line: Line): void {
    appendFileSync(this.path, `${JSON.stringify(line)}\n`, { mode: 0o600 });
  }
}
