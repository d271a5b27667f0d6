import type { ValuesOf } from "../cloud/settings";
import { accountSettings } from "./account/settings";
import { memberSettings } from "./group/member-settings";
import { readSettings } from "./group/read-settings";
import { groupSettings } from "./group/settings";
import { protocolSettings } from "./protocol-settings";
import { topicSettings } from "./topic/settings";

/**
 * Every behaviour of Tencent IM that its documentation leaves open, and the plan that the app is on. A default is what
 * the sparse evidence points to; where there is none, the answer that a careless client does not survive.
 */
export const tencentSettings = {
  ...protocolSettings,
  ...accountSettings,
  ...groupSettings,
  ...memberSettings,
  ...readSettings,
  ...topicSettings,
};

/** What a setting lists, with commas between. */
export function commaSeparated(text: string): string[] {
  return text.split(",").map((one) => one.trim());
}

/** The settings of Tencent IM by name, as they are now. */
export type TencentSettings = ValuesOf<typeof tencentSettings>;
