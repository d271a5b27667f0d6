import { Emulator } from "../support/emulator";
import { killedAfter, random, recover } from "../support/killed-up";
import { Project } from "../support/project";

const seed = Number(process.env.IM_TEST_SEED ?? 20261124);

/** A stack at one vendor. Its program is in the folder of the vendor's name. */
interface Estate {
  vendor: "commsease" | "tencent";
  /** Moments to kill at in a short run; a long one has 30. */
  moments: number;
  /** Vendor calls that change something in an `up` that nobody interrupts. */
  writes: number;
  args: string[];
  connection(emulator: Emulator): Record<string, unknown>;
  sent(emulator: Emulator): Promise<string[]>;
  /** The calls that create, of each of which some answers are lost. */
  creates: string[];
  expectDeclared(emulator: Emulator): Promise<void>;
  expectGone(emulator: Emulator): Promise<void>;
}

/** The number that each team and room carries in its own data. */
const numbers = (objects: { data: string }[]) =>
  objects.map(({ data }) => JSON.parse(data).number).sort((a, b) => a - b);

const commsease: Estate = {
  vendor: "commsease",
  moments: 4,
  // 40 creates and 10 promotions.
  writes: 50,
  args: [],
  connection: (emulator) => emulator.connection,
  sent: (emulator) => emulator.writes(),
  creates: ["user/create", "team/create", "chatroom/create"],

  async expectDeclared(emulator) {
    const { accounts, teams, chatrooms } = await emulator.state();
    const declared = Array.from({ length: 10 }, (_, i) => i);
    expect(Object.keys(accounts).sort()).toEqual(Array.from({ length: 20 }, (_, i) => `acc-${i}`).sort());
    type Team = { custom: string; members: Record<string, { role: string }> };
    expect(numbers((Object.values(teams) as Team[]).map(({ custom }) => ({ data: custom })))).toEqual(declared);
    expect(numbers((Object.values(chatrooms) as { ext: string }[]).map(({ ext }) => ({ data: ext })))).toEqual(
      declared,
    );
    for (const { members } of Object.values(teams) as Team[]) {
      expect(
        Object.values(members)
          .map(({ role }) => role)
          .sort(),
      ).toEqual(["manager", "member", "owner"]);
    }
  },

  async expectGone(emulator) {
    const { accounts, teams, chatrooms } = await emulator.state();
    expect(Object.values(accounts).every((account) => (account as { blocked: boolean }).blocked)).toBe(true);
    expect(teams).toEqual({});
    expect(Object.values(chatrooms).some((room) => (room as { valid: boolean }).valid)).toBe(false);
  },
};

interface TencentGroup {
  Type: string;
  Name: string;
  Introduction: string;
  members: Record<string, { Role: string }>;
  mutes: Record<string, number>;
  attributes: Record<string, string>;
}

const types = ["AVChatRoom", "ChatRoom", "Community", "Private", "Public"];

const tencent: Estate = {
  vendor: "tencent",
  moments: 2,
  // An account takes 3. A group takes a create, its mark, its name, members, a role, and a mute, where its type has them.
  writes: 8 * 3 + 3 * (4 + 6 + 6 + 4 + 6),
  args: ["--setting", "tencent.profileCustomTags=PulumiIm"],
  connection: (emulator) => emulator.tencent.connection,
  sent: (emulator) => emulator.tencent.writes(),
  creates: ["im_open_login_svc/account_import", "group_open_http_svc/create_group"],

  async expectDeclared(emulator) {
    const { accounts, groups } = await emulator.tencent.state();
    const marked = Object.values<{ profile: Record<string, string> }>(accounts).map(({ profile }) => [
      profile.Tag_Profile_IM_Nick,
      profile.Tag_Profile_Custom_PulumiIm?.length,
    ]);
    expect(marked.sort()).toEqual(Array.from({ length: 8 }, (_, i) => [`Account ${i}`, 16]));
    const all = Object.values<TencentGroup>(groups);
    const declared = types.flatMap((type) => [0, 1, 2].map((n) => `${type} ${n}`));
    expect(all.map(({ Introduction }) => Introduction).sort()).toEqual(declared);
    for (const { Type, Name, Introduction, members, mutes, attributes } of all) {
      expect(Name).toBe(Introduction.endsWith("0") ? "Chosen" : "Assigned");
      expect(attributes["pulumi-im"]).toHaveLength(16);
      const roles = Object.values(members).map(({ Role }) => Role);
      const second = Type === "Private" ? "Member" : "Admin";
      expect(roles.sort()).toEqual(Type === "AVChatRoom" ? [] : ["Member", "Owner", second].sort());
      expect(Object.values(mutes)).toEqual(Type === "Private" ? [] : [4294967295]);
    }
  },

  async expectGone(emulator) {
    const { accounts, groups } = await emulator.tencent.state();
    expect({ accounts, groups }).toEqual({ accounts: {}, groups: {} });
  },
};

describe.each([commsease, tencent])("an estate at $vendor whose `up` is killed", (estate) => {
  let emulator: Emulator;

  beforeEach(async () => {
    emulator = await Emulator.start(estate.args);
  });

  afterEach(() => emulator.stop());

  const source = random(seed);
  const moments = process.env.IM_TEST_LONG ? 30 : estate.moments;
  const killsAfter = Array.from({ length: moments }, () => Math.floor((source.next().value as number) * estate.writes));

  async function declared(): Promise<Project> {
    const project = new Project("kill");
    await project.init({ default: estate.connection(emulator) });
    project.step(estate.vendor);
    return project;
  }

  test.each(killsAfter)(
    "after %i writes, is whole after the next `up`, nothing twice and nothing lost",
    async (count) => {
      const project = await declared();
      await killedAfter(project, count, async () => (await estate.sent(emulator)).length);
      await recover(project);
      await project.up();
      await estate.expectDeclared(emulator);
      await project.expectClean();
      await project.destroy();
      await estate.expectGone(emulator);
      project.dispose();
    },
  );

  test("is whole at once where answers to creates of every kind are lost instead", async () => {
    const project = await declared();
    for (const call of estate.creates) {
      await emulator.fault({ vendor: estate.vendor, call, kind: "drop-after", times: 5, skip: 2 });
    }
    await project.up();
    await estate.expectDeclared(emulator);
    expect((await estate.sent(emulator)).length).toBeGreaterThanOrEqual(estate.writes);
    await project.expectClean();
    project.dispose();
  });
});
