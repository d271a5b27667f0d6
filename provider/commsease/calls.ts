import type { CallKind } from "../http/retry";

interface CallFacts {
  kind: CallKind;
  /** The calls that share a rate limit; by default a call has its own. */
  bucket?: string;
}

/** Every vendor call that this package makes, by the vendor's name. */
export const calls = {
  "user/create": { kind: "once" },
  "user/update": { kind: "write" },
  "user/refreshToken": { kind: "write" },
  "user/block": { kind: "write" },
  "user/unblock": { kind: "write" },
  "user/mute": { kind: "write" },
  "user/muteModule": { kind: "write" },
  "user/setDonnop": { kind: "write" },
  "user/updateUinfo": { kind: "write" },
  "user/getUinfos": { kind: "read" },

  "team/create": { kind: "once", bucket: "team" },
  "team/add": { kind: "once", bucket: "team" },
  "team/kick": { kind: "once", bucket: "team" },
  "team/remove": { kind: "write", bucket: "team" },
  "team/update": { kind: "write", bucket: "team" },
  "team/query": { kind: "read", bucket: "team" },
  "team/queryDetail": { kind: "read", bucket: "team" },
  "team/changeOwner": { kind: "once", bucket: "team" },
  "team/addManager": { kind: "once", bucket: "team" },
  "team/removeManager": { kind: "once", bucket: "team" },
  "team/joinTeams": { kind: "read", bucket: "team" },
  "team/updateTeamNick": { kind: "write", bucket: "team" },
  "team/muteTlist": { kind: "write", bucket: "team" },
  "team/muteTlistAll": { kind: "write", bucket: "team" },

  "chatroom/create": { kind: "once" },
  "chatroom/getBatch": { kind: "read" },
  "chatroom/update": { kind: "write" },
  "chatroom/toggleCloseStat": { kind: "write" },
  "chatroom/updateDelayClosePolicy": { kind: "write" },
  "chatroom/updateInOutNotification": { kind: "write" },
  "chatroom/queryUserRoomIds": { kind: "read" },
  "chatroom/muteRoom": { kind: "write" },
  "chatroom/requestAddr": { kind: "read" },

  "chatroom/queueInit": { kind: "once" },
  "chatroom/queueOffer": { kind: "once" },
  "chatroom/queueBatchUpdateElements": { kind: "write" },
  "chatroom/queuePoll": { kind: "once" },
  "chatroom/queueDrop": { kind: "once" },
  "chatroom/queueList": { kind: "read" },
} satisfies Record<string, CallFacts>;

export type Call = keyof typeof calls;

export function factsOfCall(call: Call): CallFacts {
  return calls[call];
}

/** Calls per second and bucket that an app may make by default. */
export const defaultCallsPerSecond = 100;

/** How long the vendor refuses a bucket that went over its limit. */
export const blockMs = 10_000;

/** The vendor's caps on lists in one call. */
export const caps = {
  accountsPerRead: 200,
  roomsPerRead: 20,
  /** Members and owner together. */
  membersPerCreate: 200,
  membersPerAdd: 200,
  membersPerKick: 200,
  managersPerCall: 10,
  elementsPerUpdate: 200,
} as const;
