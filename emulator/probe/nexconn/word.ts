import { entryOf, listAt, textOf } from "../answer";
import { toldByCode, toldFrom } from "../outcome";
import type { NexconnExperiment, NexconnLab } from "./types";

async function add(lab: NexconnLab, word: string, replacement: string) {
  return lab.call("profanity-word/batch/add", { words: [{ word, replacement }] });
}

export const wordExperiments: readonly NexconnExperiment[] = [
  {
    tells: ["repeatedWord"],
    calls: { "profanity-word/batch/add": 2, "profanity-word/list": 1 },
    objects: { word: 1 },
    async run(lab) {
      const word = await lab.mustMake("word", (text) => add(lab, text, "first"));
      const repeated = await add(lab, word, "second");
      if (!repeated.ok) return toldByCode(repeated);
      const answer = await lab.must("profanity-word/list", { filterType: "2" });
      const { replacement } = entryOf(listAt(answer, "result", "words"), "word", word);
      return toldFrom(answer, textOf(replacement), [
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
