import { profanityWords } from "../../../../provider/nexconn/profanity-words/resource";
import type { Values } from "../../../../provider/values/values";
import { useWarnings } from "../cloud";
import { describeFaults } from "../table";
import { type Scenario, useNexconn } from "./harness";

function changes(
  call: string,
  before: unknown,
  words: unknown,
  holds: Values,
  at: Scenario["at"] = "update",
): Scenario {
  return { call, at, definition: profanityWords, before: { words: before }, inputs: { words }, holds };
}

function creates(call: string, words: unknown, holds: Values, more: Partial<Scenario> = {}): Scenario {
  return { call, at: "create", definition: profanityWords, inputs: { words }, holds, ...more };
}

/** Words that somebody else added. */
const there: Partial<Scenario> = {
  prepare: (cloud) => cloud.byHand("profanity-word/batch/add", { words: [{ word: "a" }, { word: "z" }] }),
};

const first = { comesFirst: true };
const hidden = { word: "b", replacement: "*" };

// Words of others are told of on standard error.
useWarnings();

describeFaults(useNexconn("--rate-limit", "off"), [
  creates("profanity-word/list", ["a"], { a: "" }, first),
  creates("profanity-word/batch/add", ["a", hidden], { a: "", b: "*" }),
  creates("profanity-word/batch/remove", [{ word: "a", replacement: "x" }], { a: "x", z: "" }, there),
  { ...changes("profanity-word/list", ["a"], ["b"], { b: "" }), ...first },
  changes("profanity-word/batch/add", ["a", hidden], ["a", "c", { word: "b", replacement: "+" }], {
    a: "",
    b: "+",
    c: "",
  }),
  changes("profanity-word/batch/remove", ["a", hidden], [hidden], { b: "*" }),
  changes("profanity-word/list", ["a"], ["a"], { a: "" }, "read"),
  changes("profanity-word/list", ["a"], ["a"], {}, "remove"),
  changes("profanity-word/batch/remove", ["a"], ["a"], {}, "remove"),
]);
