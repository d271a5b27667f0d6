import { type Answer, entryOf, listAt, numberOf, part, textOf } from "../answer";
import { told, toldByCode, toldFrom } from "../outcome";
import { refused, Setback } from "../setbacks";
import type { NexconnExperiment, NexconnLab } from "./types";

/** More words than so many are not sent to see them refused. */
const WORDS_AT_MOST = 500;
/** How many words a call removes. */
const BATCH = 50;

async function add(lab: NexconnLab, word: string, replacement: string) {
  return lab.call("profanity-word/batch/add", { words: [{ word, replacement }] });
}

/** All words of the app, and the answer that has them. */
async function wordsOf(lab: NexconnLab): Promise<{ answer: Answer; words: readonly unknown[] }> {
  const answer = await lab.must("profanity-word/list", { filterType: "2" });
  return { answer, words: listAt(answer, "result", "words") };
}

/** How many more words the app may have, as an answer says it, refusals included. */
function quotaOf(answer: Answer): number {
  return numberOf(part(answer, "result", "remainingQuota"));
}

/** Removes those of some words that were added after all. */
async function removeAdded(lab: NexconnLab, sent: readonly string[]): Promise<void> {
  const { words } = await wordsOf(lab);
  const added = sent.filter((word) => entryOf(words, "word", word).word !== undefined);
  for (let first = 0; first < added.length; first += BATCH) {
    await lab.call("profanity-word/batch/remove", { words: added.slice(first, first + BATCH) });
  }
}

export const wordExperiments: readonly NexconnExperiment[] = [
  {
    tells: ["wordMaximum"],
    calls: { "profanity-word/batch/add": 1, "profanity-word/list": 1 },
    objects: { word: 1 },
    async run(lab) {
      const { answer } = await lab.make("word", (text) => add(lab, text, ""));
      const quota = quotaOf(answer);
      if (Number.isNaN(quota)) throw refused(answer);
      const { words } = await wordsOf(lab);
      return told(words.length + quota, answer);
    },
  },
  {
    tells: ["wordOverflow"],
    needs: ["wordMaximum"],
    calls: {
      "profanity-word/list": 2,
      "profanity-word/batch/add": 1,
      "profanity-word/batch/remove": Math.ceil((WORDS_AT_MOST + 1) / BATCH),
    },
    async run(lab) {
      const { words } = await wordsOf(lab);
      const room = Number(lab.value("wordMaximum")) - words.length;
      if (room > WORDS_AT_MOST) throw new Setback(`needs a used-up quota: ${room} profanity words`);
      const sent = Array.from({ length: room + 1 }, () => lab.newId());
      const answer = await lab.call("profanity-word/batch/add", { words: sent.map((word) => ({ word })) });
      await removeAdded(lab, sent);
      return toldByCode(answer);
    },
  },
  {
    tells: ["repeatedWord"],
    calls: { "profanity-word/batch/add": 2, "profanity-word/list": 1 },
    objects: { word: 1 },
    async run(lab) {
      const word = await lab.mustMake("word", (text) => add(lab, text, "first"));
      const repeated = await add(lab, word, "second");
      if (!repeated.ok) return toldByCode(repeated);
      const { answer, words } = await wordsOf(lab);
      return toldFrom(answer, textOf(entryOf(words, "word", word).replacement), [
        ["first", "keep"],
        ["second", "replace"],
      ]);
    },
  },
  {
    tells: ["removeMissingWord"],
    calls: { "profanity-word/remove": 1 },
    run: async (lab) => toldByCode(await lab.call("profanity-word/remove", { word: lab.newId() })),
  },
];
