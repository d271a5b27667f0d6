import { chatroomRoles } from "../../provider/commsease/chatroom-roles/resource";
import type { CommsEaseClient } from "../../provider/commsease/client";
import type { Settled } from "../../provider/resource/lifecycle";
import { timestampText } from "../../provider/schema/timestamps";
import type { Values } from "../../provider/values/values";
import { rewritten } from "../support/rewritten";
import { failureOf, useCloud, useWarnings } from "./faults/harness";

const cloud = useCloud("--rate-limit", "off");
const warnings = useWarnings();
const hour = 3_600_000;
const from = (ms: number) => timestampText(Date.now() + ms);

let roomid: string;
/** Without a rate limit of its own, so that hundreds of members take no seconds. */
let client: CommsEaseClient;

beforeEach(async () => {
  client = cloud().open({ callsPerSecond: 10_000 });
  await cloud().accounts("host", "ann", "ben", "cid", "dan");
  const { chatroom } = await cloud().byHand("chatroom/create", { creator: "host", name: "Lobby" });
  roomid = String((chatroom as Values).roomid);
});

const create = (inputs: Values) => cloud().create(chatroomRoles, { roomid, ...inputs }, client);
const update = (before: Settled, inputs: Values) =>
  cloud().update(chatroomRoles, before, { roomid, ...inputs }, client);
const read = async (before: Settled) =>
  (await cloud().read(chatroomRoles, before, client)) as { inputs: Values; state: Values };
const remove = (before: Settled) => cloud().remove(chatroomRoles, before, client);
const room = () => cloud().emulator.chatroom(roomid);
const set = (settings: Values) => cloud().emulator.settings(settings);
const byHand = (target: string, opt: number, optvalue: boolean, operator = "host") =>
  cloud().byHand("chatroom/setMemberRole", { roomid, operator, target, opt, optvalue });
const join = (accid: string, action = "enter", tags?: string[]) =>
  cloud().emulator.control("POST", "/control/join", {
    vendor: "commsease",
    roomid: Number(roomid),
    accid,
    action,
    tags,
  });

async function made(inputs: Values): Promise<Settled> {
  const settled = await create(inputs);
  expect(settled.failure).toBeUndefined();
  await cloud().newRun();
  return settled;
}

async function changed(before: Settled, inputs: Values): Promise<Settled> {
  const settled = await update(before, inputs);
  expect(settled.failure).toBeUndefined();
  return settled;
}

/** Everybody but the creator, as `role`, `+muted`, `+blocked`. */
async function standings(): Promise<Record<string, string>> {
  const members: Record<string, { role: string; muted: boolean; blocked: boolean }> = (await room()).members;
  return Object.fromEntries(
    Object.entries(members)
      .filter(([, { role }]) => role !== "creator")
      .map(([accid, { role, muted, blocked }]) => [
        accid,
        `${role}${muted ? "+muted" : ""}${blocked ? "+blocked" : ""}`,
      ]),
  );
}

/** The writes of this run, each as call and what matters of it. */
async function sent(): Promise<string[]> {
  const reads = /getBatch|ByPage|Query|queryMembers/;
  return (await cloud().log())
    .filter(({ call }) => !reads.test(call))
    .map(({ call, params }) => {
      const { target, accid, opt, optvalue, muteDuration, targetTag } = params;
      const what = call.slice("chatroom/".length);
      if (what === "setMemberRole") return `${target} ${opt} ${optvalue}`;
      return [what, target ?? accid ?? targetTag, muteDuration === "0" && "lift"].filter(Boolean).join(" ");
    });
}

describe("what is declared", () => {
  const all = {
    ann: { manager: true },
    ben: { muted: true, nick: "Ben", avator: "https://example.com/b.png", ext: "{}" },
    cid: { blocked: true },
    dan: { manager: true, muted: true },
  };

  test("comes about in one call for each flag, and is read back", async () => {
    const settled = await create({ members: all });
    expect(settled).toMatchObject({ id: roomid, state: { members: all, creator: "host" } });
    expect(settled.failure).toBeUndefined();
    expect(await standings()).toEqual({
      ann: "manager",
      ben: "guest+muted",
      cid: "guest+blocked",
      dan: "manager+muted",
    });
    expect(await sent()).toEqual([
      "ann 1 true",
      "ben -2 true",
      "updateMyRoomRole ben",
      "cid -1 true",
      "dan -2 true",
      "dan 1 true",
    ]);
    expect((await read(settled)).inputs).toEqual({ roomid, members: all });
  });

  test("and is there already makes no call", async () => {
    const before = await made({ members: all });
    await changed(before, { members: all });
    expect(await sent()).toEqual([]);
  });

  test("a list, an empty map and no map at all", async () => {
    const list = await made({ members: ["Ann", { accid: "ben", muted: true }] });
    expect(list.state.members).toEqual({ ann: {}, ben: { muted: true } });
    const unmanaged = await changed(list, {});
    expect(unmanaged.state).not.toHaveProperty("members");
    expect(await standings()).toEqual({ ann: "common", ben: "guest+muted" });
    expect((await read(unmanaged)).inputs).toEqual({ roomid });
    const again = await changed(unmanaged, { members: { ann: {}, ben: {} } });
    expect((await changed(again, { members: {} })).state.members).toEqual({});
    expect(await standings()).toEqual({});
  });

  test("texts can be cleared, and those left out are the person's own", async () => {
    const before = await made({ members: { ann: { nick: "A", ext: "e" } } });
    await cloud().byHand("chatroom/updateMyRoomRole", {
      roomid,
      accid: "ann",
      save: true,
      avator: "https://a.example",
    });
    const after = await changed(before, { members: { ann: { nick: "" } } });
    expect(after.state.members).toEqual({ ann: { nick: "" } });
    expect((await room()).members.ann).toMatchObject({ nick: "", ext: "e", avator: "https://a.example" });
    expect((await cloud().log("chatroom/updateMyRoomRole")).map(({ params }) => params)).toEqual([
      { roomid, accid: "ann", save: "true", nick: "" },
    ]);
  });

  test("notices carry what is declared for them", async () => {
    const members = { ann: { nick: "A", mutedUntil: from(hour) } };
    await create({ members, tagMutes: { red: from(hour) }, needNotify: false, notifyExt: "x" });
    const params = (await cloud().log()).filter(({ params: { notifyExt } }) => notifyExt === "x");
    expect(params.map(({ call, params: { needNotify } }) => [call.slice(9), needNotify])).toEqual([
      ["setMemberRole", undefined],
      ["temporaryMute", "false"],
      ["updateMyRoomRole", "false"],
      ["tagTemporaryMute", "false"],
    ]);
    expect((await cloud().log()).flatMap(({ unknownParams }) => unknownParams)).toEqual([]);
  });
});

const vendors: [string, Values][] = [
  ["a release makes a guest", {}],
  ["a release leaves the role", { releasedMember: "role" }],
  ["a release makes a guest, and what is so is refused", { sameStateRole: 417 }],
  ["a release leaves the role, and what is so is refused", { releasedMember: "role", sameStateRole: 417 }],
];

describe.each(vendors)("where %s", (_, settings) => {
  beforeEach(async () => {
    if (Object.keys(settings).length > 0) await set(settings);
  });

  const roles = [{}, { manager: true }, { muted: true }, { blocked: true }, { manager: true, muted: true }];
  const more = [
    { blocked: true, muted: true },
    { manager: true, blocked: true, muted: true },
  ];
  const all = [...roles, ...more];

  test("every role becomes every other, and what is said of the person stays", async () => {
    for (const one of all) {
      for (const other of all) {
        const before = await made({ members: { ann: { ...one, nick: "A" } } });
        const after = await changed(before, { members: { ann: { ...other, nick: "A" } } });
        const wanted = { roomid, members: { ann: { ...other, nick: "A" } } };
        expect((await read(after)).inputs).toEqual(wanted);
        expect((await room()).members.ann.nick).toBe("A");
        await remove(after);
        expect(await standings()).toEqual({});
      }
    }
  });

  test("mixed: some come, some change, some go", async () => {
    const before = await made({
      members: { ann: { manager: true, muted: true }, ben: { manager: true }, cid: { blocked: true } },
    });
    const members = { ann: { manager: true }, ben: {}, dan: { muted: true } };
    const after = await changed(before, { members });
    expect(await standings()).toEqual({ ann: "manager", ben: "common", dan: "guest+muted" });
    expect((await read(after)).inputs).toEqual({ roomid, members });
  });
});

test("a release whose answer is lost, and whose repeat is refused, is followed by the role once more", async () => {
  await set({ releasedMember: "role", sameStateRole: 417 });
  const before = await made({ members: { ann: { manager: true, muted: true } } });
  await cloud().inject("chatroom/setMemberRole", { kind: "drop-after" });
  const after = await changed(before, { members: { ann: { manager: true } } });
  expect(await sent()).toEqual(["ann -2 false", "ann -2 false", "ann 1 true"]);
  expect(await standings()).toEqual({ ann: "manager" });
  await cloud().inject("chatroom/setMemberRole", { kind: "drop-after" });
  await changed(after, { members: {} });
  expect(await standings()).toEqual({});
});

describe("people whom no preview showed", () => {
  test("stay, are named, come with a refresh, and go then", async () => {
    const before = await made({ members: { ann: {} } });
    await byHand("ben", 1, true);
    await byHand("cid", -1, true);
    const after = await changed(before, { members: { dan: {} } });
    expect(warnings()).toEqual([
      expect.stringMatching(/neither declared nor in the state: ("ben", "cid"|"cid", "ben")\. They stay/),
    ]);
    expect(await standings()).toEqual({ ben: "manager", cid: "guest+blocked", dan: "common" });
    const found = await read(after);
    expect(found.inputs.members).toEqual({ dan: {}, ben: { manager: true }, cid: { blocked: true } });
    await changed({ id: roomid, state: found.state }, { members: { dan: {} } });
    expect(await standings()).toEqual({ dan: "common" });
    expect(warnings()).toEqual([]);
  });

  test("are there at creation, and stay through destroy", async () => {
    await byHand("ben", 1, true);
    const settled = await made({ members: { ann: {} } });
    expect(warnings()).toHaveLength(1);
    expect(settled.state.members).toEqual({ ann: {} });
    await remove(settled);
    expect(await standings()).toEqual({ ben: "manager" });
  });

  test("come into the state of a failed change neither", async () => {
    await byHand("ben", 1, true);
    await cloud().inject("chatroom/setMemberRole", { kind: "code", value: 403 });
    const { failure, state } = await create({ members: { ann: {} } });
    expect(failure).toMatchObject({ code: "IM_REFUSED" });
    expect(state.members).toEqual({});
    warnings();
  });
});

describe("additive members", () => {
  const additive = { membership: "additive" };

  test("leave everybody else alone, without a warning, on update, refresh and destroy", async () => {
    await byHand("ben", -2, true);
    const before = await made({ ...additive, members: { ann: { manager: true }, cid: {} } });
    await byHand("dan", 1, true);
    const found = await read(before);
    expect(found.inputs).toEqual({ roomid, ...additive, members: { ann: { manager: true }, cid: {} } });
    const after = await changed(before, { ...additive, members: { ann: { manager: true } } });
    expect(await standings()).toEqual({ ann: "manager", ben: "guest+muted", dan: "manager" });
    await remove(after);
    expect(await standings()).toEqual({ ben: "guest+muted", dan: "manager" });
    expect(warnings()).toEqual([]);
  });

  test("are again what they were before", async () => {
    await byHand("ann", 2, true);
    await byHand("ben", 1, true);
    await byHand("ben", -2, true);
    const before = await made({ ...additive, members: { ann: { manager: true }, ben: {}, cid: {} } });
    expect(before.state.priorRoles).toEqual({ ann: {}, ben: { manager: true, muted: true } });
    const after = await changed(before, { ...additive, members: { ben: {}, cid: {} } });
    expect(await standings()).toMatchObject({ ann: "common", ben: "common" });
    expect(after.state.priorRoles).toEqual({ ben: { manager: true, muted: true } });
    await remove(after);
    expect(await standings()).toEqual({ ann: "common", ben: "manager+muted" });
  });

  test("become all that there are, and some again, without anybody leaving unseen", async () => {
    await byHand("ben", 1, true);
    const before = await made({ ...additive, members: { ann: {} } });
    const all = await changed(before, { members: { ann: {} } });
    expect(warnings()).toHaveLength(1);
    const found = await read(all);
    expect(found.inputs.members).toEqual({ ann: {}, ben: { manager: true } });
    const some = await changed({ id: roomid, state: found.state }, { ...additive, members: found.inputs.members });
    expect(await standings()).toEqual({ ann: "common", ben: "manager" });
    expect((await read(some)).inputs).toEqual({ roomid, ...additive, members: found.inputs.members });
  });

  test("a failed create keeps its mode", async () => {
    await cloud().inject("chatroom/setMemberRole", { kind: "code", value: 403 });
    const { state } = await create({ ...additive, members: { ann: {} } });
    expect(state).toMatchObject(additive);
  });
});

describe("a mute for a time", () => {
  test("is sent once, and read within the vendor's inexact seconds as declared", async () => {
    const members = { ann: { mutedUntil: from(hour) } };
    const settled = await made({ members });
    expect(Math.abs((await room()).tempMutes.ann - Date.parse(members.ann.mutedUntil))).toBeLessThan(3000);
    await cloud().emulator.advanceClock(40);
    expect((await read(settled)).inputs).toEqual({ roomid, members });
    await changed(settled, { members });
    expect(await sent()).toEqual([]);
  });

  test("that is changed, taken away, or put in the past is written or lifted", async () => {
    const before = await made({ members: { ann: { mutedUntil: from(hour) }, ben: { mutedUntil: from(hour) } } });
    const moved = await changed(before, { members: { ann: { mutedUntil: from(2 * hour) }, ben: {} } });
    expect(await sent()).toEqual(["temporaryMute ann", "temporaryMute ben lift"]);
    const past = { members: { ann: { mutedUntil: from(-hour) }, ben: {} } };
    const after = await changed(moved, past);
    expect((await sent()).slice(2)).toEqual(["temporaryMute ann lift"]);
    expect((await read(after)).inputs).toEqual({ roomid, ...past });
    expect((await room()).tempMutes).toEqual({});
  });

  test("that has passed makes no call and no difference, whatever is there", async () => {
    const members = { ann: { mutedUntil: from(hour) } };
    const settled = await made({ members, tagMutes: { red: members.ann.mutedUntil } });
    await cloud().emulator.advanceClock(2 * 3600);
    expect((await read(settled)).inputs).toEqual({ roomid, members, tagMutes: { red: members.ann.mutedUntil } });
    await changed(settled, { members: { ann: {} }, tagMutes: {} });
    const late = { members: { ann: { mutedUntil: from(hour) } }, tagMutes: { blue: from(hour) } };
    await changed(settled, late);
    expect(await sent()).toEqual([]);
  });

  test("lifted or moved by hand shows, and is mended", async () => {
    const members = { ann: { mutedUntil: from(hour) }, ben: { mutedUntil: from(hour) } };
    const settled = await made({ members });
    const mute = (target: string, muteDuration: number) =>
      cloud().byHand("chatroom/temporaryMute", { roomid, operator: "host", target, muteDuration });
    await mute("ann", 0);
    await mute("ben", 24 * 3600);
    const found = await read(settled);
    expect(found.inputs.members).toEqual({ ann: {}, ben: { mutedUntil: expect.any(String) } });
    expect(found.inputs.members).not.toMatchObject({ ben: members.ben });
    await changed({ id: roomid, state: found.state }, { members });
    expect(await sent()).toEqual(["temporaryMute ann", "temporaryMute ben"]);
  });

  test("given by hand to somebody of whom none is declared is nobody's business here", async () => {
    const settled = await made({ members: { ann: {} } });
    await cloud().byHand("chatroom/temporaryMute", { roomid, operator: "host", target: "ann", muteDuration: 600 });
    expect((await read(settled)).inputs).toEqual({ roomid, members: { ann: {} } });
    await changed(settled, { members: { ann: { nick: "A" } } });
    expect(await sent()).toEqual(["updateMyRoomRole ann"]);
  });

  test("of thirty days is taken to the second", async () => {
    const settled = await create({ members: { ann: { mutedUntil: from(30 * 24 * hour) } } });
    expect(settled.failure).toBeUndefined();
    const [call] = await cloud().log("chatroom/temporaryMute");
    expect(Number(call?.params.muteDuration)).toBeGreaterThan(2_592_000 - 10);
  });

  test("ends with the role, also at destroy", async () => {
    const mutedUntil = from(hour);
    const settled = await made({
      members: { ann: { mutedUntil }, ben: { mutedUntil } },
      tagMutes: { red: mutedUntil },
    });
    await cloud().byHand("chatroom/temporaryMute", { roomid, operator: "host", target: "ben", muteDuration: 0 });
    await remove(settled);
    expect(await sent()).toEqual(["temporaryMute ann lift", "ann 2 false", "ben 2 false", "tagTemporaryMute red lift"]);
    expect(await room()).toMatchObject({ tempMutes: {}, tagMutes: {} });
  });

  test("of a tag: only what differs", async () => {
    const before = await made({ tagMutes: { red: from(hour), blue: from(hour) } });
    const tagMutes = { red: from(2 * hour), green: from(hour), old: from(-hour) };
    const after = await changed(before, { tagMutes });
    expect(await sent()).toEqual(["tagTemporaryMute red", "tagTemporaryMute blue lift", "tagTemporaryMute green"]);
    expect(after.state.tagMutes).toEqual(tagMutes);
    expect(Object.keys((await room()).tagMutes).sort()).toEqual(["green", "red"]);
    await changed(after, {});
    expect(Object.keys((await room()).tagMutes).sort()).toEqual(["green", "red"]);
  });
});

describe("tags", () => {
  const tagged = { members: { ann: { tags: ["red", "blue"], notifyTargetTags: "red" } } };
  const asRead = { ann: { tags: ["blue", "red"], notifyTargetTags: "red" } };

  test.each(["text", "array"])("of somebody inside are set, read (as %s) and mended", async (memberTags) => {
    await set({ memberTags });
    await join("ann");
    const settled = await made(tagged);
    expect(settled.state.members).toEqual(asRead);
    expect((await read(settled)).inputs.members).toEqual(asRead);
    await changed(settled, tagged);
    expect(await sent()).toEqual([]);
    await cloud().byHand("chatroom/updateChatRoomRoleTag", { roomId: Number(roomid), accid: "ann", tags: ["blue"] });
    const found = await read(settled);
    expect(found.inputs.members).toMatchObject({ ann: { tags: ["blue"] } });
    await cloud().byHand("chatroom/updateChatRoomRoleTag", { roomId: Number(roomid), accid: "ann", tags: ["x"] });
    expect((await read(settled)).inputs.members).toMatchObject({ ann: { tags: [] } });
    await changed({ id: roomid, state: found.state }, tagged);
    expect((await room()).members.ann.tags).toEqual(["blue", "red"]);
    expect(await sent()).toEqual(["updateChatRoomRoleTag ann"]);
  });

  test("of somebody who is not inside wait for him, with a warning, and the rest is done", async () => {
    const settled = await made({ members: { ...tagged.members, ben: { muted: true } } });
    expect(warnings()).toEqual([expect.stringContaining("took no tags for ann")]);
    expect(settled.state.members).toEqual({ ann: {}, ben: { muted: true } });
    await join("ann");
    const after = await changed(settled, { members: { ...tagged.members, ben: { muted: true } } });
    expect(after.state.members).toMatchObject(asRead);
    expect(await sent()).toEqual(["updateChatRoomRoleTag ann"]);
    await join("ann", "leave");
    expect((await read(after)).inputs.members).toMatchObject(asRead);
    await join("ann");
    expect((await read(after)).inputs.members).toMatchObject({ ann: { tags: [] } });
  });

  test("of fixed members outside are set where the vendor takes them", async () => {
    await set({ roleTagScope: "fixed" });
    const settled = await made(tagged);
    expect((await room()).members.ann.tags).toEqual(["blue", "red"]);
    expect((await read(settled)).inputs.members).toEqual(asRead);
    await changed(settled, { members: { ann: { tags: [] } } });
    expect((await room()).members.ann.tags).toEqual([]);
    expect(warnings()).toEqual([]);
  });
});

describe("all pages", () => {
  async function people(count: number): Promise<string[]> {
    const accids = Array.from({ length: count }, (_, i) => `p${i}`);
    await cloud().accounts(...accids);
    return accids;
  }

  test.each([
    [98, { pageStart: "exclusive" }],
    [99, { pageStart: "exclusive" }],
    [100, { pageStart: "exclusive" }],
    [201, { pageStart: "exclusive" }],
    [99, { pageStart: "inclusive" }],
    [201, { pageStart: "inclusive" }],
    [201, { pageStart: "exclusive", memberTimes: "clock" }],
    [201, { pageStart: "inclusive", memberTimes: "clock" }],
  ])("of %i members and the creator are read where %j", async (count, settings) => {
    await set(settings);
    const accids = await people(count);
    const settled = await made({ members: accids });
    expect(Object.keys((await read(settled)).inputs.members as Values).sort()).toEqual(accids.sort());
    const after = await changed(settled, { members: [] });
    expect(after.state.members).toEqual({});
    expect(await standings()).toEqual({});
  });

  test("of the holders of a tag are read", async () => {
    const accids = await people(101);
    for (const accid of accids) await join(accid);
    const members = Object.fromEntries(accids.map((accid) => [accid, { tags: ["red"] }]));
    const settled = await made({ members });
    expect((await read(settled)).inputs.members).toEqual(members);
    expect(await cloud().sent("chatroom/tagMembersQuery")).toBe(2);
  });

  test("that cannot be got past are an error, and change nothing", async () => {
    const settled = await made({ members: { ann: {} } });
    const page = Array.from({ length: 100 }, (_, i) => ({ accid: `x${i}`, type: "COMMON", enterTime: 5 }));
    const error = await rewritten(
      "chatroom/membersByPage.action",
      (answer) => ({ ...answer, desc: { data: page } }),
      () => failureOf(read(settled)),
    );
    expect(error.code).toBe("IM_UNAVAILABLE");
    expect(error.message).toContain("the list is not complete");
  });

  test("whose members have no time are not understood, where there are more than one", async () => {
    const settled = await made({ members: { ann: {} } });
    const page = Array.from({ length: 100 }, (_, i) => ({ accid: `x${i}`, type: "COMMON" }));
    const error = await rewritten(
      "chatroom/membersByPage.action",
      (answer) => ({ ...answer, desc: { data: page } }),
      () => failureOf(read(settled)),
    );
    expect(error.code).toBe("IM_UNEXPECTED_ANSWER");
    expect(error.message).toContain("members without `enterTime`");
  });

  test("a full room lets one go before another comes", async () => {
    await set({ fixedMemberLimit: 1000 });
    const accids = await people(999);
    const settled = await made({ members: accids });
    const [first, ...rest] = accids;
    await changed(settled, { members: [...rest, "ann"] });
    expect(await sent()).toEqual([`${first} 2 false`, "ann 2 true"]);
  });
});

describe("what cannot be", () => {
  test("the creator among the members", async () => {
    const { failure, state } = await create({ members: { host: { muted: true }, ann: {} } });
    expect(failure).toMatchObject({ code: "IM_INVALID_INPUT" });
    expect(String(failure)).toContain('Remove "host" from members');
    expect(state.members).toEqual({});
    expect(await sent()).toEqual([]);
  });

  test("a room that does not exist", async () => {
    const error = await failureOf(cloud().create(chatroomRoles, { roomid: "99", members: {} }));
    expect(error).toMatchObject({ code: "IM_GONE" });
    expect(error.message).toContain("There is no commsease room 99 in this app, so nobody was given a role in it.");
  });

  test("a room that is gone: gone on read, an error on update, nothing to do on delete", async () => {
    const settled = await made({ members: { ann: {} } });
    await cloud().emulator.reset();
    expect(await cloud().read(chatroomRoles, settled, client)).toBeUndefined();
    expect(await failureOf(update(settled, { members: {} }))).toMatchObject({ code: "IM_GONE" });
    await remove(settled);
  });

  test("one unknown account does not keep the others from their roles", async () => {
    const one = await create({ members: { ann: {}, ghost: {}, ben: { manager: true } } });
    expect(one.failure).toMatchObject({ code: "IM_REFUSED", facts: { call: "chatroom/setMemberRole" } });
    expect(one.state.members).toEqual({ ann: {}, ben: { manager: true } });
    const two = await update(one, { members: { ann: {}, ghost: {}, spook: {} } });
    expect(two.failure).toMatchObject({ code: "IM_PARTIAL" });
    expect(String(two.failure)).toMatch(/ghost \(.*not register.*spook \(/);
    expect(await standings()).toEqual({ ann: "common" });
  });
});

describe("a closed room", () => {
  const close = () => cloud().byHand("chatroom/toggleCloseStat", { roomid, operator: "host", valid: false });

  test("takes roles where the vendor lets it", async () => {
    await close();
    const settled = await made({ members: { ann: { manager: true, nick: "A" } } });
    await remove(settled);
    expect(await standings()).toEqual({});
  });

  test("refuses them where it does not: once, with what to do; and destroy goes on", async () => {
    await set({ closedRoomRoles: false });
    const settled = await made({ members: { ann: {}, ben: {} } });
    await close();
    const { failure } = await update(settled, { members: { ann: { manager: true }, ben: { manager: true } } });
    expect(failure).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 13002 } });
    expect(String(failure)).toContain("open it first");
    expect(await sent()).toEqual(["ann 1 true"]);
    await remove(settled);
    expect(warnings()).toEqual([expect.stringContaining("is closed and refuses changes")]);
  });
});
