import { groupChannel } from "../../engine/life-nexconn/group-channel";
import { groupMembers } from "../../engine/life-nexconn/group-members";
import { openChannel } from "../../engine/life-nexconn/open-channel";
import { openChannelMetadata } from "../../engine/life-nexconn/open-channel-metadata";
import { profanityWords } from "../../engine/life-nexconn/profanity-words";
import { user } from "../../engine/life-nexconn/user";
import { inHours } from "../../support/in-hours";
import type { Cloud } from "../cloud";
import type { LiveRow, LiveTable } from "../row";
import { byId } from "../seen";
import { objects } from "./objects";

const roles: Record<string, string> = { 1: "member", 2: "admin", 3: "owner" };

async function userOf(cloud: Cloud, userId: string) {
  const deleted = await cloud.ask("user/soft-deleted/list", { page: 1, pageSize: 50 });
  if (deleted.result?.userIds?.includes(userId)) return undefined;
  const { code, result } = await cloud.ask("user/get", { userId });
  if (code !== 0) return undefined;
  const tags = await cloud.ask("user/tag/batch/get", { userIds: [userId] });
  const profiles = await cloud.ask("user/profile/batch/get", { userIds: [userId] });
  return { ...result, ...profiles.result?.users?.[0], tags: [...(tags.result?.users?.[0]?.tags ?? [])].sort() };
}

async function groupOf(cloud: Cloud, channelId: string) {
  const { result } = await cloud.ask("group-channel/profile/list", { channelIds: [channelId] });
  const found = result?.profiles?.[0];
  return found && { ...found, members: await roster(cloud, channelId) };
}

async function roster(cloud: Cloud, channelId: string) {
  const { result } = await cloud.ask("group-channel/member/list", { channelId, pageSize: 100 });
  return byId(result?.members, "userId", ({ role, nickname }) =>
    [roles[role] ?? role, nickname].filter(Boolean).join(" "),
  );
}

async function signsOf(cloud: Cloud, channelId: string) {
  const { result } = await cloud.ask("open-channel/metadata/batch/get", { channelId });
  return byId(result?.metadata, "key", ({ value, metadataOwnerId }) => `${value} of ${metadataOwnerId}`);
}

async function channelOf(cloud: Cloud, channelId: string) {
  const { code, result } = await cloud.ask("open-channel/get", { channelId });
  return code === 0 ? { ...result, metadata: await signsOf(cloud, channelId) } : undefined;
}

async function wordsIn(cloud: Cloud) {
  const { result } = await cloud.ask("profanity-word/list", { filterType: "2" });
  return byId(result?.words, "word", ({ replacement }) => `by ${replacement}`);
}

const hosted = { hostedProfileFeature: [true] };
const grouped = { managedGroupsFeature: [true], ...hosted };
const noWords = { spam: undefined, darn: undefined, heck: undefined };

const rows: LiveRow[] = [
  {
    row: user,
    ids: ["Full.One", "plain", "Another"],
    needs: hosted,
    look: (cloud, { isReplaced }) => userOf(cloud, isReplaced ? "Another" : "Full.One"),
    created: {
      ...{ name: "Full", avatarUrl: "https://example.com/1.png", tags: ["a", "b"] },
      ...{ userProfile: { email: "one@example.com", gender: 1 }, userExtProfile: { ext_a: "1", ext_b: "2" } },
    },
    changed: {
      ...{ name: "Full, changed", avatarUrl: "", tags: ["c"] },
      ...{ userProfile: { email: "two@example.com", gender: 2 }, userExtProfile: { ext_b: "3", ext_c: "4" } },
    },
    replaced: { name: "Another" },
  },
  {
    row: profanityWords,
    ids: ["spam", "darn", "heck"],
    // The app has words of its own, which stay.
    adapt: (source) => source.replace("{ words:", '{ membership: "additive", words:'),
    drift: ({ emulator: { nexconn } }) => nexconn.mustVendor("profanity-word/remove", { word: "heck" }),
    look: wordsIn,
    created: { spam: "by ", darn: "by d***", heck: undefined },
    changed: { spam: undefined, darn: "by d**n", heck: "by " },
    replaced: noWords,
    destroyed: noWords,
  },
  {
    row: groupChannel,
    ids: ["support", "helpdesk"],
    needs: grouped,
    look: (cloud, { isReplaced }) => groupOf(cloud, isReplaced ? "helpdesk" : "support"),
    created: {
      ...{ name: "First", owner: "olga", groupProfile: { introduction: "first intro", announcement: "first" } },
      groupExtProfile: { ext_topic: "first", ext_gone: "x" },
      members: { olga: "owner", ann: "member", ben: "admin", cat: "member Cat", dan: "member" },
    },
    changed: {
      ...{ name: "Second", owner: "cat", groupProfile: { introduction: "", announcement: "second" } },
      ...{ permissions: { joinPerm: 3, removePerm: 1 }, groupExtProfile: { ext_topic: "second", ext_new: "y" } },
      members: { cat: "owner Cat", ann: "admin", ben: "member Ben", eve: "member", olga: "admin", fay: undefined },
    },
    replaced: { name: "Third", owner: "cat" },
  },
  {
    row: openChannel,
    ids: ["lobby", "stage"],
    look: (cloud, { isReplaced }) => channelOf(cloud, isReplaced ? "stage" : "lobby"),
    created: {
      ...{ destroyType: 1, ttlMinutes: 90, isFrozen: false },
      metadata: { topic: "first of ann", gone: "x of ann" },
    },
    changed: {
      ...{ destroyType: 0, ttlMinutes: 120, isFrozen: true },
      metadata: { topic: "second of ben", added: "y of ben", theirs: undefined, gone: undefined },
    },
    replaced: { metadata: { topic: "third of pulumi-im" } },
  },
  {
    row: groupMembers,
    ids: ["plaza", "office"],
    needs: grouped,
    look: (cloud, { isReplaced }) => roster(cloud, isReplaced ? "office" : "plaza"),
    created: { olga: "owner", ann: "member", ben: "admin", cat: "member Cat", dan: "member", fay: "member" },
    changed: { olga: "owner", ann: "admin", ben: undefined, cat: "member Kat", eve: "member" },
    replaced: { olga: "owner", ann: "member", cat: "member" },
    destroyed: { olga: "owner", ann: undefined, cat: "member" },
  },
  {
    row: openChannelMetadata,
    ids: ["foyer", "gallery"],
    look: (cloud, { isReplaced }) => signsOf(cloud, isReplaced ? "gallery" : "foyer"),
    created: { theirs: "z of svc", topic: "first of ann", gone: "x of ann" },
    changed: { topic: "second of ben", added: "y of ben", gone: undefined },
    replaced: { topic: "third of pulumi-im" },
    destroyed: { topic: undefined },
  },
];

/** The lives of what Nexconn has. */
export const table: LiveTable = {
  vendor: "nexconn",
  folder: "life-nexconn",
  rows,
  people: ["olga", "ann", "ben", "cat", "dan", "eve", "fay"],
  makePerson: ({ nexconn }, userId) => nexconn.mustVendor("auth/access-token/issue", { userId, name: userId }),
  env: { FIRST_END: inHours(50), SECOND_END: inHours(70), BAN_EXPIRES_AT: inHours(24) },
  objects,
};
