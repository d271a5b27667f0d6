import { groupChannel } from "./group-channel/resource";
import { groupMembers } from "./group-members/resource";
import { openChannel } from "./open-channel/resource";
import { openChannelMetadata } from "./open-channel-metadata/resource";
import { profanityWords } from "./profanity-words/resource";
import { user } from "./user/resource";

export type { GroupChannelInputs, GroupChannelState } from "./group-channel/fields";
export type { GroupMember } from "./group-channel/members";
export type { GroupPermissions, GroupProfile } from "./group-channel/profile";
export { GroupChannel, type GroupChannelArgs } from "./group-channel/resource";
export type { GroupMembersInputs, GroupMembersState } from "./group-members/fields";
export { GroupMembers, type GroupMembersArgs } from "./group-members/resource";
export type { OpenChannelInputs, OpenChannelState } from "./open-channel/fields";
export { OpenChannel, type OpenChannelArgs } from "./open-channel/resource";
export type { OpenChannelMetadataInputs, OpenChannelMetadataState } from "./open-channel-metadata/fields";
export { OpenChannelMetadata, type OpenChannelMetadataArgs } from "./open-channel-metadata/resource";
export type { ProfanityWord, ProfanityWordsInputs, ProfanityWordsState } from "./profanity-words/fields";
export { ProfanityWords, type ProfanityWordsArgs } from "./profanity-words/resource";
export type { UserInputs, UserState } from "./user/fields";
export { User, type UserArgs } from "./user/resource";

/** The definitions of this vendor's resources. @internal */
export const definitions = [user, groupChannel, openChannel, profanityWords, groupMembers, openChannelMetadata];
