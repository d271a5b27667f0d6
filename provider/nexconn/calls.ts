import type { CallKind } from "../http/retry";

interface CallFacts {
  kind: CallKind;
  /** The calls that share a rate limit; by default a call has its own. */
  bucket?: string;
  /** What the vendor allows in a second; by default {@link defaultCallsPerSecond}. */
  perSecond?: number;
  /** What the vendor counts, where it is not calls. */
  counted?: string;
}

/**
 * Every vendor call that this package makes: the path below `/v4/`, or the whole path of one that only the older generation
 * of the API has, with `.json` at its end.
 */
export const calls = {
  // Repeated, it makes one more token and changes nothing else.
  "auth/access-token/issue": { kind: "write", perSecond: 200 },
  "auth/access-token/expire": { kind: "write" },
  "user/get": { kind: "read" },
  "user/update": { kind: "write" },
  "user/ban": { kind: "write" },
  "user/unban": { kind: "write" },
  "user/ban/list": { kind: "read" },
  "user/soft-delete": { kind: "write", counted: "user ids" },
  "user/restore": { kind: "write", counted: "user ids" },
  "user/soft-deleted/list": { kind: "read" },
  "user/tag/batch/set": { kind: "write", perSecond: 10 },
  "user/tag/batch/get": { kind: "read" },
  "user/profile/set": { kind: "write" },
  "user/profile/batch/get": { kind: "read" },
  "channel-type/mute/set": { kind: "write" },
  "channel-type/mute/list": { kind: "read" },

  "group-channel/create": { kind: "once" },
  "group-channel/dismiss": { kind: "write" },
  "group-channel/join": { kind: "once" },
  "group-channel/leave": { kind: "once" },
  "group-channel/profile/update": { kind: "write" },
  "group-channel/profile/list": { kind: "read" },
  "group-channel/member/list": { kind: "read" },
  "group-channel/member/set": { kind: "write" },
  "group-channel/transfer/owner": { kind: "once" },
  "group-channel/admin/add": { kind: "once" },
  "group-channel/admin/remove": { kind: "once" },
  "group-channel/user/mute-list/add": { kind: "write" },
  "group-channel/user/mute-list/remove": { kind: "write" },
  "group-channel/user/mute-list/get": { kind: "read" },
  "group-channel/freeze-list/add": { kind: "write" },
  "group-channel/freeze-list/remove": { kind: "write" },
  "group-channel/freeze-list/get": { kind: "read" },
  "group-channel/allowed-sender-list/add": { kind: "write" },
  "group-channel/allowed-sender-list/remove": { kind: "write" },
  "group-channel/allowed-sender-list/get": { kind: "read" },

  "open-channel/create": { kind: "once" },
  "open-channel/get": { kind: "read" },
  "open-channel/destroy": { kind: "write" },
  "open-channel/destroy-type/set": { kind: "write" },
  "open-channel/participant/mute-list/add": { kind: "write" },
  "open-channel/participant/mute-list/remove": { kind: "write" },
  "open-channel/participant/mute-list/get": { kind: "read" },
  "open-channel/participant/ban-list/add": { kind: "write" },
  "open-channel/participant/ban-list/remove": { kind: "write" },
  "open-channel/participant/ban-list/get": { kind: "read" },
  "open-channel/freeze-list/add": { kind: "write" },
  "open-channel/freeze-list/remove": { kind: "write" },
  "open-channel/participant/allowed-sender-list/add": { kind: "write" },
  "open-channel/participant/allowed-sender-list/remove": { kind: "write" },
  "open-channel/participant/allowed-sender-list/get": { kind: "read" },
  "open-channel/metadata/batch/set": { kind: "write", bucket: "open-channel/metadata", counted: "keys" },
  "open-channel/metadata/batch/remove": { kind: "write", bucket: "open-channel/metadata", counted: "keys" },
  "open-channel/metadata/batch/get": { kind: "read" },
  "chatroom/keepalive/add.json": { kind: "write" },
  "chatroom/keepalive/remove.json": { kind: "write" },
  "chatroom/keepalive/query.json": { kind: "read" },

  // What these do to a word that is there, or is gone, is not documented: after a lost answer the list says what is left to do.
  "profanity-word/batch/add": { kind: "once" },
  "profanity-word/batch/remove": { kind: "once" },
  "profanity-word/list": { kind: "read" },
} satisfies Record<string, CallFacts>;

export type Call = keyof typeof calls;

export function factsOfCall(call: Call): CallFacts {
  return calls[call];
}

/** Calls per second that an app may make by default. */
export const defaultCallsPerSecond = 100;

/** The vendor counts by the second and blocks nobody for longer. */
export const blockMs = 1_000;

/** The vendor's caps on lists in one call. */
export const caps = {
  usersPerProfileRead: 20,
  usersPerTagRead: 20,
  usersPerMutePage: 100,
  usersPerBanPage: 50,
  softDeletedPerPage: 50,
  groupsPerRead: 50,
  /** Beside the owner. */
  membersPerCreate: 30,
  membersPerJoin: 100,
  membersPerLeave: 100,
  adminsPerCall: 10,
  membersPerPage: 100,
  groupMutesPerCall: 20,
  groupsPerFreezeRead: 20,
  allowedSendersPerCall: 100,
  openChannelPeoplePerCall: 20,
  metadataPerCall: 20,
  wordsPerCall: 50,
} as const;

/** The calls whose lists each cap is of, and what is in these lists; for the reference. */
export const capped: Record<keyof typeof caps, readonly [calls: string, what: string]> = {
  usersPerProfileRead: ["user/profile/batch/get", "users"],
  usersPerTagRead: ["user/tag/batch/get", "users"],
  usersPerMutePage: ["channel-type/mute/list", "users"],
  usersPerBanPage: ["user/ban/list", "users"],
  softDeletedPerPage: ["user/soft-deleted/list", "users"],
  groupsPerRead: ["group-channel/profile/list", "groups"],
  membersPerCreate: ["group-channel/create", "members, the owner not included"],
  membersPerJoin: ["group-channel/join", "members"],
  membersPerLeave: ["group-channel/leave", "members"],
  adminsPerCall: ["group-channel/admin/add, group-channel/admin/remove", "admins"],
  membersPerPage: ["group-channel/member/list", "members"],
  groupMutesPerCall: ["group-channel/user/mute-list/add, group-channel/user/mute-list/remove", "members"],
  groupsPerFreezeRead: ["group-channel/freeze-list/get", "groups"],
  allowedSendersPerCall: ["group-channel/allowed-sender-list/add, group-channel/allowed-sender-list/remove", "users"],
  openChannelPeoplePerCall: [
    ["mute-list", "ban-list", "allowed-sender-list"]
      .flatMap((list) => ["add", "remove"].map((verb) => `open-channel/participant/${list}/${verb}`))
      .join(", "),
    "users",
  ],
  metadataPerCall: ["open-channel/metadata/batch/set, open-channel/metadata/batch/remove", "keys"],
  wordsPerCall: ["profanity-word/batch/add, profanity-word/batch/remove", "words"],
};
