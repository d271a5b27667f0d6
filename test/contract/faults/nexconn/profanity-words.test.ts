import { profanityWords } from "../../../../provider/nexconn/profanity-words/resource";
import type { Values } from "../../../../provider/values/values";
import { failureOf, useWarnings } from "../cloud";
import { useNexconn } from "./harness";

const cloud = useNexconn("--rate-limit", "off");
const warnings = useWarnings();

const byHand = (...words: string[]) =>
  cloud().byHand("profanity-word/batch/add", { words: words.map((word) => ({ word })) });
const live = async () => (await cloud().emulator.nexconn.state()).profanityWords;
const many = (count: number, start = "w") => Array.from({ length: count }, (_, i) => `${start}${i}`);

const made = (words: unknown, more: Values = {}) => cloud().createdEarlier(profanityWords, { words, ...more });

test("only what differs is sent, in one call for each kind of change", async () => {
  const before = await made(["a", "b", { word: "c", replacement: "*" }, "d"]);
  await cloud().update(profanityWords, before, { words: ["a", { word: "c", replacement: "+" }, "d", "e"] });
  expect(await live()).toEqual({ a: "", c: "+", d: "", e: "" });
  const sent = (await cloud().log()).map(({ call, params }) => [call, params.words]);
  expect(sent).toEqual([
    ["profanity-word/list", undefined],
    ["profanity-word/batch/remove", ["b", "c"]],
    ["profanity-word/batch/add", [{ word: "c", replacement: "+" }, { word: "e" }]],
  ]);
});

test("a full list changes completely", async () => {
  const before = await made(many(50));
  const { failure } = await cloud().update(profanityWords, before, { words: many(50, "v") });
  expect(failure).toBeUndefined();
  expect(Object.keys(await live()).sort()).toEqual(many(50, "v").sort());
});

test("more than the vendor takes are sent in pieces, where it takes more", async () => {
  await cloud().emulator.nexconn.settings({ wordMaximum: 200 });
  const before = await made(many(120));
  await cloud().remove(profanityWords, before);
  expect(await live()).toEqual({});
  expect((await cloud().log("profanity-word/batch/remove")).map(({ params }) => params.words.length)).toEqual([
    50, 50, 20,
  ]);
});

test("too many are refused, with how many there would be, and nothing is added", async () => {
  await byHand("theirs");
  const { state, failure } = await cloud().create(profanityWords, { words: many(50) });
  expect(String(failure)).toContain("With these the app would have 51 words, and the vendor takes 50 unless");
  expect(await live()).toEqual({ theirs: "" });
  expect(state).toMatchObject({ words: {} });
});

describe("words of others", () => {
  test("stay in an authoritative list until a refresh has brought them into a preview", async () => {
    await byHand("theirs");
    const first = await made(["a"]);
    expect(warnings()).toEqual([expect.stringContaining('neither declared nor in the state: "theirs". They stay.')]);
    const second = await cloud().update(profanityWords, first, { words: ["b"] });
    expect(await live()).toEqual({ theirs: "", b: "" });

    const found = await cloud().read(profanityWords, second);
    expect(found?.inputs).toEqual({ words: { theirs: {}, b: {} } });
    await cloud().update(profanityWords, { id: second.id, state: found?.state ?? {} }, { words: ["b"] });
    expect(await live()).toEqual({ b: "" });
  });

  test("stay for good beside an additive list, and after its end", async () => {
    await byHand("theirs");
    const additive = { membership: "additive" };
    const first = await made(["a", "b"], additive);
    expect(await cloud().read(profanityWords, first)).toMatchObject({ inputs: { words: { a: {}, b: {} } } });
    const second = await cloud().update(profanityWords, first, { words: ["b"], ...additive });
    expect(await live()).toEqual({ theirs: "", b: "" });
    await cloud().remove(profanityWords, second);
    expect(await live()).toEqual({ theirs: "" });
    expect(warnings()).toEqual([]);
  });

  test("are not made ours by a failure", async () => {
    await byHand("theirs");
    await cloud().inject("profanity-word/batch/add", { kind: "code", value: 403, times: 1000 });
    const half = await cloud().create(profanityWords, { words: ["a"] });
    expect(half).toMatchObject({ state: { words: {} }, failure: { code: "IM_REFUSED" } });
    await cloud().clearFaults();
    await cloud().update(profanityWords, half, { words: ["a"] });
    expect(await live()).toEqual({ theirs: "", a: "" });
  });
});

test("a change to additive removes what is no longer declared, and nothing that a refresh has found", async () => {
  const before = await made(["a", "b"]);
  await byHand("theirs");
  const found = await cloud().read(profanityWords, before);
  const known = { ...before, state: found?.state ?? {} };
  const { state } = await cloud().update(profanityWords, known, { words: ["a"], membership: "additive" });
  expect(await live()).toEqual({ a: "", theirs: "" });
  expect(state.words).toEqual({ a: {} });
  expect(warnings()).toEqual([]);
});

test("a delete whose answer is lost looks before it goes on", async () => {
  const before = await made(["a", "b"]);
  await cloud().inject("profanity-word/batch/remove", { kind: "drop-after" });
  await cloud().remove(profanityWords, before);
  expect((await cloud().log()).map(({ call }) => call)).toEqual([
    "profanity-word/list",
    "profanity-word/batch/remove",
    "profanity-word/list",
  ]);
});

test("a delete that cannot be carried out fails in the end", async () => {
  const before = await made(["a"]);
  await cloud().inject("profanity-word/batch/remove", { kind: "status", value: 503, times: 1000 });
  const error = await failureOf(cloud().remove(profanityWords, before));
  expect(error.code).toBe("IM_OUTCOME_UNKNOWN");
  expect(await cloud().sent("profanity-word/batch/remove")).toBe(3);
});
