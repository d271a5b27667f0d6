import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Emulator } from "../support/emulator";
import { Project } from "../support/project";
import { useStack } from "../support/stack";

const seed = Number(process.env.IM_TEST_SEED ?? 20261124);
const isLong = process.env.IM_TEST_LONG !== undefined;

/** A vendor, and an estate of people and groups; its program is in the folder of the vendor's name. */
interface Estate {
  vendor: "commsease" | "nexconn" | "tencent";
  /** Vendor calls that change something in an `up` that nobody interrupts. */
  writes: number;
  /** The calls that must not be made twice. */
  creates: string[];
  connection(emulator: Emulator): Record<string, unknown>;
  written(emulator: Emulator): Promise<string[]>;
  expectDeclared(emulator: Emulator): Promise<void>;
  expectGone(emulator: Emulator): Promise<void>;
}

/** The same numbers for the same seed, from 0 to 1. */
function* random(state: number): Generator<number> {
  for (let a = state; ; ) {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    yield ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
}

/** `prefix-0` and so on. */
const named = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}-${i}`);
const zeroToNine = Array.from({ length: 10 }, (_, i) => i);

/** The number that each object carries in its own data. */
const numbersIn = (data: string[]) => data.map((text) => JSON.parse(text).number).sort((a, b) => a - b);

interface Peopled {
  members: Record<string, { role: string }>;
}

interface TencentGroup {
  Type: string;
  Name: string;
  Introduction: string;
  members: Record<string, { Role: string }>;
  mutes: Record<string, number>;
  attributes: Record<string, string>;
}

function expectRoles(groups: Peopled[], helper: string): void {
  for (const { members } of groups) {
    const roles = Object.values(members).map(({ role }) => role);
    expect(roles.sort()).toEqual([helper, "member", "owner"].sort());
  }
}

const estates: Estate[] = [
  {
    vendor: "commsease",
    // 40 creates and 10 promotions.
    writes: 50,
    creates: ["user/create", "team/create", "chatroom/create"],
    connection: (emulator) => emulator.connection,
    written: (emulator) => emulator.writes(),
    async expectDeclared(emulator) {
      const { accounts, teams, chatrooms } = await emulator.state();
      expect(Object.keys(accounts).sort()).toEqual(named("acc", 20).sort());
      const all = Object.values(teams) as (Peopled & { custom: string })[];
      expect(numbersIn(all.map(({ custom }) => custom))).toEqual(zeroToNine);
      expect(numbersIn((Object.values(chatrooms) as { ext: string }[]).map(({ ext }) => ext))).toEqual(zeroToNine);
      expectRoles(all, "manager");
    },
    async expectGone(emulator) {
      const { accounts, teams, chatrooms } = await emulator.state();
      expect(Object.values(accounts).every((account) => (account as { blocked: boolean }).blocked)).toBe(true);
      expect(teams).toEqual({});
      expect(Object.values(chatrooms).some((room) => (room as { valid: boolean }).valid)).toBe(false);
    },
  },
  {
    vendor: "nexconn",
    // 20 users in three calls each, 10 groups with an admin each, 10 open channels with a mute each.
    writes: 100,
    creates: ["auth/access-token/issue", "group-channel/create", "open-channel/create"],
    connection: (emulator) => emulator.nexconn.connection,
    written: (emulator) => emulator.nexconn.writes(),
    async expectDeclared(emulator) {
      const { users, groups, openChannels } = await emulator.nexconn.state();
      const names = Object.values(users as Record<string, { name: string }>).map(({ name }) => name);
      expect(names.sort()).toEqual(
        named("User", 20)
          .map((name) => name.replace("-", " "))
          .sort(),
      );
      expect(Object.keys(groups).sort()).toEqual(named("group", 10));
      expect(Object.keys(openChannels).sort()).toEqual(named("channel", 10));
      expectRoles(Object.values(groups), "admin");
      for (const i of zeroToNine) {
        expect(groups[`group-${i}`].groupExtProfile).toMatchObject({ ext_number: String(i) });
        expect(openChannels[`channel-${i}`]).toMatchObject({
          metadata: { number: { value: String(i), owner: `user-${i % 3}` } },
          mutes: { "user-9": expect.any(Number) },
        });
      }
    },
    async expectGone(emulator) {
      const { users, groups, openChannels } = await emulator.nexconn.state();
      const deletions = Object.values(users as Record<string, { deletion: unknown }>).map(({ deletion }) => deletion);
      expect(deletions).not.toContain(null);
      expect([groups, openChannels]).toEqual([{}, {}]);
    },
  },
  {
    vendor: "tencent",
    // 8 accounts in three calls each. A group takes a create, its mark, its name, and what its type has of members, a role
    // and a mute.
    writes: 8 * 3 + 3 * (4 + 6 + 6 + 4 + 6),
    creates: ["im_open_login_svc/account_import", "group_open_http_svc/create_group"],
    connection: (emulator) => emulator.tencent.connection,
    written: (emulator) => emulator.tencent.writes(),
    async expectDeclared(emulator) {
      const { accounts, groups } = await emulator.tencent.state();
      const marked = Object.values<{ profile: Record<string, string> }>(accounts).map(({ profile }) => [
        profile.Tag_Profile_IM_Nick,
        profile.Tag_Profile_Custom_PulumiIm?.length,
      ]);
      expect(marked.sort()).toEqual(Array.from({ length: 8 }, (_, i) => [`Account ${i}`, 20]));
      expect(JSON.stringify(accounts)).not.toContain("pulumi-im.invalid");
      const all = Object.values<TencentGroup>(groups);
      const types = ["AVChatRoom", "ChatRoom", "Community", "Private", "Public"];
      const declared = types.flatMap((type) => [0, 1, 2].map((n) => `${type} ${n}`));
      expect(all.map(({ Introduction }) => Introduction).sort()).toEqual(declared);
      for (const { Type, Name, Introduction, members, mutes, attributes } of all) {
        expect(Name).toBe(Introduction.endsWith("0") ? "Chosen" : "Assigned");
        expect(attributes["pulumi-im"]).toHaveLength(20);
        const roles = Object.values(members).map(({ Role }) => Role);
        const second = Type === "Private" ? "Member" : "Admin";
        expect(roles.sort()).toEqual(Type === "AVChatRoom" ? [] : ["Member", "Owner", second].sort());
        expect(Object.values(mutes)).toEqual(Type === "Private" ? [] : [4294967295]);
      }
    },
    async expectGone(emulator) {
      const { accounts, groups } = await emulator.tencent.state();
      expect([accounts, groups]).toEqual([{}, {}]);
    },
  },
];

/** The processes of a project that are there. A plugin of the engine outlives it, and has a process group of its own. */
function processesOf({ env }: Project): number[] {
  const ids = readdirSync("/proc").filter((entry) => /^\d+$/.test(entry));
  return ids.map(Number).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(`PULUMI_HOME=${env.PULUMI_HOME}`);
    } catch {
      return false; // It has ended in between, or is somebody else's.
    }
  });
}

describe("a stack of the file backend that a kill left broken", () => {
  let emulator: Emulator;
  let project: Project;
  let known: Record<string, unknown[]>;
  const stateOf = ({ stateFolder }: Project) => join(stateFolder, "stacks/kill/dev.json");

  useStack("kill", async (stack) => {
    ({ emulator, project } = stack);
    project.program(
      'import { commsease } from "pulumi-im"; new commsease.Account("one", { accid: "one", name: "One" });',
    );
    await project.up();
    known = await ids();
  });

  /** What the state knows, but for what a refresh writes anew. */
  async function ids(): Promise<Record<string, unknown[]>> {
    const resources = Object.entries(await project.resources());
    return Object.fromEntries(resources.map(([name, { urn, id, outputs }]) => [name, [urn, id, outputs?.mark]]));
  }

  const empty = (file: string) => writeFileSync(file, "");
  const lock = () => {
    const folder = join(project.stateFolder, "locks/organization/kill/dev");
    mkdirSync(folder, { recursive: true });
    const holder = { pid: 1, username: "gone", hostname: "gone", timestamp: new Date(0).toISOString() };
    writeFileSync(join(folder, "11111111-1111-4111-8111-111111111111.json"), JSON.stringify(holder));
  };

  test.each<[string, () => void, RegExp]>([
    ["an empty description", () => empty(`${stateOf(project)}.attrs`), /failed to load checkpoint: EOF/],
    ["a lock", lock, /currently locked by 1 lock/],
    [
      "a lock and empty descriptions of state and backend",
      () => {
        empty(`${stateOf(project)}.attrs`);
        empty(join(project.stateFolder, "meta.yaml.attrs"));
        lock();
      },
      /EOF/,
    ],
    [
      "half a state and an empty description of its backup",
      () => {
        const text = readFileSync(stateOf(project), "utf8");
        writeFileSync(stateOf(project), text.slice(0, text.length / 2));
        empty(`${stateOf(project)}.bak.attrs`);
      },
      /failed to load checkpoint: .*unexpected end of JSON input/,
    ],
  ])("%s: the guide brings it back, with all that it knew", async (_what, damage, symptom) => {
    damage();
    const broken = await project.run(["up", "--yes", "--skip-preview"]);
    expect([broken.code, broken.text]).toEqual([expect.any(Number), expect.stringMatching(symptom)]);
    expect(broken.code).not.toBe(0);
    await project.recover("dev");
    expect(await ids()).toEqual(known);
  });

  test("and the next up has nothing to do", async () => {
    await emulator.forgetCalls();
    await project.up();
    expect(project.counts).toEqual({ same: 2 });
    expect(await emulator.writes()).toEqual([]);
  });

  test("a backend that is told to write no descriptions writes none", async () => {
    const made = await project.shell(
      'mkdir ../plain && PULUMI_BACKEND_URL="file://$(cd ../plain; pwd)?metadata=skip" pulumi stack init dev',
    );
    expect(made).toMatchObject({ code: 0 });
    const files = readdirSync(join(project.folder, "../plain"), { recursive: true, encoding: "utf8" });
    expect(files).toContain(".pulumi/stacks/kill/dev.json");
    expect(files.filter((file) => file.endsWith(".attrs"))).toEqual([]);
  });
});

// All vendors in one stack, so that each kill interrupts all of them.
describe("an estate on three clouds whose `up` is killed", () => {
  let emulator: Emulator;

  async function start(): Promise<Project> {
    const project = new Project(
      "kill",
      { IM_TEST_END: new Date(Date.now() + 20 * 3_600_000).toISOString() },
      { ownProcesses: true },
    );
    await project.init(Object.fromEntries(estates.map(({ vendor, connection }) => [vendor, connection(emulator)])));
    for (const { vendor } of estates) project.program(project.source(vendor), `${vendor}.ts`);
    project.program(estates.map(({ vendor }) => `import "./${vendor}";\n`).join(""));
    return project;
  }

  async function written(): Promise<number> {
    const all = await Promise.all(estates.map(({ written }) => written(emulator)));
    return all.flat().length;
  }

  async function expectDeclared(): Promise<void> {
    for (const estate of estates) await estate.expectDeclared(emulator);
  }

  beforeEach(async () => {
    emulator = await Emulator.start(["--setting", "tencent.profileCustomTags=PulumiIm"]);
  });

  afterEach(() => emulator.stop());

  const source = random(seed);
  const writes = estates.reduce((sum, estate) => sum + estate.writes, 0);
  const drawn = () => Math.floor((source.next().value as number) * writes);
  const killsAfter = Array.from({ length: isLong ? 30 : 2 }, drawn);

  test.each(killsAfter)(
    "after %i writes, is whole after the next `up`, nothing twice and nothing lost",
    async (count) => {
      const project = await start();
      await killedAfter(project, count);
      await project.recover("dev");
      await project.up();
      await expectDeclared();
      await project.expectClean();
      await project.destroy();
      for (const estate of estates) await estate.expectGone(emulator);
      project.dispose();
    },
  );

  test("is whole at once where answers to creates of every kind are lost instead", async () => {
    const project = await start();
    for (const { vendor, creates } of estates) {
      for (const call of creates) await emulator.fault({ vendor, call, kind: "drop-after", times: 5, skip: 2 });
    }
    await project.up();
    await expectDeclared();
    await project.expectClean();
    project.dispose();
  });

  /** Starts an `up`, and kills the engine alone, as an out-of-memory killer would, once it has sent so many writes. */
  async function killedAfter(project: Project, count: number): Promise<void> {
    const up = spawn("pulumi", ["up", "--yes", "--skip-preview", "--non-interactive"], {
      cwd: project.folder,
      env: project.env,
      stdio: "ignore",
    });
    const ended = new Promise((resolve) => up.once("exit", resolve));
    while (up.exitCode === null && (await written()) < count) await sleep(5);
    up.kill("SIGKILL");
    await ended;
    // What the provider has under way may still arrive; then nothing of this run is left.
    await sleep(300);
    for (const pid of processesOf(project)) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It has ended in between.
      }
    }
  }
});
