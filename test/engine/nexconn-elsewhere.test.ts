import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

/** What the life of every kind (test/engine/life-nexconn.test.ts) does not show. */
describe("nexconn.GroupMembers and nexconn.OpenChannelMetadata through the engine", () => {
  let emulator: Emulator;
  let project: Project;

  const make = (call: string, params: object) => emulator.nexconn.mustVendor(call, { ...params });

  useStack(
    "nexconn-elsewhere",
    async (stack) => {
      ({ emulator, project } = stack);
      for (const userId of ["olga", "ann", "cat"]) await make("auth/access-token/issue", { userId, name: userId });
      await makeChannels();
      project.step("3-replace");
      await project.up();
    },
    { connections: ({ nexconn }) => ({ default: nexconn.connection }) },
  );

  async function makeChannels(): Promise<void> {
    await make("group-channel/create", { channelId: "office", name: "O", owner: "olga", userIds: ["cat"] });
    await make("open-channel/create", { channelId: "gallery", metadataOwnerId: "svc", metadata: { theirs: "z" } });
  }

  const people = async () => Object.keys((await emulator.nexconn.state()).groups.office.members).sort();

  test("where the channels are gone a refresh says so, up is an error until they are there, and then brings all back", async () => {
    expect(await people()).toEqual(["ann", "cat", "olga"]);
    await make("group-channel/dismiss", { channelId: "office" });
    await emulator.advanceClock(2 * 3_600);
    const refreshed = await project.refresh();
    expect(refreshed).toContain("nexconn:GroupMembers office no longer exists at the vendor");
    expect(refreshed).toContain("nexconn:OpenChannelMetadata gallery no longer exists at the vendor");
    const text = await project.failingUp("--continue-on-error");
    expect(text).toContain("There is no nexconn group channel office in this app");
    expect(text).toContain("There is no nexconn open channel gallery in this app");

    await makeChannels();
    await project.up();
    expect(await people()).toEqual(["ann", "cat", "olga"]);
    await project.expectClean();
  });
});
