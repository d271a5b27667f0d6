export type { ChatroomInputs, ChatroomState } from "./fields";
export { Chatroom, type ChatroomArgs } from "./resource";
