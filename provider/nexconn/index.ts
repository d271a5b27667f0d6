import { groupChannel } from "./group-channel";
import { openChannel } from "./open-channel";
import { profanityWords } from "./profanity-words";
import { user } from "./user";

export { GroupChannel, type GroupChannelInputs, type GroupChannelState } from "./group-channel";
export type { GroupMember } from "./group-members";
export type { GroupPermissions, GroupProfile } from "./group-profile";
export { OpenChannel, type OpenChannelInputs, type OpenChannelState } from "./open-channel";
export {
  type ProfanityWord,
  ProfanityWords,
  type ProfanityWordsInputs,
  type ProfanityWordsState,
} from "./profanity-words";
export { User, type UserInputs, type UserState } from "./user";

/** The definitions of this vendor's resources. */
export const definitions = [user, groupChannel, openChannel, profanityWords];
