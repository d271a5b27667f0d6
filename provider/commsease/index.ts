import { account } from "./account/resource";
import { chatroom } from "./chatroom/resource";
import { chatroomClientOptions } from "./chatroom-client-options/resource";
import { chatroomQueue } from "./chatroom-queue/resource";
import { chatroomRoles } from "./chatroom-roles/resource";
import { superTeam } from "./super-team/resource";
import { team } from "./team/resource";
import { teamMembers } from "./team-members/resource";

export type { AccountInputs, AccountState } from "./account/fields";
export { Account, type AccountArgs } from "./account/resource";
export type { ChatroomInputs, ChatroomState } from "./chatroom/fields";
export { Chatroom, type ChatroomArgs } from "./chatroom/resource";
export type {
  ChatroomClientOptionsInputs,
  ChatroomClientOptionsState,
  ClientOptions,
  ClientOptionsArgs,
} from "./chatroom-client-options/fields";
export { ChatroomClientOptions, type ChatroomClientOptionsArgs } from "./chatroom-client-options/resource";
export type { ChatroomQueueInputs, ChatroomQueueState, QueueElement } from "./chatroom-queue/fields";
export { ChatroomQueue, type ChatroomQueueArgs } from "./chatroom-queue/resource";
export type { ChatroomRolesInputs, ChatroomRolesState, RoomRole } from "./chatroom-roles/fields";
export { ChatroomRoles, type ChatroomRolesArgs } from "./chatroom-roles/resource";
export type { SuperTeamInputs, SuperTeamState } from "./super-team/fields";
export type { SuperTeamMember } from "./super-team/members";
export { SuperTeam, type SuperTeamArgs } from "./super-team/resource";
export type { TeamInputs, TeamState } from "./team/fields";
export type { TeamMember } from "./team/members";
export { Team, type TeamArgs } from "./team/resource";
export type { TeamMembersInputs, TeamMembersState } from "./team-members/fields";
export { TeamMembers, type TeamMembersArgs } from "./team-members/resource";

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
