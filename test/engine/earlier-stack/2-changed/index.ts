import * as pulumi from "@pulumi/pulumi";
import { Account, commsease, declareStack, idsOf, nexconn, Team, tencent } from "pulumi-im";

// Instants at most a month ahead cannot stand here.
const { SOON = "", LATER = "", CREW = "" } = process.env;

/** Portable and native resources below a component, and one below another resource. */
class Desk extends pulumi.ComponentResource {
  constructor(name: string) {
    super("acme:Desk", name);
    const lead = new Account(`${name}-lead`, { accountId: "desk-lead", name: "Leader" }, { parent: this });
    const team = new Team(
      `${name}-team`,
      { name: "Desks", owner: lead.accountId, members: ["ann", "eve"], membership: "additive" },
      { parent: this },
    );
    new commsease.TeamMembers(`${name}-guests`, { tid: team.teamId, members: ["ben", "cat"] }, { parent: team });
    this.registerOutputs({});
  }
}

new Desk("desk");

// CommsEase.
const full = new commsease.Account("full", {
  accid: "full.one",
  token: pulumi.secret("second-password"),
  name: "Full, changed",
  icon: "",
  sign: "bye",
  email: "two@example.com",
  birth: "1991-02-02",
  mobile: "+65-87654321",
  gender: 2,
  ex: '{"n":2}',
  props: "second",
  bid: '{"textbid":"2"}',
  block: true,
  needkick: true,
  kickNotifyExt: "second",
  needUnbindPushToken: true,
  mute: false,
  muteP2P: true,
  muteTeam: true,
  muteRoom: false,
  muteQChat: true,
  donnopOpen: true,
});
const made = new commsease.Account("made", { accid: "made", tokenVersion: 2 });
new commsease.Account("adopted", { accid: "adopted", name: "Ours", connection: "default" });

new commsease.Team("team", {
  tname: "Crew of three",
  owner: "cat",
  members: { ann: { manager: true }, ben: { nick: "Ben", custom: "b2", mute: true }, eve: {}, "full.one": {} },
  msg: "second",
  magree: 1,
  joinmode: 2,
  announcement: "",
  intro: pulumi.secret("second intro"),
  custom: '{"n":2}',
  icon: "https://example.com/2.png",
  beinvitemode: 1,
  invitemode: 1,
  uptinfomode: 1,
  upcustommode: 1,
  bid: '{"textbid":"2"}',
  isNotifyCloseOnline: 0,
  isNotifyClosePersistent: 0,
  attach: "second attach",
  teamMemberLimit: 6,
  muteType: 1,
});
new commsease.Team("found", {
  tname: "Found and kept",
  owner: "olga",
  members: { ann: { manager: true }, eve: {} },
  membership: "additive",
  msg: "first",
  magree: 0,
  joinmode: 0,
  connection: "default",
});
new commsease.TeamMembers("crew", {
  tid: CREW,
  members: { ann: { manager: true }, cat: { nick: "Kat", custom: "", mute: true }, eve: {} },
  msg: "second",
  magree: 1,
  attach: "second attach",
  connection: "default",
});
new commsease.SuperTeam("found-hall", {
  tname: "Found hall",
  owner: "olga",
  members: ["ann", "eve"],
  membership: "additive",
  msg: "first",
  joinmode: 0,
  connection: "default",
});
new commsease.SuperTeam("hall", {
  tname: "Great hall",
  owner: "cat",
  members: { ann: { manager: true }, ben: { nick: "Ben", custom: "b2", mute: true }, eve: {}, "full.one": {} },
  msg: "second",
  joinmode: 2,
  announcement: "second announcement",
  intro: "second intro",
  icon: "https://example.com/2.png",
  invitemode: 1,
  uptinfomode: 1,
  upcustommode: 1,
  bid: '{"textbid":"2"}',
  serverCustom: '{"n":2}',
  beinvitemode: 1,
  tlevel: 6,
  muteType: 1,
});

const room = new commsease.Chatroom("room", {
  creator: full.accid,
  name: "Second",
  announcement: "",
  broadcasturl: "https://live.example.com/2",
  ext: '{"n":2}',
  queuelevel: 1,
  bid: '{"textbid":"2"}',
  delayClosePolicy: 2,
  delaySeconds: 300000,
  inOutNotification: false,
  valid: true,
  muteRoom: true,
  needNotify: false,
  notifyExt: "second",
});
new commsease.ChatroomRoles("roles", {
  roomid: room.roomid,
  members: {
    ann: { nick: "" },
    ben: { manager: true },
    cat: { muted: true, avator: "https://example.com/c.png" },
    dan: { mutedUntil: LATER },
    eve: {},
  },
  needNotify: false,
  notifyExt: "second",
});
new commsease.ChatroomQueue("seats", {
  roomid: room.roomid,
  sizeLimit: 4,
  elements: [
    { key: "mod.a b", value: "another" },
    { key: "new", value: "n" },
    { key: "10", value: "ten" },
  ],
});
new commsease.ChatroomClientOptions("addresses", {
  roomid: room.roomid,
  accid: made.accid,
  clientType: 3,
  connection: "default",
});

// What others have made, and what is in there beside what is theirs.
const annex = new commsease.Chatroom("found-room", {
  creator: "olga",
  name: "Annex",
  announcement: "second",
  connection: "default",
});
new commsease.ChatroomRoles("found-roles", {
  roomid: annex.roomid,
  members: { ben: { manager: true } },
  tagMutes: { red: LATER },
  membership: "additive",
  connection: "default",
});
new commsease.ChatroomQueue("found-queue", {
  roomid: annex.roomid,
  elements: { mine: { value: "second" } },
  membership: "additive",
  operator: "olga",
  connection: "default",
});

// Nexconn.
const connection = "nexconn";
const service = new nexconn.User("service", {
  userId: "Service.One",
  name: "Service, changed",
  avatarUrl: "",
  userProfile: { email: "two@example.com", gender: 2 },
  userExtProfile: { ext_b: "3", ext_c: "4" },
  tags: ["c"],
  banExpiresAt: SOON,
  mutedChannelTypes: ["PERSON", "CHATROOM"],
  tokenVersion: 2,
  connection,
});
new nexconn.User("adopted-user", { userId: "adopted", name: "Ours", connection });
new nexconn.GroupChannel("group", {
  channelId: "support",
  name: "Support, changed",
  owner: "cat",
  members: {
    ann: { admin: true },
    ben: { nickname: "Ben", extra: "b2" },
    eve: {},
    "Service.One": {},
  },
  membership: "authoritative",
  groupProfile: { introduction: "", announcement: "second", portraitUrl: "https://example.com/2.png" },
  permissions: { joinPerm: 3, removePerm: 1, memInvitePerm: 2, invitePerm: 1, profilePerm: 1, memProfilePerm: 2 },
  groupExtProfile: { ext_topic: pulumi.secret("second"), ext_new: "y" },
  allowedSendersList: ["ann", "eve"],
  mutedMembers: { ben: { muteExpiresAt: LATER }, eve: {} },
  isFrozen: true,
  shouldDeleteMute: 1,
  shouldDeleteAllowedSendersList: 1,
  shouldDeleteFavorites: 1,
  connection,
});
new nexconn.GroupChannel("found-group", {
  channelId: "found",
  name: "Found, kept",
  owner: "olga",
  connection,
});
new nexconn.GroupMembers("plaza-staff", {
  channelId: "plaza",
  members: { ann: { admin: true }, cat: { nickname: "Kat" }, eve: {} },
  connection,
});
new nexconn.OpenChannel("lobby", {
  channelId: "lobby",
  destroyType: 0,
  ttlMinutes: 10000,
  isFrozen: true,
  allowedSendersList: ["ann", "cat"],
  mutedParticipants: { ann: { muteExpiresAt: LATER }, ben: { muteExpiresAt: LATER } },
  bannedParticipants: { cat: { banExpiresAt: LATER } },
  metadata: { topic: "second", added: "y" },
  metadataOwnerId: service.userId,
  connection,
});
const kiosk = new nexconn.OpenChannel("kiosk", { channelId: "kiosk", keepAlive: true, isFrozen: true, connection });
new nexconn.OpenChannel("found-channel", { channelId: "found", keepAlive: true, isFrozen: true, connection });
new nexconn.OpenChannelMetadata("signs", {
  channelId: kiosk.channelId,
  metadata: { topic: "second", added: "y" },
  metadataOwnerId: service.userId,
  membership: "authoritative",
  connection,
});
new nexconn.ProfanityWords("words", {
  words: { darn: { replacement: "d**n" }, heck: {} },
  membership: "additive",
  connection,
});

// Tencent IM.
const olga = new tencent.Account("olga", {
  UserID: "olga",
  Nick: "Olga, changed",
  FaceUrl: "",
  Gender: "Gender_Type_Female",
  BirthDay: 19910202,
  SelfSignature: "bye",
  AllowType: "AllowType_Type_DenyAny",
  Location: "second",
  Language: 2,
  MsgSettings: 1,
  AdminForbidType: "AdminForbid_Type_SendOut",
  Level: 2,
  Role: 2,
  Custom: { Team: "south" },
  C2CmsgNospeakingTime: 4294967295,
  GroupmsgNospeakingTime: 0,
  userSigDays: 60,
  userSigVersion: 2,
  connection: "tencent",
});
new tencent.Account("kept", {
  UserID: "kept",
  Nick: "Kept",
  userSigDays: 0,
  onDestroy: "forget",
  connection: "tencent",
});
new tencent.Account("adopted-account", { UserID: "adopted", Nick: "Ours", connection: "tencent" });
new tencent.Group("public", {
  Type: "Public",
  GroupId: "team",
  Name: "Crew",
  Owner_Account: "ben",
  Introduction: "",
  Notification: "changed",
  FaceUrl: "https://example.com/2.png",
  MaxMemberCount: 40,
  ApplyJoinOption: "DisableApply",
  InviteJoinOption: "FreeAccess",
  MuteAllMember: "Off",
  HistoryMsgBeforeJoin: "Off",
  AppDefinedData: { kind: "sales" },
  MemberList: {
    ann: { Role: "Admin", NameCard: "Ann", AppMemberDefinedData: { rank: "1" } },
    olga: {},
    eve: {},
  },
  MutedAccountList: { cid: {} },
  BannedAccountList: {},
  membership: "authoritative",
  connection: "tencent",
});
new tencent.Group("found-group-of-work", {
  Type: "Private",
  GroupId: "found",
  Name: "Found, kept",
  MemberList: ["ann", "eve"],
  membership: "additive",
  connection: "tencent",
});
new tencent.Group("live", { Type: "AVChatRoom", Name: "Livelier", Owner_Account: olga.UserID, connection: "tencent" });
const shop = new tencent.Group("shop", {
  Type: "Community",
  GroupId: "@TGS#_shop",
  Name: "Shops",
  Owner_Account: olga.UserID,
  SupportTopic: 1,
  connection: "tencent",
});
new tencent.Topic("news", {
  GroupId: shop.GroupId,
  TopicId: pulumi.interpolate`${shop.GroupId}@TOPIC#_news`,
  TopicName: "Newest",
  Introduction: "two",
  Notification: "",
  FaceUrl: "https://example.com/2.png",
  CustomString: '{"n":2}',
  MuteAllMember: "Off",
  connection: "tencent",
});
new tencent.Topic("help", { GroupId: shop.GroupId, TopicName: "Helpful", connection: "tencent" });
new tencent.Topic("found-topic", {
  GroupId: "@TGS#_found",
  TopicId: "@TGS#_found@TOPIC#_found",
  TopicName: "Found, kept",
  connection: "tencent",
});
new tencent.GroupAttributes("attributes", {
  GroupId: shop.GroupId,
  GroupAttr: { phase: "beta", note: "", link: "https://example.com" },
  membership: "authoritative",
  connection: "tencent",
});
new tencent.GroupMembers("square-staff", {
  GroupId: "square",
  MemberList: { ann: { Role: "Admin" }, cid: { NameCard: "" }, eve: { NameCard: "Eve" } },
  connection: "tencent",
});

// The portable kinds on each of the clouds.
export const ids = idsOf(declareStack());
