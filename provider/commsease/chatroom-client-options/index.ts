export type {
  ChatroomClientOptionsInputs,
  ChatroomClientOptionsState,
  ClientOptions,
  ClientOptionsArgs,
} from "./fields";
export { ChatroomClientOptions, type ChatroomClientOptionsArgs } from "./resource";
