import { choice, count, freeText, type ValuesOf } from "../cloud/settings";
import { accountSettings } from "./account/settings";
import { memberSettings } from "./group/member-settings";
import { readSettings } from "./group/read-settings";
import { groupSettings } from "./group/settings";
import { topicSettings } from "./topic/settings";

/**
 * Every behaviour of Tencent IM that its documentation leaves open, and the plan that the app is on. A default is what
 * the sparse evidence points to; where there is none, the answer that a careless client does not survive.
 */
export const tencentSettings = {
  admins: freeText(
    "administrator",
    "The app's admins, who alone may make calls, with commas between. The ready line names the first at start.",
  ),
  unknownApp: choice([60_006, 70_020], 60_006, "Code for an `sdkappid` that is not this app's."),
  queryForm: choice(
    ["strict", "lenient"],
    "strict",
    "A `random` that is no unsigned 32-bit number, or a `contenttype` other than json: 60002, or no attention.",
  ),
  userSigOrder: choice(
    ["expiryFirst", "signatureFirst"],
    "expiryFirst",
    "A UserSig that is expired and does not verify either: 70001, or 70009.",
  ),
  kickedUserSig: choice([70_052, "valid"], 70_052, "A UserSig made before its account was kicked: refused, or good."),
  unknownCommand: choice([10_003, 60_009], 10_003, "Code for a command that the group services do not have."),
  malformedJson: choice(
    ["gateway", "service"],
    "gateway",
    "A body that is no JSON object: 60003, or the service's own code (10011 for groups, 90001, 40001, 70402, 130001).",
  ),
  overRate: choice([60_007, 60_011, 60_018], 60_007, "Code for too many calls of a command."),
  overRateOfGroupList: choice([10_006, 60_007], 10_006, "Code for too many get_appid_group_list."),
  rateWindow: choice(
    ["sliding", "fixed"],
    "sliding",
    "The second in which calls are counted: the last one, or one that begins with each second of the clock.",
  ),
  portraitGetRate: choice([200, 100], 200, "Calls of portrait_get in a second."),
  successErrorInfo: choice(
    ["always", "writes"],
    "always",
    "Whether successful reads have an `ErrorInfo`, or only writes.",
  ),
  readAfterWriteDelayMs: count([0, 600_000], 0, "How long a write stays invisible to reads, in emulator time."),
  antispamWord: freeText("", "A word that names, introductions, notices and nicknames must not contain; empty = none."),
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
