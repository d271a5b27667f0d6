import { groupChannel } from "../../../../provider/nexconn/group-channel/resource";
import type { Settled } from "../../../../provider/resource/lifecycle";
import type { Values } from "../../../../provider/values/values";
import { inHours } from "../../../support/in-hours";
import { ours } from "../../../support/marks";
import { useWarnings } from "../cloud";
import { useNexconn } from "./harness";

const cloud = useNexconn("--rate-limit", "off");
const warnings = useWarnings();

const channelId = "ops";
const ops = { channelId, name: "Ops", owner: "owner" };
const members = ["ann", "ben", "cid", "dan"];

const made = (inputs: Values) => cloud().createdEarlier(groupChannel, { ...ops, ...inputs });

const update = (before: Settled, inputs: Values) => cloud().updated(groupChannel, before, { ...ops, ...inputs });

const group = async () => (await cloud().emulator.nexconn.state()).groups[channelId];
const reads = /\/(get|list)$/;
/** The calls of the provider that change something. */
const writes = async () => (await cloud().log()).map(({ call }) => call).filter((call) => !reads.test(call));
const read = async (before: Settled) => (await cloud().read(groupChannel, before))?.inputs;
const byHand = (call: string, params: Values) => cloud().byHand(`group-channel/${call}`, { channelId, ...params });

beforeEach(() => cloud().people("owner", ...members, "eve"));

describe("allowed senders", () => {
  test("of others stay, are named, show after a refresh, and go then", async () => {
    const before = await made({ members, allowedSendersList: ["ben", "ann"] });
    await byHand("allowed-sender-list/add", { userIds: ["cid"] });
    const after = await update(before, { members, allowedSendersList: ["ann", "dan"] });
    expect(await writes()).toEqual([
      "group-channel/allowed-sender-list/remove",
      "group-channel/allowed-sender-list/add",
    ]);
    expect((await group()).allowedSenders.sort()).toEqual(["ann", "cid", "dan"]);
    expect(after.state.allowedSendersList).toEqual(["ann", "dan"]);
    expect(warnings().join("")).toMatch(/allowed senders of nexconn group channel ops .* "cid"\. They stay\./);
    const refreshed = await cloud().read(groupChannel, after);
    expect(refreshed?.inputs.allowedSendersList).toEqual(["ann", "cid", "dan"]);
    await update({ id: channelId, state: refreshed?.state ?? {} }, { members, allowedSendersList: ["ann", "dan"] });
    expect((await group()).allowedSenders.sort()).toEqual(["ann", "dan"]);
  });

  test("declared for the first time take nobody away; emptied, they are gone; no longer declared, they stay", async () => {
    const before = await made({ members });
    await byHand("allowed-sender-list/add", { userIds: ["cid"] });
    const first = await update(before, { members, allowedSendersList: ["ann"] });
    expect((await group()).allowedSenders.sort()).toEqual(["ann", "cid"]);
    const none = await update(first, { members, allowedSendersList: [] });
    expect((await group()).allowedSenders).toEqual(["cid"]);
    expect(none.state.allowedSendersList).toEqual([]);
    await cloud().newRun();
    const unmanaged = await update(none, { members });
    expect([unmanaged.state.allowedSendersList, await writes()]).toEqual([undefined, []]);
  });

  test("go a hundred in a call", async () => {
    const many = Array.from({ length: 101 }, (_, i) => `p${i}`);
    await cloud().people(...many);
    await cloud().emulator.nexconn.settings({ moderateNonMember: "accept" });
    const before = await made({ allowedSendersList: [] });
    const full = await update(before, { allowedSendersList: many });
    await update(full, { allowedSendersList: [] });
    const calls = (await cloud().log()).filter(
      ({ call }) => call.includes("allowed-sender-list") && !call.endsWith("get"),
    );
    expect(calls.map(({ params }) => params.userIds.length)).toEqual([100, 1, 100, 1]);
  });

  test("who are no members are named, and what was accepted is kept", async () => {
    const before = await made({ members: ["ann"], allowedSendersList: [] });
    const inputs = { ...ops, members: ["ann"], allowedSendersList: ["ann", "eve"], name: "New" };
    const half = await cloud().update(groupChannel, before, inputs);
    expect(half.failure).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 25418 } });
    expect(String(half.failure)).toContain("Not in the group: eve.");
    expect(half.state).toMatchObject({ name: "New", allowedSendersList: [] });
  });
});

describe("mutes", () => {
  test("for good and for a time are set in one call for each length, and read back as declared", async () => {
    const soon = inHours(2);
    const before = await made({ members, mutedMembers: { ann: {}, ben: { muteExpiresAt: soon }, cid: {} } });
    expect((await group()).mutes).toMatchObject({ ann: { until: 0 }, cid: { until: 0 } });
    expect(Math.abs((await group()).mutes.ben.until - Date.parse(soon))).toBeLessThanOrEqual(60_000);
    expect(await read(before)).toMatchObject({ mutedMembers: { ann: {}, ben: { muteExpiresAt: soon }, cid: {} } });
    await cloud().newRun();
    await update(before, { members, mutedMembers: { ann: {}, ben: { muteExpiresAt: soon }, cid: {} } });
    expect(await writes()).toEqual([]);
    await update(before, { members, mutedMembers: { ann: {}, ben: {}, dan: {} } });
    const calls = (await cloud().log()).filter(({ call }) => /mute-list\/(add|remove)/.test(call));
    expect(calls.map(({ call, params }) => [call.split("/").pop(), params.userIds, params.durationMinutes])).toEqual([
      ["remove", ["cid"], undefined],
      ["add", ["ben", "dan"], 0],
    ]);
  });

  test.each(["empty", "omit", "far"])("for good are known however they are shown (%s)", async (permanentMute) => {
    await cloud().emulator.nexconn.settings({ permanentMute, userTimes: "UTC+8" });
    const inputs = { members, mutedMembers: { ann: {}, ben: { muteExpiresAt: inHours(1) } } };
    const before = await made(inputs);
    expect(await read(before)).toMatchObject({ mutedMembers: inputs.mutedMembers });
    await update(before, inputs);
    expect(await writes()).toEqual([]);
  });

  test("that have ended show no difference and make no call; lifted early, they show and come back", async () => {
    const mutedMembers = { ann: { muteExpiresAt: inHours(1) }, ben: { muteExpiresAt: inHours(3) } };
    const before = await made({ members, mutedMembers });
    await byHand("user/mute-list/remove", { userIds: ["ben"] });
    expect(await read(before)).toMatchObject({ mutedMembers: { ann: mutedMembers.ann } });
    jest.useFakeTimers({
      now: Date.now() + 2 * 3_600_000,
      doNotFake: ["setTimeout", "setImmediate", "nextTick", "setInterval", "queueMicrotask"],
    });
    await cloud().emulator.advanceClock(2 * 3_600);
    try {
      await cloud().newRun();
      await update(before, { members, mutedMembers });
      const calls = (await cloud().log()).filter(({ call }) => call.endsWith("mute-list/add"));
      expect(calls.map(({ params }) => [params.userIds, params.durationMinutes])).toEqual([[["ben"], 60]]);
      expect(await read(before)).toMatchObject({ mutedMembers });
      await cloud().newRun();
      const lifted = await update(before, { members, mutedMembers: { ben: mutedMembers.ben } });
      expect([lifted.state.mutedMembers, await writes()]).toEqual([{ ben: mutedMembers.ben }, []]);
    } finally {
      jest.useRealTimers();
    }
  });

  test("of others stay and are named", async () => {
    const before = await made({ members, mutedMembers: { ann: {} } });
    await byHand("user/mute-list/add", { userIds: ["cid"], durationMinutes: 0 });
    const { state } = await update(before, { members, mutedMembers: {} });
    expect(Object.keys((await group()).mutes)).toEqual(["cid"]);
    expect(state.mutedMembers).toEqual({});
    expect(warnings().join("")).toMatch(/mutes in nexconn group channel ops .* "cid"/);
  });

  test("and allowed senders go with who leaves, or stay, as the flags say", async () => {
    const lists = { mutedMembers: { ann: {} }, allowedSendersList: ["ann"] };
    const before = await made({ members, ...lists });
    const kept = { shouldDeleteMute: 0, shouldDeleteAllowedSendersList: 0, shouldDeleteFavorites: 0 };
    const after = await update(before, { members: ["ben"], ...lists, ...kept });
    expect(await group()).toMatchObject({ mutes: { ann: { until: 0 } }, allowedSenders: ["ann"] });
    expect((await cloud().log("group-channel/leave"))[0]?.params).toMatchObject(kept);
    const back = await update(after, { members, ...lists });
    // Declared still, though the vendor took them along: they are set again, which it refuses for who is no member.
    const gone = await cloud().update(groupChannel, back, { ...ops, members: ["ben"], ...lists });
    expect(String(gone.failure)).toContain("Not in the group: ann.");
    const { state } = await update(gone, { members: ["ben"], mutedMembers: {}, allowedSendersList: [] });
    expect(state).toMatchObject({ mutedMembers: {}, allowedSendersList: [] });
    expect(await group()).toMatchObject({ mutes: {}, allowedSenders: [] });
  });
});

describe("own data", () => {
  const settings = [
    { groupProfileMerge: "merge", emptyExtValue: "keep" },
    { groupProfileMerge: "merge", emptyExtValue: "delete" },
    { groupProfileMerge: "replace", emptyExtValue: "keep" },
    { groupProfileMerge: "replace", emptyExtValue: "delete" },
  ];
  const mark = ours;

  test.each(settings)("changes, loses and gains keys in one call, those of others stay (%j)", async (setting) => {
    await cloud().emulator.nexconn.settings(setting);
    const before = await made({
      mark,
      groupProfile: { introduction: "i" },
      groupExtProfile: { ext_a: "1", ext_b: "2" },
    });
    await byHand("profile/update", {
      groupExtProfile: { ext_a: "1", ext_b: "2", ext_pulumi_im: mark, ext_theirs: "x" },
      groupProfile: { introduction: "i", announcement: "theirs" },
      permissions: { joinPerm: 3 },
    });
    const inputs = { mark, groupProfile: { introduction: "" }, groupExtProfile: { ext_b: "3", ext_c: "4" } };
    const after = await update(before, inputs);
    expect(await writes()).toEqual(["group-channel/profile/update"]);
    expect(await read(after)).toMatchObject({ groupExtProfile: { ext_b: "3", ext_c: "4", ext_theirs: "x" } });
    expect(after.state).toMatchObject(inputs);
    expect((await group()).groupExtProfile).toMatchObject({ ext_pulumi_im: mark });
    expect(await group()).toMatchObject({
      name: "Ops",
      permissions: { joinPerm: 3 },
      groupProfile: { announcement: "theirs" },
    });
    expect(warnings().join("")).toMatch(/keys in groupExtProfile of nexconn group channel ops .* "ext_theirs"/);
    await cloud().newRun();
    await update(after, inputs);
    expect(await writes()).toEqual([]);
  });

  test("left out is nobody's business, but for a mark that was removed by hand", async () => {
    const before = await made({ mark });
    await byHand("profile/update", { groupExtProfile: { ext_theirs: "x", ext_pulumi_im: "" } });
    await update(before, { mark, name: "New" });
    expect((await group()).groupExtProfile).toMatchObject({ ext_theirs: "x", ext_pulumi_im: mark });
    expect(warnings()).toEqual([]);
  });
});

describe("what a former group of the same id has left", () => {
  beforeEach(async () => {
    await byHand("create", { name: "Old", owner: "eve", userIds: ["ann", "ben"] });
    await byHand("freeze-list/add", { channelIds: [channelId] });
    await byHand("allowed-sender-list/add", { userIds: ["ann", "ben"] });
    await byHand("dismiss", {});
  });

  test("becomes what is declared", async () => {
    await made({ members, isFrozen: false, allowedSendersList: ["ben", "cid"] });
    expect(await group()).toMatchObject({ frozen: false, allowedSenders: ["ben", "cid"] });
    expect(warnings()).toEqual([]);
  });

  test("stays where nothing is declared of it, and is told", async () => {
    const { state } = await made({ members });
    expect(await group()).toMatchObject({ frozen: true, allowedSenders: ["ann", "ben"] });
    expect(state).not.toHaveProperty("isFrozen");
    expect(warnings().join("")).toMatch(/ops is frozen .*, and has the allowed senders ann, ben .* former group/);
  });

  test("is known to the state of a create that failed half way, so the next run takes it away", async () => {
    await cloud().inject("group-channel/allowed-sender-list/remove", { kind: "code", value: 403 });
    const inputs = { ...ops, members, allowedSendersList: ["ben"] };
    const half = await cloud().create(groupChannel, inputs);
    expect(half).toMatchObject({ failure: { code: "IM_REFUSED" }, state: { allowedSendersList: ["ann", "ben"] } });
    await update(half, { members, allowedSendersList: ["ben"] });
    expect(await group()).toMatchObject({ allowedSenders: ["ben"] });
  });
});

test("one change of each field is one call", async () => {
  const lists = { isFrozen: false, allowedSendersList: ["ann"], mutedMembers: { ben: {} } };
  const first = { members, ...lists, permissions: { joinPerm: 0 }, groupProfile: { announcement: "a" } };
  const changes: [Values, string][] = [
    [{ name: "New" }, "profile/update"],
    [{ permissions: { joinPerm: 1 } }, "profile/update"],
    [{ groupProfile: { announcement: "" } }, "profile/update"],
    [{ groupExtProfile: { ext_a: "1" } }, "profile/update"],
    [{ isFrozen: true }, "freeze-list/add"],
    [{ allowedSendersList: [] }, "allowed-sender-list/remove"],
    [{ mutedMembers: {} }, "user/mute-list/remove"],
    [{ members: [...members, "eve"] }, "join"],
    [{ members: members.slice(0, -1) }, "leave"],
    [{ members: { ...Object.fromEntries(members.map((id) => [id, {}])), ann: { nickname: "A" } } }, "member/set"],
  ];
  for (const [i, [change, call]] of changes.entries()) {
    const id = `ops-${i}`;
    const before = await made({ ...first, channelId: id });
    await update(before, { ...first, channelId: id, ...change });
    expect([change, await writes()]).toEqual([change, [`group-channel/${call}`]]);
  }
});
