import { user } from "./user";

export { User, type UserInputs, type UserState } from "./user";

/** The definitions of this vendor's resources. */
export const definitions = [user];
