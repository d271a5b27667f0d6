import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

/** What the life of every kind (test/engine/life-commsease.test.ts) does not show. */
describe("commsease.SuperTeam through the engine", () => {
  let emulator: Emulator;
  let project: Project;

  useStack("super-team", async (stack) => {
    ({ emulator, project } = stack);
    for (const accid of ["olga", "ann", "ben", "cat", "dan", "eve", "fay"]) {
      await emulator.mustVendor("user/create", { accid });
    }
  });

  const only = async () => Object.values((await emulator.state()).superTeams)[0];

  test("an app without super teams is told of", async () => {
    await emulator.settings({ superTeamFeature: false });
    project.step("1-create");
    expect(await project.failingUp()).toContain("The app has no super teams: have the vendor enable them for it");
  });

  test("people who are asked first show no difference; once nobody is asked they are invited anew, and stay in", async () => {
    await emulator.settings({ superTeamFeature: true, superTeamConsent: "beinvitemode" });
    const asked = project
      .source("2-change")
      .replace("eve: {}", "eve: {}, fay: { custom: 'asked' }")
      .replace("tlevel: 6", "tlevel: 9");
    project.program(asked.replace(", fay: { custom: 'asked' }", ""));
    await project.up();
    project.program(asked.replace("beinvitemode: 1", "beinvitemode: 0"));
    await project.up();
    expect(await only()).toMatchObject({ pending: ["fay"] });
    await project.expectSettled();
    await emulator.forgetCalls();
    project.program(asked);
    await project.up();
    expect(await emulator.writes()).toEqual(["superteam/updateTinfo", "superteam/invite", "superteam/updateTlist"]);
    expect(await only()).toMatchObject({ members: { fay: { role: "member", custom: "asked" } } });

    const { tid } = (await only()) as { tid: string };
    await emulator.mustVendor("superteam/leave", { tid, accid: "fay" });
    await project.change("--refresh");
    expect(await only()).toMatchObject({ members: { fay: {} } });
    await project.expectClean();
  });
});
