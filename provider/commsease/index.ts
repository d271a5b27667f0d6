import { account } from "./account";
import { chatroom } from "./chatroom";
import { chatroomRoles } from "./chatroom-roles";
import { team } from "./team";

export { Account, type AccountInputs, type AccountState } from "./account";
export { Chatroom, type ChatroomInputs, type ChatroomState } from "./chatroom";
export { ChatroomRoles, type ChatroomRolesInputs, type ChatroomRolesState, type RoomRole } from "./chatroom-roles";
export { Team, type TeamInputs, type TeamState } from "./team";
export type { TeamMember } from "./team-members";

/** The definitions of this vendor's resources. */
export const definitions = [account, team, chatroom, chatroomRoles];
