import { account } from "./account";
import { chatroom } from "./chatroom";
import { chatroomClientOptions } from "./chatroom-client-options";
import { chatroomQueue } from "./chatroom-queue";
import { team } from "./team";

export { Account, type AccountInputs, type AccountState } from "./account";
export { Chatroom, type ChatroomInputs, type ChatroomState } from "./chatroom";
export {
  ChatroomClientOptions,
  type ChatroomClientOptionsInputs,
  type ChatroomClientOptionsState,
  type ClientOptions,
  type ClientOptionsArgs,
} from "./chatroom-client-options";
export {
  ChatroomQueue,
  type ChatroomQueueInputs,
  type ChatroomQueueState,
  type QueueElement,
} from "./chatroom-queue";
export { Team, type TeamInputs, type TeamState } from "./team";
export type { TeamMember } from "./team-members";

/** The definitions of this vendor's resources. */
export const definitions = [account, team, chatroom, chatroomQueue, chatroomClientOptions];
