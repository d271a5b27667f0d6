import { groupChannel } from "./group-channel";
import { groupMembers } from "./group-members-resource";
import { openChannel } from "./open-channel";
import { openChannelMetadata } from "./open-channel-metadata-resource";
import { profanityWords } from "./profanity-words";
import { user } from "./user";

export { GroupChannel, type GroupChannelArgs, type GroupChannelInputs, type GroupChannelState } from "./group-channel";
export type { GroupMember } from "./group-members";
export {
  GroupMembers,
  type GroupMembersArgs,
  type GroupMembersInputs,
  type GroupMembersState,
} from "./group-members-resource";
export type { GroupPermissions, GroupProfile } from "./group-profile";
export { OpenChannel, type OpenChannelArgs, type OpenChannelInputs, type OpenChannelState } from "./open-channel";
export {
  OpenChannelMetadata,
  type OpenChannelMetadataArgs,
  type OpenChannelMetadataInputs,
  type OpenChannelMetadataState,
} from "./open-channel-metadata-resource";
export {
  type ProfanityWord,
  ProfanityWords,
  type ProfanityWordsArgs,
  type ProfanityWordsInputs,
  type ProfanityWordsState,
} from "./profanity-words";
export { User, type UserArgs, type UserInputs, type UserState } from "./user";

/** The definitions of this vendor's resources. @internal */
export const definitions = [user, groupChannel, openChannel, profanityWords, groupMembers, openChannelMetadata];
