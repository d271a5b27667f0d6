import { Failover } from "../../provider/http/failover";
import type { HttpResult } from "../../provider/http/pool";

interface Posted {
  origin: string;
  signal: AbortSignal;
  answer(result: HttpResult): void;
}

let mockPosted: Posted[] = [];
let mockOpened: [string, unknown][] = [];
let mockClosed: string[] = [];

// Each post is answered when the test says so.
jest.mock("../../provider/http/pool", () => ({
  Origin: class {
    constructor(
      readonly origin: string,
      options: unknown,
    ) {
      mockOpened.push([origin, options]);
    }
    post(_request: unknown, signal: AbortSignal) {
      return new Promise((answer) => mockPosted.push({ origin: this.origin, signal, answer }));
    }
    async close() {
      mockClosed.push(this.origin);
    }
  },
}));

beforeEach(() => {
  mockPosted = [];
  mockOpened = [];
  mockClosed = [];
});

const status = (code: number): HttpResult => ({ kind: "answer", status: code, text: "", date: undefined });
const lost = (timedOut: boolean): HttpResult => ({ kind: "no-answer", reason: "gone", timedOut });
const request = { path: "/", headers: {}, body: "" };

/** Posts one call, and has it answered at once. */
async function posted(hosts: Failover, result: HttpResult): Promise<string | undefined> {
  const work = hosts.post(request);
  const call = mockPosted.at(-1);
  call?.answer(result);
  expect(await work).toBe(result);
  return call?.origin;
}

describe("several hosts", () => {
  test.each<[string, HttpResult, string]>([
    ["an answer", status(200), "one"],
    ["a refusal", status(499), "one"],
    ["an HTTP status of 500", status(500), "two"],
    ["no answer", lost(false), "two"],
    ["no answer in time", lost(true), "two"],
    ["no connection", { kind: "not-sent", reason: "nobody", timedOut: false }, "two"],
  ])("after %s the next call goes to the right one", async (_, result, next) => {
    const hosts = new Failover(["one", "two"]);
    expect(await posted(hosts, result)).toBe("one");
    expect(await posted(hosts, status(200))).toBe(next);
  });

  test("take turns as each fails, and begin again", async () => {
    const hosts = new Failover(["one", "two", "three"]);
    const asked = [];
    for (let call = 0; call < 5; call++) asked.push(await posted(hosts, status(503)));
    expect(asked).toEqual(["one", "two", "three", "one", "two"]);
  });

  test("change once for calls that fail together", async () => {
    const hosts = new Failover(["one", "two"]);
    const calls = [hosts.post(request), hosts.post(request)];
    for (const { answer } of mockPosted) answer(status(503));
    await Promise.all(calls);
    expect(await posted(hosts, status(200))).toBe("two");
  });

  test("have the others give up at once where one left a call unanswered, and not those that come after", async () => {
    const hosts = new Failover(["one", "two"]);
    const calls = [hosts.post(request), hosts.post(request)];
    const [first, second] = mockPosted as [Posted, Posted];
    expect(first.signal).toBe(second.signal);
    first.answer(lost(true));
    await calls[0];
    expect(second.signal.aborted).toBe(true);
    expect(second.signal.reason.message).toBe("the host left another call unanswered");
    await posted(hosts, status(200));
    expect(mockPosted.at(-1)?.signal.aborted).toBe(false);
  });

  test.each<[string, HttpResult]>([
    ["answers with a failure", status(503)],
    ["drops a connection", lost(false)],
  ])("let the others finish where one %s", async (_, result) => {
    const hosts = new Failover(["one", "two"]);
    const call = hosts.post(request);
    const [{ signal, answer }] = mockPosted as [Posted];
    answer(result);
    await call;
    expect(signal.aborted).toBe(false);
  });

  test("are opened in their order with the vendor's options, and closed together", async () => {
    const options = { idleMs: 1 };
    const hosts = new Failover(["one", "two"], options);
    expect(mockOpened).toEqual([
      ["one", options],
      ["two", options],
    ]);
    await hosts.close();
    expect(mockClosed).toEqual(["one", "two"]);
  });
});

test("a host on its own is never given up, nor are its calls", async () => {
  const alone = new Failover(["one"]);
  const waiting = alone.post(request);
  const [{ signal, answer }] = mockPosted as [Posted];
  expect(await posted(alone, lost(true))).toBe("one");
  expect(signal.aborted).toBe(false);
  answer(status(200));
  await waiting;
  expect(await posted(alone, status(200))).toBe("one");
});

test("a change of host is in the debug log", async () => {
  const before = process.env.IM_DEBUG;
  process.env.IM_DEBUG = "1";
  const written = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  let Fresh = Failover;
  jest.isolateModules(() => {
    Fresh = (require("../../provider/http/failover") as typeof import("../../provider/http/failover")).Failover;
  });
  await posted(new Fresh(["one", "two"]), status(503));
  const lines = written.mock.calls.map(([text]) => String(text));
  written.mockRestore();
  if (before === undefined) delete process.env.IM_DEBUG;
  else process.env.IM_DEBUG = before;
  expect(lines).toEqual(["im: host 2 of 2 from here on\n"]);
});
