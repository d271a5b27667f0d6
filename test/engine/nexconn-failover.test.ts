import { Emulator } from "../support/emulator";
import { Project } from "../support/project";
import { sha256 } from "../support/sha256";

describe("an `up` of 50 resources whose primary host dies in the middle", () => {
  let emulator: Emulator;
  let project: Project;

  beforeAll(async () => {
    emulator = await Emulator.start();
    project = new Project("nexconn-failover");
    await project.init({ default: emulator.nexconn.connection });
    project.step("1-estate");
  });

  afterAll(async () => {
    await emulator?.stop();
    project?.dispose();
  });

  test("makes each of them once, by way of the backup", async () => {
    // The host dies when it has done the call and before it has answered.
    await emulator.nexconn.fault({
      host: "primary",
      call: "auth/access-token/issue",
      kind: "down",
      after: true,
      skip: 15,
    });
    await project.up();
    expect(project.counts).toEqual({ create: 51 });

    const { users, groups } = await emulator.nexconn.state();
    expect(Object.keys(users)).toHaveLength(40);
    const { tokens } = await project.outputs();
    for (const [i, token] of (tokens as string[]).entries()) {
      expect(users[`user-${i}`]).toMatchObject({ name: `U${i}` });
      expect(users[`user-${i}`].tokens).toContainEqual(expect.objectContaining({ sha256: sha256(token), valid: true }));
    }
    expect(Object.keys(groups).sort()).toEqual(Array.from({ length: 10 }, (_, i) => `group-${i}`));
    const calls = await emulator.nexconn.calls();
    expect(calls.filter(({ code }) => code === 25409)).toEqual([]);
    expect(new Set(calls.map(({ host }) => host))).toEqual(new Set(["primary", "backup"]));
  });

  test("leaves nothing to do, and destroys them while the primary is still down", async () => {
    await project.expectClean();
    await project.destroy();
    const { users, groups } = await emulator.nexconn.state();
    expect(Object.values(users)).toEqual(Array(40).fill(expect.objectContaining({ deletion: expect.any(Object) })));
    expect(groups).toEqual({});
  });
});
