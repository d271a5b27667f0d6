import { account } from "./account";
import { chatroom } from "./chatroom";
import { team } from "./team";

export { Account, type AccountInputs, type AccountState } from "./account";
export { Chatroom, type ChatroomInputs, type ChatroomState } from "./chatroom";
export { Team, type TeamInputs, type TeamState } from "./team";
export type { TeamMember } from "./team-members";

/** The definitions of this vendor's resources. */
export const definitions = [account, team, chatroom];
