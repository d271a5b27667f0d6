/** What is called otherwise in a text of a native definition than in a portable resource: names, and words for things. */
export interface Vocabulary {
  /** Portable names by native ones. */
  names: ReadonlyMap<string, string>;
  /** Portable words by native ones, such as `chat room` for `open channel`. */
  things: ReadonlyMap<string, string>;
}

/** Texts between quotation marks are the vendor's or the user's. */
const quoted = /("(?:[^"\\]|\\.)*")/;

/** A text of a native definition in the words of a portable resource. */
export function portableWords(text: string, { names, things }: Vocabulary): string {
  const patterns = [...longestFirst(things.keys()).map(thingPattern), ...longestFirst(names.keys()).map(namePattern)];
  if (patterns.length === 0) return text;
  const pattern = new RegExp(patterns.join("|"), "gu");
  return text
    .split(quoted)
    .map((part) =>
      part.startsWith('"') ? part : part.replace(pattern, (word) => things.get(word) ?? names.get(word) ?? word),
    )
    .join("");
}

function longestFirst(words: Iterable<string>): string[] {
  return [...words].sort((a, b) => b.length - a.length);
}

const literal = (word: string) => word.replace(/[.]/g, "\\.");

const thingPattern = (word: string) => `(?<![\\w./-])${literal(word)}(?![\\w/-])`;

/** A name that is an English word too is one only where it is written as code. */
function namePattern(name: string): string {
  if (!english.has(name)) return `(?<![\\w./-])${literal(name)}(?![\\w/-])`;
  return `(?<=\`)${name}(?=[\`:])|(?<=[{,] )${name}(?=:)`;
}

/** Native names that a sentence may hold as a word. */
const english: ReadonlySet<string> = new Set([
  "admin",
  "block",
  "birth",
  "creator",
  "custom",
  "elements",
  "ex",
  "ext",
  "icon",
  "intro",
  "metadata",
  "mute",
  "nick",
  "sign",
  "token",
]);
