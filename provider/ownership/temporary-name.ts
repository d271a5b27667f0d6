import { markKey, markPattern } from "./mark";

/** What comes before the mark in a name that an object has only until it bears its mark elsewhere. */
const beforeName = `${markKey}:`;

/** The same in a URL, where names have to be judged first. No such host exists, so no client loads anything from it. */
const beforeUrl = "https://pulumi-im.invalid/";

const mark = new RegExp(`^${markPattern}$`);

/** The name under which an object is made, so that it is known again before it can bear its mark. */
export function temporaryName(mark: string): string {
  return `${beforeName}${mark}`;
}

/** The mark in a temporary name; undefined for any other name. */
export function markInName(name: unknown): string | undefined {
  return markAfter(beforeName, name);
}

/** The URL that an object is made with, where it is that which says whose it is. */
export function temporaryUrl(mark: string): string {
  return `${beforeUrl}${mark}`;
}

/** The mark in a temporary URL; undefined for any other URL. */
export function markInUrl(url: unknown): string | undefined {
  return markAfter(beforeUrl, url);
}

function markAfter(before: string, value: unknown): string | undefined {
  const text = String(value);
  const rest = text.slice(before.length);
  return text.startsWith(before) && mark.test(rest) ? rest : undefined;
}
