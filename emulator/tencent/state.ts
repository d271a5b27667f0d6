export type GroupType = "Public" | "Private" | "ChatRoom" | "AVChatRoom" | "Community";

/** The value of a profile tag: text, or a number where the standard tag is one. */
export type TagValue = string | number;

/** Something that began at a time and lasts for so many seconds; the largest number of seconds is for ever. */
export interface Period {
  readonly from: number;
  readonly seconds: number;
}

export interface Account {
  readonly UserID: string;
  /** By tag; only what was set. */
  readonly profile: Map<string, TagValue>;
  c2cMute?: Period;
  groupMute?: Period;
}

/** What members and topics and groups are mute for, by account. */
export type Mutes = Map<string, Period>;

export interface Member {
  admin: boolean;
  JoinTime: number;
  MsgFlag: string;
  NameCard: string;
  readonly AppMemberDefinedData: Map<string, string>;
}

export interface Ban extends Period {
  readonly Description: string;
}

export interface Topic {
  readonly TopicId: string;
  TopicName: string;
  FaceUrl: string;
  Notification: string;
  Introduction: string;
  CustomString: string;
  MuteAllMember: string;
  readonly CreateTime: number;
  readonly mutes: Mutes;
}

/** Members of the object that the vendor names have the vendor's names. */
export interface Group {
  readonly GroupId: string;
  readonly Type: GroupType;
  /** Position in the list of all groups. */
  readonly serial: number;
  Name: string;
  Introduction: string;
  Notification: string;
  FaceUrl: string;
  /** Empty where the group has no owner. */
  Owner_Account: string;
  readonly CreateTime: number;
  InfoSeq: number;
  LastInfoTime: number;
  MaxMemberNum: number;
  ApplyJoinOption: string;
  InviteJoinOption: string;
  MuteAllMember: string;
  HistoryMsgBeforeJoin: string;
  readonly SupportTopic: number;
  EnablePermission: number;
  DefaultPermission: number;
  readonly AppDefinedData: Map<string, string>;
  /** In order of joining, the owner included; nobody in an AVChatRoom. */
  readonly members: Map<string, Member>;
  readonly mutes: Mutes;
  readonly bans: Map<string, Ban>;
  readonly attributes: Map<string, string>;
  readonly counters: Map<string, number>;
  /** Who is inside an AVChatRoom, with the time of entering. */
  readonly audience: Map<string, number>;
  /** Admins of an AVChatRoom, in order of appointment. */
  admins: string[];
  readonly topics: Map<string, Topic>;
}

/** Everything one app holds. Times are Unix seconds. */
export interface State {
  accounts: Map<string, Account>;
  /** When accounts were deleted. */
  deletedAccounts: Map<string, number>;
  /** UserSigs made until then are void. */
  kicked: Map<string, number>;
  groups: Map<string, Group>;
  /** When groups ended. */
  destroyedGroups: Map<string, number>;
  lastSerial: number;
  /** Groups made and disbanded on the day that `day` counts. */
  netNewGroups: { day: number; count: number };
}

export function emptyState(): State {
  return {
    accounts: new Map(),
    deletedAccounts: new Map(),
    kicked: new Map(),
    groups: new Map(),
    destroyedGroups: new Map(),
    lastSerial: 0,
    netNewGroups: { day: 0, count: 0 },
  };
}
