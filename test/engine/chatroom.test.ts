import { chatroom } from "../../provider/commsease/chatroom/resource";
import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

const second = {
  creator: "rita",
  name: "Second",
  announcement: "",
  broadcasturl: "https://live.example.com/2",
  ext: expect.stringContaining('"n":2}'),
  queuelevel: 1,
  valid: false,
  muted: true,
};

describe("commsease.Chatroom through the engine", () => {
  let emulator: Emulator;
  let project: Project;
  let roomid: string;

  useStack("chatroom", async (stack) => {
    ({ emulator, project } = stack);
    for (const accid of ["rita", "sam"]) await emulator.mustVendor("user/create", { accid });
    await emulator.forgetCalls();
  });

  test("a preview shows what will be and calls nobody", async () => {
    project.step("1-create");
    const text = await project.preview();
    expect(text).toContain('"rita"');
    expect(text).toContain("+ 2 to create");
    expect(await emulator.calls()).toEqual([]);
  });

  test("up creates what is declared in one write, and the next preview is clean", async () => {
    await project.up();
    roomid = (await project.outputs()).roomid;
    expect(await emulator.chatroom(roomid)).toMatchObject({
      creator: "rita",
      name: "First",
      announcement: "first announcement",
      broadcasturl: "https://live.example.com/1",
      ext: expect.stringContaining('"n":1}'),
      queuelevel: 0,
      valid: true,
      muted: false,
    });
    expect(await emulator.writes()).toEqual(["chatroom/create"]);
    await project.expectClean();
  });

  test("a refresh after up finds nothing and keeps every input", async () => {
    const before = await project.resources();
    expect(await project.refresh()).toMatch(/2 unchanged/);
    const after = await project.resources();
    expect(after.room.inputs).toEqual(before.room.inputs);
    await project.expectClean();
  });

  test("every field that can change in place does", async () => {
    const before = await project.resources();
    project.step("2-change");
    const text = await project.preview();
    expect(text).toContain("~ 1 to update");
    await emulator.forgetCalls();
    await project.up();
    const after = await project.resources();
    const fixed = new Set<string>([...chatroom.replaceOn, "connection", "adopt", "mark"]);
    for (const field of Object.keys(chatroom.schema.shape).filter((key) => !fixed.has(key))) {
      expect(text).toMatch(new RegExp(`[~-] ${field} *:`));
      expect([field, after.room.inputs[field]]).not.toEqual([field, before.room.inputs[field]]);
    }
    expect(await emulator.chatroom(roomid)).toMatchObject(second);
    expect(await emulator.writes()).toEqual([
      "chatroom/update",
      "chatroom/muteRoom",
      "chatroom/updateInOutNotification",
      "chatroom/updateDelayClosePolicy",
      "chatroom/toggleCloseStat",
    ]);
    await project.expectClean();
  });

  test("drift by hand is found by a refresh, shown by property, and mended", async () => {
    const operator = "rita";
    await emulator.mustVendor("chatroom/toggleCloseStat", { roomid, operator, valid: true });
    await emulator.mustVendor("chatroom/update", {
      roomid,
      name: "By hand",
      announcement: "By hand",
      broadcasturl: "",
      ext: "",
      queuelevel: 0,
    });
    await emulator.mustVendor("chatroom/muteRoom", { roomid, operator, mute: false });
    await emulator.mustVendor("chatroom/updateInOutNotification", { roomid, close: false });
    await project.refresh();
    const text = await project.preview();
    const readable = [
      "name",
      "announcement",
      "broadcasturl",
      "ext",
      "queuelevel",
      "valid",
      "muteRoom",
      "inOutNotification",
    ];
    for (const field of readable) expect(text).toMatch(new RegExp(`[~+-] ${field} *:`));
    expect(text).not.toMatch(/[~+-] (creator|bid|delaySeconds|notifyExt) *:/);
    await project.up();
    expect(await emulator.chatroom(roomid)).toMatchObject(second);
    await project.expectClean();
  });

  test("a room that closed by itself is opened again where it is declared open", async () => {
    project.step("1-create");
    await project.up();
    await emulator.advanceClock(2 * 3600);
    expect(await emulator.chatroom(roomid)).toMatchObject({ valid: false });
    await project.refresh();
    expect(await project.preview()).toMatch(/~ valid *: false => true/);
    await project.up();
    expect(await emulator.chatroom(roomid)).toMatchObject({ valid: true });
    await project.expectClean();
  });

  test("a change of creator replaces: the new room comes, the old one is closed", async () => {
    project.step("3-replace");
    expect(await project.preview()).toMatch(/\+-\s*1 to replace/);
    await project.up();
    const replacement = (await project.outputs()).roomid;
    expect(replacement).not.toBe(roomid);
    expect(await emulator.chatroom(replacement)).toMatchObject({ creator: "sam", name: "Third", valid: true });
    expect(await emulator.chatroom(roomid)).toMatchObject({ valid: false });
    roomid = replacement;
    await project.expectClean();
  });

  test("destroy closes the room without running the program, and a room closed by hand is fine", async () => {
    project.program("throw new Error('the program must not run');");
    await project.refresh();
    await emulator.mustVendor("chatroom/toggleCloseStat", { roomid, operator: "sam", valid: false });
    await project.destroy();
    expect(await emulator.chatroom(roomid)).toMatchObject({ valid: false });
    expect(Object.keys(await project.resources())).toEqual([]);
  });
});
