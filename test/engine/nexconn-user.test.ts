import { Emulator } from "../support/emulator";
import { Project } from "../support/project";
import { expectTokens, first } from "./life-nexconn/user";

/** What the life of every kind (test/engine/life-nexconn.test.ts) does not show. */
describe("nexconn.User through the engine", () => {
  let emulator: Emulator;
  let project: Project;

  beforeAll(async () => {
    emulator = await Emulator.start();
    project = new Project("nexconn-user");
    await project.init({ default: emulator.nexconn.connection });
    project.step("1-create");
    await project.up();
  });

  afterAll(async () => {
    await emulator?.stop();
    project?.dispose();
  });

  test("a refresh and an up without a change write nothing and keep the tokens", async () => {
    const tokens = await project.outputs();
    await emulator.forgetCalls();
    await project.refresh();
    expect(project.counts).toEqual({ same: 4 });
    await project.up();
    expect(await emulator.nexconn.writes()).toEqual([]);
    expect(await project.outputs()).toEqual(tokens);
    await expectTokens(emulator, tokens);
  });

  test("declared again within the hour, the error says when it can work, and nothing is kept", async () => {
    await project.destroy();
    expect(await project.failingUp()).toMatch(
      /nexconn user plain is soft-deleted, and the vendor refused .* run it again at 20\S+Z, or before/,
    );
    expect(Object.keys(await project.resources())).not.toContain("plain");
  });

  test("after the hour the user is restored in two runs, since the vendor takes its time, and everything is written again", async () => {
    await emulator.advanceClock(3_600);
    expect(await project.failingUp()).toContain(
      "nexconn user plain is being restored, which the vendor does in the background",
    );
    expect(Object.keys(await project.resources())).toContain("plain");

    await emulator.advanceClock(60);
    await project.up();
    expect(await emulator.nexconn.user("Full.One")).toMatchObject(first);
    expect(await emulator.nexconn.user("plain")).toMatchObject({ name: "Plain", deletion: null });
    await expectTokens(emulator, await project.outputs());
    await project.expectSettled();
  });
});
