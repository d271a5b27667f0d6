import fc from "fast-check";
import { z } from "zod";
import { definitions } from "../../provider/dynamic";
import { checked } from "../../provider/resource/check";
import type { AnyDefinition } from "../../provider/resource/definition";
import { render } from "../../provider/schema/problems";
import { unknownValue } from "../../provider/values/unknowns";
import type { Values } from "../../provider/values/values";
import {
  accid,
  accountFields,
  chatroomFields,
  membersOf,
  queueFields,
  roleFields,
  roomRole,
  runs,
  superMembersOf,
  superTeamFields,
  teamConstants,
  teamFields,
} from "../support/arbitraries";
import { exampleOf } from "../support/arbitrary-of";
import { definitionOf } from "../support/kinds";
import { ours } from "../support/marks";
import {
  anyUserId,
  groupFields,
  groupMembers,
  metadata,
  openChannelFields,
  userFields,
  words,
} from "../support/nexconn-arbitraries";
import { tencentExamples, tencentInputs } from "../support/tencent-inputs";

const connection = fc.constantFrom({}, { connection: "default" }, { connection: unknownValue });

/** Valid inputs as a program may write them: ids in capitals, members as a list. */
const inputs: Record<string, fc.Arbitrary<Values>> = {
  ...tencentInputs,
  "commsease:Account": fc
    .tuple(fc.record({ accid }), accountFields, connection)
    .map((parts) => Object.assign({}, ...parts)),
  "commsease:Team": fc
    .tuple(
      fc.record({ owner: fc.constantFrom("olga", "OLGA", unknownValue), magree: fc.constantFrom(0, 1) }),
      fc.record({ members: membersOf(["Ann", "bo", "C@1", "constructor"]) }, { requiredKeys: [] }),
      teamFields,
      teamConstants,
      connection,
    )
    .map((parts) => Object.assign({}, ...parts)),
  "commsease:ChatroomRoles": fc
    .tuple(
      fc.record({ roomid: fc.constantFrom("1", "1605000001", "9223372036854775807", unknownValue) }),
      fc.record({ members: membersOf(["Ann", "bo", "C@1", "constructor"], roomRole) }, { requiredKeys: [] }),
      roleFields,
      connection,
    )
    .map((parts) => Object.assign({}, ...parts)),
  "commsease:TeamMembers": fc
    .tuple(
      fc.record({ tid: fc.constantFrom("2366968294", unknownValue), members: membersOf(["Ann", "bo", "constructor"]) }),
      fc.record({ msg: fc.constant("hi"), magree: fc.constantFrom(0, 1) }, { requiredKeys: [] }),
      connection,
    )
    .map((parts) => Object.assign({}, ...parts)),
  "commsease:SuperTeam": fc
    .tuple(
      fc.record({ owner: fc.constantFrom("olga", "OLGA", unknownValue) }),
      fc.record(
        {
          members: superMembersOf(["Ann", "bo", "C@1", "constructor"]),
          membership: fc.constantFrom("additive", "authoritative", unknownValue),
        },
        { requiredKeys: [] },
      ),
      superTeamFields,
      connection,
    )
    .map((parts) => Object.assign({}, ...parts)),
  "commsease:Chatroom": fc
    .tuple(fc.record({ creator: accid }), chatroomFields, connection)
    .map((parts) => Object.assign({}, ...parts)),
  "commsease:ChatroomQueue": fc
    .tuple(
      fc.record({ roomid: fc.constantFrom("1605000001", "9".repeat(19), unknownValue) }),
      queueFields,
      fc.record({ membership: fc.constantFrom("additive", "authoritative") }, { requiredKeys: [] }),
      connection,
    )
    .map((parts) => Object.assign({}, ...parts)),
  "commsease:ChatroomClientOptions": fc
    .tuple(
      fc.record({ roomid: fc.constant("1605000001"), accid }),
      fc.record({ clientType: fc.constantFrom(1, 2, 3) }, { requiredKeys: [] }),
      connection,
    )
    .map((parts) => Object.assign({}, ...parts)),
  "nexconn:GroupMembers": fc
    .tuple(
      fc.record({
        channelId: fc.constantFrom("plaza", "a-B_9", unknownValue),
        members: groupMembers(["Ann", "bo", "constructor"]),
      }),
      connection,
    )
    .map((parts) => Object.assign({}, ...parts)),
  "nexconn:OpenChannelMetadata": fc
    .tuple(
      fc.record({ channelId: fc.constantFrom("lobby", "a-B_9", unknownValue), metadata }),
      fc.record(
        {
          membership: fc.constantFrom("additive", "authoritative", unknownValue),
          metadataOwnerId: fc.constantFrom("Ann", "é👍", unknownValue),
        },
        { requiredKeys: [] },
      ),
      connection,
    )
    .map((parts) => Object.assign({}, ...parts)),
  "nexconn:User": fc
    .tuple(fc.record({ userId: anyUserId }), userFields, connection)
    .map((parts) => Object.assign({}, ...parts)),
  "nexconn:ProfanityWords": fc
    .tuple(
      fc.record({ words }),
      fc.record({ membership: fc.constantFrom("additive", "authoritative", unknownValue) }, { requiredKeys: [] }),
      connection,
    )
    .map((parts) => Object.assign({}, ...parts)),
  "nexconn:GroupChannel": fc
    .tuple(
      fc.record({ channelId: fc.constantFrom("support", "a-B_9", unknownValue) }),
      fc.record({ owner: fc.constantFrom("olga", unknownValue) }),
      fc.record(
        {
          members: groupMembers(["Ann", "bo", "constructor"]),
          membership: fc.constantFrom("additive", "authoritative", unknownValue),
        },
        { requiredKeys: [] },
      ),
      groupFields(["Ann", "é👍"]),
      connection,
    )
    .map((parts) => Object.assign({}, ...parts)),
  "nexconn:OpenChannel": fc
    .tuple(
      fc.record({ channelId: fc.constantFrom("lobby", "a-B_9", unknownValue) }),
      openChannelFields(["Ann", "é👍"]),
      connection,
    )
    .map((parts) => Object.assign({}, ...parts)),
};

describe.each(Object.keys(inputs))("check of valid inputs of %s", (kind) => {
  const arbitrary = inputs[kind] as fc.Arbitrary<Values>;
  const definition = definitionOf(kind);

  test("finds no problem", () => {
    fc.assert(
      fc.property(arbitrary, (raw) => expect(checked(definition, raw).problems).toEqual([])),
      runs(200),
    );
  });

  test("applied to its own result changes nothing", () => {
    fc.assert(
      fc.property(arbitrary, (raw) => {
        const once = checked(definition, raw).inputs;
        expect(checked(definition, once)).toEqual({ inputs: once, problems: [] });
      }),
      runs(200),
    );
  });

  test("does not change what it is given", () => {
    fc.assert(
      fc.property(arbitrary, (raw) => {
        const before = structuredClone(raw);
        checked(definition, raw);
        expect(raw).toEqual(before);
      }),
      runs(50),
    );
  });
});

/** One valid value for every field, so that any one of them can be the unknown one. */
const full: Record<string, Values> = {
  ...tencentExamples,
  "commsease:Account": {
    accid: "svc",
    tokenVersion: 1,
    name: "n",
    icon: "https://example.com/a.png",
    sign: "s",
    email: "a@b.example",
    birth: "1990-01-01",
    mobile: "+65-1",
    gender: 1,
    ex: "{}",
    props: "{}",
    bid: "{}",
    block: false,
    needkick: true,
    kickNotifyExt: "bye",
    needUnbindPushToken: true,
    mute: false,
    muteP2P: false,
    muteTeam: false,
    muteRoom: false,
    muteQChat: false,
    donnopOpen: true,
    connection: "default",
    adopt: true,
    mark: ours,
  },
  "commsease:Team": {
    tname: "t",
    owner: "olga",
    // More than the vendor's default limit, so that the limit matters.
    members: Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`m${i}`, {}])),
    membership: "authoritative",
    msg: "hi",
    magree: 0,
    joinmode: 0,
    announcement: "a",
    intro: "i",
    custom: "{}",
    icon: "https://example.com/a.png",
    beinvitemode: 0,
    invitemode: 0,
    uptinfomode: 0,
    upcustommode: 0,
    teamMemberLimit: 300,
    muteType: 0,
    isNotifyCloseOnline: 0,
    isNotifyClosePersistent: 0,
    attach: "a",
    bid: "{}",
    connection: "default",
    adopt: true,
    mark: ours,
  },
  "commsease:TeamMembers": {
    tid: "2366968294",
    members: { ann: { manager: true }, bo: {} },
    msg: "hi",
    magree: 0,
    attach: "a",
    connection: "default",
  },
  "commsease:SuperTeam": {
    tname: "t",
    owner: "olga",
    // More than the vendor's default limit, so that the limit matters.
    members: Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`m${i}`, {}])),
    membership: "additive",
    msg: "hi",
    joinmode: 0,
    announcement: "a",
    intro: "i",
    serverCustom: "c",
    icon: "https://example.com/a.png",
    beinvitemode: 1,
    invitemode: 0,
    uptinfomode: 0,
    upcustommode: 0,
    tlevel: 300,
    muteType: 0,
    bid: "{}",
    connection: "default",
    adopt: true,
    mark: ours,
  },
  "commsease:Chatroom": {
    creator: "olga",
    name: "n",
    announcement: "a",
    broadcasturl: "rtmp://example.com/a",
    ext: "{}",
    queuelevel: 0,
    bid: "{}",
    delayClosePolicy: 1,
    delaySeconds: 60,
    inOutNotification: true,
    valid: true,
    muteRoom: false,
    needNotify: true,
    notifyExt: "x",
    connection: "default",
    adopt: true,
    mark: ours,
  },
  "commsease:ChatroomRoles": {
    roomid: "1",
    members: { ann: { manager: true, mutedUntil: "2020-01-01T00:00:00Z", tags: ["a"], notifyTargetTags: "b" } },
    membership: "additive",
    tagMutes: { red: "2020-01-01T00:00:00Z" },
    needNotify: true,
    notifyExt: "x",
    connection: "default",
  },
  "commsease:ChatroomQueue": {
    roomid: "1605000001",
    sizeLimit: 10,
    elements: { a: { value: "1" }, b: { value: "2", after: "a" } },
    membership: "authoritative",
    operator: "olga",
    connection: "default",
  },
  "commsease:ChatroomClientOptions": { roomid: "1605000001", accid: "olga", clientType: 1, connection: "default" },
  "nexconn:GroupMembers": {
    channelId: "plaza",
    members: { ann: { admin: true, nickname: "A", extra: "e" }, bo: {} },
    connection: "default",
  },
  "nexconn:OpenChannelMetadata": {
    channelId: "lobby",
    metadata: { topic: "games" },
    metadataOwnerId: "ann",
    membership: "additive",
    connection: "default",
  },
  "nexconn:User": {
    userId: "svc-desk",
    name: "Desk",
    avatarUrl: "https://example.com/a.png",
    userProfile: { email: "a@b.example", gender: 1 },
    userExtProfile: { ext_a: "1" },
    tags: ["a"],
    banExpiresAt: "2020-01-01T00:00:00Z",
    mutedChannelTypes: ["GROUP"],
    tokenVersion: 1,
    accessTokenKey: "0123abcd",
    connection: "default",
    adopt: true,
    mark: ours,
  },
  "nexconn:ProfanityWords": {
    words: { spam: {}, darn: { replacement: "d***" } },
    membership: "additive",
    connection: "default",
  },
  "nexconn:GroupChannel": {
    channelId: "support",
    name: "Support",
    owner: "olga",
    members: { ann: { admin: true, nickname: "A", extra: "e" }, bo: {} },
    membership: "additive",
    groupProfile: { introduction: "i", announcement: "a", portraitUrl: "https://example.com/a.png" },
    permissions: { joinPerm: 3, removePerm: 0, memInvitePerm: 1, invitePerm: 1, profilePerm: 2, memProfilePerm: 0 },
    groupExtProfile: { ext_topic: "games" },
    allowedSendersList: ["ann", "bo"],
    mutedMembers: { ann: {}, bo: { muteExpiresAt: "2020-01-01T00:00:00Z" } },
    isFrozen: true,
    shouldDeleteMute: 0,
    shouldDeleteAllowedSendersList: 1,
    shouldDeleteFavorites: 0,
    connection: "default",
    adopt: true,
    mark: ours,
  },
  "nexconn:OpenChannel": {
    channelId: "lobby",
    destroyType: 1,
    ttlMinutes: 60,
    keepAlive: true,
    isFrozen: false,
    allowedSendersList: ["ann", "bo"],
    mutedParticipants: { ann: { muteExpiresAt: "2020-01-01T00:00:00Z" } },
    bannedParticipants: { bo: { banExpiresAt: "2020-01-01T00:00:00Z" } },
    metadata: { topic: "games" },
    metadataOwnerId: "ann",
    connection: "default",
    adopt: true,
    mark: ours,
  },
};

/** What is written by hand says more than what follows from a definition; a kind that is not here has that. */
const exampleFor = (definition: AnyDefinition): Values => full[definition.kind] ?? exampleOf(definition);

describe("an unknown value is no problem", () => {
  const fields = definitions.flatMap((definition) => {
    const { kind, schema } = definition;
    return Object.keys(schema.shape).map((field) => ({ kind, field, definition }));
  });

  test("each example has every field, and is valid", () => {
    for (const definition of definitions) {
      const example = exampleFor(definition);
      const others = definition.kind === "commsease:Account" ? ["token"] : [];
      expect([...Object.keys(example), ...others].sort()).toEqual(Object.keys(definition.schema.shape).sort());
      expect(checked(definition, example).problems).toEqual([]);
    }
  });

  test.each(fields)("in $field of $kind", ({ field, definition }) => {
    const { tokenVersion, ...example } = exampleFor(definition);
    const rest = field === "token" || tokenVersion === undefined ? example : { ...example, tokenVersion };
    const result = checked(definition, { ...rest, [field]: unknownValue });
    expect(result.problems).toEqual([]);
    expect(result.inputs[field]).toBe(unknownValue);
  });

  test.each(definitions.map((definition) => [definition.kind, definition] as const))(
    "in all fields of %s at once",
    (_, definition) => {
      const keys = Object.keys(definition.schema.shape);
      const all = Object.fromEntries(keys.map((key) => [key, unknownValue]));
      expect(checked(definition, all)).toEqual({ inputs: all, problems: [] });
    },
  );

  const memberFields = ["manager", "nick", "custom", "mute"];
  const ofTeam: [string, unknown][] = [
    ["a member of a map", { bob: unknownValue, ann: {} }],
    ["an item of a list", ["ann", unknownValue]],
    ["the accid of an item", ["ann", { accid: unknownValue, manager: true }]],
    ...memberFields.map((field): [string, unknown] => [`${field} in a map`, { bob: { [field]: unknownValue } }]),
    ...memberFields.map((field): [string, unknown] => [`${field} in a list`, [{ accid: "b", [field]: unknownValue }]]),
  ];
  test.each(ofTeam)("in members: %s", (_, members) => {
    expect(checked(definitionOf("commsease:Team"), { tname: "t", owner: "o", members }).problems).toEqual([]);
  });

  const roleFieldNames = ["manager", "blocked", "muted", "mutedUntil", "nick", "avator", "ext", "tags"];
  test.each([
    ["a member", { bob: unknownValue }],
    ["a tag", { bob: { tags: ["red", unknownValue], notifyTargetTags: "x" } }],
    ["tags beside notifyTargetTags", { bob: { tags: unknownValue, notifyTargetTags: "x" } }],
    ...roleFieldNames.map((field): [string, unknown] => [field, { bob: { [field]: unknownValue } }]),
  ])("in members of a room: %s", (_, members) => {
    const { inputs, problems } = checked(definitionOf("commsease:ChatroomRoles"), { roomid: "1", members });
    expect(problems).toEqual([]);
    expect(inputs.members).toEqual(members);
  });

  test("in an instant of a tag", () => {
    const raw = { roomid: "1", tagMutes: { red: unknownValue } };
    expect(checked(definitionOf("commsease:ChatroomRoles"), raw)).toEqual({ inputs: raw, problems: [] });
  });

  const ofQueue: [string, unknown][] = [
    ["an item of a list", [{ key: "a", value: "1" }, unknownValue]],
    ["the key of an item", [{ key: unknownValue, value: "1" }]],
    ["the value of an item", [{ key: "a", value: unknownValue }]],
    ["an element of a map", { a: unknownValue, b: { value: "2", after: "a" } }],
    ["what an element comes after", { a: { value: "1" }, b: { value: "2", after: unknownValue } }],
  ];
  test.each(ofQueue)("in the elements of a queue: %s", (_, elements) => {
    expect(checked(definitionOf("commsease:ChatroomQueue"), { roomid: "1", elements }).problems).toEqual([]);
  });

  const ofWords: [string, unknown][] = [
    ["an item of a list", ["spam", unknownValue]],
    ["the word of an item", [{ word: unknownValue, replacement: "*" }]],
    ["the replacement of an item", [{ word: "darn", replacement: unknownValue }]],
    ["an entry of a map", { darn: unknownValue, spam: {} }],
  ];
  test.each(ofWords)("in the words of an app: %s", (_, words) => {
    expect(checked(definitionOf("nexconn:ProfanityWords"), { words }).problems).toEqual([]);
  });

  test.each<[string, Values]>([
    ["a tag", { tags: ["a", unknownValue] }],
    ["a type of channels", { mutedChannelTypes: [unknownValue, "GROUP"] }],
    ["a value of a profile", { userProfile: { email: unknownValue }, userExtProfile: { ext_a: unknownValue } }],
  ])("in a user: %s", (_, fields) => {
    const raw = { userId: "svc", name: "n", ...fields };
    expect(checked(definitionOf("nexconn:User"), raw).problems).toEqual([]);
  });

  test.each<[string, Values]>([
    ["a member", { members: { bob: unknownValue } }],
    ["an item of members", { members: ["ann", unknownValue] }],
    ["a sender", { allowedSendersList: ["ann", unknownValue] }],
    ["a mute", { mutedMembers: { ann: unknownValue } }],
    ["an end", { mutedMembers: { ann: { muteExpiresAt: unknownValue } } }],
    [
      "a text and a permission",
      { groupProfile: { announcement: unknownValue }, permissions: { joinPerm: unknownValue } },
    ],
    ["a value of own data", { groupExtProfile: { ext_a: unknownValue } }],
  ])("in a group channel: %s", (_, fields) => {
    const raw = { channelId: "support", name: "n", owner: "olga", ...fields };
    expect(checked(definitionOf("nexconn:GroupChannel"), raw).problems).toEqual([]);
  });

  test.each<[string, Values]>([
    ["an end of a mute", { mutedParticipants: { ann: { muteExpiresAt: unknownValue } } }],
    ["a ban", { bannedParticipants: { ann: unknownValue } }],
    ["a value of metadata", { metadata: { topic: unknownValue } }],
  ])("in an open channel: %s", (_, fields) => {
    expect(checked(definitionOf("nexconn:OpenChannel"), { channelId: "lobby", ...fields }).problems).toEqual([]);
  });

  test.each<[string, Values]>([
    ["nexconn:GroupMembers", { members: { bob: unknownValue, ann: { admin: unknownValue } } }],
    ["nexconn:GroupMembers", { members: ["ann", unknownValue] }],
    ["nexconn:GroupMembers", { members: [{ userId: unknownValue, admin: true }] }],
    ["nexconn:OpenChannelMetadata", { metadata: { topic: unknownValue } }],
  ])("inside what is made elsewhere: %s %j", (kind, fields) => {
    expect(checked(definitionOf(kind), { channelId: "plaza", ...fields }).problems).toEqual([]);
  });

  test("for an owner who could be one of the members", () => {
    const result = checked(definitionOf("commsease:Team"), { tname: "t", owner: unknownValue, members: { bob: {} } });
    expect(result.problems).toEqual([]);
  });
});

describe("an unknown value hides no other problem", () => {
  test.each<[string, string, Values, string]>([
    ["in the field beside it", "commsease:Account", { accid: unknownValue, gender: 7 }, "gender"],
    ["in a wrong key", "commsease:Account", { accid: "a", naem: unknownValue }, "naem"],
    ["in a wrong key of a member", "commsease:Team", { members: { bob: { nik: unknownValue } } }, "members.bob.nik"],
    ["in a member whose id is wrong", "commsease:Team", { members: { "b b": { nick: unknownValue } } }, "members.b b"],
    [
      "beside it in a member",
      "commsease:Team",
      { members: { bob: { nick: unknownValue, mute: 1 } } },
      "members.bob.mute",
    ],
    ["where the owner is a member", "commsease:Team", { intro: unknownValue, members: { olga: {} } }, "members.olga"],
    [
      "beside it in an element",
      "commsease:ChatroomQueue",
      { elements: [{ key: "a", value: unknownValue, x: 1 }] },
      "elements.a.x",
    ],
    [
      "where there is no room",
      "commsease:ChatroomQueue",
      { sizeLimit: 0, elements: { a: unknownValue, b: {} } },
      "elements.b.value, elements",
    ],
  ])("%s", (_, kind, raw, paths) => {
    const demanded: Record<string, Values> = {
      "commsease:Team": { tname: "t", owner: "olga" },
      "commsease:ChatroomQueue": { roomid: "1" },
    };
    const required = demanded[kind] ?? {};
    const { problems } = checked(definitionOf(kind), { ...required, ...raw });
    expect(problems.map((problem) => problem.path.join(".")).join(", ")).toBe(paths);
  });
});

describe("one problem hides no other", () => {
  test.each<[string, string, Values, string[]]>([
    [
      "of another field, nor one of fields together",
      "commsease:Account",
      { accid: "help desk", gender: 7, token: "t", tokenVersion: 1 },
      ["accid", "gender", "tokenVersion"],
    ],
    [
      "of another member, nor who is the owner",
      "commsease:Team",
      { tname: "t", owner: "olga", members: ["ann", "ANN", 7, "olga", { accid: "bob", nick: 1 }] },
      ["members.2", "members.1", "members.bob.nick", "members.olga"],
    ],
    [
      "of another element, nor how many there may be",
      "commsease:ChatroomQueue",
      {
        roomid: "1",
        sizeLimit: 1,
        elements: [{ key: "a", value: "" }, { key: "b", value: "v" }, { key: "b", value: "w" }, 7],
      },
      ["elements.2.key", "elements.3", "elements.a.value", "elements"],
    ],
    [
      "of another word",
      "nexconn:ProfanityWords",
      { words: ["a", "a", 7, { word: "b", replacement: 1 }] },
      ["words.1", "words.2", "words.b.replacement"],
    ],
    [
      "of what goes together with a field that is missing",
      "tencent:Group",
      { Type: "Work", MemberList: { ann: { Role: "Admin" } }, GroupId: "@TGS#1" },
      ["Name", "MemberList.ann.Role", "GroupId"],
    ],
  ])("%s", (_, kind, raw, paths) => {
    const { problems } = checked(definitionOf(kind), raw);
    expect(problems.map((problem) => problem.path.join("."))).toEqual(paths);
  });

  test("and what is wrong is taken for none of what it is not", () => {
    const { problems } = checked(definitionOf("commsease:Chatroom"), {
      creator: "olga",
      name: "n",
      delayClosePolicy: 9,
      delaySeconds: 60,
    });
    expect(problems.map(({ path }) => path)).toEqual([["delayClosePolicy"]]);
  });

  test("and what is left of a map is not taken for all of it", () => {
    const elements = Object.fromEntries([
      ["__proto__", { value: "v" }],
      ["b", { value: "v", after: "__proto__" }],
    ]);
    const { problems } = checked(definitionOf("commsease:ChatroomQueue"), { roomid: "1", elements });
    expect(problems.map(({ path }) => path)).toEqual([["elements", "__proto__"]]);
  });
});

describe("what a Nexconn channel holds at most", () => {
  const many = (count: number, value: unknown, prefix = "") =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`${prefix}k${i}`, value]));
  const mark = ours;
  const group = { channelId: "support", name: "n", owner: "olga" };
  const admin = { admin: true };

  test.each<[string, Values, string | undefined]>([
    ["10 admins", { members: many(10, admin) }, undefined],
    ["11 admins", { members: many(11, admin) }, "members: got 11 admins; allowed: 10 admins. Leave out `admin`"],
    ["2,999 members", { members: many(2999, {}) }, undefined],
    ["3,000 members", { members: many(3000, {}) }, "members: got 3000 members and the owner; allowed: 3000 in all."],
    ["10 keys without a mark", { groupExtProfile: many(10, "v", "ext_") }, undefined],
    ["11 keys", { groupExtProfile: many(11, "v", "ext_") }, "groupExtProfile: got 11 keys; allowed: 10 keys."],
    ["9 keys beside a mark", { groupExtProfile: many(9, "v", "ext_"), mark }, undefined],
    [
      "10 beside it",
      { groupExtProfile: many(10, "v", "ext_"), mark },
      "got 10 keys; allowed: 9 keys beside the ownership mark",
    ],
    ["the mark's key", { groupExtProfile: { ext_pulumi_im: "v" } }, "ext_pulumi_im: got the key of the ownership mark"],
  ])("of a group: %s", (_, fields, said) => {
    const texts = checked(definitionOf("nexconn:GroupChannel"), { ...group, ...fields }).problems.map(render);
    expect(texts).toEqual(said === undefined ? [] : [expect.stringContaining(said)]);
  });

  test.each<[string, Values, string | undefined]>([
    ["100 keys without a mark", { metadata: many(100, "v") }, undefined],
    ["101 keys", { metadata: many(101, "v") }, "metadata: got 101 keys; allowed: 100 keys."],
    ["99 keys beside a mark", { metadata: many(99, "v"), mark }, undefined],
    ["100 beside it", { metadata: many(100, "v"), mark }, "got 100 keys; allowed: 99 keys beside the ownership mark"],
  ])("of an open channel: %s", (_, fields, said) => {
    const texts = checked(definitionOf("nexconn:OpenChannel"), { channelId: "lobby", ...fields }).problems.map(render);
    expect(texts).toEqual(said === undefined ? [] : [expect.stringContaining(said)]);
  });
});

describe("normalised inputs", () => {
  test("have ids as the vendor stores them", () => {
    expect(checked(definitionOf("commsease:Account"), { accid: "Svc.A" }).inputs).toEqual({ accid: "svc.a" });
    expect(checked(definitionOf("commsease:Chatroom"), { creator: "OLGA", name: "N" }).inputs).toMatchObject({
      creator: "olga",
    });
    expect(
      checked(definitionOf("commsease:Team"), { tname: "T", owner: "OLGA", members: ["Bob"] }).inputs,
    ).toMatchObject({
      owner: "olga",
      members: { bob: {} },
    });
  });

  test("have a role said one way, an instant in UTC, and tags in one order", () => {
    const at = "2020-01-01T02:00+02:00";
    const members = [
      { accid: "Ann", manager: false, muted: true, blocked: false, mutedUntil: at, tags: ["b", "a", "b"] },
    ];
    expect(
      checked(definitionOf("commsease:ChatroomRoles"), { roomid: "1", members, tagMutes: { red: at } }).inputs,
    ).toEqual({
      roomid: "1",
      members: { ann: { muted: true, mutedUntil: "2020-01-01T00:00:00Z", tags: ["a", "b"] } },
      tagMutes: { red: "2020-01-01T00:00:00Z" },
    });
  });

  test("have elements as a map in which each names the one before it", () => {
    const elements = [
      { key: "2", value: "b" },
      { key: "1", value: "a" },
    ];
    expect(
      checked(definitionOf("commsease:ChatroomQueue"), { roomid: "1", operator: "OLGA", elements }).inputs,
    ).toEqual({
      roomid: "1",
      operator: "olga",
      elements: { 2: { value: "b" }, 1: { value: "a", after: "2" } },
    });
  });

  test("have lists without an order in one, ends in UTC, and no replacement that is empty", () => {
    const raw = { userId: "Svc", name: "n", tags: ["b", "a", "b"], mutedChannelTypes: ["PERSON", "GROUP"] };
    expect(checked(definitionOf("nexconn:User"), { ...raw, banExpiresAt: "2020-01-01T02:00+02:00" }).inputs).toEqual({
      ...raw,
      tags: ["a", "b"],
      mutedChannelTypes: ["GROUP", "PERSON"],
      banExpiresAt: "2020-01-01T00:00:00Z",
    });
    const words = ["spam", { word: "darn", replacement: "d***" }, { word: "x", replacement: "" }];
    expect(checked(definitionOf("nexconn:ProfanityWords"), { words }).inputs).toEqual({
      words: { spam: {}, darn: { replacement: "d***" }, x: {} },
    });
  });

  test("have members as a map, lists in one order, and ends in UTC, of a channel too", () => {
    const group = {
      channelId: "Support",
      name: "n",
      owner: "Olga",
      members: ["Ann", { userId: "bo", admin: false }],
      allowedSendersList: ["bo", "Ann", "bo"],
      mutedMembers: { Ann: { muteExpiresAt: "2020-01-01T02:00+02:00" }, bo: {} },
    };
    expect(checked(definitionOf("nexconn:GroupChannel"), group).inputs).toEqual({
      ...group,
      members: { Ann: {}, bo: {} },
      allowedSendersList: ["Ann", "bo"],
      mutedMembers: { Ann: { muteExpiresAt: "2020-01-01T00:00:00Z" }, bo: {} },
    });
    const bannedParticipants = { a: { banExpiresAt: "2020-01-01T02:00+02:00" } };
    expect(checked(definitionOf("nexconn:OpenChannel"), { channelId: "lobby", bannedParticipants }).inputs).toEqual({
      channelId: "lobby",
      bannedParticipants: { a: { banExpiresAt: "2020-01-01T00:00:00Z" } },
    });
  });

  test("have a default only where the vendor demands a value", () => {
    expect(checked(definitionOf("commsease:Team"), { tname: "T", owner: "o" }).inputs).toEqual({
      tname: "T",
      owner: "o",
      msg: "Welcome",
      magree: 0,
      joinmode: 0,
    });
  });

  test("keep empty, false and 0 apart from absent", () => {
    const raw = { accid: "a", name: "", block: false, gender: 0, tokenVersion: 0 };
    expect(checked(definitionOf("commsease:Account"), raw).inputs).toEqual(raw);
  });
});

test("every field says what is allowed and what to do", () => {
  for (const definition of definitions) {
    for (const [field, schema] of Object.entries(definition.schema.shape)) {
      expect(schema).toBeInstanceOf(z.ZodType);
      const { problems } = checked(definition, { ...exampleFor(definition), [field]: Symbol("wrong") });
      const [problem] = problems.filter(({ path }) => path[0] === field);
      expect(problem?.allowed).toEqual(expect.not.stringMatching(/Invalid|^$/));
      expect(problem?.fix).toMatch(/\.$/);
    }
  }
});
