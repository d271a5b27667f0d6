import type { ValuesOf } from "../cloud/settings";
import { groupSettings } from "./group-channel/settings";
import { openChannelSettings } from "./open-channel/settings";
import { wordSettings } from "./profanity-word/settings";
import { protocolSettings } from "./protocol-settings";
import { userSettings } from "./user/settings";

/**
 * Every behaviour of Nexconn that its documentation leaves open. A default is what the sparse evidence points to;
 * where there is none, the answer that a careless client does not survive.
 */
export const nexconnSettings = {
  ...protocolSettings,
  ...userSettings,
  ...groupSettings,
  ...openChannelSettings,
  ...wordSettings,
};

/** The present values of the settings. */
export type NexconnSettings = ValuesOf<typeof nexconnSettings>;
