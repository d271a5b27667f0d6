import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

/** What the life of every kind (test/engine/life-commsease.test.ts) does not show. */
describe("commsease.Chatroom through the engine", () => {
  let emulator: Emulator;
  let project: Project;

  useStack("chatroom", async (stack) => {
    ({ emulator, project } = stack);
    await emulator.mustVendor("user/create", { accid: "rita" });
  });

  test("a room that closed by itself is opened again where it is declared open", async () => {
    project.step("1-create");
    await project.up();
    const { roomid } = await project.outputs();
    await emulator.advanceClock(2 * 3600);
    expect(await emulator.chatroom(roomid)).toMatchObject({ valid: false });
    expect(await project.change("--refresh")).toMatch(/~ valid *: false => true/);
    expect(await emulator.chatroom(roomid)).toMatchObject({ valid: true });
    await project.expectSettled();
  });
});
