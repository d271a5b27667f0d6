import { account } from "./account";

export { Account, type AccountInputs, type AccountState } from "./account";

/** The definitions of this vendor's resources. */
export const definitions = [account];
