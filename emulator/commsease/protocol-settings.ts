import { lagSettings } from "../cloud/lag";
import { choice } from "../cloud/settings";
import { answerNumbers, emptyLists } from "../cloud/spelling-settings";

/** What is left open about requests and answers as such. */
export const protocolSettings = {
  authOrder: choice(["time-first", "checksum-first"], "time-first", "Which is checked first once the AppKey is known."),
  nonceReuse: choice(["allow", "refuse"], "allow", "A nonce seen in the last ten minutes: accepted, or 414 `nonce`."),
  repeatedRequestId: choice(
    [431, "replay", "ignore"],
    431,
    "A `RequestId` header seen before: 431, the first answer again, or no attention.",
  ),
  ...lagSettings,
  answerNumbers,
  answerFlags: choice(
    ["boolean", "number", "text"],
    "boolean",
    "Booleans in answers: true and false, 1 and 0, or `true` and `false` as text.",
  ),
  emptyLists,
  lengthUnit: choice(
    ["characters", "utf16", "bytes"],
    "characters",
    "How text limits are counted where the vendor says characters: code points, UTF-16 units or UTF-8 bytes.",
  ),
  overLongText: choice([414, 405], 414, "Code for a text beyond its limit."),
};
