import { lagSettings } from "../cloud/lag";
import { choice, freeText } from "../cloud/settings";
import { emptyLists } from "../cloud/spelling-settings";

/** What is left open about requests and answers as such, and about the app. */
export const protocolSettings = {
  admins: freeText(
    "administrator",
    "The app's admins, who alone may make calls, with commas between. The ready line names the first at start.",
  ),
  unknownApp: choice([60006, 70020], 60006, "Code for an `sdkappid` that is not this app's."),
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
  kickedUserSig: choice([70052, "valid"], 70052, "A UserSig made before its account was kicked: refused, or good."),
  unknownCommand: choice([10003, 60009], 10003, "Code for a command that the group services do not have."),
  malformedJson: choice(
    ["gateway", "service"],
    "gateway",
    "A body that is no JSON object: 60003, or the service's own code (10011 for groups, 90001, 40001, 70402, 130001).",
  ),
  overRate: choice([60007, 60011, 60018], 60007, "Code for too many calls of a command."),
  overRateOfGroupList: choice([10006, 60007], 10006, "Code for too many get_appid_group_list."),
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
  ...lagSettings,
  emptyLists,
  emptyTexts: choice(
    ["empty", "omit", "null"],
    "empty",
    "Texts of groups, topics and members that are empty, and the owner of a group that has none: empty, missing, or null.",
  ),
  antispamWord: freeText("", "A word that names, introductions, notices and nicknames must not contain; empty = none."),
};
