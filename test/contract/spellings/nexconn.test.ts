import { groupChannel } from "../../../provider/nexconn/group-channel/resource";
import { groupMembers } from "../../../provider/nexconn/group-members/resource";
import { openChannel } from "../../../provider/nexconn/open-channel/resource";
import { openChannelMetadata } from "../../../provider/nexconn/open-channel-metadata/resource";
import { profanityWords } from "../../../provider/nexconn/profanity-words/resource";
import { user } from "../../../provider/nexconn/user/resource";
import type { AnyDefinition } from "../../../provider/resource/definition";
import type { Values } from "../../../provider/values/values";
import { inHours } from "../../support/in-hours";
import { ours as mark } from "../../support/marks";
import { failureOf, useWarnings } from "../faults/cloud";
import { useNexconn } from "../faults/nexconn/harness";

const cloud = useNexconn("--rate-limit", "off");
// That somebody else's members and keys stay is told on standard error.
useWarnings();

/** A resource with every field in use, then with other values, and then with as little as there can be. */
interface Life {
  definition: AnyDefinition;
  first: Values;
  second: Values;
  bare: Values;
}

const soon = inHours(2);
const later = inHours(20);
const id = { channelId: "place", mark };
const owned = { ...id, name: "Place", owner: "owner" };

const lives: Record<string, Life> = {
  User: {
    definition: user,
    first: {
      ...{ userId: "svc", name: "Desk", mark, avatarUrl: "https://a.example/1", tags: ["b", "a"], tokenVersion: 1 },
      ...{ banExpiresAt: soon, mutedChannelTypes: ["GROUP"] },
      ...{ userProfile: { email: "a@b.example", gender: 1 }, userExtProfile: { ext_a: "1", ext_b: "2" } },
    },
    second: {
      ...{ userId: "svc", name: "New", mark, avatarUrl: "", tags: ["c"], tokenVersion: 2 },
      ...{ banExpiresAt: later, mutedChannelTypes: ["PERSON"] },
      ...{ userProfile: { email: "", gender: 2 }, userExtProfile: { ext_b: "3" } },
    },
    bare: {
      ...{ userId: "svc", name: "New", mark, avatarUrl: "", tags: ["c"], banExpiresAt: later },
      ...{ mutedChannelTypes: ["PERSON"], userProfile: {}, userExtProfile: {} },
    },
  },
  GroupChannel: {
    definition: groupChannel,
    first: {
      ...{ ...owned, isFrozen: true, allowedSendersList: ["ann", "ben"] },
      members: { ann: { admin: true, nickname: "A", extra: "e" }, ben: {}, cid: { nickname: "C" } },
      ...{ mutedMembers: { ben: { muteExpiresAt: soon }, cid: {} }, permissions: { joinPerm: 3, memProfilePerm: 2 } },
      groupProfile: { introduction: "i", announcement: "a", portraitUrl: "https://a.example/p" },
      groupExtProfile: { ext_a: "1", ext_b: "2" },
    },
    second: {
      ...{ ...owned, name: "New", owner: "ann", isFrozen: false, allowedSendersList: ["ben"] },
      ...{ members: { owner: {}, ben: { admin: true, extra: "x" } }, mutedMembers: { ben: {} } },
      ...{ permissions: { joinPerm: 0, memProfilePerm: 2 }, groupProfile: { announcement: "", portraitUrl: "" } },
      groupExtProfile: { ext_b: "3" },
    },
    bare: {
      ...owned,
      owner: "ann",
      members: ["owner"],
      allowedSendersList: [],
      groupProfile: { introduction: "" },
      groupExtProfile: {},
    },
  },
  GroupMembers: {
    definition: groupMembers,
    first: { channelId: "hall", members: { ann: { admin: true, nickname: "A" }, ben: { extra: "e" } } },
    second: { channelId: "hall", members: { ann: { nickname: "" }, cid: { admin: true } } },
    bare: { channelId: "hall", members: ["cid"] },
  },
  OpenChannel: {
    definition: openChannel,
    first: {
      ...{ ...id, destroyType: 1, ttlMinutes: 120, isFrozen: true, keepAlive: true, metadataOwnerId: "ann" },
      ...{ allowedSendersList: ["ann", "ben"], metadata: { topic: "games", empty: "" } },
      mutedParticipants: { ben: { muteExpiresAt: soon } },
      bannedParticipants: { cid: { banExpiresAt: soon } },
    },
    second: {
      ...{ ...id, destroyType: 1, ttlMinutes: 240, isFrozen: false, keepAlive: false, metadataOwnerId: "ben" },
      ...{ allowedSendersList: ["cid"], metadata: { topic: "films" } },
      mutedParticipants: { ben: { muteExpiresAt: later } },
      bannedParticipants: { ann: { banExpiresAt: later } },
    },
    bare: { ...id, metadata: {} },
  },
  OpenChannelMetadata: {
    definition: openChannelMetadata,
    first: { channelId: "lobby", metadata: { topic: "games", empty: "" }, metadataOwnerId: "ann" },
    second: { channelId: "lobby", metadata: { topic: "films", more: "1" }, metadataOwnerId: "ben" },
    bare: { channelId: "lobby", metadata: { more: "1" } },
  },
  ProfanityWords: {
    definition: profanityWords,
    first: { words: { spam: { replacement: "*" }, scam: {} } },
    second: { words: { spam: {}, scam: { replacement: "-" }, scum: {} } },
    bare: { words: ["scum"] },
  },
};

const everybody = Object.keys(lives);
const groups = ["GroupChannel", "GroupMembers"];
const channels = ["OpenChannel", "OpenChannelMetadata"];

/** The settings that have the cloud answer in another way than it does by itself, and whose answers they are about. */
const spellings: readonly [Values, readonly string[]][] = [
  [{ answerNumbers: "text" }, everybody],
  [{ answerFlags: "number" }, ["OpenChannel"]],
  [{ answerFlags: "text" }, ["OpenChannel"]],
  [{ answerSwitches: "boolean" }, ["GroupChannel", ...channels]],
  [{ answerSwitches: "text" }, ["GroupChannel", ...channels]],
  [{ textCodes: "number" }, ["ProfanityWords"]],
  [{ profileForm: "text" }, ["User", ...groups]],
  [{ emptyProfiles: "omit" }, ["User", ...groups]],
  [{ emptyProfiles: "null" }, ["User", ...groups]],
  [{ unsetTexts: "omit" }, ["User", "ProfanityWords", ...groups]],
  [{ unsetTexts: "null" }, ["User", "ProfanityWords", ...groups]],
  [{ lastPageToken: "empty" }, groups],
  [{ lastPageToken: "null" }, groups],
  [{ unsetGroupTexts: "empty" }, groups],
  [{ unsetGroupTexts: "null" }, groups],
  [{ permanentMute: "omit" }, ["GroupChannel"]],
  [{ permanentMute: "null" }, ["GroupChannel"]],
  [{ permanentMute: "far" }, ["GroupChannel"]],
  [{ emittedNames: "docs" }, [...groups, ...channels]],
  [
    {
      ...{ answerNumbers: "text", answerFlags: "text", answerSwitches: "text", textCodes: "number" },
      ...{ profileForm: "text", emptyProfiles: "omit", unsetTexts: "null", lastPageToken: "empty" },
      ...{ unsetGroupTexts: "null", permanentMute: "far", emittedNames: "docs" },
    },
    everybody,
  ],
];

/** Whom and what the lives are about and do not make. */
async function surroundings(): Promise<void> {
  await cloud().people("owner", "ann", "ben", "cid");
  await cloud().byHand("group-channel/create", { channelId: "hall", name: "Hall", owner: "owner" });
  await cloud().byHand("open-channel/create", { channelId: "lobby" });
}

/** In no order: reads come side by side. */
const callsOfRun = async () => (await cloud().log()).map(({ call }) => call).sort();

/** What there is after each step of a life, and which calls it took. Each refresh has to be clean. */
async function lived({ definition, first, second, bare }: Life): Promise<unknown[]> {
  await surroundings();
  const steps: unknown[] = [];
  await cloud().newRun();
  let settled = await cloud().create(definition, first);
  for (const next of [second, bare, undefined]) {
    expect(settled.failure).toBeUndefined();
    steps.push(await callsOfRun(), await cloud().world());
    await cloud().newRun();
    expect((await cloud().read(definition, settled))?.state).toEqual(settled.state);
    steps.push(await callsOfRun());
    await cloud().newRun();
    if (next) settled = await cloud().update(definition, settled, next);
  }
  await cloud().remove(definition, settled);
  return [...steps, await callsOfRun(), await cloud().world()];
}

/** What a life leaves, beside the people: a user's is for good. */
async function left(): Promise<unknown> {
  const { users, groups, openChannels, profanityWords } = await cloud().emulator.nexconn.state();
  const undeleted = Object.keys(users).filter((id) => users[id].deletion === null);
  return { undeleted, groups, openChannels, profanityWords };
}

describe.each(Object.entries(lives))("the life of a %s", (kind, life) => {
  let calm: unknown[];

  beforeAll(async () => {
    await cloud().emulator.reset();
    calm = await lived(life);
    await cloud().close();
  });

  test("leaves nothing", async () => {
    await surroundings();
    const before = await left();
    const settled = await cloud().create(life.definition, life.first);
    expect(await left()).not.toEqual(before);
    await cloud().newRun();
    await cloud().remove(life.definition, settled);
    expect(await left()).toEqual(before);
  });

  const own = spellings.filter(([, kinds]) => kinds.includes(kind));

  test.each(own.map(([settings]) => [JSON.stringify(settings), settings] as const))(
    "is the same, in as many calls, where the cloud answers with %s",
    async (_, settings) => {
      await cloud().emulator.nexconn.settings(settings);
      expect(await lived(life)).toEqual(calm);
    },
  );
});

describe.each(["omit", "null"])(
  "lists that are not there where they are empty (%s) are none that are empty",
  (form) => {
    /** Objects of which some list is empty, and how each is read and gone without. */
    const objects: [string, AnyDefinition, Values, string][] = [
      ["allowed senders", groupChannel, { ...owned, allowedSendersList: [] }, "userIds"],
      ["muted members", groupChannel, { ...owned, mutedMembers: {} }, "mutedMembers"],
      ["metadata", openChannelMetadata, { channelId: "lobby", metadata: {} }, "metadata"],
      ["muted participants", openChannel, { ...id, mutedParticipants: {} }, "mutedParticipants"],
      ["banned participants", openChannel, { ...id, bannedParticipants: {} }, "bannedParticipants"],
      ["senders in an open channel", openChannel, { ...id, allowedSendersList: [] }, "participantIds"],
      ["channels kept alive", openChannel, { ...id, keepAlive: false }, "chatroomIds"],
      ["words", profanityWords, { words: {} }, "words"],
      ["users that are soft-deleted", user, { userId: "svc", name: "S" }, "userIds"],
      ["bans", user, { userId: "svc", name: "S", banExpiresAt: "" }, "bannedUsers"],
      ["mutes", user, { userId: "svc", name: "S", mutedChannelTypes: [] }, "mutedUserIds"],
    ];

    test.each(objects)("%s", async (_, definition, inputs, key) => {
      await surroundings();
      const settled = await cloud().create(definition, inputs);
      await cloud().newRun();
      const before = await cloud().world();
      await cloud().emulator.nexconn.settings({ emptyLists: form });
      const error = await failureOf(cloud().read(definition, settled));
      expect(error.code).toBe("IM_UNEXPECTED_ANSWER");
      const is = form === "null" ? "null" : "missing";
      expect(error.message).toContain(`\`${key}\` should be a list and is ${is}`);
      expect(await cloud().world()).toEqual(before);
    });
  },
);
