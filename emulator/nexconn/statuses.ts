import type { NexconnSettings } from "./settings";

const FIXED: Readonly<Record<number, number>> = {
  404: 404,
  405: 405,
  1000: 500,
  1001: 401,
  1004: 401,
  1006: 401,
  1007: 403,
  1008: 429,
  1050: 504,
  2007: 403,
};

const NOT_ENABLED = [1009, 1010, 1011, 1018, 23414, 23426, 24369];

/** The HTTP status that goes with a code. */
export function statusOf(code: number, settings: Readonly<NexconnSettings>): number {
  if (code === 0 || code === 200) return 200;
  if (code === 25409) return settings.existsStatus;
  if (code === 23410 || code === 25410) return settings.missingChannelStatus;
  if (NOT_ENABLED.includes(code)) return settings.notEnabledStatus;
  // Codes of five digits are those of a service: groups, open channels, profiles.
  return FIXED[code] ?? (code >= 10_000 ? settings.serviceErrorStatus : settings.parameterErrorStatus);
}
