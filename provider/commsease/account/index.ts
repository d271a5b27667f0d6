export type { AccountInputs, AccountState } from "./fields";
export { Account, type AccountArgs } from "./resource";
