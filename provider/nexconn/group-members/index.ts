export type { GroupMembersInputs, GroupMembersState } from "./fields";
export { GroupMembers, type GroupMembersArgs } from "./resource";
