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

  "superteam/create": { kind: "once", bucket: "superteam" },
  "superteam/updateTinfo": { kind: "write", bucket: "superteam" },
  "superteam/changeLevel": { kind: "write", bucket: "superteam" },
  "superteam/dismiss": { kind: "write", bucket: "superteam" },
  "superteam/changeOwner": { kind: "once", bucket: "superteam" },
  "superteam/invite": { kind: "once", bucket: "superteam" },
  "superteam/kick": { kind: "once", bucket: "superteam" },
  "superteam/addManager": { kind: "once", bucket: "superteam" },
  "superteam/removeManager": { kind: "once", bucket: "superteam" },
  "superteam/updateTeamNick": { kind: "write", bucket: "superteam" },
  "superteam/updateTlist": { kind: "write", bucket: "superteam" },
  "superteam/mute": { kind: "write", bucket: "superteam" },
  "superteam/muteTlist": { kind: "write", bucket: "superteam" },
  "superteam/getTinfos": { kind: "read", bucket: "superteam" },
  "superteam/getTlists": { kind: "read", bucket: "superteam" },
  "superteam/getMuteTlists": { kind: "read", bucket: "superteam" },
  "superteam/joinTeams": { kind: "read", bucket: "superteam" },

  "chatroom/create": { kind: "once" },
  "chatroom/getBatch": { kind: "read" },
  "chatroom/update": { kind: "write" },
  "chatroom/toggleCloseStat": { kind: "write" },
  "chatroom/updateDelayClosePolicy": { kind: "write" },
  "chatroom/updateInOutNotification": { kind: "write" },
  "chatroom/queryUserRoomIds": { kind: "read" },
  "chatroom/muteRoom": { kind: "write" },
  "chatroom/membersByPage": { kind: "read" },
  "chatroom/queryMembersByRole": { kind: "read" },
  "chatroom/tagMembersQuery": { kind: "read" },
  "chatroom/setMemberRole": { kind: "write" },
  "chatroom/temporaryMute": { kind: "write" },
  "chatroom/updateMyRoomRole": { kind: "write" },
  "chatroom/updateChatRoomRoleTag": { kind: "write" },
  "chatroom/tagTemporaryMute": { kind: "write" },
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
  roomMembersPerPage: 100,
  /** Members and owner together. */
  membersPerCreate: 200,
  membersPerAdd: 200,
  membersPerKick: 200,
  managersPerCall: 10,
  /** The owner not counted. */
  superMembersPerCreate: 199,
  superMembersPerInvite: 200,
  superMembersPerKick: 200,
  superManagersPerCall: 10,
  superMutesPerCall: 10,
  superMembersPerPage: 100,
  elementsPerUpdate: 200,
} as const;

/** The calls whose lists each cap is of, and what is in these lists; for the reference. */
export const capped: Record<keyof typeof caps, readonly [calls: string, what: string]> = {
  accountsPerRead: ["user/getUinfos", "accounts"],
  roomsPerRead: ["chatroom/getBatch", "rooms"],
  roomMembersPerPage: ["chatroom/membersByPage, chatroom/tagMembersQuery", "members"],
  membersPerCreate: ["team/create", "people, the owner included"],
  membersPerAdd: ["team/add", "members"],
  membersPerKick: ["team/kick", "members"],
  managersPerCall: ["team/addManager, team/removeManager", "managers"],
  superMembersPerCreate: ["superteam/create", "people, the owner not included"],
  superMembersPerInvite: ["superteam/invite", "members"],
  superMembersPerKick: ["superteam/kick", "members"],
  superManagersPerCall: ["superteam/addManager, superteam/removeManager", "managers"],
  superMutesPerCall: ["superteam/muteTlist", "members"],
  superMembersPerPage: ["superteam/getTlists, superteam/getMuteTlists", "members"],
  elementsPerUpdate: ["chatroom/queueBatchUpdateElements", "elements"],
};
