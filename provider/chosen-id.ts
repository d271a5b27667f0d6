import { lookAfter } from "./creations";
import { type CallFacts, codeOf, ImError, refusal } from "./errors";
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
  /** Whether the vendor refuses to create what is there and leaves it as it is, so that a look before is not needed. */
  isCreateSafe?: boolean;
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
  const before = chosen.isCreateSafe ? undefined : await chosen.look();
  if (before) return { found: takenOver(chosen, before), wasThere: true };
  let lost: unknown;
  for (let sent = 1; ; sent++) {
    try {
      await chosen.create();
      return fresh;
    } catch (error) {
      const made = await afterFailure(chosen, error, lost !== undefined);
      if (made) return made;
      if (sent === maxCreates) throw error;
      lost = error;
    }
  }
}

const fresh = { found: undefined, wasThere: false };

/**
 * What there is after a create that failed; undefined where it is to be sent again.
 * @param isSecond whether the create before has got no answer
 */
async function afterFailure<Found extends { mark?: string | undefined }>(
  chosen: ChosenId<Found>,
  error: unknown,
  isSecond: boolean,
): Promise<Chosen<Found> | undefined> {
  const isThere = chosen.saysExists(error);
  // The create before has acted, although the look in between did not show it yet.
  if (isThere && isSecond) return fresh;
  const there = isThere && chosen.isCreateSafe ? await chosen.look() : undefined;
  if (there) return { found: takenOver(chosen, there, error), wasThere: true };
  if (codeOf(error) !== "IM_OUTCOME_UNKNOWN") throw error;
  const found = await lookAfter(error, () => chosen.look());
  return found && made(chosen, found);
}

/** What is there after a create without an answer. */
function made<Found extends { mark?: string | undefined }>(chosen: ChosenId<Found>, found: Found): Chosen<Found> {
  // Absent a moment ago, it came of this create; where nobody looked, only its mark can tell.
  const isNew = !chosen.isCreateSafe || (found.mark !== undefined && found.mark === chosen.mark);
  return { found: isNew ? found : takenOver(chosen, found), wasThere: !isNew };
}

/** An object that is there at a create: ours, from an interrupted run, or to be adopted. Any other one is refused. */
export function takenOver<Found extends { mark?: string | undefined }>(
  chosen: Pick<ChosenId<Found>, "what" | "idKey" | "facts" | "mark" | "adopt">,
  found: Found,
  refused?: unknown,
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
  const { vendorCode, vendorText } = refusal(refused) ?? {};
  const words =
    vendorCode === undefined ? "" : ` The vendor refused the create with code ${vendorCode} "${vendorText}".`;
  throw new ImError("IM_CONFLICT", `${what} ${why}.${words}`, { ...facts, ...refusal(refused) }, { cause: refused });
}
