export type { ProfanityWord, ProfanityWordsInputs, ProfanityWordsState } from "./fields";
export { ProfanityWords, type ProfanityWordsArgs } from "./resource";
