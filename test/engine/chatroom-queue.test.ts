import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";
import { elements, sent } from "./life-commsease/chatroom-queue";

/** What the life of every kind (test/engine/life-commsease.test.ts) does not show. */
describe("commsease.ChatroomQueue through the engine", () => {
  let emulator: Emulator;
  let project: Project;
  let roomid: string;

  useStack("chatroom-queue", async (stack) => {
    ({ emulator, project } = stack);
    await emulator.mustVendor("user/create", { accid: "rita" });
  });

  const offer = (key: string, value: string) => emulator.mustVendor("chatroom/queueOffer", { roomid, key, value });

  test("a refresh reads once, and an up without a change calls nobody", async () => {
    project.step("2-change");
    await project.up();
    roomid = (await project.outputs()).roomid;
    await emulator.forgetCalls();
    await project.refresh();
    expect(project.counts).toEqual({ same: 3 });
    expect(await emulator.calls("chatroom/queueList")).toHaveLength(1);
    expect(await emulator.writes()).toEqual([]);
    await emulator.forgetCalls();
    await project.up();
    expect(await emulator.calls()).toEqual([]);
  });

  test("an order changed by hand is shown as such, and put right", async () => {
    await emulator.mustVendor("chatroom/queuePoll", { roomid, key: "mod.a b" });
    await offer("mod.a b", "another");
    await emulator.forgetCalls();
    const text = await project.change("--refresh");
    const shown = text.slice(text.indexOf("(update)"));
    expect(shown).toMatch(/- after: "10"/);
    expect(shown).not.toMatch(/[~+-] value:/);
    expect((await elements(emulator, roomid)).map(([key]) => key)).toEqual(["mod.a b", "new", "10"]);
    expect(sent(await emulator.calls())).toEqual(["queuePoll new", "queueOffer new", "queuePoll 10", "queueOffer 10"]);
    await project.expectSettled();
  });

  test("a size that is no longer declared is for others to set", async () => {
    const additive = project.source("2-change").replace("sizeLimit: 4,", 'membership: "additive",');
    project.program(additive);
    await emulator.forgetCalls();
    await project.up();
    expect(sent(await emulator.calls())).toEqual([]);
    await emulator.mustVendor("chatroom/queueInit", { roomid, sizeLimit: 9 });
    await offer("z", "theirs");
    await project.expectSettled();
  });
});
