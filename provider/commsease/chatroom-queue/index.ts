export type { ChatroomQueueInputs, ChatroomQueueState, QueueElement } from "./fields";
export { ChatroomQueue, type ChatroomQueueArgs } from "./resource";
