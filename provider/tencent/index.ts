import { account } from "./account";
import { group } from "./group";
import { groupAttributes } from "./group-attributes";
import { groupMembers } from "./group-members-resource";
import { topic } from "./topic";

export { Account, type AccountArgs, type AccountInputs, type AccountState } from "./account";
export { Group, type GroupArgs, type GroupInputs, type GroupState } from "./group";
export {
  GroupAttributes,
  type GroupAttributesArgs,
  type GroupAttributesInputs,
  type GroupAttributesState,
} from "./group-attributes";
export type { GroupMember } from "./group-members";
export {
  GroupMembers,
  type GroupMembersArgs,
  type GroupMembersInputs,
  type GroupMembersState,
} from "./group-members-resource";
export type { Banned, Muted } from "./group-restrictions";
export { Topic, type TopicArgs, type TopicInputs, type TopicState } from "./topic";

/** The definitions of this vendor's resources. @internal */
export const definitions = [account, group, groupAttributes, groupMembers, topic];
