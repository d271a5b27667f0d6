import { ours } from "../../support/marks";
import { later, type Scene } from "./scenes";

const people = ["olga", "ann", "ben", "cid", "dan", "eve"];
const members = {
  ann: { admin: true, nickname: "Ann", extra: "e1" },
  ben: { nickname: "Ben" },
  cid: {},
  dan: { extra: "e2" },
};
const group = { channelId: "support", name: "Support", owner: "olga" };

export const scenes: readonly Scene[] = [
  {
    kind: "nexconn:User",
    people: ["ann", "ben"],
    inputs: {
      userId: "svc",
      name: "Desk",
      avatarUrl: "https://example.com/1.png",
      userProfile: { email: "a@b.example", gender: 1, nick: "D" },
      userExtProfile: { ext_a: "1", ext_b: "2" },
      tags: ["red", "blue"],
      banExpiresAt: later,
      mutedChannelTypes: ["PERSON", "GROUP"],
      mark: ours,
    },
    async afterwards(cloud) {
      await cloud.byHand("user/ban", { userIds: ["ann", "ben"], durationMinutes: 60 });
    },
    change: { name: "Help desk" },
  },
  {
    kind: "nexconn:GroupChannel",
    people,
    inputs: {
      ...group,
      members,
      groupProfile: { introduction: "in short", announcement: "hear", portraitUrl: "https://example.com/1.png" },
      permissions: { joinPerm: 1, removePerm: 1, memInvitePerm: 1, invitePerm: 1, profilePerm: 1, memProfilePerm: 1 },
      groupExtProfile: { ext_a: "1", ext_b: "2" },
      allowedSendersList: ["ann", "ben", "cid"],
      mutedMembers: { ann: {}, ben: { muteExpiresAt: later }, cid: { muteExpiresAt: later } },
      isFrozen: true,
      mark: ours,
    },
    change: { name: "Help" },
  },
  {
    kind: "nexconn:GroupMembers",
    people,
    async prepare(cloud) {
      await cloud.byHand("group-channel/create", { ...group, userIds: ["eve"] });
      return { channelId: group.channelId };
    },
    inputs: { members },
    change: { members: { ...members, cid: { nickname: "Cid" } } },
  },
  {
    kind: "nexconn:OpenChannel",
    people,
    inputs: {
      channelId: "lobby",
      destroyType: 1,
      ttlMinutes: 600,
      keepAlive: true,
      isFrozen: true,
      allowedSendersList: ["ann", "ben", "cid"],
      mutedParticipants: {
        ann: { muteExpiresAt: later },
        ben: { muteExpiresAt: later },
        cid: { muteExpiresAt: later },
      },
      bannedParticipants: { dan: { banExpiresAt: later }, eve: { banExpiresAt: later } },
      metadata: { topic: "games", level: "1", more: "x" },
      metadataOwnerId: "olga",
      mark: ours,
    },
    change: { ttlMinutes: 700 },
  },
  {
    kind: "nexconn:OpenChannelMetadata",
    people,
    async prepare(cloud) {
      await cloud.byHand("open-channel/create", {
        channelId: "lobby",
        metadataOwnerId: "dan",
        metadata: { theirs: "t" },
      });
      return { channelId: "lobby" };
    },
    inputs: { metadata: { topic: "games", level: "1", more: "x" }, metadataOwnerId: "olga", membership: "additive" },
    change: { metadata: { topic: "chess", level: "1", more: "x" } },
  },
  {
    kind: "nexconn:ProfanityWords",
    people: [],
    inputs: { words: { spam: {}, scam: { replacement: "***" }, ham: {} } },
    change: { words: { spam: {}, scam: { replacement: "---" }, ham: {} } },
  },
];
