export type { ChatroomRolesInputs, ChatroomRolesState, RoomRole } from "./fields";
export { ChatroomRoles, type ChatroomRolesArgs } from "./resource";
