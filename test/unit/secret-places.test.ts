import { Secrecy } from "../../provider/resource/secrecy";
import type { Problem } from "../../provider/schema/problems";
import type { Path } from "../../provider/values/paths";
import { unknownValue } from "../../provider/values/unknowns";
import type { Values } from "../../provider/values/values";

const long = "a secret of many letters";

/** Where a secret of what a program wrote is in the normal form. */
const placesOf = (raw: Values, inputs: Values, ...paths: Path[]) => new Secrecy(raw, inputs, paths).paths;

describe("a secret in the normal form of inputs", () => {
  test.each<[string, Values, Values, Path, Path[]]>([
    ["is where it was", { token: long }, { token: long }, ["token"], [["token"]]],
    ["is under the same key in a map", { m: { a: long } }, { m: { a: long } }, ["m", "a"], [["m", "a"]]],
    ["is under the key in lower case", { m: { Ana: long } }, { m: { ana: long } }, ["m", "Ana"], [["m", "ana"]]],
    [
      "is under the id of its item, where a list became a map",
      { m: [{ id: "Ana", nick: long }] },
      { m: { ana: { nick: long } } },
      ["m", 0, "nick"],
      [["m", "ana", "nick"]],
    ],
    [
      "is told as the whole map, where it is the id of an item",
      { m: [{ id: long }] },
      { m: { [long]: {} } },
      ["m", 0, "id"],
      [["m"]],
    ],
    ["is told as the whole map, where it is the item", { m: [long] }, { m: { [long]: {} } }, ["m", 0], [["m"]]],
    ["is at its index in a list that stayed", { l: ["x", long] }, { l: ["x", long] }, ["l", 1], [["l", 1]]],
    [
      "is anywhere in a list that was put in order",
      { l: ["z", long] },
      { l: [long, "z"] },
      ["l", 1],
      [["l", 1], ["l"]],
    ],
    ["is in the text that an object became", { ex: { a: long } }, { ex: `{"a":"${long}"}` }, ["ex", "a"], [["ex"]]],
    ["is nowhere, where the form lacks its field", { other: long }, { name: "b" }, ["other"], []],
    ["is where it was in what is not known yet", { m: unknownValue }, { m: unknownValue }, ["m"], [["m"]]],
    [
      "is in all of a map in which two items could be meant",
      { m: [{ id: "a", to: "b", nick: long }] },
      { m: { a: {}, b: {} } },
      ["m", 0, "nick"],
      [["m"]],
    ],
    [
      "is told as the whole map further in, where it is the id of an item",
      { a: { m: [{ id: long }] } },
      { a: { m: { [long]: {} } } },
      ["a", "m", 0, "id"],
      [["a", "m"]],
    ],
    [
      "is where it was further in an item, though it is the item's id as well",
      { m: [{ id: "same", sub: { k: "same" } }] },
      { m: { same: { sub: { k: "same" } } } },
      ["m", 0, "sub", "k"],
      [["m", "same", "sub", "k"]],
    ],
    [
      "is under its own key beside the same word in capitals",
      { m: { a: long, A: 1 } },
      { m: { a: long, A: 1 } },
      ["m", "a"],
      [["m", "a"]],
    ],
    [
      "is in the text that an object became, which has a length",
      { ex: { length: long } },
      { ex: `{"length":"${long}"}` },
      ["ex", "length"],
      [["ex"]],
    ],
    [
      "is nowhere yet in what is not known, and not all of that",
      { m: { a: long } },
      { m: unknownValue },
      ["m", "a"],
      [],
    ],
    [
      "is in all of a map in which no item is meant",
      { m: [{ id: 7, nick: long }] },
      { m: { a: {} } },
      ["m", 0, "nick"],
      [["m"]],
    ],
  ])("%s", (_, raw, inputs, path, expected) => {
    expect(placesOf(raw, inputs, path)).toEqual(expected);
  });

  test("is one place, however often it is named", () => {
    expect(placesOf({ a: long }, { a: long }, ["a"], ["a"])).toEqual([["a"]]);
  });
});

describe("a problem with inputs of which some are secret", () => {
  const raw = { name: "b", token: long, m: { ana: { nick: long } } };
  const secrecy = new Secrecy(raw, raw, [["token"], ["m", "ana", "nick"]]);
  const problem = (path: Path, more: Partial<Problem> = {}): Problem => ({
    path,
    seen: JSON.stringify(long),
    allowed: `anything but ${long}`,
    fix: `Replace ${long}.`,
    ...more,
  });
  const size = `a text of ${long.length} characters`;

  test("about a secret tells its size, and what is allowed as it is", () => {
    expect(secrecy.shown(problem(["token"]))).toEqual({
      path: ["token"],
      seen: size,
      allowed: `anything but ${long}`,
      fix: "Replace [secret].",
    });
  });

  test("about what holds a secret tells its size", () => {
    expect(secrecy.shown(problem(["m"], { allowed: "a list" }))).toMatchObject({
      path: ["m"],
      seen: "an object with 1 keys",
      allowed: "a list",
    });
  });

  test("elsewhere tells all but the secrets", () => {
    expect(secrecy.shown(problem(["name"]))).toEqual({
      path: ["name"],
      seen: '"[secret]"',
      allowed: "anything but [secret]",
      fix: "Replace [secret].",
    });
  });

  test("about a key that holds a secret quotes the key", () => {
    const about = problem(["m", "ana"], { seen: '"ana"', isAboutKey: true, quotesKey: true });
    expect(secrecy.shown(about)).toMatchObject({ path: ["m", "ana"], seen: '"ana"', allowed: "anything but [secret]" });
  });

  test("about a key in what is secret as a whole names no key", () => {
    const all = new Secrecy({ m: { "a-secret-key": 1 } }, { m: { "a-secret-key": 1 } }, [["m"]]);
    expect(all.shown(problem(["m", "a-secret-key"], { isAboutKey: true, quotesKey: true }))).toMatchObject({
      path: ["m"],
      seen: "a text of 12 characters",
    });
    expect(all.shown(problem(["m", "a-secret-key"], { seen: "an unknown key", isAboutKey: true }))).toMatchObject({
      path: ["m"],
      seen: "an unknown key",
    });
    expect(all.shown(problem(["m", "a-secret-key"]))).toMatchObject({ path: ["m"], seen: "a number" });
  });

  test("about a key that is the secret's quotes it, and not what it holds", () => {
    const about = problem(["token"], { seen: '"token"', isAboutKey: true, quotesKey: true });
    expect(secrecy.shown(about)).toMatchObject({ path: ["token"], seen: '"token"', allowed: "anything but [secret]" });
  });

  test("about a key further in what is secret as a whole tells the size of the key", () => {
    const deep = { a: { m: { "a-secret-key": 1 } } };
    const all = new Secrecy(deep, deep, [["a", "m"]]);
    expect(all.shown(problem(["a", "m", "a-secret-key"], { isAboutKey: true, quotesKey: true }))).toMatchObject({
      path: ["a", "m"],
      seen: "a text of 12 characters",
    });
  });

  test("about an item beside the secret one names the item", () => {
    const items = new Secrecy({ m: [long, "bob"] }, { m: { [long]: {}, bob: {} } }, [["m", 0]]);
    expect(items.shown(problem(["m", "bob"]))).toMatchObject({ path: ["m", "bob"] });
  });

  test("about an item further in whose id is secret names the map", () => {
    const deep = { a: { m: { [long]: { nick: 7 } } } };
    const items = new Secrecy({ a: { m: [{ id: long, nick: 7 }] } }, deep, [["a", "m", 0, "id"]]);
    expect(items.shown(problem(["a", "m", long, "nick"]))).toMatchObject({ path: ["a", "m"] });
  });

  test("about an item whose id is secret names the map", () => {
    const items = new Secrecy({ m: [{ id: long, nick: 7 }] }, { m: { [long]: { nick: 7 } } }, [["m", 0, "id"]]);
    expect(items.shown(problem(["m", long, "nick"]))).toMatchObject({ path: ["m"] });
  });

  test("about what only the program's own form has looks there", () => {
    const lost = new Secrecy({ old: long }, {}, [["old"]]);
    expect(lost.shown(problem(["old"]))).toMatchObject({ path: ["old"], seen: size });
  });
});

describe("a text", () => {
  const textOf = (raw: Values, paths: Path[], text: string, inputs: Values = raw, olds?: Values) =>
    new Secrecy(raw, inputs, paths, olds).text(text);

  test("stays as it is where nothing is secret", () => {
    expect(textOf({ a: "text" }, [], "text")).toBe("text");
    expect(textOf({ a: unknownValue, b: "__proto__" }, [["a"], ["b"]], `${unknownValue} __proto__`)).toBe(
      `${unknownValue} __proto__`,
    );
  });

  test.each<[string, unknown, string, string]>([
    ["in whatever case the vendor keeps it", "SeCret-Word", "secret-word", "[secret]"],
    ["a word of eight letters inside another", "eightlet", "xeightletx", "x[secret]x"],
    [
      "a shorter one only as a word",
      "sevenle",
      "xsevenlex sevenle xsevenle sevenlex _sevenle sevenle1",
      "xsevenlex [secret] xsevenle sevenlex _sevenle sevenle1",
    ],
    ["a shorter one beside letters of other scripts not", "ana", "ana éana anaй", "[secret] éana anaй"],
    ["the longest of those that begin alike", ["secret-word", "secret-word-two"], "secret-word-two", "[secret]"],
    ["as it stands in JSON", 'a\nlong "one"', 'a\\nlong \\"one\\"', "[secret]"],
    ["with what has a meaning in a pattern", "a.b*c(d)", "a.b*c(d) aXb*c(d)", "[secret] aXb*c(d)"],
    ["a number", 12_345_678, "12345678 is", "[secret] is"],
    ["nothing of an empty secret", "", "a - b", "a - b"],
    ["every time", "long-secret", "long-secret long-secret", "[secret] [secret]"],
    ["the keys of a map of a field", { "a-long-key": 1 }, "a-long-key", "[secret]"],
    [
      "not the keys further in, which are fields",
      { key: { "a-long-field": "x" } },
      "a-long-field key",
      "a-long-field [secret]",
    ],
    [
      "items of lists, their fields not",
      [{ "a-long-field": "secret-item" }],
      "a-long-field secret-item",
      "a-long-field [secret]",
    ],
  ])("hides %s", (_, value, text, expected) => {
    expect(textOf({ a: value }, [["a"]], text)).toBe(expected);
  });

  test("hides what a secret has become in the normal form, and was before", () => {
    expect(
      textOf({ a: "Raw-Secret" }, [["a"]], "other-form older-form", { a: "other-form" }, { a: "older-form" }),
    ).toBe("[secret] [secret]");
  });

  test("hides what an item's secret has become, and shows what is beside its secret id", () => {
    const moved = { m: { ana: { nick: "other-form" } } };
    expect(textOf({ m: [{ id: "Ana", nick: "Raw-Secret" }] }, [["m", 0, "nick"]], "other-form", moved)).toBe(
      "[secret]",
    );
    const beside = { m: { [long]: { nick: "clear-words" } } };
    expect(textOf({ m: [{ id: long, nick: "clear-words" }] }, [["m", 0, "id"]], "clear-words", beside)).toBe(
      "clear-words",
    );
  });

  test("hides no keys of a secret that is in a map", () => {
    expect(textOf({ a: { b: { "a-long-field": "secret-value" } } }, [["a", "b"]], "a-long-field secret-value")).toBe(
      "a-long-field [secret]",
    );
  });

  test("shows what is beside a secret of which only the whole is known to hold it", () => {
    const raw = { m: [{ id: 7, nick: "secret-words" }] };
    expect(textOf(raw, [["m", 0, "nick"]], "clear-words secret-words", { m: { a: { nick: "clear-words" } } })).toBe(
      "clear-words [secret]",
    );
  });
});
