import { superTeam } from "../../provider/commsease/super-team";
import { Emulator } from "../support/emulator";
import { Project } from "../support/project";

const people = ["olga", "ann", "ben", "cat", "dan", "eve", "fay"];

describe("commsease.SuperTeam through the engine", () => {
  let emulator: Emulator;
  let elsewhere: Emulator;
  let project: Project;
  let tid: string;

  beforeAll(async () => {
    emulator = await Emulator.start();
    // Whether people are asked is open; here nobody is, so that a first up finds everybody there.
    await emulator.settings({ superTeamConsent: "never" });
    for (const accid of people) await emulator.mustVendor("user/create", { accid });
    await emulator.forgetCalls();
    elsewhere = await Emulator.start(["--app", `commsease=${"b".repeat(32)}`]);
    for (const accid of people) await elsewhere.mustVendor("user/create", { accid });
    project = new Project("super-team");
    await project.init({ default: emulator.connection, elsewhere: elsewhere.connection });
  });

  afterAll(async () => {
    await emulator?.stop();
    await elsewhere?.stop();
    project?.dispose();
  });

  /** Who is there, each with role, nick, custom and mute where they are set. */
  async function roster(): Promise<Record<string, string>> {
    const { members } = await emulator.superTeam(tid);
    return Object.fromEntries(
      Object.entries<{ role: string; nick: string; custom: string; mute: boolean }>(members).map(
        ([accid, { role, nick, custom, mute }]) => [
          accid,
          [role, nick, custom, mute && "mute"].filter(Boolean).join(" "),
        ],
      ),
    );
  }

  test("a preview shows members by accid and calls nobody", async () => {
    project.step("1-create");
    expect(await project.preview()).toMatch(/ben: \{\n *manager: true/);
    expect(await emulator.calls()).toEqual([]);
  });

  test("up creates what is declared, and the next preview is clean", async () => {
    await project.up();
    tid = (await project.outputs()).tid;
    expect(await emulator.superTeam(tid)).toMatchObject({
      tname: "First",
      owner: "olga",
      announcement: "first announcement",
      intro: "first intro",
      serverCustom: expect.stringContaining('"n":1}'),
      icon: "https://example.com/1.png",
      joinmode: 0,
      tlevel: 500,
      muteType: 0,
    });
    expect(await roster()).toEqual({
      olga: "owner",
      ann: "member",
      ben: "manager",
      cat: "member Cat c1",
      dan: "member",
    });
    await project.expectClean();
    const before = await project.resources();
    expect(await project.refresh()).toMatch(/2 unchanged/);
    expect((await project.resources()).hall.inputs).toEqual(before.hall.inputs);
    await project.expectClean();
  });

  test("every field can change in place, the owner and the members in the same change", async () => {
    const before = await project.resources();
    project.step("2-change");
    const text = await project.preview();
    expect(text).toContain("~ 1 to update");
    expect(text).toMatch(/- dan *: \{\}/);
    expect(text).toMatch(/\+ eve *: \{\}/);
    await emulator.forgetCalls();
    await project.up();
    const after = await project.resources();
    const fixed = new Set(["connection", "adopt", "mark"]);
    for (const field of Object.keys(superTeam.schema.shape).filter((key) => !fixed.has(key))) {
      expect(text).toMatch(new RegExp(`[~-] ${field} *:`));
      expect([field, after.hall.inputs[field]]).not.toEqual([field, before.hall.inputs[field]]);
    }
    expect(await emulator.superTeam(tid)).toMatchObject({
      tname: "Second",
      owner: "cat",
      announcement: "",
      intro: "second intro",
      serverCustom: expect.stringContaining('"n":2}'),
      icon: "https://example.com/2.png",
      joinmode: 2,
      beinvitemode: 1,
      invitemode: 1,
      uptinfomode: 1,
      upcustommode: 1,
      tlevel: 6,
      muteType: 1,
    });
    expect(await roster()).toEqual({
      cat: "owner Cat c1",
      ann: "manager",
      ben: "member Ben b2 mute",
      eve: "member",
      olga: "manager",
    });
    expect(await emulator.writes()).toEqual([
      "superteam/updateTinfo",
      "superteam/invite",
      "superteam/addManager",
      "superteam/changeOwner",
      "superteam/addManager",
      "superteam/removeManager",
      "superteam/kick",
      "superteam/updateTeamNick",
      "superteam/updateTlist",
      "superteam/muteTlist",
      "superteam/changeLevel",
      "superteam/mute",
    ]);
    await project.expectClean();
  });

  test("drift by hand is found by a refresh, shown by property, and mended", async () => {
    const owner = "cat";
    await emulator.mustVendor("superteam/updateTinfo", {
      tid,
      owner,
      tname: "By hand",
      announcement: "By hand",
      intro: "",
      serverCustom: "",
      icon: "",
      joinmode: 1,
      beinvitemode: 0,
      invitemode: 0,
      uptinfomode: 0,
      upcustommode: 0,
    });
    await emulator.mustVendor("superteam/changeLevel", { tid, owner, tlevel: 50 });
    await emulator.mustVendor("superteam/mute", { tid, owner, muteType: 0 });
    await emulator.mustVendor("superteam/removeManager", { tid, owner, managerAccids: ["olga"] });
    await emulator.mustVendor("superteam/updateTlist", { tid, accid: "ben", nick: "Benny", custom: "" });
    await emulator.mustVendor("superteam/muteTlist", { tid, owner, muteAccids: ["ben"], mute: 0 });
    await emulator.mustVendor("superteam/invite", { tid, owner, inviteAccids: ["fay"], msg: "by hand" });
    await emulator.mustVendor("superteam/changeOwner", { tid, owner, accid: "olga", leave: 2 });
    await project.refresh();
    const text = await project.preview();
    const fields = ["tname", "announcement", "intro", "serverCustom", "icon", "joinmode", "beinvitemode", "invitemode"];
    for (const field of [...fields, "uptinfomode", "upcustommode", "tlevel", "muteType", "owner", "members"]) {
      expect(text).toMatch(new RegExp(`[~+-] ${field} *:`));
    }
    expect(text).toMatch(/- fay *: \{\}/);
    expect(text).toMatch(/~ nick *: "Benny" => "Ben"/);
    await project.up();
    expect(await emulator.superTeam(tid)).toMatchObject({ tname: "Second", owner: "cat", joinmode: 2, tlevel: 6 });
    expect(await roster()).toEqual({
      cat: "owner Cat c1",
      ann: "manager",
      ben: "member Ben b2 mute",
      eve: "member",
      olga: "manager",
    });
    await project.expectClean();
  });

  test("who came between preview and up stays with a warning, shows after a refresh, and then goes", async () => {
    project.program(project.source("2-change").replace("tlevel: 6", "tlevel: 60").replace("Second", "Third"));
    await project.preview();
    await emulator.mustVendor("superteam/changeLevel", { tid, owner: "cat", tlevel: 60 });
    await emulator.mustVendor("superteam/invite", { tid, owner: "cat", inviteAccids: ["fay"], msg: "by hand" });
    expect(await project.up()).toMatch(/neither declared nor in the state: fay\. They stay\./);
    await project.refresh();
    expect(await project.preview()).toMatch(/- fay *: \{\}/);
    await project.up();
    expect(Object.keys(await roster()).sort()).toEqual(["ann", "ben", "cat", "eve", "olga"]);
    await project.expectClean();
  });

  test("a member who left by hand comes back", async () => {
    await emulator.mustVendor("superteam/leave", { tid, accid: "eve" });
    await project.refresh();
    expect(await project.preview()).toMatch(/\+ eve *: \{\}/);
    await project.up();
    expect(await roster()).toHaveProperty("eve");
    await project.expectClean();
  });

  test("another app replaces: the new one comes, the old one is dismissed", async () => {
    const program = project.source("2-change");
    project.program(program.replace('tname: "Second"', 'tname: "Second", connection: "elsewhere"'));
    expect(await project.preview()).toMatch(/\+-\s*1 to replace/);
    await project.up();
    const moved = (await project.outputs()).tid;
    expect(await elsewhere.superTeam(moved)).toMatchObject({ tname: "Second", owner: "cat" });
    expect(await emulator.superTeam(tid)).toBeUndefined();
    await project.expectClean();
    project.step("2-change");
    await project.up();
    tid = (await project.outputs()).tid;
    expect(await elsewhere.superTeam(moved)).toBeUndefined();
  });

  test("a super team dismissed by hand is made anew", async () => {
    project.step("2-change");
    await emulator.mustVendor("superteam/dismiss", { tid, owner: "cat" });
    expect(await project.refresh()).toContain(`commsease:SuperTeam ${tid} no longer exists at the vendor`);
    expect(await project.preview()).toContain("+ 1 to create");
    await project.up();
    const replacement = (await project.outputs()).tid;
    expect(replacement).not.toBe(tid);
    tid = replacement;
    await project.expectClean();
  });

  test("destroy dismisses it without running the program", async () => {
    project.program("throw new Error('the program must not run');");
    await project.refresh();
    await project.destroy();
    expect((await emulator.state()).superTeams[tid]).toBeUndefined();
    expect(Object.keys(await project.resources())).toEqual([]);
  });

  test("an app without super teams is told of", async () => {
    await emulator.settings({ superTeamFeature: false });
    project.step("1-create");
    const { code, text } = await project.run(["up", "--yes", "--skip-preview"]);
    expect(code).not.toBe(0);
    expect(text).toContain("The app has no super teams: have the vendor enable them for it");
  });
});
