import { planOf } from "../../provider/portable/stack-plan";
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

  test("kinds refer to each other without a cycle, so that no file can hold one", () => {
    const { resources } = jest.requireActual("../../provider/portable/resources");
    type Kind = { portable: { name: string; refersTo?: Record<string, string> } };
    const kinds = Object.values(resources as Record<string, Kind>);
    const depth = (name: string, above: string[] = []): void => {
      expect(above).not.toContain(name);
      const { refersTo = {} } = kinds.find(({ portable }) => portable.name === name)?.portable ?? {};
      for (const other of Object.values(refersTo)) depth(other, [...above, name]);
    };
    for (const { portable } of kinds) depth(portable.name);
  });
});

describe("the engine's own ways with YAML", () => {
  test("a kind with nothing listed is empty", () => {
    expect(plan("im:teams: ''", "im:chatrooms: {}", "im:accounts:").problems).toEqual([]);
  });

  test("a bare date comes as the time of its midnight, and is the date", () => {
    const { inputs } = planned(
      "accounts",
      "a",
      'im:accounts: { a: { accountId: a, birthday: "1990-12-31 00:00:00 +0000 UTC" } }',
    );
    expect(inputs.birthday).toBe("1990-12-31");
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
