import fc from "fast-check";
import { declaredMark, stamped } from "../../provider/ownership/mark";
import { asText, marked, markLength, roomForMark, splitMark } from "../../provider/ownership/marked-text";
import { unknownValue } from "../../provider/values/unknowns";
import { runs } from "../support/arbitraries";

/** Of a fixed time: it is in the names of tests, by which a mutant's tests are chosen. */
const mark = stamped(declaredMark(["stack"], ["resource"]), Date.UTC(2026, 0, 2));

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
    expect(splitMark(written)).toEqual({ text, mark });
  });

  test("any text comes back as it was, with the mark", () => {
    const objects = fc.dictionary(fc.string(), fc.jsonValue()).map((value) => JSON.stringify(value, null, 1));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json(), objects), (text) => {
        expect(splitMark(marked(text, mark))).toEqual({ text, mark });
      }),
      runs(100),
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
      runs(100),
    );
  });

  test("a text without one is given back as it is", () => {
    fc.assert(
      fc.property(fc.string(), (text) => expect(splitMark(text).text).toBe(text)),
      runs(100),
    );
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

test("an object becomes its JSON text; what is not known yet stays unknown", () => {
  expect(asText({ n: 1 })).toBe('{"n":1}');
  expect(asText({ n: unknownValue })).toBe(unknownValue);
  expect(asText("text")).toBe("text");
  expect(asText([1])).toEqual([1]);
});
