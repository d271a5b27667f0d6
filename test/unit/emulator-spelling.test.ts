import {
  asJsonText,
  asNumber,
  asText,
  isEmptyList,
  isFlag,
  isNumber,
  leftOut,
  named,
  Speller,
  type Spellings,
  where,
} from "../../emulator/cloud/spelling";

interface Settings {
  ids: "number" | "text";
  names: "new" | "old" | "both";
  payload: "object" | "text";
  none: "list" | "omit";
  numbers: "number" | "text";
  flags: boolean;
  lists: "list" | "omit";
}

const usual: Settings = {
  ids: "number",
  names: "new",
  payload: "object",
  none: "list",
  numbers: "number",
  flags: true,
  lists: "list",
};

const spellings: Spellings<Settings> = {
  places: [
    { setting: "ids", calls: ["read", "write"], places: ["id", "list[].id", "ids[]"], forms: { text: asText } },
    {
      setting: "names",
      calls: ["read"],
      places: ["data.present"],
      forms: {
        old: named("former"),
        both: (value, name) => [
          [name, value],
          ["former", value],
        ],
      },
    },
    { setting: "none", calls: ["read"], places: ["ids"], forms: { omit: where(isEmptyList, leftOut) } },
    { setting: "payload", calls: ["read"], places: ["data", "ids"], forms: { text: asJsonText } },
  ],
  types: [
    { setting: "numbers", of: isNumber, forms: { text: asText } },
    { setting: "flags", of: isFlag, forms: { false: asNumber } },
    { setting: "lists", of: isEmptyList, forms: { omit: leftOut } },
  ],
  verbatim: ["data.own"],
};

const speller = new Speller(spellings);

function respelt(payload: Record<string, unknown>, changes: Partial<Settings>, call = "read") {
  return speller.respell(call, payload, { ...usual, ...changes });
}

const payload = {
  id: 1,
  list: [{ id: 2, size: 3 }],
  ids: [4, null],
  data: { present: true, own: { age: 5, tags: [] } },
};

test("under the usual values an answer is what it was, and is not copied", () => {
  expect(respelt(payload, {})).toBe(payload);
});

test("a place is respelled wherever a list has it, null stays null, and other calls are left alone", () => {
  expect(respelt(payload, { ids: "text" })).toEqual({
    ...payload,
    id: "1",
    list: [{ id: "2", size: 3 }],
    ids: ["4", null],
  });
  expect(respelt(payload, { ids: "text" }, "other")).toBe(payload);
});

test("a value goes by another name, or by both", () => {
  expect(respelt(payload, { names: "old" }).data).toEqual({ former: true, own: payload.data.own });
  expect(respelt(payload, { names: "both" }).data).toEqual({ present: true, former: true, own: payload.data.own });
});

test("what is inside is respelled before it becomes text", () => {
  const { data, ids } = respelt(payload, { ids: "text", names: "old", payload: "text" });
  expect([data, ids].map((text) => JSON.parse(String(text)))).toEqual([
    { former: true, own: { age: 5, tags: [] } },
    ["4", null],
  ]);
});

test("rules about one place apply in their order", () => {
  expect(respelt({ ids: [] }, { none: "omit", payload: "text" })).toEqual({});
  expect(respelt({ ids: [4] }, { none: "omit", payload: "text" })).toEqual({ ids: "[4]" });
  expect(respelt({ ids: [] }, { payload: "text" })).toEqual({ ids: "[]" });
});

test("a rule about a type leaves alone what another rule speaks of, and what is the user's", () => {
  expect(respelt(payload, { numbers: "text", flags: false, lists: "omit" })).toEqual({
    id: 1,
    list: [{ id: 2, size: "3" }],
    ids: [4, null],
    data: { present: true, own: { age: 5, tags: [] } },
  });
  expect(respelt({ on: false, none: [], deep: [[], { off: true }] }, { flags: false, lists: "omit" })).toEqual({
    on: 0,
    deep: [{ off: 1 }],
  });
});

test("names that objects are born with are names", () => {
  const sent = JSON.parse('{"__proto__": 1, "constructor": 2}');
  expect(Object.entries(respelt(sent, { numbers: "text" }))).toEqual([
    ["__proto__", "1"],
    ["constructor", "2"],
  ]);
});
