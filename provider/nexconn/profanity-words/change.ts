import { type Entries, planEntries } from "../../collections/entries";
import { type MembershipMode, managedOf } from "../../collections/membership";
import { inRounds } from "../../collections/rounds";
import { tellOfUnmanaged } from "../../collections/unmanaged";
import { isOutcomeUnknown, refusal, withMore } from "../../errors";
import { chunks } from "../../values/chunks";
import { caps } from "../calls";
import { codes, type NexconnClient } from "../client";
import type { ProfanityWord, ProfanityWordsState, WordsDeclaration } from "./fields";

export type Words = Entries<ProfanityWord>;

/** What a change knows beside the state. Not kept. */
export interface LiveWords {
  /** Every word of the app. */
  everyWord?: Words;
}

/** What the vendor lists: words that are replaced and words that block. By default it leaves the former out. */
const allKinds = "2";

/** Words that an app may have where the vendor has not raised the number. */
const usualQuota = 50;

/** The app's words. */
export async function readWords(client: NexconnClient): Promise<Words> {
  const { words } = await client.call("profanity-word/list", { filterType: allKinds });
  return Object.fromEntries(words.map(({ word, ...rest }) => [word, rest]));
}

/** Of an additive list only the declared words. */
export function managedWords(live: Words, declared: Words | undefined, mode: MembershipMode | undefined): Words {
  return managedOf(live, declared, mode);
}

/**
 * Brings the list to what is declared. What goes is removed first: the list may be full. What adding a word that is there
 * does is not documented, so a word with another replacement is removed as well.
 */
export async function syncWords(
  client: NexconnClient,
  _id: string,
  current: Partial<ProfanityWordsState & LiveWords>,
  inputs: WordsDeclaration,
  prior: Partial<ProfanityWordsState>,
): Promise<void> {
  const live = { ...current.everyWord };
  const { put, drop, unmanaged } = planEntries(inputs.words, live, prior.words ?? {}, isSame);
  const others = new Set(unmanaged);
  const record = () => {
    current.everyWord = live;
    current.words = Object.fromEntries(Object.entries(live).filter(([word]) => !others.has(word)));
  };
  // At once: a state that knew the words of others would let the next change remove them unseen.
  record();
  tellOfUnmanaged("profanity words of the app", unmanaged, inputs.membership === "additive");
  const changing = put.filter((word) => Object.hasOwn(live, word));
  for (const words of chunks([...drop, ...changing], caps.wordsPerCall)) {
    await remove(client, words);
    for (const word of words) delete live[word];
    record();
  }
  for (const words of chunks(put, caps.wordsPerCall)) {
    await add(
      client,
      words.map((word) => ({ word, ...inputs.words[word] })),
      Object.keys(live).length,
    );
    for (const word of words) live[word] = inputs.words[word] ?? {};
    record();
  }
  Object.assign(current, { membership: inputs.membership, connection: inputs.connection });
}

/** Removes those of the words that are there. */
export function removeWords(client: NexconnClient, words: readonly string[], atFirst: Words): Promise<void> {
  return inRounds(async (failure) => {
    const live = failure === undefined ? atFirst : await readWords(client);
    const there = words.filter((word) => Object.hasOwn(live, word));
    for (const some of chunks(there, caps.wordsPerCall)) await remove(client, some);
  }, isOutcomeUnknown);
}

async function remove(client: NexconnClient, words: string[]): Promise<void> {
  try {
    await client.call("profanity-word/batch/remove", { words });
  } catch (error) {
    // Somebody else has removed them since the look.
    if (refusal(error)?.vendorCode !== codes.dataAbsent) throw error;
  }
}

async function add(client: NexconnClient, words: ({ word: string } & ProfanityWord)[], before: number): Promise<void> {
  try {
    await client.call("profanity-word/batch/add", { words });
  } catch (error) {
    const total = before + words.length;
    if (!refusal(error) || total <= usualQuota) throw error;
    throw withMore(
      error,
      `With these the app would have ${total} words, and the vendor takes ${usualQuota} unless it has raised the number: declare fewer, or have it raised.`,
    );
  }
}

function isSame(a: ProfanityWord, b: ProfanityWord): boolean {
  return (a.replacement ?? "") === (b.replacement ?? "");
}
