import { choice, count } from "../../cloud/settings";

/** What is left open about profanity words. */
export const wordSettings = {
  wordMaximum: count([1, 10_000], 50, "Profanity words that the app may have."),
  wordOverflow: choice([1002, 1000], 1002, "Code for adding profanity words beyond wordMaximum; none is added."),
  repeatedWord: choice(
    ["replace", "keep", 1002],
    "replace",
    "Adding a profanity word that is there: it takes the new replacement, keeps the old one, or the call fails.",
  ),
  removeMissingWord: choice([1015, 0], 1015, "Removing profanity words none of which is there."),
};
