export type { Banned, Muted } from "../ends";
export type { GroupInputs, GroupState } from "./fields";
export type { GroupMember } from "./members";
export { Group, type GroupArgs } from "./resource";
