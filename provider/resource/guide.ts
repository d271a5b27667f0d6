/** What the guides say of a kind: `npm run docs` writes it into docs/import.md and docs/limits.md. */
export interface Guide<Inputs extends object, State extends Inputs> {
  import: ImportEntry<Inputs, State> | NoImport;
  /** What it cannot do, and why, each in Markdown. What cannot be read back is told from the definition. */
  limits: readonly string[];
}

/** An object that exists, as an import file has it. Tests import it, and take from it what a kind demands. */
export interface ImportEntry<Inputs extends object, State extends Inputs> {
  /** The heading, such as `A team`. */
  title: string;
  /** What the id is, to read after "The id is". */
  idIs: string;
  /** What else whoever writes the file has to know. */
  advice?: string;
  /** The logical name. */
  name: string;
  id: string;
  /** What a program would declare, in the definition's normal form. */
  inputs: Inputs;
  /** What the state holds beside the inputs. */
  outputs: Partial<Omit<State, keyof Inputs>> & { appId: string };
}

/** Where there is nothing to import, the sentence that says why. */
export interface NoImport {
  none: string;
}

/** Whether there may be objects of a kind before a program declares them. */
export function isImportable<Inputs extends object, State extends Inputs>(
  entry: Guide<Inputs, State>["import"],
): entry is ImportEntry<Inputs, State> {
  return !("none" in entry);
}
