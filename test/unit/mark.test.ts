import fc from "fast-check";
import {
  asText,
  isReplacement,
  isSameObject,
  isSameResource,
  isTakenOver,
  markAfter,
  marked,
  markLength,
  markOf,
  markTakenOver,
  roomForMark,
  unmarked,
} from "../../provider/mark";
import { unknownValue } from "../../provider/unknowns";

const mark = markOf("urn:pulumi:dev::project::type::name");

describe("the mark beside a text", () => {
  test.each([
    ["", `{"pulumi-im":"${mark}"}`],
    ["{}", `{"pulumi-im":"${mark}" }`],
    ['{"n":1}', `{"pulumi-im":"${mark}","n":1}`],
    ['  { "n": 1 }', `  {"pulumi-im":"${mark}", "n": 1 }`],
    ["plain words", `plain words\npulumi-im:${mark}`],
    ["[1,2]", `[1,2]\npulumi-im:${mark}`],
    ["{not json", `{not json\npulumi-im:${mark}`],
  ])("of %j is %j", (text, written) => {
    expect(marked(text, mark)).toBe(written);
    expect(unmarked(written)).toEqual({ text, mark });
  });

  test("any text comes back as it was, with the mark", () => {
    const objects = fc.dictionary(fc.string(), fc.jsonValue()).map((value) => JSON.stringify(value, null, 1));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json(), objects), (text) => {
        expect(unmarked(marked(text, mark))).toEqual({ text, mark });
      }),
    );
  });

  test("an object stays one that others can read", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const { "pulumi-im": written, ...rest } = JSON.parse(marked(JSON.stringify(value), mark));
        const { "pulumi-im": own, ...others } = JSON.parse(JSON.stringify(value));
        expect(rest).toEqual(others);
        expect(written).toBe(own ?? mark);
      }),
    );
  });

  test("a text without one is given back as it is", () => {
    fc.assert(fc.property(fc.string(), (text) => expect(unmarked(text).text).toBe(text)));
    expect(marked("text", undefined)).toBe("text");
  });

  test("adds no more than it says", () => {
    for (const text of ["", "{}", '{"n":1}', "words"]) {
      expect(marked(text, mark).length - text.length).toBeLessThanOrEqual(markLength + 1);
    }
  });

  test("needs room: at the limit, one over, and without a mark", () => {
    expect(roomForMark("ex", "x".repeat(1024 - markLength), 1024, mark)).toEqual([]);
    expect(roomForMark("ex", "x".repeat(1025 - markLength), 1024, mark)).toHaveLength(1);
    expect(roomForMark("ex", "x".repeat(1024), 1024, undefined)).toEqual([]);
  });
});

describe("marks", () => {
  test("differ by URN, and change with each replacement of the same resource", () => {
    expect(markOf("urn:a")).not.toBe(markOf("urn:b"));
    expect(isSameResource(markOf("urn:a"), markOf("urn:b"))).toBe(false);
    const next = markAfter(mark);
    expect(next).not.toBe(mark);
    expect(isSameResource(next, mark)).toBe(true);
    expect([isReplacement(mark), isReplacement(next)]).toEqual([false, true]);
    expect(markAfter(`${mark.slice(0, 14)}7f`)).toBe(mark);
  });

  test("tell an object that was taken over from the same one before, and from its replacement", () => {
    const taken = markTakenOver(mark);
    expect(isSameObject(taken, mark)).toBe(true);
    expect([isTakenOver(taken, mark), isTakenOver(mark, mark), isTakenOver(undefined, mark)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(markTakenOver(taken)).toBe(mark);
    expect(markAfter(taken)).toBe(markAfter(mark));
    expect([isSameObject(markAfter(mark), mark), isTakenOver(markAfter(mark), mark)]).toEqual([false, false]);
    expect(isReplacement(taken)).toBe(false);
  });
});

test("an object becomes its JSON text; what is not known yet stays unknown", () => {
  expect(asText({ n: 1 })).toBe('{"n":1}');
  expect(asText({ n: unknownValue })).toBe(unknownValue);
  expect(asText("text")).toBe("text");
  expect(asText([1])).toEqual([1]);
});
