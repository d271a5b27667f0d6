import { isObject } from "./values/values";

/** What went wrong, as a stable word to switch on. Texts may change; these do not. */
export type ImErrorCode =
  /** The inputs cannot be right on any run. */
  | "IM_INVALID_INPUT"
  /** The connection is missing, malformed, or belongs to another vendor. */
  | "IM_CONNECTION"
  /** The engine does not find this package from the program's folder. */
  | "IM_NOT_INSTALLED"
  /** The connection points to another app than the one the resource was made in. */
  | "IM_WRONG_APP"
  /** The object exists and was not made by this program. */
  | "IM_CONFLICT"
  /** Another resource has taken the object over: it bears that one's mark. */
  | "IM_NOT_OURS"
  /** The object is gone at the vendor although the state holds it, or there is none of that to which it belongs. */
  | "IM_GONE"
  /** The vendor refused the call. */
  | "IM_REFUSED"
  /** The vendor kept refusing for rate, load or a fault of its own. */
  | "IM_UNAVAILABLE"
  /** The vendor could not be reached. */
  | "IM_UNREACHABLE"
  /** A call that must not be sent twice got no answer, so it may or may not have acted. */
  | "IM_OUTCOME_UNKNOWN"
  /** The vendor answered in a form that this version does not understand. */
  | "IM_UNEXPECTED_ANSWER"
  /** Only a part of a change was accepted. */
  | "IM_PARTIAL"
  /** The state has a kind of resource that the installed version of this package does not have. */
  | "IM_UNKNOWN_KIND";

/** The facts of a failed vendor call. */
export interface CallFacts {
  vendor: string;
  /** The vendor's name of the call, such as `user/create`. */
  call: string;
  /** The object it was about, such as an accid or a tid. */
  object?: string;
  /** The vendor's code in the answer, where there was one. */
  vendorCode?: number;
  /** The vendor's own words. */
  vendorText?: string;
  /** HTTP status, where it was not 200. */
  status?: number;
  /** The id that was sent along, for the vendor's support. */
  requestId?: string;
  /** What to do next, as the end of the text says it. */
  advice?: string;
  /** Whether the call changes something and was carried out, although its answer is not understood. */
  wasCarriedOut?: true;
}

/**
 * Every failure of this package. Compare `code`, never the text or the class. Where a failure is printed, the code stands in
 * front of the text.
 */
export class ImError extends Error {
  readonly code: ImErrorCode;
  readonly facts: Partial<CallFacts>;

  constructor(code: ImErrorCode, message: string, facts: Partial<CallFacts> = {}, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "ImError";
    this.code = code;
    this.facts = facts;
  }
}

/**
 * The same failure, of which more can be told. A new error: calls that share a request share its failure.
 * @returns what is no {@link ImError} as it is
 */
export function withMore(error: unknown, more: string): unknown {
  const code = codeOf(error);
  return code === undefined
    ? error
    : new ImError(code, `${messageOf(error)} ${more}`, factsOfCall(error), { cause: error });
}

/** The `code` of an {@link ImError}, also of one made by another copy of this package. */
export function codeOf(error: unknown): ImErrorCode | undefined {
  const code = isObject(error) ? error.code : undefined;
  return typeof code === "string" && code.startsWith("IM_") ? (code as ImErrorCode) : undefined;
}

/** The vendor's code and words, where the error is a refusal. Not told by class: see {@link codeOf}. */
export function refusal(error: unknown): Pick<CallFacts, "vendorCode" | "vendorText"> | undefined {
  return codeOf(error) === "IM_REFUSED" ? factsOfCall(error) : undefined;
}

/** Whether only a look tells what a call has done, which must not be repeated blindly. */
export function isOutcomeUnknown(error: unknown): boolean {
  return codeOf(error) === "IM_OUTCOME_UNKNOWN" || wasCarriedOut(error);
}

/** Whether a call has acted, and its answer is not understood. */
export function wasCarriedOut(error: unknown): boolean {
  return codeOf(error) === "IM_UNEXPECTED_ANSWER" && factsOfCall(error).wasCarriedOut === true;
}

/** A text for people, with the stable word in front that they and their scripts may act on. */
export function coded(code: ImErrorCode, text: string): string {
  return `${code}: ${text}`;
}

/** The facts of a failed call, where an error has any. Not told by class: see {@link codeOf}. */
export function factsOfCall(error: unknown): Partial<CallFacts> {
  const facts = codeOf(error) !== undefined && isObject(error) ? error.facts : undefined;
  return isObject(facts) ? facts : {};
}

/** The text of anything thrown, as people see it. */
export function codedTextOf(error: unknown): string {
  const code = codeOf(error);
  return code === undefined ? messageOf(error) : coded(code, messageOf(error));
}

/** The text of anything thrown, to be a part of another one. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
