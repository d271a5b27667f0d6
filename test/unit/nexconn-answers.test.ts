import { ImError } from "../../provider/errors";
import { understood } from "../../provider/http/answers";
import { answers } from "../../provider/nexconn/answers";
import { calls } from "../../provider/nexconn/calls";

type Read = keyof typeof answers;

const facts = (call: Read) => ({ vendor: "nexconn", call });
const read = (call: Read, answer: unknown) =>
  understood(facts(call), answers[call], answer, calls[call].kind !== "read");

const group = {
  channelId: "g",
  name: "G",
  owner: "ann",
  groupProfile: { introduction: "i", announcement: "a", portraitUrl: "https://a.example" },
  permissions: { joinPerm: 3, removePerm: 0, memInvitePerm: 2, invitePerm: 1, profilePerm: 0, memProfilePerm: 0 },
  groupExtProfile: { ext_a: "1" },
};
const untold = { introduction: "", announcement: "", portraitUrl: "" };
const unset = { joinPerm: 0, removePerm: 0, memInvitePerm: 0, invitePerm: 0, profilePerm: 0, memProfilePerm: 0 };
const six = Date.parse("2026-12-24T18:00:00Z");
const sixText = "2026-12-24 18:00:00";

/** What each call answers in the vendor's documentation, and how it reads. */
const documented: Record<Read, [answer: unknown, reads: unknown]> = {
  "auth/access-token/issue": [
    { userId: "u", accessToken: "t" },
    { userId: "u", accessToken: "t" },
  ],
  "user/get": [
    { name: "U", avatarUrl: "", createdAt: sixText },
    { name: "U", avatarUrl: "" },
  ],
  "user/ban/list": [
    { bannedUsers: [{ userId: "u", banExpiresAt: sixText }] },
    { bannedUsers: [{ userId: "u", banExpiresAt: six }] },
  ],
  "user/soft-deleted/list": [{ userIds: ["u"] }, { userIds: ["u"] }],
  "user/tag/batch/get": [
    { users: [{ userId: "u", tags: ["b", "a"] }] },
    { users: [{ userId: "u", tags: ["b", "a"] }] },
  ],
  "user/profile/batch/get": [
    { users: [{ userId: "u", version: 1, userProfile: { email: "e", gender: 1 }, userExtProfile: { ext_a: "1" } }] },
    { users: [{ userId: "u", userProfile: { email: "e", gender: 1 }, userExtProfile: { ext_a: "1" } }] },
  ],
  "channel-type/mute/list": [
    { totalCount: 1, mutedUserIds: ["u"] },
    { totalCount: 1, mutedUserIds: ["u"] },
  ],
  "group-channel/profile/list": [
    { profiles: [{ ...group, createdAt: 1717717737377, memberCount: 10 }] },
    { profiles: [group] },
  ],
  "group-channel/member/list": [
    { totalCount: 1, pageToken: "p", members: [{ userId: "u", role: 2, nickname: "n", extra: "e", joinedAt: 1 }] },
    { totalCount: 1, pageToken: "p", members: [{ userId: "u", role: 2, nickname: "n", extra: "e" }] },
  ],
  "group-channel/user/mute-list/get": [
    { mutedMembers: [{ userId: "u", mutedAt: sixText, muteExpiresAt: sixText }] },
    { mutedMembers: [{ userId: "u", muteExpiresAt: six }] },
  ],
  "group-channel/freeze-list/get": [
    { freezeStatuses: [{ channelId: "g", status: 1 }] },
    { freezeStatuses: [{ channelId: "g", status: true }] },
  ],
  "group-channel/allowed-sender-list/get": [{ userIds: ["u"] }, { userIds: ["u"] }],
  "open-channel/get": [
    { channelId: "c", createdAt: 1, participantCount: 0, destroyType: 1, ttlMinutes: 120, isFrozen: true },
    { channelId: "c", destroyType: 1, ttlMinutes: 120, isFrozen: true },
  ],
  "open-channel/participant/mute-list/get": [
    { mutedParticipants: [{ participantId: "u", muteExpiresAt: sixText }] },
    { mutedParticipants: [{ participantId: "u", muteExpiresAt: six }] },
  ],
  "open-channel/participant/ban-list/get": [
    { bannedParticipants: [{ participantId: "u", banExpiresAt: sixText }] },
    { bannedParticipants: [{ participantId: "u", banExpiresAt: six }] },
  ],
  "open-channel/participant/allowed-sender-list/get": [{ participantIds: ["u"] }, { participantIds: ["u"] }],
  "open-channel/metadata/batch/get": [
    { metadata: [{ key: "k", value: "v", metadataOwnerId: "u", shouldAutoDelete: 0, updatedAt: 1 }] },
    { metadata: [{ key: "k", value: "v", metadataOwnerId: "u" }] },
  ],
  "chatroom/keepalive/query.json": [{ code: 200, chatroomIds: ["c"] }, { chatroomIds: ["c"] }],
  "profanity-word/list": [
    {
      words: [
        { word: "w", replacement: "", filterType: "1" },
        { word: "v", replacement: "*", filterType: "0" },
      ],
    },
    { words: [{ word: "w" }, { word: "v", replacement: "*" }] },
  ],
};

const cases = Object.entries(documented).map(([call, pair]) => [call as Read, ...pair] as const);

describe("what the vendor's documentation shows", () => {
  test.each(cases)("of %s is understood", (call, answer, reads) => {
    expect(read(call, answer)).toEqual(reads);
    expect(read(call, JSON.stringify(answer))).toEqual(reads);
  });
});

describe("another spelling", () => {
  test.each<[string, Read, unknown, unknown]>([
    ["the older names of a user", "user/get", { userName: "U", userPortrait: "p" }, { name: "U", avatarUrl: "p" }],
    ["a user without an avatar", "user/get", { name: "U" }, { name: "U", avatarUrl: "" }],
    [
      "the older name of a token",
      "auth/access-token/issue",
      { userId: 7, token: "t" },
      { userId: "7", accessToken: "t" },
    ],
    [
      "a group of which nothing was set",
      "group-channel/profile/list",
      { profiles: [{ ...group, groupProfile: {}, permissions: {}, groupExtProfile: {} }] },
      { profiles: [{ ...group, groupProfile: untold, permissions: unset, groupExtProfile: {} }] },
    ],
    [
      "a group that does not show what was never set",
      "group-channel/profile/list",
      { profiles: [{ ...group, groupProfile: null, permissions: undefined, groupExtProfile: null }] },
      { profiles: [{ ...group, groupProfile: untold, permissions: unset, groupExtProfile: undefined }] },
    ],
    [
      "a word that blocks, without a replacement",
      "profanity-word/list",
      { words: [{ word: "w", filterType: 1 }] },
      { words: [{ word: "w" }] },
    ],
    [
      "a group with JSON texts, by other names",
      "group-channel/profile/list",
      {
        profiles: [
          {
            ...{ channelId: "g", name: "G", owner: 12, permissions: '{"joinPerm":"1"}' },
            profile: '{"portrait_url":"https://a.example"}',
            extra: '{"ext_a":"1","ext_b":""}',
          },
        ],
      },
      {
        profiles: [
          {
            ...{ channelId: "g", name: "G", owner: "12", permissions: { ...unset, joinPerm: 1 } },
            groupProfile: { ...untold, portraitUrl: "https://a.example" },
            groupExtProfile: { ext_a: "1" },
          },
        ],
      },
    ],
    [
      "a member without name and data, in numbers as text",
      "group-channel/member/list",
      { totalCount: "1", members: [{ userId: 5, role: "1" }] },
      { totalCount: 1, pageToken: "", members: [{ userId: "5", role: 1, nickname: "", extra: "" }] },
    ],
    [
      "mutes for good",
      "group-channel/user/mute-list/get",
      { mutedMembers: [{ userId: "a" }, { userId: "b", muteExpiresAt: null }, { userId: "c", muteExpiresAt: "" }] },
      { mutedMembers: ["a", "b", "c"].map((userId) => ({ userId, muteExpiresAt: Number.POSITIVE_INFINITY })) },
    ],
    [
      "a freeze as text",
      "group-channel/freeze-list/get",
      { freezeStatuses: '[{"channelId":"g","status":"0"}]' },
      { freezeStatuses: [{ channelId: "g", status: false }] },
    ],
    [
      "an open channel in texts",
      "open-channel/get",
      { channelId: "c", destroyType: "0", ttlMinutes: "60", isFrozen: 0 },
      { channelId: "c", destroyType: 0, ttlMinutes: 60, isFrozen: false },
    ],
    [
      "the older name of whose the metadata is",
      "open-channel/metadata/batch/get",
      { metadata: [{ key: "k", value: "", userId: "u" }] },
      { metadata: [{ key: "k", value: "", metadataOwnerId: "u" }] },
    ],
    [
      "a hosted profile as JSON texts, with a key that was removed",
      "user/profile/batch/get",
      { users: [{ userId: "u", userProfile: '{"email":null}', userExtProfile: '{"ext_a":"1","ext_b":""}' }] },
      { users: [{ userId: "u", userProfile: { email: "" }, userExtProfile: { ext_a: "1" } }] },
    ],
    [
      "a hosted profile that holds nothing",
      "user/profile/batch/get",
      { users: [{ userId: "u" }] },
      { users: [{ userId: "u", userProfile: {}, userExtProfile: undefined }] },
    ],
    [
      "lists as JSON text",
      "user/soft-deleted/list",
      { userIds: "[1,9007199254740993]" },
      { userIds: ["1", "9007199254740993"] },
    ],
  ])("is understood: %s", (_, call, answer, reads) => {
    expect(read(call, answer)).toEqual(reads);
  });
});

/** An answer without what is at a path. */
function without(answer: unknown, path: readonly (string | number)[]): unknown {
  const [first, ...rest] = path;
  if (Array.isArray(answer)) return answer.map((item) => without(item, rest));
  const { [String(first)]: part, ...others } = answer as Record<string, unknown>;
  return rest.length === 0 ? others : { ...others, [String(first)]: without(part, rest) };
}

function failureOf(work: () => unknown): ImError {
  try {
    return new ImError("IM_CONFLICT", `It was understood as ${JSON.stringify(work())}.`);
  } catch (error) {
    return error as ImError;
  }
}

/** What decides on existence, identity, ownership, membership, or who may do what. */
const decisive: [Read, string][] = [
  ["auth/access-token/issue", "userId"],
  ["auth/access-token/issue", "accessToken"],
  ["user/get", "name"],
  ["user/ban/list", "bannedUsers"],
  ["user/ban/list", "bannedUsers.0.userId"],
  ["user/ban/list", "bannedUsers.0.banExpiresAt"],
  ["user/soft-deleted/list", "userIds"],
  ["user/tag/batch/get", "users"],
  ["user/tag/batch/get", "users.0.userId"],
  ["user/tag/batch/get", "users.0.tags"],
  ["user/profile/batch/get", "users"],
  ["user/profile/batch/get", "users.0.userId"],
  ["channel-type/mute/list", "totalCount"],
  ["channel-type/mute/list", "mutedUserIds"],
  ["group-channel/profile/list", "profiles"],
  ["group-channel/profile/list", "profiles.0.channelId"],
  ["group-channel/profile/list", "profiles.0.name"],
  ["group-channel/profile/list", "profiles.0.owner"],
  ["group-channel/member/list", "totalCount"],
  ["group-channel/member/list", "members"],
  ["group-channel/member/list", "members.0.userId"],
  ["group-channel/member/list", "members.0.role"],
  ["group-channel/user/mute-list/get", "mutedMembers"],
  ["group-channel/user/mute-list/get", "mutedMembers.0.userId"],
  ["group-channel/freeze-list/get", "freezeStatuses"],
  ["group-channel/freeze-list/get", "freezeStatuses.0.channelId"],
  ["group-channel/freeze-list/get", "freezeStatuses.0.status"],
  ["group-channel/allowed-sender-list/get", "userIds"],
  ["open-channel/get", "channelId"],
  ["open-channel/get", "destroyType"],
  ["open-channel/get", "ttlMinutes"],
  ["open-channel/get", "isFrozen"],
  ["open-channel/participant/mute-list/get", "mutedParticipants"],
  ["open-channel/participant/mute-list/get", "mutedParticipants.0.participantId"],
  ["open-channel/participant/mute-list/get", "mutedParticipants.0.muteExpiresAt"],
  ["open-channel/participant/ban-list/get", "bannedParticipants"],
  ["open-channel/participant/ban-list/get", "bannedParticipants.0.participantId"],
  ["open-channel/participant/ban-list/get", "bannedParticipants.0.banExpiresAt"],
  ["open-channel/participant/allowed-sender-list/get", "participantIds"],
  ["open-channel/metadata/batch/get", "metadata"],
  ["open-channel/metadata/batch/get", "metadata.0.key"],
  ["open-channel/metadata/batch/get", "metadata.0.value"],
  ["open-channel/metadata/batch/get", "metadata.0.metadataOwnerId"],
  ["chatroom/keepalive/query.json", "chatroomIds"],
  ["profanity-word/list", "words"],
  ["profanity-word/list", "words.0.word"],
  ["profanity-word/list", "words.0.filterType"],
];

describe("an answer is not understood", () => {
  test.each(decisive)("of %s without %s", (call, place) => {
    const [answer] = documented[call];
    const error = failureOf(() => read(call, without(answer, place.split("."))));
    expect(error).toMatchObject({ code: "IM_UNEXPECTED_ANSWER", facts: { call } });
    const said = place.replaceAll(/\.(\d+)/g, "[$1]");
    expect(error.message).toMatch(new RegExp(`\`${said.replaceAll(/[[\]]/g, "\\$&")}\` should be .* and is missing`));
  });

  test.each(cases)("of %s that holds nothing", (call) => {
    expect(failureOf(() => read(call, { code: 0 }))).toMatchObject({ code: "IM_UNEXPECTED_ANSWER" });
  });

  test.each<[string, Read, unknown, string]>([
    [
      "a mute that ends at no time",
      "group-channel/user/mute-list/get",
      { mutedMembers: [{ userId: "u", muteExpiresAt: "never" }] },
      "`mutedMembers[0].muteExpiresAt` should be a time such as 2026-12-24 18:00:00 and is a text",
    ],
    [
      "a ban that ends in no month",
      "user/ban/list",
      { bannedUsers: [{ userId: "u", banExpiresAt: "2026-13-24 18:00:00" }] },
      "`bannedUsers[0].banExpiresAt` should be a time",
    ],
    [
      "a time with a zone",
      "user/ban/list",
      { bannedUsers: [{ userId: "u", banExpiresAt: "2026-12-24 18:00:00+01:00" }] },
      "`bannedUsers[0].banExpiresAt` should be a time",
    ],
    [
      "a ban for good, which there is not",
      "user/ban/list",
      { bannedUsers: [{ userId: "u", banExpiresAt: "" }] },
      "should be a time such as 2026-12-24 18:00:00 and is an empty text",
    ],
    [
      "an empty token",
      "auth/access-token/issue",
      { userId: "u", accessToken: "" },
      "`accessToken` should be a token and is an empty text",
    ],
    [
      "an unknown role",
      "group-channel/member/list",
      { totalCount: 1, members: [{ userId: "u", role: 4 }] },
      "`members[0].role` should be one of 1, 2, 3 and is a number",
    ],
    [
      "an unknown permission",
      "group-channel/profile/list",
      { profiles: [{ ...group, permissions: { invitePerm: 2 } }] },
      "`profiles[0].permissions.invitePerm` should be one of 0, 1 and is a number",
    ],
    [
      "a word that is replaced by nothing",
      "profanity-word/list",
      { words: [{ word: "w", filterType: "0" }] },
      "`words[0].replacement` should be a text where `filterType` is 0, and empty where it is 1 and is an empty text",
    ],
    [
      "a word that blocks and is replaced",
      "profanity-word/list",
      { words: [{ word: "w", replacement: "*", filterType: "1" }] },
      "`words[0].replacement` should be",
    ],
    [
      "own data that is no text",
      "group-channel/profile/list",
      { profiles: [{ ...group, groupExtProfile: { ext_a: 1 } }] },
      "`profiles[0].groupExtProfile.ext_a` should be a text and is a number",
    ],
    [
      "an item that is none",
      "group-channel/profile/list",
      { profiles: [null] },
      "`profiles[0]` should be an object and is null",
    ],
    [
      "a hosted profile of lists",
      "user/profile/batch/get",
      { users: [{ userId: "u", userProfile: { a: [1] }, userExtProfile: {} }] },
      "`users[0].userProfile.a` should be a text or a number and is a list",
    ],
  ])("that has %s", (_, call, answer, words) => {
    expect(failureOf(() => read(call, answer)).message).toContain(words);
  });
});
