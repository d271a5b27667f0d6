export type { TeamMembersInputs, TeamMembersState } from "./fields";
export { TeamMembers, type TeamMembersArgs } from "./resource";
