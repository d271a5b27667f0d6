import { superTeam } from "../../provider/commsease/super-team/resource";
import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

const people = ["olga", "ann", "ben", "cat", "dan", "eve", "fay"];

describe("commsease.SuperTeam through the engine", () => {
  let emulator: Emulator;
  let project: Project;
  let tid: string;

  useStack("super-team", async (stack) => {
    ({ emulator, project } = stack);
    // Whether people are asked is open; here nobody is, so that a first up finds everybody there.
    await emulator.settings({ superTeamConsent: "never" });
    for (const accid of people) await emulator.mustVendor("user/create", { accid });
    await emulator.forgetCalls();
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

  test("people who are asked first show no difference; once nobody is asked they are invited anew, and stay in", async () => {
    await emulator.settings({ superTeamConsent: "beinvitemode" });
    const asking = project
      .source("2-change")
      .replace("beinvitemode: 1", "beinvitemode: 0")
      .replace("tlevel: 6", "tlevel: 9");
    project.program(asking.replace("eve: {}", "eve: {}, fay: { custom: 'asked' }"));
    await project.up();
    expect(await emulator.superTeam(tid)).toMatchObject({ pending: ["fay"] });
    expect(await project.refresh()).toMatch(/2 unchanged/);
    await project.expectClean();
    await emulator.forgetCalls();
    project.program(
      asking.replace("beinvitemode: 0", "beinvitemode: 1").replace("eve: {}", "eve: {}, fay: { custom: 'asked' }"),
    );
    await project.up();
    expect(await emulator.writes()).toEqual(["superteam/updateTinfo", "superteam/invite", "superteam/updateTlist"]);
    expect(await roster()).toMatchObject({ fay: "member asked" });

    await emulator.mustVendor("superteam/leave", { tid, accid: "fay" });
    await project.refresh();
    await project.up();
    expect(await roster()).toHaveProperty("fay");
    await project.expectClean();
  });

  test("a super team dismissed by hand is made anew", async () => {
    await emulator.mustVendor("superteam/dismiss", { tid, owner: "cat" });
    expect(await project.refresh()).toContain(`commsease:SuperTeam ${tid} no longer exists at the vendor`);
    expect(await project.up()).toContain("+ 1 created");
    const replacement = (await project.outputs()).tid;
    expect(replacement).not.toBe(tid);
    tid = replacement;
    await project.expectClean();
  });

  test("destroy dismisses it without running the program", async () => {
    project.program("throw new Error('the program must not run');");
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
