import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { ImError } from "../../provider/errors";
import { declaredMark, markTakenOver, stamped, withoutTime } from "../../provider/ownership/mark";
import type { AnyDefinition } from "../../provider/resource/definition";
import { changedKeys, create, read, remove, type Target, update } from "../../provider/resource/lifecycle";
import { Run } from "../../provider/resource/run";
import type { Values } from "../../provider/values/values";
import { useWarned } from "../support/warned";

let mockNow = 0;

// Waiting moves a clock that the test owns: no test here takes real time.
jest.mock("node:timers/promises", () => ({
  setTimeout: (ms: number) => {
    mockNow += ms;
    return Promise.resolve();
  },
}));

beforeEach(() => {
  mockNow = 0;
});

const warned = useWarned();

const declared = declaredMark(["stack"], ["", "toy:Box", "box"]);
const mark = stamped(declared);
const client = { name: "the client" };

const lost = () => new ImError("IM_OUTCOME_UNKNOWN", "The call got no answer.");
const refused = () => new ImError("IM_REFUSED", "The call was refused.");

type Call = [name: string, ...args: unknown[]];

/** A kind of box whose vendor does what a test says, and what it was asked for. */
function toy(changes: Partial<AnyDefinition> = {}) {
  const calls: Call[] = [];
  const made: string[] = [];
  const noted = (name: string, work: (...args: never[]) => unknown) =>
    jest.fn(async (...args: unknown[]) => {
      calls.push([name, ...args.slice(1).map((arg) => structuredClone(arg))]);
      expect(args[0]).toBe(client);
      return work(...(args as never[]));
    });
  const { observe, observeOwner, ensure, sync, remove: removed, ...rest } = changes;
  const definition = {
    kind: "toy:Box",
    vendor: {
      name: "toy",
      now: () => mockNow,
      noteMade: (_: unknown, id: string) => made.push(id),
      noteGone: (_: unknown, id: string) => made.push(`-${id}`),
    },
    schema: z.strictObject({ name: z.string(), text: z.string().optional(), mark: z.string(), adopt: z.boolean() }),
    outputs: ["size"],
    observe: noted("observe", observe ?? (async () => ({ name: "b", text: "live", mark, size: 1 }))),
    ...(observeOwner && { observeOwner: noted("observeOwner", observeOwner) }),
    ensure: noted("ensure", ensure ?? (async (_: unknown, inputs: Values) => ({ id: "b", current: { ...inputs } }))),
    sync: noted(
      "sync",
      sync ?? (async (_: unknown, __: string, current: Values, inputs: Values) => void Object.assign(current, inputs)),
    ),
    remove: noted("remove", removed ?? (async () => undefined)),
    ...rest,
  } as unknown as AnyDefinition;
  const target = (more: Partial<Target> = {}): Target => ({
    definition,
    client,
    appId: "app",
    run: new Run(),
    marks: true,
    ...more,
  });
  const names = () => calls.map(([name]) => name);
  return { definition, target, calls, names, made };
}

/** Throws each of these in turn, then does as `otherwise` says. */
function failing(failures: unknown[], otherwise: (...args: never[]) => unknown = () => undefined) {
  return async (...args: unknown[]) => {
    if (failures.length > 0) throw failures.shift();
    return otherwise(...(args as never[]));
  };
}

const inputs = { name: "b", text: "one", mark: declared };
const state = { name: "b", text: "one", mark, size: 1 };

describe("a create", () => {
  test("makes the object with the time in its mark, brings it to what is declared, and keeps that and the outputs", async () => {
    const { target, calls } = toy({
      ensure: async () => ({ id: "7", current: { name: "b", mark, size: 3, other: "not ours to keep" } }),
    });
    expect(await create(target(), inputs)).toEqual({ id: "7", state: { name: "b", text: "one", mark, size: 3 } });
    const made = { name: "b", text: "one", mark };
    expect(calls).toEqual([
      ["ensure", made],
      ["sync", "7", { name: "b", mark, size: 3, other: "not ours to keep" }, made, {}],
    ]);
  });

  test("without a mark gives none", async () => {
    const { target, calls } = toy();
    expect(await create(target(), { name: "b" })).toStrictEqual({ id: "b", state: { name: "b" } });
    expect(calls[0]).toStrictEqual(["ensure", { name: "b" }]);
  });

  test("reads what was found and is not complete", async () => {
    const { target, names } = toy({
      ensure: async () => ({ id: "b", current: { name: "b" }, wasFound: true }),
      sync: async () => undefined,
    });
    expect((await create(target(), inputs)).state).toEqual({ name: "b", text: "live", mark, size: 1 });
    expect(names()).toEqual(["ensure", "observe", "sync"]);
  });

  test("keeps the id of what was found where it cannot be read", async () => {
    const failure = refused();
    const { target, names } = toy({
      ensure: async () => ({ id: "b", current: { name: "b" }, wasFound: true }),
      observe: failing([failure]) as AnyDefinition["observe"],
    });
    expect(await create(target(), inputs)).toEqual({ id: "b", state: { name: "b", mark: declared }, failure });
    expect(names()).toEqual(["ensure", "observe"]);
  });

  test("keeps the object that it could not finish, as far as it got", async () => {
    const failure = refused();
    const { target, names } = toy({
      ensure: async () => ({ id: "7", current: { name: "b" } }),
      sync: failing([failure]) as AnyDefinition["sync"],
    });
    expect(await create(target(), inputs)).toEqual({ id: "7", state: { name: "b", mark: declared }, failure });
    expect(names()).toEqual(["ensure", "sync"]);
  });

  test.each<[string, Values, string]>([
    [
      "that was there and is of this resource tells it from whoever had it",
      { mark, wasThere: true },
      markTakenOver(mark),
    ],
    [
      "that was there with another's mark gives it ours",
      { mark: stamped(declaredMark(["s"], ["o"])), wasThere: true },
      mark,
    ],
    ["that is new has our mark as it is", { mark, wasThere: false }, mark],
  ])("of an object %s", async (_, { mark: there, wasThere }, written) => {
    const { target, calls } = toy({
      ensure: async () => ({ id: "b", current: { name: "b", mark: there }, wasThere: wasThere as boolean }),
    });
    expect((await create(target(), inputs)).state.mark).toBe(written);
    expect(calls.at(-1)?.[3]).toMatchObject({ mark: written });
  });

  test("claims the object for its run", async () => {
    const { target } = toy();
    const one = target();
    await create(one, inputs);
    expect(one.run.claimOf({ kind: "toy:Box", appId: "app", id: "b" })).toBe(inputs);
  });
});

describe("a change whose call got no answer", () => {
  test("is looked at, and goes on from what is there", async () => {
    const seen: Values[] = [];
    let looks = 0;
    const { target, names } = toy({
      observe: async () => ({ name: "b", text: `seen ${++looks} times`, mark, size: looks }),
      sync: async (_: unknown, __: string, current: Values, wanted: Values) => {
        seen.push({ ...current });
        if (seen.length === 1) throw lost();
        Object.assign(current, wanted);
      },
    });
    expect(await update(target(), "b", state, inputs)).toEqual({ state: { ...state, text: "one", size: 2 }, id: "b" });
    expect(names()).toEqual(["observe", "sync", "observe", "sync"]);
    expect(seen[1]).toEqual({ name: "b", text: "seen 2 times", mark, size: 2 });
  });

  test("is tried in three rounds at most", async () => {
    const last = lost();
    const { target, names } = toy({ sync: failing([lost(), lost(), last]) as AnyDefinition["sync"] });
    expect((await create(target(), inputs)).failure).toBe(last);
    expect(names()).toEqual(["ensure", "sync", "observe", "sync", "observe", "sync"]);
  });

  test("is told, with the id, where the look after it fails: that failure does not take its place", async () => {
    const first = lost();
    const { target } = toy({
      sync: failing([first]) as AnyDefinition["sync"],
      observe: failing([refused()]) as AnyDefinition["observe"],
    });
    expect(await create(target(), inputs)).toMatchObject({ id: "b", state: { name: "b" }, failure: first });
  });

  test("is told where the look finds nothing", async () => {
    const first = lost();
    const { target, names } = toy({
      sync: failing([first]) as AnyDefinition["sync"],
      observe: async () => undefined,
    });
    expect((await create(target(), inputs)).failure).toBe(first);
    expect(names()).toEqual(["ensure", "sync", "observe"]);
  });

  test("is not looked at where the vendor refused it", async () => {
    const { target, names } = toy({ sync: failing([refused()]) as AnyDefinition["sync"] });
    await create(target(), inputs);
    expect(names()).toEqual(["ensure", "sync"]);
  });
});

describe("an object under its temporary name whose create is refused", () => {
  const halfMade = (end: boolean) => ({ is: () => true, end: jest.fn(async () => end) });

  test("is taken away, and the refusal says so", async () => {
    const half = halfMade(true);
    const { target } = toy({ halfMade: half, sync: failing([refused()]) as AnyDefinition["sync"] });
    await expect(create(target(), inputs)).rejects.toMatchObject({
      code: "IM_REFUSED",
      message: "The call was refused. Nothing of it is left at the vendor.",
    });
    expect(half.end).toHaveBeenCalledWith(client, "b", expect.anything(), { ...inputs, mark }, true);
  });

  test("is kept in the state as half made where it stays", async () => {
    const { target } = toy({ halfMade: halfMade(false), sync: failing([refused()]) as AnyDefinition["sync"] });
    expect(await create(target(), inputs)).toMatchObject({ id: "b", state: { halfMade: true } });
  });

  test("is no new one at an update", async () => {
    const half = halfMade(false);
    const { target } = toy({ halfMade: half, sync: failing([refused()]) as AnyDefinition["sync"] });
    await update(target(), "b", state, inputs);
    expect(half.end).toHaveBeenCalledWith(client, "b", expect.anything(), { ...inputs, mark }, false);
  });
});

describe("an update", () => {
  test("goes by what is there, and by what the state alone knows", async () => {
    const { target, calls } = toy({ observe: async () => ({ text: "live", mark }) });
    await update(target(), "b", { ...state, token: "t" }, { ...inputs, text: "two" });
    expect(calls).toEqual([
      ["observe", "b", { ...state, token: "t" }],
      ["sync", "b", { ...state, token: "t", text: "live" }, { ...inputs, text: "two", mark }, { ...state, token: "t" }],
    ]);
  });

  test("never overwrites the mark of an object that was taken over", async () => {
    const taken = markTakenOver(mark);
    const { target, calls } = toy({ observe: async () => ({ ...state, mark: taken }) });
    const settled = await update(target(), "b", { ...state, mark: taken }, { ...inputs, text: "two" });
    expect(calls.at(-1)?.[3]).toMatchObject({ mark: taken });
    expect(settled.state.mark).toBe(taken);
    // Nor where the state was written before that.
    await update(target(), "b", state, { ...inputs, text: "two" });
    expect(calls.at(-1)?.[3]).toMatchObject({ mark: taken });
  });

  test("of what is gone says what to do", async () => {
    const { target, names } = toy({ observe: async () => undefined });
    await expect(update(target(), "b", state, inputs)).rejects.toMatchObject({
      code: "IM_GONE",
      message:
        "toy:Box b is in the state but no longer exists at the vendor. Run `pulumi refresh`; the next `pulumi up` then makes it anew.",
    });
    expect(names()).toEqual(["observe", "observe"]);
    expect(warned()).toEqual([]);
  });

  test("of what ends by itself makes it anew, and says so", async () => {
    const { target, names } = toy({ observe: async () => undefined, endsByItself: true });
    expect(await update(target(), "b", state, inputs)).toMatchObject({ id: "b", state: { text: "one" } });
    expect(names()).toEqual(["observe", "observe", "ensure", "sync"]);
    expect(warned()).toEqual(["warning: toy:Box b had ended by itself; it is made anew."]);
  });

  test("of what ends by itself and has not ended is an update", async () => {
    const { target, names } = toy({ endsByItself: true });
    await update(target(), "b", state, inputs);
    expect(names()).toEqual(["observe", "sync"]);
    expect(warned()).toEqual([]);
  });

  test.each<[string, Values, boolean, unknown]>([
    ["the one that the state knows", state, true, mark],
    ["any, where the state knows none", { ...state, mark: undefined }, true, ""],
    ["none, where marks are off", { ...state, mark: undefined }, false, undefined],
  ])("asks for the mark: %s", async (_, prior, marks, asked) => {
    const { target, calls } = toy({ observe: async () => ({ ...state, mark: "" }) });
    await update(target({ marks }), "b", prior, { name: "b" });
    expect(calls[0]?.[2]).toMatchObject({ mark: asked });
  });

  test("gives no mark where none is declared, and none is known", async () => {
    const { target, calls } = toy({ observe: async () => ({ name: "b", mark: "" }) });
    const settled = await update(target(), "b", { name: "b" }, { name: "b", text: "two" });
    expect(calls.at(-1)?.[3]).toEqual({ name: "b", text: "two" });
    expect(settled.state).toEqual({ name: "b", text: "two" });
  });

  test("takes an imported object over only where its inputs say so, and not for a mark in the state", async () => {
    const anothers = stamped(declaredMark(["elsewhere"], ["", "toy:Box", "box"]));
    const { target, names } = toy({ observe: async () => ({ name: "b", mark: anothers }) });
    for (const [prior, adopt] of [
      [{ name: "b" }, undefined],
      [{ name: "b" }, false],
      [state, true],
    ] as const) {
      await expect(update(target(), "b", prior, { ...inputs, adopt })).rejects.toMatchObject({ code: "IM_NOT_OURS" });
    }
    expect(names()).not.toContain("sync");
    const { state: after } = await update(target(), "b", { name: "b" }, { ...inputs, adopt: true });
    expect(withoutTime(after.mark as string)).toBe(declared);
  });
});

describe("a refresh", () => {
  test("gives what is there, of the inputs that the state has", async () => {
    const { target } = toy();
    expect(await read(target(), "b", { name: "b", mark })).toEqual({
      inputs: { name: "b", mark: declared },
      state: { name: "b", mark, size: 1 },
    });
  });

  test("of what is gone gives nothing", async () => {
    const { target } = toy({ observe: async () => undefined });
    expect(await read(target(), "b", state)).toBeUndefined();
  });

  test("leaves out what is not declared, though the state has it", async () => {
    const { target } = toy({ isDeclared: (key) => key !== "text" });
    expect((await read(target(), "b", state))?.inputs).toEqual({ name: "b", mark: declared });
  });

  test("takes in no more than what is managed, in the form that is kept", async () => {
    const { target } = toy({
      managed: ({ text, ...rest }) => ({ ...rest, text: `managed ${text}` }),
      keep: (key, value, before) => (key === "text" ? [value, before] : value),
    });
    expect((await read(target(), "b", state))?.inputs).toMatchObject({ name: "b", text: ["managed live", "one"] });
  });

  test("tells what a delete has left, and what is half made", async () => {
    const { target } = toy({
      leftByDelete: { field: "hidden", value: true, inUse: false, what: "toy box", words: "is hidden" },
      observe: async () => ({ ...state, hidden: true }),
      halfMade: { is: () => true, end: async () => false },
    });
    const found = await read(target(), "b", state);
    expect(found?.state).toMatchObject({ halfMade: true });
    expect(warned().join("\n")).toMatch(/toy box b is hidden, as after a delete.*\n.*toy:Box b is half made/);
  });

  test("of an imported object takes what it finds, whoever's mark it bears", async () => {
    const anothers = stamped(declaredMark(["elsewhere"], ["", "toy:Box", "box"]));
    const { target } = toy({ observe: async () => ({ name: "b", text: "live", mark: anothers }) });
    expect(await read(target(), "b", { name: "b", text: "one" })).toEqual({
      inputs: { name: "b", text: "live" },
      state: { name: "b", text: "live" },
    });
    expect(warned()).toEqual([]);
  });
});

describe("an object that bears another's mark", () => {
  const anothers = stamped(declaredMark(["stack"], ["", "toy:Box", "other"]));
  const waysOn =
    "Take the resource out of the program to give the object up; it stays at the vendor. To have the object, give the resource another logical name and declare `adopt: true`, with the id where the program leaves it out.";
  const whose = "toy:Box b bears the mark of another resource of this stack.";

  test("is not updated, and the error says whose it is and what to do", async () => {
    const { target } = toy({ observe: async () => ({ ...state, mark: anothers }) });
    await expect(update(target(), "b", state, inputs)).rejects.toMatchObject({
      code: "IM_NOT_OURS",
      message: `${whose} Nothing was changed. ${waysOn}`,
    });
  });

  test("leaves the state as it was at a refresh, which says so", async () => {
    const { target } = toy({ observe: async () => ({ ...state, text: "theirs", mark: anothers }) });
    expect((await read(target(), "b", state))?.state).toBe(state);
    expect(warned()).toEqual([`warning: IM_NOT_OURS: ${whose} The state stays as it was. ${waysOn}`]);
  });
});

test("create and update tell of an object that stands as a delete leaves it", async () => {
  const { target } = toy({
    leftByDelete: { field: "hidden", value: true, inUse: false, what: "toy box", words: "is hidden" },
    ensure: async () => ({ id: "b", current: { ...inputs, hidden: true } }),
    observe: async () => ({ ...state, hidden: true }),
  });
  await create(target(), inputs);
  await update(target(), "b", state, inputs);
  expect(warned().map((text) => text.split(",")[0])).toEqual(Array(2).fill("warning: toy box b is hidden"));
});

describe("a delete", () => {
  test("looks whose the object is, and hands on what it saw", async () => {
    const { target, calls } = toy();
    await remove(target(), "b", { ...state, owner: "olga" });
    expect(calls).toEqual([
      ["observe", "b", { owner: "olga", mark }],
      ["remove", "b", { ...state, owner: "olga" }, { name: "b", text: "live", mark, size: 1 }],
    ]);
  });

  test("asks no more than whose it is, where that is less", async () => {
    const { target, names } = toy({ observeOwner: async () => ({ mark }) });
    await remove(target(), "b", state);
    expect(names()).toEqual(["observeOwner", "remove"]);
  });

  test("of what is gone sends nothing more", async () => {
    const { target, names } = toy({ observe: async () => undefined });
    await remove(target(), "b", state);
    expect(names()).toEqual(["observe"]);
  });

  test.each([
    [true, []],
    [false, ["observe", "remove"]],
  ])("that leaves the object at the vendor (%s) asks nothing there", async (forgets, expected) => {
    const { target, names } = toy({ forgets: () => forgets });
    await remove(target(), "b", state);
    expect(names()).toEqual(expected);
  });

  test("of a kind without marks is given what is there, and is over where nothing is", async () => {
    const schema = z.strictObject({ name: z.string() });
    const { target, calls } = toy({ schema });
    await remove(target(), "b", state);
    expect(calls).toEqual([
      ["observe", "b", state],
      ["remove", "b", state, { name: "b", text: "live", mark, size: 1 }],
    ]);
    const gone = toy({ schema, observe: async () => undefined });
    await remove(gone.target(), "b", state);
    expect(gone.names()).toEqual(["observe"]);
  });

  test("leaves what another resource of the run has taken over, and says so", async () => {
    const { target, names } = toy();
    const one = target();
    one.run.claim({ kind: "toy:Box", appId: "app", id: "b" }, inputs);
    await remove(one, "b", state);
    expect(names()).toEqual(["observe"]);
    expect(warned()).toEqual([
      "warning: IM_NOT_OURS: toy:Box b bears the mark of another resource of this stack. It stays at the vendor, and is only forgotten here.",
    ]);
  });
});

describe("what was written a moment ago and is not shown yet", () => {
  const now = { name: "b", text: "one", mark, size: 1 };
  const before = { ...now, text: "before" };
  const longAgo = -20_000;

  /** A box that shows what was there before for so long, in milliseconds after it was written. */
  function lagging(lagMs: number, shown: Values | undefined, more: Partial<AnyDefinition> = {}) {
    const see = async () => (mockNow < lagMs ? shown : now);
    return toy({ ...more, observe: see, ...(more.observeOwner && { observeOwner: see }) });
  }

  test.each([
    [0, 1],
    [200, 2],
    [1_000, 4],
    [3_000, 5],
    [9_000, 7],
  ])("%d ms is waited for by a refresh, with %d looks", async (lagMs, looks) => {
    for (const shown of [before, undefined]) {
      mockNow = 0;
      const { target, names } = lagging(lagMs, shown);
      expect((await read(target({ writtenAt: 0 }), "b", state))?.state).toEqual(state);
      expect(names()).toEqual(Array(looks).fill("observe"));
      expect(warned()).toEqual([]);
    }
  });

  test("is believed to be somebody else's change after ten seconds", async () => {
    const { target, names } = lagging(20_000, before);
    expect((await read(target({ writtenAt: 0 }), "b", state))?.state).toMatchObject({ text: "before" });
    expect([names().length, mockNow]).toEqual([7, 10_000]);
  });

  test("is waited for only as long as it may take since it was written", async () => {
    const { target } = lagging(20_000, before);
    await read(target({ writtenAt: -9_400 }), "b", state);
    expect(mockNow).toBe(600);
  });

  test("is not waited for where it was written long ago, or the state does not say when", async () => {
    for (const writtenAt of [longAgo, undefined]) {
      const { target, names } = lagging(20_000, before);
      expect((await read(target({ writtenAt }), "b", state))?.state).toMatchObject({ text: "before" });
      expect(names()).toEqual(["observe"]);
    }
  });

  test("does not count as gone before a second look agrees, however long ago it was written", async () => {
    const back = lagging(500, undefined);
    expect((await read(back.target({ writtenAt: longAgo }), "b", state))?.state).toEqual(state);
    expect([back.names(), mockNow]).toEqual([["observe", "observe"], 1_000]);
    mockNow = 0;
    const gone = lagging(20_000, undefined);
    expect(await read(gone.target({ writtenAt: longAgo }), "b", state)).toBeUndefined();
    expect([gone.names(), mockNow]).toEqual([["observe", "observe"], 1_000]);
  });

  test("is what an update goes by", async () => {
    const { target, calls } = lagging(1_000, before);
    await update(target({ writtenAt: 0 }), "b", state, { ...inputs, text: "before" });
    expect(calls.at(-1)?.[2]).toMatchObject({ text: "one" });
  });

  test("is deleted, whatever a kind bears or shows of its owner", async () => {
    const { mark: _, ...unmarked } = state;
    const kinds: [Partial<AnyDefinition>, Values][] = [
      [{}, state],
      [{ observeOwner: async () => undefined }, state],
      [{ schema: z.strictObject({ name: z.string(), text: z.string() }) }, unmarked],
    ];
    for (const [more, prior] of kinds) {
      mockNow = 0;
      const { target, names } = lagging(3_000, undefined, more);
      await remove(target({ writtenAt: 0 }), "b", prior);
      expect(names().at(-1)).toBe("remove");
    }
  });

  test("is deleted with the owner and the mark that it has", async () => {
    for (const shown of [
      { ...now, owner: "olga" },
      { ...now, owner: "pia", mark: "" },
    ]) {
      mockNow = 0;
      const see = async () => (mockNow < 500 ? shown : { ...now, owner: "pia" });
      const { target, calls } = toy({ observe: see });
      await remove(target({ writtenAt: 0 }), "b", { ...state, owner: "pia" });
      expect(calls.at(-1)?.[3]).toMatchObject({ owner: "pia", mark });
    }
  });

  test("is told to the client, as what it made itself", async () => {
    const { target, made } = toy();
    await create(target(), inputs);
    await update(target(), "b", state, inputs);
    expect(made).toEqual(["b"]);
    await remove(target(), "b", state);
    expect(made).toEqual(["b", "-b"]);
  });
});

describe("which inputs differ", () => {
  const { definition } = toy();
  const differing = (before: Values, now: Values) => changedKeys(definition, before, now, isDeepStrictEqual);

  test.each<[string, Values, Values, string[]]>([
    ["nothing", state, inputs, []],
    ["a value", state, { ...inputs, text: "two" }, ["text"]],
    ["one that is no longer declared", state, { name: "b", mark: declared }, ["text"]],
    ["one that is declared now", { name: "b", mark }, inputs, ["text"]],
    ["several, in the order of the alphabet", { mark }, { text: "two", name: "c", mark: declared }, ["name", "text"]],
    ["what is no input", { ...state, size: 2 }, { ...inputs, other: 1 }, []],
    ["how it is to be made", state, { ...inputs, adopt: true }, []],
    ["a mark that was wiped, in its place", { ...state, text: "x", mark: declared }, inputs, ["mark", "text"]],
    ["a mark that was wiped, where marks are off", { ...state, mark: declared }, { name: "b", text: "one" }, []],
    ["an imported object to be taken over", { name: "b", text: "one" }, { ...inputs, adopt: true }, ["mark"]],
    ["an imported object", { name: "b", text: "one" }, inputs, []],
  ])("%s", (_, before, now, keys) => {
    expect(differing(before, now)).toEqual(keys);
  });
});
