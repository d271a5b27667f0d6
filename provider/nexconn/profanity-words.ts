import { z } from "zod";
import type { Definition, Values } from "../definition";
import { connectionField, filledText, group, type Shape } from "../fields";
import type { Problem } from "../problems";
import { seen } from "../problems";
import { type ArgsOf, resourceClass } from "../resource";
import { isUnknown, unknownValue } from "../unknowns";
import type { NexconnClient } from "./client";
import { vendor } from "./vendor";
import { type LiveWords, managedWords, readWords, removeWords, syncWords } from "./word-list";

/** What happens to a message with a profanity word in it. */
export interface ProfanityWord {
  /** What takes the place of the word in a message. Without it the message is blocked. */
  replacement?: string | undefined;
}

/** What a {@link ProfanityWords} is declared with. A field that is left out is not managed. */
export interface ProfanityWordsInputs {
  /**
   * The words: a list of texts and of `{ word, replacement }`, or a map by word. The vendor takes 50 for an app, unless it has
   * raised the number. A change acts on messages after about 15 minutes. A word that was there is taken over.
   * @call profanity-word/batch/add, profanity-word/batch/remove
   */
  words: (string | { word: string; replacement?: string | undefined })[] | Record<string, ProfanityWord>;
  /**
   * Whether `words` is the app's whole list (`"authoritative"`) or only a part of it (`"additive"`). Either way only words that
   * the state knows are removed; words of others come into the state of an authoritative list by a refresh. A change to
   * `"additive"` lets go of these.
   * @default "authoritative"
   */
  membership?: "authoritative" | "additive" | undefined;
  /**
   * The name of the connection, that is of the app. A change to another app fills the list there.
   * @default "default"
   */
  connection?: string | undefined;
}

/** Inputs after normalisation: words as a map. */
export interface WordsDeclaration extends Omit<ProfanityWordsInputs, "words"> {
  words: Record<string, ProfanityWord>;
}

/** What the program can read of a {@link ProfanityWords}. */
export interface ProfanityWordsState extends WordsDeclaration {
  /** The App Key of the app; also the resource's id. */
  appId: string;
}

const wordSchema = group(
  z.strictObject({ replacement: filledText(32).optional() }),
  "an object with replacement, or {} to block the message",
  'Write { replacement: "***" }, or {}.',
);

const schema = z.strictObject({
  words: group(
    z.record(filledText(32), wordSchema),
    "a list of texts of 1 to 32 characters and of { word, replacement }, or a map by word",
    'Write ["spam", { word: "darn", replacement: "d***" }].',
  ),
  membership: group(
    z.enum(["authoritative", "additive"]),
    "authoritative (the whole list) or additive (a part of it)",
    "Give one of these words.",
  ).optional(),
  connection: connectionField(),
} satisfies Shape<WordsDeclaration>);

/** The definition of `nexconn.ProfanityWords`. */
export const profanityWords: Definition<NexconnClient, WordsDeclaration, ProfanityWordsState & LiveWords> = {
  kind: "nexconn:ProfanityWords",
  vendor,
  schema,
  outputs: ["appId"],
  identities: [{ object: "app", part: "profanity words", keys: "words" }],
  secrets: [],
  sets: ["words"],
  replaceOn: [],
  writeOnly: ["membership"],
  calls: [
    {
      call: "profanity-word/list",
      when: "before each change and delete, on refresh, and after a call without an answer",
    },
    { call: "profanity-word/batch/remove", when: "for words that go, and those whose replacement changes" },
    { call: "profanity-word/batch/add", when: "for words that are new, and those whose replacement changes" },
  ],
  onDelete:
    "Removes the words of the state, those that a refresh found in an authoritative list too. Words of others stay.",

  normalise(raw) {
    if (!Array.isArray(raw.words)) return { inputs: { ...raw, words: withoutEmpty(raw.words) }, problems: [] };
    const { words, problems } = fromList(raw.words);
    return { inputs: { ...raw, words }, problems };
  },

  conflicts: () => [],

  // Old and new are the same list, so that the delete of the old would take the words of the new.
  replacement: "delete",

  async observe(client, _id, state) {
    const everyWord = await readWords(client);
    return { appId: client.appKey, everyWord, words: managedWords(everyWord, state.words, state.membership) };
  },

  async ensure(client, inputs) {
    const current = await profanityWords.observe(client, client.appKey, { ...inputs, words: {} });
    return { id: client.appKey, current: { ...current, words: {} } };
  },

  sync: syncWords,

  remove: (client, _id, state) => removeWords(client, Object.keys(state.words ?? {})),
};

/** What a program gives to {@link ProfanityWords}: each value now, or as an output of another resource. */
export type ProfanityWordsArgs = ArgsOf<ProfanityWordsInputs>;

/** The profanity words of a Nexconn app: what is taken out of messages, and which messages are blocked. */
export class ProfanityWords extends resourceClass<ProfanityWordsArgs, ProfanityWordsState>(profanityWords) {}

function fromList(list: unknown[]): { words: unknown; problems: Problem[] } {
  if (list.some((item) => isUnknown(item) || isUnknown(wordOf(item)))) return { words: unknownValue, problems: [] };
  const words = new Map<string, unknown>();
  const problems: Problem[] = [];
  for (const [i, item] of list.entries()) {
    const word = wordOf(item);
    const problem = problemOf(word, item, words.has(String(word)));
    if (problem) {
      problems.push({ path: ["words", i], ...problem });
      continue;
    }
    const { word: _, ...rest } = (item instanceof Object ? item : {}) as Values;
    words.set(String(word), rest);
  }
  return { words: withoutEmpty(Object.fromEntries(words)), problems };
}

function wordOf(item: unknown): unknown {
  return item instanceof Object ? (item as Values).word : item;
}

function problemOf(word: unknown, item: unknown, isRepeated: boolean): Omit<Problem, "path"> | undefined {
  if (typeof word !== "string") {
    return { seen: seen(item), allowed: "a text, or an object with word", fix: 'Write "spam" or { word: "spam" }.' };
  }
  if (isRepeated) return { seen: `"${word}" twice`, allowed: "each word once", fix: "Remove one of the two." };
  return undefined;
}

/** An empty replacement is none. */
function withoutEmpty(words: unknown): unknown {
  if (!(words instanceof Object)) return words;
  return Object.fromEntries(
    Object.entries(words).map(([word, one]) => {
      if (!(one instanceof Object) || (one as Values).replacement !== "") return [word, one];
      const { replacement: _, ...rest } = one as Values;
      return [word, rest];
    }),
  );
}
