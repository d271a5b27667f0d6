import { profanityWords } from "./profanity-words";
import { user } from "./user";

export {
  type ProfanityWord,
  ProfanityWords,
  type ProfanityWordsInputs,
  type ProfanityWordsState,
} from "./profanity-words";
export { User, type UserInputs, type UserState } from "./user";

/** The definitions of this vendor's resources. */
export const definitions = [user, profanityWords];
