import { definitions } from "../../provider/dynamic";
import { accountKind } from "../../provider/portable/account";
import { chatroomKind } from "../../provider/portable/chatroom";
import { chatroomEntriesKind } from "../../provider/portable/chatroom-entries";
import { teamKind } from "../../provider/portable/team";
import { teamMembersKind } from "../../provider/portable/team-members";
import { checked } from "../../provider/resource/check";
import { type Problem, pathText, render } from "../../provider/schema/problems";
import { unknownValue } from "../../provider/values/unknowns";
import type { Values } from "../../provider/values/values";
import { demandedOf } from "../support/arbitrary-of";
import { definitionOf } from "../support/kinds";

const kinds = {
  Account: accountKind,
  Team: teamKind,
  TeamMembers: teamMembersKind,
  Chatroom: chatroomKind,
  ChatroomEntries: chatroomEntriesKind,
};

/** What each kind demands, where that is not as the guide of the kind shows it. */
const demanded: Record<string, Values> = {
  "commsease:Account": { accid: "svc" },
  "commsease:Team": { tname: "Crew", owner: "olga" },
  "commsease:TeamMembers": { tid: "2366968294", members: {} },
  "commsease:SuperTeam": { tname: "Hall", owner: "olga" },
  "commsease:Chatroom": { creator: "olga", name: "Lobby" },
  "commsease:ChatroomRoles": { roomid: "1605537145" },
  "nexconn:User": { userId: "svc", name: "Desk" },
  "nexconn:GroupChannel": { channelId: "support", name: "Support", owner: "olga" },
  "nexconn:GroupMembers": { channelId: "support", members: {} },
  "nexconn:OpenChannel": { channelId: "lobby" },
  "nexconn:OpenChannelMetadata": { channelId: "lobby", metadata: {} },
  "tencent:Account": { UserID: "svc" },
  "tencent:Group": { Type: "Public", Name: "Crew" },
  "tencent:GroupMembers": { GroupId: "crew", MemberList: {} },
  "tencent:GroupAttributes": { GroupId: "crew", GroupAttr: {} },
  "tencent:Topic": { GroupId: "@TGS#_shop", TopicName: "News" },
  "Account commsease": { accountId: "svc" },
  "Account nexconn": { accountId: "svc", name: "Desk" },
  "Account tencent": { accountId: "svc" },
  "Team commsease": { name: "Crew", owner: "olga" },
  "Team nexconn": { teamId: "crew", name: "Crew", owner: "olga" },
  "TeamMembers tencent": { teamId: "crew", members: {} },
  "Chatroom commsease": { name: "Lobby", owner: "olga" },
  "ChatroomEntries nexconn": { chatroomId: "lobby", entries: {} },
  "ChatroomEntries tencent": { chatroomId: "lobby", entries: {} },
};

/** The problems of inputs of a kind, a portable one with the name of the vendor. */
function problemsOf(kind: string, inputs: Values, client?: unknown): Problem[] {
  const [name = "", vendor] = kind.split(" ");
  const all = { ...(demanded[kind] ?? demandedOf(definitionOf(kind))), ...inputs };
  if (vendor === undefined) return checked(definitionOf(kind), all, client).problems;
  return kinds[name as keyof typeof kinds].on(vendor).check(all, client).problems;
}

function only(kind: string, inputs: Values, client?: unknown): { path: string; text: string } {
  const problems = problemsOf(kind, inputs, client);
  expect(problems.map(render)).toHaveLength(1);
  const [problem] = problems as [Problem];
  return { path: pathText(problem.path), text: render(problem) };
}

describe("a name of blanks alone, where clients show it", () => {
  const cases: [kind: string, path: string, inputs: (name: string) => Values][] = [
    ["commsease:Account", "name", (name) => ({ name })],
    ["commsease:Team", "tname", (tname) => ({ tname })],
    ["commsease:Team", "members.ann.nick", (nick) => ({ members: { ann: { nick } } })],
    ["commsease:TeamMembers", "members.ann.nick", (nick) => ({ members: { ann: { nick } } })],
    ["commsease:SuperTeam", "tname", (tname) => ({ tname })],
    ["commsease:SuperTeam", "members.ann.nick", (nick) => ({ members: { ann: { nick } } })],
    ["commsease:Chatroom", "name", (name) => ({ name })],
    ["commsease:ChatroomRoles", "members.ann.nick", (nick) => ({ members: { ann: { nick } } })],
    ["nexconn:User", "name", (name) => ({ name })],
    ["nexconn:GroupChannel", "name", (name) => ({ name })],
    ["nexconn:GroupChannel", "members.ann.nickname", (nickname) => ({ members: { ann: { nickname } } })],
    ["nexconn:GroupMembers", "members.ann.nickname", (nickname) => ({ members: { ann: { nickname } } })],
    ["tencent:Account", "Nick", (Nick) => ({ Nick })],
    ["tencent:Group", "Name", (Name) => ({ Name })],
    ["tencent:Group", "MemberList.ann.NameCard", (NameCard) => ({ MemberList: { ann: { NameCard } } })],
    ["tencent:GroupMembers", "MemberList.ann.NameCard", (NameCard) => ({ MemberList: { ann: { NameCard } } })],
    ["tencent:Topic", "TopicName", (TopicName) => ({ TopicName })],
    ["Account commsease", "name", (name) => ({ name })],
    ["Team nexconn", "name", (name) => ({ name })],
    ["Team commsease", "members.ann.nickname", (nickname) => ({ members: { ann: { nickname } } })],
    ["TeamMembers tencent", "members.ann.nickname", (nickname) => ({ members: { ann: { nickname } } })],
    ["Chatroom commsease", "name", (name) => ({ name })],
  ];

  test.each(cases)("is refused: %s %s", (kind, path, inputs) => {
    for (const blank of [" ", "\t\n", "\u00a0\u3000", "\u200b\u200d", "\u3164", "\u2800"]) {
      const { path: told, text } = only(kind, inputs(blank));
      expect(told).toBe(path);
      expect(text).toContain("with a character that can be seen");
      expect(text).toContain("give it a name that can be seen");
    }
  });

  test.each(cases)("and one that shows passes: %s %s", (kind, _, inputs) => {
    for (const name of ["x", " x ", ".", "👍", "👨‍👩‍👧", "ก", "\u200bx"])
      expect(problemsOf(kind, inputs(name))).toEqual([]);
  });

  test("too long a name is told to be shortened", () => {
    expect(only("commsease:Account", { name: "n".repeat(65) }).text).toMatch(/Shorten it\.$/);
  });
});

describe("a birthday that the calendar does not have", () => {
  test.each([
    ["commsease:Account", "birth", (birth: string) => ({ birth })],
    ["nexconn:User", "userProfile.birthday", (birthday: string) => ({ userProfile: { birthday } })],
    ["tencent:Account", "BirthDay", (day: string) => ({ BirthDay: Number(day.replaceAll("-", "")) })],
    ["Account commsease", "birthday", (birthday: string) => ({ birthday })],
    ["Account nexconn", "birthday", (birthday: string) => ({ birthday })],
    ["Account tencent", "birthday", (birthday: string) => ({ birthday })],
  ])("is refused: %s %s", (kind, path, inputs) => {
    for (const day of ["1990-02-31", "1990-13-01", "1990-00-10", "1990-04-00", "1900-02-29", "2023-02-29"]) {
      const { path: told, text } = only(kind, inputs(day));
      expect(told).toBe(path);
      expect(text).toMatch(/The calendar has no such day: correct it, as in (1990-12-31|19901231)\./);
    }
    for (const day of ["1990-12-31", "2000-02-29", "2024-02-29"]) expect(problemsOf(kind, inputs(day))).toEqual([]);
  });

  test("other forms that the vendors take stay as they are", () => {
    for (const birth of ["", "31.12.1990", "December 31", "1990", "31121990", "0000-12-31"]) {
      expect(problemsOf("commsease:Account", { birth })).toEqual([]);
    }
    for (const BirthDay of [0, 1990, 19901231, 662601600, 99999999, 4294967295]) {
      expect(problemsOf("tencent:Account", { BirthDay })).toEqual([]);
    }
    expect(problemsOf("nexconn:User", { userProfile: { birthday: "", birth: "1990-02-31" } })).toEqual([]);
    expect(problemsOf("nexconn:User", { userProfile: { birthday: 7 } })).toEqual([]);
  });

  test("with slashes is one as well", () => {
    expect(only("commsease:Account", { birth: "1990/2/31" }).path).toBe("birth");
  });
});

describe("what goes with a block", () => {
  test.each([
    ["needkick", true],
    ["kickNotifyExt", "bye"],
    ["needUnbindPushToken", false],
  ])("is refused without one: %s", (key, value) => {
    const { path, text } = only("commsease:Account", { [key]: value });
    expect(path).toBe(key);
    expect(text).toContain(`${key} together with block, which it is sent with. Declare block, or leave it out.`);
    for (const block of [true, false, unknownValue]) {
      expect(problemsOf("commsease:Account", { block, [key]: value })).toEqual([]);
    }
  });

  test("speaks of the portable field in a portable account", () => {
    const { path, text } = only("Account commsease", { commsease: { needkick: true } });
    expect(path).toBe("commsease.needkick");
    expect(text).toContain("commsease.needkick together with disabled");
    expect(problemsOf("Account commsease", { disabled: false, commsease: { needkick: true } })).toEqual([]);
  });
});

describe("the user's own data in the place of the ownership mark", () => {
  const texts = (key: string) => (value: unknown) => ({ [key]: value });
  const beside: [kind: string, path: string, inputs: (value: unknown) => Values][] = [
    ["commsease:Account", "ex", texts("ex")],
    ["commsease:Team", "custom", texts("custom")],
    ["commsease:SuperTeam", "serverCustom", texts("serverCustom")],
    ["commsease:Chatroom", "ext", texts("ext")],
    ["tencent:Topic", "CustomString", texts("CustomString")],
    ["Account commsease", "extension", texts("extension")],
    ["Team commsease", "extension", texts("extension")],
    ["Chatroom commsease", "extension", texts("extension")],
  ];

  test.each(beside)("is refused in a text: %s %s", (kind, path, inputs) => {
    for (const taken of [
      { "pulumi-im": "0123456789abcdef" },
      '{ "a": 1, "pulumi\\u002dim": 2 }',
      "mine\npulumi-im:0123456789abcdef",
    ]) {
      const { path: told, text } = only(kind, inputs(taken));
      expect(told).toBe(path);
      expect(text).toContain("without the key pulumi-im, which is the ownership mark's");
    }
    for (const fine of [
      { a: { "pulumi-im": 1 } },
      '["pulumi-im"]',
      "pulumi-im: my notes",
      "{ pulumi-im",
      "",
      "pulumi-im",
    ]) {
      expect(problemsOf(kind, inputs(fine))).toEqual([]);
    }
  });

  test.each([
    ["nexconn:User", "userExtProfile.ext_pulumi_im", { userExtProfile: { ext_pulumi_im: "x" } }],
    ["nexconn:GroupChannel", "groupExtProfile.ext_pulumi_im", { groupExtProfile: { ext_pulumi_im: "x" } }],
    ["nexconn:OpenChannel", "metadata.pulumi-im", { metadata: { "pulumi-im": "x" } }],
    ["nexconn:OpenChannelMetadata", "metadata.pulumi-im", { metadata: { "pulumi-im": "x" } }],
    ["tencent:Account", "Custom.PulumiIm", { Custom: { PulumiIm: "x" } }],
    ["tencent:GroupAttributes", "GroupAttr.pulumi-im", { GroupAttr: { "pulumi-im": "x" } }],
    ["Account tencent", "tencent.Custom.PulumiIm", { tencent: { Custom: { PulumiIm: "x" } } }],
    ["ChatroomEntries nexconn", "entries.pulumi-im", { entries: { "pulumi-im": "x" } }],
    ["ChatroomEntries tencent", "entries.pulumi-im", { entries: { "pulumi-im": "x" } }],
  ])("is refused in a map: %s %s", (kind, path, inputs) => {
    expect(only(kind, inputs).path).toBe(path);
  });

  test.each([
    ["nexconn:User", "name"],
    ["tencent:Account", "Nick"],
    ["tencent:Group", "Name"],
    ["Account nexconn", "name"],
    ["Account tencent", "name"],
  ])("is refused in a name that bears the mark for a while: %s %s", (kind, key) => {
    const { path, text } = only(kind, { [key]: "pulumi-im:0123456789abcdef" });
    expect(path).toBe(key);
    expect(text).toContain("not of the form pulumi-im:…");
    expect(problemsOf(kind, { [key]: "pulumi-im: the bot" })).toEqual([]);
  });

  test("is refused in every kind that bears a mark", () => {
    const rows = [...beside.map(([kind]) => kind), "nexconn:User", "nexconn:GroupChannel", "nexconn:OpenChannel"];
    // A group bears it in an attribute, which is a kind of its own, and an account in a custom field.
    const told = new Set([...rows, "tencent:Group", "tencent:Account"]);
    const marked = definitions.filter(({ schema }) => "mark" in schema.shape).map(({ kind }) => kind);
    expect(marked.filter((kind) => !told.has(kind))).toEqual([]);
  });
});

describe("an account that is the connection's own admin", () => {
  const client = { admin: "administrator" };

  test.each([
    ["tencent:Account", "UserID", { UserID: "administrator" }, { onDestroy: "forget" }, 'onDestroy: "forget"'],
    [
      "Account tencent",
      "accountId",
      { accountId: "administrator" },
      { tencent: { onDestroy: "forget" } },
      'tencent: { onDestroy: "forget" }',
    ],
  ])("is refused, unless a delete leaves it: %s", (kind, path, inputs, spared, advice) => {
    const { path: told, text } = only(kind, inputs, client);
    expect(told).toBe(path);
    expect(text).toContain("the admin in whose name the connection makes its calls");
    expect(text).toContain(`Declare \`${advice}\`, which leaves it on a delete`);
    expect(problemsOf(kind, { ...inputs, ...spared }, client)).toEqual([]);
    expect(problemsOf(kind, {}, client)).toEqual([]);
    // Where the connection is not in order, that is told, and nothing else.
    expect(problemsOf(kind, inputs)).toEqual([]);
  });

  test("is not refused for a word that is still to come", () => {
    expect(problemsOf("tencent:Account", { UserID: "administrator", onDestroy: unknownValue }, client)).toEqual([]);
    expect(problemsOf("tencent:Account", { UserID: unknownValue }, client)).toEqual([]);
  });
});
