import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import {
  declaredMark,
  isSameResource,
  madeAtMs,
  markAfter,
  markTakenOver,
  stamped,
} from "../../provider/ownership/mark";
import { type Owner, ownerOf, takeOver } from "../../provider/ownership/ownership";
import type { AnyDefinition } from "../../provider/resource/definition";
import { changedKeys, create, read, remove, type Target, update } from "../../provider/resource/lifecycle";
import { Run } from "../../provider/resource/run";
import type { Values } from "../../provider/values/values";

const declared = declaredMark(["stack"], ["", "toy:Box", "box"]);
const neighbours = stamped(declaredMark(["stack"], ["", "toy:Box", "other"]));
const strangers = stamped(declaredMark(["elsewhere"], ["", "toy:Box", "box"]));
const days = (count: number) => stamped(declared, Date.now() - count * 86_400_000);

const toyVendor = { name: "toy", now: () => 0, noteMade: () => {}, noteGone: () => {} };

/** A vendor of boxes by name, each with a text and a mark, and what was done to them. */
class Boxes {
  readonly boxes = new Map<string, { text: string; mark: string }>();
  readonly log: string[] = [];

  target(changes: Partial<Target> = {}): Target {
    return { definition: this.definition(), client: this, appId: "app", run: new Run(), marks: true, ...changes };
  }

  definition(): AnyDefinition {
    return {
      kind: "toy:Box",
      vendor: toyVendor,
      schema: z.strictObject({ name: z.string(), text: z.string(), adopt: z.boolean(), mark: z.string() }),
      outputs: [],
      observe: async (_client: unknown, id: string) => {
        const box = this.boxes.get(id);
        return box && { name: id, ...box };
      },
      ensure: async (_client: unknown, { name, mark, adopt = false, text }: Values) => {
        const id = String(name);
        const there = this.boxes.get(id);
        if (!there) {
          this.boxes.set(id, { text: String(text), mark: String(mark ?? "") });
          return { id, current: { name, text, mark } };
        }
        takeOver(
          { what: `toy box ${id}`, idKey: "name", facts: {}, mark: mark as string, adopt: adopt === true },
          there,
        );
        return { id, current: { name, ...there }, wasThere: true };
      },
      sync: async (_client: unknown, id: string, current: Values, { text, mark }: Values) => {
        this.log.push(`write ${id}`);
        this.boxes.set(id, { text: String(text), mark: String(mark ?? current.mark ?? "") });
        Object.assign(current, { text, mark: mark ?? current.mark });
      },
      remove: async (_client: unknown, id: string) => {
        this.log.push(`remove ${id}`);
        this.boxes.delete(id);
      },
    } as unknown as AnyDefinition;
  }
}

let warnings: string[];
beforeEach(() => {
  warnings = [];
  jest.spyOn(process.stderr, "write").mockImplementation((text) => {
    warnings.push(String(text));
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

const inputs = { name: "b", text: "one", mark: declared };
const changed = { ...inputs, text: "two" };

async function made(boxes: Boxes, more: Values = {}) {
  const { id, state } = await create(boxes.target(), { ...inputs, ...more });
  boxes.log.length = 0;
  return { id, state };
}

describe("an object that another resource has taken over", () => {
  test.each([
    ["of this stack", neighbours],
    ["stack", strangers],
  ])("another resource %s: no update, no delete, an unchanged state, and words for each", async (whose, mark) => {
    const boxes = new Boxes();
    const { id, state } = await made(boxes);
    boxes.boxes.set(id, { text: "theirs", mark });
    const error = await update(boxes.target(), id, state, changed).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: "IM_NOT_OURS", facts: { vendor: "toy", object: "b" } });
    expect(error.message).toContain(whose);
    expect(error.message).toMatch(/Nothing was changed\. .*another logical name and declare `adopt: true`/);
    expect(await read(boxes.target(), id, state)).toEqual({ inputs, state });
    await remove(boxes.target(), id, state);
    expect(warnings).toHaveLength(2);
    for (const warning of warnings) expect(warning).toContain("IM_NOT_OURS: toy:Box b bears the mark of another");
    expect(boxes.log).toEqual([]);
    expect(boxes.boxes.get(id)).toEqual({ text: "theirs", mark });
  });

  test("of a twin that made or adopted it at another time, is left as well", async () => {
    const boxes = new Boxes();
    const { id, state } = await made(boxes);
    boxes.boxes.set(id, { text: "theirs", mark: days(-1) });
    await expect(update(boxes.target(), id, state, changed)).rejects.toMatchObject({ code: "IM_NOT_OURS" });
    await remove(boxes.target(), id, state);
    expect(boxes.log).toEqual([]);
  });

  test("is not given back by `adopt: true` alone where the state knows its own mark", async () => {
    const boxes = new Boxes();
    const { id, state } = await made(boxes, { adopt: true });
    boxes.boxes.set(id, { text: "theirs", mark: strangers });
    await expect(update(boxes.target(), id, state, { ...changed, adopt: true })).rejects.toMatchObject({
      code: "IM_NOT_OURS",
    });
  });

  test("by the same resource, in a forced replacement: it goes on, and the old one's delete is silent", async () => {
    const boxes = new Boxes();
    const { id, state } = await made(boxes);
    const again = await create(boxes.target(), inputs);
    expect(boxes.boxes.get(id)?.mark).toBe(markTakenOver(state.mark as string));
    await remove(boxes.target(), id, state);
    expect(boxes.boxes.has(id)).toBe(true);
    // Killed before the state knew of it, the old state goes on with the object too.
    expect(await update(boxes.target(), id, state, changed)).toMatchObject({ state: { text: "two" } });
    await remove(boxes.target(), id, again.state);
    expect(boxes.boxes.has(id)).toBe(false);
    expect(warnings.filter((text) => text.includes("IM_NOT_OURS"))).toEqual([]);
  });
});

describe("a mark", () => {
  test("gets its time where the object is made, and keeps it", async () => {
    const boxes = new Boxes();
    const { id, state } = await made(boxes);
    expect(Math.abs(Date.now() - (madeAtMs(state.mark as string) ?? 0))).toBeLessThan(61_000);
    expect(boxes.boxes.get(id)?.mark).toBe(state.mark);
    expect((await update(boxes.target(), id, state, changed)).state.mark).toBe(state.mark);
    expect((await read(boxes.target(), id, state))?.inputs).toEqual(changed);
  });

  test("wiped by hand is drift, comes back, and until then the object is still ours", async () => {
    const boxes = new Boxes();
    const { id, state } = await made(boxes);
    boxes.boxes.set(id, { text: "one", mark: "" });
    const found = await read(boxes.target(), id, state);
    expect(found?.inputs).toEqual({ ...inputs, mark: "" });
    expect(found?.state.mark).toBe(declared);
    expect(changedKeys(boxes.definition(), found?.state ?? {}, inputs, isDeepStrictEqual)).toEqual(["mark"]);
    const { state: after } = await update(boxes.target(), id, found?.state ?? {}, inputs);
    expect(boxes.boxes.get(id)?.mark).toBe(after.mark);
    expect(isSameResource(after.mark as string, declared)).toBe(true);
    expect(changedKeys(boxes.definition(), after, inputs, isDeepStrictEqual)).toEqual([]);
    boxes.boxes.set(id, { text: "one", mark: "" });
    await remove(boxes.target(), id, after);
    expect(boxes.boxes.has(id)).toBe(false);
  });

  test("is written no more once marks are off, and still tells whose the object is", async () => {
    const boxes = new Boxes();
    const { id, state } = await made(boxes);
    const off = await update(boxes.target({ marks: false }), id, state, { name: "b", text: "two" });
    expect(off.state.mark).toBe(state.mark);
    boxes.boxes.set(id, { text: "two", mark: strangers });
    await remove(boxes.target({ marks: false }), id, off.state);
    expect(boxes.boxes.has(id)).toBe(true);
  });
});

describe("an imported object, of which the state knows no mark", () => {
  const imported = { name: "b", text: "one" };

  test.each([strangers, neighbours])("that bears another's is neither changed nor deleted", async (mark) => {
    const boxes = new Boxes();
    boxes.boxes.set("b", { text: "one", mark });
    const refused = await update(boxes.target(), "b", imported, { ...imported, text: "two" }).catch((thrown) => thrown);
    expect(refused).toMatchObject({ code: "IM_NOT_OURS", message: expect.stringContaining("declare `adopt: true`.") });
    await remove(boxes.target(), "b", imported);
    expect(boxes.boxes.get("b")).toEqual({ text: "one", mark });
    expect(boxes.log).toEqual([]);
  });

  test("that bears another's is taken over with `adopt: true`, which is a change of its own", async () => {
    const boxes = new Boxes();
    boxes.boxes.set("b", { text: "one", mark: strangers });
    expect(changedKeys(boxes.definition(), imported, inputs, isDeepStrictEqual)).toEqual([]);
    const adopting = { ...inputs, adopt: true };
    expect(changedKeys(boxes.definition(), imported, adopting, isDeepStrictEqual)).toEqual(["mark"]);
    const { state } = await update(boxes.target(), "b", imported, adopting);
    expect(isSameResource(state.mark as string, declared)).toBe(true);
    expect(changedKeys(boxes.definition(), state, inputs, isDeepStrictEqual)).toEqual([]);
    await remove(boxes.target(), "b", state);
    expect(boxes.boxes.has("b")).toBe(false);
  });

  test("that bears this resource's, as after a lost state, goes on", async () => {
    const boxes = new Boxes();
    boxes.boxes.set("b", { text: "one", mark: days(30) });
    const { state } = await update(boxes.target(), "b", imported, changed);
    expect(state).toMatchObject({ text: "two", mark: days(30) });
  });

  test("that bears none stays without, and is changed and deleted as any", async () => {
    const boxes = new Boxes();
    boxes.boxes.set("b", { text: "one", mark: "" });
    await update(boxes.target(), "b", imported, { ...imported, text: "two" });
    expect(boxes.boxes.get("b")).toEqual({ text: "two", mark: "" });
    await remove(boxes.target(), "b", imported);
    expect(boxes.boxes.has("b")).toBe(false);
  });
});

describe("an object that is there at a create", () => {
  test.each<[string, string, Owner, RegExp]>([
    ["no mark", "", "nobody", /was not made by this resource.*`adopt: true`.*import file.*`aliases`/],
    [
      "this stack's",
      neighbours,
      "this stack",
      /another resource of this stack.*`aliases`.*`pulumi state rename`.*`adopt: true`/,
    ],
    ["another stack's", strangers, "another stack", /another stack has made it.*`adopt: true`/],
    ["ours, two days old", days(2), "this resource long ago", /too long ago.*`adopt: true`.*im:ownershipMark NAME/],
  ])("with %s mark is a conflict with its ways on, and adopted on demand", async (_, mark, owner, words) => {
    expect(ownerOf(mark, declared)).toBe(owner);
    const boxes = new Boxes();
    boxes.boxes.set("b", { text: "theirs", mark });
    const error = await create(boxes.target(), inputs).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: "IM_CONFLICT" });
    expect(error.message).toMatch(words);
    expect(boxes.log).toEqual([]);
    const { state } = await create(boxes.target(), { ...inputs, adopt: true });
    expect(isSameResource(state.mark as string, declared)).toBe(true);
    expect(boxes.boxes.get("b")?.mark).toBe(state.mark);
  });

  test("with our mark of today is taken back without being asked", async () => {
    const boxes = new Boxes();
    boxes.boxes.set("b", { text: "half", mark: days(0.9) });
    expect((await create(boxes.target(), inputs)).state.mark).toBe(markTakenOver(days(0.9)));
    expect(warnings.join("")).toContain("made by this resource in an earlier run; it is taken over");
  });

  test("that a replacement meets is still in use", async () => {
    expect(ownerOf(days(0), markAfter(declared))).toBe("the resource before");
    expect(ownerOf(markAfter(days(0)), markAfter(declared))).toBe("this resource");
  });
});

describe("what one run has made or taken over", () => {
  test("is not deleted by the resource from before in the same run, marks or none", async () => {
    const boxes = new Boxes();
    const { id, state } = await made(boxes, { mark: undefined });
    const target = boxes.target();
    await create(target, { ...inputs, mark: undefined, adopt: true });
    await remove(target, id, state);
    expect(boxes.boxes.has(id)).toBe(true);
    expect(warnings.join("")).toContain("IM_NOT_OURS: toy:Box b");
    await remove(boxes.target(), id, state);
    expect(boxes.boxes.has(id)).toBe(false);
  });

  test("is told apart by kind, app and id", async () => {
    const boxes = new Boxes();
    const { id, state } = await made(boxes);
    const run = new Run();
    run.claim({ kind: "toy:Box", appId: "other", id }, inputs);
    run.claim({ kind: "toy:Chest", appId: "app", id }, inputs);
    await remove(boxes.target({ run }), id, state);
    expect(boxes.boxes.has(id)).toBe(false);
  });

  test("of a kind without marks counts, whatever mark its object shows", async () => {
    const boxes = new Boxes();
    const definition = { ...boxes.definition(), schema: z.strictObject({ name: z.string(), text: z.string() }) };
    boxes.boxes.set("b", { text: "one", mark: strangers });
    const { state } = await update(
      boxes.target({ definition }),
      "b",
      { name: "b", text: "one" },
      { name: "b", text: "two" },
    );
    expect(state).toEqual({ name: "b", text: "two" });
  });

  test("of a kind without marks, spares the entries that both have", async () => {
    const seen: Values[] = [];
    const definition = {
      kind: "toy:Shelf",
      vendor: toyVendor,
      observe: async () => ({}),
      schema: z.strictObject({ items: z.record(z.string(), z.string()) }),
      remove: async (_client: unknown, _id: string, state: Values) => seen.push(state),
    } as unknown as AnyDefinition;
    const run = new Run();
    run.claim({ kind: "toy:Shelf", appId: "app", id: "s" }, { items: { a: "1", constructor: "2" } });
    const target = { definition, client: {}, appId: "app", run, marks: true };
    await remove(target, "s", { items: { a: "x", b: "y", toString: "z" }, size: 3 });
    expect(seen).toEqual([{ items: { b: "y", toString: "z" }, size: 3 }]);
    expect(warnings.join("")).toContain('another resource of this run has declared "a". They stay.');
  });
});
