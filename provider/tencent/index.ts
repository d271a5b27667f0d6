import { account } from "./account/resource";
import { group } from "./group/resource";
import { groupAttributes } from "./group-attributes/resource";
import { groupMembers } from "./group-members/resource";
import { topic } from "./topic/resource";

export type { AccountInputs, AccountState } from "./account/fields";
export { Account, type AccountArgs } from "./account/resource";
export type { Banned, Muted } from "./ends";
export type { GroupInputs, GroupState } from "./group/fields";
export type { GroupMember } from "./group/members";
export { Group, type GroupArgs } from "./group/resource";
export type { GroupAttributesInputs, GroupAttributesState } from "./group-attributes/fields";
export { GroupAttributes, type GroupAttributesArgs } from "./group-attributes/resource";
export type { GroupMembersInputs, GroupMembersState } from "./group-members/fields";
export { GroupMembers, type GroupMembersArgs } from "./group-members/resource";
export type { TopicInputs, TopicState } from "./topic/fields";
export { Topic, type TopicArgs } from "./topic/resource";

/** The definitions of this vendor's resources. @internal */
export const definitions = [account, group, groupAttributes, groupMembers, topic];
