import { Emulator } from "../support/emulator";
import { Project } from "../support/project";

describe("examples/nexconn", () => {
  let emulator: Emulator;
  let project: Project;

  beforeAll(async () => {
    emulator = await Emulator.start();
    project = new Project("../../examples/nexconn");
    await project.init({ default: emulator.nexconn.connection });
    project.step(".");
  });

  afterAll(async () => {
    await emulator?.stop();
    project?.dispose();
  });

  test("makes what it says, leaves nothing to do, and goes again", async () => {
    await project.up();
    const { users, groups, openChannels, profanityWords } = await emulator.nexconn.state();
    expect(Object.keys(users).sort()).toEqual(["agent-ana", "agent-ben", "agent-chi", "svc-helpdesk", "svc-host"]);
    expect(users["svc-helpdesk"]).toMatchObject({ name: "Help desk", tags: ["service"] });
    expect(groups.support.members).toMatchObject({
      "svc-helpdesk": { role: "owner" },
      "agent-ana": { role: "admin", nickname: "Shift lead" },
      "agent-ben": { role: "member" },
      "agent-chi": { role: "member" },
    });
    expect(openChannels["launch-2027"]).toMatchObject({
      frozen: true,
      allowedSenders: ["svc-host"],
      ttlMinutes: 10_080,
    });
    expect(profanityWords).toEqual({ "casino-bonus": "", darn: "d***" });
    await project.expectClean();

    await project.destroy();
    const after = await emulator.nexconn.state();
    expect([after.groups, after.openChannels, after.profanityWords]).toEqual([{}, {}, {}]);
    expect(Object.values(after.users)).toEqual(
      Array(5).fill(expect.objectContaining({ deletion: expect.any(Object) })),
    );
  });
});
