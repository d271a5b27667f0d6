import type { Parameter } from "./parameters";

/** Parameters that many calls share. */
export const userId = { type: "text", required: true, max: 64, unit: "bytes" } as const satisfies Parameter;
export const channelId = { type: "text", required: true, max: 64 } as const satisfies Parameter;

/** A list of user ids. */
export function userIds<const N extends number>(max?: N) {
  return { type: "texts", required: true, ...(max !== undefined && { max }) } as const satisfies Parameter;
}

export const page = { type: "integer", min: 1, max: 1_000_000 } as const satisfies Parameter;

export function pageSize<const N extends number>(max: N) {
  return { type: "integer", min: 1, max } as const satisfies Parameter;
}

export const pageToken = { type: "text" } as const satisfies Parameter;
export const flag = { type: "integer", oneOf: [0, 1] } as const satisfies Parameter;

const MONTH_MINUTES = 43_200;

/** How long something lasts; `bad` is the code for what is out of range. */
export function durationMinutes<const Min extends number>(min: Min, bad = 1002) {
  return { type: "integer", required: true, min, max: MONTH_MINUTES, bad } as const satisfies Parameter;
}
