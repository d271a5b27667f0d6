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

export interface Team {
  readonly tid: number;
  owner: string;
  tname: string;
  announcement?: string;
  intro?: string;
  custom?: string;
  icon?: string;
  joinmode: number;
  beinvitemode: number;
  invitemode: number;
  uptinfomode: number;
  upcustommode: number;
  maxusers: number;
  /** 0 nobody, 1 ordinary members, 3 everyone. */
  muteType: number;
  isNotifyCloseOnline: number;
  isNotifyClosePersistent: number;
  /** Owner included, in order of joining. */
  members: Map<string, TeamMember>;
  /** Invited and not yet accepted: accid to time of invitation. */
  pending: Map<string, number>;
  readonly createtime: number;
  updatetime: number;
}

export type RoomRole = "creator" | "manager" | "common" | "guest";

export interface RoomMember {
  role: RoomRole;
  blacklisted: boolean;
  muted: boolean;
  tempMutedUntil: number;
  online: boolean;
  nick?: string;
  avator?: string;
  ext?: string;
  /** When the member entered, or was made a fixed member without entering. Unique in its room. */
  enterTime: number;
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
  readonly createtime: number;
  updatetime: number;
}

/** Everything one app holds. */
export interface State {
  accounts: Map<string, Account>;
  teams: Map<number, Team>;
  rooms: Map<number, Room>;
  lastTid: number;
  lastRoomid: number;
}

/** Ids begin where real ones are seen, far enough apart that a tid is never also a roomid. */
export function emptyState(): State {
  return {
    accounts: new Map(),
    teams: new Map(),
    rooms: new Map(),
    lastTid: 18_500_000_000,
    lastRoomid: 1_605_000_000,
  };
}
