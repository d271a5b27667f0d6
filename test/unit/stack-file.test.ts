import * as pulumi from "@pulumi/pulumi";
import { resources } from "../../provider/portable/resources";
import type { Portable } from "../../provider/portable/translation";
import { formerNames } from "../../provider/stack-file/aliases";
import { planOf } from "../../provider/stack-file/plan";
import { withSecrets } from "../../provider/stack-file/secret-inputs";
import { broken, sound } from "../engine/stack-file/broken";
import { merged, parsed, StackFolder } from "../support/stack-files";

const connections = {
  "im:connections": {
    default: { vendor: "commsease", appKey: "one", appSecret: "s3cr3t-one" },
    other: { vendor: "commsease", appKey: "two", appSecret: "s3cr3t-two" },
    nex: { vendor: "nexconn", appKey: "three", appSecret: "s3cr3t-three", region: "sg" },
  },
};

let stack: StackFolder;
beforeEach(() => {
  stack = new StackFolder();
});
afterEach(() => stack.dispose());

function plan(...parts: string[]) {
  return planOf(stack.configuration(merged(connections, ...parts.map(parsed))));
}

/** A planned resource by kind and logical name. */
function planned(collection: string, name: string, ...parts: string[]) {
  const { resources, problems } = plan(...parts);
  expect(problems).toEqual([]);
  const found = resources.find(({ entry }) => entry.collection === collection && entry.name === name);
  if (!found) throw new Error(`There is no ${name}.`);
  return found;
}

describe("a stack file with one thing wrong", () => {
  test.each(broken)("$name", ({ yaml, file, says, and }) => {
    if (file !== undefined) stack.write("more.yaml", file);
    const { problems } = plan(sound, yaml);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${says.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`));
    for (const words of and) expect(problems[0]).toContain(words);
  });

  test("is told with every other one that is wrong", () => {
    const rows = broken.filter(({ file, yaml }) => file === undefined && yaml.startsWith("im:teams"));
    const { problems } = plan(sound, ...rows.map(({ yaml }) => yaml));
    expect(problems).toHaveLength(rows.length);
  });

  test("without a connection, says so once and tells of the fields all the same", () => {
    const config = merged(parsed(sound), parsed("im:teams: { t: { name: T, owner: bot, muted: 1 } }"));
    const { problems } = planOf(stack.configuration(config));
    expect(problems).toEqual([
      expect.stringMatching(/^im:accounts\.bot: There is no connection `default`\. Set im:connections\.default/),
      expect.stringMatching(/^im:accounts\.far\.connection: There is no connection `other`/),
      expect.stringMatching(/^im:teams\.t\.muted: got number 1/),
    ]);
  });
});

test("half a character in a text is told with its path in the file", () => {
  stack.write("more.yaml", 'im:accounts: { a: { accountId: a, extension: { b: ["x\\uD83D"] } } }');
  const { problems } = plan(sound, "im:file: more.yaml");
  expect(problems).toEqual([
    expect.stringMatching(/im:accounts\.a\.extension\.b\[0\]: got a text with half a character in it/),
  ]);
});

test("the connection's own admin is refused as an account, unless a delete leaves it", () => {
  const tencent = { vendor: "tencent", sdkAppId: 1400000001, secretKey: "s3cr3t", admin: "boss" };
  const told = (fields: string) =>
    planOf(
      stack.configuration(merged({ "im:connections": { default: tencent } }, parsed(`im:accounts: { a: ${fields} }`))),
    ).problems;
  expect(told("{ accountId: boss }")).toEqual([
    expect.stringMatching(
      /^im:accounts\.a\.accountId: got "boss", the admin .*Declare `tencent: \{ onDestroy: "forget" \}`/,
    ),
  ]);
  expect(told('{ accountId: boss, tencent: { onDestroy: "forget" } }')).toEqual([]);
});

test("what the class alone sets is no field of an entry", () => {
  const { problems } = plan(sound, "im:accounts: { a: { accountId: a, loginTokenExpires: x } }");
  expect(problems).toEqual([expect.stringMatching(/^im:accounts\.a\.loginTokenExpires: got an unknown key/)]);
});

describe("references", () => {
  test("an owner by name is the entry, and by id the id", () => {
    const named = planned("teams", "fine", sound);
    expect(named.inputs.owner).toBe("svc-bot");
    expect(named.references.filter(({ isMember }) => !isMember)).toMatchObject([
      { field: "owner", to: { name: "bot" } },
    ]);
    const raw = planned("teams", "raw", sound, "im:teams: { raw: { name: T, owner: { accountId: x } } }");
    expect(raw.inputs.owner).toBe("x");
    expect(raw.references).toEqual([]);
  });

  test.each([
    ["a list", "[ana, { accountId: x, manager: true }, { account: ben, nickname: B }]", ["ana", "ben"]],
    ["a map", "{ ana: { manager: true }, ben: }", ["ana", "ben"]],
    ["nothing", "{}", []],
  ])("members as %s become a map by id", (_, members, names) => {
    const { inputs, references } = planned(
      "teams",
      "t",
      sound,
      `im:teams: { t: { name: T, owner: bot, members: ${members} } }`,
    );
    const expected = {
      "a list": { "agent-ana": {}, x: { manager: true }, "agent-ben": { nickname: "B" } },
      "a map": { "agent-ana": { manager: true }, "agent-ben": {} },
      nothing: {},
    };
    expect(inputs.members).toEqual(expected[_ as keyof typeof expected]);
    expect(references.filter(({ isMember }) => isMember).map(({ to }) => to.name)).toEqual(names);
  });

  test("a name can stand in several kinds, and in the separate file", () => {
    stack.write("more.yaml", "im:chatrooms: { bot: { name: R, owner: bot } }");
    const { resources, problems } = plan(sound, "im:file: more.yaml");
    expect(problems).toEqual([]);
    expect(resources.filter(({ entry }) => entry.name === "bot").map(({ entry }) => entry.collection)).toEqual([
      "accounts",
      "chatrooms",
    ]);
  });

  test("names that an object has anyway lead nowhere", () => {
    const { problems } = plan(sound, "im:teams: { t: { name: T, owner: constructor, members: [__proto__] } }");
    expect(problems).toHaveLength(2);
  });

  test("kinds refer to those above them alone, so that no file can hold a cycle", () => {
    const portables: Portable[] = Object.values(resources).map(({ portable }) => portable);
    for (const [i, { refersTo = {} }] of portables.entries()) {
      const above = portables.slice(0, i).map(({ name }) => name);
      expect(above).toEqual(expect.arrayContaining(Object.values(refersTo)));
    }
  });
});

describe("what lists nothing", () => {
  test("a kind with nothing listed says so", () => {
    expect(plan("im:teams: {}", "im:chatrooms: {}").problems).toEqual([]);
  });

  test.each([
    ["no list at all", ""],
    ["nothing beside the switch for marks", "im:ownershipMark: false"],
  ])("%s is an error, whose advice is in order", (_, yaml) => {
    const { problems } = planOf(stack.configuration(merged(connections, parsed(yaml) ?? {})));
    expect(problems).toEqual([
      expect.stringMatching(
        /^Pulumi\.dev\.yaml: got no list of resources; allowed: one or more of im:accounts, .*im:file\./,
      ),
    ]);
    const [, advised = ""] = /write `(.*)` under `config`/.exec(problems[0] ?? "") ?? [];
    expect(plan(yaml || "{}", advised)).toMatchObject({ problems: [], resources: [] });
  });

  // The engine gives null as an empty text, and says that a later one will not.
  test.each(["", null])("a list that is %j is an error, whose advice is in order", (value) => {
    const { problems } = planOf(stack.configuration(merged(connections, { "im:teams": value })));
    expect(problems).toEqual([expect.stringMatching(/^im:teams: got nothing; .* write `im:teams: \{\}`\.$/)]);
    expect(plan("im:teams: {}")).toMatchObject({ problems: [], resources: [] });
  });

  test.each(["", "{}", "---\n", "# nothing"])("a separate file %j is an error, whose advice is in order", (text) => {
    stack.write("more.yaml", text);
    const { problems } = plan("im:file: more.yaml");
    expect(problems).toEqual([expect.stringContaining('im:file: got "more.yaml", which is empty')]);
    const [, advised = ""] = /write `(.*)` in it/.exec(problems[0] ?? "") ?? [];
    stack.write("more.yaml", advised);
    expect(plan("im:file: more.yaml")).toMatchObject({ problems: [], resources: [] });
  });

  test("an unknown list is told as that", () => {
    expect(plan("im:acounts: { a: { accountId: a } }").problems).toHaveLength(1);
  });
});

describe("the engine's own ways with YAML", () => {
  test("a bare date comes as the time of its midnight, and is the date", () => {
    const { inputs } = planned(
      "accounts",
      "a",
      'im:accounts: { a: { accountId: a, birthday: "1990-12-31 00:00:00 +0000 UTC" } }',
    );
    expect(inputs.birthday).toBe("1990-12-31");
  });
});

describe("one thing in two entries", () => {
  const room = "im:chatrooms: { r: { name: R, owner: bot } }";
  const entries = (first: string, second: string) =>
    `im:chatroomEntries: { one: { chatroomId: r, ${first} }, two: { chatroomId: r, ${second} } }`;

  test("of an id that is still to come is told by the entry that will have it", () => {
    const { problems } = plan(sound, room, entries("entries: {}", "entries: { k: v }"));
    expect(problems).toEqual([
      'im:chatroomEntries.two.chatroomId: got the queue of commsease chat room im:chatrooms.r; allowed: each in one entry, and im:chatroomEntries.one declares the same. Declare them in one of the two, or give both `membership: "additive"` and other keys where the list has it.',
    ]);
  });

  test("is no problem where each has its part", () => {
    const additive = (key: string) => `membership: additive, entries: { ${key}: v }`;
    expect(plan(sound, room, entries(additive("j"), additive("k"))).problems).toEqual([]);
    expect(plan(sound, room, entries(additive("k"), additive("k"))).problems).toHaveLength(1);
  });

  test("is told through two connections of one app, and not in two apps", () => {
    const same = {
      "im:connections": { ...connections["im:connections"], same: connections["im:connections"].default },
    };
    const account = (connection: string) =>
      parsed(`im:accounts: { b: { accountId: svc-bot, name: B, connection: ${connection} } }`);
    const problems = (connection: string) =>
      planOf(stack.configuration(merged(same, parsed(sound), account(connection)))).problems;
    expect(problems("same")).toEqual([
      expect.stringMatching(/^im:accounts\.b\.accountId: got .* im:accounts\.bot declares this one/),
    ]);
    expect(problems("other")).toEqual([]);
    expect(problems("nex")).toEqual([]);
  });

  test("does not tell a secret id", () => {
    const secret = "{ accountId: { secure: s3cr3t } }";
    const { problems } = plan(sound, `im:accounts: { x: ${secret}, y: ${secret} }`);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^im:accounts\.y\.accountId: got .*im:accounts\.x declares this one/);
    expect(problems[0]).not.toContain("s3cr3t");
  });
});

describe("former names", () => {
  test("are no input", () => {
    const { entry, inputs } = planned("accounts", "a", "im:accounts: { a: { accountId: a, aliases: [b, c] } }");
    expect(inputs).toEqual({ accountId: "a" });
    expect(formerNames(entry)).toEqual(["b", "c"]);
  });

  test("are per list, so that another list may have one as a name", () => {
    expect(plan(sound, "im:teams: { t: { name: T, owner: bot, aliases: [bot] } }").problems).toEqual([]);
  });

  test("can be had in each list, and in the separate file", () => {
    stack.write("more.yaml", "im:chatrooms: { r: { name: R, owner: bot, aliases: [s] } }");
    const others =
      "im:teamMembers: { m: { teamId: { teamId: '7' }, members: [ana], aliases: [n] } }\nim:chatroomEntries: { e: { chatroomId: r, entries: {}, aliases: [f] } }";
    expect(plan(sound, others, "im:file: more.yaml").problems).toEqual([]);
  });

  test("are no secrets", () => {
    const { problems } = plan("im:accounts: { a: { accountId: a, aliases: [{ secure: s3cr3t }] } }");
    expect(problems).toEqual([
      expect.stringMatching(/^im:accounts\.a\.aliases: got a list of 1; .* Write the names in clear/),
    ]);
  });
});

describe("an id that is left out", () => {
  const team = "im:teams: { t: { name: T, owner: { accountId: o }, connection: nex } }";

  test("is made from the mark later, and not told as missing", () => {
    expect(Object.keys(planned("teams", "t", team).inputs).sort()).toEqual(["connection", "name", "owner"]);
  });

  test("is missing where there are no marks", () => {
    const { problems } = plan(team, "im:ownershipMark: false");
    expect(problems).toEqual([expect.stringMatching(/^im:teams\.t\.teamId: got nothing/)]);
  });
});

describe("secrets", () => {
  const secret = "{ secure: s3cr3t }";

  test.each([
    ["a field", `{ accountId: a, email: ${secret} }`, [["email"]]],
    ["a field of a block", `{ accountId: a, commsease: { bid: ${secret} } }`, [["commsease", "bid"]]],
    ["an object inside", `{ accountId: a, extension: { x: [1, ${secret}] } }`, [["extension", "x", 1]]],
    ["all of it", secret, [[]]],
  ])("%s is known to be one", (_, fields, paths) => {
    const { resources } = plan(sound, `im:accounts: { a: ${fields} }`);
    expect(resources.find(({ entry }) => entry.name === "a")?.entry.secrets ?? [[]]).toEqual(paths);
    expect(resources.find(({ entry }) => entry.name === "bot")?.entry.secrets).toEqual([]);
  });

  test.each([
    ["the file does not tell", "{}"],
    ["the file is of another value", JSON.stringify({ config: { "im:accounts": { b: { secure: "x" } } } })],
    ["an environment may hold some too", JSON.stringify({ environment: ["e"], config: {} })],
  ])("where %s, everything is one, with a warning", (_, text) => {
    const configuration = stack.configuration(
      merged(connections, parsed(`im:accounts: { a: { accountId: a, email: ${secret} } }`)),
    );
    stack.write("Pulumi.dev.yaml", text);
    const { resources, warnings } = planOf(configuration);
    expect(resources[0]?.entry.secrets).toEqual([[]]);
    expect(warnings).toEqual([expect.stringContaining("all of them are kept secret")]);
  });

  test("a stack's file may lie in a folder of its own", () => {
    const configuration = stack.configuration(
      merged(connections, parsed(`im:accounts: { a: { accountId: a, email: ${secret} } }`)),
    );
    stack.write("Pulumi.yaml", "name: test\nruntime: nodejs\nstackConfigDir: .\n");
    expect(planOf(configuration).resources[0]?.entry.secrets).toEqual([["email"]]);
  });

  /** The inputs that a resource is registered with, with `secret` in place of what is one. */
  async function registered(collection: string, name: string, ...parts: string[]) {
    const clear = async (value: unknown): Promise<unknown> => {
      if (pulumi.Output.isInstance(value)) return (await pulumi.isSecret(value)) ? "secret" : "an output";
      if (!(value instanceof Object)) return value;
      const entries = Object.entries(value).map(async ([key, item]) => [key, await clear(item)]);
      return Object.fromEntries(await Promise.all(entries));
    };
    return clear(withSecrets(planned(collection, name, sound, ...parts)));
  }

  test("a field is one alone", async () => {
    const yaml = `im:accounts: { a: { accountId: a, name: A, signature: ${secret}, commsease: { bid: { secure: "{}" }, muteP2P: true } } }`;
    expect(await registered("accounts", "a", yaml)).toEqual({
      accountId: "a",
      name: "A",
      signature: "secret",
      commsease: { bid: "secret", muteP2P: true },
    });
  });

  test("what becomes one text is one as a whole", async () => {
    const yaml = `im:accounts: { a: { accountId: a, extension: { x: [1, ${secret}], y: 2 } } }`;
    expect(await registered("accounts", "a", yaml)).toEqual({ accountId: "a", extension: "secret" });
  });

  const team = (members: string) => `im:teams: { t: { name: T, owner: bot, members: ${members} } }`;

  test("a field of a member is one alone, under whatever key the vendor knows him", async () => {
    const said = `{ manager: true, nickname: ${secret} }`;
    const expected = { "svc-x": { manager: true, nickname: "secret" }, "agent-ben": {} };
    const x = "im:accounts: { x: { accountId: SVC-X } }";
    for (const members of [
      `{ x: ${said}, ben: }`,
      `[{ account: x, manager: true, nickname: ${secret} }, ben]`,
      `[{ accountId: SVC-X, manager: true, nickname: ${secret} }, ben]`,
    ]) {
      expect(await registered("teams", "t", x, team(members))).toMatchObject({ owner: "svc-bot", members: expected });
    }
  });

  test.each([
    ["a member's id", "[ben, { accountId: { secure: s3cr3t } }]"],
    ["a member's name", "[ben, { secure: ana }]"],
    ["the id of a member's account", "[x]"],
  ])("where %s is one, the members are as a whole", async (_, members) => {
    const x = `im:accounts: { x: { accountId: ${secret} } }`;
    expect(await registered("teams", "t", x, team(members))).toMatchObject({ name: "T", members: "secret" });
  });

  test("where everything is one, so is each field", async () => {
    const yaml = `im:accounts: { a: { accountId: a, email: ${secret} } }`;
    const configuration = stack.configuration(merged(connections, parsed(yaml)));
    stack.write("Pulumi.dev.yaml", "{}");
    const [only] = planOf(configuration).resources;
    const inputs = Object.values(only ? withSecrets(only) : {});
    expect(await Promise.all(inputs.map((input) => pulumi.isSecret(input as pulumi.Output<unknown>)))).toEqual([
      true,
      true,
    ]);
  });

  test.each([
    [
      "a wrong value",
      `im:accounts: { a: { accountId: a, birthday: ${secret} } }`,
      "im:accounts.a.birthday: got a text of 6",
    ],
    [
      "a limit of the vendor",
      `im:accounts: { a: { accountId: a, email: { secure: s3cr3t${"x".repeat(60)} } } }`,
      "email: got a text of 66",
    ],
    ["a reference", `im:teams: { t: { name: T, owner: ${secret} } }`, "owner: got a text of 6 characters; "],
    ["a member", `im:teams: { t: { name: T, owner: bot, members: [${secret}] } }`, "members[0]: got a text of 6"],
    ["a resource", `im:accounts: { a: ${secret} }`, "im:accounts.a: got a text of 6"],
    ["a kind", `im:chatrooms: ${secret}`, "im:chatrooms: got a text of 6"],
    [
      "the owner among members",
      `im:accounts: { a: { accountId: ${secret} } }\nim:teams: { t: { name: T, owner: a, members: [a] } }`,
      "members[0]: got the owner",
    ],
  ])("%s is told without its value", (_, yaml, says) => {
    const { problems } = plan(sound, yaml);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(says);
    expect(problems[0]).not.toContain("s3cr3t");
  });
});
