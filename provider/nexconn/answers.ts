import { z } from "zod";
import { absent, flag, id, leavingOut, listOf, mapOf, object, oneOf, text, whole } from "../http/answer-fields";
import type { AnswerSchemas } from "../http/answers";
import { timestampMs } from "../schema/timestamps";
import type { Call } from "./calls";

/** A time such as `2026-12-24 18:00:00`, which reads as epoch milliseconds. In which zone is not documented for all calls. */
function time() {
  return z.string({ error: aTime }).transform((given, context) => {
    const parts = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})$/.exec(given);
    const ms = parts ? timestampMs(`${parts[1]}T${parts[2]}Z`) : undefined;
    if (ms !== undefined) return ms;
    context.issues.push({ code: "custom", message: aTime, input: given });
    return z.NEVER;
  });
}

const aTime = "a time such as 2026-12-24 18:00:00";

/** The end of what may be for good, which is then told without an end, or with an empty one. */
function endIfAny() {
  const none = z.literal("").transform(() => Number.POSITIVE_INFINITY);
  return absent(z.union([none, time()], { error: aTime }), Number.POSITIVE_INFINITY, "the mute is for good");
}

/** The keys of a program in a profile. One that was removed may stay with an empty value. */
function extProfile() {
  const filled = mapOf(text()).transform((ext) =>
    Object.fromEntries(Object.entries(ext).filter(([, value]) => value !== "")),
  );
  return absent(filled, undefined, "there is no such key; not understood where an ownership mark is looked for");
}

const unset = "it was never set";

const groupText = () => absent(text(), "", unset);

// The documentation has a second spelling.
const groupProfile = absent(
  object(
    { introduction: groupText(), announcement: groupText(), portraitUrl: groupText() },
    { portrait_url: "portraitUrl" },
  ),
  { introduction: "", announcement: "", portraitUrl: "" },
  "nothing of it was ever set",
);

const permission = <const T extends number>(choices: readonly T[]) =>
  absent(oneOf(...choices), 0, `${unset}, which is 0`);

const permissions = absent(
  object({
    joinPerm: permission([0, 1, 2, 3]),
    removePerm: permission([0, 1, 2]),
    memInvitePerm: permission([0, 1, 2]),
    invitePerm: permission([0, 1]),
    profilePerm: permission([0, 1, 2]),
    memProfilePerm: permission([0, 1, 2]),
  }),
  { joinPerm: 0, removePerm: 0, memInvitePerm: 0, invitePerm: 0, profilePerm: 0, memProfilePerm: 0 },
  "none was ever set, which is 0 for each",
);

// Some samples of the documentation have other names.
const group = object(
  { channelId: id(), name: text(), owner: id(), groupProfile, permissions, groupExtProfile: extProfile() },
  { profile: "groupProfile", extra: "groupExtProfile" },
);

/** A group as the vendor shows it. */
export type GroupAnswer = z.output<typeof group>;

/** What a member is in a group. */
export const roles = { member: 1, admin: 2, owner: 3 } as const;

const member = object({
  userId: id(),
  role: oneOf(roles.member, roles.admin, roles.owner),
  nickname: absent(text(), "", "the member has no name in the group"),
  extra: absent(text(), "", "there is no data about the member"),
});

/** A member as the vendor shows it. */
export type MemberAnswer = z.output<typeof member>;

const hostedProfile = object({
  userId: id(),
  userProfile: absent(
    mapOf(absent(z.union([z.string(), z.number()], { error: "a text or a number" }), "", unset)),
    {},
    "nothing is known of the user beside name and avatar",
  ),
  userExtProfile: extProfile(),
});

/** A hosted profile as the vendor shows it. */
export type HostedProfileAnswer = Pick<z.output<typeof hostedProfile>, "userProfile" | "userExtProfile">;

const tagged = object({ userId: id(), tags: leavingOut(listOf(text()), "the user has no such tag") });

const openChannel = object({ channelId: id(), destroyType: oneOf(0, 1), ttlMinutes: whole(), isFrozen: flag() });

/** An open channel as the vendor shows it. */
export type OpenChannelAnswer = z.output<typeof openChannel>;

const metadataEntry = object({ key: text(), value: text(), metadataOwnerId: id() }, { userId: "metadataOwnerId" });

const word = object({
  word: text(),
  replacement: absent(text(), "", "the word blocks the message"),
  filterType: oneOf(0, 1),
}).transform(({ word, replacement, filterType }, context) => {
  // 0 is for a word that is replaced, so that none is taken for one that blocks.
  const isReplaced = replacement !== "";
  if (isReplaced !== (filterType === 0)) {
    const message = "a text where `filterType` is 0, and empty where it is 1";
    context.issues.push({ code: "custom", message, input: replacement, path: ["replacement"] });
  }
  return isReplaced ? { word, replacement } : { word };
});

const noSender = "the user is not among the allowed senders";

/** What the answers hold that are read, by call. */
export const answers = {
  "auth/access-token/issue": object(
    { userId: id(), accessToken: text().min(1, { error: "a token" }) },
    { token: "accessToken" },
  ),
  "user/get": object(
    { name: text(), avatarUrl: absent(text(), "", "the user has no avatar") },
    { userName: "name", userPortrait: "avatarUrl" },
  ),
  "user/ban/list": object({
    bannedUsers: leavingOut(listOf(object({ userId: id(), banExpiresAt: time() })), "the user is not banned"),
  }),
  "user/soft-deleted/list": object({ userIds: leavingOut(listOf(id()), "the user is not soft-deleted") }),
  "user/tag/batch/get": object({ users: leavingOut(listOf(tagged), "the user has no tags") }),
  "user/profile/batch/get": object({ users: leavingOut(listOf(hostedProfile), "the user has no hosted profile") }),
  "channel-type/mute/list": object({ totalCount: whole(), mutedUserIds: listOf(id()) }),

  "group-channel/profile/list": object({ profiles: leavingOut(listOf(group), "there is no such group") }),
  "group-channel/member/list": object({
    totalCount: whole(),
    pageToken: absent(text(), "", "this is the last page"),
    members: listOf(member),
  }),
  "group-channel/user/mute-list/get": object({
    mutedMembers: leavingOut(listOf(object({ userId: id(), muteExpiresAt: endIfAny() })), "the user is not muted"),
  }),
  "group-channel/freeze-list/get": object({
    freezeStatuses: listOf(object({ channelId: id(), status: flag() })),
  }),
  "group-channel/allowed-sender-list/get": object({ userIds: leavingOut(listOf(id()), noSender) }),

  "open-channel/get": openChannel,
  "open-channel/participant/mute-list/get": object({
    mutedParticipants: leavingOut(
      listOf(object({ participantId: id(), muteExpiresAt: time() })),
      "the user is not muted",
    ),
  }),
  "open-channel/participant/ban-list/get": object({
    bannedParticipants: leavingOut(
      listOf(object({ participantId: id(), banExpiresAt: time() })),
      "the user is not banned",
    ),
  }),
  "open-channel/participant/allowed-sender-list/get": object({ participantIds: leavingOut(listOf(id()), noSender) }),
  "open-channel/metadata/batch/get": object({
    metadata: leavingOut(listOf(metadataEntry), "there is no such key"),
  }),
  "chatroom/keepalive/query.json": object({ chatroomIds: leavingOut(listOf(id()), "the channel is not kept alive") }),

  "profanity-word/list": object({ words: leavingOut(listOf(word), "there is no such word") }),
} satisfies AnswerSchemas<Call>;
