import type { LoggedCall } from "../../support/control";
import type { Emulator } from "../../support/emulator";
import type { Row } from "../../support/life-cycle";

let roomid: string;
let other: string;

/** Everybody but the creator, as role, with what restricts them. */
export async function standings(emulator: Emulator, id: string): Promise<Record<string, string>> {
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
export function written(calls: LoggedCall[]): string[] {
  return calls.flatMap(({ call, params: { target, accid, targetTag, opt, optvalue, muteDuration } }) => {
    if (call === "chatroom/setMemberRole") return [`${target} ${opt} ${optvalue}`];
    if (!/Mute|Role/.test(call) || call.includes("query")) return [];
    return [`${call.slice(9)} ${target ?? accid ?? targetTag}${muteDuration === "0" ? " lift" : ""}`];
  });
}

const byOlga = (target: string, opt: number, optvalue: boolean) => ({
  ...{ roomid, operator: "olga", target, opt, optvalue },
});

export const chatroomRoles: Row = {
  kind: "commsease:ChatroomRoles",
  folder: "chatroom-roles",
  resource: "roles",
  isOwn: ({ call, params }) => call.startsWith("chatroom/") && String(params.roomid ?? params.roomId) === roomid,
  // Of who is not inside, tags wait: that is shown in test/engine/chatroom-roles.test.ts.
  adapt: (source, step) => (step === "create" ? source.replace(', tags: ["red", "blue"]', "") : source),
  previewed: [/"Moderator"/, /mutedUntil/, /tagMutes/],

  note(outputs) {
    roomid = outputs.roomid;
  },

  async created({ emulator }) {
    expect(await standings(emulator, roomid)).toEqual({
      ann: "manager",
      ben: "manager muted",
      cid: "guest blocked",
      dan: "common",
      eve: "common",
    });
    const { members, tagMutes, tempMutes } = await emulator.chatroom(roomid);
    expect(members).toMatchObject({ ann: { nick: "Moderator", tags: [] }, cid: { ext: "c" } });
    expect([Object.keys(tagMutes), Object.keys(tempMutes)]).toEqual([["red"], ["dan"]]);
  },

  async beforeChange({ emulator }) {
    const entering = { vendor: "commsease", roomid: Number(roomid), accid: "ann", action: "enter" };
    await emulator.control("POST", "/control/join", entering);
  },

  async changed({ emulator, calls }) {
    expect(await standings(emulator, roomid)).toEqual({
      ann: "common",
      ben: "manager",
      cid: "guest muted",
      dan: "common",
      fay: "common",
    });
    expect(written(calls)).toEqual([
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
  },

  async drift({ emulator }) {
    for (const [target, opt, value] of [
      ["ben", 2, true],
      ["cid", -2, false],
      ["fay", -1, true],
      ["zoe", 1, true],
    ] as const) {
      await emulator.mustVendor("chatroom/setMemberRole", byOlga(target, opt, value));
    }
    await emulator.mustVendor("chatroom/temporaryMute", { roomid, operator: "olga", target: "dan", muteDuration: 0 });
    await emulator.mustVendor("chatroom/updateChatRoomRoleTag", { roomId: roomid, accid: "ann", tags: ["x"] });
    await emulator.mustVendor("chatroom/updateMyRoomRole", { roomid, accid: "ann", save: true, nick: "By hand" });
  },

  async mended({ emulator, shown }) {
    for (const part of ["+ manager", "+ cid", "- blocked", "- zoe", "+ mutedUntil", "- nick", "~ tags"]) {
      expect(shown.replace(/ +:/g, ":")).toContain(part);
    }
    expect(await standings(emulator, roomid)).toEqual({
      ann: "common",
      ben: "manager",
      cid: "guest muted",
      dan: "common",
      fay: "common",
    });
    const { members, tempMutes } = await emulator.chatroom(roomid);
    expect(members.ann).toMatchObject({ nick: "", tags: ["blue"] });
    expect(Object.keys(tempMutes)).toEqual(["dan"]);
  },

  async beforeReplace({ emulator }) {
    await emulator.mustVendor("chatroom/setMemberRole", byOlga("zoe", 1, true));
  },

  // Of the old room people lose what the set gave them; others stay what they are.
  async replaced({ emulator, outputs }) {
    other = outputs.replacement;
    expect(await standings(emulator, other)).toEqual({ ann: "manager" });
    expect(await standings(emulator, roomid)).toEqual({ ann: "guest", zoe: "manager" });
  },

  async beforeDestroy({ emulator }) {
    await emulator.mustVendor("chatroom/setMemberRole", { ...byOlga("zoe", 1, true), roomid: other });
  },

  // Before the room closes.
  async destroyed({ emulator }) {
    expect(await standings(emulator, other)).toEqual({ zoe: "manager" });
    expect(await emulator.chatroom(other)).toMatchObject({ valid: false });
  },
};
