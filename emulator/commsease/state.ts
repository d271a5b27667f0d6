/** Texts of a profile. Absent = never set, empty = cleared. */
export interface Profile {
  name?: string;
  icon?: string;
  sign?: string;
  email?: string;
  birth?: string;
  mobile?: string;
  gender?: number;
  ex?: string;
}

export interface Account {
  readonly accid: string;
  token: string;
  /** How often a token was set or made, the first included. */
  tokenIssued: number;
  profile: Profile;
  props?: string;
  blocked: boolean;
  mute: boolean;
  muteP2P: boolean;
  muteTeam: boolean;
  muteRoom: boolean;
  muteQChat: boolean;
  donnopOpen: boolean;
  readonly createtime: number;
  updatetime: number;
}

export interface TeamMember {
  manager: boolean;
  nick?: string;
  custom?: string;
  mute: boolean;
  /** Notices of this team reach this member. */
  pushEnable: boolean;
  readonly createtime: number;
  updatetime: number;
}

/** What teams and super teams have in common. */
export interface TeamCore {
  readonly tid: number;
  owner: string;
  tname: string;
  announcement?: string;
  intro?: string;
  icon?: string;
  joinmode: number;
  beinvitemode: number;
  invitemode: number;
  uptinfomode: number;
  upcustommode: number;
  /** 0 nobody, 1 ordinary members, 3 everyone. */
  muteType: number;
  /** Owner included, in order of joining. */
  members: Map<string, TeamMember>;
  /** Invited and not yet accepted: accid to time of invitation. */
  pending: Map<string, number>;
  readonly createtime: number;
  updatetime: number;
}

export interface Team extends TeamCore {
  custom?: string;
  maxusers: number;
  isNotifyCloseOnline: number;
  isNotifyClosePersistent: number;
}

export interface SuperTeam extends TeamCore {
  serverCustom?: string;
  /** How many people it takes. */
  tlevel: number;
}

export type RoomRole = "creator" | "manager" | "common" | "guest";

/** What people say of themselves in a room. */
export interface RoleInfo {
  nick?: string;
  avator?: string;
  ext?: string;
}

export interface RoomMember extends RoleInfo {
  role: RoomRole;
  blocked: boolean;
  muted: boolean;
  online: boolean;
  /** What was said without `save`; it goes with the connection. */
  session?: RoleInfo;
  tags: string[];
  notifyTargetTags?: string;
  /** Set where the server put this account in; it leaves by itself. */
  robot?: { readonly until: number; readonly roleExt?: string };
  /** When the member entered, or was made a fixed member without entering. */
  enterTime: number;
}

export interface QueueElement {
  value: string;
  owner: string;
  transient: boolean;
}

export interface Queue {
  /** Absent where queueInit was never called. */
  sizeLimit?: number;
  /** By key, in order. */
  elements: Map<string, QueueElement>;
}

export interface DelayClose {
  policy: number;
  seconds: number;
  /** 1 counting, 2 waiting for the room to become empty, 3 done, 4 cancelled. */
  status: number;
  /** When counting began; 0 while waiting. */
  startTime: number;
}

export interface Room {
  readonly roomid: number;
  readonly creator: string;
  name: string;
  announcement?: string;
  broadcasturl?: string;
  ext?: string;
  queuelevel: number;
  valid: boolean;
  muted: boolean;
  ionotify: boolean;
  delay?: DelayClose;
  /** Fixed members and everybody inside. */
  members: Map<string, RoomMember>;
  /** Ends of temporary mutes by accid, of people who are not members too. */
  tempMutes: Map<string, number>;
  /** Ends of temporary mutes by tag. */
  tagMutes: Map<string, number>;
  queue: Queue;
  readonly createtime: number;
  updatetime: number;
}

/** Everything one app holds. */
export interface State {
  accounts: Map<string, Account>;
  teams: Map<number, Team>;
  superTeams: Map<number, SuperTeam>;
  rooms: Map<number, Room>;
  lastTid: number;
  lastSuperTid: number;
  lastRoomid: number;
}

/** Ids begin where real ones are seen, far enough apart that a tid is never also a roomid. */
export function emptyState(): State {
  return {
    accounts: new Map(),
    teams: new Map(),
    superTeams: new Map(),
    rooms: new Map(),
    lastTid: 18_500_000_000,
    lastSuperTid: 27_300_000_000,
    lastRoomid: 1_605_000_000,
  };
}
