import { useEmulator } from "./harness";

const emulator = useEmulator();

const base = { creator: "creator", name: "Stage" };

beforeEach(() => emulator().accounts("creator", "ann", "ben"));

async function stored(roomid: number) {
  return (await emulator().state()).chatrooms[roomid];
}

async function enter(roomid: number, accid: string) {
  return (await emulator().control("POST", "join", { vendor: "commsease", roomid, accid, action: "enter" })).body;
}

async function leave(roomid: number, accid: string) {
  return (await emulator().control("POST", "join", { vendor: "commsease", roomid, accid, action: "leave" })).body;
}

describe("chatroom/create", () => {
  test("answers the room; an announcement never set is null", async () => {
    expect(await emulator().call("chatroom/create", base)).toEqual({
      code: 200,
      chatroom: {
        roomid: expect.any(Number),
        valid: true,
        announcement: null,
        name: "Stage",
        broadcasturl: "",
        ext: "",
        creator: "creator",
        queuelevel: 0,
        muted: false,
        delayInfo: { delayCloseEnable: false, delayClosePolicy: 0 },
      },
    });
  });

  test("every field reads back, ids have ten digits and rise", async () => {
    const fields = { announcement: "a", broadcasturl: "rtmp://x", ext: "e", queuelevel: 1 };
    const { chatroom } = await emulator().ok("chatroom/create", { ...base, ...fields, bid: { textbid: "" } });
    expect(String(chatroom.roomid)).toMatch(/^\d{10}$/);
    expect((await emulator().ok("chatroom/get", { roomid: chatroom.roomid })).chatroom).toEqual({
      roomid: chatroom.roomid,
      valid: true,
      muted: false,
      name: "Stage",
      creator: "creator",
      ionotify: true,
      ...fields,
    });
    expect(await emulator().room("creator")).toBeGreaterThan(chatroom.roomid);
  });

  test.each([
    ["creator", "", "creator is empty"],
    ["creator", "ghost", "ghost not register"],
    ["name", "", "name is empty"],
    ["name", "n".repeat(129), "name too long"],
    ["announcement", "a".repeat(4097), "announcement too long"],
    ["broadcasturl", "b".repeat(1025), "broadcasturl too long"],
    ["ext", "e".repeat(4097), "ext too long"],
    ["queuelevel", "2", "queuelevel is invalid"],
    ["bid", "{", "bid json error"],
    ["delayClosePolicy", "3", "delayClosePolicy is invalid"],
    ["delaySeconds", "60", "delaySeconds is invalid"],
    ["inOutNotification", "true", "inOutNotification not number"],
  ])("refuses %s %j", async (field, value, desc) => {
    expect(await emulator().call("chatroom/create", { ...base, [field]: value })).toEqual({ code: 414, desc });
    expect((await emulator().state()).chatrooms).toEqual({});
  });

  test("an app without chatrooms", async () => {
    await emulator().set({ chatroomFeature: false });
    expect(await emulator().call("chatroom/create", base)).toMatchObject({ code: 403 });
  });
});

describe("reading", () => {
  test("a room that does not exist", async () => {
    expect(await emulator().call("chatroom/get", { roomid: 5 })).toEqual({ code: 404, desc: "chatroom not exist" });
    await emulator().set({ unknownRoom: 414 });
    expect(await emulator().call("chatroom/get", { roomid: 5 })).toMatchObject({ code: 414 });
  });

  test("the number of people inside is shown when asked for", async () => {
    const roomid = await emulator().room("creator");
    expect(await enter(roomid, "ann")).toEqual({ code: 200 });
    const { chatroom } = await emulator().ok("chatroom/get", { roomid, needOnlineUserCount: true });
    expect(chatroom.onlineusercount).toBe(1);
    expect((await emulator().ok("chatroom/get", { roomid })).chatroom).not.toHaveProperty("onlineusercount");
  });

  test("what get shows beside is a matter of settings", async () => {
    const roomid = await emulator().room("creator");
    await emulator().set({ ionotifyOnRead: false, delayInfoOnGet: true, unsetRoomText: "null" });
    const { chatroom } = await emulator().ok("chatroom/get", { roomid });
    expect(chatroom).not.toHaveProperty("ionotify");
    expect(chatroom).toMatchObject({ delayInfo: { delayCloseEnable: false }, ext: null, broadcasturl: null });
  });

  test("getBatch takes ids as numbers or text, and names the unknown", async () => {
    const one = await emulator().room("creator");
    const two = await emulator().room("creator");
    const body = await emulator().ok("chatroom/getBatch", { roomids: [one, String(two), 5] });
    expect(body.succRooms.map((room: { roomid: number }) => room.roomid)).toEqual([one, two]);
    expect(body.succRooms[0]).toEqual((await emulator().ok("chatroom/get", { roomid: one })).chatroom);
    expect(body).toMatchObject({ noExistRooms: [5], failRooms: [] });
    const many = Array.from({ length: 21 }, (_, index) => index + 1);
    expect(await emulator().call("chatroom/getBatch", { roomids: many })).toMatchObject({ code: 414 });
    await emulator().ok("chatroom/getBatch", { roomids: many.slice(1) });
    expect(await emulator().call("chatroom/getBatch", { roomids: ["x"] })).toMatchObject({ code: 414 });
  });

  test("queryUserRoomIds gives open rooms, as JSON text", async () => {
    const one = await emulator().room("creator");
    const two = await emulator().room("creator");
    await emulator().room("ann");
    await emulator().ok("chatroom/toggleCloseStat", { roomid: one, operator: "creator", valid: false });
    const query = { creator: "Creator" };
    expect(await emulator().call("chatroom/queryUserRoomIds", query)).toEqual({
      code: 200,
      desc: { roomids: `[${two}]` },
    });
    expect(await emulator().call("chatroom/queryUserRoomIds", { creator: "ghost" })).toMatchObject({
      desc: { roomids: "[]" },
    });
    await emulator().set({ unknownCreatorInQueryUserRoomIds: 404 });
    expect(await emulator().call("chatroom/queryUserRoomIds", { creator: "ghost" })).toMatchObject({ code: 404 });
  });

  test("requestAddr", async () => {
    const roomid = await emulator().room("creator");
    const { addr } = await emulator().ok("chatroom/requestAddr", { roomid, accid: "ann", clienttype: 3 });
    expect(addr[0]).toMatch(/^[\w.-]+:\d+$/);
    expect(await emulator().call("chatroom/requestAddr", { roomid, accid: "ghost" })).toMatchObject({ code: 404 });
    expect(await emulator().call("chatroom/requestAddr", { roomid, accid: "ann", clienttype: 4 })).toMatchObject({
      code: 414,
    });
    await emulator().ok("chatroom/toggleCloseStat", { roomid, operator: "creator", valid: false });
    expect(await emulator().call("chatroom/requestAddr", { roomid, accid: "ann" })).toMatchObject({ code: 404 });
    await emulator().set({ closedRoomAddresses: "allow" });
    await emulator().ok("chatroom/requestAddr", { roomid, accid: "ann" });
  });
});

describe("chatroom/update", () => {
  test("omitted stays, empty clears, the answer is the short room", async () => {
    const roomid = await emulator().room("creator", { announcement: "a", ext: "e" });
    expect(
      await emulator().call("chatroom/update", { roomid, announcement: "", broadcasturl: "u", queuelevel: 1 }),
    ).toEqual({
      code: 200,
      chatroom: {
        roomid,
        valid: true,
        announcement: "",
        name: "Stage",
        broadcasturl: "u",
        ext: "e",
        creator: "creator",
      },
    });
    expect(await stored(roomid)).toMatchObject({ announcement: "", queuelevel: 1 });
    await emulator().set({ clearedAnnouncement: "null" });
    expect((await emulator().ok("chatroom/get", { roomid })).chatroom.announcement).toBeNull();
  });

  test("limits, and the empty name", async () => {
    const roomid = await emulator().room("creator");
    expect(await emulator().call("chatroom/update", { roomid, name: "" })).toEqual({
      code: 414,
      desc: "name is empty",
    });
    expect(await emulator().call("chatroom/update", { roomid, notifyExt: "x".repeat(2049) })).toMatchObject({
      code: 414,
    });
    expect(await emulator().call("chatroom/update", { roomid, needNotify: "no" })).toMatchObject({
      desc: "needNotify not boolean",
    });
    expect(await emulator().call("chatroom/update", { roomid: 5, name: "x" })).toMatchObject({ code: 404 });
  });

  test("a closed room can be updated unless the setting says otherwise", async () => {
    const roomid = await emulator().room("creator");
    await emulator().ok("chatroom/toggleCloseStat", { roomid, operator: "creator", valid: false });
    await emulator().ok("chatroom/update", { roomid, ext: "e" });
    await emulator().set({ closedRoomUpdatable: false });
    expect(await emulator().call("chatroom/update", { roomid, ext: "f" })).toMatchObject({ code: 13002 });
    expect((await stored(roomid)).ext).toBe("e");
  });

  test("updateInOutNotification reads back inverted", async () => {
    const roomid = await emulator().room("creator");
    expect(await emulator().call("chatroom/updateInOutNotification", { roomid, close: true })).toEqual({ code: 200 });
    expect((await emulator().ok("chatroom/get", { roomid })).chatroom.ionotify).toBe(false);
    const off = await emulator().room("creator", { inOutNotification: 0 });
    expect((await stored(off)).ionotify).toBe(false);
    expect(await emulator().call("chatroom/updateInOutNotification", { roomid })).toMatchObject({
      desc: "close is empty",
    });
  });
});

describe("opening and closing", () => {
  test("the creator closes and opens; the room keeps its data and loses its people", async () => {
    const roomid = await emulator().room("creator", { ext: "e" });
    await enter(roomid, "ann");
    const toggle = { roomid, operator: "creator" };
    const closed = await emulator().call("chatroom/toggleCloseStat", { ...toggle, valid: false });
    expect(closed).toMatchObject({
      code: 200,
      desc: { roomid, valid: false, ext: "e", delayInfo: expect.any(Object) },
    });
    expect((await stored(roomid)).members).not.toHaveProperty("ann");
    expect((await emulator().ok("chatroom/get", { roomid })).chatroom).toMatchObject({ valid: false, ext: "e" });
    expect(await enter(roomid, "ann")).toMatchObject({ code: 13002 });
    await emulator().ok("chatroom/toggleCloseStat", { ...toggle, valid: true });
    expect(await enter(roomid, "ann")).toEqual({ code: 200 });
  });

  test("only the creator may", async () => {
    const roomid = await emulator().room("creator");
    const role = { roomid, operator: "creator", target: "ann", opt: 1, optvalue: true };
    await emulator().ok("chatroom/setMemberRole", role);
    const toggle = { roomid, valid: false };
    expect(await emulator().call("chatroom/toggleCloseStat", { ...toggle, operator: "ann" })).toMatchObject({
      code: 403,
    });
    expect(await emulator().call("chatroom/toggleCloseStat", { ...toggle, operator: "ghost" })).toMatchObject({
      code: 404,
    });
    expect((await stored(roomid)).valid).toBe(true);
  });

  test("the state it is in already is a repeated operation", async () => {
    const roomid = await emulator().room("creator");
    const toggle = { roomid, operator: "creator", valid: true };
    expect(await emulator().call("chatroom/toggleCloseStat", toggle)).toEqual({
      code: 417,
      desc: "repeated operation",
    });
    await emulator().set({ sameStateToggle: 200 });
    await emulator().ok("chatroom/toggleCloseStat", toggle);
  });
});

describe("delayed closing", () => {
  test("policy 1 counts from the call, a new call counts anew", async () => {
    const roomid = await emulator().room("creator", { delayClosePolicy: 1, delaySeconds: 100 });
    await emulator().advance(60);
    const { chatroom } = await emulatorAt(60, "chatroom/updateDelayClosePolicy", {
      roomid,
      delayClosePolicy: 1,
      delaySeconds: 100,
    });
    expect(chatroom.delayInfo).toMatchObject({
      delayCloseEnable: true,
      delayClosePolicy: 1,
      delaySeconds: 100,
      status: 1,
    });
    await emulator().advance(60);
    expect((await stored(roomid)).valid).toBe(true);
    await emulator().advance(41);
    expect(await stored(roomid)).toMatchObject({ valid: false, delay: { status: 3 } });
    expect(await emulatorAt(161, "chatroom/queryUserRoomIds", { creator: "creator" })).toMatchObject({
      desc: { roomids: "[]" },
    });
  });

  test("policy 2 counts while nobody is inside", async () => {
    const roomid = await emulator().room("creator");
    await enter(roomid, "ann");
    const { chatroom } = await emulator().ok("chatroom/updateDelayClosePolicy", {
      roomid,
      delayClosePolicy: 2,
      delaySeconds: 100,
    });
    expect(chatroom.delayInfo).toMatchObject({ status: 2 });
    await emulator().advance(1000);
    expect((await stored(roomid)).valid).toBe(true);
    expect(await leave(roomid, "ann")).toEqual({ code: 200 });
    await emulator().advance(50);
    await enter(roomid, "ann");
    await emulator().advance(1000);
    await leave(roomid, "ann");
    await emulator().advance(99);
    expect((await stored(roomid)).valid).toBe(true);
    await emulator().advance(2);
    expect((await stored(roomid)).valid).toBe(false);
  });

  test("policy 0 cancels; seven days are the most and the default", async () => {
    const roomid = await emulator().room("creator", { delayClosePolicy: 1 });
    expect((await stored(roomid)).delay).toMatchObject({ seconds: 604_800, status: 1 });
    const policy = { roomid, delayClosePolicy: 2 };
    expect(
      await emulator().call("chatroom/updateDelayClosePolicy", { ...policy, delaySeconds: 604_801 }),
    ).toMatchObject({ code: 414 });
    await emulator().ok("chatroom/updateDelayClosePolicy", { roomid, delayClosePolicy: 0 });
    await emulator().advance(700_000);
    expect(await stored(roomid)).toMatchObject({ valid: true, delay: { policy: 0, status: 4 } });
  });

  test("toggleCloseStat can set it; an app may lack it", async () => {
    const roomid = await emulator().room("creator");
    const toggle = { roomid, operator: "creator" };
    await emulator().ok("chatroom/toggleCloseStat", { ...toggle, valid: false });
    await emulator().ok("chatroom/toggleCloseStat", { ...toggle, valid: true, delayClosePolicy: 1, delaySeconds: 9 });
    expect((await stored(roomid)).delay).toMatchObject({ policy: 1, seconds: 9 });
    await emulator().set({ delayCloseFeature: false });
    expect(await emulator().call("chatroom/create", { ...base, delayClosePolicy: 1 })).toMatchObject({ code: 403 });
    expect(await emulator().call("chatroom/updateDelayClosePolicy", { roomid, delayClosePolicy: 0 })).toMatchObject({
      code: 403,
    });
  });

  /** A call signed for a clock that was moved. */
  async function emulatorAt(seconds: number, call: string, params: Record<string, unknown>) {
    return emulator().call(call, params, emulator().signed(Math.floor(Date.now() / 1000) + seconds));
  }
});

describe("chatroom/muteRoom", () => {
  test("creator and managers may", async () => {
    const roomid = await emulator().room("creator");
    const mute = { roomid, operator: "creator", mute: true };
    expect(await emulator().call("chatroom/muteRoom", mute)).toEqual({ code: 200, desc: { success: true } });
    expect((await emulator().ok("chatroom/get", { roomid })).chatroom.muted).toBe(true);
    expect(await emulator().call("chatroom/muteRoom", { ...mute, operator: "ann" })).toMatchObject({ code: 403 });
    await emulator().ok("chatroom/setMemberRole", {
      roomid,
      operator: "creator",
      target: "ann",
      opt: 1,
      optvalue: true,
    });
    await emulator().ok("chatroom/muteRoom", { ...mute, operator: "ann", mute: false });
    await emulator().set({ sameStateMuteRoom: 417 });
    expect(await emulator().call("chatroom/muteRoom", { ...mute, mute: false })).toMatchObject({ code: 417 });
  });
});
