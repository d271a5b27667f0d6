import { type Answer, entryOf, formOf, listAt, named, numberOf, part, raw, textOf } from "../../emulator/probe/answer";
import { toldAs, toldByCode, toldByForm, toldByStatus, toldFrom } from "../../emulator/probe/outcome";

function answered(body: unknown, { code = 0, status = 200 } = {}): Answer {
  return { call: "team/query", status, code, ok: code === 0, headers: new Headers(), body };
}

test("what stands at a path is found in JSON text too, and as it is spelled where that is asked", () => {
  const answer = answered({ desc: '{"data":[{"id":"1"},"{\\"id\\":2}"]}' });
  expect(part(answer, "desc", "data", 0, "id")).toBe("1");
  expect(listAt(answer, "desc", "data")).toEqual([{ id: "1" }, { id: 2 }]);
  expect(raw(answer, "desc")).toBe('{"data":[{"id":"1"},"{\\"id\\":2}"]}');
  expect(raw(answer, "desc", "data")).toBeUndefined();
});

test.each([undefined, null, "", "text", "{not JSON", 5])(
  "where %j stands, there is no list and nothing below",
  (value) => {
    expect(listAt(answered({ list: value }), "list")).toEqual([]);
    expect(part(answered({ list: value }), "list", "below")).toBeUndefined();
  },
);

test("an entry is found by a key, and is empty where there is none", () => {
  const list = [null, "x", { id: "a", n: 1 }, { id: "b", n: 2 }];
  expect(entryOf(list, "id", "b")).toEqual({ id: "b", n: 2 });
  expect(entryOf(list, "id", "c")).toEqual({});
});

test("numbers and texts are read however they are spelled", () => {
  expect([numberOf(3), numberOf("3"), numberOf(true), numberOf(false)]).toEqual([3, 3, 1, 0]);
  for (const none of [undefined, null, "", " ", "x", {}]) expect(numberOf(none)).toBeNaN();
  expect([textOf("a"), textOf(3), textOf(null), textOf(undefined)]).toEqual(["a", "3", "", ""]);
});

test("the kinds of things", () => {
  const things = [undefined, null, true, 1, "a", "", [1], [], { a: 1 }, {}];
  const kinds = "missing, null, boolean, number, text, empty text, list, empty list, object, empty object";
  expect(things.map(formOf).join(", ")).toBe(kinds);
});

test("outcomes, and what no value stands for", () => {
  const answer = answered({ at: "x" }, { code: 404, status: 400 });
  const strange = { strange: answer };
  expect(toldByCode(answer)).toEqual({ value: 404, after: answer });
  expect(toldByCode({ ...answer, code: undefined })).toHaveProperty("strange");
  expect(toldByStatus(answer, 404)).toEqual({ value: 400, after: answer });
  expect(toldByStatus(answer, 403)).toEqual(strange);
  expect(toldAs(answer, { 404: "gone" })).toEqual({ value: "gone", after: answer });
  expect(toldAs(answer, { 403: "gone" })).toEqual(strange);
  expect(toldFrom(answer, "x", [["x", true]])).toEqual({ value: true, after: answer });
  expect(toldFrom(answer, "y", [["x", true]])).toEqual(strange);
  expect(toldByForm(answer, part(answer, "at"), { text: 0 })).toEqual({ value: 0, after: answer });
  expect(toldByForm(answer, part(answer, "gone"), { text: 0 })).toEqual(strange);
});

test("an answer is named by its call and code, or by its status", () => {
  expect(named(answered({}, { code: 414 }))).toBe("team/query answered 414");
  expect(named({ ...answered(undefined, { status: 502 }), code: undefined })).toBe("team/query answered HTTP 502");
});
