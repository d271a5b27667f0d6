import { markAfter, markTakenOver, stamped } from "../../provider/ownership/mark";

/** The mark that a resource is declared with, as inputs hold it. */
export const declaredMark = "0123456789abcd0";

/** The mark of an object that the resource has made just now. */
export const ours = stamped(declaredMark);

/** The same object, after the resource has taken it over. */
export const takenOver = markTakenOver(ours);

/** The mark of what replaces it. */
export const replacement = markAfter(ours);

/** The mark of another stack's resource. */
export const somebodyElses = stamped("fedcba987654320");
