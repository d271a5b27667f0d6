/** A token that was given out. Nobody logs in here, so its hash is enough. */
export interface IssuedToken {
  readonly sha256: string;
  readonly issuedAt: number;
  /** Whether a change of the app's secret has ended it. */
  revoked?: boolean;
}

export interface User {
  readonly userId: string;
  name: string;
  /** Empty where there is none. */
  avatarUrl: string;
  readonly createdAt: number;
  tokens: IssuedToken[];
  /** Tokens from before this time are void. */
  tokensValidFrom: number;
}

/** A soft delete, from the request on until a restore is done. */
export interface Deletion {
  readonly requestedAt: number;
  readonly dueAt: number;
  done: boolean;
  /** When a restore that was asked for is done. */
  restoreDueAt?: number;
}

export interface HostedProfile {
  version: number;
  userProfile: Record<string, string | number>;
  userExtProfile: Map<string, string>;
}

export const PERMISSIONS = [
  "joinPerm",
  "removePerm",
  "memInvitePerm",
  "invitePerm",
  "profilePerm",
  "memProfilePerm",
] as const;

export type Permissions = Record<(typeof PERMISSIONS)[number], number>;

export const GROUP_TEXTS = ["introduction", "announcement", "portraitUrl"] as const;

/** Absent = never set, empty = cleared. */
export type GroupTexts = { [K in (typeof GROUP_TEXTS)[number]]?: string };

export interface GroupMember {
  admin: boolean;
  nickname: string;
  extra: string;
  readonly joinedAt: number;
  /** Counts up over all members of all groups: pages go by it, as times may coincide. */
  readonly seq: number;
}

export interface Group {
  readonly channelId: string;
  readonly seq: number;
  readonly creator: string;
  readonly createdAt: number;
  name: string;
  owner: string;
  texts: GroupTexts;
  permissions: Permissions;
  ext: Map<string, string>;
  /** Owner included, in order of joining. */
  members: Map<string, GroupMember>;
  /** What people call the group, by user id. */
  aliases: Map<string, string>;
  /** Whom people marked as favorites, with the time. */
  favorites: Map<string, Map<string, number>>;
}

export interface GroupMute {
  readonly mutedAt: number;
  /** 0 = for ever. */
  readonly until: number;
}

export interface MetadataEntry {
  value: string;
  owner: string;
  autoDelete: boolean;
  updatedAt: number;
}

export interface OpenChannel {
  readonly channelId: string;
  readonly createdAt: number;
  /** 0 on inactivity, 1 on schedule. */
  destroyType: number;
  ttlMinutes: number;
  /** The last creation, entering or leaving. */
  activeAt: number;
  frozen: boolean;
  keptAlive: boolean;
  allowedSenders: Set<string>;
  prioritySenders: Set<string>;
  /** Who is inside, and since when. */
  participants: Map<string, number>;
  metadata: Map<string, MetadataEntry>;
}

/** Ends of mutes or bans by user id. */
export type Ends = Map<string, number>;

/** Everything one app holds. */
export interface State {
  users: Map<string, User>;
  deletions: Map<string, Deletion>;
  /** Ends of bans by user id. */
  bans: Ends;
  tags: Map<string, string[]>;
  /** Muted user ids by channel type. */
  channelTypeMutes: Map<string, Set<string>>;
  profiles: Map<string, HostedProfile>;
  /** Whom each user blocked. */
  blocklists: Map<string, Set<string>>;

  groups: Map<string, Group>;
  /** By channelId; an empty one stands for all groups. */
  groupMutes: Map<string, Map<string, GroupMute>>;
  /** These two outlive their groups. */
  groupFreezes: Set<string>;
  groupAllowedSenders: Map<string, Set<string>>;
  lastSeq: number;

  openChannels: Map<string, OpenChannel>;
  openMutes: Map<string, Ends>;
  openBans: Map<string, Ends>;
  globalMutes: Ends;
  lowPriorityMessageTypes: Set<string>;
  priorityMessageTypes: Set<string>;

  /** Profanity words with what replaces them; empty where they block. */
  words: Map<string, string>;
}

export function emptyState(): State {
  return {
    users: new Map(),
    deletions: new Map(),
    bans: new Map(),
    tags: new Map(),
    channelTypeMutes: new Map(),
    profiles: new Map(),
    blocklists: new Map(),
    groups: new Map(),
    groupMutes: new Map(),
    groupFreezes: new Set(),
    groupAllowedSenders: new Map(),
    lastSeq: 0,
    openChannels: new Map(),
    openMutes: new Map(),
    openBans: new Map(),
    globalMutes: new Map(),
    lowPriorityMessageTypes: new Set(),
    priorityMessageTypes: new Set(),
    words: new Map(),
  };
}
