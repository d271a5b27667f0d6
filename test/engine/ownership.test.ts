import { definitions } from "../../provider/dynamic";
import type { Emulator } from "../support/emulator";
import { withEveryKind } from "../support/every-kind";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

// biome-ignore lint/suspicious/noExplicitAny: the emulator's own shapes.
type Json = any;

interface Vendor {
  name: "commsease" | "nexconn" | "tencent";
  args?: string[];
  connection(emulator: Emulator): Record<string, unknown>;
  /** People whom nobody declares. */
  people(emulator: Emulator): Promise<void>;
  /** What the cloud holds, without what an object that is made anew cannot have as before. */
  estate(emulator: Emulator): Promise<Json>;
  /** Kinds whose objects have an id of the program's choice, so that a second resource meets the first one's. */
  chosen: string[];
}

// A table of some twenty commands for each vendor.
jest.setTimeout(400_000);

const others = ["ann", "bea", "cat"];

const vendors: Vendor[] = [
  {
    name: "commsease",
    connection: (emulator) => emulator.connection,
    async people(emulator) {
      for (const accid of others) await emulator.mustVendor("user/create", { accid });
    },
    async estate(emulator) {
      const { accounts, teams, superTeams, chatrooms } = await emulator.state();
      const rooms = Object.values<Json>(chatrooms).filter(({ valid }) => valid);
      return {
        accounts: sorted(accounts).map(({ accid, name, blocked }) => ({ accid, name, blocked })),
        teams: sorted({ ...teams, ...superTeams }).map(({ tname, members }) => [tname, rolesOf(members)]),
        rooms: rooms.map(({ name, creator, members, queue }) => [name, creator, Object.keys(members), queue]),
      };
    },
    chosen: ["Account"],
  },
  {
    name: "nexconn",
    connection: (emulator) => emulator.nexconn.connection,
    async people(emulator) {
      for (const userId of others)
        await emulator.nexconn.mustVendor("auth/access-token/issue", { userId, name: userId });
    },
    async estate(emulator) {
      const { users, groups, openChannels, profanityWords } = await emulator.nexconn.state();
      return {
        users: sorted(users).map(({ name, deletion }) => ({ name, deletion })),
        groups: sorted(groups).map(({ name, members }) => [name, rolesOf(members)]),
        channels: Object.entries<Json>(openChannels)
          .sort(byId)
          .map(([id, { metadata, keepAlive }]) => [id, { topic: metadata.topic?.value, keepAlive }]),
        words: Object.keys(profanityWords),
      };
    },
    chosen: ["User", "GroupChannel", "OpenChannel"],
  },
  {
    name: "tencent",
    args: ["--setting", "tencent.profileCustomTags=PulumiIm"],
    connection: (emulator) => emulator.tencent.connection,
    async people(emulator) {
      const import_ = "im_open_login_svc/account_import";
      for (const UserID of others) await emulator.tencent.mustVendor(import_, { UserID });
    },
    async estate(emulator) {
      const { accounts, groups } = await emulator.tencent.state();
      return {
        accounts: Object.entries<Json>(accounts)
          .sort(byId)
          .map(([id, { profile }]) => [id, profile.Tag_Profile_IM_Nick]),
        groups: Object.entries<Json>(groups)
          .sort(byId)
          .map(([id, { Name, members, attributes, topics }]) => ({
            ...{ id, Name, members: rolesOf(members, "Role"), topic: attributes.topic },
            topics: Object.values<Json>(topics ?? {}).map(({ TopicName }) => TopicName),
          })),
      };
    },
    chosen: ["Account", "Group", "Topic"],
  },
];

const byId = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);

const sorted = (objects: Record<string, Json>): Json[] =>
  Object.entries(objects)
    .sort(byId)
    .map(([, object]) => object);

function rolesOf(members: Record<string, Json>, key = "role"): [string, string][] {
  return Object.entries(members)
    .map(([id, member]): [string, string] => [id, member[key]])
    .sort();
}

/** The program of a vendor with other names, with adoption, or with an alias for each resource. */
function changed(source: string, { suffix = "", adopt = false, aliased = false }): string {
  return source
    .replace('const suffix = ""', `const suffix = ${JSON.stringify(suffix)}`)
    .replace("true | undefined = undefined", `true | undefined = ${adopt ? true : undefined}`)
    .replace(
      "(_name: string) => ({})",
      aliased ? "(name: string) => ({ aliases: [{ name }] })" : "(_name: string) => ({})",
    );
}

describe.each(vendors)("what $name has", ({ name, args = [], connection, people, estate, chosen }) => {
  let emulator: Emulator;
  let project: Project;
  let source: string;
  let whole: Json;

  useStack(
    "ownership",
    async (stack) => {
      ({ emulator, project } = stack);
      source = withEveryKind(project.source(name), name, definitions);
      await people(emulator);
      project.program(source);
      await project.up();
      whole = await estate(emulator);
    },
    { args, connections: (emulator) => ({ default: connection(emulator) }) },
  );

  const resources = async () => Object.values(await project.resources()).filter(({ type }) => type.includes("/im"));

  /** Has everything replaced by force; where that is refused, the next run puts right what was under way. */
  async function replaceAll(): Promise<string> {
    const targets = (await resources()).flatMap(({ urn }) => ["--replace", urn]);
    const { code, text } = await project.run(["up", "--yes", "--skip-preview", ...targets]);
    if (code !== 0) {
      expect(text).toMatch(/exists already/);
      await project.up();
    }
    return text;
  }

  test("has a resource of every kind here", async () => {
    const kinds = definitions.filter(({ vendor }) => vendor.name === name).map(({ kind }) => kind);
    const types: string[] = (await resources()).map(({ type }) => type.split("/").pop());
    expect([...new Set(types)].sort()).toEqual(kinds.sort());
  });

  test("outlives a forced replacement of everything", async () => {
    await replaceAll();
    expect(await estate(emulator)).toEqual(whole);
    await project.expectClean();
  });

  test("is refused to renamed resources, with aliases named first, and is theirs with an alias", async () => {
    project.program(changed(source, { suffix: "-2" }));
    const { code, text } = await project.run(["up", "--yes", "--skip-preview", "--continue-on-error"]);
    expect(code).not.toBe(0);
    for (const _ of chosen)
      expect(text).toMatch(/another resource of this stack has made it.*`aliases`.*`adopt: true`/s);
    project.program(source);
    await project.up();
    expect(await estate(emulator)).toEqual(whole);

    project.program(changed(source, { suffix: "-2", aliased: true }));
    await project.expectClean();
    await emulator.forgetCalls();
    await project.up();
    expect(await estate(emulator)).toEqual(whole);
  });

  test("outlives the delete of resources from which it was adopted", async () => {
    project.program(changed(source, { suffix: "-3", adopt: true }));
    const text = await project.up();
    expect(await estate(emulator)).toEqual(whole);
    for (const kind of chosen) {
      expect(text).toMatch(
        new RegExp(`IM_NOT_OURS: ${name}:${kind} \\S+ bears the mark of another resource of this stack`),
      );
    }
    await replaceAll();
    expect(await estate(emulator)).toEqual(whole);
    await project.expectClean();
  });

  test("outlives all that without marks too, where one run does it", async () => {
    await project.destroy();
    await emulator.reset();
    await people(emulator);
    await project.ok(["config", "set", "im:ownershipMark", "false"]);
    project.program(source);
    await project.up();
    expect(await estate(emulator)).toEqual(whole);
    await replaceAll();
    expect(await estate(emulator)).toEqual(whole);

    project.program(changed(source, { suffix: "-2", adopt: true }));
    await project.up();
    expect(await estate(emulator)).toEqual(whole);
    await replaceAll();
    expect(await estate(emulator)).toEqual(whole);
    await project.expectClean();
  });
});
