import { lagSettings } from "../cloud/lag";
import { choice, count } from "../cloud/settings";
import { answerNumbers } from "../cloud/spelling-settings";

/** What is left open about requests and answers as such. */
export const protocolSettings = {
  timestampUnit: choice(
    ["both", "milliseconds", "seconds"],
    "both",
    "Units of Timestamp that are accepted: thirteen digits, ten, or both; another is 1004.",
  ),
  timestampWindowSeconds: count(
    [0, 86_400],
    0,
    "How far Timestamp may be from the emulator's time, 0 = as far as it likes; beyond it 1004.",
  ),
  nonceReuse: choice(["allow", "refuse"], "allow", "A nonce seen in the last ten minutes: accepted, or 1004."),
  nonceLength: choice(["enforce", "ignore"], "enforce", "A nonce of more than 18 characters: 1004, or accepted."),
  upperCaseSignature: choice(["refuse", "accept"], "refuse", "A signature in upper-case hex: 1004, or accepted."),
  headerNames: choice(
    ["mixed", "together"],
    "mixed",
    "Whether `RC-` headers and plain ones can be mixed in a request; if not, 1004.",
  ),
  missingHeaders: choice([1004, 1002], 1004, "Code where a header of the signature is missing."),
  unknownAppKey: choice([1004, 1001, 1006], 1004, "Code for an App Key that the vendor does not know."),
  flagTypes: choice(
    ["lenient", "strict"],
    "lenient",
    "Numbers and booleans in JSON: also as text, and a boolean also as 0 or 1, or in their own type only.",
  ),
  acceptedNames: choice(
    ["both", "sdk", "docs"],
    "both",
    "Paths and fields that the SDK and the documentation call differently: both names work, or those of one.",
  ),
  emittedNames: choice(
    ["sdk", "docs"],
    "sdk",
    "Names in answers where they differ. docs: `portrait_url`, `profile` and `extra` as JSON text, `userId` of metadata.",
  ),
  answerNumbers,
  answerFlags: choice(
    ["boolean", "number", "text"],
    "boolean",
    "`isFrozen` of open-channel/get: true and false, 1 and 0, or `true` and `false` as text.",
  ),
  answerSwitches: choice(
    ["number", "boolean", "text"],
    "number",
    "`shouldAutoDelete` of metadata, `status` of freezes and `isInOpenChannel`: 1 and 0, true and false, or `1` and `0` as text.",
  ),
  textCodes: choice(
    ["text", "number"],
    "text",
    "`status` of user/connection-status/get and `filterType` of profanity-word/list: text, or numbers.",
  ),
  profileForm: choice(
    ["object", "text"],
    "object",
    "groupProfile, groupExtProfile, permissions, userProfile and userExtProfile in answers: objects, or JSON text.",
  ),
  emptyProfiles: choice(
    ["empty", "omit", "null"],
    "empty",
    "The objects of profileForm where they hold nothing: empty, missing, or null.",
  ),
  emptyLists: choice(
    ["empty", "omit", "null"],
    "empty",
    "Empty lists in answers: empty, missing together with a `result` that has nothing else, or null.",
  ),
  unsetTexts: choice(
    ["empty", "omit", "null"],
    "empty",
    "Avatars, a member's nickname, extra and alias, and replacements of words that are not set: empty, missing, or null.",
  ),
  lastPageToken: choice(
    ["omit", "empty", "null"],
    "omit",
    "`pageToken` of a page after which nothing follows: missing, empty, or null.",
  ),
  jsonRoutes: choice([true, false], true, "Whether the `.json` routes answer; without them 404."),
  existsStatus: choice([409, 400, 200], 409, "HTTP status of 25409, a group that exists."),
  missingChannelStatus: choice(
    [404, 400, 200],
    404,
    "HTTP status of 25410 and 23410, a group or open channel that does not exist.",
  ),
  parameterErrorStatus: choice(
    [400, 422, 200],
    400,
    "HTTP status of codes of up to four digits about parameters and limits, 400 and 1002 to 1016 among them.",
  ),
  notEnabledStatus: choice([430, 403], 430, "HTTP status of codes for a service that is not enabled, 1009 among them."),
  serviceErrorStatus: choice(
    [400, 403, 422, 200],
    400,
    "HTTP status of the other codes of five digits, those of groups, open channels and profiles.",
  ),
  rateLimitWindow: choice(
    ["sliding", "fixed"],
    "sliding",
    "Whether the second of a rate limit slides or is the clock's.",
  ),
  rateLimitScope: choice(
    ["endpoint", "app"],
    "endpoint",
    "Whether each endpoint has a rate budget of its own, or all that have no special one share one.",
  ),
  ...lagSettings,
  retryAfter: choice([false, true], false, "Whether 429 comes with `Retry-After: 1`."),
};
