import { definitions } from "../../provider/dynamic";
import { checked } from "../../provider/resource/check";
import { render } from "../../provider/schema/problems";
import type { Values } from "../../provider/values/values";
import { ours } from "../support/marks";

function problemsOf(kind: string, inputs: Values): string[] {
  const definition = definitions.find((candidate) => candidate.kind === `tencent:${kind}`);
  if (!definition) throw new Error(`There is no ${kind}.`);
  return checked(definition, inputs).problems.map(render);
}

const demanded: Record<string, Values> = {
  Account: { UserID: "svc" },
  GroupAttributes: { GroupId: "team", GroupAttr: {} },
  GroupMembers: { GroupId: "team", MemberList: {} },
  Topic: { GroupId: "@TGS#_shop", TopicName: "News" },
};

const userId = "a UserID: 1 to 32 letters, digits or signs of ASCII";
const uint32 = "a whole number from 0 to 4294967295";
const mute = "0 (not muted), 4294967295 (for ever), or an instant in ISO 8601 with its zone, at most 36500 days ahead";
const word = "a word of 1 to 8 letters other than PulumiIm";
const key = "a key of 1 to 32 bytes in UTF-8, other than pulumi-im";
const attributes = (count: number, size = 1) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, "x".repeat(size)]));

/** Kind, what is given, and the property, what was seen, what is allowed and what to do. */
const rows: [string, Values, string, string, string, string][] = [
  ["Account", { UserID: undefined }, "UserID", "nothing", userId, "It is required: add it."],
  ["Account", { UserID: "" }, "UserID", '""', userId, "choose another"],
  ["Account", { UserID: "x".repeat(33) }, "UserID", '"xxx', userId, "Shorten it"],
  ["Account", { UserID: "françois" }, "UserID", '"françois"', userId, "letters outside ASCII are not allowed"],
  ["Account", { UserId: "svc" }, "UserId", "an unknown key", "UserID, Nick", "Did you mean `UserID`?"],
  [
    "Account",
    { Nick: "é".repeat(251) },
    "Nick",
    "a text of 251 characters, 502 bytes",
    "a text of at most 500 bytes in UTF-8",
    "Shorten it",
  ],
  [
    "Account",
    { Location: "é".repeat(9) },
    "Location",
    '"ééééééééé"',
    "a text of at most 16 bytes in UTF-8",
    "Shorten it",
  ],
  ["Account", { Gender: "male" }, "Gender", '"male"', '"Gender_Type_Unknown" (not said)', "Give one of these words."],
  ["Account", { AllowType: 1 }, "AllowType", "number 1", '"AllowType_Type_NeedConfirm"', "Give one of these words."],
  ["Account", { BirthDay: "19901231" }, "BirthDay", '"19901231"', uint32, "Write it as a number, without quotes."],
  ["Account", { Level: -1 }, "Level", "number -1", uint32, "Give a number in this range."],
  ["Account", { Role: 4294967296 }, "Role", "number 4294967296", uint32, "Give a number in this range."],
  ["Account", { Custom: { team_1: "x" } }, "Custom.team_1", '"team_1"', word, "Name the field as the console does."],
  [
    "Account",
    { Custom: { PulumiIm: "x" } },
    "Custom.PulumiIm",
    '"PulumiIm"',
    word,
    "Name the field as the console does.",
  ],
  [
    "Account",
    { Custom: { Team: 1 } },
    "Custom.Team",
    "number 1",
    "a text of at most 500 bytes in UTF-8",
    "write it in quotes",
  ],
  ["Account", { Custom: ["Team"] }, "Custom", "a list of 1", "a map of texts", 'Write { Team: "north" }'],
  [
    "Account",
    { C2CmsgNospeakingTime: 3600 },
    "C2CmsgNospeakingTime",
    "number 3600",
    mute,
    "give the instant of its end",
  ],
  [
    "Account",
    { GroupmsgNospeakingTime: "tomorrow" },
    "GroupmsgNospeakingTime",
    '"tomorrow"',
    mute,
    "give the instant of its end",
  ],
  [
    "Account",
    { C2CmsgNospeakingTime: true },
    "C2CmsgNospeakingTime",
    "boolean true",
    mute,
    "give the instant of its end",
  ],
  [
    "Account",
    { userSigDays: 366 },
    "userSigDays",
    "number 366",
    "a whole number from 0 to 365",
    "Give a number in this range.",
  ],
  [
    "Account",
    { userSigDays: 0.5 },
    "userSigDays",
    "number 0.5",
    "a whole number from 0 to 365",
    "Give a number in this range.",
  ],
  ["Account", { userSig: "eJx" }, "userSig", "an unknown key", "UserID, Nick", "Did you mean"],
  [
    "Account",
    { onDestroy: "keep" },
    "onDestroy",
    '"keep"',
    '"delete" (deletes the account), "forget"',
    "Give one of these words.",
  ],
  [
    "GroupAttributes",
    { GroupAttr: undefined },
    "GroupAttr",
    "nothing",
    "a map of at most 16 texts",
    "It is required: add it.",
  ],
  ["GroupAttributes", { GroupAttr: { "pulumi-im": "x" } }, "GroupAttr.pulumi-im", '"pulumi-im"', key, "choose another"],
  ["GroupAttributes", { GroupAttr: { ["é".repeat(17)]: "x" } }, `GroupAttr.${"é".repeat(17)}`, '"é', key, "Shorten it"],
  [
    "GroupAttributes",
    { GroupAttr: { a: "x".repeat(4001) } },
    "GroupAttr.a",
    "a text of 4001",
    "a text of at most 4000 bytes",
    "Shorten it",
  ],
  [
    "GroupAttributes",
    { GroupAttr: { a: 1 } },
    "GroupAttr.a",
    "number 1",
    "a text of at most 4000 bytes",
    "write it in quotes",
  ],
  [
    "GroupAttributes",
    { GroupAttr: attributes(17) },
    "GroupAttr",
    "17 attributes",
    "16, and 15 in a tencent.Group",
    "Declare fewer",
  ],
  [
    "GroupAttributes",
    { GroupAttr: attributes(5, 3201) },
    "GroupAttr",
    "values of 16005 bytes",
    "16000 bytes in all",
    "Shorten them",
  ],
  [
    "GroupAttributes",
    { membership: "both" },
    "membership",
    '"both"',
    "authoritative (all that the group has)",
    "Give one",
  ],
  [
    "GroupMembers",
    { GroupId: undefined },
    "GroupId",
    "nothing",
    "a GroupId: 1 to 48 printable ASCII",
    "It is required: add it.",
  ],
  [
    "GroupMembers",
    { GroupId: "é" },
    "GroupId",
    '"é"',
    "a GroupId: 1 to 48 printable ASCII",
    "give the `GroupId` of a group",
  ],
  ["GroupMembers", { GroupId: "x".repeat(49) }, "GroupId", "a text of 49", "a GroupId: 1 to 48", "give the `GroupId`"],
  [
    "GroupMembers",
    { MemberList: undefined },
    "MemberList",
    "nothing",
    "a map by UserID, or a list",
    "It is required: add it.",
  ],
  ["GroupMembers", { MemberList: "ann" }, "MemberList", '"ann"', "a map by UserID, or a list", "Write { alice:"],
  ["GroupMembers", { MemberList: ["ann", "ann"] }, "MemberList[1]", '"ann" twice', "each member once", "Remove one"],
  ["GroupMembers", { MemberList: { ann: { Role: "Owner" } } }, "MemberList.ann.Role", '"Owner"', '"Admin"', "Give one"],
  [
    "GroupMembers",
    { MemberList: { ann: { nameCard: "A" } } },
    "MemberList.ann.nameCard",
    "an unknown key",
    "Role, NameCard",
    "Did you mean `NameCard`?",
  ],
  ["GroupMembers", { membership: "additive" }, "membership", "an unknown key", "GroupId, MemberList", "."],
  ["Topic", { TopicName: "" }, "TopicName", '""', "a text of 1 to 100 bytes in UTF-8", "give it a value"],
  [
    "Topic",
    { TopicName: "é".repeat(51) },
    "TopicName",
    "a text of 51 characters, 102 bytes",
    "a text of 1 to 100 bytes",
    "Shorten it",
  ],
  ["Topic", { TopicId: "news" }, "TopicId", '"news"', "the community's GroupId, @TOPIC#_", "the server assigns one"],
  [
    "Topic",
    { TopicId: "@TGS#_other@TOPIC#_news" },
    "TopicId",
    '"@TGS#_other@TOPIC#_news"',
    "an id that begins with @TGS#_shop@TOPIC#_",
    "Correct one of the two.",
  ],
  ["Topic", { FaceUrl: "a.png" }, "FaceUrl", '"a.png"', "a URL with its scheme, at most 500 bytes", "Write it in full"],
  [
    "Topic",
    { CustomString: "x".repeat(3001) },
    "CustomString",
    "a text of 3001",
    "a text of at most 3000 bytes",
    "Shorten it",
  ],
  [
    "Topic",
    { CustomString: "é".repeat(1490), mark: ours },
    "CustomString",
    "a text of 2980 bytes",
    "at most 2965 bytes beside the ownership mark",
    "im:ownershipMark false",
  ],
  [
    "Topic",
    { MuteAllMember: true },
    "MuteAllMember",
    "boolean true",
    '"On" (only they), "Off" (everybody)',
    "Give one of these words.",
  ],
];

test.each(rows)("tencent.%s does not take %j", (kind, inputs, property, seen, allowed, fix) => {
  const [problem, ...more] = problemsOf(kind, { ...demanded[kind], ...inputs });
  expect(more).toEqual([]);
  expect(problem).toContain(`${property}: got ${seen}`);
  expect(problem).toContain(`; allowed: ${allowed}`);
  expect(problem).toContain(fix);
});

test.each(Object.entries(demanded))("what tencent.%s demands is enough", (kind, inputs) => {
  expect(problemsOf(kind, inputs)).toEqual([]);
});

test("texts beyond the smaller of two limits are warned of, and sixteen attributes leave no room for a mark", () => {
  const cautionsOf = (kind: string, inputs: Values) =>
    definitions.find((candidate) => candidate.kind === `tencent:${kind}`)?.cautions?.(inputs) ?? [];
  expect(cautionsOf("Topic", { TopicName: "x".repeat(30), Notification: "x".repeat(300) })).toEqual([]);
  expect(cautionsOf("Topic", { TopicName: "x".repeat(31), Introduction: "x".repeat(241) })).toEqual([
    expect.stringContaining("TopicName has 31 bytes. Some of the vendor's pages allow 100, others only 30"),
    expect.stringContaining("Introduction has 241 bytes. Some of the vendor's pages allow 400, others only 240"),
  ]);
  expect(cautionsOf("GroupAttributes", { GroupId: "team", GroupAttr: attributes(15) })).toEqual([]);
  expect(cautionsOf("GroupAttributes", { GroupId: "team", GroupAttr: attributes(16) })).toHaveLength(1);
});
