import { Budget } from "../../provider/http/budget";
import { type Exchange, exchange, type Verdict } from "../../provider/http/exchange";
import type { HttpResult } from "../../provider/http/pool";

let mockSlept: number[] = [];
let mockLines: string[] = [];
jest.mock("../../provider/http/debug", () => ({
  debug: (line: string) => {
    mockLines.push(line);
  },
}));
jest.mock("node:timers/promises", () => ({
  setTimeout: async (ms: number) => {
    mockSlept.push(ms);
  },
}));

beforeEach(() => {
  mockSlept = [];
  mockLines = [];
  jest.spyOn(Math, "random").mockReturnValue(0.5);
});
afterEach(() => jest.restoreAllMocks());

const answer = (verdict: Verdict<string>, more: { status?: number; date?: number } = {}): HttpResult => ({
  kind: "answer",
  status: more.status ?? 200,
  text: JSON.stringify(verdict),
  date: more.date,
});
const done = answer({ outcome: "done", answer: "yes" });
const silence: HttpResult = { kind: "no-answer", reason: "it hung up (ECONNRESET)", timedOut: false };
const nobody: HttpResult = { kind: "not-sent", reason: "nobody there (ECONNREFUSED)", timedOut: false };

/** An exchange in which these come back, one for each attempt. */
function toy(results: HttpResult[], more: Partial<Exchange<string>> = {}) {
  const sent: string[] = [];
  const budget = new Budget(100);
  const take = jest.spyOn(budget, "take").mockResolvedValue();
  const block = jest.spyOn(budget, "block").mockReturnValue();
  const clocks: [time: number, isOurOff: boolean][] = [];
  const x: Exchange<string> = {
    facts: { vendor: "toy", call: "box/create", object: "b" },
    kind: "write",
    sender: {
      post: async ({ path }) => {
        sent.push(path);
        return results.shift() ?? done;
      },
    },
    budget,
    blockMs: 7_000,
    sign: () => ({
      request: { path: `signed ${sent.length + 1}`, headers: {}, body: "" },
      requestId: `r${sent.length + 1}`,
    }),
    judge: (_status, text) => JSON.parse(text) as Verdict<string>,
    hear: (time, isOurOff) => clocks.push([time, isOurOff]),
    advise: (code, text) => `Mind ${code} ${text}.`,
    ...more,
  };
  return { x, sent, take, block, clocks, run: () => exchange(x) };
}

const failureOf = (work: Promise<unknown>) => work.then(() => undefined).catch((thrown) => thrown);

describe("a call", () => {
  test("that is carried out gives its answer, and takes one unit of the budget", async () => {
    const { run, sent, take } = toy([done]);
    expect(await run()).toBe("yes");
    expect(sent).toEqual(["signed 1"]);
    expect(take.mock.calls).toEqual([[undefined]]);
  });

  test("takes as many units as it counts, for each attempt, and is signed anew for each", async () => {
    const { run, sent, take } = toy([nobody], { units: 5 });
    await run();
    expect(sent).toEqual(["signed 1", "signed 2"]);
    expect(take.mock.calls).toEqual([[5], [5]]);
  });

  test("waits before it is sent again, spread by chance", async () => {
    await toy([nobody, nobody]).run();
    expect(mockSlept).toEqual([200, 400]);
    jest.spyOn(Math, "random").mockReturnValue(0);
    await toy([nobody]).run();
    expect(mockSlept).toEqual([200, 400, 100]);
  });

  test("refused for rate blocks the budget, and no other outcome does", async () => {
    const { run, block } = toy([nobody, answer({ outcome: "throttled" })]);
    await run();
    expect(block.mock.calls).toEqual([[7_000]]);
  });

  test("tells the server's time where it says it, and whether it refused ours", async () => {
    const wrong: Verdict<string> = { outcome: "clock" };
    const { run, clocks } = toy([
      answer(wrong, { date: 1_000 }),
      answer({ outcome: "done", answer: "yes" }, { date: 2_000 }),
    ]);
    expect(await run()).toBe("yes");
    expect(clocks).toEqual([
      [1_000, true],
      [2_000, false],
    ]);
    const silent = toy([answer(wrong)]);
    await silent.run();
    expect(silent.clocks).toEqual([]);
  });
});

describe("a call that comes to nothing", () => {
  test("as refused is told in the vendor's words, with what to do and every fact", async () => {
    const no: Verdict<string> = { outcome: "refused", vendorCode: 403, vendorText: "forbidden" };
    const { run, sent } = toy([answer(no, { status: 400 })]);
    const error = await failureOf(run());
    expect(error).toMatchObject({
      code: "IM_REFUSED",
      message: 'toy box/create for b was refused with code 403 "forbidden". Mind 403 forbidden.',
    });
    expect(error.facts).toEqual({
      vendor: "toy",
      call: "box/create",
      object: "b",
      vendorCode: 403,
      vendorText: "forbidden",
      status: 400,
      requestId: "r1",
      advice: "Mind 403 forbidden.",
    });
    expect(sent).toHaveLength(1);
  });

  test("as refused without words, and about no object, is told without them", async () => {
    const facts = { vendor: "toy", call: "box/create" };
    const error = await failureOf(toy([answer({ outcome: "refused", vendorCode: 9 })], { facts }).run());
    expect(error.message).toBe("toy box/create was refused with code 9. Mind 9 undefined.");
    expect(error.facts.status).toBeUndefined();
  });

  test("as refused for the time twice is a refusal", async () => {
    const late: Verdict<string> = { outcome: "clock", vendorText: "late" };
    const error = await failureOf(toy([answer(late), answer(late)]).run());
    expect(error).toMatchObject({
      code: "IM_REFUSED",
      message: 'toy box/create for b was refused with HTTP 200 "late". Mind undefined late.',
    });
  });

  test("as not sent says what to check", async () => {
    const error = await failureOf(toy([nobody, nobody, nobody, nobody, nobody]).run());
    expect(error).toMatchObject({
      code: "IM_UNREACHABLE",
      message:
        "toy box/create for b could not be sent after 5 attempts: nobody there (ECONNREFUSED). Check the connection's endpoint and the network, then run it again.",
      facts: { vendorText: "nobody there (ECONNREFUSED)", requestId: "r5", status: undefined },
    });
  });

  test("as refused for rate, again and again, names the quota", async () => {
    const busy = answer({ outcome: "throttled", vendorCode: 416 }, { status: 429 });
    const error = await failureOf(toy([busy, busy, busy, busy, busy]).run());
    expect(error).toMatchObject({
      code: "IM_UNAVAILABLE",
      message:
        "toy box/create for b was refused for rate after 5 attempts: code 416. Something else uses up this app's quota; lower `limits.callsPerSecond` of the connection or run it again later.",
      facts: { status: 429 },
    });
  });

  test("as failed at the server, again and again, is to be run again", async () => {
    const broken = answer({ outcome: "failed" }, { status: 502 });
    const error = await failureOf(toy([broken, broken, broken, broken, broken]).run());
    expect(error).toMatchObject({
      code: "IM_UNAVAILABLE",
      message: "toy box/create for b got no usable answer after 5 attempts: HTTP 502. Run it again.",
    });
  });

  test.each<[string, HttpResult, string]>([
    ["without an answer", silence, "it hung up (ECONNRESET)"],
    ["with a failure of the server", answer({ outcome: "failed", vendorCode: 500 }), "code 500"],
  ])("%s and must not act twice is sent once, and its outcome is open", async (_, result, words) => {
    const { run, sent } = toy([result], { kind: "once" });
    expect(await failureOf(run())).toMatchObject({
      code: "IM_OUTCOME_UNKNOWN",
      message: `toy box/create for b got no usable answer: ${words}. Run it again.`,
    });
    expect(sent).toHaveLength(1);
  });
});

describe("the debug log has a line for each attempt", () => {
  test.each<[string, HttpResult, string]>([
    ["with an answer", done, "HTTP 200"],
    ["without one", silence, "it hung up (ECONNRESET)"],
    [
      "with a refusal",
      answer({ outcome: "throttled", vendorCode: 416, vendorText: "too fast" }),
      'code 416 "too fast"',
    ],
  ])("%s", async (_, result, words) => {
    jest.spyOn(performance, "now").mockReturnValueOnce(10.4).mockReturnValueOnce(12.6).mockReturnValue(0);
    await toy([result]).run();
    expect(mockLines[0]).toBe(`toy box/create b attempt 1: ${words}, 2 ms`);
  });

  test("numbered, and without an object where it is about none", async () => {
    await toy([nobody], { facts: { vendor: "toy", call: "box/list" } }).run();
    expect(mockLines[1]).toMatch(/^toy box\/list {1,2}attempt 2: HTTP 200, \d+ ms$/);
  });
});
