import { z } from "zod";
import { dataBesideMark, markField, nameBesideMark } from "../../provider/ownership/fields";
import { declaredMark, identityOf, stamped } from "../../provider/ownership/mark";
import {
  asText,
  marked,
  markedAtCreate,
  markedChange,
  markLength,
  readMarked,
  roomForMark,
  splitMark,
} from "../../provider/ownership/marked-text";
import { isNameOfUnfinished, takesPlaceOfMark } from "../../provider/ownership/reserved";
import { problemsIn, render } from "../../provider/schema/problems";
import { unknownValue } from "../../provider/values/unknowns";

const declared = declaredMark(["stack"], ["box"]);
/** Of a fixed time: it is in the names of tests, by which a mutant's tests are chosen. */
const mark = stamped(declared, Date.UTC(2026, 0, 2));

describe("what bears the mark at a create", () => {
  test("is the text with the mark, an empty one where none is declared, and the text alone without marks", () => {
    expect(markedAtCreate("text", mark)).toBe(`text\npulumi-im:${mark}`);
    expect(markedAtCreate(undefined, mark)).toBe(`{"pulumi-im":"${mark}"}`);
    expect(markedAtCreate("text", undefined)).toBe("text");
    expect(markedAtCreate(undefined, undefined)).toBeUndefined();
  });
});

describe("an update of an object that bears its mark in a field", () => {
  const withMark = (text: string) => `${text}\npulumi-im:${mark}`;

  test("sends the mark with the field", () => {
    expect(markedChange("ex", { ex: "new" }, { mark }, mark)).toEqual({ sent: { ex: withMark("new") }, mark });
  });

  test("sends nothing of it where neither differs", () => {
    expect(markedChange("ex", { name: "n" }, { mark }, mark)).toEqual({ sent: { name: "n" }, mark });
  });

  test("sends the field as it is for the mark alone", () => {
    const current = { mark: "", ex: "old" };
    expect(markedChange("ex", { name: "n" }, current, mark)).toEqual({
      sent: { name: "n", ex: withMark("old") },
      mark,
    });
    expect(markedChange("ex", {}, {}, mark)).toEqual({ sent: { ex: `{"pulumi-im":"${mark}"}` }, mark });
  });

  test("keeps the mark that is there where marks are off, and gives none where there is none", () => {
    expect(markedChange("ex", { ex: "new" }, { mark }, undefined)).toEqual({ sent: { ex: withMark("new") }, mark });
    expect(markedChange("ex", { ex: "new" }, { mark: "" }, undefined)).toEqual({
      sent: { ex: "new" },
      mark: undefined,
    });
    expect(markedChange("ex", {}, { mark: "" }, undefined)).toEqual({ sent: {}, mark: undefined });
  });

  test("empties the field of all but the mark where its value is given up", () => {
    expect(markedChange("ex", { ex: undefined }, { mark }, mark).sent).toEqual({ ex: `{"pulumi-im":"${mark}"}` });
  });
});

test("a field that bears a mark reads as the user's text and the mark", () => {
  expect(readMarked("ex", marked("text", mark))).toEqual({ ex: "text", mark });
  expect(readMarked("ex", "text")).toEqual({ ex: "text", mark: "" });
  expect(readMarked("ex", undefined)).toEqual({ ex: "", mark: "" });
  expect(readMarked("ex", null)).toEqual({ ex: "", mark: "" });
});

describe("what only looks like a mark", () => {
  test.each([
    ["at another place", `x{"pulumi-im":"${mark}"}`],
    ["of other digits", `{"pulumi-im":"${mark.toUpperCase().replace("0", "Z")}"}`],
    ["that is too long", `text\npulumi-im:${mark}0`],
    ["on a line that is not the last", `pulumi-im:${mark}\ntext`],
    ["in a line", `text pulumi-im:${mark}`],
    ["behind other keys", `{"n":1,"pulumi-im":"${mark}"}`],
    ["with something after it that is no key", `{"pulumi-im":"${mark}"} `],
  ])("%s is the user's own text", (_, text) => {
    expect(splitMark(text)).toEqual({ text });
  });

  test("a list, a number and null are texts like others", () => {
    for (const text of ["[]", "7", "null", '"{}"']) expect(marked(text, mark)).toBe(`${text}\npulumi-im:${mark}`);
  });
});

describe("the room for the mark", () => {
  test("is told in characters, or in bytes", () => {
    const max = markLength + 4;
    expect(roomForMark("ex", "ää👍ä", max, mark)).toEqual([]);
    expect(roomForMark("ex", "ääääx", max, mark).map(render)).toEqual([
      "ex: got a text of 5 characters; allowed: at most 4 characters beside the ownership mark. Shorten it, or give up the mark: `pulumi config set im:ownershipMark false`.",
    ]);
    expect(roomForMark("ex", "ää", max, mark, "bytes")).toEqual([]);
    expect(roomForMark("ex", "ääx", max, mark, "bytes").map(render)).toEqual([
      "ex: got a text of 5 bytes; allowed: at most 4 bytes beside the ownership mark. Shorten it, or give up the mark: `pulumi config set im:ownershipMark false`.",
    ]);
  });

  test("is no question where there is no text", () => {
    expect(roomForMark("ex", undefined, 0, mark)).toEqual([]);
  });
});

test("data that is no object is text already, and what is not known in an object makes it unknown", () => {
  expect(asText({ a: [1] })).toBe('{"a":[1]}');
  expect(asText(null)).toBeNull();
  expect(asText(["x"])).toEqual(["x"]);
  expect(asText({ a: { b: unknownValue } })).toBe(unknownValue);
});

describe("what is kept for the mark", () => {
  test.each([
    ["a last line", "text\npulumi-im:x", true],
    ["the only line", "pulumi-im:x", true],
    ["a last line without digits", "text\npulumi-im:", true],
    ["a line before the last", "pulumi-im:x\ntext", false],
    ["words in a line", "see pulumi-im:x", false],
    ["a last line of several words", "text\npulumi-im:x y", false],
    ["a key", '  {"pulumi-im":1}', true],
    ["a key further in", '{"a":{"pulumi-im":1}}', false],
    ["a key that is in every object", '{"toString":1}', false],
    ["no JSON", '{"pulumi-im":1', false],
    ["a text that is JSON", '"pulumi-im"', false],
    ["a list", '["pulumi-im"]', false],
  ])("%s: %j, %s", (_, text, taken) => {
    expect(takesPlaceOfMark(text)).toBe(taken);
  });

  test.each([
    ["pulumi-im:x", true],
    ["pulumi-im:", true],
    ["my pulumi-im:x", false],
    ["pulumi-im:x y", false],
    ["pulumi-imx", false],
  ])("the name %j: %s", (name, taken) => {
    expect(isNameOfUnfinished(name)).toBe(taken);
  });
});

describe("the fields beside a mark", () => {
  const schema = z.strictObject({
    mark: markField().optional(),
    name: nameBesideMark(z.string()).optional(),
    ex: dataBesideMark(z.string()).optional(),
  });
  const told = (inputs: object) => problemsIn(schema, inputs).map(render);

  test("take what does not stand in its place", () => {
    expect(told({ mark, name: "n", ex: "text" })).toEqual([]);
    expect(told({ mark: declared })).toEqual([]);
  });

  test("refuse what does, with what to do", () => {
    expect(told({ name: "pulumi-im:x" })).toEqual([
      expect.stringContaining(
        "not of the form pulumi-im:…, which is that of an object that is not finished. Choose another name.",
      ),
    ]);
    expect(told({ ex: '{"pulumi-im":1}' })).toEqual([
      'ex: got "{\\"pulumi-im\\":1}"; allowed: without the key pulumi-im, which is the ownership mark\'s. Choose another key than pulumi-im, and leave out a last line that begins with pulumi-im: the mark stands there.',
    ]);
  });

  test.each([`${mark}0`, identityOf(mark), `x${declared}`, mark.replace(/^./, "Z")])("refuse the mark %s", (wrong) => {
    expect(told({ mark: wrong })).toEqual([expect.stringContaining("digits in base 32")]);
  });
});
