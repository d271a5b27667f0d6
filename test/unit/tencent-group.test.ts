import { nativeKind } from "../../provider/resource/adapter";
import { checked } from "../../provider/resource/check";
import { Handler } from "../../provider/resource/handler";
import { render } from "../../provider/schema/problems";
import type { Call } from "../../provider/tencent/calls";
import type { TencentClient } from "../../provider/tencent/client";
import { type GroupPeople, groupOperations } from "../../provider/tencent/group/members";
import { group } from "../../provider/tencent/group/resource";
import { unknownValue } from "../../provider/values/unknowns";
import type { Values } from "../../provider/values/values";
import { groupTypes } from "../support/tencent-group-arbitraries";

function problemsOf(inputs: Values): string[] {
  return checked(group, inputs).problems.map(render);
}

describe("what a type has", () => {
  /** Each field with a value, the types that have it, and the reason that the others are told. */
  const rows: [string, Values, string[], string][] = [
    [
      "MemberList",
      { MemberList: ["ann"] },
      ["Private", "Public", "ChatRoom", "Community"],
      "enter an AVChatRoom by themselves",
    ],
    [
      "MemberList.ann.Role",
      { MemberList: { ann: { Role: "Admin" } } },
      ["Public", "ChatRoom", "Community"],
      "It has no admins",
    ],
    ["MaxMemberCount", { MaxMemberCount: 9 }, ["Private", "Public", "ChatRoom", "Community"], "any number of people"],
    ["ApplyJoinOption", { ApplyJoinOption: "FreeAccess" }, ["Public"], ""],
    ["InviteJoinOption", { InviteJoinOption: "FreeAccess" }, ["Private", "Public", "ChatRoom"], ""],
    [
      "MutedAccountList",
      { MutedAccountList: ["ann"] },
      ["Public", "ChatRoom", "AVChatRoom", "Community"],
      "Nobody can be muted",
    ],
    ["BannedAccountList", { BannedAccountList: ["ann"] }, [...groupTypes], ""],
    ["MuteAllMember", { MuteAllMember: "On" }, [...groupTypes], ""],
    ["AppDefinedData", { AppDefinedData: { k: "v" } }, [...groupTypes], ""],
    ["HistoryMsgBeforeJoin", { HistoryMsgBeforeJoin: "On" }, ["Private", "Public", "ChatRoom"], "no such choice"],
    ["SupportTopic", { SupportTopic: 1 }, ["Community"], "Only a community has topics"],
    ["GroupId", { GroupId: "ops" }, ["Private", "Public", "ChatRoom", "AVChatRoom"], "keeps the other ids for itself"],
    ["GroupId", { GroupId: "@TGS#_ops" }, ["Community"], "keeps the other ids for itself"],
    ["GroupId", { GroupId: "@TGS#2J4SZEAEL" }, [], "the server assigns one"],
  ];
  const all = rows.flatMap(([path, fields, having, reason]) =>
    groupTypes.map((Type) => ({ path, fields, reason, Type, has: having.includes(Type), having })),
  );

  test.each(all.filter(({ has }) => has))("$Type: $fields", ({ Type, fields }) => {
    expect(problemsOf({ Type, Name: "N", ...fields })).toEqual([]);
  });

  test.each(all.filter(({ has }) => !has))("not $Type: $fields", ({ Type, fields, path, reason, having }) => {
    const [problem = "", ...more] = problemsOf({ Type, Name: "N", ...fields });
    expect(more).toEqual([]);
    // An AVChatRoom has no members at all, and says that first.
    const told = Type === "AVChatRoom" && path.startsWith("MemberList") ? "MemberList" : path;
    expect(problem.startsWith(`${told}: got`)).toBe(true);
    if (told === path) expect(problem).toContain(reason);
    if (path === "GroupId") return;
    for (const one of having.filter((type) => told === path || type !== "Private")) expect(problem).toContain(one);
    expect(problem).toContain("Leave it out, or choose another Type.");
  });

  test("is told by both names of a type", () => {
    expect(problemsOf({ Type: "Work", Name: "N", MutedAccountList: ["ann"] })).toEqual([
      "MutedAccountList: got MutedAccountList for a group of type Private (Work); allowed: MutedAccountList for Public, ChatRoom (Meeting), AVChatRoom, Community. Nobody can be muted alone in it. Leave it out, or choose another Type.",
    ]);
  });

  test("is nobody's question while the type is unknown", () => {
    expect(problemsOf({ Type: unknownValue, Name: "N", MaxMemberCount: 9, SupportTopic: 1 })).toEqual([]);
  });
});

describe("bad input", () => {
  const end = "4294967295 (for ever), or an instant in ISO 8601 with its zone, at most 10000 days ahead";
  const base = { Type: "Public", Name: "N", Owner_Account: "olga" };
  const rows: [Values, string, string, string, string][] = [
    [{ Type: undefined }, "Type", "nothing", '"Private" (people come by invitation', "It is required: add it."],
    [{ Type: "public" }, "Type", '"public"', '"Private"', "Give one of these words."],
    [{ Name: "" }, "Name", '""', "a text of 1 to 100 bytes in UTF-8", "give it a value"],
    [{ Name: "é".repeat(51) }, "Name", "a text of 51 characters, 102 bytes", "a text of 1 to 100 bytes", "Shorten it"],
    [{ GroupId: "" }, "GroupId", '""', "1 to 48 printable ASCII characters", "the server assigns one"],
    [{ GroupId: "é" }, "GroupId", '"é"', "1 to 48 printable ASCII characters", "the server assigns one"],
    [{ GroupID: "a" }, "GroupID", "an unknown key", "Type, GroupId", "Did you mean `GroupId`?"],
    [{ Owner_Account: "" }, "Owner_Account", '""', "a UserID", "choose another"],
    [{ Introduction: "x".repeat(401) }, "Introduction", "a text of 401", "at most 400 bytes", "Shorten it"],
    [{ FaceUrl: "a.png" }, "FaceUrl", '"a.png"', "a URL with its scheme, at most 500 bytes", "Write it in full"],
    [{ MaxMemberCount: "9" }, "MaxMemberCount", '"9"', "a whole number from 1 to 1000000", "without quotes"],
    [{ MuteAllMember: true }, "MuteAllMember", "boolean true", '"On" (ordinary', "Give one of these words."],
    [{ ApplyJoinOption: "Free" }, "ApplyJoinOption", '"Free"', '"FreeAccess" (they are in)', "Give one of these"],
    [
      { AppDefinedData: { "": "x" } },
      "AppDefinedData.",
      '""',
      "a key of 1 to 16 bytes",
      "that the vendor's console has",
    ],
    [{ AppDefinedData: { k: 1 } }, "AppDefinedData.k", "number 1", "a text of at most 512 bytes", "write it in quotes"],
    [{ AppDefinedData: ["k"] }, "AppDefinedData", "a list of 1", "a map of texts", "declared in the vendor's console"],
    [{ MemberList: "ann" }, "MemberList", '"ann"', "a map by UserID, or a list", 'Write { alice: { Role: "Admin" }'],
    [{ MemberList: ["ann", "ann"] }, "MemberList[1]", '"ann" twice', "each member once", "Remove one of the two."],
    [
      { MemberList: [{ UserID: "ann" }] },
      "MemberList[0]",
      "nothing",
      "an id, or an object with Member_Account",
      'Role: "Admin"',
    ],
    [{ MemberList: { ann: { role: "Admin" } } }, "MemberList.ann.role", "an unknown key", "Role, NameCard", "`Role`"],
    [
      { MemberList: { ann: { Role: "Owner" } } },
      "MemberList.ann.Role",
      '"Owner"',
      '"Admin" (helps the owner)',
      "Give one",
    ],
    [
      { MemberList: { ann: { NameCard: "é".repeat(26) } } },
      "MemberList.ann.NameCard",
      '"é',
      "at most 50 bytes",
      "Shorten",
    ],
    [{ MemberList: { olga: {} } }, "MemberList.olga", "the owner", "everybody but the owner", 'Remove "olga"'],
    [
      { MemberList: ["ann", "bob"], MaxMemberCount: 2 },
      "MemberList",
      "3 people with the owner",
      "2 in all",
      "raise Max",
    ],
    [
      { MutedAccountList: { ann: {}, bob: { Until: 1 } } },
      "MutedAccountList.bob.Until",
      "an unknown key",
      "MutedUntil",
      ".",
    ],
    [
      { MutedAccountList: { ann: { MutedUntil: 3600 } } },
      "MutedAccountList.ann.MutedUntil",
      "number 3600",
      end,
      "Write it as",
    ],
    [
      { BannedAccountList: { ann: { BannedUntil: "2099-01-01T00:00:00Z" } } },
      "BannedAccountList.ann.BannedUntil",
      '"2099',
      end,
      "Write it as",
    ],
    [
      { BannedAccountList: ["olga"] },
      "BannedAccountList.olga",
      "the owner",
      "people who are not to be in",
      "declare one of the two",
    ],
    [
      { BannedAccountList: ["ann"], MemberList: ["ann"] },
      "BannedAccountList.ann",
      "somebody who is in MemberList",
      "people who",
      "one of the two",
    ],
    [{ membership: "all" }, "membership", '"all"', '"authoritative" (the lists are all', "Give one of these words."],
  ];

  test.each(rows)("%j", (inputs, property, seen, allowed, fix) => {
    const [problem, ...more] = problemsOf({ ...base, ...inputs });
    expect(more).toEqual([]);
    expect(problem).toContain(`${property}: got ${seen}`);
    expect(problem).toContain("; allowed: ");
    expect(problem).toContain(allowed);
    expect(problem).toContain(fix);
  });

  test("is not a ban that has ended, of somebody who is a member again", () => {
    const BannedAccountList = { ann: { BannedUntil: "2020-01-01T00:00:00Z" } };
    expect(problemsOf({ ...base, MemberList: ["ann"], BannedAccountList })).toEqual([]);
  });
});

test("is one way of writing each thing", () => {
  const raw = {
    Type: "Meeting",
    Name: "N",
    MemberList: ["ann", { Member_Account: "bob", Role: "Member" }, { Member_Account: "cid", Role: "Admin" }],
    MutedAccountList: ["ann", { Member_Account: "bob", MutedUntil: "2026-12-24T18:00+01:00" }],
    BannedAccountList: { dan: {} },
  };
  expect(checked(group, raw).inputs).toEqual({
    Type: "ChatRoom",
    Name: "N",
    MemberList: { ann: {}, bob: {}, cid: { Role: "Admin" } },
    MutedAccountList: { ann: { MutedUntil: 4294967295 }, bob: { MutedUntil: "2026-12-24T17:00:00Z" } },
    BannedAccountList: { dan: { BannedUntil: 4294967295 } },
  });
});

describe("at preview", () => {
  const connections = { default: { vendor: "tencent", sdkAppId: 1, secretKey: "k", admin: "a" } };
  function handler(): Handler {
    const made = new Handler(nativeKind(group));
    void made.configure({ config: { get: () => JSON.stringify(connections), require: () => "" } });
    return made;
  }
  const state = { Type: "Public", GroupId: "ops", Name: "N", Owner_Account: "olga", appId: "1", GroupIdDeclared: true };

  test.each<[string, Values, Values, object]>([
    ["another owner", {}, { Owner_Account: "ann" }, { changes: true, replaces: [] }],
    [
      "another owner of an AVChatRoom",
      { Type: "AVChatRoom" },
      { Type: "AVChatRoom", Owner_Account: "ann" },
      { replaces: ["Owner_Account"], deleteBeforeReplace: true },
    ],
    ["another type", {}, { Type: "Private" }, { replaces: ["Type"], deleteBeforeReplace: true }],
    ["another id", {}, { GroupId: "dev" }, { replaces: ["GroupId"], deleteBeforeReplace: false }],
    [
      "an id for a group that has one from the server",
      { GroupId: "@TGS#1A", GroupIdDeclared: false },
      {},
      { replaces: ["GroupId"], deleteBeforeReplace: false },
    ],
    ["no id any more", {}, { GroupId: undefined }, { changes: true, replaces: [] }],
    ["no owner any more", {}, { Owner_Account: undefined }, { changes: true, replaces: [] }],
    [
      "the id from the server is no declared one",
      { GroupId: "@TGS#1A", GroupIdDeclared: false },
      { GroupId: undefined },
      { changes: false },
    ],
  ])("%s", async (_what, olds, news, expected) => {
    const { appId: _, GroupIdDeclared: __, ...declared } = { ...state, ...news };
    const inputs = Object.fromEntries(Object.entries(declared).filter(([, value]) => value !== undefined));
    expect(await handler().diff("ops", { ...state, ...olds }, inputs)).toMatchObject(expected);
  });

  test("texts beyond the smaller of two limits are warned of, once", async () => {
    const written = jest.spyOn(process.stderr, "write").mockImplementation(() => true);
    const one = handler();
    const inputs = { Type: "Public", GroupId: "ops", Name: "é".repeat(16), Notification: "x".repeat(300) };
    for (let time = 0; time < 3; time++) expect((await one.check({}, inputs)).failures).toEqual([]);
    const warnings = written.mock.calls.map(([text]) => String(text));
    written.mockRestore();
    expect(warnings).toEqual([
      "warning: tencent group ops: Name has 32 bytes. Some of the vendor's pages allow 100, others only 30; if the vendor refuses it, shorten it.\n",
    ]);
  });
});

describe("who has to accept first", () => {
  const results = { ann: 1, bob: 3, cid: 2 } as Record<string, number>;
  const client = {
    call: async (_call: Call, { MemberList }: { MemberList: { Member_Account: string }[] }) => ({
      MemberList: MemberList.map((one) => ({ ...one, Result: results[one.Member_Account] ?? 0 })),
    }),
    accounts: { load: async (id: string) => (id === "dan" ? true : undefined) },
  } as unknown as TencentClient;

  test("is pending, told from who is in and from who was not taken", async () => {
    const invited: string[] = [];
    const people: GroupPeople = { owner: "olga", members: {} };
    const operations = groupOperations(
      client,
      "ops",
      people,
      () => 0,
      (ids) => invited.push(...ids),
    );
    const { refused, pending } = await operations.add(["ann", "bob", "cid", "dan", "eve"]);
    expect(pending).toEqual(["bob"]);
    expect(invited).toEqual(["bob"]);
    expect(Object.fromEntries(refused ?? [])).toEqual({
      dan: "the vendor gives no reason; banned from the group, perhaps",
      eve: "no such account",
    });
  });
});
