import { Origin, type OriginOptions } from "../../provider/http/pool";

const mockMade: { origin: string; options: Record<string, unknown> }[] = [];
const mockRequests: Record<string, unknown>[] = [];
let mockClosed = 0;
let mockAnswer: () => Promise<unknown>;

// What undici does on the wire is its own; here is what it is told, and what becomes of what it says.
jest.mock(require.resolve("undici", { paths: [`${__dirname}/../../provider`] }), () => ({
  Pool: class {
    constructor(origin: string, options: Record<string, unknown>) {
      mockMade.push({ origin, options });
    }
    request(options: Record<string, unknown>) {
      mockRequests.push(options);
      return mockAnswer();
    }
    async close() {
      mockClosed += 1;
    }
  },
}));

beforeEach(() => {
  mockMade.length = 0;
  mockRequests.length = 0;
  mockClosed = 0;
});

const request = { path: "/box", headers: { a: "1" }, body: "name=b" };

async function posted(answer: () => Promise<unknown>, signal?: AbortSignal) {
  mockAnswer = answer;
  return new Origin("http://toy").post(request, signal);
}

const answering = (headers: Record<string, unknown>, text = "fine", statusCode = 200) =>
  posted(async () => ({ statusCode, headers, body: { text: async () => text } }));
const failing = (error: unknown) => posted(() => Promise.reject(error));
const coded = (code: string, message = "words") => Object.assign(new Error(message), { code });

describe("connections to an origin", () => {
  test.each<[string, OriginOptions, Record<string, unknown>]>([
    [
      "as a rule",
      {},
      { headersTimeout: 15_000, bodyTimeout: 15_000, keepAliveTimeout: 4_000, keepAliveMaxTimeout: 4_000 },
    ],
    [
      "as a vendor wants them",
      { answerTimeoutMs: 1, idleMs: 2, callsPerConnection: 3 },
      { headersTimeout: 1, bodyTimeout: 1, keepAliveTimeout: 2, keepAliveMaxTimeout: 2, maxRequestsPerClient: 3 },
    ],
  ])("are few, come about soon or not at all, and last %s", (_, options, expected) => {
    new Origin("http://toy", options);
    expect(mockMade).toStrictEqual([
      { origin: "http://toy", options: { connections: 16, connect: { timeout: 5_000 }, ...expected } },
    ]);
  });

  test("are closed with it", async () => {
    await new Origin("http://toy").close();
    expect(mockClosed).toBe(1);
  });
});

describe("a post", () => {
  test("sends the request as it is, with the signal that may give it up", async () => {
    const { signal } = new AbortController();
    await posted(async () => ({ statusCode: 200, headers: {}, body: { text: async () => "" } }), signal);
    expect(mockRequests).toEqual([{ method: "POST", ...request, signal }]);
  });

  test("gives status, text and the server's time", async () => {
    expect(await answering({ date: "Sat, 28 Nov 2026 04:00:00 GMT" }, "fine", 503)).toEqual({
      kind: "answer",
      status: 503,
      text: "fine",
      date: Date.UTC(2026, 10, 28, 4),
    });
  });

  test.each([
    ["none", {}],
    ["two", { date: ["Sat, 28 Nov 2026 04:00:00 GMT", "Sat, 28 Nov 2026 05:00:00 GMT"] }],
    ["a list of one", { date: ["Sat, 28 Nov 2026 04:00:00 GMT"] }],
    ["one that is no time", { date: "noon" }],
  ])("gives no time where the server sent %s", async (_, headers) => {
    expect(await answering(headers)).toMatchObject({ kind: "answer", date: undefined });
  });

  test.each([
    "ECONNREFUSED",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "UND_ERR_CONNECT_TIMEOUT",
    "CERT_HAS_EXPIRED",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "ERR_TLS_CERT_ALTNAME_INVALID",
  ])("for which no connection came about, as %s says, was not sent", async (code) => {
    expect(await failing(coded(code))).toMatchObject({ kind: "not-sent", reason: `words (${code})` });
  });

  test.each(["ECONNRESET", "UND_ERR_SOCKET", "UND_ERR_HEADERS_TIMEOUT", ""])(
    "that failed otherwise (%s) may have been sent",
    async (code) => {
      expect(await failing(coded(code))).toMatchObject({ kind: "no-answer" });
    },
  );

  test("whose answer breaks off may have been sent", async () => {
    const broken = async () => ({
      statusCode: 200,
      headers: {},
      body: { text: () => Promise.reject(coded("UND_ERR_BODY_TIMEOUT")) },
    });
    expect(await posted(broken)).toEqual({ kind: "no-answer", reason: "words (UND_ERR_BODY_TIMEOUT)", timedOut: true });
  });

  test.each([
    ["UND_ERR_CONNECT_TIMEOUT", true],
    ["UND_ERR_HEADERS_TIMEOUT", true],
    ["UND_ERR_BODY_TIMEOUT", true],
    ["ECONNRESET", false],
    ["ECONNREFUSED", false],
  ])("that ended with %s waited for its time to be over: %s", async (code, timedOut) => {
    expect(await failing(coded(code))).toMatchObject({ timedOut });
  });

  test.each<[string, unknown, string]>([
    ["its words and its code", coded("ECONNRESET", "hung up"), "hung up (ECONNRESET)"],
    ["its words alone where they have the code", coded("ECONNRESET", "read ECONNRESET"), "read ECONNRESET"],
    ["its words where it has no code", new Error("hung up"), "hung up"],
    ["itself where it is no error", "hung up", "hung up"],
    ["itself where it is nothing", undefined, "undefined"],
    ["itself where it is null", null, "null"],
  ])("tells of a failure %s", async (_, error, reason) => {
    expect(await failing(error)).toMatchObject({ reason });
  });
});
