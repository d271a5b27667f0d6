import { teamMembers } from "../../provider/commsease/team-members/resource";
import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

const people = ["olga", "ann", "ben", "cat", "dan", "eve", "fay"];

describe("commsease.TeamMembers through the engine", () => {
  let emulator: Emulator;
  let project: Project;
  let tid: string;
  let other: string;

  useStack("team-members", async (stack) => {
    ({ emulator, project } = stack);
    for (const accid of people) await emulator.mustVendor("user/create", { accid });
    const team = { owner: "olga", msg: "by hand", magree: 0, joinmode: 0 };
    tid = (await emulator.mustVendor("team/create", { ...team, tname: "First", members: ["cat", "fay"] })).tid;
    other = (await emulator.mustVendor("team/create", { ...team, tname: "Other", members: ["cat"] })).tid;
    await emulator.forgetCalls();
    await project.ok(["config", "set", "tid", tid]);
    await project.ok(["config", "set", "other", other]);
  });

  /** Who is in a team, each with role, nick, custom and mute where they are set. */
  async function roster(of = tid): Promise<Record<string, string>> {
    const { members } = await emulator.team(of);
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

  test("up adds who is missing, and the next preview is clean", async () => {
    await project.up();
    expect(await roster()).toEqual({
      olga: "owner",
      ann: "member",
      ben: "manager",
      cat: "member Cat c1",
      dan: "member",
      fay: "member",
    });
    expect(await project.outputs()).toEqual({ added: ["ann", "ben", "dan"] });
    await project.expectClean();
    expect(await project.refresh()).toMatch(/2 unchanged/);
  });

  test("every field that can change in place does", async () => {
    const before = await project.resources();
    project.step("2-change");
    const text = await project.preview();
    expect(text).toMatch(/- dan *: \{\}/);
    expect(text).toMatch(/\+ eve *: \{\}/);
    await emulator.forgetCalls();
    await project.up();
    const after = await project.resources();
    const fixed = new Set<string>([...teamMembers.replaceOn, "connection"]);
    for (const field of Object.keys(teamMembers.schema.shape).filter((key) => !fixed.has(key))) {
      expect(text).toMatch(new RegExp(`[~-] ${field} *:`));
      expect([field, after.staff.inputs[field]]).not.toEqual([field, before.staff.inputs[field]]);
    }
    expect(await roster()).toEqual({ olga: "owner", ann: "manager", cat: "member Kat mute", fay: "member" });
    expect((await emulator.team(tid)).pending).toEqual(["eve"]);
    expect(await emulator.writes()).toEqual([
      "team/add",
      "team/addManager",
      "team/kick",
      "team/updateTeamNick",
      "team/muteTlist",
    ]);
    await project.expectClean();
    await emulator.control("POST", "/control/accept", { vendor: "commsease", tid, accid: "eve" });
    expect(await project.refresh()).toMatch(/2 unchanged/);
    await project.expectClean();
  });

  test("of drift by hand only that of the people named is found and mended", async () => {
    project.program(project.source("2-change").replace("magree: 1", "magree: 0"));
    await project.up();
    await emulator.mustVendor("team/kick", { tid, owner: "olga", members: ["eve", "fay"] });
    await emulator.mustVendor("team/removeManager", { tid, owner: "olga", members: ["ann"] });
    await emulator.mustVendor("team/updateTeamNick", { tid, owner: "olga", accid: "cat", nick: "By hand" });
    await emulator.mustVendor("team/add", { tid, owner: "olga", members: ["dan"], magree: 0, msg: "by hand" });
    await project.refresh();
    const text = await project.preview();
    expect(text).toMatch(/\+ eve *: \{\}/);
    expect(text).toMatch(/~ nick *: "By hand" => "Kat"/);
    expect(text).not.toMatch(/dan|fay/);
    await project.up();
    expect(await roster()).toEqual({
      olga: "owner",
      ann: "manager",
      cat: "member Kat mute",
      dan: "member",
      eve: "member",
    });
    await project.expectClean();
  });

  test("who was there before and is no longer declared stays, with a warning", async () => {
    project.program(
      project
        .source("2-change")
        .replace(/cat: \{.*?\}, /, "")
        .replace("magree: 1", "magree: 0"),
    );
    expect(await project.preview()).toMatch(/- cat *: \{/);
    expect(await project.up()).toMatch(/keeps cat: no longer declared, and there before/);
    expect(Object.keys(await roster()).sort()).toEqual(["ann", "cat", "dan", "eve", "olga"]);
    await project.expectClean();
  });

  test("another team replaces the set: its people come there, and those added here go", async () => {
    project.step("3-replace");
    expect(await project.preview()).toMatch(/\+-\s*1 to replace/);
    await project.up();
    expect(Object.keys(await roster()).sort()).toEqual(["cat", "dan", "olga"]);
    expect(await roster(other)).toEqual({ olga: "owner", ann: "member", cat: "member" });
    await project.expectClean();
  });

  test("destroy without the program removes only those whom the set added", async () => {
    project.program("throw new Error('the program must not run');");
    await project.destroy();
    expect(await roster(other)).toEqual({ olga: "owner", cat: "member" });
    expect(Object.keys(await project.resources())).toEqual([]);
  });

  test("a team that is not there is an error before anybody is invited", async () => {
    project.step("1-create");
    await project.ok(["config", "set", "tid", "18500000099"]);
    const { code, text } = await project.run(["up", "--yes", "--skip-preview"]);
    expect(code).not.toBe(0);
    expect(text).toContain("There is no commsease team 18500000099 in this app");
  });

  test("a team dismissed by hand takes its set along, with a warning", async () => {
    await project.ok(["config", "set", "tid", tid]);
    await project.up();
    await emulator.mustVendor("team/remove", { tid, owner: "olga" });
    expect(await project.refresh()).toContain(`commsease:TeamMembers ${tid} no longer exists at the vendor`);
    await project.destroy();
  });
});
