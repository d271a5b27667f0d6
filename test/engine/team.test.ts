import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

const people = ["olga", "ann", "ben", "cat", "fay"];

/** What the life of every kind (test/engine/life-commsease.test.ts) does not show. */
describe("commsease.Team through the engine", () => {
  let emulator: Emulator;
  let project: Project;
  let tid: string;

  useStack("team", async (stack) => {
    ({ emulator, project } = stack);
    for (const accid of people) await emulator.mustVendor("user/create", { accid });
  });

  const declaring = (members: string[]) =>
    `import { commsease } from "pulumi-im";
    const team = new commsease.Team("team", { tname: "Two", owner: "cat", members: ${JSON.stringify(members)} });
    export const tid = team.tid;`;

  test("who came and who left by hand show after a refresh, and are mended", async () => {
    project.program(declaring(["ann", "ben", "olga"]));
    await project.up();
    tid = (await project.outputs()).tid;
    const byHand = { tid, owner: "cat", magree: 0, msg: "by hand" };
    await emulator.mustVendor("team/add", { ...byHand, members: ["fay"] });
    await emulator.mustVendor("team/kick", { ...byHand, members: ["ann"] });
    const text = await project.change("--refresh");
    for (const line of [/- fay *: \{\}/, /\+ ann *: \{\}/]) expect(text).toMatch(line);
    expect(Object.keys((await emulator.team(tid)).members).sort()).toEqual(["ann", "ben", "cat", "olga"]);
    await project.expectSettled();
  });

  test("what the vendor's default says already is an update, and no replacement", async () => {
    project.program(
      'import { commsease } from "pulumi-im"; new commsease.Team("team", { tname: "Two", owner: "cat", isNotifyCloseOnline: 0 });',
    );
    await project.up();
    expect(project.counts).toEqual({ same: 1, update: 1 });
  });

  test("a team dismissed by hand is no team to update, and is made anew after a refresh", async () => {
    await emulator.mustVendor("team/remove", { tid, owner: "cat" });
    project.program(declaring(["ben"]));
    expect(await project.failingUp()).toContain("Run `pulumi refresh`");
    expect(await project.refresh()).toContain(`commsease:Team ${tid} no longer exists at the vendor`);
    await project.up();
    expect(project.counts).toEqual({ create: 1, same: 1 });
    const replacement = (await project.outputs()).tid;
    expect(replacement).not.toBe(tid);
    expect(await emulator.team(replacement)).toMatchObject({ tname: "Two" });
  });
});
