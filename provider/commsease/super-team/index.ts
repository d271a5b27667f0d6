export type { SuperTeamInputs, SuperTeamState } from "./fields";
export type { SuperTeamMember } from "./members";
export { SuperTeam, type SuperTeamArgs } from "./resource";
