import type { Body } from "./harness";
import { type NexconnSide, useNexconn } from "./nexconn-harness";
import { type Case, testRules, valuesOf } from "./spelling-cases";

const nexconn = useNexconn();

beforeEach(async () => {
  const side = nexconn();
  await side.users("owner", "ann");
  await side.ok("group-channel/create", {
    channelId: "g",
    name: "G",
    owner: "owner",
    userIds: ["ann"],
    groupProfile: { portraitUrl: "http://p", introduction: "i" },
    groupExtProfile: { ext_a: "1" },
  });
  await side.ok("group-channel/create", { channelId: "plain", name: "P", owner: "owner" });
  await side.ok("open-channel/create", {
    channelId: "o",
    metadataOwnerId: "ann",
    metadata: { k: "v" },
    shouldFreeze: true,
  });
  await side.ok("user/profile/set", { userId: "ann", userProfile: { age: 5 } });
  await side.ok("profanity-word/batch/add", { words: [{ word: "w" }] });
  await side.ok("group-channel/freeze-list/add", { channelIds: ["g"] });
});

type Look = (side: NexconnSide) => Promise<unknown>;

function look(call: string, params: Record<string, unknown>, at: (result: Body) => unknown): Look {
  return async (side) => at(await side.ok(call, params));
}

const groups = { channelIds: ["g"] };
const plain = { channelIds: ["plain"] };
const members = { channelId: "g", order: 0 };
const channel = { channelId: "o" };
const joined = { userId: "ann" };
const kinds = (...values: unknown[]) => values.map((value) => typeof value);
const profiles = (one: Body) => kinds(one.groupProfile, one.groupExtProfile, one.permissions);
const THREE = { object: ["object", "object", "object"], text: ["string", "string", "string"] };
const NOTHING = { empty: "", omit: undefined, null: null };

const cases: Case<Look>[] = [
  [
    "emittedNames",
    look("group-channel/profile/list", groups, (a) => a.profiles[0].groupProfile),
    {
      sdk: { introduction: "i", portraitUrl: "http://p" },
      docs: { introduction: "i", portrait_url: "http://p" },
    },
  ],
  [
    "emittedNames",
    look("group-channel/list", { order: 0 }, ({ groups: [{ groupProfile, profile }] }) => [
      groupProfile,
      profile && JSON.parse(profile),
    ]),
    {
      sdk: [{ introduction: "i", portraitUrl: "http://p" }, undefined],
      docs: [undefined, { introduction: "i", portrait_url: "http://p" }],
    },
  ],
  [
    "emittedNames",
    look("group-channel/joined/list", joined, (a) => Object.keys(a.groups[0].groupProfile)),
    { sdk: ["introduction", "portraitUrl"], docs: ["introduction", "portrait_url"] },
  ],
  [
    "emittedNames",
    async (side) => {
      await side.users("ben");
      const { groupProfile, groupExtProfile, extra } = await side.ok("group-channel/join", {
        channelId: "g",
        userIds: ["ben"],
      });
      return [Object.keys(groupProfile), groupExtProfile, extra];
    },
    {
      sdk: [["introduction", "portraitUrl"], { ext_a: "1" }, undefined],
      docs: [["introduction", "portrait_url"], undefined, '{"ext_a":"1"}'],
    },
  ],
  [
    "emittedNames",
    look("open-channel/metadata/batch/get", channel, ({ metadata: [{ metadataOwnerId, userId }] }) => [
      metadataOwnerId,
      userId,
    ]),
    { sdk: ["ann", undefined], docs: [undefined, "ann"] },
  ],
  ["profileForm", look("group-channel/profile/list", groups, (a) => profiles(a.profiles[0])), THREE],
  ["profileForm", look("group-channel/joined/list", joined, (a) => profiles(a.groups[0])), THREE],
  [
    "profileForm",
    look("group-channel/list", {}, (a) => typeof a.groups[0].groupProfile),
    { object: "object", text: "string" },
  ],
  [
    "profileForm",
    async (side) => {
      await side.users("ben");
      return profiles(await side.ok("group-channel/join", { channelId: "g", userIds: ["ben"] }));
    },
    THREE,
  ],
  ...["user/profile/batch/get", "user/profile/list"].map(
    (call): Case<Look> => [
      "profileForm",
      look(call, { userIds: ["ann"] }, ({ users: [{ userProfile, userExtProfile }] }) => [userProfile, userExtProfile]),
      { object: [{ age: 5 }, {}], text: ['{"age":5}', "{}"] },
    ],
  ),
  [
    "emptyProfiles",
    look("group-channel/profile/list", plain, ({ profiles: [{ groupProfile, groupExtProfile }] }) => [
      groupProfile,
      groupExtProfile,
    ]),
    { empty: [{}, {}], omit: [undefined, undefined], null: [null, null] },
  ],
  [
    "emptyProfiles",
    look(
      "group-channel/joined/list",
      { userId: "owner", order: 1 },
      ({ groups: [{ groupProfile, groupExtProfile }] }) => [groupProfile, groupExtProfile],
    ),
    { empty: [{}, {}], omit: [undefined, undefined], null: [null, null] },
  ],
  [
    "emptyProfiles",
    look("group-channel/list", { order: 1 }, (a) => a.groups[0].groupProfile),
    { empty: {}, omit: undefined, null: null },
  ],
  [
    "emptyProfiles",
    look("group-channel/join", { channelId: "plain", userIds: ["ann"] }, (a) => [a.groupProfile, a.groupExtProfile]),
    { empty: [{}, {}], omit: [undefined, undefined], null: [null, null] },
  ],
  ...["user/profile/batch/get", "user/profile/list"].map(
    (call): Case<Look> => [
      "emptyProfiles",
      async (side) => {
        await side.ok("user/profile/set", { userId: "owner", userExtProfile: { ext_a: "1" } });
        const { users } = await side.ok(call, { userIds: ["owner", "ann"] });
        const of = (id: string) => users.find(({ userId }: Body) => userId === id);
        return [of("owner").userProfile, of("ann").userExtProfile];
      },
      { empty: [{}, {}], omit: [undefined, undefined], null: [null, null] },
    ],
  ),
  ["unsetTexts", look("user/get", { userId: "ann" }, (a) => a.avatarUrl), NOTHING],
  ...["nickname", "extra"].flatMap((text): Case<Look>[] => [
    ["unsetTexts", look("group-channel/member/list", members, (a) => a.members[0][text]), NOTHING],
    [
      "unsetTexts",
      look("group-channel/member/batch/get", { channelId: "g", userIds: ["ann"] }, (a) => a.members[0][text]),
      NOTHING,
    ],
  ]),
  ["unsetTexts", look("group-channel/joined/list", joined, (a) => a.groups[0].alias), NOTHING],
  [
    "unsetTexts",
    async (side) => {
      const answer = await side.call("group-channel/alias/get", { channelId: "g", userId: "ann" });
      return answer.result?.alias;
    },
    NOTHING,
  ],
  ["unsetTexts", look("profanity-word/list", { filterType: "2" }, (a) => a.words[0].replacement), NOTHING],
  [
    "unsetGroupTexts",
    look("group-channel/profile/list", plain, (a) => a.profiles[0].groupProfile.introduction),
    { omit: undefined, empty: "", null: null },
  ],
  [
    "permanentMute",
    async (side) => {
      await side.ok("group-channel/user/mute-list/add", { channelId: "g", userIds: ["ann"], durationMinutes: 0 });
      return (await side.ok("group-channel/user/mute-list/get", { channelId: "g" })).mutedMembers[0].muteExpiresAt;
    },
    { ...NOTHING, far: "9999-12-31 23:59:59" },
  ],
  ["answerFlags", look("open-channel/get", channel, (a) => a.isFrozen), { boolean: true, number: 1, text: "true" }],
  [
    "answerSwitches",
    look("open-channel/metadata/batch/get", channel, (a) => a.metadata[0].shouldAutoDelete),
    { number: 0, boolean: false, text: "0" },
  ],
  [
    "answerSwitches",
    look("open-channel/freeze/check", channel, (a) => a.status),
    { number: 1, boolean: true, text: "1" },
  ],
  [
    "answerSwitches",
    look(
      "open-channel/participant/exist",
      { ...channel, participantIds: ["ann"] },
      (a) => a.participants[0].isInOpenChannel,
    ),
    { number: 0, boolean: false, text: "0" },
  ],
  [
    "answerSwitches",
    look("group-channel/freeze-list/get", groups, (a) => a.freezeStatuses[0].status),
    { number: 1, boolean: true, text: "1" },
  ],
  ["textCodes", look("user/connection-status/get", { userId: "ann" }, (a) => a.status), { text: "0", number: 0 }],
  [
    "textCodes",
    look("profanity-word/list", { filterType: "2" }, (a) => a.words[0].filterType),
    { text: "1", number: 1 },
  ],
  ["lastPageToken", look("group-channel/list", {}, (a) => a.pageToken), NOTHING],
  ["lastPageToken", look("group-channel/joined/list", joined, (a) => a.pageToken), NOTHING],
  ["lastPageToken", look("group-channel/member/list", members, (a) => a.pageToken), NOTHING],
  [
    "lastPageToken",
    async (side) => {
      await side.ok("user/blocklist/add", { userId: "ann", targetUserIds: ["owner"] });
      return (await side.ok("user/blocklist/get", { userId: "ann" })).pageToken;
    },
    NOTHING,
  ],
  [
    "answerNumbers",
    look("group-channel/profile/list", groups, ({ profiles: [{ memberCount, createdAt, permissions }] }) => [
      memberCount,
      ...kinds(createdAt, permissions.joinPerm),
    ]),
    { number: [2, "number", "number"], text: ["2", "string", "string"] },
  ],
  [
    "emptyLists",
    async (side) => (await side.call("open-channel/participant/allowed-sender-list/get", channel)).result,
    { empty: { participantIds: [] }, omit: undefined, null: { participantIds: null } },
  ],
  [
    "emptyLists",
    look("open-channel/participant/list", channel, (a) => a),
    { empty: { total: 0, participants: [] }, omit: { total: 0 }, null: { total: 0, participants: null } },
  ],
];

testRules("nexconn", cases);

test.each(valuesOf(cases))("$setting: $value", async ({ setting, value, see, expected }) => {
  await nexconn().set({ [setting]: value });
  expect(await see(nexconn())).toEqual(expected);
});

test("what the user wrote stays as it is, and what one setting writes another does not write again", async () => {
  await nexconn().set({ answerNumbers: "text", emittedNames: "docs", profileForm: "text" });
  const { users } = await nexconn().ok("user/profile/batch/get", { userIds: ["ann"] });
  expect(users[0]).toMatchObject({ version: "1", userProfile: '{"age":5}' });
  const { groups: listed } = await nexconn().ok("group-channel/list", { order: 0 });
  expect(JSON.parse(listed[0].profile)).toEqual({ introduction: "i", portrait_url: "http://p" });
  expect(await nexconn().ok("open-channel/freeze/check", channel)).toEqual({ status: 1 });
});

test("a page that another follows has a token whatever the setting says", async () => {
  await nexconn().set({ lastPageToken: "null" });
  const { pageToken } = await nexconn().ok("group-channel/list", { pageSize: 1 });
  expect(pageToken).toEqual(expect.stringMatching(/./));
});
