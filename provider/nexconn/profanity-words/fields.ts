import { z } from "zod";
import { connectionField } from "../../connection/fields";
import { described, filledText, type Shape } from "../../schema/fields";

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

const wordSchema = described(
  z.strictObject({ replacement: filledText(32).optional() }),
  "an object with replacement, or {} to block the message",
  'Write { replacement: "***" }, or {}.',
);

export const schema = z.strictObject({
  words: described(
    z.record(filledText(32), wordSchema),
    "a list of texts of 1 to 32 characters and of { word, replacement }, or a map by word",
    'Write ["spam", { word: "darn", replacement: "d***" }].',
  ),
  membership: described(
    z.enum(["authoritative", "additive"]),
    "authoritative (the whole list) or additive (a part of it)",
    "Give one of these words.",
  ).optional(),
  connection: connectionField(),
} satisfies Shape<WordsDeclaration>);
