import { Emulator } from "../support/emulator";
import { inHours } from "../support/in-hours";
import { Project } from "../support/project";

const mark = { "pulumi-im": { value: expect.stringMatching(/^[0-9a-v]{20}$/) } };
const someTime = expect.any(Number);

/** What the life of every kind (test/engine/life-nexconn.test.ts) does not show. */
describe("nexconn.OpenChannel through the engine", () => {
  let emulator: Emulator;
  let project: Project;

  const channel = async () => (await emulator.nexconn.state()).openChannels.stage;

  beforeAll(async () => {
    emulator = await Emulator.start();
    for (const userId of ["ann", "cat"]) {
      await emulator.nexconn.mustVendor("auth/access-token/issue", { userId, name: userId });
    }
    project = new Project("open-channel", { SECOND_END: inHours(70) });
    await project.init({ default: emulator.nexconn.connection });
  });

  afterAll(async () => {
    await emulator?.stop();
    project?.dispose();
  });

  test("one that ended by itself shows as to be created after a refresh, and comes back with all that it had", async () => {
    project.step("3-replace");
    await project.up();
    await emulator.advanceClock(2 * 3_600);
    expect(await channel()).toBeUndefined();
    const text = await project.change("--refresh");
    expect(text).toContain("nexconn:OpenChannel stage no longer exists at the vendor");
    expect(project.counts).toEqual({ create: 1, same: 1 });
    const whole = {
      metadata: { topic: { value: "third", owner: "pulumi-im" }, ...mark },
      mutes: { ann: someTime },
      bans: { cat: someTime },
    };
    expect(await channel()).toMatchObject(whole);
    await project.expectSettled();

    // Without a refresh, the next change finds out, and is no error.
    await emulator.advanceClock(2 * 3_600);
    project.program(project.source("3-replace").replace('channelId: "stage"', 'channelId: "stage", isFrozen: true'));
    expect(await project.up()).toContain("nexconn:OpenChannel stage had ended by itself; it is made anew.");
    expect(await channel()).toMatchObject({ ...whole, frozen: true });
    await project.expectClean();
  });

  test("destroy works also where the channel has ended", async () => {
    await emulator.advanceClock(2 * 3_600);
    await project.destroy();
    expect((await emulator.nexconn.state()).openChannels).toEqual({});
    expect(Object.keys(await project.resources())).toEqual([]);
  });
});
