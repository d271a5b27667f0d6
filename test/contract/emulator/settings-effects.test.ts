import { useEmulator } from "./harness";

const emulator = useEmulator();

const base = { tname: "Crew", owner: "owner", members: [], msg: "hi", magree: 0, joinmode: 0 };

beforeEach(() => emulator().accounts("owner", "ann"));

describe("accounts", () => {
  test("how getUinfos shows cleared fields and mute flags", async () => {
    await emulator().ok("user/create", { accid: "ben", sign: "s" });
    await emulator().ok("user/updateUinfo", { accid: "ben", sign: "" });
    await emulator().set({ clearedProfileField: "empty", muteFlagsInGetUinfos: "always" });
    const { uinfos } = await emulator().ok("user/getUinfos", { accids: ["ben"] });
    const flags = { mute: false, muteP2P: false, muteTeam: false, muteRoom: false, muteQChat: false };
    expect(uinfos).toEqual([{ accid: "ben", sign: "", valid: true, ...flags }]);
  });

  test("blocked accounts can be left alone", async () => {
    await emulator().ok("user/block", { accid: "ann" });
    await emulator().set({ blockedAccountCalls: "allowAll" });
    await emulator().ok("user/refreshToken", { accid: "ann" });
  });
});

describe("teams", () => {
  test("codes for owners and operators", async () => {
    await emulator().set({ unknownTeamOwner: 404, noTeamRight: 802, changeOwnerToOwner: 417 });
    expect(await emulator().call("team/create", { ...base, owner: "ghost" })).toMatchObject({ code: 404 });
    const tid = await emulator().team("owner", ["ann"]);
    expect(await emulator().call("team/remove", { tid, owner: "ann" })).toMatchObject({ code: 802 });
    const change = { tid, owner: "owner", newowner: "owner", leave: 2 };
    expect(await emulator().call("team/changeOwner", change)).toMatchObject({ code: 417 });
  });

  test("the owner among the members", async () => {
    await emulator().set({ ownerInMembers: "ignore" });
    const { tid } = await emulator().ok("team/create", { ...base, members: ["owner", "ann"] });
    expect((await emulator().ok("team/query", { tids: [tid], ope: 1 })).tinfos[0]).toMatchObject({
      size: 2,
      members: ["ann"],
    });
  });

  test("too many teams of one owner", async () => {
    await emulator().set({ createdTeamLimit: 0, createdTeamLimitCode: 403 });
    expect(await emulator().call("team/create", base)).toMatchObject({ code: 403 });
  });

  test("sizes", async () => {
    await emulator().set({ teamSizeMaximum: 300, memberLimitBelowSize: "allow" });
    const tid = await emulator().team("owner", ["ann"], { teamMemberLimit: 300 });
    await emulator().accounts("ben");
    await emulator().ok("team/add", { tid, owner: "owner", members: ["ben"], magree: 0, msg: "hi" });
    await emulator().ok("team/update", { tid, owner: "owner", teamMemberLimit: 2 });
  });

  test("how reads show what is unset and false", async () => {
    await emulator().set({ unsetTeamFields: "empty", muteInQueryDetail: "whenTrue", invalidTidsKey: "invalid" });
    const tid = await emulator().team("owner", []);
    const { tinfo } = await emulator().ok("team/queryDetail", { tid });
    expect(tinfo).toMatchObject({ announcement: "", intro: "", custom: "", icon: "", owner: { nick: "", custom: "" } });
    expect(tinfo.owner).not.toHaveProperty("mute");
    expect(await emulator().call("team/query", { tids: [5], ope: 0, ignoreInvalid: true })).toEqual({
      code: 200,
      tinfos: [],
      invalid: [5],
    });
  });

  test("how many teams one query asks for", async () => {
    await emulator().set({ teamQueryMaximum: 1 });
    expect(await emulator().call("team/query", { tids: [1, 2], ope: 0 })).toEqual({ code: 414, desc: "tids too many" });
  });
});

describe("chatrooms", () => {
  test("an unknown creator", async () => {
    await emulator().set({ unknownRoomCreator: 404 });
    expect(await emulator().call("chatroom/create", { creator: "ghost", name: "x" })).toMatchObject({ code: 404 });
  });

  test("which value means that notices are on", async () => {
    await emulator().set({ inOutNotificationOn: 0 });
    const roomid = await emulator().room("owner", { inOutNotification: 1 });
    expect((await emulator().ok("chatroom/get", { roomid })).chatroom.ionotify).toBe(false);
  });

  test("seconds without a policy", async () => {
    await emulator().set({ delaySecondsWithoutPolicy: "ignore" });
    const roomid = await emulator().room("owner", { delaySeconds: 60 });
    expect((await emulator().state()).chatrooms[roomid].delay).toBeNull();
  });

  test("rooms in a batch", async () => {
    await emulator().set({ getBatchRoomObject: "short" });
    const roomid = await emulator().room("owner");
    const { succRooms } = await emulator().ok("chatroom/getBatch", { roomids: [roomid] });
    expect(Object.keys(succRooms[0])).toEqual([
      "roomid",
      "valid",
      "announcement",
      "name",
      "broadcasturl",
      "ext",
      "creator",
    ]);
  });

  test("an empty text in an update", async () => {
    await emulator().set({ roomEmptyStringClears: false });
    const roomid = await emulator().room("owner", { ext: "e" });
    await emulator().ok("chatroom/update", { roomid, ext: "" });
    expect((await emulator().ok("chatroom/get", { roomid })).chatroom.ext).toBe("e");
  });

  test("muting somebody who is not there", async () => {
    await emulator().set({ temporaryMuteAbsent: "allow" });
    const roomid = await emulator().room("owner");
    await emulator().ok("chatroom/temporaryMute", { roomid, operator: "owner", target: "ann", muteDuration: 9 });
  });
});
