import { ImError } from "../../provider/errors";
import {
  absences,
  absent,
  flag,
  id,
  leavingOut,
  listOf,
  mapOf,
  object,
  oneOf,
  text,
  whole,
  withCode,
} from "../../provider/http/answer-fields";

import { demandAsked, parseAnswer, understood } from "../../provider/http/answers";
import { batched, loadInPieces } from "../../provider/http/batched";

describe("the body of an answer", () => {
  test.each<[string, string, unknown]>([
    ["an object", '{"code":200,"name":"n"}', { code: 200, name: "n" }],
    ["a list, which has no keys that anybody asks for", "[]", []],
    ["an id of 64 bits, as text", '{"id":9007199254740993}', { id: "9007199254740993" }],
    ["a negative one, as text", '{"id":-9007199254740993}', { id: "-9007199254740993" }],
    ["the largest exact number, as a number", '{"id":9007199254740991}', { id: 9_007_199_254_740_991 }],
    ["a fraction, as a number", '{"id":1.5}', { id: 1.5 }],
    ["a number beyond all integers, as it was written", '{"id":1e300}', { id: "1e300" }],
    ["nothing else: null", "null", undefined],
    ["nothing else: a number", "7", undefined],
    ["nothing else: a text", '"text"', undefined],
    ["nothing else: no JSON", "<html>", undefined],
    ["nothing else: nothing", "", undefined],
  ])("is %s", (_, text, answer) => {
    expect(parseAnswer(text)).toEqual(answer);
  });
});

const item = withCode("Result", "Words", { Id: id(), Size: whole() }, { Id: id() }, { size: "Size" });

const facts = { vendor: "acme", call: "box/get", object: "b" };
const read = (schema: Parameters<typeof understood>[1], answer: unknown) => understood(facts, schema, answer, false);
const failureOf = (work: () => unknown): ImError => {
  try {
    return new ImError("IM_CONFLICT", `It was understood as ${JSON.stringify(work())}.`);
  } catch (error) {
    return error as ImError;
  }
};

describe("a part of an answer", () => {
  test.each<[string, Parameters<typeof understood>[1], unknown, unknown]>([
    ["a text", text(), "", ""],
    ["an id as text", id(), "007", "007"],
    ["an id as a number", id(), 7, "7"],
    ["an id of the vendor's form", id(/^[a-z]+$/), "ana", "ana"],
    ["a whole number", whole(), -7, -7],
    ["a whole number as text", whole(), "-7", -7],
    ["a flag", flag(), true, true],
    ["a flag as a number", flag(), 0, false],
    ["a flag as digits", flag(), "1", true],
    ["a flag as a word", flag(), "false", false],
    ["one of several", oneOf("On", "Off"), "On", "On"],
    ["one of several numbers as text", oneOf(0, 1), "1", 1],
    ["a list", listOf(whole()), [1, "2"], [1, 2]],
    ["a list as JSON text", listOf(id()), "[9007199254740993]", ["9007199254740993"]],
    ["a map", mapOf(text()), { a: "b" }, { a: "b" }],
    ["a map as JSON text", mapOf(whole()), '{"a":1}', { a: 1 }],
    ["a map with any key there is", mapOf(text()), JSON.parse('{"__proto__":"b"}'), JSON.parse('{"__proto__":"b"}')],
    ["an object, without what nobody asks for", object({ a: whole() }), { a: 1, b: 2 }, { a: 1 }],
    ["an object as JSON text", object({ a: whole() }), '{"a":1}', { a: 1 }],
    ["an object with an old name", object({ a: whole() }, { alpha: "a" }), { alpha: 1 }, { a: 1 }],
    ["an object with both names", object({ a: whole() }, { alpha: "a" }), { alpha: 1, a: 2 }, { a: 2 }],
    ["missing, where that means something", absent(text(), "none", "there is none"), undefined, "none"],
    ["null, which is the same", absent(text(), "none", "there is none"), null, "none"],
    ["an item that was done", item, { Id: 7, Result: "0", Size: 1 }, { Id: "7", Size: 1, isDone: true }],
    ["one with an old name", item, { Id: "a", Result: 0, size: 1 }, { Id: "a", Size: 1, isDone: true }],
    ["one that was not", item, { Id: "a", Result: 5, Words: "no" }, { Id: "a", Result: 5, Words: "no", isDone: false }],
    ["one without words", item, { Id: "a", Result: 5 }, { Id: "a", Result: 5, Words: "", isDone: false }],
    ["one as JSON text", item, '{"Id":"a","Result":0,"Size":1}', { Id: "a", Size: 1, isDone: true }],
    ["a list that leaves something out", leavingOut(listOf(text()), "it was never set"), ["a"], ["a"]],
    ["there, where it may be missing", absent(whole(), 0, "there is none"), "7", 7],
  ])("may be %s", (_, schema, value, expected) => {
    expect(read(schema, value)).toEqual(expected);
  });

  test.each<[string, Parameters<typeof understood>[1], unknown, string]>([
    ["a text", text(), 7, "`answer` should be a text and is a number"],
    ["an id", id(), "", "`answer` should be an id and is an empty text"],
    ["an id that is a fraction", id(), 1.5, "`answer` should be an id and is a number"],
    ["an id of the vendor's form", id(/^[a-z]+$/), '"ana"', "`answer` should be an id and is a text"],
    ["a whole number", whole(), "1.5", "`answer` should be a whole number and is a text"],
    ["a number beyond exactness", whole(), "9007199254740993", "`answer` should be a whole number and is a text"],
    ["a flag", flag(), 2, "`answer` should be true or false and is a number"],
    ["a word", oneOf("On", "Off"), "on", "`answer` should be one of On, Off and is a text"],
    ["a list", listOf(text()), {}, "`answer` should be a list and is an object"],
    [
      "a filled list",
      listOf(text()).refine((one) => one.length > 0, "filled"),
      [],
      "`answer` should be filled and is an empty list",
    ],
    [
      "any key's value",
      mapOf(text()),
      JSON.parse('{"__proto__":7}'),
      "`\u2060__proto__` should be a text and is a number",
    ],
    ["a list in what is no JSON", listOf(text()), "[", "`answer` should be a list and is a text"],
    ["an object", object({}), [1], "`answer` should be an object and is a list"],
    ["what must be there", object({ a: text() }), {}, "`a` should be a text and is missing"],
    [
      "what may be missing, of another kind",
      absent(text(), "", "none"),
      false,
      "`answer` should be a text and is a boolean",
    ],
    [
      "what is deeper",
      object({ a: listOf(object({ b: id() })) }),
      { a: [{ b: null }] },
      "`a[0].b` should be an id and is null",
    ],
    ["an item", item, [7], "`answer` should be an object and is a list"],
    ["an item with a code", item, { Id: "a", Size: 1 }, "`Result` should be a whole number and is missing"],
    [
      "an item with all that it has to have",
      item,
      { Id: "a", Result: 0 },
      "`Size` should be a whole number and is missing",
    ],
    ["an item with an owner", item, { Result: 5 }, "`Id` should be an id and is missing"],
    [
      "a list, which is not its own absence",
      leavingOut(listOf(text()), "nothing"),
      undefined,
      "`answer` should be a list and is missing",
    ],
    ["several", object({ a: text(), b: text(), c: text() }), {}, "`a` should be a text and is missing, and 2 more"],
  ])("that is not %s is not understood", (_, schema, value, words) => {
    const error = failureOf(() => read(schema, value));
    expect(error).toMatchObject({ code: "IM_UNEXPECTED_ANSWER", facts });
    expect(error.message).toContain(`acme box/get for b answered what this version does not understand: ${words}. `);
    expect(error.facts).not.toHaveProperty("wasCarriedOut");
  });

  test("that leaves something out says what that means", () => {
    expect(absences.get(leavingOut(listOf(text()), "it was never set"))).toEqual({ absent: "it was never set" });
  });

  test("is never in the error, whatever it was", () => {
    const error = failureOf(() => read(object({ token: whole() }), { token: "s3cr3t" }));
    expect(JSON.stringify([error.message, error.facts])).not.toContain("s3cr3t");
  });
});

describe("an answer about several objects", () => {
  test("may leave some out", () => {
    expect(() => demandAsked(facts, "boxes", ["a"], ["a", "b"])).not.toThrow();
  });

  test.each([false, true])("is not understood where it is about others, whether it was a change: %s", (isChange) => {
    const error = failureOf(() => demandAsked(facts, "boxes", ["a", "s3cr3t"], ["a", "b"], isChange));
    expect(error).toMatchObject({ code: "IM_UNEXPECTED_ANSWER", facts });
    expect(error.message).toContain("`boxes` is about something else than was asked for. ");
    expect(error.message).not.toContain("s3cr3t");
    expect(error.facts.wasCarriedOut).toBe(isChange || undefined);
  });
});

describe("a batch that the vendor refuses for one unknown key", () => {
  const unknown = new Error("unknown");

  /** A vendor that knows no key with an x, and how often it is asked. */
  async function load(keys: readonly string[]) {
    let calls = 0;
    const found = await loadInPieces<string>(
      keys,
      async (some) => {
        calls++;
        if (some.some((key) => key.includes("x"))) throw unknown;
        return some.map((key) => `${key}!`);
      },
      (error) => error === unknown,
    );
    return { found, calls };
  }

  const keysWith = (count: number, ...absent: number[]) =>
    Array.from({ length: count }, (_, i) => (absent.includes(i) ? `x${i}` : `k${i}`));
  const foundOf = (keys: string[]) => keys.map((key) => (key.startsWith("x") ? undefined : `${key}!`));

  test.each<[string, string[], number]>([
    ["none is unknown", keysWith(200), 1],
    ["the only one is", keysWith(1, 0), 1],
    ["one of 200 is", keysWith(200, 77), 20],
    ["two of 200 are", keysWith(200, 7, 177), 31],
    ["one of 9 is", keysWith(9, 8), 6],
    ["all 200 are, as in the first run of a stack", keysWith(200, ...Array(200).keys()), 209],
    ["none is asked for", [], 1],
  ])("where %s", async (_, keys, most) => {
    const { found, calls } = await load(keys);
    expect(found).toEqual(foundOf(keys));
    expect(calls).toBeLessThanOrEqual(most);
  });

  test("and fails for what is no such refusal", async () => {
    const failing = loadInPieces(
      ["a", "b"],
      () => Promise.reject(unknown),
      () => false,
    );
    await expect(failing).rejects.toBe(unknown);
  });
});

describe("reads that share calls", () => {
  /** A vendor that knows each key but `gone`, refuses `bad`, and notes which keys come together. */
  function reads(most: number) {
    const calls: (readonly string[])[] = [];
    const loader = batched<string>(most, async (keys) => {
      calls.push(keys);
      return keys.map((key) => (key === "gone" ? undefined : key === "bad" ? new Error("no") : `${key}!`));
    });
    return { calls, loader };
  }

  test("are those that come within a moment, up to the vendor's cap", async () => {
    const { calls, loader } = reads(2);
    const early = ["a", "gone"].map((key) => loader.load(key));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await Promise.all([...early, loader.load("c")])).toEqual(["a!", undefined, "c!"]);
    expect(calls).toEqual([["a", "gone"], ["c"]]);
  });

  test("fail alone where one of them does", async () => {
    const { loader } = reads(9);
    const [bad, good] = await Promise.allSettled([loader.load("bad"), loader.load("good")]);
    expect([bad?.status, good]).toEqual(["rejected", { status: "fulfilled", value: "good!" }]);
  });

  test("see each time what is there now", async () => {
    const { calls, loader } = reads(9);
    await loader.load("a");
    await loader.load("a");
    expect(calls).toHaveLength(2);
  });
});
