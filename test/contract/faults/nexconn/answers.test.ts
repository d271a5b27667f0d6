import { groupChannel } from "../../../../provider/nexconn/group-channel/resource";
import { groupMembers } from "../../../../provider/nexconn/group-members/resource";
import { openChannel } from "../../../../provider/nexconn/open-channel/resource";
import { openChannelMetadata } from "../../../../provider/nexconn/open-channel-metadata/resource";
import { profanityWords } from "../../../../provider/nexconn/profanity-words/resource";
import { user } from "../../../../provider/nexconn/user/resource";
import type { AnyDefinition } from "../../../../provider/resource/definition";
import type { Values } from "../../../../provider/values/values";
import { inHours } from "../../../support/in-hours";
import { ours as mark } from "../../../support/marks";
import { rewritten } from "../../../support/rewritten";
import { failureOf, useWarnings } from "../cloud";
import { useNexconn } from "./harness";

const cloud = useNexconn("--rate-limit", "off");
useWarnings();

const soon = inHours(2);

/** A resource, and what of it is to differ in an update. */
interface Subject {
  definition: AnyDefinition;
  inputs: Values;
  changed: Values;
}

const subjects = {
  user: {
    definition: user,
    inputs: {
      ...{ userId: "svc", name: "Desk", mark, tags: ["a"], banExpiresAt: soon, mutedChannelTypes: ["GROUP"] },
      userExtProfile: { ext_a: "1" },
    },
    changed: { name: "New" },
  },
  group: {
    definition: groupChannel,
    inputs: {
      ...{ channelId: "place", name: "Place", owner: "owner", mark, isFrozen: true, members: ["ann", "ben"] },
      ...{ allowedSendersList: ["ann"], mutedMembers: { ben: {} }, groupExtProfile: { ext_a: "1" } },
    },
    changed: { name: "New" },
  },
  members: { definition: groupMembers, inputs: { channelId: "hall", members: ["ann"] }, changed: { members: ["ben"] } },
  channel: {
    definition: openChannel,
    inputs: {
      ...{ channelId: "room", mark, keepAlive: true, allowedSendersList: ["ann"], metadata: { topic: "games" } },
      ...{ mutedParticipants: { ben: { muteExpiresAt: soon } }, bannedParticipants: { cid: { banExpiresAt: soon } } },
    },
    changed: { isFrozen: true },
  },
  metadata: {
    definition: openChannelMetadata,
    inputs: { channelId: "lobby", metadata: { topic: "games" } },
    changed: { metadata: { topic: "films" } },
  },
  words: { definition: profanityWords, inputs: { words: ["spam"] }, changed: { words: ["scam"] } },
} satisfies Record<string, Subject>;

beforeEach(async () => {
  await cloud().people("owner", "ann", "ben", "cid");
  await cloud().byHand("group-channel/create", { channelId: "hall", name: "Hall", owner: "owner" });
  await cloud().byHand("open-channel/create", { channelId: "lobby" });
});

const renamed = (key: string) => (answer: Values) => {
  const { [key]: value, ...others } = answer;
  return { ...others, [`${key}New`]: value };
};
/** What a change of `result` makes of a whole answer. */
const inResult = (change: (result: Values) => Values) => (answer: Values) => ({
  ...answer,
  result: change(answer.result as Values),
});

const reads: [keyof typeof subjects, string, (answer: Values) => Values, string][] = [
  ["user", "user/get", inResult(renamed("name")), "`name` should be a text and is missing"],
  ["user", "user/get", renamed("result"), "`name` should be a text and is missing"],
  ["user", "user/profile/batch/get", inResult(renamed("users")), "`users` should be a list"],
  ["user", "user/tag/batch/get", inResult(renamed("users")), "`users` should be a list"],
  ["user", "user/ban/list", inResult(renamed("bannedUsers")), "`bannedUsers` should be a list"],
  ["user", "channel-type/mute/list", inResult(renamed("mutedUserIds")), "`mutedUserIds` should be a list"],
  ["user", "user/soft-deleted/list", inResult(renamed("userIds")), "`userIds` should be a list"],
  ["group", "group-channel/profile/list", inResult(renamed("profiles")), "`profiles` should be a list"],
  ["group", "group-channel/member/list", inResult(renamed("members")), "`members` should be a list"],
  ["group", "group-channel/allowed-sender-list/get", inResult(renamed("userIds")), "`userIds` should be a list"],
  ["group", "group-channel/user/mute-list/get", inResult(renamed("mutedMembers")), "`mutedMembers` should be a list"],
  ["group", "group-channel/freeze-list/get", inResult(renamed("freezeStatuses")), "`freezeStatuses` should be a list"],
  ["members", "group-channel/profile/list", inResult(renamed("profiles")), "`profiles` should be a list"],
  ["members", "group-channel/member/list", inResult(renamed("members")), "`members` should be a list"],
  ["channel", "open-channel/get", inResult(renamed("ttlMinutes")), "`ttlMinutes` should be a whole number"],
  ["channel", "open-channel/metadata/batch/get", inResult(renamed("metadata")), "`metadata` should be a list"],
  [
    ...(["channel", "open-channel/participant/mute-list/get"] as const),
    ...([inResult(renamed("mutedParticipants")), "`mutedParticipants` should be a list"] as const),
  ],
  [
    ...(["channel", "open-channel/participant/ban-list/get"] as const),
    ...([inResult(renamed("bannedParticipants")), "`bannedParticipants` should be a list"] as const),
  ],
  [
    ...(["channel", "open-channel/participant/allowed-sender-list/get"] as const),
    ...([inResult(renamed("participantIds")), "`participantIds` should be a list"] as const),
  ],
  ["channel", "chatroom/keepalive/query.json", renamed("chatroomIds"), "`chatroomIds` should be a list"],
  ["metadata", "open-channel/metadata/batch/get", inResult(renamed("metadata")), "`metadata` should be a list"],
  ["words", "profanity-word/list", inResult(renamed("words")), "`words` should be a list"],
];

/** Of these a delete needs no look: it names one object by its id. */
const needsLook = (subject: string, call: string) =>
  ({
    user: ["user/get", "user/profile/batch/get", "user/soft-deleted/list"],
    group: ["group-channel/profile/list"],
    channel: ["open-channel/get", "open-channel/metadata/batch/get"],
  })[subject]?.includes(call) ?? true;

describe("an answer in another form", () => {
  test.each(reads)("to what is read of a %s by %s changes nothing", async (subject, call, change, words) => {
    const { definition, inputs, changed } = subjects[subject];
    const before = await cloud().createdEarlier(definition, inputs);
    const world = await cloud().world();
    const works = {
      refresh: () => cloud().read(definition, before),
      update: () => cloud().update(definition, before, { ...inputs, ...changed }),
      ...(needsLook(subject, call) && { destroy: () => cloud().remove(definition, before) }),
    };
    for (const work of Object.values(works)) {
      await cloud().newRun();
      const error = await failureOf(rewritten<unknown>(call, change, work));
      expect([error.code, error.facts.call]).toEqual(["IM_UNEXPECTED_ANSWER", call]);
      expect(error.message).toContain(words);
      expect(await cloud().world()).toEqual(world);
    }
  });
});

/** An answer whose list has other items. */
const withItems = (key: string, change: (items: Values[]) => Values[]) =>
  inResult((result) => ({ ...result, [key]: change(result[key] as Values[]) }));

describe("an answer about another", () => {
  const about = (id: string) => (items: Values[]) => items.map((item) => ({ ...item, [id]: "other" }));

  test.each<[keyof typeof subjects, string, (answer: Values) => Values, string]>([
    ["channel", "open-channel/get", inResult((one) => ({ ...one, channelId: "other" })), "`channelId` is about"],
    ["group", "group-channel/profile/list", withItems("profiles", about("channelId")), "`profiles[].channelId` is"],
    ["members", "group-channel/profile/list", withItems("profiles", about("channelId")), "`profiles[].channelId` is"],
    ["group", "group-channel/freeze-list/get", withItems("freezeStatuses", about("channelId")), "[].channelId` is"],
    ["group", "group-channel/freeze-list/get", withItems("freezeStatuses", () => []), "`freezeStatuses` leaves out"],
    ["user", "user/profile/batch/get", withItems("users", about("userId")), "`users[].userId` is about"],
    ["user", "user/tag/batch/get", withItems("users", about("userId")), "`users[].userId` is about"],
  ])("than the %s is not understood (%s)", async (subject, call, change, words) => {
    const { definition, inputs } = subjects[subject];
    const before = await cloud().createdEarlier(definition, inputs);
    const error = await failureOf(rewritten(call, change, () => cloud().read(definition, before)));
    expect([error.code, error.facts.call]).toEqual(["IM_UNEXPECTED_ANSWER", call]);
    expect(error.message).toContain(words);
    expect(error.message).not.toContain("other.");
  });
});

describe("own keys that are not told", () => {
  test.each<["group" | "user", string, (answer: Values) => Values]>([
    ["group", "group-channel/profile/list", withItems("profiles", ([one]) => [renamed("groupExtProfile")(one ?? {})])],
    ["user", "user/profile/batch/get", withItems("users", ([one]) => [renamed("userExtProfile")(one ?? {})])],
  ])("leave a %s neither unmarked nor another's", async (subject, call, change) => {
    const { definition, inputs } = subjects[subject];
    const before = await cloud().createdEarlier(definition, inputs);
    const world = await cloud().world();
    for (const work of [() => cloud().read(definition, before), () => cloud().remove(definition, before)]) {
      const error = await failureOf(rewritten<unknown>(call, change, work));
      expect(error.code).toBe("IM_UNEXPECTED_ANSWER");
      expect(error.message).toMatch(
        /ExtProfile`, of which the ownership mark is one, should be an object and is missing/,
      );
      expect(await cloud().world()).toEqual(world);
    }
  });

  test("are none where marks are off", async () => {
    const inputs = { channelId: "place", name: "Place", owner: "owner" };
    const before = await cloud().createdEarlier(groupChannel, inputs);
    const change = withItems("profiles", ([one]) => [renamed("groupExtProfile")(one ?? {})]);
    const read = await rewritten("group-channel/profile/list", change, () => cloud().read(groupChannel, before));
    expect(read?.state).toEqual(before.state);
  });
});

test("a list of members that is shorter than its total is asked for again, and nobody is gone", async () => {
  const { definition, inputs } = subjects.group;
  const before = await cloud().createdEarlier(definition, inputs);
  const shorter = withItems("members", (members) => members.slice(0, -1));
  const error = await failureOf(
    rewritten("group-channel/member/list", shorter, () => cloud().read(definition, before)),
  );
  expect(error.code).toBe("IM_UNAVAILABLE");
  expect(error.message).toContain("gave 2 members of 3");
});

describe("a token that is not understood", () => {
  const forms: [string, (answer: Values) => Values][] = [
    ["missing", inResult(renamed("accessToken"))],
    ["empty", inResult((result) => ({ ...result, accessToken: "" }))],
    ["another user's", inResult((result) => ({ ...result, userId: "ann" }))],
  ];
  const issue = "auth/access-token/issue";

  test.each(forms.flatMap((form) => [mark, undefined].map((mark) => [...form, mark] as const)))(
    "(%s) leaves the user in the state, and the next run gets one",
    async (_, change, mark) => {
      const inputs = { userId: "svc", name: "Desk", mark, tags: ["a"] };
      const half = await rewritten(issue, change, () => cloud().create(user, inputs));
      expect(half).toMatchObject({ id: "svc", failure: { code: "IM_UNEXPECTED_ANSWER", facts: { call: issue } } });
      expect(half.state).toMatchObject({ name: "Desk", tags: ["a"], accessToken: "" });
      await cloud().newRun();
      const whole = await cloud().updated(user, half, inputs);
      cloud().expectToken(whole.state, await cloud().object("svc"));
      expect(await cloud().sent(issue)).toBe(1);
    },
  );

  test("is the error where no user is there", async () => {
    const unknown = () => ({ code: 400, errorMessage: "unknown" });
    const error = await failureOf(
      rewritten("user/get", unknown, () =>
        rewritten(issue, inResult(renamed("accessToken")), () => cloud().create(user, { userId: "svc", name: "Desk" })),
      ),
    );
    expect(error).toMatchObject({ code: "IM_UNEXPECTED_ANSWER", facts: { call: issue, wasCarriedOut: true } });
  });

  test("renewed, leaves the one before and is asked for once more by the next run", async () => {
    const before = await cloud().createdEarlier(user, { userId: "svc", name: "Desk", tokenVersion: 1 });
    const inputs = { userId: "svc", name: "Desk", tokenVersion: 2 };
    const change = inResult(renamed("accessToken"));
    const half = await rewritten(issue, change, () => cloud().update(user, before, inputs));
    expect(half.failure).toMatchObject({ code: "IM_UNEXPECTED_ANSWER" });
    await cloud().newRun();
    const whole = await cloud().updated(user, half, inputs);
    cloud().expectToken(whole.state, await cloud().object("svc"));
    expect(whole.state.tokenVersion).toBe(2);
  });
});

test("code and data of the older generation are those of the newer", async () => {
  const older = ({ result }: Values) => ({ code: 200, ...(result as Values) });
  const { inputs } = subjects.user;
  const made = await rewritten("auth/access-token/issue", older, () => cloud().createdEarlier(user, inputs));
  cloud().expectToken(made.state, await cloud().object("svc"));
  const read = await rewritten("user/get", older, () => cloud().read(user, made));
  expect(read?.state).toEqual(made.state);
});
