import { useEmulator } from "./harness";

const emulator = useEmulator();
let roomid: number;

beforeEach(async () => {
  await emulator().accounts("creator", "ann", "ben");
  roomid = await emulator().room("creator");
});

const init = (sizeLimit: number) => emulator().call("chatroom/queueInit", { roomid, sizeLimit });
const offer = (key: string, value = "v", more: Record<string, unknown> = {}) =>
  emulator().call("chatroom/queueOffer", { roomid, key, value, ...more });
const batch = (elements: unknown, more: Record<string, unknown> = {}) =>
  emulator().call("chatroom/queueBatchOffer", { roomid, elements, ...more });
const change = (elements: unknown, operator = "creator") =>
  emulator().call("chatroom/queueBatchUpdateElements", { roomid, operator, elements });
const poll = (key?: string) => emulator().call("chatroom/queuePoll", { roomid, ...(key !== undefined && { key }) });
const list = async () => (await emulator().ok("chatroom/queueList", { roomid })).desc.list;
const queue = async () => (await emulator().state()).chatrooms[roomid].queue;
const close = () => emulator().ok("chatroom/toggleCloseStat", { roomid, operator: "creator", valid: false });
const promote = (target: string) =>
  emulator().ok("chatroom/setMemberRole", { roomid, operator: "creator", target, opt: 1, optvalue: true });

describe("chatroom/queueInit", () => {
  test("gives the queue its size", async () => {
    expect((await queue()).sizeLimit).toBeNull();
    expect(await init(1000)).toEqual({ code: 200, desc: {} });
    expect(await queue()).toEqual({ sizeLimit: 1000, elements: [] });
  });

  test.each([
    ["", "sizeLimit is empty"],
    ["-1", "sizeLimit is invalid"],
    ["1001", "sizeLimit is invalid"],
    ["ten", "sizeLimit not number"],
  ])("refuses sizeLimit %j", async (sizeLimit, desc) => {
    expect(await emulator().call("chatroom/queueInit", { roomid, sizeLimit })).toEqual({ code: 414, desc });
  });

  test("of a queue that is there: resized, emptied or refused by the setting", async () => {
    await init(5);
    await offer("a");
    await init(6);
    expect(await queue()).toMatchObject({ sizeLimit: 6, elements: [{ key: "a" }] });
    await emulator().set({ queueInitExisting: 417 });
    expect(await init(7)).toEqual({ code: 417, desc: "repeated operation" });
    await emulator().set({ queueInitExisting: "clear" });
    await init(8);
    expect(await queue()).toEqual({ sizeLimit: 8, elements: [] });
  });

  test("below the number of elements: all stay, or the last go by the setting", async () => {
    for (const key of ["a", "b", "c"]) await offer(key);
    await init(2);
    expect(await list()).toHaveLength(3);
    expect(await offer("d")).toMatchObject({ code: 419 });
    expect(await offer("c", "new")).toMatchObject({ code: 200 });
    await emulator().set({ queueShrink: "truncate" });
    await init(2);
    expect(await list()).toEqual([{ a: "v" }, { b: "v" }]);
  });
});

describe("chatroom/queueOffer", () => {
  test("appends, or replaces in place; the last updater owns the element", async () => {
    await emulator().join(roomid, "ann");
    expect(await offer("a", "1")).toEqual({ code: 200, desc: {} });
    await offer("b", "2");
    await offer("a", "3", { operator: "Ann", transient: true });
    expect(await list()).toEqual([{ a: "3" }, { b: "2" }]);
    expect((await queue()).elements).toEqual([
      { key: "a", value: "3", owner: "ann", transient: true },
      { key: "b", value: "2", owner: "creator", transient: false },
    ]);
  });

  test.each([
    [{ key: "" }, "key is empty"],
    [{ key: "k".repeat(129) }, "key too long"],
    [{ value: "" }, "value is empty"],
    [{ value: "v".repeat(4097) }, "value too long"],
    [{ operator: "no one" }, "operator is invalid"],
    [{ transient: "1" }, "transient not boolean"],
    [{ highPriority: "2" }, "highPriority is invalid"],
    [{ highPriorityPolicy: "true" }, "highPriorityPolicy not number"],
  ])("refuses %j", async (params, desc) => {
    expect(await emulator().call("chatroom/queueOffer", { roomid, key: "k", value: "v", ...params })).toEqual({
      code: 414,
      desc,
    });
    expect(await list()).toEqual([]);
  });

  test("the longest key and value fit", async () => {
    await offer("k".repeat(128), "v".repeat(4096));
    expect(await list()).toEqual([{ ["k".repeat(128)]: "v".repeat(4096) }]);
  });

  test("a key of any name is a key", async () => {
    await offer("__proto__");
    await offer("1");
    await offer("0");
    expect((await queue()).elements.map((one: { key: string }) => one.key)).toEqual(["__proto__", "1", "0"]);
    const text = (await emulator().raw("chatroom/queueList", { roomid })).text;
    expect(text).toContain('[{"__proto__":"v"},{"1":"v"},{"0":"v"}]');
  });

  test("whose operator it may be", async () => {
    expect(await offer("k", "v", { operator: "ghost" })).toEqual({ code: 404, desc: "ghost not register" });
    expect(await offer("k", "v", { operator: "ann" })).toEqual({ code: 403, desc: "ann not in chatroom" });
    await promote("ann");
    expect(await offer("k", "v", { operator: "ann" })).toMatchObject({ code: 403 });
    await emulator().set({ queueOperatorPresence: "member" });
    expect(await offer("k", "v", { operator: "ann" })).toMatchObject({ code: 200 });
    expect(await offer("k", "v", { operator: "ben" })).toMatchObject({ code: 403 });
  });

  test("transient needs an operator who is there, the creator too", async () => {
    expect(await offer("k", "v", { transient: true })).toEqual({ code: 403, desc: "creator not in chatroom" });
    await emulator().set({ transientOperatorAbsent: 302 });
    expect(await offer("k", "v", { transient: true })).toMatchObject({ code: 302 });
    await emulator().join(roomid, "creator");
    expect(await offer("k", "v", { transient: true })).toMatchObject({ code: 200 });
  });

  test("queuelevel 1 leaves it to creator and managers", async () => {
    await emulator().ok("chatroom/update", { roomid, queuelevel: 1 });
    await emulator().join(roomid, "ann");
    expect(await offer("k", "v", { operator: "ann" })).toEqual({ code: 403, desc: "no permission" });
    await promote("ann");
    expect(await offer("k", "v", { operator: "ann" })).toMatchObject({ code: 200 });
    expect(await offer("k")).toMatchObject({ code: 200 });
  });

  test("a full queue takes no new key; the code is a setting", async () => {
    await init(1);
    await offer("a");
    expect(await offer("b")).toEqual({ code: 419, desc: "queue size limit" });
    expect(await offer("a", "2")).toMatchObject({ code: 200 });
    await emulator().set({ queueOverflow: 403 });
    expect(await offer("b")).toMatchObject({ code: 403 });
    await poll();
    expect(await offer("b")).toMatchObject({ code: 200 });
  });

  test("without queueInit there is a usual size; a size of 0 means nothing or no limit", async () => {
    await emulator().set({ queueWithoutInit: 1 });
    await offer("a");
    expect(await offer("b")).toMatchObject({ code: 419 });
    await init(0);
    expect(await offer("b")).toMatchObject({ code: 419 });
    await emulator().set({ queueSizeZero: "unlimited" });
    expect(await offer("b")).toMatchObject({ code: 200 });
  });
});

describe("transient elements", () => {
  beforeEach(async () => {
    await emulator().join(roomid, "ann");
    await emulator().join(roomid, "ben");
    await offer("ann's", "v", { operator: "ann", transient: true });
    await offer("stays", "v", { operator: "ann" });
    await offer("ben's", "v", { operator: "ben", transient: true });
  });

  test("go with their owner", async () => {
    await emulator().join(roomid, "ann", "leave");
    expect(await list()).toEqual([{ stays: "v" }, { "ben's": "v" }]);
  });

  test("stay where somebody else took them over", async () => {
    await offer("ann's", "mine", { operator: "ben" });
    await emulator().join(roomid, "ann", "leave");
    expect(await list()).toEqual([{ "ann's": "mine" }, { stays: "v" }, { "ben's": "v" }]);
  });

  test.each([
    ["kicked", "chatroom/kickMember", { accid: "creator", targetAccid: "ann" }],
    ["put on the blocklist", "chatroom/setMemberRole", { operator: "creator", target: "ann", opt: -1, optvalue: true }],
    ["blocked with needkick", "user/block", { accid: "ann", needkick: true }],
  ])("go when their owner is %s", async (_how, call, params) => {
    await emulator().ok(call, { roomid, ...params });
    expect(await list()).toEqual([{ stays: "v" }, { "ben's": "v" }]);
  });

  test("go when the room is closed, at once or by its policy", async () => {
    await close();
    expect(await list()).toEqual([{ stays: "v" }]);
    const other = await emulator().room("creator", { delayClosePolicy: 1, delaySeconds: 60 });
    await emulator().join(other, "ann");
    await emulator().ok("chatroom/queueOffer", {
      roomid: other,
      key: "k",
      value: "v",
      operator: "ann",
      transient: true,
    });
    await emulator().advance(61);
    expect((await emulator().state()).chatrooms[other].queue.elements).toEqual([]);
  });
});

describe("chatroom/queueBatchOffer", () => {
  test("offers in order, each for its owner", async () => {
    await emulator().join(roomid, "ann");
    const elements = [
      { key: "a", value: "1" },
      { key: "b", value: "2", accid: "Ann", transient: true },
      { key: "a", value: "3" },
    ];
    expect(await batch(elements)).toEqual({ code: 200, desc: { failedKeys: [] } });
    expect((await queue()).elements).toEqual([
      { key: "a", value: "3", owner: "creator", transient: false },
      { key: "b", value: "2", owner: "ann", transient: true },
    ]);
  });

  test("names the keys that failed: no room, unknown owner, absent owner of a transient one", async () => {
    await init(1);
    const elements = [
      { key: "a", value: "1" },
      { key: "b", value: "2" },
      { key: "c", value: "3", accid: "ghost" },
      { key: "a", value: "4", accid: "ann", transient: true },
    ];
    expect(await batch(elements)).toEqual({ code: 200, desc: { failedKeys: ["b", "c", "a"] } });
    expect(await list()).toEqual([{ a: "1" }]);
    await emulator().set({ queueFailedKeys: "descText" });
    expect(await batch([{ key: "b", value: "2" }])).toEqual({ code: 200, desc: { failedKeys: '["b"]' } });
    await emulator().set({ queueFailedKeys: "top" });
    expect(await batch([{ key: "b", value: "2" }])).toEqual({ code: 200, desc: {}, failedKeys: ["b"] });
  });

  test("transient of the call counts where the element says nothing", async () => {
    const elements = [
      { key: "a", value: "1" },
      { key: "b", value: "2", transient: false },
    ];
    expect(await batch(elements, { transient: true })).toMatchObject({ desc: { failedKeys: ["a"] } });
  });

  test("rights as for queueOffer", async () => {
    const elements = [{ key: "a", value: "1" }];
    expect(await batch(elements, { operator: "ghost" })).toMatchObject({ code: 404 });
    expect(await batch(elements, { operator: "ann" })).toMatchObject({ code: 403 });
    await emulator().join(roomid, "ann");
    expect(await batch(elements, { operator: "ann" })).toMatchObject({ code: 200 });
    await emulator().ok("chatroom/update", { roomid, queuelevel: 1 });
    expect(await batch(elements, { operator: "ann" })).toMatchObject({ code: 403, desc: "no permission" });
  });

  test.each([
    ["{", "elements json error"],
    [{ key: "a", value: "1" }, "elements json error"],
    [[], "elements is empty"],
    [["a"], "elements json error"],
    [[{ key: "a" }], "elements json error"],
    [[{ key: "", value: "1" }], "elements json error"],
    [[{ key: "a", value: 1 }], "elements json error"],
    [[{ key: "a", value: "1", accid: "no one" }], "elements json error"],
    [[{ key: "a", value: "1", transient: "true" }], "elements json error"],
    [[{ key: "k".repeat(129), value: "1" }], "key too long"],
    [[{ key: "a", value: "v".repeat(4097) }], "value too long"],
    [Array.from({ length: 21 }, (_, index) => ({ key: `k${index}`, value: "v" })), "elements too many"],
  ])("refuses %j", async (elements, desc) => {
    expect(await batch(elements)).toEqual({ code: 414, desc });
  });

  test("twenty at once", async () => {
    await batch(Array.from({ length: 20 }, (_, index) => ({ key: `k${index}`, value: "v" })));
    expect(await list()).toHaveLength(20);
  });
});

describe("chatroom/queueBatchUpdateElements", () => {
  test("changes what is there and names the rest", async () => {
    await offer("a", "1");
    await offer("b", "2");
    expect(await change({ b: "3", c: "4" })).toEqual({ code: 200, desc: { noExistElementKey: ["c"] } });
    expect(await list()).toEqual([{ a: "1" }, { b: "3" }]);
  });

  test("only creator and managers; whose the element is then is a setting", async () => {
    await offer("a");
    await emulator().join(roomid, "ann");
    expect(await change({ a: "2" }, "ann")).toEqual({ code: 403, desc: "no permission" });
    expect(await change({ a: "2" }, "ghost")).toMatchObject({ code: 404 });
    expect(await emulator().call("chatroom/queueBatchUpdateElements", { roomid, elements: { a: "2" } })).toEqual({
      code: 414,
      desc: "operator is empty",
    });
    await promote("ann");
    await change({ a: "2" }, "ann");
    expect((await queue()).elements).toMatchObject([{ value: "2", owner: "creator" }]);
    await emulator().set({ queueUpdateOwner: "operator" });
    await change({ a: "3" }, "ann");
    expect((await queue()).elements).toMatchObject([{ value: "3", owner: "ann" }]);
  });

  test.each([
    [{}, "elements is empty"],
    [["a"], "elements json error"],
    [{ a: 1 }, "elements json error"],
    [{ a: "" }, "elements json error"],
    [{ ["k".repeat(129)]: "v" }, "key too long"],
    [{ a: "v".repeat(4097) }, "value too long"],
    [Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`k${index}`, "v"])), "elements too many"],
  ])("refuses %j", async (elements, desc) => {
    expect(await change(elements)).toEqual({ code: 414, desc });
  });

  test("two hundred at once", async () => {
    const elements = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`k${index}`, "v"]));
    expect((await change(elements)).desc.noExistElementKey).toHaveLength(200);
  });
});

describe("reading and taking out", () => {
  beforeEach(async () => {
    for (const key of ["a", "b", "c"]) await offer(key, key.toUpperCase());
  });

  test("queueMultiGet gives what there is, in the queue's order or that of the keys", async () => {
    const get = (keys: unknown) => emulator().call("chatroom/queueMultiGet", { roomid, keys });
    expect(await get(["c", "x", "a"])).toEqual({ code: 200, desc: { list: [{ a: "A" }, { c: "C" }] } });
    await emulator().set({ queueMultiGetOrder: "keys" });
    expect((await get(["c", "x", "a"])).desc.list).toEqual([{ c: "C" }, { a: "A" }]);
    expect(await get([])).toEqual({ code: 414, desc: "keys is empty" });
    expect(await get([1])).toEqual({ code: 414, desc: "keys json error" });
    expect(await get(["k".repeat(129)])).toEqual({ code: 414, desc: "keys too long" });
    const many = Array.from({ length: 101 }, (_, index) => `k${index}`);
    expect(await get(many)).toEqual({ code: 414, desc: "keys too many" });
    expect(await get(many.slice(1))).toMatchObject({ code: 200 });
  });

  test("queuePoll takes the head, or a key", async () => {
    expect(await poll()).toEqual({ code: 200, desc: { key: "a", value: "A" } });
    expect(await poll("c")).toEqual({ code: 200, desc: { key: "c", value: "C" } });
    expect(await list()).toEqual([{ b: "B" }]);
    expect(await poll("k".repeat(129))).toEqual({ code: 414, desc: "key too long" });
  });

  test("queuePoll of nothing", async () => {
    expect(await poll("x")).toEqual({ code: 404, desc: "queue element not exist" });
    await emulator().set({ queuePollAbsent: "empty" });
    expect(await poll("x")).toEqual({ code: 200, desc: {} });
    await emulator().ok("chatroom/queueDrop", { roomid });
    expect(await poll()).toEqual({ code: 200, desc: {} });
  });

  test("queueDrop empties; whether the size goes too is a setting", async () => {
    await init(5);
    expect(await emulator().call("chatroom/queueDrop", { roomid })).toEqual({ code: 200, desc: {} });
    expect(await queue()).toEqual({ sizeLimit: 5, elements: [] });
    await emulator().set({ queueDropSize: "forget" });
    await emulator().ok("chatroom/queueDrop", { roomid });
    expect(await queue()).toEqual({ sizeLimit: null, elements: [] });
  });
});

const changes: [string, Record<string, unknown>][] = [
  ["chatroom/queueInit", { sizeLimit: 5 }],
  ["chatroom/queueOffer", { key: "k", value: "v" }],
  ["chatroom/queueBatchOffer", { elements: [{ key: "k", value: "v" }] }],
  ["chatroom/queueBatchUpdateElements", { operator: "creator", elements: { k: "v" } }],
  ["chatroom/queuePoll", {}],
  ["chatroom/queueDrop", {}],
];

test.each(changes)("%s in a closed room by the setting", async (call, params) => {
  await offer("k");
  await close();
  await emulator().set({ closedRoomQueue: false });
  expect(await emulator().call(call, { roomid, ...params })).toEqual({ code: 13002, desc: "chatroom is closed" });
  expect(await list()).toEqual([{ k: "v" }]);
  await emulator().set({ closedRoomQueue: true });
  await emulator().ok(call, { roomid, ...params });
});

test.each([...changes, ["chatroom/queueList", {}], ["chatroom/queueMultiGet", { keys: ["k"] }]] as [
  string,
  Record<string, unknown>,
][])("%s of a room that does not exist", async (call, params) => {
  expect(await emulator().call(call, { roomid: 5, ...params })).toEqual({ code: 404, desc: "chatroom not exist" });
  expect(await emulator().call(call, params)).toEqual({ code: 414, desc: "roomid is empty" });
});
