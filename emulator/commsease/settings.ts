import type { ValuesOf } from "../cloud/settings";
import { accountSettings } from "./account/settings";
import { memberSettings } from "./chatroom/member-settings";
import { queueSettings } from "./chatroom/queue-settings";
import { roomSettings } from "./chatroom/settings";
import { protocolSettings } from "./protocol-settings";
import { superTeamSettings } from "./super-team/settings";
import { teamSettings } from "./team/settings";

/**
 * Every behaviour of CommsEase that its documentation leaves open. A default is what the sparse evidence points to;
 * where there is none, the answer that a careless client does not survive.
 */
export const commseaseSettings = {
  ...protocolSettings,
  ...accountSettings,
  ...teamSettings,
  ...superTeamSettings,
  ...roomSettings,
  ...memberSettings,
  ...queueSettings,
};

/** The present values of the settings. */
export type CommsEaseSettings = ValuesOf<typeof commseaseSettings>;
