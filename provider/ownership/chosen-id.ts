import { isOutcomeUnknown, wasCarriedOut } from "../errors";
import { untilShown } from "../lag/until-shown";
import { warn } from "../report";
import { lookAfter } from "./creations";
import { isSameResource } from "./mark";
import { ownerOf, takeOver, type WantedObject } from "./ownership";

interface Marked {
  mark?: string | undefined;
}

/** How an object with an id of the program's choice is made. */
export interface ChosenId<Found extends Marked, Made> extends WantedObject {
  /** Whether the vendor refuses to create what is there and leaves it as it is, so that a look before is not needed. */
  isCreateSafe?: boolean;
  /** The object as it is, or undefined where there is none. */
  look(): Promise<Found | undefined>;
  create(): Promise<Made>;
  /** Whether a refusal says that the object exists. */
  saysExists(error: unknown): boolean;
  /** What a delete leaves, where the vendor keeps it: with our mark or without marks it is taken back, however old it is. */
  left?: {
    is(found: Found): boolean;
    /** How it stands, in a word. */
    word: string;
  };
}

/** What came of it. Where there is neither `found` nor `made`, a create that got no answer has made it. */
export interface Chosen<Found, Made = unknown> {
  /** The object as it was found. */
  found?: Found;
  /** What the create gave. */
  made?: Made;
  /** Whether it was there before this run. */
  wasThere: boolean;
  /** Whether it is this resource's own and not adopted. */
  isOurs: boolean;
}

/** Creates sent at most, each after a look. */
const maxCreates = 3;

/**
 * Makes the object once, or takes back the one that an interrupted run of the same resource has made, which its mark tells.
 * Any other object of that id is refused, unless it is to be adopted.
 */
export async function makeChosen<Found extends Marked, Made>(
  chosen: ChosenId<Found, Made>,
): Promise<Chosen<Found, Made>> {
  const before = chosen.isCreateSafe ? undefined : await chosen.look();
  if (before) return taken(chosen, before);
  let lost: unknown;
  for (let sent = 1; ; sent++) {
    try {
      return { ...fresh, made: await chosen.create() };
    } catch (error) {
      const made = await afterFailure(chosen, error, lost !== undefined);
      if (made) return made;
      if (sent === maxCreates || wasCarriedOut(error)) throw error;
      lost = error;
    }
  }
}

const fresh = { wasThere: false, isOurs: true };

/**
 * What there is after a create that failed; undefined where it is to be sent again.
 * @param isSecond whether the create before has got no answer
 */
async function afterFailure<Found extends Marked>(
  chosen: ChosenId<Found, unknown>,
  error: unknown,
  isSecond: boolean,
): Promise<Chosen<Found, never> | undefined> {
  const isThere = chosen.saysExists(error);
  // The create before has acted, although the look in between did not show it yet.
  if (isThere && isSecond) return fresh;
  // Refused, the create says that it is there, whatever the look before has shown.
  const there = isThere ? await untilShown(chosen.look, (found) => found === undefined) : undefined;
  if (there) return taken(chosen, there, error);
  if (!isOutcomeUnknown(error)) throw error;
  const found = await lookAfter(error, () => chosen.look());
  return found && afterLost(chosen, found);
}

/** What is there after a create without an answer. */
function afterLost<Found extends Marked>(chosen: ChosenId<Found, unknown>, found: Found): Chosen<Found, never> {
  // Absent a moment ago, it came of this create; where nobody looked, only its mark can tell.
  const isNew = !chosen.isCreateSafe || (found.mark !== undefined && found.mark === chosen.mark);
  return isNew ? { ...fresh, found } : taken(chosen, found);
}

/** @param refused what the vendor answered to the create, where one was sent */
function taken<Found extends Marked>(
  chosen: ChosenId<Found, unknown>,
  found: Found,
  refused?: unknown,
): Chosen<Found, never> {
  const { what, mark, left } = chosen;
  if (left?.is(found) && (mark === undefined || isSameResource(found.mark, mark))) {
    warn(`${what} was there, ${left.word}; it is taken back.`);
    return { found, wasThere: true, isOurs: true };
  }
  takeOver(chosen, found, refused);
  return { found, wasThere: true, isOurs: ownerOf(found.mark, mark) === "this resource" };
}
