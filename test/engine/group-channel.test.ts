import { Emulator } from "../support/emulator";
import { Project } from "../support/project";

/** What the life of every kind (test/engine/life-nexconn.test.ts) does not show. */
describe("nexconn.GroupChannel through the engine", () => {
  let emulator: Emulator;
  let project: Project;

  const group = async () => (await emulator.nexconn.state()).groups.helpdesk;

  beforeAll(async () => {
    emulator = await Emulator.start();
    for (const userId of ["ann", "cat"]) {
      await emulator.nexconn.mustVendor("auth/access-token/issue", { userId, name: userId });
    }
    project = new Project("group-channel");
    await project.init({ default: emulator.nexconn.connection });
    project.step("3-replace");
    await project.up();
  });

  afterAll(async () => {
    await emulator?.stop();
    project?.dispose();
  });

  test("an update of a group that was dismissed by hand says what to do, and it is made anew", async () => {
    await emulator.nexconn.mustVendor("group-channel/dismiss", { channelId: "helpdesk" });
    project.program(project.source("3-replace").replace('"Third"', '"Fourth"'));
    expect(await project.failingUp()).toContain("Run `pulumi refresh`");
    expect(await project.refresh()).toContain("nexconn:GroupChannel helpdesk no longer exists at the vendor");
    await project.up();
    expect(await group()).toMatchObject({ name: "Fourth" });
  });

  test("a forced replacement keeps the group, which no delete of the old resource then hits", async () => {
    const { urn } = (await project.resources()).group;
    await emulator.forgetCalls();
    expect(await project.ok(["up", "--yes", "--skip-preview", "--replace", urn])).toContain("it is taken over");
    // The mark says that it was.
    expect(await emulator.nexconn.writes()).toEqual(["group-channel/profile/update"]);
    expect(await group()).toMatchObject({ name: "Fourth", owner: "cat" });
  });
});
