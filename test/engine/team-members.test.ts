import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

/** What the life of every kind (test/engine/life-commsease.test.ts) does not show. */
describe("commsease.TeamMembers through the engine", () => {
  let emulator: Emulator;
  let project: Project;
  let tid: string;

  useStack("team-members", async (stack) => {
    ({ emulator, project } = stack);
    for (const accid of ["olga", "ann", "ben", "cat", "dan", "eve"])
      await emulator.mustVendor("user/create", { accid });
    const team = { owner: "olga", msg: "by hand", magree: 0, joinmode: 0 };
    tid = (await emulator.mustVendor("team/create", { ...team, tname: "First", members: ["cat"] })).tid;
    await project.ok(["config", "set", "tid", "18500000099"]);
  });

  const source = () => project.source("2-change").replace("magree: 1", "magree: 0");
  const present = async () => Object.keys((await emulator.team(tid)).members).sort();

  test("a team that is not there is an error before anybody is invited", async () => {
    project.program(source());
    expect(await project.failingUp()).toContain("There is no commsease team 18500000099 in this app");
    expect(await emulator.calls("team/add")).toEqual([]);
  });

  test("who was removed by hand shows after a refresh, and comes back", async () => {
    await project.ok(["config", "set", "tid", tid]);
    await project.up();
    expect(await present()).toEqual(["ann", "cat", "eve", "olga"]);
    await emulator.mustVendor("team/kick", { tid, owner: "olga", members: ["eve"] });
    expect(await project.change("--refresh")).toMatch(/\+ eve *: \{\}/);
    expect(await present()).toEqual(["ann", "cat", "eve", "olga"]);
  });

  test("who was there before and is no longer declared stays, with a warning", async () => {
    project.program(source().replace(/cat: \{.*?\}, /, ""));
    const text = await project.change();
    expect(text).toMatch(/- cat *: \{/);
    expect(text).toMatch(/keeps cat: no longer declared, and there before/);
    expect(await present()).toEqual(["ann", "cat", "eve", "olga"]);
    await project.expectClean();
  });

  test("a team dismissed by hand takes its set along, with a warning", async () => {
    await emulator.mustVendor("team/remove", { tid, owner: "olga" });
    expect(await project.refresh()).toContain(`commsease:TeamMembers ${tid} no longer exists at the vendor`);
    await project.destroy();
  });
});
