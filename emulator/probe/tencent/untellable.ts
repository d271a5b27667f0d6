import type { Untellable } from "../experiment";
import { LONGEST_LAG_MS } from "../lag";
import { LONGEST_TAKEN_SECONDS } from "./group-ids";
import type { Name } from "./types";

const RATE = "needs a used-up quota: a call beyond the rate limit of the app, which its other users would feel";
const GROUPS = "needs a used-up quota: as many groups as the app may have";
const KEYS = "needs the console, which alone lists the keys that it declares";
const WORDS = "needs the console, which alone lists the words that the content filter knows";

/** What shows where the app has something that the console alone gives it. */
function given(hiddenBy: Name, what: string): Untellable {
  return { because: `needs the console, which alone gives an app ${what}`, hiddenBy };
}
const COMMUNITIES = given("communityFeature", "communities");
const BANS = given("banFeature", "bans");
const DELETION = given("accountDeletion", "the deletion of accounts");

/** What no call can tell, each with the reason. */
export const untellable: Readonly<Partial<Record<Name, Untellable>>> = {
  admins: { because: "needs the console, which alone lists the admins" },
  overRate: { because: RATE },
  overRateOfGroupList: { because: RATE },
  rateWindow: { because: RATE },
  portraitGetRate: { because: RATE },
  readAfterWriteDelayMs: {
    because: "needs more than ten minutes: writes stay invisible for more than a minute",
    values: (ms) => Number(ms) > LONGEST_LAG_MS,
  },
  antispamWord: { because: WORDS },
  antispamProfileCode: { because: WORDS },
  accountQuota: { because: "needs a used-up quota: as many accounts as the app may have" },
  profileCustomTags: { because: "needs the console, which alone lists the custom tags that it declares" },
  groupQuota: { because: GROUPS },
  avChatRoomQuota: { because: GROUPS },
  dailyGroupQuota: { because: "needs a used-up quota: as many new groups as the app may have in a day" },
  groupCustomKeys: { because: KEYS },
  memberCustomKeys: { because: KEYS },
  undeclaredKeys: { because: "needs the console: a custom key that it declares, beside one that it does not" },
  destroyedGroupIdSeconds: {
    because: "needs more than ten minutes: the id of a group stays in use for more than three, and is waited for again",
    values: (seconds) => Number(seconds) > LONGEST_TAKEN_SECONDS,
  },
  joinedGroupQuota: { because: "needs a used-up quota: as many groups as an account may be in" },
  communityPage: {
    because: "needs a used-up quota: more accounts than a page holds, who stay for good",
    values: (members) => Number(members) > 1,
  },
  deletedAccountId: DELETION,
  deletedAccountInGroups: DELETION,
  banTypes: BANS,
  addBanned: BANS,
  banRemovesMember: BANS,
  counterMode: given("counterFeature", "counters"),
  communitySizeMaximum: COMMUNITIES,
  supportTopicUnasked: COMMUNITIES,
  communityInviteJoinOption: COMMUNITIES,
  communityNext: COMMUNITIES,
  communityAttributes: COMMUNITIES,
  unknownTopic: COMMUNITIES,
  takenTopicId: COMMUNITIES,
  topicMute: COMMUNITIES,
};
