import { appendFileSync, cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { Emulator } from "../support/emulator";
import { Project } from "../support/project";
import { merged, parsed } from "../support/stack-files";
import { type Broken, broken, sound } from "./stack-file/broken";

const root = join(__dirname, "../..");
const secret = "s3cr3t-of-a-stack-file";

/** What a cloud holds, without what differs from run to run: instants, and what is made at random. */
function lasting(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lasting);
  if (!(value instanceof Object)) return value;
  const kept = Object.entries(value).filter(([key]) => !/time|At$|sha256/i.test(key));
  return Object.fromEntries(kept.map(([key, item]) => [key, lasting(item)]));
}

/** Teams or rooms by name: the order in which they are made, and so their ids, differ from run to run. */
function byName(objects: Record<string, Record<string, unknown>>, nameKey: string, idKey: string) {
  const entries = Object.values(objects).map(({ [idKey]: _, ...object }) => [object[nameKey], lasting(object)]);
  return Object.fromEntries(entries);
}

/** What is held but for the marks: two stacks of one name, each with a salt of its own, have others. */
function withoutMarks<T>(held: T): T {
  return JSON.parse(JSON.stringify(held).replace(/[0-9a-v]{20}(?=\\")/g, "mark"));
}

async function held(emulator: Emulator) {
  const { accounts, teams, chatrooms } = await emulator.state();
  return {
    accounts: lasting(accounts),
    teams: byName(teams, "tname", "tid"),
    chatrooms: byName(chatrooms, "name", "roomid"),
  };
}

describe("examples/stack-file", () => {
  let emulator: Emulator;
  let project: Project;

  beforeAll(async () => {
    emulator = await Emulator.start();
    project = new Project("../../examples/stack-file");
    project.step(".");
    await project.init({ default: emulator.connection });
  });

  afterAll(async () => {
    await emulator?.stop();
    project?.dispose();
  });

  test("declares what the equivalent program declares, and gives the ids", async () => {
    await project.up();
    const { ids } = await project.outputs();
    expect((await emulator.state()).teams[ids.teams.support]).toMatchObject({ tname: "Customer support" });
    expect(Object.keys(ids.chatrooms).sort()).toEqual(["launch", "lobby"]);

    // On what the file has made, the program finds nothing to do.
    const main = readFileSync(join(project.folder, "package.json"), "utf8");
    cpSync(join(root, "test/engine/stack-file/program"), project.folder, { recursive: true });
    writeFileSync(join(project.folder, "package.json"), JSON.stringify({ private: true, main: "index.ts" }));
    cpSync(join(root, "test/engine/stack-file/Pulumi.yaml"), join(project.folder, "Pulumi.yaml"));
    await project.expectClean();
    cpSync(join(root, "examples/stack-file/Pulumi.yaml"), join(project.folder, "Pulumi.yaml"));
    writeFileSync(join(project.folder, "package.json"), main);
  });

  test("the equivalent program makes the same by itself", async () => {
    const other = await Emulator.start();
    const program = new Project("stack-file");
    try {
      program.step("program");
      await program.init({ default: other.connection });
      await program.up();
      const made = await held(emulator);
      expect(Object.keys(made.teams).sort()).toEqual(["Customer support", "Plaza"]);
      expect(withoutMarks(made)).toEqual(withoutMarks(await held(other)));
    } finally {
      await other.stop();
      program.dispose();
    }
  });

  test("a secret stays one where it stands, and the rest can be read", async () => {
    const paths = ["accounts.ana.extension.note", "teams.support.members.ana.nickname", "teams.plaza.introduction"];
    for (const path of paths) await project.run(["config", "set", "--secret", "--path", `im:${path}`], secret);
    const up = await project.change();
    expect(up).toMatch(/extension *: \[secret\]/);
    expect(up).toMatch(/introduction *: \[secret\]/);
    expect(up).toMatch(/nickname *: (\[secret\]|"Shift lead" => \[secret\])/);
    for (const text of [up, project.stateFiles()]) expect(text).not.toContain(secret);
    const { support, ana } = await project.resources();
    for (const { members } of [support.inputs, support.outputs]) {
      expect(members["agent-ana"]).toEqual({
        manager: true,
        nickname: expect.objectContaining({ ciphertext: expect.any(String) }),
      });
      expect(members["agent-ben"]).toEqual({});
    }
    expect(ana.inputs).toMatchObject({ name: "Ana", extension: { ciphertext: expect.any(String) } });
    await project.expectClean();
  });

  /** Changes what the stack's file lists. */
  function edit(change: (config: Record<string, Record<string, unknown>>) => void): void {
    const file = join(project.folder, "Pulumi.dev.yaml");
    const settings = parse(readFileSync(file, "utf8"));
    change(settings.config);
    writeFileSync(file, stringify(settings));
  }

  /** Gives an entry another name. */
  function rename(list: Record<string, unknown>, from: string, to: string): void {
    list[to] = { ...(list[from] as object), aliases: [from] };
    delete list[from];
  }

  test("entries of three kinds that get other names with `aliases` stay what they are", async () => {
    const before = await project.resources();
    edit((config) => {
      const { "im:accounts": accounts = {}, "im:teams": teams = {} } = config;
      rename(accounts, "ben", "benno");
      rename(teams, "plaza", "square");
      const members = (teams.support as { members: Record<string, unknown> }).members;
      members.benno = members.ben;
      delete members.ben;
    });
    const rooms = join(project.folder, "rooms.yaml");
    const { "im:chatrooms": chatrooms } = parse(readFileSync(rooms, "utf8"));
    rename(chatrooms, "lobby", "foyer");
    writeFileSync(rooms, stringify({ "im:chatrooms": chatrooms }));

    await emulator.forgetCalls();
    await project.up();
    expect(Object.keys(project.counts)).toEqual(["same"]);
    expect(await emulator.writes()).toEqual([]);
    const after = await project.resources();
    for (const [from, to] of [
      ["ben", "benno"],
      ["plaza", "square"],
      ["lobby", "foyer"],
    ] as const) {
      expect(after[from]).toBeUndefined();
      expect(after[to].id).toBe(before[from].id);
    }
  });

  test("what is no longer listed is removed, after what refers to it", async () => {
    const file = join(project.folder, "Pulumi.dev.yaml");
    const settings = parse(readFileSync(file, "utf8"));
    delete settings.config["im:teams"].square;
    delete settings.config["im:file"];
    delete settings.config["im:accounts"].host;
    writeFileSync(file, stringify(settings));
    await emulator.forgetCalls();
    await project.up();
    const writes = await emulator.writes();
    expect(writes.filter((call) => call !== "team/kick").sort()).toEqual([
      "chatroom/toggleCloseStat",
      "chatroom/toggleCloseStat",
      "team/remove",
      "user/block",
    ]);
    expect(writes.at(-1)).toBe("user/block");
  });

  test("a file without any list removes nothing, and its advice ends the estate", async () => {
    const lists = ["im:accounts", "im:teams", "im:chatrooms"];
    edit((config) => {
      for (const list of lists) delete config[list];
    });
    const { code, text } = await project.run(["preview"]);
    expect(code).not.toBe(0);
    expect(text).toContain("Pulumi.dev.yaml: got no list of resources; allowed: one or more of im:accounts, ");
    expect(text).not.toMatch(/^ *- /m);
    const [, advised = ""] = /write `(.*)` under `config`/.exec(text) ?? [];

    edit((config) => Object.assign(config, parsed(advised)));
    await project.up();
    expect(Object.keys((await emulator.state()).teams)).toEqual([]);
    expect(Object.keys(await project.resources()).filter((name) => name !== "stack-file-dev")).toEqual([]);
  });
});

/** A text of YAML as what can be put together with others: a map of maps. */
function mapIn(yaml: string | undefined): Record<string, unknown> | undefined {
  try {
    const value = parse(yaml ?? "{}");
    // What an anchor makes endless is no part of anything else.
    JSON.stringify(value);
    return value instanceof Object && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isMap = (value: unknown) => value instanceof Object && !Array.isArray(value);

/** Whether two parts of a file can be put together: what both have is a map in both, or the same. */
function goTogether(one: Record<string, unknown>, other: Record<string, unknown>): boolean {
  return Object.keys(one).every(
    (key) => !(key in other) || one[key] === other[key] || (isMap(one[key]) && isMap(other[key])),
  );
}

/** Whether two rows can be in one stack. */
function rowsFit(one: Broken, other: Broken): boolean {
  if (!goTogether(parsed(one.yaml), parsed(other.yaml))) return false;
  if (one.file === undefined || other.file === undefined) return true;
  const [here, there] = [mapIn(one.file), mapIn(other.file)];
  return here !== undefined && there !== undefined && goTogether(here, there);
}

function batched(rows: readonly Broken[]): Broken[][] {
  const batches: Broken[][] = [];
  for (const row of rows) {
    const batch = batches.find((others) => others.every((other) => rowsFit(row, other)));
    if (batch) batch.push(row);
    else batches.push([row]);
  }
  return batches;
}

/** The separate file of a batch. */
function fileOf(rows: Broken[]): string {
  const files = rows.flatMap(({ file }) => file ?? []);
  return files.length === 1 ? String(files[0]) : stringify(merged(...files.map((file) => mapIn(file) ?? {})));
}

// By the root's own program.
describe("broken stack files", () => {
  let project: Project;
  const said = new Map<Broken, string>();

  beforeAll(async () => {
    // What a user reads is what a program of its own prints.
    project = new Project("stack-file", {}, { ownProcesses: true });
    cpSync(join(root, "index.ts"), join(project.folder, "index.ts"));
    await project.init({
      default: { vendor: "commsease", appKey: "one", appSecret: secret, region: "sg" },
      other: { vendor: "commsease", appKey: "two", appSecret: secret, region: "sg" },
      nex: { vendor: "nexconn", appKey: "three", appSecret: secret, region: "sg" },
    });
    const file = join(project.folder, "Pulumi.dev.yaml");
    const { config, ...keys } = parse(readFileSync(file, "utf8"));
    for (const rows of batched(broken)) {
      const all = merged(config, parsed(sound), ...rows.map(({ yaml }) => parsed(yaml)));
      writeFileSync(file, stringify({ ...keys, config: all }));
      writeFileSync(join(project.folder, "more.yaml"), fileOf(rows));
      const { code, text } = await project.run(["preview"]);
      for (const row of rows) said.set(row, code === 0 ? "" : text);
    }
  }, 300_000);

  afterAll(() => project?.dispose());

  test.each(broken)("$name: the preview tells path, reason and hint", (row) => {
    const line = said
      .get(row)
      ?.split("\n")
      .find((one) => one.trim().startsWith(row.says));
    expect(line ?? said.get(row)).toContain(row.says);
    for (const words of row.and) expect(line).toContain(words);
  });

  test("what stands without quotes is told as it stands, and as `pulumi config set` writes it", async () => {
    const file = join(project.folder, "Pulumi.dev.yaml");
    const { config, ...keys } = parse(readFileSync(file, "utf8"));
    const own = Object.entries(config).filter(([key]) => key === "im:connections");
    writeFileSync(file, stringify({ ...keys, config: Object.fromEntries(own) }));
    // Before the rest: it writes the whole file anew, as YAML has read it.
    await project.ok(["config", "set", "--path", "im:chatrooms.set.name", "10001"]);
    await project.ok(["config", "set", "--path", "--type", "string", "im:chatrooms.set.announcement", "10002"]);
    appendFileSync(
      file,
      `  im:accounts:
    octal: { accountId: 0123456 }
    phone: { accountId: phone, mobile: +8613800000000, name: null }
    time: { accountId: time, birthday: 2024-01-01T10:00:00Z }
    long: { accountId: 12345678901234567890, extension: { n: 9007199254740993 } }
  im:teams:
    t: { name: 1e5, owner: { accountId: o }, members: [{ accountId: 10009 }] }
`,
    );
    const { text } = await project.run(["preview"]);
    const lines = text.split("\n").filter((line) => /^\s+im:.*: got /.test(line));
    const told = lines.map((line) => /^\s+(im:\S+): got (.*); allowed: .*\. (.*)$/.exec(line)?.slice(1));
    const bare = (path: string, value: string) => [path, `${value} without quotes`, `Write it in quotes: "${value}".`];
    expect(told.sort()).toEqual(
      [
        bare("im:accounts.octal.accountId", "0123456"),
        bare("im:accounts.phone.mobile", "+8613800000000"),
        bare("im:accounts.long.accountId", "12345678901234567890"),
        bare("im:chatrooms.set.name", "10001"),
        ["im:chatrooms.set.owner", "nothing", "It is required: add it."],
        bare("im:teams.t.name", "1e5"),
        bare("im:teams.t.members[0].accountId", "10009"),
        [
          "im:accounts.phone.name",
          "null without quotes, which YAML reads as no value",
          'If it is a text: Write it in quotes: "null".',
        ],
        ["im:accounts.time.birthday", '"2024-01-01T10:00:00Z"', "Write it as 1990-12-31."],
        [
          "im:accounts.long.extension.n",
          "9007199254740993, a number whose last digits get lost",
          'Write it in quotes: "9007199254740993".',
        ],
      ].sort(),
    );
  });

  test("no preview prints a stack trace or a secret", () => {
    for (const text of said.values()) {
      expect(text).toMatch(/The stack file has (a problem|\d+ problems):/);
      expect(text).not.toMatch(/^\s+at .*:\d+/m);
      expect(text).not.toContain("unhandled exception");
      expect(text).not.toContain(secret);
    }
  });
});
