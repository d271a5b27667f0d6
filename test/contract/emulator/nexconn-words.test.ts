import { useNexconn } from "./nexconn-harness";

const nexconn = useNexconn();

const add = (...words: object[]) => nexconn().call("profanity-word/batch/add", { words });
const remove = (word: string) => nexconn().call("profanity-word/remove", { word });

async function list(filterType?: string) {
  return (await nexconn().ok("profanity-word/list", filterType === undefined ? {} : { filterType })).words;
}

async function addOne(word: string, replaceWord?: string) {
  const fields: [string, string][] = [["word", word], ...(replaceWord ? [["replaceWord", replaceWord]] : [])] as never;
  const reply = await nexconn().form("sensitiveword/add.json", fields);
  return { status: reply.status, ...JSON.parse(reply.text) };
}

const many = (count: number) => Array.from({ length: count }, (_, index) => ({ word: `w${index}` }));

test("words block or replace, and the list shows those that block unless asked", async () => {
  expect(await add({ word: "darn" }, { word: "heck", replacement: "**" })).toEqual({
    status: 200,
    code: 0,
    result: { remainingQuota: 48 },
  });
  const blocks = { word: "darn", replacement: "", filterType: "1" };
  const replaces = { word: "heck", replacement: "**", filterType: "0" };
  expect(await list()).toEqual([blocks]);
  expect(await list("0")).toEqual([replaces]);
  expect(await list("2")).toEqual([blocks, replaces]);
  expect(await nexconn().call("profanity-word/list", { filterType: "3" })).toMatchObject({ code: 1002 });
  expect((await nexconn().state()).profanityWords).toEqual({ darn: "", heck: "**" });
});

test("one alone goes the older generation's way", async () => {
  expect(await addOne("heck", "**")).toEqual({ status: 200, code: 200 });
  expect(await list("2")).toMatchObject([{ word: "heck", replacement: "**" }]);
  expect(await addOne("")).toMatchObject({ status: 400, code: 1002 });
  expect(await addOne("w".repeat(33))).toMatchObject({ code: 1005 });
  const calls = await nexconn().calls();
  expect(calls[0]).toMatchObject({
    call: "sensitiveword/add.json",
    params: { word: "heck", replaceWord: "**" },
    unknownParams: [],
    code: 200,
  });
});

test("fifty in all; a batch beyond that adds none and says how many would fit", async () => {
  await add(...many(49));
  const over = await add({ word: "x" }, { word: "y" });
  expect(over).toMatchObject({ status: 400, code: 1002, result: { remainingQuota: 1 } });
  expect(await list()).toHaveLength(49);
  expect(await add({ word: "x" }, { word: "w0" })).toMatchObject({ code: 0, result: { remainingQuota: 0 } });
  await nexconn().set({ wordOverflow: 1000 });
  expect(await addOne("y")).toMatchObject({ status: 500, code: 1000 });
  await nexconn().set({ wordMaximum: 51 });
  expect(await addOne("y")).toMatchObject({ code: 200 });
});

test("a word that is there takes the new replacement, or not, or is refused", async () => {
  await add({ word: "heck" });
  await add({ word: "heck", replacement: "**" });
  expect(await list("2")).toMatchObject([{ replacement: "**" }]);
  await nexconn().set({ repeatedWord: "keep" });
  await add({ word: "heck", replacement: "++" });
  expect(await list("2")).toMatchObject([{ replacement: "**" }]);
  await nexconn().set({ repeatedWord: 1002 });
  expect(await add({ word: "new" }, { word: "heck" })).toMatchObject({ code: 1002 });
  expect(await list("2")).toHaveLength(1);
});

test("words go one by one or together; one that is missing as the setting says", async () => {
  await add(...many(4));
  expect(await remove("w0")).toMatchObject({ code: 0 });
  expect(await nexconn().call("profanity-word/delete", { word: "w1" })).toMatchObject({ code: 0 });
  expect(await remove("w1")).toMatchObject({ status: 400, code: 1015 });
  await nexconn().ok("profanity-word/batch/remove", { words: ["w1", "w2"] });
  expect(await list()).toMatchObject([{ word: "w3" }]);
  expect(await nexconn().call("profanity-word/batch/remove", { words: ["w1"] })).toMatchObject({ code: 1015 });
  const tooMany = many(51).map(({ word }) => word);
  expect(await nexconn().call("profanity-word/batch/remove", { words: tooMany })).toMatchObject({ code: 1002 });
  await nexconn().set({ removeMissingWord: 0 });
  expect(await remove("w1")).toMatchObject({ code: 0 });
});

test.each([[[]], [["darn"]], [[{ replacement: "x" }]], [[{ word: "w", replacement: "r".repeat(33) }]]])(
  "words %j are refused",
  async (words) => {
    const { code } = await nexconn().call("profanity-word/batch/add", { words });
    expect([1002, 1005]).toContain(code);
    expect(await list("2")).toEqual([]);
  },
);
