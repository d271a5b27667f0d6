import type { Emulator } from "../support/emulator";
import { inHoursSharp } from "../support/in-hours";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";
import { standings, written } from "./life-commsease/chatroom-roles";

const people = ["olga", "ann", "ben", "cid", "dan", "eve"];

/** A program of one step that declares the room and these roles in it. */
const declaring = (roles: string) => `
import { commsease } from "pulumi-im";
const room = new commsease.Chatroom("stage", { creator: "olga", name: "Stage" });
new commsease.ChatroomRoles("roles", { roomid: room.roomid, ${roles} });
export const roomid = room.roomid;
`;

/** What the life of every kind (test/engine/life-commsease.test.ts) does not show. */
describe("commsease.ChatroomRoles through the engine", () => {
  let emulator: Emulator;
  let project: Project;
  let roomid: string;

  useStack(
    "chatroom-roles",
    async (stack) => {
      ({ emulator, project } = stack);
      for (const accid of people) await emulator.mustVendor("user/create", { accid });
    },
    { env: { SOON: inHoursSharp(2) } },
  );

  test("of who is not inside the tags wait, with a warning and in the next preview", async () => {
    project.step("1-create");
    expect(await project.up()).toContain("took no tags for ann");
    roomid = (await project.outputs()).roomid;
    expect((await emulator.chatroom(roomid)).members.ann).toMatchObject({ role: "manager", tags: [] });
    await project.preview();
    expect(project.counts).toEqual({ same: 2, update: 1 });
  });

  test("when they have entered the next up sets their tags, as a refresh shows, in one write", async () => {
    const entering = { vendor: "commsease", roomid: Number(roomid), accid: "ann", action: "enter" };
    await emulator.control("POST", "/control/join", entering);
    await emulator.forgetCalls();
    expect(await project.change("--refresh")).toMatch(/\+ tags *:/);
    expect(written(await emulator.calls())).toEqual(["updateChatRoomRoleTag ann"]);
    expect((await emulator.chatroom(roomid)).members.ann.tags).toEqual(["blue", "red"]);
    await project.expectSettled();
  });

  test("a mute ends by itself: once past it is no difference, and no call", async () => {
    const until = inHoursSharp(1);
    project.program(declaring(`members: { ann: { mutedUntil: "${until}" }, ben: {} }, tagMutes: { red: "${until}" }`));
    await project.up();
    expect(Object.keys((await emulator.chatroom(roomid)).tempMutes)).toEqual(["ann"]);
    await emulator.advanceClock(2 * 3600);
    expect((await emulator.chatroom(roomid)).tempMutes).toEqual({});
    await project.refresh();
    await project.expectClean();
    await emulator.forgetCalls();
    project.program(declaring(`members: { ann: { nick: "A", mutedUntil: "2020-01-01T00:00:00Z" }, ben: {} }`));
    await project.up();
    expect(written(await emulator.calls())).toEqual(["updateMyRoomRole ann"]);
    await project.expectClean();
    await emulator.advanceClock(-2 * 3600);
  });

  test("an empty map releases those of the state, and unset members are left alone", async () => {
    project.program(declaring("members: {}"));
    await project.up();
    expect(await standings(emulator, roomid)).toEqual({ ann: "guest" });
    const role = { roomid, operator: "olga", target: "ben", opt: 2, optvalue: true };
    await emulator.mustVendor("chatroom/setMemberRole", role);
    project.program(declaring("notifyExt: 'x'"));
    await project.up();
    await project.expectSettled();
    expect(await standings(emulator, roomid)).toEqual({ ann: "guest", ben: "common" });
  });
});
