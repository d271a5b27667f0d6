import { definitions } from "../../provider/dynamic";
import type { Emulator } from "../support/emulator";
import { withEveryKind } from "../support/every-kind";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

// biome-ignore lint/suspicious/noExplicitAny: the emulator's own shapes.
type Json = any;

interface Vendor {
  name: "commsease" | "nexconn" | "tencent";
  /** People whom nobody declares. */
  people(emulator: Emulator): Promise<void>;
  /** What the cloud holds, without what an object that is made anew cannot have as before. */
  estate(emulator: Emulator): Promise<Json>;
  /** Kinds whose objects have an id of the program's choice, so that a second resource meets the first one's. */
  chosen: string[];
}

const others = ["ann", "bea", "cat"];

const vendors: Vendor[] = [
  {
    name: "commsease",
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

// All vendors in one stack: each command is one for all of them.
describe("what each vendor has", () => {
  let emulator: Emulator;
  let project: Project;
  let whole: Json;

  useStack(
    "ownership",
    async (stack) => {
      ({ emulator, project } = stack);
      for (const { people } of vendors) await people(emulator);
      declare();
      await project.up();
      whole = await estates();
    },
    {
      args: ["--setting", "tencent.profileCustomTags=PulumiIm"],
      connections: ({ connection, nexconn, tencent }) => ({
        commsease: connection,
        nexconn: nexconn.connection,
        tencent: tencent.connection,
      }),
    },
  );

  /** The program with a resource of every kind, changed a little. */
  function declare(how: Parameters<typeof changed>[1] = {}): void {
    for (const { name } of vendors) {
      project.program(changed(withEveryKind(project.source(name), name, definitions), how), `${name}.ts`);
    }
    project.program(vendors.map(({ name }) => `import "./${name}";\n`).join(""));
  }

  async function estates(): Promise<Json> {
    const found: Json = {};
    for (const { name, estate } of vendors) found[name] = await estate(emulator);
    return found;
  }

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
    const kinds = definitions.map(({ kind }) => kind);
    const types: string[] = (await resources()).map(({ type }) => type.split("/").pop());
    expect([...new Set(types)].sort()).toEqual(kinds.sort());
  });

  test("outlives a forced replacement of everything", async () => {
    await replaceAll();
    expect(await estates()).toEqual(whole);
    await project.expectClean();
  });

  test("is refused to renamed resources, with aliases named first, and is theirs with an alias", async () => {
    declare({ suffix: "-2" });
    const text = await project.failingUp("--continue-on-error");
    for (const { name } of vendors) {
      const told = new RegExp(`${name} .*another resource of this stack has made it.*\`aliases\`.*\`adopt: true\``);
      expect(text).toMatch(told);
    }
    declare();
    await project.up();
    expect(await estates()).toEqual(whole);

    declare({ suffix: "-2", aliased: true });
    await project.up();
    expect(Object.keys(project.counts)).toEqual(["same"]);
    expect(await estates()).toEqual(whole);
  });

  test("outlives the delete of resources from which it was adopted", async () => {
    declare({ suffix: "-3", adopt: true });
    const text = await project.up();
    expect(await estates()).toEqual(whole);
    for (const kind of vendors.flatMap(({ name, chosen }) => chosen.map((kind) => `${name}:${kind}`))) {
      expect(text).toMatch(new RegExp(`IM_NOT_OURS: ${kind} \\S+ bears the mark of another resource of this stack`));
    }
    await replaceAll();
    expect(await estates()).toEqual(whole);
    await project.expectClean();
  });

  test("outlives all that without marks too, where one run does it", async () => {
    await project.destroy();
    await emulator.reset();
    for (const { people } of vendors) await people(emulator);
    await project.ok(["config", "set", "im:ownershipMark", "false"]);
    declare();
    await project.up();
    expect(await estates()).toEqual(whole);
    await replaceAll();
    expect(await estates()).toEqual(whole);

    declare({ suffix: "-2", adopt: true });
    await project.up();
    expect(await estates()).toEqual(whole);
    await replaceAll();
    expect(await estates()).toEqual(whole);
    await project.expectClean();
  });
});
