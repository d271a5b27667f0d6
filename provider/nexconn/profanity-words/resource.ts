import { type ArgsOf, resourceClass } from "../../program/resource-class";
import { define } from "../../resource/definition";
import type { Problem } from "../../schema/problems";
import { seen } from "../../schema/problems";
import { isUnknown, unknownValue } from "../../values/unknowns";
import { isObject } from "../../values/values";
import type { NexconnClient } from "../client";
import { vendor } from "../vendor";
import { type LiveWords, managedWords, readWords, removeWords, syncWords } from "./change";
import { type ProfanityWordsInputs, type ProfanityWordsState, schema, type WordsDeclaration } from "./fields";
import { guide } from "./guide";

/** The definition of `nexconn.ProfanityWords`. */
export const profanityWords = define<NexconnClient, WordsDeclaration, ProfanityWordsState & LiveWords>({
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
  guide,

  normalise(raw) {
    if (!Array.isArray(raw.words)) return { inputs: { ...raw, words: withoutEmpty(raw.words) }, problems: [] };
    const { words, problems } = fromList(raw.words);
    return { inputs: { ...raw, words }, problems };
  },

  conflicts: () => [],

  // Old and new are the same list, so that the delete of the old would take the words of the new.
  replacement: "delete",

  observe: (client, _id, prior) => observeWords(client, prior),

  async ensure(client, inputs) {
    const current = await observeWords(client, { ...inputs, words: {} });
    return { id: client.appKey, current: { ...current, words: {} } };
  },

  sync: syncWords,

  remove: (client, _id, { words = {} }, { everyWord = {} }) => removeWords(client, Object.keys(words), everyWord),
});

async function observeWords(client: NexconnClient, { words, membership }: Partial<WordsDeclaration>) {
  const everyWord = await readWords(client);
  return { appId: client.appKey, everyWord, words: managedWords(everyWord, words, membership) };
}

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
    const { word: _, ...rest } = isObject(item) ? item : {};
    words.set(String(word), rest);
  }
  return { words: withoutEmpty(Object.fromEntries(words)), problems };
}

function wordOf(item: unknown): unknown {
  return isObject(item) ? item.word : item;
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
  if (!isObject(words)) return words;
  return Object.fromEntries(
    Object.entries(words).map(([word, one]) => {
      if (!isObject(one) || one.replacement !== "") return [word, one];
      const { replacement: _, ...rest } = one;
      return [word, rest];
    }),
  );
}
