import { warn } from "../report";

/** How many names of others a text has. */
const mostNamed = 20;

/**
 * Warns of what is there and was in no preview.
 * @param what what they are, such as `members of commsease team 2366968294`
 * @param areExpected whether there may be others whom nobody declares here, so that they are no news
 */
export function tellOfUnmanaged(what: string, names: readonly string[], areExpected = false): void {
  if (names.length > 0 && !areExpected) warn(ofUnmanaged(what, names));
}

/** The warning that there is what nobody declared. */
export function ofUnmanaged(what: string, names: readonly string[]): string {
  return `There are ${what} that are neither declared nor in the state: ${nameList(names)}. They stay. \`pulumi refresh\` brings them into the next preview.`;
}

/** Names in a text, not too many of them, in quotes: they are the program's or other people's, and may hold anything. */
export function nameList(names: readonly string[]): string {
  const shown = names.slice(0, mostNamed).map((name) => JSON.stringify(name));
  const more = names.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
