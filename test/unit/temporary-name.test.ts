import { declaredMark, stamped } from "../../provider/ownership/mark";
import { temporaryField, temporaryName } from "../../provider/ownership/temporary-name";

const mark = stamped(declaredMark(["stack"], ["resource"]), Date.UTC(2026, 0, 2));
const name = temporaryField("Name", "name");
const url = temporaryField("icon", "url");

test("an object is made with its mark in the field, and is known by it", () => {
  expect(name.first(mark, "Ann")).toBe(temporaryName(mark));
  expect(url.first(mark, undefined)).toBe(`https://pulumi-im.invalid/${mark}`);
  for (const field of [name, temporaryField("Name", "url")]) {
    const made = { Name: field.first(mark, "own"), other: "x" };
    expect(field.markIn(made)).toBe(mark);
    expect(field.isIn(made)).toBe(true);
  }
});

test("without marks it is made with its own value", () => {
  expect(name.first(undefined, "Ann")).toBe("Ann");
  expect(url.first(undefined, undefined)).toBeUndefined();
});

test.each([
  ["another name", "Ann"],
  ["no name", undefined],
  ["the mark alone", mark],
  ["a mark with more behind it", `pulumi-im:${mark}x`],
  ["a mark that is cut", `pulumi-im:${mark.slice(0, -1)}`],
  ["the mark of a URL", `https://pulumi-im.invalid/${mark}`],
])("%s tells no mark", (_, value) => {
  expect(name.markIn({ Name: value })).toBeUndefined();
  expect(name.isIn({ Name: value })).toBe(false);
});
