export type { GroupChannelInputs, GroupChannelState } from "./fields";
export type { GroupMember } from "./members";
export type { GroupPermissions, GroupProfile } from "./profile";
export { GroupChannel, type GroupChannelArgs } from "./resource";
