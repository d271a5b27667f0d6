import { type ChildProcess, fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { calls as commsease } from "../../provider/commsease/calls";
import { definitions } from "../../provider/dynamic";
import { calls as nexconn } from "../../provider/nexconn/calls";
import { calls as tencent } from "../../provider/tencent/calls";

const root = join(__dirname, "../..");

describe("the calls that definitions list", () => {
  it.each([
    ["commsease", commsease],
    ["nexconn", nexconn],
    ["tencent", tencent],
  ])("are all in the catalogue of %s, and the catalogue has no other", (name, catalogue) => {
    const own = definitions.filter(({ vendor }) => vendor.name === name);
    const listed = own.flatMap((definition) => definition.calls.map(({ call }) => call));
    expect([...new Set(listed)].sort()).toEqual(Object.keys(catalogue).sort());
  });

  it.each(definitions)("are listed once in $kind", (definition) => {
    const own = definition.calls.map(({ call }) => call);
    expect(new Set(own).size).toBe(own.length);
  });
});

describe("tools/reference.mjs --check", () => {
  let copy: string;
  let generator: ChildProcess;
  /** The texts of what a test has changed, as they are in the tree. */
  const changed = new Map<string, string>();

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), "im-reference-"));
    for (const part of ["tools", "provider", "examples", "docs"]) {
      cpSync(join(root, part), join(copy, part), {
        recursive: true,
        filter: (path) => !/node_modules|tools.engine/.test(path.slice(root.length)),
      });
    }
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    symlinkSync(join(root, "provider/node_modules"), join(copy, "provider/node_modules"));
    generator = fork(join(__dirname, "reference-process.mjs"), [copy], { execArgv: [] });
  });

  afterEach(() => {
    for (const [file, text] of changed) writeFileSync(join(copy, file), text);
    changed.clear();
  });

  afterAll(async () => {
    generator.disconnect();
    await once(generator, "exit");
    rmSync(copy, { recursive: true, force: true });
  });

  /** What a run in the copy says; nothing where it went well. */
  async function reference(how: { check?: boolean } = {}): Promise<string> {
    const [said] = await Promise.all([once(generator, "message"), generator.send(how)]);
    return said[0];
  }

  const check = () => reference({ check: true });

  /** The same as a command. */
  function command(...args: string[]) {
    const { status, stderr } = spawnSync(process.execPath, [join(copy, "tools/reference.mjs"), ...args], {
      encoding: "utf8",
    });
    return { status, stderr: stderr.trim() };
  }

  function textOf(file: string): string {
    return readFileSync(join(copy, file), "utf8");
  }

  function edit(file: string, from: string, to: string): void {
    const text = textOf(file);
    expect(text).toContain(from);
    if (!changed.has(file)) changed.set(file, text);
    writeFileSync(join(copy, file), text.replace(from, to));
  }

  const account = "provider/commsease/account/fields.ts";

  it("passes on the tree as it is", async () => {
    expect(await check()).toBe("");
  });

  it("fails on a page that was changed by hand, and `npm run docs` puts it right", async () => {
    edit("docs/reference/commsease-team.md", "Customer support", "Something else");
    const stderr = "Not up to date: docs/reference/commsease-team.md. Run `npm run docs`.";
    expect(command("--check")).toEqual({ status: 1, stderr });
    expect(command().status).toBe(0);
    expect(await check()).toBe("");
  });

  it("fails on a page that is missing and on one of a resource that is no more", async () => {
    const [page, gone] = ["docs/reference/commsease-account.md", join(copy, "docs/reference/commsease-gone.md")];
    changed.set(page, textOf(page));
    rmSync(join(copy, page));
    writeFileSync(gone, "# Gone\n");
    expect(await check()).toMatch(/commsease-account\.md, docs\/reference\/commsease-gone\.md/);
    expect(await reference()).toBe("");
    expect([textOf(page), existsSync(gone)]).toEqual([changed.get(page), false]);
  });

  it("fails on a guide whose written part was changed by hand, and leaves the rest of the page alone", async () => {
    edit("docs/import.md", '"name": "Help desk"', '"name": "Something else"');
    edit("docs/limits.md", "**A room cannot be deleted.**", "**A room can be deleted.**");
    edit("docs/limits.md", "# Known limits", "# What cannot be done");
    const says = "Not up to date: docs/import.md, docs/limits.md. Run `npm run docs`.";
    expect(await check()).toBe(says);
    expect(await reference()).toBe("");
    expect(textOf("docs/limits.md")).toMatch(/^# What cannot be done[\s\S]*\*\*A room cannot be deleted\.\*\*/);
  });

  it("names a guide that has lost the marks around its written part", async () => {
    edit("docs/limits.md", "<!-- Here ends what is written by `npm run docs`. -->\n", "");
    expect(await check()).toMatch(/^docs\/limits\.md needs the line "<!-- From here on/);
  });

  it("fails on a text that changed at its source", async () => {
    edit(account, "   * Display name.", "   * The name that is displayed.");
    expect(await check()).toContain("docs/reference/commsease-account.md");
  });

  it("fails on a JSON Schema of stack files that is stale, and names a portable field that has no JSDoc", async () => {
    const team = "provider/portable/team.ts";
    edit(team, "  /** Introduction of the team. */", "  /** What the team is about. */");
    expect(await check()).toContain("Not up to date: docs/reference/portable.md, provider/stack-file.schema.json");
    edit(team, "  /** What the team is about. */\n", "");
    expect(await check()).toContain("Team.introduction has no JSDoc");
  });

  it("says what an absent answer means, and fails where the schema of the answer says something else", () => {
    const page = "docs/reference/nexconn-user.md";
    const row = (means: string) => `| \`user/profile/batch/get\` | \`users[].userProfile\` | ${means} |`;
    const means = "nothing is known of the user beside name and avatar";
    expect(textOf(page)).toContain(row(means));
    changed.set(page, textOf(page));
    edit("provider/dist/nexconn/answers.js", means, "the user shows no face");
    expect(command("--check").stderr).toBe(`Not up to date: ${page}. Run \`npm run docs\`.`);
    expect(command().status).toBe(0);
    expect(textOf(page)).toContain(row("the user shows no face"));
  });

  it("names a field that has no JSDoc", async () => {
    edit(account, "   * Display name.\n", "");
    expect(await check()).toBe("AccountInputs.name has no JSDoc. Say in a sentence what it is.");
  });

  it("names a field of a member that has no JSDoc", async () => {
    edit("provider/commsease/team/members.ts", "  /** Whether the member is a manager. */\n", "");
    expect(await check()).toContain("TeamMember.manager has no JSDoc");
  });

  it("names a field that has no entry in the schema", async () => {
    edit(account, "  name?: string | undefined;", "  name?: string | undefined;\n  /** New. */\n  shoeSize?: number;");
    expect(await check()).toContain("AccountInputs.shoeSize has no entry in the schema");
  });

  it("names an output that the definition does not have", async () => {
    edit(account, "  tokenDeclared: boolean;", "  tokenDeclared: boolean;\n  /** New. */\n  createtime: number;");
    expect(await check()).toContain("AccountState.createtime is neither an input nor");
  });

  it("names a @call that the definition does not list", async () => {
    edit(account, "@call user/create, user/updateUinfo", "@call user/creat");
    expect(await check()).toBe("@call user/creat on commsease:Account.name: the definition lists no such call.");
  });

  it("shows of an inherited field the calls of each resource, and names a call that is of none", async () => {
    const callsOfMuteType = (page: string) =>
      /### muteType[\s\S]*?Calls: (.*)/.exec(textOf(`docs/reference/${page}`))?.[1];
    expect(callsOfMuteType("commsease-team.md")).toBe("`team/muteTlistAll`");
    expect(callsOfMuteType("commsease-superteam.md")).toBe("`superteam/mute`");

    const fields = "provider/commsease/team/shared-fields.ts";
    edit(fields, "@call team/muteTlistAll, superteam/mute", "@call team/muteTlistAl, superteam/mute");
    expect(await check()).toContain("@call team/muteTlistAl on commsease:SuperTeam.muteType");
    edit(fields, "@call team/muteTlistAl, superteam/mute", "@call superteam/mute");
    expect(await check()).toContain("@call superteam/mute on commsease:Team.muteType");
  });
});
