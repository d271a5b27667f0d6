import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

describe("the options of Pulumi's resources", () => {
  let emulator: Emulator;
  let project: Project;

  useStack("options", async (stack) => {
    ({ emulator, project } = stack);
    project.step("1-create");
    await project.up();
  });

  test("parent: the resource's URN is under its parent's", async () => {
    const { first, estate } = await project.resources();
    expect(first.parent).toBe(estate.urn);
    expect(first.urn).toContain("acme:Estate$pulumi-nodejs:dynamic/im/commsease:Account::first");
  });

  test("dependsOn: the other one comes first", async () => {
    const created = (await emulator.calls("user/create")).map(({ params }) => params.accid);
    expect(created.indexOf("first")).toBeLessThan(created.indexOf("second"));
    expect((await project.resources()).second.dependencies).toEqual([(await project.resources()).first.urn]);
  });

  test("ignoreChanges: neither a new value nor drift is a change", async () => {
    await emulator.mustVendor("user/updateUinfo", { accid: "second", name: "By hand" });
    await project.refresh();
    project.step("2-change");
    await project.expectClean();
    expect(await emulator.account("second")).toMatchObject({ name: "By hand" });
  });

  test("protect: destroy is refused and nothing is done", async () => {
    await emulator.forgetCalls();
    const { code, text } = await project.run(["destroy", "--yes", "--skip-preview"]);
    expect(code).not.toBe(0);
    expect(text).toContain("protected");
    expect(await emulator.account("first")).toMatchObject({ blocked: false });
  });

  test("retainOnDelete: removed from the program, the account stays as it is", async () => {
    project.step("3-remove");
    await project.up();
    expect(await emulator.account("third")).toMatchObject({ blocked: false });
    expect(await emulator.account("second")).toMatchObject({ blocked: true });
    expect(Object.keys(await project.resources())).not.toContain("third");
    await project.destroy();
    expect(await emulator.account("first")).toMatchObject({ blocked: true });
  });
});
