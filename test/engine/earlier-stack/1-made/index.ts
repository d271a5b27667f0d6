import * as pulumi from "@pulumi/pulumi";
import { Account, commsease, declareStack, idsOf, nexconn, Team, tencent } from "pulumi-im";

// Instants at most a month ahead cannot stand here.
const { SOON = "", CREW = "" } = process.env;

/** Portable and native resources below a component, and one below another resource. */
class Desk extends pulumi.ComponentResource {
  constructor(name: string) {
    super("acme:Desk", name);
    const lead = new Account(`${name}-lead`, { accountId: "desk-lead", name: "Lead" }, { parent: this });
    const team = new Team(
      `${name}-team`,
      { name: "Desk", owner: lead.accountId, members: [{ accountId: "ann", manager: true }], membership: "additive" },
      { parent: this },
    );
    new commsease.TeamMembers(`${name}-guests`, { tid: team.teamId, members: ["ben"] }, { parent: team });
    this.registerOutputs({});
  }
}

new Desk("desk");

// CommsEase.
const full = new commsease.Account("full", {
  accid: "full.one",
  token: pulumi.secret("first-password"),
  name: "Full",
  icon: "https://example.com/1.png",
  sign: "hello",
  email: "one@example.com",
  birth: "1990-01-01",
  mobile: "+65-81234567",
  gender: 1,
  ex: '{"n":1}',
  props: "first",
  bid: '{"textbid":"1"}',
  block: false,
  needkick: false,
  kickNotifyExt: "first",
  needUnbindPushToken: false,
  mute: true,
  muteP2P: false,
  muteTeam: false,
  muteRoom: true,
  muteQChat: false,
  donnopOpen: false,
});
const made = new commsease.Account("made", { accid: "made", tokenVersion: 1 });
new commsease.Account("adopted", { accid: "adopted", name: "Adopted", adopt: true, connection: "default" });

new commsease.Team("team", {
  tname: "Team",
  owner: full.accid,
  members: ["ann", { accid: "BEN", manager: true }, { accid: "cat", nick: "Cat", custom: "c1", mute: true }],
  msg: "first",
  magree: 0,
  joinmode: 1,
  announcement: "first announcement",
  intro: pulumi.secret("first intro"),
  custom: '{"n":1}',
  icon: "https://example.com/1.png",
  beinvitemode: 1,
  invitemode: 0,
  uptinfomode: 0,
  upcustommode: 0,
  bid: '{"textbid":"1"}',
  isNotifyCloseOnline: 0,
  isNotifyClosePersistent: 0,
  attach: "first attach",
  teamMemberLimit: 10,
  muteType: 0,
});
new commsease.Team("found", {
  tname: "Found",
  owner: "olga",
  members: { ann: {} },
  membership: "additive",
  msg: "first",
  magree: 0,
  joinmode: 0,
  adopt: true,
  connection: "default",
});
new commsease.TeamMembers("crew", {
  tid: CREW,
  members: ["ann", { accid: "ben", manager: true }, { accid: "cat", nick: "Cat", custom: "c1" }],
  msg: "first",
  magree: 0,
  attach: "first attach",
  connection: "default",
});
new commsease.SuperTeam("found-hall", {
  tname: "Found hall",
  owner: "olga",
  members: ["ann"],
  membership: "additive",
  msg: "first",
  joinmode: 0,
  adopt: true,
  connection: "default",
});
new commsease.SuperTeam("hall", {
  tname: "Hall",
  owner: full.accid,
  members: ["ann", { accid: "ben", manager: true }, { accid: "cat", nick: "Cat", custom: "c1", mute: true }],
  msg: "first",
  joinmode: 0,
  announcement: "first announcement",
  intro: "first intro",
  icon: "https://example.com/1.png",
  invitemode: 0,
  uptinfomode: 0,
  upcustommode: 0,
  bid: '{"textbid":"1"}',
  serverCustom: '{"n":1}',
  beinvitemode: 1,
  tlevel: 500,
  muteType: 0,
});

const room = new commsease.Chatroom("room", {
  creator: full.accid,
  name: "First",
  announcement: "first announcement",
  broadcasturl: "https://live.example.com/1",
  ext: '{"n":1}',
  queuelevel: 0,
  bid: '{"textbid":"1"}',
  delayClosePolicy: 1,
  delaySeconds: 604800,
  inOutNotification: true,
  valid: true,
  muteRoom: false,
  needNotify: true,
  notifyExt: "first",
});
new commsease.ChatroomRoles("roles", {
  roomid: room.roomid,
  members: [
    { accid: "ann", manager: true, nick: "Moderator" },
    { accid: "ben", muted: true },
    { accid: "cat", blocked: true, ext: "c" },
    { accid: "dan", mutedUntil: SOON },
  ],
  needNotify: true,
  notifyExt: "first",
});
new commsease.ChatroomQueue("seats", {
  roomid: room.roomid,
  sizeLimit: 5,
  elements: [
    { key: "10", value: "ten" },
    { key: "9", value: "nine" },
    { key: "mod.a b", value: room.name },
  ],
});
new commsease.ChatroomClientOptions("addresses", {
  roomid: room.roomid,
  accid: made.accid,
  clientType: 1,
  connection: "default",
});

// What others have made, and what is in there beside what is theirs.
const annex = new commsease.Chatroom("found-room", {
  creator: "olga",
  name: "Annex",
  announcement: "first",
  adopt: true,
  connection: "default",
});
new commsease.ChatroomRoles("found-roles", {
  roomid: annex.roomid,
  members: { ann: { muted: true }, ben: {} },
  tagMutes: { red: SOON },
  membership: "additive",
  connection: "default",
});
new commsease.ChatroomQueue("found-queue", {
  roomid: annex.roomid,
  elements: { mine: { value: "first" } },
  membership: "additive",
  operator: "olga",
  connection: "default",
});

// Nexconn.
const connection = "nexconn";
const service = new nexconn.User("service", {
  userId: "Service.One",
  name: "Service",
  avatarUrl: "https://example.com/1.png",
  userProfile: { email: "one@example.com", gender: 1 },
  userExtProfile: { ext_a: "1", ext_b: "2" },
  tags: ["b", "a"],
  banExpiresAt: "",
  mutedChannelTypes: ["GROUP"],
  tokenVersion: 1,
  connection,
});
new nexconn.User("adopted-user", { userId: "adopted", name: "Adopted", adopt: true, connection });
new nexconn.GroupChannel("group", {
  channelId: "support",
  name: "Support",
  owner: service.userId,
  members: ["ann", { userId: "ben", admin: true }, { userId: "cat", nickname: "Cat", extra: "c1" }, "dan"],
  membership: "additive",
  groupProfile: { introduction: "first intro", announcement: "first", portraitUrl: "https://example.com/1.png" },
  permissions: { joinPerm: 0, removePerm: 0, memInvitePerm: 0, invitePerm: 0, profilePerm: 0, memProfilePerm: 0 },
  groupExtProfile: { ext_topic: pulumi.secret("first"), ext_gone: "x" },
  allowedSendersList: ["ben", "ann"],
  mutedMembers: { cat: {}, dan: { muteExpiresAt: SOON } },
  isFrozen: false,
  shouldDeleteMute: 0,
  shouldDeleteAllowedSendersList: 0,
  shouldDeleteFavorites: 0,
  connection,
});
new nexconn.GroupChannel("found-group", {
  channelId: "found",
  name: "Found",
  owner: "olga",
  adopt: true,
  connection,
});
new nexconn.GroupMembers("plaza-staff", {
  channelId: "plaza",
  members: ["ann", { userId: "ben", admin: true }, { userId: "cat", nickname: "Cat", extra: "c1" }],
  connection,
});
new nexconn.OpenChannel("lobby", {
  channelId: "lobby",
  destroyType: 1,
  ttlMinutes: 10080,
  isFrozen: false,
  allowedSendersList: ["ben", "ann"],
  mutedParticipants: { ann: { muteExpiresAt: SOON } },
  bannedParticipants: { dan: { banExpiresAt: SOON } },
  metadata: { topic: "first", gone: "x" },
  metadataOwnerId: service.userId,
  connection,
});
const kiosk = new nexconn.OpenChannel("kiosk", { channelId: "kiosk", keepAlive: true, connection });
new nexconn.OpenChannel("found-channel", { channelId: "found", keepAlive: true, adopt: true, connection });
new nexconn.OpenChannelMetadata("signs", {
  channelId: kiosk.channelId,
  metadata: { topic: "first", gone: "x" },
  metadataOwnerId: service.userId,
  membership: "additive",
  connection,
});
new nexconn.ProfanityWords("words", {
  words: ["spam", { word: "darn", replacement: "d***" }],
  membership: "additive",
  connection,
});

// Tencent IM.
const olga = new tencent.Account("olga", {
  UserID: "olga",
  Nick: "Olga",
  FaceUrl: "https://example.com/1.png",
  Gender: "Gender_Type_Male",
  BirthDay: 19900101,
  SelfSignature: "hello",
  AllowType: "AllowType_Type_AllowAny",
  Location: "first",
  Language: 1,
  MsgSettings: 0,
  AdminForbidType: "AdminForbid_Type_None",
  Level: 1,
  Role: 1,
  Custom: { Team: "north", Desk: "4" },
  C2CmsgNospeakingTime: 0,
  GroupmsgNospeakingTime: "2044-01-01T00:00:00Z",
  userSigDays: 30,
  userSigVersion: 1,
  connection: "tencent",
});
new tencent.Account("kept", { UserID: "kept", userSigDays: 0, onDestroy: "forget", connection: "tencent" });
new tencent.Account("adopted-account", { UserID: "adopted", Nick: "Adopted", adopt: true, connection: "tencent" });
new tencent.Group("public", {
  Type: "Public",
  GroupId: "team",
  Name: "Team",
  Owner_Account: olga.UserID,
  Introduction: "first",
  Notification: "welcome",
  FaceUrl: "https://example.com/1.png",
  MaxMemberCount: 50,
  ApplyJoinOption: "NeedPermission",
  InviteJoinOption: "DisableInvite",
  MuteAllMember: "On",
  HistoryMsgBeforeJoin: "On",
  AppDefinedData: { kind: "support", desk: "4" },
  MemberList: ["ann", { Member_Account: "ben", Role: "Admin", NameCard: "Ben" }, "cid"],
  MutedAccountList: { ann: { MutedUntil: "2044-01-01T00:00:00Z" } },
  BannedAccountList: ["eve"],
  membership: "authoritative",
  connection: "tencent",
});
new tencent.Group("found-group-of-work", {
  Type: "Private",
  GroupId: "found",
  Name: "Found",
  MemberList: ["ann"],
  membership: "additive",
  adopt: true,
  connection: "tencent",
});
new tencent.Group("live", { Type: "AVChatRoom", Name: "Live", Owner_Account: olga.UserID, connection: "tencent" });
const shop = new tencent.Group("shop", {
  Type: "Community",
  GroupId: "@TGS#_shop",
  Name: "Shop",
  Owner_Account: olga.UserID,
  SupportTopic: 1,
  connection: "tencent",
});
new tencent.Topic("news", {
  GroupId: shop.GroupId,
  TopicId: pulumi.interpolate`${shop.GroupId}@TOPIC#_news`,
  TopicName: "News",
  Introduction: "one",
  Notification: "one",
  FaceUrl: "https://example.com/1.png",
  CustomString: '{"n":1}',
  MuteAllMember: "On",
  connection: "tencent",
});
new tencent.Topic("help", { GroupId: shop.GroupId, TopicName: "Help", connection: "tencent" });
new tencent.Topic("found-topic", {
  GroupId: "@TGS#_found",
  TopicId: "@TGS#_found@TOPIC#_found",
  TopicName: "Found",
  adopt: true,
  connection: "tencent",
});
new tencent.GroupAttributes("attributes", {
  GroupId: shop.GroupId,
  GroupAttr: { phase: "alpha", theme: "dark", note: "" },
  membership: "authoritative",
  connection: "tencent",
});
new tencent.GroupMembers("square-staff", {
  GroupId: "square",
  MemberList: ["ann", { Member_Account: "ben", Role: "Admin" }, { Member_Account: "cid", NameCard: "Cid" }],
  connection: "tencent",
});

// The portable kinds on each of the clouds.
export const ids = idsOf(declareStack());
