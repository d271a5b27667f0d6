import { openChannelMetadata } from "../../../../provider/nexconn/open-channel-metadata/resource";
import type { Settled } from "../../../../provider/resource/lifecycle";
import type { Values } from "../../../../provider/values/values";
import { ours } from "../../../support/marks";
import { failureOf, useWarnings } from "../cloud";
import { describeFaults } from "../table";
import { type NexconnCloud, type Scenario, useNexconn } from "./harness";

const cloud = useNexconn("--rate-limit", "off");
const warnings = useWarnings();

const channelId = "lobby";
const mark = { "pulumi-im": ours };
const theirs = { theirs: "x", "pulumi-im": mark["pulumi-im"] };

/** A channel that somebody else has made, with a mark and a key of his. */
async function elsewhere(cloud: NexconnCloud): Promise<void> {
  await cloud.byHand("open-channel/create", { channelId, metadataOwnerId: "cid", metadata: theirs });
}

const accounts = ["ann", "cid", "svc"];
const declared = (metadata: Record<string, string>, more: Values = {}) => ({ channelId, metadata, ...more });
const additive = { membership: "additive" };

const made = (inputs: Values) => cloud().createdEarlier(openChannelMetadata, inputs);

const update = (before: Settled, inputs: Values) => cloud().updated(openChannelMetadata, before, inputs);

const byHand = (call: string, params: Values) => cloud().byHand(`open-channel/${call}`, { channelId, ...params });
const entries = async () => (await cloud().emulator.nexconn.state()).openChannels[channelId].metadata;

async function values(): Promise<Record<string, string>> {
  const found = Object.entries<{ value: string }>(await entries());
  return Object.fromEntries(found.map(([key, { value }]) => [key, value]));
}

/** The calls of the provider that change something, with the number of keys that each is about. */
async function writes(): Promise<string[]> {
  const calls = (await cloud().log()).filter(({ call }) => !call.endsWith("get"));
  return calls.map(({ call, params }) => {
    const keys = params.metadataKeys ?? Object.keys(params.metadata);
    return `${call.slice("open-channel/metadata/batch/".length)} ${keys.length}`;
  });
}

describe("metadata of a channel made elsewhere", () => {
  beforeEach(async () => {
    await cloud().people(...accounts);
    await elsewhere(cloud());
  });

  test("is set and removed by key, and the channel's mark is no part of it", async () => {
    const before = await made(declared({ a: "1", b: "2", c: "" }));
    await update(before, declared({ a: "1", b: "3" }));
    expect(await writes()).toEqual(["remove 1", "set 1"]);
    expect(await values()).toEqual({ ...theirs, a: "1", b: "3" });
    expect((await entries()).a.owner).toBe("pulumi-im");
    expect((await cloud().read(openChannelMetadata, before))?.state).not.toHaveProperty("mark");
  });

  test("of others stays in an authoritative set until a refresh has shown it", async () => {
    const before = await made(declared({ a: "1" }));
    expect(before.state).toMatchObject(declared({ a: "1" }));
    expect(warnings().join("")).toMatch(/metadata keys of nexconn open channel lobby .*: "theirs"\. They stay\./);
    const found = await cloud().read(openChannelMetadata, before);
    expect(found?.inputs).toEqual(declared({ a: "1", theirs: "x" }));
    await update({ id: channelId, state: found?.state ?? {} }, declared({ a: "1" }));
    expect(await writes()).toEqual(["remove 1"]);
    expect(await values()).toEqual({ ...mark, a: "1" });
  });

  test("of others is not seen in an additive set, and stays when that is deleted", async () => {
    const inputs = declared({ a: "1" }, additive);
    const before = await made(inputs);
    expect((await cloud().read(openChannelMetadata, before))?.inputs).toEqual(inputs);
    const { state } = await update(before, declared({ b: "2" }, additive));
    expect(state).toEqual(declared({ b: "2" }, additive));
    expect(warnings()).toEqual([]);
    await cloud().remove(openChannelMetadata, { id: channelId, state });
    expect(await writes()).toEqual(["remove 1", "set 1", "remove 1"]);
    expect(await values()).toEqual(theirs);
  });

  test("stays where the set becomes additive, and what was declared goes; a whole set again takes it in by a refresh", async () => {
    const before = await made(declared({ a: "1", b: "2" }));
    const found = await cloud().read(openChannelMetadata, before);
    expect(found?.inputs.metadata).toEqual({ a: "1", b: "2", theirs: "x" });
    const part = await update({ ...before, state: found?.state ?? {} }, declared({ a: "1" }, additive));
    expect(part.state).toEqual(declared({ a: "1" }, additive));
    expect(await writes()).toEqual(["remove 1"]);
    expect(await values()).toEqual({ ...theirs, a: "1" });
    const whole = await update(part, declared({ a: "1" }));
    expect(await writes()).toEqual(["remove 1"]);
    expect((await cloud().read(openChannelMetadata, whole))?.inputs.metadata).toEqual({ a: "1", theirs: "x" });
  });

  test("is of whom it is declared to be: another owner is seen by a refresh, and written over", async () => {
    const inputs = declared({ a: "1", b: "2" }, { metadataOwnerId: "svc", ...additive });
    const before = await made(inputs);
    await byHand("metadata/batch/set", { metadataOwnerId: "ann", metadata: { a: "1" } });
    const found = await cloud().read(openChannelMetadata, before);
    expect(found?.inputs).toEqual({ ...inputs, metadataOwnerId: "ann" });
    await update({ id: channelId, state: found?.state ?? {} }, inputs);
    expect(await writes()).toEqual(["set 1"]);
    await update(before, { ...inputs, metadataOwnerId: "cid" });
    expect(await writes()).toEqual(["set 1", "set 2"]);
    expect((await entries()).b.owner).toBe("cid");
  });

  test("goes twenty keys in a call", async () => {
    const many = Object.fromEntries(Array.from({ length: 41 }, (_, i) => [`k${i}`, "v"]));
    const before = await cloud().create(openChannelMetadata, declared(many, additive));
    await cloud().remove(openChannelMetadata, before);
    expect(await writes()).toEqual(["set 20", "set 20", "set 1", "remove 20", "remove 20", "remove 1"]);
    expect(await values()).toEqual(theirs);
  });

  test("that finds no room is a refusal that says so; what was accepted is kept, and the next run finishes", async () => {
    const many = Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`k${i}`, "v"]));
    const half = await cloud().create(openChannelMetadata, declared(many, additive));
    expect(half.failure).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 23423 } });
    expect(Object.keys(half.state.metadata as object)).toHaveLength(80);
    await byHand("metadata/batch/remove", { metadataOwnerId: "cid", metadataKeys: ["theirs"] });
    await cloud().newRun();
    await update(half, declared(many, additive));
    expect(await writes()).toEqual(["set 19"]);
  });

  test("is no longer there where the channel is gone, and comes back with it", async () => {
    const before = await made(declared({ a: "1" }));
    await byHand("destroy", { channelIds: [channelId] });
    expect(await cloud().read(openChannelMetadata, before)).toBeUndefined();
    const error = await failureOf(cloud().update(openChannelMetadata, before, declared({ a: "2" })));
    expect(error).toMatchObject({ code: "IM_GONE" });
    await cloud().remove(openChannelMetadata, before);
    expect(await writes()).toEqual([]);
    await elsewhere(cloud());
    await update(before, declared({ a: "1" }));
    expect(await values()).toEqual({ ...theirs, a: "1" });
  });

  test("of a channel that does not exist is an error that says so", async () => {
    const inputs = { ...declared({ a: "1" }), channelId: "nowhere" };
    const error = await failureOf(cloud().create(openChannelMetadata, inputs));
    expect(error).toMatchObject({ code: "IM_GONE" });
    expect(error.message).toContain("There is no nexconn open channel nowhere in this app");
    expect(await writes()).toEqual([]);
  });
});

function scenario(
  call: "get" | "set" | "remove",
  at: Scenario["at"],
  before: Record<string, string> | undefined,
  metadata: Record<string, string>,
  holds: Values,
): Scenario {
  const shared = { definition: openChannelMetadata, accounts, prepare: elsewhere };
  const prior = before && { before: declared(before) };
  const inputs = declared(metadata);
  return { call: `open-channel/metadata/batch/${call}`, at, ...shared, inputs, holds: { metadata: holds }, ...prior };
}

const own = (value: string) => ({ value, owner: "pulumi-im" });
const others = { theirs: { value: "x", owner: "cid" }, "pulumi-im": { value: mark["pulumi-im"] } };

describeFaults(cloud, [
  { ...scenario("get", "create", undefined, { a: "1" }, { a: own("1"), ...others }), comesFirst: true },
  scenario("set", "create", undefined, { a: "1", b: "2" }, { a: own("1"), b: own("2"), ...others }),
  { ...scenario("get", "update", { a: "1" }, { a: "2" }, { a: own("2") }), comesFirst: true },
  scenario("set", "update", { a: "1", b: "2" }, { a: "1", b: "3", c: "4" }, { b: own("3"), c: own("4"), ...others }),
  scenario("remove", "update", { a: "1", b: "2" }, { a: "1" }, { a: own("1"), ...others }),
  scenario("get", "read", { a: "1" }, { a: "1" }, { a: own("1") }),
  scenario("get", "remove", { a: "1" }, {}, others),
  scenario("remove", "remove", { a: "1", b: "2" }, {}, others),
]);
