import { openChannel } from "../../../../provider/nexconn/open-channel/resource";
import type { Settled } from "../../../../provider/resource/lifecycle";
import type { Values } from "../../../../provider/values/values";
import { inHours } from "../../../support/in-hours";
import { ours } from "../../../support/marks";
import { failureOf, useWarnings } from "../cloud";
import { useNexconn } from "./harness";

const cloud = useNexconn("--rate-limit", "off");
const warnings = useWarnings();

const channelId = "lobby";
const mark = ours;
const pairs = (count: number, value = "v") =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${String(i).padStart(3, "0")}`, value]));

const made = (inputs: Values) => cloud().createdEarlier(openChannel, { channelId, mark, ...inputs });

const update = (before: Settled, inputs: Values) =>
  cloud().updated(openChannel, before, { channelId, mark, ...inputs });

const channel = async () => (await cloud().emulator.nexconn.state()).openChannels[channelId];
const reads = /\/(get|query\.json)$/;
/** The calls of the provider that change something. */
const writes = async () =>
  (await cloud().log()).filter(({ call }) => !reads.test(call)).map(({ call }) => call.replace("open-channel/", ""));
const byHand = (call: string, params: Values) => cloud().byHand(`open-channel/${call}`, { channelId, ...params });

beforeEach(() => cloud().people("ann", "ben", "cid", "svc"));

describe("metadata", () => {
  const keysSent = async (call: "set" | "remove") =>
    (await cloud().log(`open-channel/metadata/batch/${call}`)).map(
      ({ params }) => Object.keys(params.metadata ?? {}).length || params.metadataKeys.length,
    );

  test.each([
    [19, []],
    [20, [1]],
    [40, [20, 1]],
    [99, [20, 20, 20, 20]],
  ])("%i keys beside the mark go with the create, and then in calls of %j", async (count, calls) => {
    const metadata = pairs(count);
    const settled = await cloud().create(openChannel, { channelId, mark, metadata, metadataOwnerId: "svc" });
    expect(settled.failure).toBeUndefined();
    expect(await keysSent("set")).toEqual(calls);
    expect(Object.keys((await channel()).metadata)).toHaveLength(count + 1);
    expect((await cloud().read(openChannel, settled))?.inputs).toMatchObject({ metadata, metadataOwnerId: "svc" });
  });

  test("differs by value and by key in calls of what differs", async () => {
    const before = await made({ metadata: { ...pairs(50), gone: "x" } });
    await update(before, { metadata: { ...pairs(50), k001: "w", k002: "" } });
    expect([await keysSent("remove"), await keysSent("set")]).toEqual([[1], [2]]);
    const { k001, k002, gone } = (await channel()).metadata;
    expect([k001.value, k002.value, gone]).toEqual(["w", "", undefined]);
    await cloud().newRun();
    await update(before, { metadata: pairs(50, "w") });
    expect(await keysSent("set")).toEqual([20, 20, 9]);
  });

  test("changes its owner all at once, shows another owner after a refresh, and takes it back", async () => {
    const metadata = { a: "1", b: "2" };
    const before = await made({ metadata });
    const owned = await update(before, { metadata, metadataOwnerId: "svc" });
    expect(await keysSent("set")).toEqual([2]);
    await byHand("metadata/batch/set", { metadataOwnerId: "ann", metadata: { a: "1" } });
    const read = await cloud().read(openChannel, owned);
    expect(read?.inputs).toMatchObject({ metadata, metadataOwnerId: "ann" });
    await cloud().newRun();
    await update({ id: channelId, state: read?.state ?? {} }, { metadata, metadataOwnerId: "svc" });
    expect(await keysSent("set")).toEqual([1]);
    expect((await channel()).metadata.a.owner).toBe("svc");
    await cloud().newRun();
    await update(owned, { metadata });
    expect(await writes()).toEqual([]);
  });

  test("of others stays, is named, shows after a refresh, and goes then", async () => {
    const before = await made({ metadata: { a: "1" } });
    await byHand("metadata/batch/set", { metadataOwnerId: "ann", metadata: { theirs: "x" } });
    const after = await update(before, { metadata: { b: "2" } });
    expect(Object.keys((await channel()).metadata).sort()).toEqual(["b", "pulumi-im", "theirs"]);
    expect(after.state.metadata).toEqual({ b: "2" });
    expect(warnings().join("")).toMatch(/metadata keys of nexconn open channel lobby .* "theirs"\. They stay\./);
    const refreshed = await cloud().read(openChannel, after);
    expect(refreshed?.inputs.metadata).toEqual({ b: "2", theirs: "x" });
    await update({ id: channelId, state: refreshed?.state ?? {} }, { metadata: { b: "2" } });
    expect(Object.keys((await channel()).metadata).sort()).toEqual(["b", "pulumi-im"]);
  });

  test("declared for the first time takes nothing away, and names what is there", async () => {
    const before = await made({});
    await byHand("metadata/batch/set", { metadataOwnerId: "ann", metadata: { theirs: "x" } });
    const { state } = await update(before, { metadata: { a: "1" } });
    expect(state.metadata).toEqual({ a: "1" });
    expect(warnings().join("")).toContain('"theirs"');
    expect((await channel()).metadata).toMatchObject({ a: { value: "1" }, theirs: { value: "x" } });
  });

  test("is removed all the same where a key is gone already", async () => {
    const before = await made({ metadata: { a: "1", b: "2", c: "3" } });
    const call = cloud().client.call.bind(cloud().client);
    const remove = "open-channel/metadata/batch/remove";
    let isFirst = true;
    jest.spyOn(cloud().client, "call").mockImplementation(async (...of: Parameters<typeof call>) => {
      if (of[0] === remove && isFirst) {
        isFirst = false;
        await byHand("metadata/batch/remove", { metadataOwnerId: "svc", metadataKeys: ["a"] });
      }
      return call(...of);
    });
    const { state } = await update(before, { metadata: { c: "3" } });
    expect(state.metadata).toEqual({ c: "3" });
    expect(Object.keys((await channel()).metadata)).toEqual(["pulumi-im", "c"]);
    expect(await keysSent("remove")).toEqual([2, 1]);
  });

  test("beyond what fits beside that of others is a refusal that says so", async () => {
    const before = await made({ metadata: pairs(95) });
    await byHand("metadata/batch/set", { metadataOwnerId: "ann", metadata: { t1: "", t2: "", t3: "", t4: "" } });
    const half = await cloud().update(openChannel, before, { channelId, mark, metadata: pairs(96) });
    expect(half.failure).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 23423 } });
    expect(Object.keys(half.state.metadata as object)).toHaveLength(95);
  });

  test("without the service is an error that names both ways out; with marks off and none declared nothing is asked", async () => {
    await cloud().emulator.nexconn.settings({ metadataFeature: false });
    const error = await failureOf(cloud().create(openChannel, { channelId, mark }));
    expect(error).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 23426 } });
    expect(error.message).toMatch(/switch it on .*, or leave metadata out and turn the ownership marks off/);
    await cloud().newRun();
    const settled = await cloud().create(openChannel, { channelId, ttlMinutes: 90 });
    expect(settled.failure).toBeUndefined();
    await cloud().read(openChannel, settled);
    await cloud().remove(openChannel, settled);
    expect((await cloud().log()).filter(({ call }) => call.includes("metadata"))).toEqual([]);
  });

  test("of somebody who must be registered and is not says so", async () => {
    await cloud().emulator.nexconn.settings({ metadataOwner: "registered" });
    const error = await failureOf(cloud().create(openChannel, { channelId, mark }));
    expect(error).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 24366 } });
    expect(error.message).toContain("metadataOwnerId");
  });
});

describe("people", () => {
  test("of others stay and are named, in every list", async () => {
    const end = inHours(2);
    const before = await made({
      allowedSendersList: ["ann"],
      mutedParticipants: { ann: { muteExpiresAt: end } },
      bannedParticipants: { ann: { banExpiresAt: end } },
    });
    await byHand("participant/allowed-sender-list/add", { participantIds: ["cid"] });
    await byHand("participant/mute-list/add", { participantIds: ["cid"], durationMinutes: 10 });
    await byHand("participant/ban-list/add", { participantIds: ["cid"], durationMinutes: 10 });
    const inputs = { allowedSendersList: [], mutedParticipants: {}, bannedParticipants: {} };
    const { state } = await update(before, inputs);
    expect(state).toMatchObject(inputs);
    const found = await channel();
    expect([found.allowedSenders, Object.keys(found.mutes), Object.keys(found.bans)]).toEqual([
      ["cid"],
      ["cid"],
      ["cid"],
    ]);
    expect(warnings().join("")).toMatch(/allowed senders of .*"cid"[\s\S]*mutes in .*"cid"[\s\S]*bans in .*"cid"/);
    const refreshed = await cloud().read(openChannel, { id: channelId, state });
    expect(refreshed?.inputs.mutedParticipants).toMatchObject({ cid: { muteExpiresAt: expect.any(String) } });
    await update({ id: channelId, state: refreshed?.state ?? {} }, inputs);
    expect(await channel()).toMatchObject({ allowedSenders: [], mutes: {}, bans: {} });
  });

  test("who do not exist are named, at a create and later", async () => {
    const error = await failureOf(cloud().create(openChannel, { channelId, mark, allowedSendersList: ["ghost"] }));
    expect(error.message).toContain("No such user in this app: ghost.");
    const before = await made({ bannedParticipants: {} });
    const bannedParticipants = { ghost: { banExpiresAt: inHours(1) } };
    const { failure } = await cloud().update(openChannel, before, { channelId, mark, bannedParticipants });
    expect(String(failure)).toContain("No such user in this app: ghost.");
  });

  test("are set twenty in a call, those of one length together", async () => {
    const many = Array.from({ length: 21 }, (_, i) => `p${i}`);
    await cloud().people(...many);
    const [end, later] = [inHours(2), inHours(3)];
    const mutes = {
      ...Object.fromEntries(many.map((id) => [id, { muteExpiresAt: end }])),
      ann: { muteExpiresAt: later },
    };
    const inputs = { mutedParticipants: mutes, allowedSendersList: many };
    const before = await made(inputs);
    await update(before, inputs);
    expect(await writes()).toEqual([]);
    await update(before, { mutedParticipants: {}, allowedSendersList: [] });
    const calls = (await cloud().log()).filter(({ call }) => call.endsWith("remove"));
    expect(calls.map(({ params }) => params.participantIds.length)).toEqual([20, 1, 20, 2]);
    await cloud().newRun();
    await update(before, inputs);
    const sets = (await cloud().log()).filter(({ call }) => call.endsWith("add"));
    expect(sets.map(({ params }) => params.participantIds.length)).toEqual([20, 1, 20, 1, 1]);
  });

  test("with another end are sent again, with the same one not", async () => {
    const before = await made({ bannedParticipants: { ann: { banExpiresAt: inHours(2) } } });
    await update(before, { bannedParticipants: { ann: { banExpiresAt: inHours(4) } } });
    const [ban] = await cloud().log("open-channel/participant/ban-list/add");
    expect(ban?.params).toMatchObject({ participantIds: ["ann"], durationMinutes: 240 });
  });
});

describe("the end", () => {
  test("by itself: a refresh finds nothing, an update makes it anew with all that it had", async () => {
    const inputs = {
      isFrozen: true,
      allowedSendersList: ["ann"],
      mutedParticipants: { ann: { muteExpiresAt: inHours(20) } },
      bannedParticipants: { ben: { banExpiresAt: inHours(20) } },
      metadata: { topic: "x" },
      metadataOwnerId: "svc",
    };
    const before = await made(inputs);
    await cloud().emulator.advanceClock(2 * 3_600);
    expect(await cloud().read(openChannel, before)).toBeUndefined();
    const { id, state } = await update(before, { ...inputs, ttlMinutes: 90 });
    expect(warnings().join("")).toContain("nexconn:OpenChannel lobby had ended by itself; it is made anew.");
    expect([id, state.mark]).toEqual([channelId, mark]);
    expect(await channel()).toMatchObject({
      ttlMinutes: 90,
      frozen: true,
      allowedSenders: ["ann"],
      mutes: { ann: expect.any(Number) },
      bans: { ben: expect.any(Number) },
      metadata: { topic: { value: "x", owner: "svc" }, "pulumi-im": { value: mark } },
    });
  });

  test("in the middle of a look is found gone, and no error", async () => {
    const before = await made({ metadata: { a: "1" } });
    await cloud().inject("open-channel/metadata/batch/get", { kind: "code", value: 23410, times: 1000 });
    expect(await cloud().read(openChannel, before)).toBeUndefined();
  });

  test("what a former channel left is made to what is declared", async () => {
    await cloud().emulator.nexconn.settings({ participantListsSurviveDestroy: true });
    await byHand("create", {});
    await byHand("participant/mute-list/add", { participantIds: ["cid"], durationMinutes: 100 });
    await cloud().byHand("open-channel/destroy", { channelIds: [channelId] });
    await made({ mutedParticipants: { ann: { muteExpiresAt: inHours(1) } } });
    expect(Object.keys((await channel()).mutes)).toEqual(["ann"]);
  });

  test("type and time differ in one call, and what is not declared of them stays", async () => {
    const before = await made({ destroyType: 1, ttlMinutes: 90 });
    await update(before, { ttlMinutes: 120 });
    expect(await channel()).toMatchObject({ destroyType: 1, ttlMinutes: 120 });
    expect(warnings()).toEqual([]);
    await update(before, { destroyType: 0 });
    expect(await channel()).toMatchObject({ destroyType: 0, ttlMinutes: 120 });
    expect(warnings().join("")).toMatch(/counts the idle time so far, so it may have ended at once/);
    expect(await writes()).toEqual(["destroy-type/set", "destroy-type/set"]);
  });

  test("does not come while kept alive; a delete gives that up first", async () => {
    const before = await made({ keepAlive: true });
    await cloud().emulator.advanceClock(30 * 24 * 3_600);
    const read = await cloud().read(openChannel, before);
    expect(read?.inputs).toMatchObject({ keepAlive: true });
    await cloud().newRun();
    await cloud().remove(openChannel, before);
    expect(await writes()).toEqual(["chatroom/keepalive/remove.json", "destroy"]);
    expect(await channel()).toBeUndefined();
  });

  test("keep-alive beyond the app's number, or without the service, is a refusal that says so", async () => {
    await cloud().emulator.nexconn.settings({ keepAliveMaximum: 0 });
    const half = await cloud().create(openChannel, { channelId, keepAlive: true });
    expect(half.failure).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 1016 } });
    expect(half.state).toMatchObject({ channelId, keepAlive: false });
    await cloud().emulator.nexconn.settings({ keepAliveFeature: false, keepAliveMaximum: 5 });
    const error = await failureOf(cloud().update(openChannel, half, { channelId, keepAlive: true }));
    expect(error).toMatchObject({ facts: { call: "chatroom/keepalive/query.json", vendorCode: 1009 } });
    expect(error.message).toContain("switch it on in the vendor's console");
  });
});

test("one change of each field is one call", async () => {
  const end = inHours(2);
  const first = {
    metadata: { a: "1" },
    isFrozen: false,
    keepAlive: false,
    allowedSendersList: ["ann"],
    mutedParticipants: { ann: { muteExpiresAt: end } },
    bannedParticipants: { ben: { banExpiresAt: end } },
  };
  const changes: [Values, string][] = [
    [{ ttlMinutes: 90 }, "destroy-type/set"],
    [{ destroyType: 1 }, "destroy-type/set"],
    [{ metadata: { a: "2" } }, "metadata/batch/set"],
    [{ metadata: {} }, "metadata/batch/remove"],
    [{ metadataOwnerId: "svc" }, "metadata/batch/set"],
    [{ isFrozen: true }, "freeze-list/add"],
    [{ keepAlive: true }, "chatroom/keepalive/add.json"],
    [{ allowedSendersList: [] }, "participant/allowed-sender-list/remove"],
    [{ mutedParticipants: {} }, "participant/mute-list/remove"],
    [{ bannedParticipants: {} }, "participant/ban-list/remove"],
  ];
  for (const [i, [change, call]] of changes.entries()) {
    const own = { channelId: `lobby-${i}` };
    const before = await made({ ...first, ...own });
    await update(before, { ...first, ...own });
    expect(await writes()).toEqual([]);
    await update(before, { ...first, ...own, ...change });
    expect([change, await writes()]).toEqual([change, [call]]);
  }
});
