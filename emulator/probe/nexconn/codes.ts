/** A user who was never registered, or is not visible. */
export const UNKNOWN_USER: readonly (number | undefined)[] = [400, 24366];
