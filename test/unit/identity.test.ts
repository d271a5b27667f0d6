import { definitions } from "../../provider/dynamic";
import { kinds as portableKinds } from "../../provider/portable";
import { nativeKind } from "../../provider/resource/adapter";
import type { AnyDefinition } from "../../provider/resource/definition";
import { type Claim, claimOf, clashText, Declarations } from "../../provider/resource/identity";
import { unknownValue } from "../../provider/values/unknowns";
import type { Values } from "../../provider/values/values";

const kinds = [...definitions.map(nativeKind), ...portableKinds];

function definitionOf(kind: string): AnyDefinition {
  const found = definitions.find((one) => one.kind === kind);
  if (!found) throw new Error(`There is no ${kind}.`);
  return found;
}

function claimsOf(kind: string, inputs: Values, ownId?: string): Claim[] {
  const definition = definitionOf(kind);
  const native = definition.normalise(inputs).inputs;
  return definition.identities.flatMap((identity) => claimOf(definition, identity, native, ownId) ?? []);
}

/** What two declarations clash in, in words. */
function clashes(one: [string, Values, string?], other: [string, Values, string?], apps = ["a", "a"]): string[] {
  const declarations = new Declarations<string>();
  const [first = [], second = []] = [one, other].map((declared) => claimsOf(...declared));
  for (const claim of first) expect(declarations.add(apps[0] ?? "", claim, "first")).toEqual([]);
  return second.flatMap((claim) =>
    declarations.add(apps[1] ?? "", claim, "second").map((clash) => clashText(clash, JSON.stringify(clash.claim.id))),
  );
}

describe("each kind says what it manages", () => {
  test.each(definitions.map((definition) => [definition.kind, definition] as const))("%s", (_, definition) => {
    const { identities, schema, outputs, idKey, vendor } = definition;
    for (const { by, keys } of identities) {
      expect([...Object.keys(schema.shape), ...outputs]).toEqual(expect.arrayContaining([by, keys].filter(Boolean)));
      // What is told by an output can only be told by the id.
      if (by !== undefined && !(by in schema.shape)) expect(by).toBe(idKey);
    }
    // Whose id the program gives has an identity; the others name their parent or get an id from the vendor.
    const chosen = Object.keys(schema.shape).filter((key) =>
      /^(accid|userId|UserID|channelId|GroupId|TopicId|tid)$/.test(key),
    );
    if (chosen.length > 0 && definition.kind !== "commsease:ChatroomClientOptions") {
      expect({ vendor: vendor.name, identities }).not.toEqual({ vendor: vendor.name, identities: [] });
    }
  });
});

describe("what cannot be right claims nothing, and does no harm", () => {
  const values = [null, 7, "x", true, [], [null, 7, {}], { x: null }, { x: 7 }, unknownValue];

  const sides = kinds.flatMap((kind) =>
    kind.vendors.map(({ name }) => [`${kind.name} on ${name}`, kind.on(name), kind.inputs] as const),
  );

  test.each(sides)("%s", (_, side, inputs) => {
    const given = inputs.flatMap((key) => values.map((value) => ({ [key]: value })));
    for (const identity of side.definition.identities) {
      const claims = given.flatMap((one) => claimOf(side.definition, identity, side.native(one)) ?? []);
      for (const { id } of claims) expect(typeof id).toBe(identity.by === undefined ? "undefined" : "string");
    }
  });
});

const set = (membership?: string) => (membership ? { membership } : {});

describe("two declarations", () => {
  test.each<[string, [string, Values, string?], [string, Values, string?], string[]]>([
    [
      "of an account, as the vendor stores its id",
      ["commsease:Account", { accid: "SVC" }],
      ["commsease:Account", { accid: "svc" }],
      ['commsease account "svc"'],
    ],
    ["of a user", ["nexconn:User", { userId: "u" }], ["nexconn:User", { userId: "u" }], ['nexconn user "u"']],
    ["of users whose ids differ in case", ["nexconn:User", { userId: "u" }], ["nexconn:User", { userId: "U" }], []],
    [
      "of an account",
      ["tencent:Account", { UserID: "u" }],
      ["tencent:Account", { UserID: "u" }],
      ['tencent account "u"'],
    ],
    ["of a group", ["tencent:Group", { GroupId: "g" }], ["tencent:Group", { GroupId: "g" }], ['tencent group "g"']],
    ["of groups without an id", ["tencent:Group", { Name: "g" }], ["tencent:Group", { Name: "g" }], []],
    ["of a topic", ["tencent:Topic", { TopicId: "t" }], ["tencent:Topic", { TopicId: "t" }], ['tencent topic "t"']],
    [
      "of a group channel and an open channel of one id",
      ["nexconn:GroupChannel", { channelId: "c" }],
      ["nexconn:OpenChannel", { channelId: "c" }],
      [],
    ],
    [
      "of an open channel",
      ["nexconn:OpenChannel", { channelId: "c" }],
      ["nexconn:OpenChannel", { channelId: "c" }],
      ['nexconn open channel "c"'],
    ],
    [
      "of a queue, the second additive",
      ["commsease:ChatroomQueue", { roomid: "7", elements: [] }],
      ["commsease:ChatroomQueue", { roomid: "7", elements: [{ key: "k", value: "v" }], ...set("additive") }],
      ['"k" among the queue of commsease chat room "7"'],
    ],
    [
      "of parts of a queue that share nothing",
      ["commsease:ChatroomQueue", { roomid: "7", elements: [{ key: "j", value: "v" }], ...set("additive") }],
      ["commsease:ChatroomQueue", { roomid: "7", elements: [{ key: "k", value: "v" }], ...set("additive") }],
      [],
    ],
    [
      "of a queue",
      ["commsease:ChatroomQueue", { roomid: "7", elements: [] }],
      ["commsease:ChatroomQueue", { roomid: "7", elements: [], ...set("authoritative") }],
      ['the queue of commsease chat room "7"'],
    ],
    [
      "of queues of two rooms",
      ["commsease:ChatroomQueue", { roomid: "7", elements: [] }],
      ["commsease:ChatroomQueue", { roomid: "8", elements: [] }],
      [],
    ],
    [
      "of a queue and of its size",
      ["commsease:ChatroomQueue", { roomid: "7", elements: [] }],
      ["commsease:ChatroomQueue", { roomid: "7", sizeLimit: 5 }],
      [],
    ],
    [
      "of the roles in a room",
      ["commsease:ChatroomRoles", { roomid: "7", members: ["a"] }],
      ["commsease:ChatroomRoles", { roomid: "7", members: ["b"] }],
      ['the roles of commsease chat room "7"'],
    ],
    [
      "of the roles and of the tag mutes in a room",
      ["commsease:ChatroomRoles", { roomid: "7", members: ["a"] }],
      ["commsease:ChatroomRoles", { roomid: "7", tagMutes: {} }],
      [],
    ],
    [
      "of members of a team, each with others",
      ["commsease:TeamMembers", { tid: "7", members: ["a"] }],
      ["commsease:TeamMembers", { tid: "7", members: ["b", "c"] }],
      [],
    ],
    [
      "of a member of a team",
      ["commsease:TeamMembers", { tid: "7", members: ["a", "b"] }],
      ["commsease:TeamMembers", { tid: "7", members: { B: {}, c: {} } }],
      ['"b" among the members of commsease team "7"'],
    ],
    [
      "of the whole team and of a member",
      ["commsease:Team", { tname: "T", members: ["a"] }, "7"],
      ["commsease:TeamMembers", { tid: "7", members: ["b"] }],
      ['"b" among the members of commsease team "7"'],
    ],
    [
      "of a team without members and of a member",
      ["commsease:Team", { tname: "T" }, "7"],
      ["commsease:TeamMembers", { tid: "7", members: ["b"] }],
      [],
    ],
    [
      "of some of a team and of others",
      ["commsease:Team", { tname: "T", members: ["a"], ...set("additive") }, "7"],
      ["commsease:TeamMembers", { tid: "7", members: ["b"] }],
      [],
    ],
    [
      "of a group channel and of its members",
      ["nexconn:GroupChannel", { channelId: "c", members: ["a"] }],
      ["nexconn:GroupMembers", { channelId: "c", members: ["b"] }],
      ['"b" among the members of nexconn group channel "c"'],
    ],
    [
      "of a group and of a member",
      ["tencent:Group", { GroupId: "g", MemberList: ["a"], ...set("additive") }],
      ["tencent:GroupMembers", { GroupId: "g", MemberList: ["a"] }],
      ['"a" among the members of tencent group "g"'],
    ],
    [
      "of metadata",
      ["nexconn:OpenChannelMetadata", { channelId: "c", metadata: { k: "1" } }],
      ["nexconn:OpenChannelMetadata", { channelId: "c", metadata: {} }],
      ['the metadata of nexconn open channel "c"'],
    ],
    [
      "of attributes",
      ["tencent:GroupAttributes", { GroupId: "g", GroupAttr: { k: "1" } }],
      ["tencent:GroupAttributes", { GroupId: "g", GroupAttr: {} }],
      ['the attributes of tencent group "g"'],
    ],
    [
      "of words",
      ["nexconn:ProfanityWords", { words: [] }],
      ["nexconn:ProfanityWords", { words: [] }],
      ["the profanity words of nexconn app"],
    ],
    [
      "of many words",
      ["nexconn:ProfanityWords", { words: ["1", "2", "3", "4", "5", "6", "7"], ...set("additive") }],
      ["nexconn:ProfanityWords", { words: ["7", "6", "5", "4", "3", "2", "1"], ...set("additive") }],
      ['"1", "2", "3", "4", "5" and 2 more among the profanity words of nexconn app'],
    ],
    [
      "whose ids are not known",
      ["nexconn:User", { userId: unknownValue }],
      ["nexconn:User", { userId: unknownValue }],
      [],
    ],
    [
      "whose keys are not known",
      ["commsease:TeamMembers", { tid: "7", members: [unknownValue] }],
      ["commsease:TeamMembers", { tid: "7", members: [unknownValue] }],
      [],
    ],
    [
      "of what is only read",
      ["commsease:ChatroomClientOptions", { roomid: "7", accid: "a" }],
      ["commsease:ChatroomClientOptions", { roomid: "7", accid: "a" }],
      [],
    ],
  ])("%s", (_, one, other, says) => {
    expect(clashes(one, other)).toEqual(says);
    expect(clashes(other, one).length).toBe(says.length);
  });

  test("in two apps are of two objects", () => {
    expect(clashes(["nexconn:User", { userId: "u" }], ["nexconn:User", { userId: "u" }], ["a", "b"])).toEqual([]);
  });
});
