import type { Kind } from "../resource/adapter";
import { resources } from "./resources";

export { Account, type AccountArgs, type AccountInputs, type AccountState } from "./account";
export { Chatroom, type ChatroomArgs, type ChatroomInputs, type ChatroomState } from "./chatroom";
export {
  ChatroomEntries,
  type ChatroomEntriesArgs,
  type ChatroomEntriesInputs,
  type ChatroomEntriesState,
} from "./chatroom-entries";
export type { Member } from "./members";
export { Team, type TeamArgs, type TeamInputs, type TeamState } from "./team";
export { TeamMembers, type TeamMembersArgs, type TeamMembersInputs, type TeamMembersState } from "./team-members";

/** The kinds of resource that work on any vendor. @internal */
export const kinds: readonly Kind[] = Object.values(resources).map(({ kind }) => kind);
