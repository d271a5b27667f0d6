import type { Values } from "../../../provider/values/values";
import { account, type Cloud, chatroom, failureOf, team, useCloud } from "./harness";

const cloud = useCloud("--rate-limit", "off");

const ops = { tname: "Ops", owner: "owner" };
const lobby = { creator: "owner", name: "Lobby" };

beforeEach(() => cloud().accounts("owner", "ann"));

/** One of each, made before and changed in the run under test. */
async function estate() {
  const before = await Promise.all([
    cloud().create(account, { accid: "bob", name: "Bob" }),
    cloud().create(team, ops),
    cloud().create(chatroom, lobby),
  ]);
  await cloud().newRun();
  return before;
}

async function change([bob, crew, room]: Awaited<ReturnType<typeof estate>>, cloud: Cloud) {
  return Promise.all([
    cloud.update(account, bob, { accid: "bob", name: "Bobby" }),
    cloud.update(team, crew, { ...ops, members: ["ann"] }),
    cloud.update(chatroom, room, { ...lobby, name: "Hall" }),
    cloud.create(account, { accid: "eve" }),
  ]);
}

async function expectChanged([, crew, room]: Awaited<ReturnType<typeof estate>>): Promise<void> {
  const { accounts } = await cloud().emulator.state();
  expect(Object.keys(accounts)).toEqual(["owner", "ann", "bob", "eve"]);
  expect(accounts.bob.name).toBe("Bobby");
  expect(await cloud().roles(crew.id)).toEqual({ owner: "owner", ann: "member" });
  expect(await cloud().emulator.chatroom(room.id)).toMatchObject({ name: "Hall" });
}

const changed = ["user/updateUinfo", "team/add", "chatroom/update", "user/create"];

async function counts(): Promise<Values> {
  const entries = await Promise.all(changed.map(async (call) => [call, await cloud().sent(call)]));
  return Object.fromEntries(entries);
}

test("a refusal for rate blocks for ten seconds: the provider waits them out and sends each call once more", async () => {
  const before = await estate();
  for (const call of changed) await cloud().inject(call, { kind: "rate-limit" });
  const settled = await change(before, cloud());
  expect(settled.map(({ failure }) => failure)).toEqual([undefined, undefined, undefined, undefined]);
  await expectChanged(before);
  expect(await counts()).toEqual({ "user/updateUinfo": 2, "team/add": 2, "chatroom/update": 2, "user/create": 2 });
});

test("an answer that takes three seconds is waited for, and nothing is sent twice", async () => {
  const before = await estate();
  for (const call of changed) await cloud().inject(call, { kind: "delay", value: 3000 });
  const settled = await change(before, cloud());
  expect(settled.map(({ failure }) => failure)).toEqual([undefined, undefined, undefined, undefined]);
  await expectChanged(before);
  expect(await counts()).toEqual({ "user/updateUinfo": 1, "team/add": 1, "chatroom/update": 1, "user/create": 1 });
});

test.each([
  ["ten minutes ahead of", 600],
  ["ten minutes behind", -600],
])("a server's clock %s ours is taken over from its answer", async (_how, seconds) => {
  const before = await estate();
  await cloud().emulator.advanceClock(seconds);
  const settled = await change(before, cloud());
  expect(settled.map(({ failure }) => failure)).toEqual([undefined, undefined, undefined, undefined]);
  await expectChanged(before);
  // Only the calls that were on their way before the first answer came are sent again.
  const late = (await cloud().log()).filter(({ code }) => code === 414).map(({ call }) => call);
  expect(late).toContain("team/queryDetail");
  expect(["team/queryDetail", "user/getUinfos", "chatroom/getBatch"]).toEqual(expect.arrayContaining(late));
  expect(late).toEqual([...new Set(late)]);
  expect(await counts()).toEqual({ "user/updateUinfo": 1, "team/add": 1, "chatroom/update": 1, "user/create": 1 });
});

test("a clock that the server refuses twice is told of", async () => {
  const desc = "CurTime is expired";
  await cloud().inject("user/getUinfos", { kind: "code", value: 414, desc, times: 1000 });
  const error = await failureOf(cloud().create(account, { accid: "eve" }));
  expect(error).toMatchObject({ code: "IM_REFUSED", facts: { call: "user/getUinfos", vendorText: desc } });
  expect(error.message).toContain("Set this machine's clock.");
  expect(await cloud().sent("user/getUinfos")).toBe(2);
});

test("a fault that stays ends in an error after five attempts, with the state as it was", async () => {
  const before = await estate();
  for (const call of ["user/updateUinfo", "team/update", "chatroom/update"]) {
    await cloud().inject(call, { kind: "status", value: 503, times: 1000 });
  }
  const [bob, crew, room] = await Promise.all([
    cloud().update(account, before[0], { accid: "bob", name: "Bobby" }),
    cloud().update(team, before[1], { ...ops, tname: "Ops 2" }),
    cloud().update(chatroom, before[2], { ...lobby, name: "Hall" }),
  ]);
  const failed = (call: string) => ({ code: "IM_UNAVAILABLE", facts: { vendor: "commsease", call, status: 503 } });
  expect(bob).toMatchObject({ id: "bob", state: { name: "Bob" }, failure: failed("user/updateUinfo") });
  expect(crew).toMatchObject({ id: before[1].id, state: { tname: "Ops" }, failure: failed("team/update") });
  expect(room).toMatchObject({ id: before[2].id, state: { name: "Lobby" }, failure: failed("chatroom/update") });
  expect(String(bob.failure)).toContain("after 5 attempts: HTTP 503");
  for (const call of ["user/updateUinfo", "team/update", "chatroom/update"]) expect(await cloud().sent(call)).toBe(5);
});

test.each([
  ["account", account, { accid: "eve" }, "user/getUinfos"],
  ["team", team, ops, "team/joinTeams"],
  ["chat room", chatroom, lobby, "chatroom/queryUserRoomIds"],
])("a wrong secret costs one call and says what to check: %s", async (_what, definition, inputs, call) => {
  const client = cloud().open({ appSecret: "not-the-secret" });
  const error = await failureOf(cloud().create(definition, inputs, client));
  expect(error).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 414, vendorText: "checksum" } });
  expect(error.message).toContain("Check the connection's appKey and appSecret.");
  expect(error.message).not.toContain("not-the-secret");
  expect((await cloud().log()).map((entry) => [entry.call, entry.code])).toEqual([[call, 414]]);
});

test("a server that is not there is told of, and nothing is said to be unknown", async () => {
  const client = cloud().open({ endpoint: "http://127.0.0.1:1/nimserver" });
  const error = await failureOf(cloud().create(team, ops, client));
  expect(error).toMatchObject({ code: "IM_UNREACHABLE", facts: { call: "team/joinTeams" } });
  expect(error.message).toContain("after 5 attempts");
});

test("what is so already by the attempt whose answer was lost counts as done", async () => {
  await cloud().emulator.settings({ sameStateBlock: 417, sameStateMuteRoom: 417, sameStateManager: 417 });
  const [bob, crew, room] = await estate();
  for (const call of ["user/block", "team/addManager", "chatroom/muteRoom", "chatroom/toggleCloseStat"]) {
    await cloud().inject(call, { kind: "drop-after" });
  }
  const settled = await Promise.all([
    cloud().update(account, bob, { accid: "bob", name: "Bob", block: true }),
    cloud().update(team, crew, { ...ops, members: { ann: { manager: true } } }),
    cloud().update(chatroom, room, { ...lobby, muteRoom: true, valid: false }),
  ]);
  expect(settled.map(({ failure }) => failure)).toEqual([undefined, undefined, undefined]);
  expect(await cloud().emulator.account("bob")).toMatchObject({ blocked: true });
  expect(await cloud().roles(crew.id)).toEqual({ owner: "owner", ann: "manager" });
  expect(await cloud().emulator.chatroom(room.id)).toMatchObject({ muted: true, valid: false });
  const [blocked] = settled;
  await cloud().remove(account, blocked);
  expect(await cloud().emulator.account("bob")).toMatchObject({ blocked: true });
});

test("an object that is gone is no object to update", async () => {
  const [, crew] = await estate();
  await cloud().byHand("team/remove", { tid: crew.id, owner: "owner" });
  const error = await failureOf(cloud().update(team, crew, { ...ops, tname: "Ops 2" }));
  expect(error.code).toBe("IM_GONE");
  expect(error.message).toContain("Run `pulumi refresh`");
  expect(await cloud().emulator.writes()).toEqual(["team/remove"]);
  expect(await cloud().read(team, crew)).toBeUndefined();
});
