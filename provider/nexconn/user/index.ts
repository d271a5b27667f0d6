export type { UserInputs, UserState } from "./fields";
export { User, type UserArgs } from "./resource";
