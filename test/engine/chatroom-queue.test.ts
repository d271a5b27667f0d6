import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

describe("commsease.ChatroomQueue through the engine", () => {
  let emulator: Emulator;
  let project: Project;
  let roomid: string;

  useStack("chatroom-queue", async (stack) => {
    ({ emulator, project } = stack);
    await emulator.mustVendor("user/create", { accid: "rita" });
    await emulator.forgetCalls();
  });

  const offer = (key: string, value: string) => emulator.mustVendor("chatroom/queueOffer", { roomid, key, value });
  const take = (key: string) => emulator.mustVendor("chatroom/queuePoll", { roomid, key });

  async function elements(of = roomid): Promise<[string, string][]> {
    const { queue } = await emulator.chatroom(of);
    return queue.elements.map(({ key, value }: { key: string; value: string }) => [key, value]);
  }

  /** The writes since the calls were last forgotten, each with its key. */
  async function sent(): Promise<string[]> {
    const calls = (await emulator.calls()).filter(({ call }) => !/queueList|getBatch|queryUser/.test(call));
    return calls.map(({ call, params }) => [call.replace("chatroom/", ""), params.key].filter(Boolean).join(" "));
  }

  test("a preview shows the elements by key and calls nobody", async () => {
    project.step("1-create");
    const text = await project.preview();
    expect(text).toContain("+ 3 to create");
    expect(text).toMatch(/value: "nine"/);
    expect(await emulator.calls()).toEqual([]);
  });

  test("up gives the queue its size and its elements in their order, and the next preview is clean", async () => {
    await project.up();
    roomid = (await project.outputs()).roomid;
    expect(await elements()).toEqual([
      ["10", "ten"],
      ["9", "nine"],
      ["mod.a b", "Stage"],
    ]);
    expect((await emulator.chatroom(roomid)).queue.sizeLimit).toBe(5);
    expect(await sent()).toEqual(["create", "queueInit", "queueOffer 10", "queueOffer 9", "queueOffer mod.a b"]);
    expect((await project.outputs()).elements).toEqual({
      10: { value: "ten" },
      9: { value: "nine", after: "10" },
      "mod.a b": { value: "Stage", after: "9" },
    });
    await project.expectClean();
  });

  test("a refresh after up finds nothing, keeps every input and reads once", async () => {
    const before = await project.resources();
    await emulator.forgetCalls();
    expect(await project.refresh()).toMatch(/3 unchanged/);
    expect(await emulator.calls("chatroom/queueList")).toHaveLength(1);
    expect(await emulator.writes()).toEqual([]);
    expect((await project.resources()).seats.inputs).toEqual(before.seats.inputs);
    await emulator.forgetCalls();
    await project.up();
    expect(await emulator.calls()).toEqual([]);
  });

  test("a preview shows a line for each change, and up sends what it shows", async () => {
    project.step("2-change");
    const text = await project.preview();
    expect(text).toContain("~ 1 to update");
    expect(text).toMatch(/~ sizeLimit *: 5 => 4/);
    expect(text).toMatch(/\+ operator *: "rita"/);
    expect(text).toMatch(/\+ new *: \{/);
    expect(text).toMatch(/- 9 *: \{/);
    expect(text).toMatch(/~ value: "Stage" => "another"/);
    expect(text).toMatch(/\+ after: "new"/);
    await emulator.forgetCalls();
    await project.up();
    expect(await elements()).toEqual([
      ["mod.a b", "another"],
      ["new", "n"],
      ["10", "ten"],
    ]);
    expect((await emulator.chatroom(roomid)).queue.sizeLimit).toBe(4);
    expect(await sent()).toEqual([
      "queuePoll 9",
      "queueInit",
      "queueBatchUpdateElements",
      "queueOffer new",
      "queuePoll 10",
      "queueOffer 10",
    ]);
    await project.expectClean();
  });

  test("drift by hand is found by a refresh, shown by key, and mended with as little as it takes", async () => {
    await take("new");
    await offer("mod.a b", "by hand");
    await offer("x", "theirs");
    await project.refresh();
    const text = await project.preview();
    expect(text).toMatch(/- x *: \{/);
    expect(text).toMatch(/\+ new *: \{/);
    expect(text).toMatch(/~ value: "by hand" => "another"/);
    await emulator.forgetCalls();
    await project.up();
    expect(await elements()).toEqual([
      ["mod.a b", "another"],
      ["new", "n"],
      ["10", "ten"],
    ]);
    expect(await sent()).toEqual([
      "queuePoll x",
      "queueBatchUpdateElements",
      "queueOffer new",
      "queuePoll 10",
      "queueOffer 10",
    ]);
    await project.expectClean();
  });

  test("an order changed by hand is shown as such, and put right", async () => {
    await take("mod.a b");
    await offer("mod.a b", "another");
    await project.refresh();
    const text = await project.preview();
    expect(text).toMatch(/- after: "10"/);
    expect(text).not.toMatch(/[~+-] value:/);
    await emulator.forgetCalls();
    await project.up();
    expect((await elements()).map(([key]) => key)).toEqual(["mod.a b", "new", "10"]);
    expect(await sent()).toEqual(["queuePoll new", "queueOffer new", "queuePoll 10", "queueOffer 10"]);
    await project.expectClean();
  });

  test("an element of somebody else stays until a refresh has brought it into a preview", async () => {
    await offer("y", "theirs");
    project.program(project.source("2-change").replace('"another"', '"a third"'));
    const text = await project.up();
    expect(text).toMatch(
      /warning: There are elements of the queue of commsease room \d+ that are neither .*"y"\. They stay/,
    );
    expect((await elements()).at(-1)).toEqual(["y", "theirs"]);
    await project.expectClean();
    await project.refresh();
    expect(await project.preview()).toMatch(/- y *: \{/);
  });

  test("additive takes out what is no longer declared, and leaves to others what is theirs", async () => {
    project.step("3-additive");
    await emulator.forgetCalls();
    const text = await project.up();
    expect(text).toMatch(/warning: .* keeps "y": a refresh has brought them into/);
    expect(await sent()).toEqual(["queuePoll mod.a b"]);
    await project.expectClean();
    // The size is not declared any more, so that it is for others to set.
    await emulator.mustVendor("chatroom/queueInit", { roomid, sizeLimit: 9 });
    await offer("z", "theirs");
    await project.refresh();
    await project.expectClean();
  });

  test("another room replaces: that room's queue is filled, and ours go out of the old one", async () => {
    project.step("4-other-room");
    expect(await project.preview()).toMatch(/\+-\s*1 to replace/);
    await project.up();
    const { otherRoomid } = await project.outputs();
    expect(await elements(otherRoomid)).toEqual([["10", "ten"]]);
    expect((await elements()).map(([key]) => key)).toEqual(["y", "z"]);
    await project.expectClean();
  });

  test("destroy takes out what is ours, without running the program", async () => {
    const { otherRoomid } = await project.outputs();
    project.program("throw new Error('the program must not run');");
    await emulator.forgetCalls();
    await project.destroy();
    expect(await elements(otherRoomid)).toEqual([]);
    expect((await sent())[0]).toBe("queueDrop");
    expect((await elements()).map(([key]) => key)).toEqual(["y", "z"]);
  });
});
