import type { Context } from "./endpoint";

const EIGHT_HOURS_MS = 8 * 3_600_000;
export const MINUTE_MS = 60_000;

/** `YYYY-MM-DD HH:MM:SS` in UTC. */
export function utcText(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace("T", " ");
}

/** The same in the zone that the setting says, for times of users and groups. */
export function timeText(at: number, { settings }: Context): string {
  return utcText(settings.userTimes === "UTC" ? at : at + EIGHT_HOURS_MS);
}
