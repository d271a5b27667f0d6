import { handler } from "../../provider/dynamic";
import { kinds } from "../../provider/portable";
import { resources } from "../../provider/portable/resources";
import type { Values } from "../../provider/values/values";

const connections = {
  commsease: { vendor: "commsease", appKey: "one", appSecret: "s" },
  nexconn: { vendor: "nexconn", appKey: "three", appSecret: "s", region: "sg" },
  tencent: { vendor: "tencent", sdkAppId: 1400000000, secretKey: "s", admin: "admin", region: "sgp" },
};

async function toldOf(kind: string, inputs: Values): Promise<string[]> {
  const made = handler(kind);
  void made.configure({ config: { get: () => JSON.stringify(connections), require: () => "" } });
  const { failures = [] } = await made.check({}, inputs);
  return failures.map(({ reason }) => reason.replace(/^IM_[A-Z_]+: /, ""));
}

const sides = Object.values(resources).flatMap(({ portable, kind }) =>
  portable.on.map(({ definition, fields }) => ({
    name: portable.name,
    kind,
    vendor: definition.vendor.name,
    definition,
    fields,
  })),
);

/** Native names that are no portable ones, as far as a field stands for them. */
function nativeNames({ fields, kind }: (typeof sides)[number]): string[] {
  const names = Object.values(fields).flatMap(({ at, also = [], items = {} }) => [at, ...also, ...Object.keys(items)]);
  const people = ["accid", "userId", "UserID", "Member_Account"];
  const own = [...kind.inputs, ...kind.outputs, "manager", "nickname"];
  return [...new Set([...names, ...people])].filter((name) => !own.includes(name) && /[A-Z_.]|id$|tname/.test(name));
}

const wrong = [
  "x".repeat(9000),
  "é".repeat(9000),
  " ",
  "",
  -1,
  { "b b": {}, "": { manager: 1 } },
  ["b b", "b b", 7],
  { "b b": "x" },
];

test.each(sides)("$name on $vendor is told of under its own names, whatever is wrong", async (side) => {
  const names = nativeNames(side);
  expect(names.length).toBeGreaterThan(0);
  const fields = side.kind.inputs.filter((key) => !["commsease", "nexconn", "tencent", "mark"].includes(key));
  for (const value of wrong) {
    const inputs = { ...Object.fromEntries(fields.map((key) => [key, value])), connection: side.vendor };
    const told = await toldOf(side.name, inputs);
    expect(told.length).toBeGreaterThan(0);
    for (const text of told) {
      for (const name of names) {
        const pattern = new RegExp(`(?<![\\w.])${name.replaceAll(".", "\\.")}(?!\\w)`);
        expect(text.replace(/"(?:[^"\\]|\\.)*"/g, "")).not.toMatch(pattern);
      }
    }
  }
});

describe("a text", () => {
  test.each<[string, string, string, string]>([
    [
      "ChatroomEntries",
      "commsease",
      "Give the `roomid` of a Chatroom, as text.",
      "Give the `chatroomId` of a Chatroom, as text.",
    ],
    ["Account", "commsease", "Choose an accid of these characters", "Choose an accountId of these characters"],
    ["Team", "commsease", "commsease:Team 7 is in the state", "Team 7 is in the state"],
    [
      "Team",
      "commsease",
      "the sign on the icon is a custom one; declare `icon`",
      "the sign on the icon is a custom one; declare `avatarUrl`",
    ],
    [
      "Team",
      "nexconn",
      "nexconn group channel t1 exists. Choose another channelId",
      "nexconn team t1 exists. Choose another teamId",
    ],
    [
      "Team",
      "nexconn",
      "nexconn group-channel/create for t1 was refused",
      "nexconn group-channel/create for t1 was refused",
    ],
    [
      "Team",
      "nexconn",
      'Write { alice: { admin: true } } or ["alice", { userId: "userId" }]',
      'Write { alice: { manager: true } } or ["alice", { accountId: "userId" }]',
    ],
    [
      "Team",
      "tencent",
      'code 10004 "GroupId is wrong". Give a GroupId',
      'code 10004 "GroupId is wrong". Give a teamId',
    ],
    ["Team", "tencent", "Role for a group; raise MaxMemberCount", "manager for a group; raise maxMembers"],
    ["Chatroom", "tencent", "tencent group r1: Name has 90 bytes", "tencent chat room r1: name has 90 bytes"],
    ["ChatroomEntries", "tencent", "no room for the mark of a tencent.Group", "no room for the mark of a Chatroom"],
    ["TeamMembers", "nexconn", "Check `channelId` and `connection`.", "Check `teamId` and `connection`."],
  ])("of a %s on %s: %s", (name, vendor, native, own) => {
    const kind = kinds.find((one) => one.name === name);
    expect(kind?.on(vendor).ownWords(native)).toBe(own);
  });

  test("of a native resource stays as it is", async () => {
    expect(await toldOf("commsease:ChatroomRoles", { roomid: "x", connection: "commsease" })).toEqual([
      expect.stringContaining("Give the roomid of a Chatroom"),
    ]);
  });
});

describe("all that is wrong with a portable resource is told at once", () => {
  test.each<[string, Values, string[]]>([
    ["Account", { accountId: "help desk", gender: "x", email: "e".repeat(65) }, ["gender", "email", "accountId"]],
    [
      "Account",
      { accountId: "a", name: "n".repeat(65), gender: "x", commsease: { bid: 1, foo: 2 } },
      ["gender", "commsease.foo", "name", "commsease.bid"],
    ],
    [
      "Team",
      { owner: "o", teamId: "t", members: ["o", "b b"], avatarUrl: "x" },
      ["name", "teamId", "members.b b", "avatarUrl", "members.o"],
    ],
    ["Account", { accountId: "a", connection: "", gender: "x" }, ["gender", "connection"]],
    ["Account", { accountId: "a", connection: 7, gender: "x" }, ["gender", "connection"]],
    ["Account", { accountId: "a", connection: "nowhere", gender: "x" }, ["gender", "There is no connection `nowhere`"]],
  ])("%s %j", async (kind, inputs, starts) => {
    const told = await toldOf(kind, { connection: "commsease", ...inputs });
    expect(told.map((text) => starts.find((start) => new RegExp(`^${start}[:.]`).test(text)) ?? text).sort()).toEqual(
      [...starts].sort(),
    );
  });

  test("a connection of no vendor that it knows is told with those that it knows", async () => {
    const made = handler("Account");
    const other = JSON.stringify({ default: { vendor: "other" } });
    void made.configure({ config: { get: () => other, require: () => "" } });
    const { failures } = await made.check({}, { accountId: "a" });
    expect(failures?.map(({ reason }) => reason)).toEqual([
      'IM_CONNECTION: The connection `default` is for vendor "other", and this resource knows "commsease", "nexconn", "tencent".',
    ]);
  });
});
