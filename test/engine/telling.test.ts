import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../support/emulator";
import type { Ended, Project } from "../support/project";
import { useStack } from "../support/stack";

const secret = `s3cr3t-${randomBytes(8).toString("hex")}`;
const imports =
  'import * as pulumi from "@pulumi/pulumi"; import { commsease, nexconn, tencent, Account, Team } from "pulumi-im";';

describe("what the engine prints of inputs", () => {
  let emulator: Emulator;
  let project: Project;

  useStack(
    "telling",
    async (stack) => {
      ({ emulator, project } = stack);
      const { code, text } = await project.run(["config", "set", "--secret", "word"], secret);
      if (code !== 0) throw new Error(text);
    },
    {
      args: ["--setting", "tencent.profileCustomTags=PulumiIm"],
      connections: ({ connection, nexconn, tencent }) => ({
        default: connection,
        nex: nexconn.connection,
        ten: tencent.connection,
      }),
    },
  );

  /** The preview of one resource that is refused: the problems that it tells. */
  async function refused(program: string): Promise<string[]> {
    project.program(
      `${imports} const S = "${secret}"; const given = new pulumi.Config().requireSecret("word");\n${program}`,
    );
    const { code, text } = await project.run(["preview", "--diff"]);
    expect(code).not.toBe(0);
    expect(text).not.toContain(secret.slice(0, 12));
    expect(await emulator.calls()).toEqual([]);
    const told = text.split("\n").filter((line) => line.startsWith("error: ") && line.includes(" resource '"));
    return [...new Set(told)].map((line) =>
      line.replace(/^error: \S+ resource 'r' has a problem: IM_INVALID_INPUT: /, ""),
    );
  }

  test.each<[string, string, [RegExp, ...RegExp[]]]>([
    [
      "CommsEase",
      `new commsease.Team("r", { tname: pulumi.secret(S.repeat(9)), owner: "olga", intro: "clear ".repeat(200),
        icon: given.apply((word) => word.repeat(100)), announcement: Promise.resolve(pulumi.secret(S.repeat(99))),
        members: [{ accid: "ana", nick: pulumi.secret(S.repeat(3)) }, { accid: "ben", nick: "clear ".repeat(9) }] });`,
      [
        /^tname: got a text of 207 characters; /,
        /^members\.ana\.nick: got a text of 69 characters; /,
        /^members\.ben\.nick: got a text of 54 characters \("clear clear clear clear …"\); /,
        /^announcement: got a text of 2277 characters; /,
        /^intro: got a text of 1200 characters \("clear clear clear clear …"\); /,
        /^icon: got a text of 2300 characters; /,
      ],
    ],
    [
      "Nexconn",
      `new nexconn.OpenChannel("r", { channelId: "lobby", connection: "nex", metadata: pulumi.secret({ [S]: "x".repeat(5000), ok: "y" }),
        allowedSendersList: ["ana", given, "b".repeat(65)] as string[], bannedParticipants: { ana: { banExpiresAt: pulumi.secret(S) } } });`,
      [
        /^metadata: got a text of 5000 characters; /,
        /^allowedSendersList: got a text of 65 characters; /,
        /^bannedParticipants\.ana\.banExpiresAt: got a text of 23 characters; /,
      ],
    ],
    [
      "Tencent",
      `new tencent.GroupAttributes("r", { GroupId: "g", connection: "ten", GroupAttr: { k: pulumi.secret(S.repeat(500)), clear: "C".repeat(4001) } });`,
      [/^GroupAttr\.k: got a text of 11500 characters; /, /^GroupAttr\.clear: got a text of 4001 characters \("CCCCC/],
    ],
    [
      "a portable resource",
      `new Team("r", { connection: "ten", name: pulumi.secret(S.repeat(9)), owner: "ana", extension: { a: pulumi.secret(S.repeat(99)) },
        members: pulumi.secret({ [S.repeat(9)]: { nickname: S } }), joinPolicy: "free" as "open" });`,
      [
        /^name: got a text of 207 characters; /,
        /^members: got a text of 207 characters; /,
        /^extension: got a text of \d+ characters; /,
        /^joinPolicy: got "free"; /,
      ],
    ],
  ])("is no secret of a program on %s, and what is none is quoted", async (_, program, expected) => {
    const told = await refused(program);
    for (const pattern of expected) expect(told).toContainEqual(expect.stringMatching(pattern));
    expect(told).toHaveLength(expected.length);
  });

  test("`__proto__` is told of, whether it is written as a key, computed, or an id", async () => {
    const told = await refused(`const parsed = JSON.parse('{ "__proto__": { "manager": true } }');
      new commsease.Team("r", { tname: "T", owner: "__proto__", members: { __proto__: { manager: true }, ana: {} } as {},
        custom: { inner: [parsed, pulumi.output({ later: parsed })] } });`);
    const places = told.map(
      (text) => text.split(": got the name `__proto__`; allowed: any id and any key but `__proto__`")[0],
    );
    expect(places.sort()).toEqual([
      "custom.inner[0].__proto__",
      "custom.inner[1].later.__proto__",
      "members.__proto__",
      "owner",
    ]);
  });

  const names = ["constructor", "toString", "hasOwnProperty"];
  const estate = (more: string) => `${imports}
    const names = ${JSON.stringify(names)};
    const word = new pulumi.Config().requireSecret("word");
    const accounts = names.map((accid) => new commsease.Account("a-" + accid, { accid }));
    // Unknown at the first preview, and a secret when it is there.
    const keeper = new commsease.Account("keeper", { accid: "keeper", sign: accounts[0]?.token });
    const members = Object.fromEntries(names.map((name) => [name.toLowerCase(), { manager: true, nick: word }]));
    new commsease.Team("team", { tname: word, owner: keeper.accid, members }, { dependsOn: accounts });
    const users = [...names, "keeper"].map((userId) => new nexconn.User("n-" + userId, { userId, name: "N", connection: "nex" }));
    new nexconn.GroupChannel("group", { channelId: "constructor", name: "G", owner: "keeper", connection: "nex",
      members: names.map((userId) => ({ userId, nickname: word })), allowedSendersList: names }, { dependsOn: users });
    const people = [...names, "keeper"].map((accountId) => new Account("t-" + accountId, { accountId, connection: "ten", name: word,
      // The end of a UserSig is another one at the up than at the preview, which no plan allows.
      tencent: { userSigDays: 0 } }));
    const group = new Team("crew", { teamId: "constructor", name: "C", owner: "keeper", connection: "ten",
      members: Object.fromEntries(names.map((name) => [name, { nickname: word }])) }, { dependsOn: people });
    new tencent.GroupAttributes("attributes", { GroupId: group.teamId, connection: "ten",
      GroupAttr: Object.fromEntries(names.map((name) => [name, word])) });
    ${more}`;

  /** A command that succeeds and prints no secret, and nothing of what we tell ourselves. */
  async function quiet(...args: string[]): Promise<string> {
    const text = await project.ok(args);
    expect(text).not.toContain(secret);
    if (!args.includes("--json")) expect(text).not.toContain("__args");
    return text;
  }

  test("a plan of names that objects have, and of secrets, is kept; no later preview shows a change", async () => {
    project.program(estate(""));
    const plan = join(project.folder, "plan.json");
    await quiet("preview", "--diff", "--save-plan", plan);
    expect(readFileSync(plan, "utf8")).not.toContain(secret);
    await quiet("up", "--yes", "--plan", plan);
    const team = await emulator.team((await project.resources()).team.id);
    for (const name of names) expect(team.members).toHaveProperty(name.toLowerCase());
    const { members } = (await emulator.nexconn.state()).groups.constructor;
    expect(Object.keys(members).sort()).toEqual([...names, "keeper"].sort());
    await quiet("preview", "--diff", "--expect-no-changes");
    await quiet("refresh", "--yes", "--skip-preview");
    await quiet("preview", "--diff", "--expect-no-changes");
  });

  test("the state remembers where secrets are only where there are any", async () => {
    const resources = await project.resources();
    expect(resources.keeper.outputs.__args).toEqual({ secrets: [["sign"]] });
    expect(resources.crew.outputs.__args.secrets).toContainEqual(["members", "toString", "nickname"]);
    for (const { inputs = {} } of Object.values(resources)) expect(inputs).not.toHaveProperty("__args");
    for (const name of ["a-constructor", "n-keeper"]) expect(resources[name].outputs).not.toHaveProperty("__args");
  });

  test("an error of the change quotes no secret, and a portable resource is told of in its own words", async () => {
    project.program(
      estate(`new commsease.TeamMembers("gone", { tid: word.apply(() => "4711471147114711"), members: [] });
      new Team("taken", { teamId: "taken", name: "T", owner: "keeper", connection: "nex", members: ["nobody-there"] });`),
    );
    const { code, text }: Ended = await project.run(["up", "--yes", "--skip-preview", "--continue-on-error"]);
    expect(code).not.toBe(0);
    expect(text).not.toContain(secret);
    expect(text).toContain("There is no commsease team [secret] in this app, so nobody was added to it.");
    expect(text).not.toContain("4711471147114711");
    expect(text).toMatch(/nobody-there/);
    expect(text).not.toMatch(/group channel|userId/);
  });

  test("destroy prints none", async () => {
    await quiet("destroy", "--yes", "--skip-preview");
  });
});
