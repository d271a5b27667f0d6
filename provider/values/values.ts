/** Inputs and state as they cross the engine's wire. */
export type Values = Record<string, unknown>;

/** Whether a value has keys of its own. Not told by class: it may come from another realm. */
export function isObject(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
