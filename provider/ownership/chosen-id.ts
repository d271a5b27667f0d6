import { codeOf } from "../errors";
import { lookAfter } from "./creations";
import { type Claim, takenOver } from "./ownership";

/** How an object with an id of the program's choice is made. */
export interface ChosenId<Found extends { mark?: string | undefined }> extends Claim {
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
