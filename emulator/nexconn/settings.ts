import type { ValuesOf } from "../settings";
import { groupSettings } from "./settings-groups";
import { openChannelSettings } from "./settings-open-channels";
import { transportSettings } from "./settings-transport";
import { userSettings } from "./settings-users";
import { wordSettings } from "./settings-words";

/**
 * Every behaviour of Nexconn that its documentation leaves open. A default is what the sparse evidence points to;
 * where there is none, the answer that a careless client does not survive.
 */
export const nexconnSettings = {
  ...transportSettings,
  ...userSettings,
  ...groupSettings,
  ...openChannelSettings,
  ...wordSettings,
};

/** The present values of the settings. */
export type NexconnSettings = ValuesOf<typeof nexconnSettings>;
