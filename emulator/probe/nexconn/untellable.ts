import type { Untellable } from "../experiment";
import { LONGEST_LAG_MS } from "../lag";
import { KEPT_AT_MOST } from "./keep-alive";
import { LONGEST_DELETE_SECONDS } from "./soft-delete";
import type { Name } from "./types";

const RATE = "needs a used-up quota: a call beyond the rate limit of the app, which its other users would feel";

/** What no call can tell, each with the reason. */
export const untellable: Readonly<Partial<Record<Name, Untellable>>> = {
  rateLimitWindow: { because: RATE },
  rateLimitScope: { because: RATE },
  retryAfter: { because: RATE },
  readAfterWriteDelayMs: {
    because: "needs more than ten minutes: writes stay invisible for more than a minute",
    values: (ms) => Number(ms) > LONGEST_LAG_MS,
  },
  userLimit: {
    because: "needs a used-up quota: as many users as the app may have, none of whom can be deleted afterwards",
  },
  userLimitCountsDeleted: {
    because: "needs a used-up quota: as many users as the app may have, none of whom can be deleted afterwards",
  },
  softDeleteSeconds: {
    because: "needs more than ten minutes: a soft delete takes longer",
    values: (seconds) => Number(seconds) > LONGEST_DELETE_SECONDS,
  },
  restoreSeconds: { because: "needs more than ten minutes: nobody is restored within an hour of the deletion" },
  groupSizeMaximum: {
    because: "needs a used-up quota: as many users as a group takes, none of whom can be deleted afterwards",
    hiddenBy: "unregisteredUsers",
  },
  notEnabledStatus: {
    because: "needs the console: it alone takes a service away",
    hiddenBy: "managedGroupsFeature",
  },
  keepAliveMaximum: {
    because: `needs a used-up quota: more than ${KEPT_AT_MOST} open channels that are kept alive at once`,
    values: (channels) => Number(channels) > KEPT_AT_MOST,
  },
};
