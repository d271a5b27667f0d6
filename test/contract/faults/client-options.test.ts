import { chatroomClientOptions } from "../../../provider/commsease/chatroom-client-options/resource";
import { failureOf, useCloud, useWarnings } from "./harness";

const cloud = useCloud("--rate-limit", "off");
const warnings = useWarnings();

const roomid = "1605000001";
const declared = { roomid, accid: "Ann" };
const addresses = ["chatroom-1.emulator.invalid:443", "chatroom-2.emulator.invalid:443"];

beforeEach(async () => {
  await cloud().accounts("host", "ann");
  await cloud().byHand("chatroom/create", { creator: "host", name: "Lobby" });
});

const close = () => cloud().byHand("chatroom/toggleCloseStat", { roomid, operator: "host", valid: false });
const asked = async () => (await cloud().log("chatroom/requestAddr")).map(({ params }) => params.clienttype);

test("a create asks once, as the account, and keeps no more than the addresses", async () => {
  const settled = await cloud().create(chatroomClientOptions, declared);
  expect(settled).toEqual({ id: `${roomid}/ann`, state: { roomid, accid: "ann", addresses } });
  expect((await cloud().log()).map(({ call, params }) => [call, params])).toEqual([
    ["chatroom/requestAddr", { roomid, accid: "ann" }],
  ]);
});

test("an update asks for another kind of client, and a refresh for the same", async () => {
  const before = await cloud().create(chatroomClientOptions, declared);
  await cloud().newRun();
  const after = await cloud().update(chatroomClientOptions, before, { ...declared, clientType: 3 });
  expect(after.state).toEqual({ roomid, accid: "ann", clientType: 3, addresses });
  await cloud().read(chatroomClientOptions, after);
  expect(await asked()).toEqual([undefined, "3", "3"]);
});

test("a refresh gives back what was declared", async () => {
  const settled = await cloud().create(chatroomClientOptions, { ...declared, clientType: 2 });
  const found = await cloud().read(chatroomClientOptions, settled);
  expect(found).toEqual({ inputs: { roomid, accid: "ann", clientType: 2 }, state: settled.state });
});

test("a delete sends nothing", async () => {
  const settled = await cloud().create(chatroomClientOptions, declared);
  await cloud().newRun();
  await cloud().remove(chatroomClientOptions, settled);
  expect(await cloud().log()).toEqual([]);
});

describe.each([404, 13002])("where a closed room answers %i", (closedRoomAddresses) => {
  beforeEach(() => cloud().emulator.settings({ closedRoomAddresses }));

  test("a create says that the room is closed, and what to do", async () => {
    await close();
    const error = await failureOf(cloud().create(chatroomClientOptions, declared));
    expect(error).toMatchObject({ code: "IM_REFUSED", facts: { call: "chatroom/requestAddr", object: roomid } });
    expect(error.message).toMatch(/the room is closed, .*Open it with `valid: true`/);
  });

  test("a refresh keeps the addresses, and says so", async () => {
    const settled = await cloud().create(chatroomClientOptions, declared);
    await close();
    expect((await cloud().read(chatroomClientOptions, settled))?.state).toEqual(settled.state);
    expect(warnings()).toEqual([expect.stringContaining("is closed: the addresses of ann stay")]);
  });

  test("another kind of client is not to be had", async () => {
    const settled = await cloud().create(chatroomClientOptions, declared);
    await close();
    const after = await cloud().update(chatroomClientOptions, settled, { ...declared, clientType: 2 });
    expect(String(after.failure)).toContain("the room is closed");
    expect(after.state).toMatchObject({ addresses });
  });
});

test("a closed room that gives addresses is like any other", async () => {
  await cloud().emulator.settings({ closedRoomAddresses: "allow" });
  await close();
  expect((await cloud().create(chatroomClientOptions, declared)).state).toMatchObject({ addresses });
});

test.each([404, 414])(
  "of a room that does not exist nothing is left, and there is nothing to be had, where the vendor says %i",
  async (unknownRoom) => {
    await cloud().emulator.settings({ unknownRoom });
    const state = { roomid: "1609999999", accid: "ann", addresses };
    expect(await cloud().read(chatroomClientOptions, { id: "1609999999/ann", state })).toBeUndefined();
    const error = await failureOf(cloud().create(chatroomClientOptions, { roomid: "1609999999", accid: "ann" }));
    expect(error).toMatchObject({ code: "IM_GONE", cause: { code: "IM_REFUSED" } });
    expect(error.message).toContain("There is no commsease room 1609999999 in this app, so it has no addresses.");
  },
);

test("an account that does not exist is the vendor's refusal, at a create and at a refresh", async () => {
  const error = await failureOf(cloud().create(chatroomClientOptions, { roomid, accid: "ghost" }));
  expect(error).toMatchObject({ code: "IM_REFUSED", facts: { vendorText: "ghost not register" } });
  const state = { roomid, accid: "ghost", addresses };
  await failureOf(cloud().read(chatroomClientOptions, { id: `${roomid}/ghost`, state }));
});

test.each(["drop-before", "drop-after"] as const)("%s: asked again", async (kind) => {
  await cloud().inject("chatroom/requestAddr", { kind });
  expect((await cloud().create(chatroomClientOptions, declared)).state).toMatchObject({ addresses });
  expect(await asked()).toHaveLength(2);
});
