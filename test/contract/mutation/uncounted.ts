import { type Place, placeText } from "./places";

/**
 * Lists and maps of which nothing in their answer, and nothing that was asked, says how many entries there should be: with fewer
 * of them the answer is a good one, about another object.
 */
const uncounted: Readonly<Record<string, readonly string[]>> = {};

/** Whether nothing says how many entries a list or map of an answer should have. */
export function isUncounted(call: string, list: Place): boolean {
  return (uncounted[call] ?? []).includes(placeText(list.map((step) => (typeof step === "number" ? 0 : step))));
}
