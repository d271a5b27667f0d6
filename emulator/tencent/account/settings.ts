import { choice, count, freeText } from "../../cloud/settings";

/** What is left open about accounts and profiles, and what the app's plan says of them. */
export const accountSettings = {
  accountQuota: count([0, 10_000_000], 0, "Accounts that the app may have, 0 = no limit; beyond it 70398."),
  accountDeletion: choice([true, false], true, "Whether the plan lets accounts be deleted; if not 71000."),
  deletedAccountId: choice(
    ["free", "tombstone"],
    "free",
    "Importing an account that was deleted: allowed at once, or refused with 70399 for 90 days.",
  ),
  deletedAccountInGroups: choice(
    ["leaves", "disbands", "stays"],
    "leaves",
    "A deleted account's groups: it leaves them and those it owned are ownerless, those it owned end, or all stays.",
  ),
  userIdAlphabet: choice(
    ["printable", "word"],
    "printable",
    "What a UserID consists of: printable ASCII, or letters, digits, `_` and `-`.",
  ),
  importOfExisting: choice(
    ["update", "keep"],
    "update",
    "Nick and FaceUrl in account_import of an account that exists: taken over, or ignored.",
  ),
  emptyTextInImport: choice(
    ["clear", "ignore"],
    "clear",
    "An empty Nick or FaceUrl in an import: the stored text becomes empty, or stays.",
  ),
  invalidIdInImport: choice(
    ["FailAccounts", 70402],
    "FailAccounts",
    "A malformed id in multiaccount_import: listed in FailAccounts, or the call fails.",
  ),
  noFailAccounts: choice(["empty", "omit"], "empty", "FailAccounts where nobody failed: an empty list, or missing."),
  accountBatch: choice(
    [70206, 70402],
    70206,
    "Code for more than 100 accounts in a call that imports, checks or deletes.",
  ),
  profileCustomTags: freeText(
    "",
    "Custom profile tags that the console knows, by their word, with commas between; `*` = any. Others are 40009.",
  ),
  unsetProfileTag: choice(
    ["standard", "omit", "all"],
    "standard",
    "Tags never set in portrait_get: those with a default have it and texts are missing, all are missing, or texts are empty.",
  ),
  allowTypeDefault: choice(
    ["AllowType_Type_AllowAny", "AllowType_Type_NeedConfirm", "AllowType_Type_DenyAny"],
    "AllowType_Type_AllowAny",
    "The app's default of Tag_Profile_IM_AllowType.",
  ),
  unknownAccountInPortraitGet: choice(
    ["item", "fail"],
    "item",
    "portrait_get with an unknown account: an item with 40003, or the call fails with it.",
  ),
  overLongLocation: choice([40605, 40601], 40605, "Code for a Location of more than 16 bytes."),
  antispamProfileCode: choice([40005, 80001], 40005, "Code for the antispamWord in a nickname or signature."),
  unknownAccountInGlobalMute: choice(
    ["fail", "accept"],
    "fail",
    "setnospeaking and getnospeaking of an unknown account: 130005 and 130003, or no attention.",
  ),
};
