import { account } from "./account";
import { chatroom } from "./chatroom";
import { chatroomClientOptions } from "./chatroom-client-options";
import { chatroomQueue } from "./chatroom-queue";
import { chatroomRoles } from "./chatroom-roles";
import { superTeam } from "./super-team";
import { team } from "./team";
import { teamMembers } from "./team-members-resource";

export { Account, type AccountArgs, type AccountInputs, type AccountState } from "./account";
export { Chatroom, type ChatroomArgs, type ChatroomInputs, type ChatroomState } from "./chatroom";
export {
  ChatroomClientOptions,
  type ChatroomClientOptionsArgs,
  type ChatroomClientOptionsInputs,
  type ChatroomClientOptionsState,
  type ClientOptions,
  type ClientOptionsArgs,
} from "./chatroom-client-options";
export {
  ChatroomQueue,
  type ChatroomQueueArgs,
  type ChatroomQueueInputs,
  type ChatroomQueueState,
  type QueueElement,
} from "./chatroom-queue";
export {
  ChatroomRoles,
  type ChatroomRolesArgs,
  type ChatroomRolesInputs,
  type ChatroomRolesState,
  type RoomRole,
} from "./chatroom-roles";
export { SuperTeam, type SuperTeamArgs, type SuperTeamInputs, type SuperTeamState } from "./super-team";
export type { SuperTeamMember } from "./super-team-members";
export { Team, type TeamArgs, type TeamInputs, type TeamState } from "./team";
export type { TeamMember } from "./team-members";
export {
  TeamMembers,
  type TeamMembersArgs,
  type TeamMembersInputs,
  type TeamMembersState,
} from "./team-members-resource";

/** The definitions of this vendor's resources. @internal */
export const definitions = [
  account,
  team,
  teamMembers,
  superTeam,
  chatroom,
  chatroomRoles,
  chatroomQueue,
  chatroomClientOptions,
];
