import { chatroomQueue } from "../../provider/commsease/chatroom-queue/resource";
import { checked } from "../../provider/resource/check";
import { render } from "../../provider/schema/problems";

const problemsOf = (inputs: object) => checked(chatroomQueue, { roomid: "1", ...inputs }).problems.map(render);
const items = (count: number) => Array.from({ length: count }, (_, i) => ({ key: `k${i}`, value: "v" }));

describe("elements that cannot be", () => {
  test.each<[string, unknown, string]>([
    [
      "a text in the list",
      [{ key: "a", value: "1" }, "b"],
      'elements[1]: got "b"; allowed: an object with key and value',
    ],
    ["a key that is no text", [{ key: 1, value: "1" }], "elements[0]: got an object with 2 keys; allowed: an object"],
    ["a key that no state can hold", [{ key: "__proto__", value: "1" }], "elements[0].key: got the name `__proto__`"],
    ["an empty key", [{ key: "", value: "1" }], 'elements.: got ""; allowed: a text of 1 to 128 characters'],
    ["an empty value", [{ key: "a", value: "" }], 'elements.a.value: got ""; allowed: a text of 1 to 4096 characters'],
    ["a place in a list", [{ key: "a", value: "1", after: "b" }], "elements: got a map whose elements do not follow"],
    ["a map in no order", { a: { value: "1" }, b: { value: "2" } }, "elements: got a map whose elements do not follow"],
    ["more than any queue holds", items(1001), "elements: got 1001 elements; allowed: 1000 (sizeLimit)"],
  ])("%s", (_, elements, problem) => {
    const problems = problemsOf({ elements });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.startsWith(problem)).toBe(true);
  });

  test.each([0, 1, 1000])("one more than a size of %i", (sizeLimit) => {
    expect(problemsOf({ sizeLimit, elements: items(sizeLimit) })).toEqual([]);
    expect(problemsOf({ sizeLimit, elements: items(sizeLimit + 1) })).toEqual([
      expect.stringContaining(`got ${sizeLimit + 1} elements; allowed: ${sizeLimit} (sizeLimit)`),
    ]);
  });
});
