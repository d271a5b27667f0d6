import { type CallFacts, ImError, refusal } from "../errors";
import { warn } from "../report";
import { timestampText } from "../schema/timestamps";
import { isRecent, isReplacement, isSameGeneration, isSameObject, isSameResource, isSameStack, madeAtMs } from "./mark";

/** Whose an object is, as its mark tells the resource that would have it. */
export type Owner =
  /** It bears no mark. */
  | "nobody"
  /** It can be what an interrupted run of this very resource has left. */
  | "this resource"
  /** It is of this resource, or of one of the same name in a stack of the same name, and too old for an interrupted run. */
  | "this resource long ago"
  /** It is the object that this resource is to replace. */
  | "the resource before"
  | "this stack"
  | "another stack";

/** @param declared the mark of the resource; undefined where marks are off */
export function ownerOf(live: string | undefined, declared: string | undefined): Owner {
  if (!live) return "nobody";
  if (!isSameResource(live, declared)) return isSameStack(live, declared) ? "this stack" : "another stack";
  if (isReplacement(declared) && !isSameGeneration(live, declared)) return "the resource before";
  return isRecent(live) ? "this resource" : "this resource long ago";
}

/** An object that is to be made, as far as a conflict about it goes. */
export interface WantedObject {
  /** What to call it in a text, such as `nexconn group channel support`. */
  what: string;
  /** The property that holds its id, where the program chooses that. */
  idKey?: string;
  /** The create, for errors. */
  facts: Partial<CallFacts>;
  /** The mark that the object is to bear; undefined where marks are off. */
  mark: string | undefined;
  /** Whether an object that is there already and is not ours is to be taken over. */
  adopt: boolean;
}

/**
 * An object that is there at a create: ours, from an interrupted run, or to be adopted. Any other one is refused.
 * @param refused what the vendor answered to the create, where one was sent
 */
export function takeOver<Found extends { mark?: string | undefined }>(
  wanted: WantedObject,
  found: Found,
  refused?: unknown,
): Found {
  const owner = ownerOf(found.mark, wanted.mark);
  if (owner === "this resource") {
    warn(`${wanted.what} was there, made by this resource in an earlier run; it is taken over.`);
    return found;
  }
  if (!wanted.adopt) throw conflict(wanted, owner, found.mark, refused);
  tellFormerOwner(wanted.what, owner);
  return found;
}

/** Says whose an object was that is adopted. */
export function tellFormerOwner(what: string, owner: Owner): void {
  if (owner !== "this stack" && owner !== "another stack") return;
  warn(`${what} bore the mark of ${ofOwner[owner]}, which leaves it alone from now on: it is taken over.`);
}

const ofOwner = { "this stack": "another resource of this stack", "another stack": "another stack" } as const;

const aliases = "give it `aliases` with its former name, or run `pulumi state rename`";
const adopt = "declare `adopt: true`";

/** That an object is there and is not ours to take, with the ways on. */
export function conflict(
  { what, idKey, facts }: Pick<WantedObject, "what" | "idKey" | "facts">,
  owner: Owner,
  mark: string | undefined,
  cause?: unknown,
): ImError {
  const { vendorCode, vendorText } = refusal(cause) ?? {};
  const words =
    vendorCode === undefined ? "" : ` The vendor refused the create with code ${vendorCode} "${vendorText}".`;
  const text = `${what} ${situation(owner, mark)}. Nothing was changed. ${waysOn(owner, idKey)}.${words}`;
  return new ImError("IM_CONFLICT", text, { ...facts, ...refusal(cause) }, { cause });
}

function situation(owner: Owner, mark: string | undefined): string {
  switch (owner) {
    case "this stack":
      return "exists already: another resource of this stack has made it";
    case "another stack":
      return "exists already: another stack has made it";
    case "the resource before":
      return "is still in use by the resource that it is to replace";
    case "this resource long ago":
      return `exists already. This resource, or one of the same name in a stack of the same name, made it at ${timestampText(madeAtMs(mark ?? "") ?? 0)}, too long ago for a run that was interrupted`;
    default:
      return "exists already and was not made by this resource";
  }
}

function waysOn(owner: Owner, idKey: string | undefined): string {
  const another = idKey === undefined ? "" : `choose another ${idKey}, or `;
  switch (owner) {
    case "this stack":
      return `Was the resource renamed in the program? Then ${aliases}. Otherwise ${another}${adopt} to take it over: the other resource then leaves it alone`;
    case "another stack":
      return `${capital(another)}${another ? adopt : capital(adopt)} to take it over: the other stack then leaves it alone`;
    case "the resource before":
      return "Set the option deleteBeforeReplace";
    case "this resource long ago":
      return `If it is this stack's, ${adopt}; to have it made anew, destroy it first with \`pulumi destroy --target\`. If another copy of this stack has it, ${another}tell the copies apart: \`pulumi config set im:ownershipMark NAME\``;
    default:
      return `${capital(idKey === undefined ? "" : `choose another ${idKey}, `)}${idKey === undefined ? "Take" : "take"} it over with \`adopt: true\`, or bring it into the stack with an import file (see docs/import.md). Was the resource renamed in the program? Then ${aliases}`;
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Whether an object has been taken over by another resource since a state knew it.
 * @param known the mark in the state; without one, any mark is another's
 * @param declared the mark of the resource, where it is known
 */
export function isAnothers(live: string | undefined, known: string | undefined, declared?: string): boolean {
  if (!live) return false;
  return known ? !isSameObject(live, known) : !isSameResource(live, declared);
}

/** Whom an object belongs to now, and the ways on, after what was not done to it. */
export function notOurs(what: string, live: string | undefined, known: string | undefined, done: string): string {
  const owner = isSameStack(live, known) ? ofOwner["this stack"] : ofOwner["another stack"];
  return `${what} bears the mark of ${known ? owner : "another resource"}. ${done}`;
}

/**
 * How a resource whose object is another's comes to rest.
 * @param known the mark in the state; an imported object has none
 */
export function waysOnOfAnothers(known: string | undefined): string {
  const back =
    known === undefined
      ? "declare `adopt: true`"
      : "give the resource another logical name and declare `adopt: true`, with the id where the program leaves it out";
  return `Take the resource out of the program to give the object up; it stays at the vendor. To have the object, ${back}.`;
}
