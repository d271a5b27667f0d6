import { id, object, text } from "../../provider/http/answer-fields";
import type { AnswerSchemas } from "../../provider/http/answers";
import { Budgets } from "../../provider/http/budget";
import type { HttpRequest, HttpResult } from "../../provider/http/pool";
import { type Protocol, plainAdvice, VendorCalls } from "../../provider/http/vendor-calls";
import { RecentlyMade } from "../../provider/lag/recently-made";

let mockNow = 0;

// Waiting moves a clock that the test owns: no test here takes real time.
jest.mock("node:timers/promises", () => ({
  setTimeout: (ms: number) => {
    mockNow += ms;
    return Promise.resolve();
  },
}));

beforeEach(() => {
  mockNow = 0;
  jest.spyOn(performance, "now").mockImplementation(() => mockNow);
});
afterEach(() => jest.restoreAllMocks());

type Call = "read" | "change" | "make";

const answer = (text: string, date?: number): HttpResult => ({ kind: "answer", status: 200, text, date });

/** Calls to a vendor that gives these answers, one after the other. */
function callsTo(answers: HttpResult[], protocol: Partial<Protocol<Call, AnswerSchemas<Call>>> = {}) {
  const requests: HttpRequest[] = [];
  const calls = new VendorCalls<Call, AnswerSchemas<Call>>({
    vendor: "acme",
    sender: {
      post: async (request) => {
        requests.push(request);
        return answers.shift() ?? answer("fine");
      },
    },
    answers: {},
    recent: new RecentlyMade(),
    saysAbsent: () => false,
    traitsOf: (call) => (call === "read" ? { kind: "read", bucket: "reads", perSecond: 7 } : { kind: "write" }),
    perSecond: { usual: 50, granted: undefined },
    blockMs: 1,
    judge: (call, _status, text) =>
      text === "fine"
        ? { outcome: "done", answer: { call } }
        : { outcome: text === "late" ? "clock" : "refused", vendorCode: 7, vendorText: text },
    advise: (call, code, text) => `Mind ${call} ${code} ${text}.`,
    ...protocol,
  });
  let signed = 0;
  const sign = () => ({ request: { path: `/${++signed}`, headers: {}, body: "" }, requestId: String(signed) });
  return { calls, sign, requests };
}

test("a call is judged and advised on as what it is", async () => {
  const { calls, sign } = callsTo([answer("fine"), answer("no")]);
  expect(await calls.send("make", {}, sign)).toEqual({ call: "make" });
  await expect(calls.send("change", {}, sign, { object: "x" })).rejects.toMatchObject({
    code: "IM_REFUSED",
    message: 'acme change for x was refused with code 7 "no". Mind change 7 no.',
    facts: { vendor: "acme", call: "change", object: "x", vendorCode: 7 },
  });
});

test("a refusal of a call about nothing names no object, and plain advice says what to do", async () => {
  const { calls, sign } = callsTo([answer("no")]);
  const error = await calls.send("make", {}, sign).catch((thrown) => thrown);
  expect(error.facts).not.toHaveProperty("object");
  expect(plainAdvice).toBe("The vendor's words say what it refused; correct the input and run it again.");
});

test("a clock that the vendor says is off is set right, and the call signed anew", async () => {
  const { calls, sign, requests } = callsTo([answer("late", Date.now() + 3_600_000), answer("fine")]);
  expect(Math.abs(calls.signingTime() - Date.now())).toBeLessThan(1_000);
  await calls.send("read", {}, sign);
  expect(requests.map(({ path }) => path)).toEqual(["/1", "/2"]);
  expect(Math.abs(calls.signingTime() - Date.now() - 3_600_000)).toBeLessThan(1_000);
});

test("the vendor's time is what its answers say, and no signature is spoilt by that", async () => {
  const clock = jest.spyOn(Date, "now").mockReturnValue(1_000_000);
  const { calls, sign } = callsTo([answer("fine", 998_500), answer("no", 990_000)]);
  expect([calls.now(), calls.heard()]).toEqual([1_000_000, 1_000_000]);
  // In whole seconds, and a while on its way: nearer cannot be told.
  await calls.send("read", {}, sign);
  expect([calls.now(), calls.heard()]).toEqual([1_000_000, 998_500]);
  await calls.send("change", {}, sign).catch(() => undefined);
  clock.mockReturnValue(1_000_005);
  expect([calls.now(), calls.heard(), calls.signingTime()]).toEqual([990_005, 990_000, 1_000_005]);
});

test("an answer is read by its schema, and what is not as that says is not understood", async () => {
  const answers = { read: object({ call: text() }), make: object({ id: id() }) };
  const { calls, sign } = callsTo([], { answers });
  expect(await calls.send("read", {}, sign)).toEqual({ call: "read" });
  await expect(calls.send("make", {}, sign, { object: "x" })).rejects.toMatchObject({
    code: "IM_UNEXPECTED_ANSWER",
    facts: { vendor: "acme", call: "make", object: "x", wasCarriedOut: true },
  });
});

test("calls share a rate by their bucket and what the vendor counts it by", async () => {
  const of = jest.spyOn(Budgets.prototype, "of");
  const { calls, sign } = callsTo([]);
  await calls.send("read", {}, sign);
  await calls.send("change", {}, sign);
  await calls.send("change", {}, sign, { lane: "group g" });
  expect(of.mock.calls).toEqual([
    ["reads", 7],
    ["change", 50],
    ["change group g", 50],
  ]);
  const taken = of.mock.results.map(({ value }) => value);
  expect(new Set(taken).size).toBe(3);
  const take = jest.spyOn(taken[0], "take");
  await calls.send("read", {}, sign, { units: 5 });
  expect(take).toHaveBeenCalledWith(5);
});

test("an app that was granted another rate has all limits in proportion", async () => {
  const starts: number[] = [];
  const post = async () => {
    starts.push(mockNow);
    return answer("fine");
  };
  const { calls, sign } = callsTo([], { perSecond: { usual: 70, granted: 20 }, sender: { post } });
  await Promise.all([1, 2, 3].map(() => calls.send("read", {}, sign)));
  expect(starts.splice(0)).toEqual([0, 0, 1_050]);
  mockNow = 10_000;
  await Promise.all(Array.from({ length: 20 }, () => calls.send("make", {}, sign)));
  expect(new Set(starts)).toEqual(new Set([10_000]));
});
