import { z } from "zod";
import { bytes, choice, filledText, flag, integer, jsonObjectText, text, url } from "../../provider/schema/fields";
import { nearest, pathText, problemsIn, render, seen } from "../../provider/schema/problems";

const secret = "s3cr3t-value";

describe("a value in the words of an error", () => {
  test.each<[unknown, string, string]>([
    [undefined, "nothing", "nothing"],
    [null, "null", "null"],
    ["", '""', "a text of 0 characters"],
    ["short", '"short"', "a text of 5 characters"],
    ["é", '"é"', "a text of 1 characters, 2 bytes"],
    ["x".repeat(41), `a text of 41 characters ("${"x".repeat(24)}…")`, "a text of 41 characters"],
    [
      "👍".repeat(41),
      `a text of 41 characters, 164 bytes ("${"👍".repeat(24)}…")`,
      "a text of 41 characters, 164 bytes",
    ],
    [7, "number 7", "a number"],
    [true, "boolean true", "a boolean"],
    [[1, 2], "a list of 2", "a list of 2"],
    [{ a: 1 }, "an object with 1 keys", "an object with 1 keys"],
  ])("%j", (value, open, hidden) => {
    expect(seen(value)).toBe(open);
    expect(seen(value, true)).toBe(hidden);
  });

  test.each([secret, secret.repeat(10), [secret], { secret }])("never shows a secret: %j", (value) => {
    expect(seen(value, true)).not.toContain(secret);
  });

  test.each([
    "https://user:s3cr3t-value@example.com",
    "http://s3cr3t-value@example.com/a",
    `https://user:s3cr3t-value@${"long".repeat(20)}.example.com`,
  ])("never shows the credentials of an address: %s", (address) => {
    expect(seen(address)).not.toContain(secret);
  });
});

test.each([
  [["name"], "name"],
  [["members", 3], "members[3]"],
  [["members", "bob", "nick"], "members.bob.nick"],
  [["limits", "callsPerSecond"], "limits.callsPerSecond"],
  [[], ""],
])("the path %j reads %s", (path, words) => {
  expect(pathText(path)).toBe(words);
});

test("a problem tells property, what was seen, what is allowed and what to do", () => {
  const problem = { path: ["a", 0], seen: "nothing", allowed: "a text", fix: "Add it." };
  expect(render(problem)).toBe("a[0]: got nothing; allowed: a text. Add it.");
});

describe("the known word that was meant", () => {
  const known = ["accid", "token", "tokenVersion", "name", "ex", "icon", "muteP2P"];
  test.each([
    ["Accid", "accid"],
    ["acid", "accid"],
    ["tokenversion", "tokenVersion"],
    ["tokenVersoin", "tokenVersion"],
    ["icno", "icon"],
    ["MUTEP2P", "muteP2P"],
    ["somethingElse", undefined],
  ])("%s", (word, meant) => {
    expect(nearest(word, known)).toBe(meant);
  });

  test("is none where nothing is known", () => {
    expect(nearest("a", [])).toBeUndefined();
  });
});

describe("the problems of a value", () => {
  const schema = z.strictObject({
    name: filledText(5),
    note: text(5).optional(),
    size: bytes(4).optional(),
    site: url(30).optional(),
    data: jsonObjectText(20).optional(),
    mode: choice({ 0: "off", 2: "on" }).optional(),
    count: integer(2, 9).optional(),
    on: flag().optional(),
    secret: filledText(4).optional(),
  });
  const found = (value: unknown) => problemsIn(schema, value, ["secret"]).map(render);

  test.each<[string, object, string]>([
    ["a missing one", {}, "name: got nothing; allowed: a text of 1 to 5 characters. It is required: add it."],
    ["too long", { name: "123456" }, 'name: got "123456"; allowed: a text of 1 to 5 characters. Shorten it'],
    ["too many bytes", { name: "n", size: "ééé" }, 'size: got "ééé"; allowed: a text of at most 4 bytes'],
    ["no address", { name: "n", site: "x.y" }, 'site: got "x.y"; allowed: a URL with its scheme'],
    ["a list for an object", { name: "n", data: "[]" }, 'data: got "[]"; allowed: JSON text of an object'],
    ["none of the values", { name: "n", mode: 1 }, "mode: got number 1; allowed: 0 (off), 2 (on). Give one of these"],
    ["a number as text", { name: "n", mode: "2" }, 'mode: got "2"; allowed: 0 (off), 2 (on)'],
    ["below the range", { name: "n", count: 1 }, "count: got number 1; allowed: a whole number from 2 to 9."],
    ["no whole number", { name: "n", count: 2.5 }, "count: got number 2.5; allowed: a whole number from 2 to 9."],
    ["a flag as text", { name: "n", on: "true" }, 'on: got "true"; allowed: true or false.'],
    ["an unknown key", { name: "n", nmae: 1 }, "nmae: got an unknown key; allowed: name, note,"],
    ["a near key", { name: "n", Note: "x" }, "Did you mean `note`?"],
    ["a far key", { name: "n", unrelated: "x" }, "Remove it."],
    ["null", { name: null }, "name: got null; allowed: a text"],
  ])("%s", (_, value, words) => {
    expect(found(value)).toEqual([expect.stringContaining(words)]);
  });

  test("are told all at once", () => {
    expect(found({ name: 1, count: 0, on: 3, extra: 1 })).toHaveLength(4);
  });

  test("never show a secret's value, of whatever type", () => {
    for (const value of [secret, secret.repeat(9), [secret], { [secret]: secret }, 987_654]) {
      const words = found({ name: "n", secret: value }).join();
      expect(words).toMatch(/^secret: got /);
      expect(words).not.toContain(secret);
      expect(words).not.toContain("987654");
    }
  });

  test("an unknown key is named without its value", () => {
    expect(found({ name: "n", sceret: secret }).join()).not.toContain(secret);
  });

  test("there are none where all is right", () => {
    expect(found({ name: "n", note: "", site: "", size: "éé", data: "{}", mode: 0, count: 2, on: false })).toEqual([]);
  });
});
