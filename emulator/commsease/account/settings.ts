import { choice, count } from "../../cloud/settings";

/** What is left open about accounts. */
export const accountSettings = {
  accountQuota: count([0, 10_000_000], 0, "Accounts that the app may have, 0 = no limit; beyond it 419."),
  unknownAccountInGetUinfos: choice(
    ["omit", "fail414"],
    "omit",
    "getUinfos with an unknown id: that id is missing from the answer, or the call fails.",
  ),
  muteFlagsInGetUinfos: choice(
    ["onRequest", "always"],
    "onRequest",
    "Whether getUinfos shows mute flags only when `muteStatus` is true.",
  ),
  clearedProfileField: choice(
    ["omit", "empty", "null"],
    "omit",
    "How getUinfos shows a profile field that was cleared: missing, as an empty text, or null.",
  ),
  unsetProfileField: choice(
    ["omit", "empty", "null"],
    "omit",
    "How getUinfos shows a text of the profile that was never set: missing, as an empty text, or null.",
  ),
  updateWithoutToken: choice(
    ["fail414", "keep"],
    "fail414",
    "user/update without a token: refused, or nothing happens.",
  ),
  blockedAccountCalls: choice(
    ["allowProfile", "allowAll", "refuseAll"],
    "allowProfile",
    "Calls on a blocked account. allowProfile: block, unblock, getUinfos, userOnlineStatus and updateUinfo work, " +
      "token, mute and push calls are refused. refuseAll: updateUinfo is refused too. allowAll: only login is refused.",
  ),
  blockedAccountCode: choice([422, 301], 422, "Code for a call refused because the account is blocked."),
  blockedAccountAsOperator: choice(
    ["allow", "refuse"],
    "allow",
    "Whether a blocked account may be named as operator of a team or chatroom call.",
  ),
  sameStateBlock: choice([200, 417], 200, "Blocking a blocked account, or unblocking one that is not blocked."),
};
