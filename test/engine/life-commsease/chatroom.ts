import type { Row } from "../../support/life-cycle";

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
let roomid: string;

export const chatroom: Row = {
  kind: "commsease:Chatroom",
  folder: "chatroom",
  resource: "room",
  isOwn: ({ call, params }) => call.startsWith("chatroom/") && String(params.roomid) === roomid,
  previewed: [/"rita"/],

  note(outputs) {
    roomid = outputs.roomid;
  },

  async created({ emulator }) {
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
    // In one write.
    const later = (await emulator.calls()).filter(({ params }) => String(params.roomid) === roomid);
    expect(later.filter(({ call }) => call !== "chatroom/get")).toEqual([]);
  },

  async changed({ emulator, calls }) {
    expect(await emulator.chatroom(roomid)).toMatchObject(second);
    const writes = calls.map(({ call }) => call).filter((call) => call !== "chatroom/get");
    expect(writes).toEqual([
      "chatroom/update",
      "chatroom/muteRoom",
      "chatroom/updateInOutNotification",
      "chatroom/updateDelayClosePolicy",
      "chatroom/toggleCloseStat",
    ]);
  },

  async drift({ emulator }) {
    const operator = "rita";
    await emulator.mustVendor("chatroom/toggleCloseStat", { roomid, operator, valid: true });
    const texts = { name: "By hand", announcement: "By hand", broadcasturl: "", ext: "" };
    await emulator.mustVendor("chatroom/update", { roomid, ...texts, queuelevel: 0 });
    await emulator.mustVendor("chatroom/muteRoom", { roomid, operator, mute: false });
    await emulator.mustVendor("chatroom/updateInOutNotification", { roomid, close: false });
  },

  async mended({ emulator, shown }) {
    const texts = ["name", "announcement", "broadcasturl", "ext"];
    for (const field of [...texts, "queuelevel", "valid", "muteRoom", "inOutNotification"]) {
      expect(shown).toMatch(new RegExp(`[~+-] ${field} *:`));
    }
    expect(shown).not.toMatch(/[~+-] (creator|bid|delaySeconds|notifyExt) *:/);
    expect(await emulator.chatroom(roomid)).toMatchObject(second);
  },

  async replaced({ emulator, outputs }) {
    expect(outputs.roomid).not.toBe(roomid);
    expect(await emulator.chatroom(outputs.roomid)).toMatchObject({ creator: "sam", name: "Third", valid: true });
    expect(await emulator.chatroom(roomid)).toMatchObject({ valid: false });
    roomid = outputs.roomid;
  },

  // A room that was closed by hand is fine.
  async beforeDestroy({ emulator }) {
    await emulator.mustVendor("chatroom/toggleCloseStat", { roomid, operator: "sam", valid: false });
  },

  async destroyed({ emulator }) {
    expect(await emulator.chatroom(roomid)).toMatchObject({ valid: false });
  },
};
