import type { Guide } from "../../resource/guide";
import type { LiveWords } from "./change";
import type { ProfanityWordsState, WordsDeclaration } from "./fields";

/** What the guides say of it. */
export const guide: Guide<WordsDeclaration, ProfanityWordsState & LiveWords> = {
  import: {
    title: "Profanity words",
    idIs: "the App Key, since an app has one list",
    name: "words",
    id: "YOUR_NEXCONN_APP_KEY",
    inputs: { words: { spam: {}, darn: { replacement: "d***" } }, connection: "nexconn" },
    outputs: { appId: "YOUR_NEXCONN_APP_KEY" },
  },
  limits: [
    "**Profanity words** act on messages after about 15 minutes. A word whose replacement changes is removed and added again. Words carry no mark: one that is there is taken over, and goes with the resource. An app may have 50, unless the vendor has raised that; too many are noticed only at `up`. Where the old words go first to make room and the new ones are refused, the old ones are gone.",
  ],
};
