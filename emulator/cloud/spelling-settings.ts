import { choice } from "./settings";

/** Spellings of answers that are left open in the same way at more than one vendor. */

export const answerNumbers = choice(
  ["number", "text"],
  "number",
  "Numbers in answers of which no other setting speaks: numbers, or text. `code` is always a number.",
);

export const emptyLists = choice(
  ["empty", "omit", "null"],
  "empty",
  "Empty lists in answers of which no other setting speaks: empty, missing, or null.",
);
