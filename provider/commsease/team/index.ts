export type { TeamInputs, TeamState } from "./fields";
export type { TeamMember } from "./members";
export { Team, type TeamArgs } from "./resource";
