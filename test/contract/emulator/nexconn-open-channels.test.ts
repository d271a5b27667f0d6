import { useNexconn } from "./nexconn-harness";

const nexconn = useNexconn();

const MINUTE = 60;

beforeEach(() => nexconn().users("ann", "bob", "cid"));

const create = (more: object = {}) => nexconn().call("open-channel/create", { channelId: "hall", ...more });
const hall = (call: string, body: object = {}) =>
  nexconn().call(`open-channel/${call}`, { channelId: "hall", ...body });
const get = () => hall("get");
const channel = async () => (await nexconn().state()).openChannels.hall;

async function join(userId: string, action: "enter" | "leave" = "enter", channelId = "hall") {
  const order = { vendor: "nexconn", channelId, userId, action };
  return (await nexconn().running.control("POST", "join", order)).body;
}

describe("creating", () => {
  test("with defaults; the state shows every field", async () => {
    expect(await create()).toEqual({ status: 200, code: 0 });
    expect((await get()).result).toEqual({
      channelId: "hall",
      createdAt: expect.any(Number),
      participantCount: 0,
      destroyType: 0,
      ttlMinutes: 60,
      isFrozen: false,
    });
    expect(await channel()).toEqual({
      channelId: "hall",
      createdAt: expect.any(Number),
      activeAt: expect.any(Number),
      destroyType: 0,
      ttlMinutes: 60,
      frozen: false,
      keptAlive: false,
      allowedSenders: [],
      prioritySenders: [],
      participants: {},
      metadata: {},
      mutes: {},
      bans: {},
    });
  });

  test("with all of it, under either name", async () => {
    await create({
      destroyType: 1,
      ttlMinutes: 10_080,
      isBan: true,
      whiteUserIds: ["ann"],
      metadataOwnerId: "bob",
      metadata: { topic: "x" },
    });
    expect(await channel()).toMatchObject({
      destroyType: 1,
      ttlMinutes: 10_080,
      frozen: true,
      allowedSenders: ["ann"],
      metadata: { topic: { value: "x", owner: "bob", autoDelete: false, updatedAt: expect.any(Number) } },
    });
    await nexconn().ok("open-channel/create", { channelId: "b", shouldFreeze: true, allowedSendersList: ["bob"] });
    expect((await nexconn().state()).openChannels.b).toMatchObject({ frozen: true, allowedSenders: ["bob"] });
  });

  test.each([
    [{ channelId: "" }, 1003],
    [{ channelId: undefined }, 1003],
    [{ channelId: "c".repeat(65) }, 1005],
    [{ destroyType: 2 }, 1002],
    [{ ttlMinutes: 59 }, 1003],
    [{ ttlMinutes: 10_081 }, 1003],
    [{ allowedSendersList: Array.from({ length: 21 }, (_, n) => `u${n}`) }, 1002],
    [{ allowedSendersList: ["ghost"] }, 24366],
    [{ metadata: { topic: "x" } }, 1002],
    [{ metadata: { "a b": "x" }, metadataOwnerId: "ann" }, 1002],
    [{ shouldFreeze: "maybe" }, 1002],
  ])("%j is %d, and nothing is made", async (more, code) => {
    expect(await create(more)).toMatchObject({ code, errorMessage: expect.any(String) });
    expect((await nexconn().state()).openChannels).toEqual({});
  });

  test("an id that exists: nothing happens, or an update, or a refusal", async () => {
    await create({ ttlMinutes: 90 });
    const again = { ttlMinutes: 120, shouldFreeze: true };
    expect(await create(again)).toMatchObject({ code: 0 });
    expect((await get()).result).toMatchObject({ ttlMinutes: 90, isFrozen: false });
    await nexconn().set({ createExistingOpenChannel: 23412 });
    expect(await create(again)).toMatchObject({ status: 400, code: 23412 });
    await nexconn().set({ createExistingOpenChannel: "update" });
    expect(await create(again)).toMatchObject({ code: 0 });
    expect((await get()).result).toMatchObject({ ttlMinutes: 120, isFrozen: true, destroyType: 0 });
  });
});

describe("ending", () => {
  test("by destroy; an unknown id is refused, by the setting, when the others are gone", async () => {
    await create();
    const both = { channelIds: ["hall", "none"] };
    expect(await nexconn().call("open-channel/destroy", both)).toMatchObject({ status: 404, code: 23410 });
    expect(await get()).toMatchObject({ status: 404, code: 23410 });
    await nexconn().set({ destroyUnknownOpenChannel: 0 });
    await nexconn().ok("open-channel/destroy", both);
  });

  test("by itself, when nobody came or went for its time", async () => {
    await create();
    await nexconn().advance(59 * MINUTE);
    await join("ann");
    await nexconn().advance(59 * MINUTE);
    await join("ann", "leave");
    await nexconn().advance(59 * MINUTE);
    expect((await get()).result).toMatchObject({ participantCount: 0 });
    await nexconn().advance(MINUTE);
    expect(await get()).toMatchObject({ code: 23410 });
    expect((await nexconn().state()).openChannels).toEqual({});
    await create();
    expect(await get()).toMatchObject({ code: 0 });
  });

  test("by itself, its time after it was made, whoever is inside", async () => {
    await create({ destroyType: 1 });
    await nexconn().advance(30 * MINUTE);
    await join("ann");
    await hall("destroy-type/set", { destroyType: 1, ttlMinutes: 120 });
    await nexconn().advance(60 * MINUTE);
    expect(await get()).toMatchObject({ code: 0 });
    await nexconn().advance(30 * MINUTE);
    expect(await get()).toMatchObject({ code: 23410 });
  });

  test("at once, when a schedule gives way to an idle time that is over", async () => {
    await create({ destroyType: 1, ttlMinutes: 600 });
    await nexconn().advance(61 * MINUTE);
    expect(await hall("destroy-type/set", {})).toMatchObject({ code: 0 });
    expect(await get()).toMatchObject({ code: 23410 });
    expect(await hall("destroy-type/set", {})).toMatchObject({ code: 23410 });
  });

  test("takes metadata along, and mutes and bans by the setting", async () => {
    const fill = async () => {
      await create({ metadataOwnerId: "ann", metadata: { topic: "x" } });
      await hall("participant/mute-list/add", { participantIds: ["ann"], durationMinutes: 1000 });
      await hall("participant/ban-list/add", { participantIds: ["bob"], durationMinutes: 1000 });
    };
    await fill();
    await nexconn().advance(60 * MINUTE);
    await create();
    expect(await channel()).toMatchObject({ metadata: {}, mutes: {}, bans: {} });
    await fill();
    await nexconn().set({ participantListsSurviveDestroy: true });
    await hall("participant/mute-list/add", { participantIds: ["ann"], durationMinutes: 1000 });
    await nexconn().ok("open-channel/destroy", { channelIds: ["hall"] });
    await create();
    expect(Object.keys((await channel()).mutes)).toEqual(["ann"]);
    expect(Object.keys((await channel()).bans)).toEqual(["bob"]);
  });
});

describe("keeping alive", () => {
  const keep = async (what: string, ...ids: string[]) => {
    const reply = await nexconn().form(
      `chatroom/keepalive/${what}.json`,
      ids.map((id) => ["chatroomId", id]),
    );
    return { status: reply.status, ...JSON.parse(reply.text) };
  };

  test("holds a channel until it is taken back; the answers are the older generation's", async () => {
    await create();
    expect(await keep("add", "hall")).toEqual({ status: 200, code: 200 });
    await nexconn().advance(7 * 24 * 60 * MINUTE);
    expect(await get()).toMatchObject({ code: 0 });
    expect(await keep("query")).toEqual({ status: 200, code: 200, chatroomIds: ["hall"] });
    expect((await nexconn().calls()).at(-1)).toMatchObject({ call: "chatroom/keepalive/query.json", code: 200 });
    expect(await keep("remove", "hall")).toMatchObject({ code: 200 });
    await nexconn().advance(59 * MINUTE);
    expect(await get()).toMatchObject({ code: 0 });
    await nexconn().advance(MINUTE);
    expect(await get()).toMatchObject({ code: 23410 });
  });

  test("five channels, which are there, if the app has the service", async () => {
    const ids = Array.from({ length: 6 }, (_, index) => `c${index}`);
    for (const channelId of ids) await create({ channelId });
    expect(await keep("add", ...ids.slice(0, 4))).toMatchObject({ code: 200 });
    expect(await keep("add", ...ids.slice(4))).toMatchObject({ status: 400, code: 1016 });
    expect(await keep("add", "none")).toMatchObject({ status: 404, code: 23410 });
    expect(await keep("add")).toMatchObject({ code: 1003 });
    await nexconn().set({ keepAliveMaximum: 6 });
    expect(await keep("add", ...ids.slice(4))).toMatchObject({ code: 200 });
    await nexconn().set({ keepAliveFeature: false });
    expect(await keep("query")).toMatchObject({ status: 430, code: 1009 });
    await nexconn().set({ jsonRoutes: false });
    expect(await keep("query")).toMatchObject({ status: 404, code: 404 });
  });
});

describe("freezing", () => {
  test("one at a time, listed in pages", async () => {
    await create();
    await create({ channelId: "lobby", shouldFreeze: true });
    await hall("freeze-list/add", { needNotify: true, extra: "{}" });
    expect((await hall("freeze/check")).result).toEqual({ status: 1 });
    const list = (body: object) => nexconn().ok("open-channel/freeze-list/get", body);
    expect(await list({})).toEqual({ channelIds: ["hall", "lobby"] });
    expect(await list({ page: 2, pageSize: 1 })).toEqual({ channelIds: ["lobby"] });
    await hall("freeze-list/remove");
    expect((await hall("freeze/check")).result).toEqual({ status: 0 });
    expect(await hall("freeze-list/add", { channelId: "none" })).toMatchObject({ code: 23410 });
  });
});

describe("people", () => {
  const ids = { participantIds: ["ann", "bob"] };
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);

  beforeEach(() => create());

  test("enter and leave by their clients alone", async () => {
    expect(await join("ann")).toEqual({ code: 0 });
    await nexconn().advance(1);
    expect(await join("bob")).toEqual({ code: 0 });
    expect(await join("bob", "leave")).toEqual({ code: 0 });
    expect(await join("bob", "leave")).toMatchObject({ code: 23406 });
    expect(await join("ghost")).toMatchObject({ code: 24366 });
    expect(await join("ann", "enter", "none")).toMatchObject({ code: 23410 });
    await join("cid");
    const list = async (body: object) => (await hall("participant/list", body)).result;
    expect(await list({ order: 2 })).toEqual({
      total: 2,
      participants: [
        { participantId: "cid", createdAt: time },
        { participantId: "ann", createdAt: time },
      ],
    });
    expect(await list({ order: 1, pageSize: 1 })).toMatchObject({ total: 2, participants: [{ participantId: "ann" }] });
    expect((await hall("participant/exist", ids)).result).toEqual({
      participants: [
        { participantId: "ann", isInOpenChannel: 1 },
        { participantId: "bob", isInOpenChannel: 0 },
      ],
    });
    expect(await hall("participant/list", { pageSize: 501 })).toMatchObject({ code: 1002 });
  });

  test.each([
    ["roomid", { roomid: 1 }],
    ["no user", { userId: undefined }],
    ["tags", { tags: ["x"] }],
    ["another action", { action: "peek" }],
  ])("an order to a client with %s is refused", async (_name, more) => {
    const order = { vendor: "nexconn", channelId: "hall", userId: "ann", action: "enter", ...more };
    expect(await nexconn().running.control("POST", "join", order)).toMatchObject({ status: 400 });
  });

  test("mutes end by themselves, and coming back does not end them", async () => {
    await hall("participant/mute-list/add", { participantIds: ["ann"], durationMinutes: 1 });
    await hall("participant/mute-list/add", { participantIds: ["bob"], durationMinutes: 5, needNotify: true });
    await join("bob");
    await join("bob", "leave");
    const list = async () => (await hall("participant/mute-list/get")).result.mutedParticipants;
    expect(await list()).toEqual([
      { participantId: "ann", muteExpiresAt: time },
      { participantId: "bob", muteExpiresAt: time },
    ]);
    await nexconn().advance(MINUTE);
    expect(await list()).toMatchObject([{ participantId: "bob" }]);
    await hall("participant/mute-list/remove", ids);
    expect(await list()).toEqual([]);
  });

  test("mutes in all channels", async () => {
    await nexconn().ok("open-channel/global-mute-list/add", { ...ids, durationMinutes: 1 });
    await nexconn().ok("open-channel/participant/global-mute-list/remove", { participantIds: ["bob"] });
    const list = async () => (await nexconn().ok("open-channel/global-mute-list/get", {})).mutedParticipants;
    expect(await list()).toEqual([{ participantId: "ann", muteExpiresAt: time }]);
    expect(Object.keys((await nexconn().state()).globalMutes)).toEqual(["ann"]);
    await nexconn().advance(MINUTE);
    expect(await list()).toEqual([]);
  });

  test("bans put people out and keep them out", async () => {
    await join("ann");
    await hall("participant/ban-list/add", { ...ids, durationMinutes: 1 });
    expect((await get()).result.participantCount).toBe(0);
    expect(await join("ann")).toMatchObject({ code: 23409 });
    expect((await hall("participant/ban-list/get")).result.bannedParticipants).toMatchObject([
      { participantId: "ann", banExpiresAt: time },
      { participantId: "bob" },
    ]);
    await hall("participant/ban-list/remove", { participantIds: ["bob"] });
    expect(await join("bob")).toEqual({ code: 0 });
    await nexconn().advance(MINUTE);
    expect(await join("ann")).toEqual({ code: 0 });
  });

  test.each(["participant/mute-list", "participant/ban-list", "global-mute-list"])(
    "%s takes twenty registered people, and 1 to 43200 minutes",
    async (list) => {
      const add = (body: object) => hall(`${list}/add`, { participantIds: ["ann"], durationMinutes: 1, ...body });
      for (const durationMinutes of [0, 43_201, undefined]) {
        expect(await add({ durationMinutes })).toMatchObject({ code: 1003 });
      }
      const many = Array.from({ length: 21 }, (_, index) => `u${index}`);
      expect(await add({ participantIds: many })).toMatchObject({ code: 1002 });
      expect(await add({ participantIds: ["ghost"] })).toMatchObject({ code: 24366 });
      await nexconn().set({ unregisteredUsers: "accept" });
      expect(await add({ participantIds: ["ghost"], durationMinutes: 43_200 })).toMatchObject({ code: 0 });
    },
  );

  test("allowed and priority senders", async () => {
    for (const list of ["participant/allowed-sender-list", "priority-sender-list"]) {
      await hall(`${list}/add`, ids);
      await hall(`${list}/remove`, { participantIds: ["bob", "cid"] });
      expect((await hall(`${list}/get`)).result).toEqual({ participantIds: ["ann"] });
    }
    await nexconn().set({ unregisteredUsers: "accept" });
    const many = Array.from({ length: 5 }, (_, index) => `u${index}`);
    expect(await hall("priority-sender-list/add", { participantIds: many })).toMatchObject({ code: 23412 });
    expect((await hall("participant/priority-sender-list/get")).result.participantIds).toEqual(["ann"]);
    await nexconn().set({ prioritySendersFeature: false });
    expect(await hall("priority-sender-list/get")).toMatchObject({ status: 430, code: 1009 });
  });
});

describe("metadata", () => {
  const set = (metadata: object, more: object = {}) =>
    hall("metadata/batch/set", { metadataOwnerId: "ann", metadata, ...more });
  const read = async (body: object = {}) => (await hall("metadata/batch/get", body)).result.metadata;
  const keys = (count: number, from = 0) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${from + n}`, "v"]));

  beforeEach(() => create());

  test("is set with its owner, whoever's it was", async () => {
    await set({ topic: "x", "a+=-_1": "" }, { shouldAutoDelete: 1 });
    await set({ topic: "y" }, { metadataOwnerId: undefined, userId: "bob" });
    expect(await read()).toEqual([
      { key: "topic", value: "y", metadataOwnerId: "bob", shouldAutoDelete: 0, updatedAt: expect.any(Number) },
      { key: "a+=-_1", value: "", metadataOwnerId: "ann", shouldAutoDelete: 1, updatedAt: expect.any(Number) },
    ]);
    await nexconn().set({ emittedNames: "docs" });
    const [entry] = await read({ metadataKeys: ["topic", "none"] });
    expect(entry).toMatchObject({ key: "topic", userId: "bob" });
    expect(entry).not.toHaveProperty("metadataOwnerId");
  });

  test("is anybody's, or by the setting only a registered user's", async () => {
    expect(await set({ k: "v" }, { metadataOwnerId: "ghost" })).toMatchObject({ code: 0 });
    await nexconn().set({ metadataOwner: "registered" });
    expect(await set({ k: "v" }, { metadataOwnerId: "ghost" })).toMatchObject({ code: 24366 });
    const other = { channelId: "other", metadata: { k: "v" }, metadataOwnerId: "ghost" };
    expect(await nexconn().call("open-channel/create", other)).toMatchObject({ code: 24366 });
  });

  test("goes with its owner, where it should", async () => {
    await join("ann");
    await set({ stays: "x" });
    await set({ goes: "x" }, { shouldAutoDelete: 1 });
    await join("ann", "leave");
    expect(await read()).toMatchObject([{ key: "stays" }]);
  });

  test.each([
    [{ metadata: {} }, 1002],
    [{ metadata: { "": "x" } }, 1002],
    [{ metadata: { "a.b": "x" } }, 1002],
    [{ metadata: { ["k".repeat(129)]: "x" } }, 1002],
    [{ metadata: { k: 1 } }, 1002],
    [{ metadata: { k: "v".repeat(4097) } }, 1005],
    [{ metadataOwnerId: "" }, 1002],
    [{ channelId: "none" }, 23410],
  ])("%j is %d", async (more, code) => {
    expect(await set({ k: "v" }, more)).toMatchObject({ code });
  });

  test("twenty at once and a hundred in all; more as the setting says", async () => {
    expect(await set(keys(21))).toMatchObject({ code: 1002 });
    await nexconn().set({ metadataBatchOverflow: 23429 });
    expect(await set(keys(21))).toMatchObject({ code: 23429 });
    for (let from = 0; from < 90; from += 18) {
      expect(await set(keys(18, from))).toMatchObject({ code: 0 });
      await nexconn().advance(1);
    }
    expect(await set(keys(11, 90))).toMatchObject({ code: 23423 });
    expect(await read()).toHaveLength(90);
    await nexconn().set({ metadataOverflow: "partial" });
    expect(await set(keys(11, 90))).toMatchObject({ code: 23428 });
    expect(await read()).toHaveLength(100);
    expect(await set({ k0: "new" })).toMatchObject({ code: 0 });
  });

  test("is removed, whoever's it is; a missing key as the setting says", async () => {
    await set(keys(3));
    const remove = (...metadataKeys: string[]) =>
      hall("metadata/batch/remove", { metadataOwnerId: "bob", metadataKeys });
    expect(await remove("k0")).toMatchObject({ code: 0 });
    expect(await remove("k1", "k0")).toMatchObject({ code: 23427 });
    expect(await read()).toHaveLength(2);
    await nexconn().set({ removeMissingMetadata: 0 });
    expect(await remove("k1", "k0")).toMatchObject({ code: 0 });
    expect(await read()).toMatchObject([{ key: "k2" }]);
  });

  test("setting and removing share a hundred keys a second", async () => {
    const removal = { metadataOwnerId: "ann", metadataKeys: Object.keys(keys(20)) };
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () => set(keys(20))),
      ...Array.from({ length: 4 }, () => hall("metadata/batch/remove", removal)),
    ]);
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
    expect(await hall("metadata/batch/get")).toMatchObject({ code: 0 });
  });

  test("is a service that the app may not have", async () => {
    await nexconn().set({ metadataFeature: false });
    expect(await set({ k: "v" })).toMatchObject({ status: 430, code: 23426 });
    const other = { channelId: "other", metadata: { k: "v" }, metadataOwnerId: "ann" };
    expect(await create(other)).toMatchObject({ code: 23426 });
  });
});

test("message types, of low and high priority", async () => {
  for (const list of ["low-priority-message-type-list", "priority-message-type-list"]) {
    await nexconn().ok(`open-channel/${list}/add`, { messageTypes: ["A", list] });
    await nexconn().ok(`open-channel/${list}/remove`, { messageTypes: ["A"] });
    expect(await nexconn().ok(`open-channel/${list}/get`, {})).toEqual({ messageTypes: [list] });
  }
});
