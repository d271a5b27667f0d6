import { list, parseAnswer, record, records } from "../../provider/http/answers";
import { batched } from "../../provider/http/batched";

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

describe("a list in an answer", () => {
  test.each<[string, unknown, unknown[]]>([
    ["a list", [1, 2], [1, 2]],
    ["JSON text of a list", '["a"]', ["a"]],
    ["JSON text of something else", '{"a":1}', []],
    ["an empty text", "", []],
    ["missing", undefined, []],
    ["an object", { a: 1 }, []],
  ])("may be %s", (_, value, items) => {
    expect(list(value)).toEqual(items);
  });

  test("that is no JSON is a mistake, and not empty", () => {
    expect(() => list("[")).toThrow(SyntaxError);
  });

  test("of objects leaves out what is none", () => {
    expect(records('[{"a":1},2,null,"x"]')).toEqual([{ a: 1 }]);
  });
});

test("an object in an answer that is none is an empty one", () => {
  expect(record({ a: 1 })).toEqual({ a: 1 });
  for (const none of [undefined, null, 7, "x"]) expect(record(none)).toEqual({});
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
