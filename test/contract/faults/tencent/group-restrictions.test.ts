import type { Settled } from "../../../../provider/resource/lifecycle";
import { group } from "../../../../provider/tencent/group/resource";
import type { Values } from "../../../../provider/values/values";
import { inHours } from "../../../support/in-hours";
import { failureOf, useWarnings } from "../cloud";
import { useTencent } from "./harness";

const cloud = useTencent("--rate-limit", "off");
const warnings = useWarnings();

const svc = "group_open_http_svc";
const forever = 4294967295;

const side = () => cloud().emulator.tencent;
const live = () => side().group("room");
const room = { Type: "AVChatRoom", GroupId: "room", Name: "Live" };

async function writes(): Promise<Values[]> {
  const calls = (await cloud().log()).filter(({ call }) => !/\/(get_|account_check)/.test(call));
  return calls.map(({ call, params }) => ({ call: call.replace(/^.*\//, ""), ...params }));
}

const made = (inputs: Values) => cloud().createdEarlier(group, { ...room, ...inputs });

const changed = (before: Settled, inputs: Values) => cloud().updated(group, before, { ...room, ...inputs });

/** The two lists, and what the vendor calls the same things elsewhere. */
const lists = [
  {
    list: "MutedAccountList",
    end: "MutedUntil",
    held: async () => (await live()).mutes as Record<string, number>,
    byHand: (ids: string[], seconds: number) =>
      cloud().byHand(`${svc}/forbid_send_msg`, { GroupId: "room", Members_Account: ids, MuteTime: seconds }),
    lift: (ids: string[]) =>
      cloud().byHand(`${svc}/forbid_send_msg`, { GroupId: "room", Members_Account: ids, MuteTime: 0 }),
    cap: 500,
    put: "forbid_send_msg",
  },
  {
    list: "BannedAccountList",
    end: "BannedUntil",
    held: async () =>
      Object.fromEntries(
        Object.entries((await live()).bans as Record<string, { BannedUntil: number }>).map(([id, ban]) => [
          id,
          ban.BannedUntil,
        ]),
      ),
    byHand: (ids: string[], seconds: number) =>
      cloud().byHand(`${svc}/ban_group_member`, { GroupId: "room", Members_Account: ids, Duration: seconds }),
    lift: (ids: string[]) => cloud().byHand(`${svc}/unban_group_member`, { GroupId: "room", Members_Account: ids }),
    cap: 20,
    put: "ban_group_member",
  },
];

beforeEach(() => cloud().people("ann", "ben", "cid"));

describe.each(lists)("$list of an AVChatRoom", ({ list, end, held, byHand, lift, cap, put }) => {
  test("are set with their ends, changed, and lifted", async () => {
    const soon = inHours(2);
    const before = await made({ [list]: { ann: { [end]: soon }, ben: {} } });
    const first = await held();
    expect(first.ben).toBe(forever);
    expect(Math.abs((first.ann ?? 0) * 1000 - Date.parse(soon))).toBeLessThan(5000);
    expect(before.state[list]).toEqual({ ann: { [end]: soon }, ben: { [end]: forever } });

    const after = await changed(before, { [list]: { ann: { [end]: forever } } });
    expect(await held()).toEqual({ ann: forever });
    await changed(after, { [list]: {} });
    expect(await held()).toEqual({});
  });

  test.each([0, 1])("of the cap and %d more need as many calls", async (more) => {
    const all = Array.from({ length: cap + more }, (_, i) => `p${i}`);
    await cloud().people(...all);
    const before = await made({ [list]: [] });
    await changed(before, { [list]: all });
    expect((await writes()).map(({ call }) => call)).toEqual(Array(1 + more).fill(put));
    expect(Object.keys(await held())).toHaveLength(cap + more);
  });

  test("of others stay, are warned of, are shown by a refresh, and go then", async () => {
    const before = await made({ [list]: ["ann"] });
    await byHand(["ben"], 3600);
    const after = await changed(before, { [list]: ["cid"] });
    expect(Object.keys(await held()).sort()).toEqual(["ben", "cid"]);
    expect(Object.keys(after.state[list] as Values)).toEqual(["cid"]);
    expect(warnings().join()).toContain('tencent group room that are neither declared nor in the state: "ben"');

    const found = await cloud().read(group, after);
    expect(Object.keys(found?.inputs[list] as Values).sort()).toEqual(["ben", "cid"]);
    await changed({ id: "room", state: found?.state ?? {} }, { [list]: ["cid"] });
    expect(Object.keys(await held())).toEqual(["cid"]);
  });

  test("that are additive leave those of others alone, without a word", async () => {
    const before = await made({ [list]: ["ann"], membership: "additive" });
    await byHand(["ben"], 3600);
    const after = await changed(before, { [list]: ["cid"], membership: "additive" });
    expect(Object.keys(await held()).sort()).toEqual(["ben", "cid"]);
    const found = await cloud().read(group, after);
    expect(Object.keys(found?.inputs[list] as Values)).toEqual(["cid"]);
    expect(warnings()).toEqual([]);
  });

  test("whose end has passed are no difference and make no call, and what was extended by hand is lifted", async () => {
    const inputs = { [list]: { ann: { [end]: "2020-01-01T00:00:00Z" } } };
    const before = await made(inputs);
    expect(await writes()).toEqual([]);
    expect((await cloud().read(group, before))?.inputs[list]).toEqual(inputs[list]);
    await changed(before, inputs);
    expect(await writes()).toEqual([]);

    await byHand(["ann"], 7200);
    const found = await cloud().read(group, before);
    expect(found?.inputs[list]).not.toEqual(inputs[list]);
    const after = await changed({ id: "room", state: found?.state ?? {} }, inputs);
    expect(await held()).toEqual({});
    expect(after.state[list]).toEqual(inputs[list]);
  });

  test("that were lifted by hand show, and come back", async () => {
    const inputs = { [list]: { ann: { [end]: inHours(3) } } };
    const before = await made(inputs);
    await lift(["ann"]);
    const found = await cloud().read(group, before);
    expect(found?.inputs[list]).toEqual({});
    await changed({ id: "room", state: found?.state ?? {} }, inputs);
    expect(Object.keys(await held())).toEqual(["ann"]);
  });

  test("that came to their end by the vendor's clock read as declared", async () => {
    const inputs = { [list]: { ann: { [end]: inHours(3) } } };
    const before = await made(inputs);
    await cloud().emulator.advanceClock(4 * 3600);
    expect((await cloud().read(group, before))?.inputs[list]).toEqual(before.state[list]);
  });

  test("of people who do not exist any more are lifted all the same", async () => {
    const before = await made({ [list]: ["ann", "ben"] });
    await cloud().byHand("im_open_login_svc/account_delete", { DeleteItem: [{ UserID: "ann" }] });
    const after = await changed(before, { [list]: [] });
    expect(after.state[list]).toEqual({});
    expect(await held()).not.toHaveProperty("ben");
  });

  test("that are declared for a group that is there already know what is there as others'", async () => {
    const before = await made({});
    await byHand(["ben"], 3600);
    const after = await changed(before, { [list]: ["ann"] });
    expect(Object.keys(await held()).sort()).toEqual(["ann", "ben"]);
    expect(Object.keys(after.state[list] as Values)).toEqual(["ann"]);
  });
});

test("bans are read page by page", async () => {
  const all = Array.from({ length: 201 }, (_, i) => `p${i}`);
  await cloud().people(...all);
  const before = await made({ BannedAccountList: all });
  const found = await cloud().read(group, before);
  expect(Object.keys(found?.inputs.BannedAccountList as Values)).toHaveLength(201);
  expect(await cloud().sent(`${svc}/get_group_ban_member`)).toBe(3);
});

test("a ban takes its man out, and an end of the ban lets him be a member in the same change", async () => {
  const team = { Type: "Public", GroupId: "team", Name: "T", Owner_Account: "cid" };
  const before = await cloud().create(group, { ...team, MemberList: ["ann"], BannedAccountList: ["ben"] });
  const after = await cloud().update(group, before, { ...team, MemberList: ["ben"], BannedAccountList: ["ann"] });
  expect(after.failure).toBeUndefined();
  expect(await side().group("team")).toMatchObject({ members: { cid: {}, ben: {} }, bans: { ann: {} } });
});

test("an app without bans is asked about none, and a declared one is refused with the vendor's words", async () => {
  await side().settings({ banFeature: false });
  const before = await made({ MutedAccountList: ["ann"] });
  await changed(before, { MutedAccountList: [] });
  const { failure, state } = await cloud().update(group, before, { ...room, BannedAccountList: ["ann"] });
  const error = await failureOf(Promise.reject(failure));
  expect(error).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 10007 } });
  expect(state).not.toHaveProperty("BannedAccountList");
});
