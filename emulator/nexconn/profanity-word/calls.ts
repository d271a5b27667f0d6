import { refuse } from "../../cloud/refusal";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import { list, object, oneOf, optional, required, text, texts } from "../parameters";

const word = required(text({ max: 32 }));
const replacement = optional(text({ max: 32 }));

function quota({ state, settings }: Context): number {
  return settings.wordMaximum - state.words.size;
}

/** Adds words, all or none. */
function add(words: readonly (readonly [string, string])[], context: Context): void {
  const { state, settings } = context;
  const existing = words.find(([text]) => state.words.has(text));
  if (existing && settings.repeatedWord === 1002) refuse(1002, `word ${existing[0]} exists`);
  const added = new Set(words.map(([text]) => text).filter((text) => !state.words.has(text)));
  if (added.size > quota(context)) {
    refuse(settings.wordOverflow, "too many words", { result: { remainingQuota: quota(context) } });
  }
  for (const [text, by] of words) {
    if (!state.words.has(text) || settings.repeatedWord === "replace") state.words.set(text, by);
  }
}

function remove(words: readonly string[], { state, settings }: Context): void {
  if (settings.removeMissingWord !== 0 && !words.some((text) => state.words.has(text))) {
    refuse(settings.removeMissingWord, "no such word");
  }
  for (const text of words) state.words.delete(text);
}

/** Profanity words. When they begin to act on messages is nothing that can be read. */
export const wordEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "sensitiveword/add.json",
    parameters: { word, replaceWord: replacement },
    handle(args, context) {
      add([[args.word, args.replaceWord ?? ""]], context);
    },
  }),
  endpoint({
    call: "profanity-word/batch/add",
    parameters: { words: required(list(object({ word, replacement }), { nonEmpty: true })) },
    handle(args, context) {
      add(
        args.words.map((one) => [one.word, one.replacement ?? ""]),
        context,
      );
      return { remainingQuota: quota(context) };
    },
  }),
  endpoint({
    call: "profanity-word/list",
    reads: true,
    parameters: { filterType: optional(oneOf("0", "1", "2")) },
    handle(args, { state }) {
      const wanted = args.filterType ?? "1";
      const all = [...state.words].map(([text, by]) => ({
        word: text,
        replacement: by,
        filterType: by === "" ? "1" : "0",
      }));
      return { words: all.filter(({ filterType }) => wanted === "2" || wanted === filterType) };
    },
  }),
  endpoint({
    call: "profanity-word/remove",
    aliases: ["profanity-word/delete"],
    parameters: { word },
    handle(args, context) {
      remove([args.word], context);
    },
  }),
  endpoint({
    call: "profanity-word/batch/remove",
    aliases: ["profanity-word/batch/delete"],
    parameters: { words: required(texts({ max: 50, maxBytes: 128 })) },
    handle(args, context) {
      remove(args.words, context);
    },
  }),
];
