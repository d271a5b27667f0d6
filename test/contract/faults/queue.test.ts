import { chatroomQueue, failureOf, useCloud, useWarnings } from "./harness";

const cloud = useCloud("--rate-limit", "off");
const warnings = useWarnings();

const roomid = "1605000001";

beforeEach(async () => {
  await cloud().accounts("host", "ann");
  await cloud().byHand("chatroom/create", { creator: "host", name: "Lobby" });
});

const listOf = (keys: string, value = "v") => [...keys].map((key) => ({ key, value: `${value}-${key}` }));
const declare = (keys: string, more = {}) => ({ roomid, elements: listOf(keys), ...more });
const additive = { membership: "additive" };
const offer = (key: string, value = "theirs") => cloud().byHand("chatroom/queueOffer", { roomid, key, value });
const take = (key: string) => cloud().byHand("chatroom/queuePoll", { roomid, key });
const queue = async () => (await cloud().emulator.chatroom(roomid)).queue;
const keys = async () => (await queue()).elements.map(({ key }: { key: string }) => key).join("");

/** The calls of this run that change something, each with what it is about. */
async function writes(): Promise<string[]> {
  const sent = (await cloud().log()).filter(({ call }) => !/queueList|getBatch/.test(call));
  return sent.map(({ call, params }) => {
    const about = params.elements
      ? Object.keys(JSON.parse(params.elements)).join("")
      : (params.key ?? params.sizeLimit);
    return [call.replace("chatroom/queue", ""), about].filter(Boolean).join(" ");
  });
}

async function reads(): Promise<string[]> {
  return (await cloud().log()).map(({ call }) => call).filter((call) => /queueList|getBatch/.test(call));
}

/** A queue that was declared before, and a run that starts anew. */
async function declared(before: string, more = {}) {
  const settled = await cloud().create(chatroomQueue, declare(before, more));
  expect(settled.failure).toBeUndefined();
  await cloud().newRun();
  return settled;
}

describe("a change sends what differs, and nothing else", () => {
  test.each<[string, string, string, string[]]>([
    ["nothing", "abc", "abc", []],
    ["new ones at the end", "ab", "abcd", ["Offer c", "Offer d"]],
    ["the first one gone", "abc", "bc", ["Poll a"]],
    ["the first one to the end", "abc", "bca", ["Poll a", "Offer a"]],
    ["one in the middle moved to the end", "abcd", "acdb", ["Poll b", "Offer b"]],
    ["the last one to the front", "abc", "cab", ["Poll a", "Offer a", "Poll b", "Offer b"]],
    ["one put in between", "abc", "axbc", ["Offer x", "Poll b", "Offer b", "Poll c", "Offer c"]],
    ["all gone", "abc", "", ["Poll a", "Poll b", "Poll c"]],
    ["all of it at once", "abcd", "bdxa", ["Poll c", "Offer x", "Poll a", "Offer a"]],
  ])("%s: %s to %s", async (_, before, after, calls) => {
    const settled = await declared(before);
    const changed = await cloud().update(chatroomQueue, settled, declare(after));
    expect(changed.failure).toBeUndefined();
    expect(await keys()).toBe(after);
    expect(await writes()).toEqual(calls);
    expect(await reads()).toEqual(["chatroom/queueList"]);
  });

  test("changed values go together, in the creator's name, and leave the places alone", async () => {
    const settled = await declared("abc");
    const elements = [...listOf("a"), ...listOf("bc", "w"), ...listOf("d")];
    await cloud().update(chatroomQueue, settled, { roomid, elements });
    expect(await writes()).toEqual(["BatchUpdateElements bc", "Offer d"]);
    expect((await cloud().log("chatroom/queueBatchUpdateElements"))[0]?.params.operator).toBe("host");
    expect((await queue()).elements).toMatchObject(elements);
  });

  test("an operator stands in for the creator, and is not looked for", async () => {
    const settled = await declared("a", { operator: "Host" });
    await cloud().update(chatroomQueue, settled, { roomid, operator: "host", elements: listOf("ab", "w") });
    expect(await writes()).toEqual(["BatchUpdateElements a", "Offer b"]);
    expect(await reads()).toEqual(["chatroom/queueList"]);
    expect((await queue()).elements[1]).toMatchObject({ key: "b", owner: "host" });
  });

  test.each([200, 201, 401])("%i changed values go in as many calls as the vendor's cap makes", async (count) => {
    const many = (value: string) => Array.from({ length: count }, (_, i) => ({ key: `k${i}`, value }));
    await cloud().byHand("chatroom/queueInit", { roomid, sizeLimit: 1000 });
    for (const { key } of many("")) await offer(key, "old");
    const before = await cloud().create(chatroomQueue, { roomid, sizeLimit: 1000, elements: many("old") });
    await cloud().newRun();
    await cloud().update(chatroomQueue, before, { roomid, sizeLimit: 1000, elements: many("new") });
    expect(await cloud().sent("chatroom/queueBatchUpdateElements")).toBe(Math.ceil(count / 200));
    expect(await writes()).toHaveLength(Math.ceil(count / 200));
    expect((await queue()).elements).toMatchObject(many("new"));
  });

  test("a queue whose elements are not declared gets its size alone", async () => {
    await offer("x");
    const settled = await cloud().create(chatroomQueue, { roomid, sizeLimit: 5 });
    expect(settled.state).not.toHaveProperty("elements");
    expect(await writes()).toEqual(["Init 5"]);
    expect(warnings()).toEqual([]);
    await cloud().remove(chatroomQueue, settled);
    expect(await queue()).toMatchObject({ sizeLimit: 5, elements: [{ key: "x" }] });
  });
});

describe("elements of others", () => {
  test("stay in an authoritative queue, are named, come with a refresh, and then go", async () => {
    const before = await declared("ab");
    await offer("x");
    const after = await cloud().update(chatroomQueue, before, declare("abc"));
    expect(await keys()).toBe("abxc");
    expect(after.state.elements).not.toHaveProperty("x");
    expect(warnings()).toEqual([
      expect.stringMatching(/elements of the queue of commsease room 1605000001 .*: "x"\. They stay\..*refresh/),
    ]);

    const found = await cloud().read(chatroomQueue, after);
    expect(found?.inputs.elements).toMatchObject({ x: { after: "b" }, c: { after: "x" } });
    await cloud().newRun();
    await cloud().update(chatroomQueue, { id: roomid, state: found?.state ?? {} }, declare("abc"));
    expect(await keys()).toBe("abc");
    expect(await writes()).toEqual(["Poll x"]);
    expect(warnings()).toEqual([]);
  });

  test("keep their places while ours move around them", async () => {
    const before = await declared("ab");
    await offer("x");
    await cloud().update(chatroomQueue, before, declare("ba"));
    expect(await keys()).toBe("bxa");
    expect(await writes()).toEqual(["Poll a", "Offer a"]);
  });

  test("are no concern of an additive queue, of which a refresh shows ours alone", async () => {
    await offer("x");
    const before = await declared("abc", additive);
    await offer("y");
    expect((await cloud().read(chatroomQueue, before))?.inputs).toEqual({
      roomid,
      ...additive,
      elements: { a: { value: "v-a" }, b: { value: "v-b", after: "a" }, c: { value: "v-c", after: "b" } },
    });
    const after = await cloud().update(chatroomQueue, before, declare("ac", additive));
    expect(await keys()).toBe("xacy");
    expect(await writes()).toEqual(["Poll b"]);
    expect(warnings()).toEqual([]);
    await cloud().remove(chatroomQueue, after);
    expect(await keys()).toBe("xy");
  });

  test("stay where a queue becomes additive, and what is no longer declared goes", async () => {
    const before = await declared("abc");
    await offer("x");
    const found = await cloud().read(chatroomQueue, before);
    const after = await cloud().update(chatroomQueue, { ...before, ...found }, declare("ac", additive));
    expect(await writes()).toEqual(["Poll b"]);
    expect(Object.keys(after.state.elements as object)).toEqual(["a", "c"]);
    await cloud().remove(chatroomQueue, after);
    expect(await keys()).toBe("x");
  });

  test("a change to authoritative takes out only what was declared before", async () => {
    await offer("x");
    const before = await declared("ab", additive);
    await cloud().update(chatroomQueue, before, declare("b"));
    expect(await keys()).toBe("xb");
    expect(warnings()).toEqual([expect.stringContaining('"x"')]);
  });

  test("to stop declaring elements takes nothing out", async () => {
    const before = await declared("ab");
    const after = await cloud().update(chatroomQueue, before, { roomid });
    expect(after.state).not.toHaveProperty("elements");
    expect(await writes()).toEqual([]);
  });

  test("under a declared key are taken over", async () => {
    await offer("b");
    await offer("a");
    const settled = await declared("ab");
    expect((await queue()).elements).toMatchObject(listOf("ab"));
    await cloud().remove(chatroomQueue, settled);
    expect(await keys()).toBe("");
  });

  test("for which there is no room are told before anything is sent", async () => {
    for (const key of "xyz") await offer(key);
    const settled = await cloud().create(chatroomQueue, declare("ab", { sizeLimit: 4 }));
    expect(settled.failure).toMatchObject({ code: "IM_CONFLICT" });
    expect(String(settled.failure)).toContain(
      '("x", "y", "z"): with those declared they would be 5, and sizeLimit is 4',
    );
    expect(await writes()).toEqual([]);
    expect(await keys()).toBe("xyz");
  });
});

describe("a new size", () => {
  test("comes after those who go and before those who come", async () => {
    const before = await declared("abc", { sizeLimit: 3 });
    await cloud().update(chatroomQueue, before, declare("bcde", { sizeLimit: 4 }));
    expect(await writes()).toEqual(["Poll a", "Init 4", "Offer d", "Offer e"]);
    expect(await queue()).toMatchObject({ sizeLimit: 4, elements: listOf("bcde") });
  });

  test("of a queue that it cuts off loses nothing", async () => {
    await cloud().emulator.settings({ queueShrink: "truncate" });
    const before = await declared("abcd", { sizeLimit: 9 });
    await cloud().update(chatroomQueue, before, declare("cd", { sizeLimit: 2 }));
    expect(await queue()).toMatchObject({ sizeLimit: 2, elements: listOf("cd") });
  });

  test("of a queue that it empties loses nothing, those of others neither", async () => {
    await cloud().emulator.settings({ queueInitExisting: "clear" });
    const before = await declared("ab", { sizeLimit: 5 });
    await offer("x");
    await cloud().update(chatroomQueue, before, declare("bac", { sizeLimit: 6 }));
    expect((await queue()).elements).toMatchObject([...listOf("b"), { key: "x", value: "theirs" }, ...listOf("ac")]);
    expect(await writes()).toEqual(["Init 6", "Offer b", "Offer x", "Offer a", "Offer c"]);
  });

  test("of a queue that is behind brings nothing back that was taken out a moment ago", async () => {
    await offer("z");
    const before = await declared("ab", additive);
    await cloud().emulator.settings({ readAfterWriteDelayMs: 500 });
    const { state } = await cloud().updated(chatroomQueue, before, declare("b", { ...additive, sizeLimit: 9 }));
    expect(Object.keys(state.elements as object)).toEqual(["b"]);
    expect(await keys()).toBe("zb");
    expect(await reads()).toEqual([
      "chatroom/queueList",
      "chatroom/queueList",
      "chatroom/queueList",
      "chatroom/queueList",
    ]);
  });

  test("that the vendor refuses for a queue that is there is told, and the rest of the state is true", async () => {
    await cloud().emulator.settings({ queueInitExisting: 417 });
    const before = await declared("ab", { sizeLimit: 5 });
    const after = await cloud().update(chatroomQueue, before, declare("ab", { sizeLimit: 6 }));
    expect(after.failure).toMatchObject({ code: "IM_REFUSED", facts: { call: "chatroom/queueInit", vendorCode: 417 } });
    expect(String(after.failure)).toContain("does not change the size of a queue that exists");
    expect(after.state).toMatchObject({ sizeLimit: 5 });
    expect(await queue()).toMatchObject({ sizeLimit: 5, elements: listOf("ab") });
  });
});

describe("in between", () => {
  const absent = { kind: "code", value: 404, desc: "queue element not exist" } as const;

  test("an element that somebody else takes in the moment of the call is out", async () => {
    const before = await declared("abc");
    await cloud().inject("chatroom/queuePoll", { ...absent, after: true });
    const after = await cloud().update(chatroomQueue, before, declare("bc"));
    expect(after.failure).toBeUndefined();
    expect(await keys()).toBe("bc");
  });

  test("a refusal to take out what is there is an error", async () => {
    const before = await declared("abc");
    await cloud().inject("chatroom/queuePoll", absent);
    const after = await cloud().update(chatroomQueue, before, declare("bc"));
    expect(after.failure).toMatchObject({ code: "IM_REFUSED", facts: { vendorCode: 404 } });
    expect(Object.keys(after.state.elements as object)).toEqual(["a", "b", "c"]);
  });

  test("an element that vanishes before its value changes is offered again, in its place", async () => {
    const before = await declared("abc");
    // A long way to the vendor, on which somebody takes b.
    await cloud().inject("chatroom/queueBatchUpdateElements", { kind: "delay", value: 1500 });
    const change = cloud().update(chatroomQueue, before, { roomid, elements: listOf("abc", "w") });
    await new Promise((resolve) => setTimeout(resolve, 500));
    await take("b");
    expect((await change).failure).toBeUndefined();
    expect((await queue()).elements).toMatchObject(listOf("abc", "w"));
  });

  test("a refusal half way keeps what was done, and the next run does the rest", async () => {
    const before = await declared("ab");
    await cloud().inject("chatroom/queueOffer", { kind: "code", value: 403, desc: "no", skip: 1, times: 9 });
    const half = await cloud().update(chatroomQueue, before, declare("bacd"));
    expect(half.failure).toMatchObject({ code: "IM_REFUSED", facts: { call: "chatroom/queueOffer" } });
    expect(half.state.elements).toEqual({ b: { value: "v-b" }, a: { value: "v-a", after: "b" } });
    await cloud().clearFaults();
    await cloud().newRun();
    await cloud().update(chatroomQueue, half, declare("bacd"));
    expect(await writes()).toEqual(["Offer c", "Offer d"]);
    expect(await keys()).toBe("bacd");
  });
});

describe("delete", () => {
  test("drops a queue of ours in one call, and leaves the size", async () => {
    const settled = await declared("abc", { sizeLimit: 7 });
    await cloud().remove(chatroomQueue, settled);
    expect(await writes()).toEqual(["Drop"]);
    expect(await queue()).toMatchObject({ sizeLimit: 7, elements: [] });
  });

  test("takes ours out one by one where others have elements", async () => {
    const settled = await declared("ab");
    await offer("x");
    await cloud().remove(chatroomQueue, settled);
    expect(await writes()).toEqual(["Poll a", "Poll b"]);
    expect(await keys()).toBe("x");
  });

  test("sends nothing where nothing of ours is there", async () => {
    const settled = await declared("a");
    await take("a");
    await offer("x");
    await cloud().remove(chatroomQueue, settled);
    expect(await writes()).toEqual([]);
  });

  test("of a queue that cannot be changed with its closed room ends with a warning", async () => {
    await cloud().emulator.settings({ closedRoomQueue: false });
    const settled = await declared("ab");
    await cloud().byHand("chatroom/toggleCloseStat", { roomid, operator: "host", valid: false });
    await cloud().remove(chatroomQueue, settled);
    expect(warnings()).toEqual([expect.stringMatching(/cannot be changed while the room is closed\. "a", "b" stay/)]);
  });

  test("that is refused in an open room fails", async () => {
    const settled = await declared("ab");
    await cloud().inject("chatroom/queueDrop", { kind: "code", value: 403, desc: "no", times: 9 });
    expect(await failureOf(cloud().remove(chatroomQueue, settled))).toMatchObject({ facts: { vendorCode: 403 } });
  });
});

describe.each([404, 414])("a room that does not exist, where the vendor says %i", (unknownRoom) => {
  const gone = { id: "1609999999", state: { ...declare("ab"), roomid: "1609999999", elements: { a: { value: "v" } } } };
  beforeEach(() => cloud().emulator.settings({ unknownRoom }));

  test("is gone to a refresh, and removed to a delete", async () => {
    expect(await cloud().read(chatroomQueue, gone)).toBeUndefined();
    await cloud().remove(chatroomQueue, gone);
  });

  test("is an error to a create", async () => {
    const work = cloud().create(chatroomQueue, { ...declare("ab"), roomid: gone.id });
    expect(await failureOf(work)).toMatchObject({
      code: "IM_GONE",
      message: expect.stringMatching(
        /^There is no commsease room 1609999999 in this app, so nothing was put .* Check `roomid`/,
      ),
      cause: { code: "IM_REFUSED", facts: { call: "chatroom/queueList" } },
    });
  });
});
