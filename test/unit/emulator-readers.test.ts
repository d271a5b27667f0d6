import type { Dialect } from "../../emulator/cloud/dialect";
import { type ParameterTable, readAll, unknownNames } from "../../emulator/cloud/readers";
import { Refusal } from "../../emulator/cloud/refusal";
import { SettingGroup } from "../../emulator/cloud/settings";
import { formDialect } from "../../emulator/commsease/dialect";
import * as commsease from "../../emulator/commsease/parameters";
import { commseaseSettings } from "../../emulator/commsease/settings";
import { dialect as nexconnDialect } from "../../emulator/nexconn/dialect";
import * as nexconn from "../../emulator/nexconn/parameters";
import { nexconnSettings } from "../../emulator/nexconn/settings";
import { dialect as tencentDialect } from "../../emulator/tencent/dialect";
import * as tencent from "../../emulator/tencent/parameters";
import { tencentSettings } from "../../emulator/tencent/settings";

const commseaseNow = new SettingGroup("commsease", commseaseSettings);
const nexconnNow = new SettingGroup("nexconn", nexconnSettings);
const tencentNow = new SettingGroup("tencent", tencentSettings);

afterEach(() => {
  for (const settings of [commseaseNow, nexconnNow, tencentNow]) settings.reset();
});

/** What a vendor makes of a body: the arguments, or its code and words. */
function reader<V>(dialect: Dialect<V>, settings: Readonly<V>, parameterCode: number) {
  return (table: ParameterTable<V>, body: Record<string, unknown>): unknown => {
    try {
      return readAll(table, body, "", { dialect, settings, parameterCode });
    } catch (error) {
      if (error instanceof Refusal) return `${error.code} ${error.text}`;
      throw error;
    }
  };
}

describe("CommsEase, where everything is text in a form", () => {
  const read = reader(formDialect, commseaseNow.values, 414);
  const { accid, accountId, boolean, integer, jsonText, optional, required, text } = commsease;
  const table = { accid, name: optional(text({ max: 3 })), on: optional(boolean), n: optional(integer({ max: 9 })) };

  test.each([
    [{ accid: "Ann" }, { accid: "ann" }],
    [
      { accid: "a", name: "", on: "", n: "" },
      { accid: "a", name: "" },
    ],
    [
      { accid: "a", name: "abc", on: "false", n: "-3" },
      { accid: "a", name: "abc", on: false, n: -3 },
    ],
    [{}, "414 accid is empty"],
    [{ accid: "" }, "414 accid is empty"],
    [{ accid: "a b" }, "414 accid is invalid"],
    [{ accid: "a", name: "abcd" }, "414 name too long"],
    [{ accid: "a", on: "1" }, "414 on not boolean"],
    [{ accid: "a", n: "01" }, "414 n not number"],
    [{ accid: "a", n: "99999999999999999" }, "414 n not number"],
    [{ accid: "a", n: "10" }, "414 n is invalid"],
  ])("%j", (body, result) => expect(read(table, body)).toEqual(result));

  test("the code and the unit of a text that is too long are settings", () => {
    expect(read(table, { accid: "a", name: "äöü" })).toMatchObject({ name: "äöü" });
    commseaseNow.set("lengthUnit", "bytes");
    commseaseNow.set("overLongText", 405);
    expect(read(table, { accid: "a", name: "äöü" })).toBe("405 name too long");
  });

  test.each([
    ["[]", []],
    ['["Ann","ann","b"]', ["ann", "b"]],
    ["", undefined],
    ["x", "414 bad members"],
    ["[1]", "414 bad members"],
    ['["a b"]', "414 bad members"],
    ['["a","b","c","d"]', "414 bad members"],
    ['["a",          "b"]', "414 bad members"],
  ])("account ids with words of their own: %s", (sent, result) => {
    const people = optional(commsease.accids({ max: 3, maxText: 17, words: "bad members" }));
    const expected = typeof result === "string" ? result : { people: result };
    expect(read({ people }, { people: sent })).toEqual(expected);
  });

  test("the code for a text that is too long is not that of a list of ids", () => {
    commseaseNow.set("overLongText", 405);
    const people = required(commsease.accids({ maxText: 10 }));
    expect(read({ people }, { people: '["annabella"]' })).toBe("414 people too long");
  });

  test("account ids without: malformed ones are for the call to miss", () => {
    const accids = required(commsease.accids({ max: 2, nonEmpty: true }));
    expect(read({ accids }, { accids: '["a b",""]' })).toEqual({ accids: ["a b", ""] });
    expect(read({ accids }, { accids: "[]" })).toBe("414 accids is empty");
    expect(read({ accids }, { accids: '["a","b","c"]' })).toBe("414 accids too many");
    expect(read({ accids }, {})).toBe("414 accids is empty");
  });

  test.each([
    ['[1,"2",2]', { tids: [1, 2] }],
    ["[]", "414 tids is empty"],
    ["[0]", "414 tids json error"],
    ['["01"]', "414 tids json error"],
    ["[1,2,3,4]", "414 tids too many"],
    ["7", "414 tids json error"],
  ])("numeric ids: %s", (tids, result) => {
    expect(read({ tids: required(commsease.ids({ max: 3 })) }, { tids })).toEqual(result);
  });

  test.each([
    ['{"creator":true,"mute":false}', { roles: new Set(["creator"]) }],
    ['{"creator":"true"}', "414 roles json error"],
    ['{"guest":true}', "414 roles json error"],
    ["[]", "414 roles json error"],
  ])("flags: %s", (roles, result) => {
    expect(read({ roles: required(commsease.flags("creator", "mute")) }, { roles })).toEqual(result);
  });

  const limits = { max: 2, maxKey: 3, maxValue: 4 };

  test.each([
    ['{"a":"b"}', { pairs: new Map([["a", "b"]]) }],
    ["{}", "414 pairs is empty"],
    ['{"a":"1","b":"2","c":"3"}', "414 pairs too many"],
    ['{"":"1"}', "414 pairs json error"],
    ['{"a":""}', "414 pairs json error"],
    ['{"a":1}', "414 pairs json error"],
    ['{"abcd":"1"}', "414 key too long"],
    ['{"a":"12345"}', "414 value too long"],
  ])("pairs: %s", (pairs, result) => {
    expect(read({ pairs: required(commsease.pairs(limits)) }, { pairs })).toEqual(result);
  });

  test.each([
    ['[{"key":"a","value":"b"}]', { elements: [{ key: "a", value: "b" }] }],
    [
      '[{"key":"a","value":"b","accid":"Ann","transient":true}]',
      { elements: [{ key: "a", value: "b", accid: "ann", transient: true }] },
    ],
    ['[{"key":"a","value":"b","accid":""}]', "414 elements json error"],
    ['[{"key":"a","value":"b","transient":"true"}]', "414 elements json error"],
    ['[{"key":"a"}]', "414 elements json error"],
    ['[{"key":"abcd","value":"b"}]', "414 key too long"],
    ["[[]]", "414 elements json error"],
    ["[]", "414 elements is empty"],
    ["{}", "414 elements json error"],
  ])("elements: %s", (elements, result) => {
    expect(read({ elements: required(commsease.elements(limits)) }, { elements })).toEqual(result);
  });

  test("text that is JSON if it is anything", () => {
    expect(read({ bid: optional(jsonText) }, { bid: "" })).toEqual({ bid: "" });
    expect(read({ bid: optional(jsonText) }, { bid: "{}" })).toEqual({ bid: "{}" });
    expect(read({ bid: optional(jsonText) }, { bid: "x" })).toBe("414 bid json error");
  });

  test("texts, each once, of a length each", () => {
    const tags = required(commsease.texts({ maxEach: 2 }));
    expect(read({ tags }, { tags: '["a","b","a"]' })).toEqual({ tags: ["a", "b"] });
    expect(read({ tags }, { tags: '["abc"]' })).toBe("414 tags too long");
    expect(read({ tags }, { tags: '[""]' })).toBe("414 tags json error");
  });

  test("the order of the table decides which of two mistakes is told", () => {
    expect(read({ b: required(text()), a: required(accountId) }, { a: "x y" })).toBe("414 b is empty");
  });
});

describe("Nexconn, with JSON and two names for some things", () => {
  const read = reader(nexconnDialect, nexconnNow.values, 1002);
  const { boolean, channelId, durationMinutes, flag, object, oneOf, optional, required, text, texts } = nexconn;
  const table = { channelId, on: optional(boolean, "isOn"), n: optional(flag), list: optional(texts({ max: 2 })) };

  test.each([
    [
      { channelId: "c", on: 1, n: "1", list: ["a", "b", "a"].slice(0, 2) },
      { channelId: "c", on: true, n: 1, list: ["a", "b"] },
    ],
    [
      { channelId: "c", isOn: false, n: null },
      { channelId: "c", on: false },
    ],
    [{ channelId: null }, "1002 channelId is required"],
    [{ channelId: "" }, "1002 channelId is empty"],
    [{ channelId: 5 }, "1002 channelId is not a string"],
    [{ channelId: "c".repeat(65) }, "1005 channelId is too long"],
    [{ channelId: "c", on: "yes" }, "1002 on is not a boolean"],
    [{ channelId: "c", n: 1.5 }, "1002 n is not an integer"],
    [{ channelId: "c", n: 2 }, "1002 n is out of range"],
    [{ channelId: "c", list: "a" }, "1002 list is not a list of strings"],
    [{ channelId: "c", list: [""] }, "1002 list is not a list of strings"],
    [{ channelId: "c", list: [] }, "1002 list is empty"],
    [{ channelId: "c", list: ["a", "b", "c"] }, "1002 list has more than 2 entries"],
    [{ channelId: "c", list: ["ä".repeat(33)] }, "1005 list has an entry that is too long"],
  ])("%j", (body, result) => expect(read(table, body)).toEqual(result));

  test("types and names are as lenient as the settings say", () => {
    nexconnNow.set("flagTypes", "strict");
    expect(read({ on: optional(boolean) }, { on: "true" })).toBe("1002 on is not a boolean");
    expect(read({ n: optional(flag) }, { n: "1" })).toBe("1002 n is not an integer");
    const on = { on: optional(boolean, "isOn") };
    nexconnNow.set("acceptedNames", "sdk");
    expect(read(on, { isOn: true })).toEqual({});
    nexconnNow.set("acceptedNames", "docs");
    expect(read(on, { on: false, isOn: true })).toEqual({ on: true });
  });

  test("a parameter with a code of its own has it for everything but length", () => {
    const own = { id: required(text({ max: 2, code: 1003 })), minutes: durationMinutes(1, 1003) };
    expect(read(own, { minutes: 1 })).toBe("1003 id is required");
    expect(read(own, { id: "", minutes: 1 })).toBe("1003 id is empty");
    expect(read(own, { id: 1, minutes: 1 })).toBe("1003 id is not a string");
    expect(read(own, { id: "abc", minutes: 1 })).toBe("1005 id is too long");
    expect(read(own, { id: "a" })).toBe("1003 minutes is required");
    expect(read(own, { id: "a", minutes: 0 })).toBe("1003 minutes is out of range");
    expect(read(own, { id: "a", minutes: 43_200 })).toEqual({ id: "a", minutes: 43_200 });
  });

  test("objects are read member by member, under either name", () => {
    const profile = required(object({ url: optional(text({ max: 3 }), "portrait_url"), type: optional(oneOf("a")) }));
    expect(read({ profile }, { profile: { portrait_url: "u", type: "a" } })).toEqual({
      profile: { url: "u", type: "a" },
    });
    expect(read({ profile }, { profile: { url: "long" } })).toBe("1005 profile.url is too long");
    expect(read({ profile }, { profile: { type: "b" } })).toBe("1002 profile.type is invalid");
    expect(read({ profile }, { profile: [] })).toBe("1002 profile is not an object");
    const around = { dialect: nexconnDialect, settings: nexconnNow.values };
    const sent = { profile: { portrait_url: "u", strange: 1 }, other: 1 };
    expect(unknownNames({ profile }, sent, around)).toEqual(["profile.strange", "other"]);
  });

  test("maps of texts, and of texts and numbers", () => {
    const ext = { ext: optional(nexconn.pairs({ max: 1 })), more: optional(nexconn.textsAndNumbers) };
    expect(read(ext, { ext: { a: "" }, more: { a: 1, b: "x" } })).toEqual({
      ext: new Map([["a", ""]]),
      more: { a: 1, b: "x" },
    });
    expect(read(ext, { ext: { a: 1 } })).toBe("1002 ext.a is not a string");
    expect(read(ext, { ext: { a: "", b: "" } })).toBe("1002 ext has more than 1 entries");
    expect(read(ext, { more: { a: true } })).toBe("1002 more.a is invalid");
  });
});

describe("Tencent IM, with strict types and names that changed", () => {
  const read = reader(tencentDialect, tencentNow.values, 10004);
  const { account, accounts, integer, list, object, oneOf, optional, required, seconds, text } = tencent;
  const table = { UserID: required(account, { alias: "Identifier", missing: 40002 }), MuteTime: optional(seconds) };

  test.each([
    [{ UserID: "a" }, { UserID: "a" }],
    [{ Identifier: "old", UserID: "new" }, { UserID: "new" }],
    [{ Identifier: "old" }, { UserID: "old" }],
    [{}, "40002 UserID is missing"],
    [{ UserID: 7 }, "60015 UserID is not a string"],
    [{ UserID: null }, "60015 UserID is not a string"],
    [{ UserID: "" }, "10004 UserID is empty"],
    [{ UserID: "a", MuteTime: "1" }, "10004 MuteTime is not an integer"],
    [{ UserID: "a", MuteTime: 4_294_967_296 }, "10004 MuteTime is invalid"],
  ])("%j", (body, result) => expect(read(table, body)).toEqual(result));

  test("lists: their elements by position, and a code of their own for too many", () => {
    const more = { A: optional(accounts({ max: ({ addMemberMaximum }) => addMemberMaximum, maxCode: 10005 })) };
    tencentNow.set("addMemberMaximum", 2);
    expect(read(more, { A: ["a", "a"] })).toEqual({ A: ["a"] });
    expect(read(more, { A: ["a", 7] })).toBe("60015 A[1] is not a string");
    expect(read(more, { A: ["a", "b", "c"] })).toBe("10005 A has too many elements");
    expect(read(more, { A: "a" })).toBe("10004 A is not an array");
    const nested = { L: required(list(object({ Role: optional(oneOf("Admin")) }), { nonEmpty: true })) };
    expect(read(nested, { L: [] })).toBe("10004 L is empty");
    expect(read(nested, { L: [{}, { Role: "Owner" }] })).toBe("10004 L[1].Role is invalid");
    expect(read(nested, { L: [1] })).toBe("10004 L[0] is not an object");
  });

  test("texts are counted in bytes, and some have names in complaints", () => {
    const name = {
      Name: required(text({ max: 3, nonEmpty: true, title: "group name", codes: { "too long": 40601 } })),
    };
    expect(read(name, { Name: "äb" })).toEqual({ Name: "äb" });
    expect(read(name, { Name: "äöü" })).toBe("40601 group name is too long");
    expect(read(name, { Name: "" })).toBe("10004 group name is empty");
    expect(read({ Text: required(text()) }, { Text: "" })).toEqual({ Text: "" });
    expect(read({ N: required(integer()) }, { N: 2 ** 53 })).toBe("10004 N is not an integer");
  });
});
