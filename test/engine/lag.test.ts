import { Emulator } from "../support/emulator";
import { type Connections, Project } from "../support/project";

interface Example {
  vendor: "commsease" | "nexconn" | "tencent";
  args?: string[];
  connections(emulator: Emulator): Connections;
  /** What the change replaces in the program. */
  edits: [from: string, to: string][];
  /** The calls that make something, of which none may be made twice for one object. */
  creates: RegExp;
}

const examples: Example[] = [
  {
    vendor: "commsease",
    connections: (emulator) => ({ default: emulator.connection }),
    edits: [
      ['name: "Event host"', 'name: "Host"'],
      ['tname: "Customer support"', 'tname: "Support"'],
      ['nick: "Shift lead"', 'nick: "Lead"'],
      ['manager: true, nick: "Event host"', 'nick: "Host"'],
      ['announcement: "Be kind to each other."', 'announcement: "Be kind."'],
      ["manager: i === 0, ext", "manager: i === 1, ext"],
      [
        "map((agent) => ({ accid: agent.accid, manager: true }))",
        "map((agent, i) => ({ accid: agent.accid, manager: i > 0 }))",
      ],
    ],
    creates: /^(user|team|superteam|chatroom)\/create$/,
  },
  {
    vendor: "nexconn",
    connections: (emulator) => ({ default: emulator.nexconn.connection }),
    edits: [
      ['name: "Event host"', 'name: "Host"'],
      ['name: "Customer support"', 'name: "Support"'],
      ['nickname: "Shift lead"', 'nickname: "Lead"'],
      ['admin: true, nickname: "Event host"', 'nickname: "Host"'],
      ['stage: "waiting"', 'stage: "live"'],
      ['topic: "Small talk"', 'topic: "Talk"'],
      ['"casino-bonus"', '"roulette"'],
    ],
    creates: /^(group-channel|open-channel)\/create$/,
  },
  {
    vendor: "tencent",
    args: ["--setting", "tencent.profileCustomTags=PulumiIm"],
    connections: (emulator) => ({ default: emulator.tencent.connection }),
    edits: [
      ['Nick: "Event host"', 'Nick: "Host"'],
      ['Name: "Customer support"', 'Name: "Support"'],
      ['NameCard: "Shift lead"', 'NameCard: "Lead"'],
      ['NameCard: "Event host"', 'NameCard: "Host"'],
      ['phase: "waiting"', 'phase: "live"'],
      ['TopicName: "News"', 'TopicName: "Latest"'],
    ],
    creates: /(account_import|create_group|create_topic)$/,
  },
];

const lags = process.env.IM_TEST_LONG ? [300, 1_000, 3_000] : [1_000];
const runs = examples.flatMap((example) =>
  lags.map((lagMs): [string, number, Example] => [example.vendor, lagMs, example]),
);

describe.each(runs)(
  "examples/%s where reads are %d ms behind writes",
  (_vendor, lagMs, { vendor, args = [], connections, edits, creates }) => {
    let emulator: Emulator;
    let project: Project;

    beforeAll(async () => {
      emulator = await Emulator.start([...args, "--setting", `${vendor}.readAfterWriteDelayMs=${lagMs}`]);
      project = new Project(`../../examples/${vendor}`, {}, { atOnce: true });
      await project.init(connections(emulator));
      project.step(".");
    });

    afterAll(async () => {
      await emulator?.stop();
      project?.dispose();
    });

    /** What the cloud holds, without what changes by itself. */
    const held = () => (vendor === "commsease" ? emulator.state() : emulator[vendor].state());
    const made = async () => {
      const calls = await emulator.calls();
      return calls.filter(({ call, code }) => creates.test(call) && (code === 200 || code === 0)).length;
    };

    /** What the state has of each resource. The same secret is not encrypted twice in the same way. */
    const outputs = async () => {
      const resources = Object.entries(await project.resources()).map(([name, one]) => [name, one.outputs]);
      return JSON.parse(JSON.stringify(resources, (key, value) => (key === "ciphertext" ? "secret" : value)));
    };

    /** A refresh right after an `up` finds what the `up` left, and the preview right after it has nothing to do. */
    async function expectSettledAtOnce(): Promise<void> {
      const before = await outputs();
      await project.ok(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
      expect(await outputs()).toEqual(before);
      await project.expectClean();
    }

    test("goes through a life in which nothing is forgotten, and nothing made twice", async () => {
      await project.up();
      const objects = await made();
      await expectSettledAtOnce();

      const program = edits.reduce((text, [from, to]) => {
        expect(text).toContain(from);
        return text.replace(from, to);
      }, project.source("."));
      project.program(program);
      await project.up();
      await expectSettledAtOnce();
      await expectHeld(edits.map(([, to]) => to));
      expect(await made()).toBe(objects);

      // The way back begins at once with what the change before has written.
      project.step(".");
      await project.up();
      await expectHeld(edits.map(([from]) => from));
      await project.destroy();
      expect(await left()).toEqual([]);
    });

    /** The cloud has the texts that are in these parts of a program. */
    async function expectHeld(parts: string[]): Promise<void> {
      const state = JSON.stringify(await held());
      for (const part of parts) for (const [, text] of part.matchAll(/"([^"]+)"/g)) expect(state).toContain(text);
    }

    /** What a destroy should have taken away and is still there. */
    async function left(): Promise<string[]> {
      const state: Record<string, object> = await held();
      const kinds = ["teams", "superTeams", "groups", "openChannels", "profanityWords"];
      return kinds.flatMap((kind) => Object.keys(state[kind] ?? {}));
    }
  },
);

/** Parameters that are the ids of a read that several resources share. */
const batchKeys = ["accids", "roomids", "CheckItem", "To_Account", "GroupIdList", "channelIds", "userIds"];

describe.each(examples)("examples/$vendor where reads are not behind", ({ vendor, args = [], connections }) => {
  /** How much a command asks for and changes, by call: ids where a call takes several, since who shares one is chance. */
  async function callsOf(emulator: Emulator, command: () => Promise<unknown>): Promise<Record<string, number>> {
    await emulator.forgetCalls();
    await command();
    const counts: Record<string, number> = {};
    for (const { call, params } of await emulator.calls()) {
      const ids = batchKeys.map((key) => params[key]).find((value) => value !== undefined);
      const all = typeof ids === "string" && ids.startsWith("[") ? JSON.parse(ids) : [ids];
      counts[call] = (counts[call] ?? 0) + all.flat().length;
    }
    return counts;
  }

  /** The calls of a refresh and a destroy so long after the `up`. */
  async function callsAfter(seconds: number) {
    const emulator = await Emulator.start(args);
    const project = new Project(`../../examples/${vendor}`, {}, { atOnce: true });
    try {
      await project.init(connections(emulator));
      project.step(".");
      await project.up();
      await emulator.advanceClock(seconds);
      return [await callsOf(emulator, () => project.refresh()), await callsOf(emulator, () => project.destroy())];
    } finally {
      await emulator.stop();
      project.dispose();
    }
  }

  test("a refresh and a destroy right after an up make the calls that they make later", async () => {
    expect(await callsAfter(0)).toEqual(await callsAfter(60));
  });
});
