import type { Untellable } from "../experiment";
import { LONGEST_LAG_MS } from "../lag";
import type { Name } from "./types";

/** What no call can tell, each with the reason. */
export const untellable: Readonly<Partial<Record<Name, Untellable>>> = {
  readAfterWriteDelayMs: {
    because: "needs more than ten minutes: writes stay invisible for more than a minute",
    values: (ms) => Number(ms) > LONGEST_LAG_MS,
  },
  accountQuota: {
    because: "needs a used-up quota: as many accounts as the app may have, none of which can be deleted afterwards",
  },
  joinedTeamLimit: { because: "needs a used-up quota: as many teams as one account may be in" },
  createdTeamLimit: { because: "needs a used-up quota: as many teams as one account may own" },
  createdTeamLimitCode: { because: "needs a used-up quota: as many teams as one account may own" },
  fixedMemberLimit: {
    because:
      "needs a used-up quota: as many fixed members as a chatroom may have, each an account that cannot be deleted afterwards",
  },
  antispamWord: { because: "needs the console: the words that the app refuses are listed there alone" },
  inOutNotificationOn: { because: "needs a client: it hears of who comes and goes", hiddenBy: "ionotifyOnRead" },
  robotOfPersonInside: { because: "needs a client: a person who has entered a chatroom" },
};
