import { lookAfter } from "./creations";
import { type CallFacts, codeOf, ImError } from "./errors";
import { isReplacement, isSameResource } from "./mark";
import { warn } from "./report";

/** How an object with an id of the program's choice is made. */
export interface ChosenId<Found extends { mark?: string | undefined }> {
  /** What to call it in a text, such as `nexconn group channel support`. */
  what: string;
  /** The property that holds the id. */
  idKey: string;
  /** The create, for errors. */
  facts: Partial<CallFacts>;
  /** The mark that the object is to bear; undefined where marks are off. */
  mark: string | undefined;
  /** Whether an object that is there already and is not ours is to be taken over. */
  adopt: boolean;
  /** The object as it is, or undefined where there is none. */
  look(): Promise<Found | undefined>;
  create(): Promise<void>;
  /** Whether a refusal says that the object exists. */
  saysExists(error: unknown): boolean;
}

/** What came of it; `found` is undefined for an object that was made just now. */
export interface Chosen<Found> {
  found: Found | undefined;
  /** Whether it was there before this run. */
  wasThere: boolean;
}

/** Creates sent at most, each after a look. */
const maxCreates = 3;

/**
 * Makes the object once, or takes back the one that an interrupted run of the same resource has made, which its mark tells.
 * Any other object of that id is refused, unless it is to be adopted.
 */
export async function makeChosen<Found extends { mark?: string | undefined }>(
  chosen: ChosenId<Found>,
): Promise<Chosen<Found>> {
  const before = await chosen.look();
  if (before) return { found: takenOver(chosen, before), wasThere: true };
  let lost: unknown;
  for (let sent = 1; sent <= maxCreates; sent++) {
    try {
      await chosen.create();
      return { found: undefined, wasThere: false };
    } catch (error) {
      // The create before has acted, although the look in between did not show it yet.
      if (lost && chosen.saysExists(error)) return { found: undefined, wasThere: false };
      if (codeOf(error) !== "IM_OUTCOME_UNKNOWN") throw error;
      // It was absent a moment ago: what is there now came of this create.
      const found = await lookAfter(error, () => chosen.look());
      if (found) return { found, wasThere: false };
      lost = error;
    }
  }
  throw lost;
}

/** An object that is there at a create: ours, from an interrupted run, or to be adopted. Any other one is refused. */
export function takenOver<Found extends { mark?: string | undefined }>(
  chosen: Pick<ChosenId<Found>, "what" | "idKey" | "facts" | "mark" | "adopt">,
  found: Found,
): Found {
  const { what, idKey, facts, mark, adopt } = chosen;
  const isOurs = isSameResource(found.mark, mark);
  if (isOurs && !isReplacement(mark)) {
    warn(`${what} was there, made by this resource in an earlier run; it is taken over.`);
    return found;
  }
  if (adopt) return found;
  const why = isOurs
    ? "is still in use by the resource that it is to replace. Nothing was changed. Set the option deleteBeforeReplace"
    : `exists already and was not made by this resource. Nothing was changed. Choose another ${idKey}, take it over with \`adopt: true\`, or bring it into the stack with an import file (see docs/import.md)`;
  throw new ImError("IM_CONFLICT", `${what} ${why}.`, facts);
}
