import { account } from "./account";
import { group } from "./group";

export { Account, type AccountInputs, type AccountState } from "./account";
export { Group, type GroupInputs, type GroupState } from "./group";
export type { GroupMember } from "./group-members";
export type { Banned, Muted } from "./group-restrictions";

/** The definitions of this vendor's resources. */
export const definitions = [account, group];
