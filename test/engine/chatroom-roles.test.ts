import { chatroomRoles } from "../../provider/commsease/chatroom-roles/resource";
import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

const people = ["olga", "ann", "ben", "cid", "dan", "eve", "fay", "zoe"];
const hour = 3_600_000;
const at = (ms: number) => new Date(Math.floor((Date.now() + ms) / 1000) * 1000).toISOString().replace(".000Z", "Z");

/** A program of one step that declares the room and these roles in it. */
const declaring = (roles: string) => `
import { commsease } from "pulumi-im";
const room = new commsease.Chatroom("room", { creator: "olga", name: "Stage" });
new commsease.ChatroomRoles("roles", { roomid: room.roomid, ${roles} });
export const roomid = room.roomid;
`;

describe("commsease.ChatroomRoles through the engine", () => {
  let emulator: Emulator;
  let project: Project;
  let roomid: string;

  useStack(
    "chatroom-roles",
    async (stack) => {
      ({ emulator, project } = stack);
      for (const accid of people) await emulator.mustVendor("user/create", { accid });
      await emulator.forgetCalls();
    },
    { env: { SOON: at(2 * hour), LATER: at(5 * hour) } },
  );

  const setRole = (target: string, opt: number, optvalue: boolean) =>
    emulator.mustVendor("chatroom/setMemberRole", { roomid, operator: "olga", target, opt, optvalue });
  const join = (accid: string) =>
    emulator.control("POST", "/control/join", { vendor: "commsease", roomid: Number(roomid), accid, action: "enter" });

  /** Everybody but the creator, as role, with what restricts him. */
  async function standings(id = roomid): Promise<Record<string, string>> {
    const { members } = await emulator.chatroom(id);
    const all = Object.entries(members as Record<string, { role: string; muted: boolean; blocked: boolean }>);
    return Object.fromEntries(
      all
        .filter(([accid]) => accid !== "olga")
        .map(([accid, { role, muted, blocked }]) => [
          accid,
          `${role}${muted ? " muted" : ""}${blocked ? " blocked" : ""}`,
        ]),
    );
  }

  /** The writes about roles, as call and whom it is about. */
  async function written(): Promise<string[]> {
    return (await emulator.calls()).flatMap(
      ({ call, params: { target, accid, targetTag, opt, optvalue, muteDuration } }) => {
        if (call === "chatroom/setMemberRole") return [`${target} ${opt} ${optvalue}`];
        if (!/Mute|Role/.test(call) || call.includes("query")) return [];
        return [`${call.slice(9)} ${target ?? accid ?? targetTag}${muteDuration === "0" ? " lift" : ""}`];
      },
    );
  }

  test("a preview shows what will be and calls nobody", async () => {
    project.step("1-create");
    const text = await project.preview();
    for (const shown of ['"Moderator"', "mutedUntil", "tagMutes"]) expect(text).toContain(shown);
    expect(await emulator.calls()).toEqual([]);
  });

  test("up gives everybody his role; of who is not inside the tags wait, with a warning and in the next preview", async () => {
    const text = await project.up();
    roomid = (await project.outputs()).roomid;
    expect(text).toContain("took no tags for ann");
    expect(await standings()).toEqual({
      ann: "manager",
      ben: "manager muted",
      cid: "guest blocked",
      dan: "common",
      eve: "common",
    });
    const { members, tagMutes, tempMutes } = await emulator.chatroom(roomid);
    expect(members).toMatchObject({ ann: { nick: "Moderator", tags: [] }, cid: { ext: "c" } });
    expect([Object.keys(tagMutes), Object.keys(tempMutes)]).toEqual([["red"], ["dan"]]);
    expect(await project.preview()).toContain("~ 1 to update");
    await project.refresh();
    expect(await project.preview()).toMatch(/\+ tags *:/);
  });

  test("when he has entered the next up sets his tags, in one write", async () => {
    await join("ann");
    await emulator.forgetCalls();
    await project.up();
    expect(await written()).toEqual(["updateChatRoomRoleTag ann"]);
    expect((await emulator.chatroom(roomid)).members.ann.tags).toEqual(["blue", "red"]);
  });

  test("a refresh after up finds nothing and keeps every input", async () => {
    const before = await project.resources();
    expect(await project.refresh()).toMatch(/3 unchanged/);
    expect((await project.resources()).roles.inputs).toEqual(before.roles.inputs);
    await project.expectClean();
  });

  test("every field that can change in place does, with no needless call", async () => {
    const before = await project.resources();
    project.step("2-change");
    const text = await project.preview();
    expect(text).toContain("~ 1 to update");
    await emulator.forgetCalls();
    await project.up();
    const after = await project.resources();
    const fixed = new Set<string>([...chatroomRoles.replaceOn, "connection"]);
    for (const field of Object.keys(chatroomRoles.schema.shape).filter((key) => !fixed.has(key))) {
      expect(text).toMatch(new RegExp(`[~+-] ${field} *:`));
      expect([field, after.roles.inputs[field]]).not.toEqual([field, before.roles.inputs[field]]);
    }
    expect(await standings()).toEqual({
      ann: "common",
      ben: "manager",
      cid: "guest muted",
      dan: "common",
      fay: "common",
    });
    expect(await written()).toEqual([
      "ann 2 true",
      "updateMyRoomRole ann",
      "updateChatRoomRoleTag ann",
      "ben -2 false",
      "ben 1 true",
      "cid -2 true",
      "cid -1 false",
      "updateMyRoomRole cid",
      "temporaryMute dan",
      "fay 2 true",
      "eve 2 false",
      "tagTemporaryMute red lift",
      "tagTemporaryMute blue",
    ]);
    await project.expectClean();
  });

  test("drift by hand is found by a refresh, shown by person, and mended", async () => {
    await setRole("ben", 2, true);
    await setRole("cid", -2, false);
    await setRole("fay", -1, true);
    await setRole("zoe", 1, true);
    await emulator.mustVendor("chatroom/temporaryMute", { roomid, operator: "olga", target: "dan", muteDuration: 0 });
    await emulator.mustVendor("chatroom/updateChatRoomRoleTag", { roomId: roomid, accid: "ann", tags: ["x"] });
    await emulator.mustVendor("chatroom/updateMyRoomRole", { roomid, accid: "ann", save: true, nick: "By hand" });
    await project.refresh();
    const text = await project.preview();
    for (const shown of ["+ manager", "+ cid", "- blocked", "- zoe", "+ mutedUntil", "- nick", "~ tags"]) {
      expect(text.replace(/ +:/g, ":")).toContain(shown);
    }
    await project.up();
    expect(await standings()).toEqual({
      ann: "common",
      ben: "manager",
      cid: "guest muted",
      dan: "common",
      fay: "common",
    });
    const { members, tempMutes } = await emulator.chatroom(roomid);
    expect(members.ann).toMatchObject({ nick: "", tags: ["blue"] });
    expect(Object.keys(tempMutes)).toEqual(["dan"]);
    await project.expectClean();
  });

  test("who gets a role between preview and up stays, is named, shows after a refresh, and goes then", async () => {
    project.program(declaring("members: { ann: {}, ben: { manager: true } }"));
    expect(await project.preview()).not.toContain("zoe");
    await setRole("zoe", 1, true);
    const text = await project.up();
    expect(text).toContain('neither declared nor in the state: "zoe". They stay.');
    expect(await standings()).toEqual({ ann: "common", ben: "manager", zoe: "manager" });
    await project.refresh();
    expect((await project.preview()).replace(/ +:/g, ":")).toContain("- zoe");
    await project.up();
    expect(await standings()).toEqual({ ann: "common", ben: "manager" });
    await project.expectClean();
  });

  test("a mute ends by itself: once past it is no difference, and no call", async () => {
    const until = at(hour);
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
    expect(await written()).toEqual(["updateMyRoomRole ann"]);
    await project.expectClean();
    await emulator.advanceClock(-2 * 3600);
  });

  test("an empty map releases those of the state, and unset members are left alone", async () => {
    project.program(declaring("members: {}"));
    await project.up();
    expect(await standings()).toEqual({ ann: "guest" });
    await setRole("ben", 2, true);
    project.program(declaring("notifyExt: 'x'"));
    await project.up();
    await project.refresh();
    await project.expectClean();
    expect(await standings()).toEqual({ ann: "guest", ben: "common" });
  });

  test("additive roles leave others alone, through every change of mode", async () => {
    await setRole("zoe", 1, true);
    project.program(declaring("membership: 'additive', members: { ann: { manager: true }, ben: { blocked: true } }"));
    expect(await project.up()).not.toContain("zoe");
    await project.refresh();
    await project.expectClean();
    project.program(declaring("members: { ann: { manager: true }, ben: { blocked: true } }"));
    expect(await project.up()).toContain('"zoe". They stay.');
    project.program(declaring("membership: 'additive', members: { ann: { manager: true } }"));
    await project.up();
    expect(await standings()).toEqual({ ann: "manager", zoe: "manager" });
  });

  test("another room: people get their roles there, and of the old one lose those that the set gave", async () => {
    project.step("3-replace");
    expect(await project.preview()).toMatch(/\+-\s*1 to replace/);
    await project.up();
    const { replacement } = await project.outputs();
    expect(await standings(replacement)).toEqual({ ann: "manager" });
    // What goes is an additive set: others stay.
    expect(await standings()).toEqual({ ann: "guest", zoe: "manager" });
    roomid = replacement;
    await project.expectClean();
  });

  test("a replacement in the same room takes the roles first and gives them then", async () => {
    const { roles } = await project.resources();
    await project.ok(["up", "--yes", "--skip-preview", "--replace", roles.urn]);
    expect(await standings()).toEqual({ ann: "manager" });
    await project.expectClean();
  });

  test("destroy releases without running the program, before the room closes", async () => {
    project.program("throw new Error('the program must not run');");
    await setRole("zoe", 1, true);
    await project.destroy();
    expect(await standings()).toEqual({ zoe: "manager" });
    expect(await emulator.chatroom(roomid)).toMatchObject({ valid: false });
    expect((await emulator.calls()).flatMap(({ unknownParams }) => unknownParams)).toEqual([]);
  });
});
