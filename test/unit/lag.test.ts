import { ImError } from "../../provider/errors";
import { text } from "../../provider/http/answer-fields";
import { batched } from "../../provider/http/batched";
import { VendorCalls } from "../../provider/http/vendor-calls";
import { RecentlyMade } from "../../provider/lag/recently-made";
import { longestLagMs, untilShown } from "../../provider/lag/until-shown";

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

describe("a look", () => {
  /** Sees what is true from some moment on. */
  const lookFrom = (ms: number) => jest.fn(async () => mockNow >= ms);

  test("that shows it at once is the only one", async () => {
    const look = lookFrom(0);
    expect(await untilShown(look, (seen) => !seen)).toBe(true);
    expect([look.mock.calls.length, mockNow]).toEqual([1, 0]);
  });

  test("is taken again with growing pauses, until it shows it", async () => {
    const times: number[] = [];
    await untilShown(
      async () => times.push(mockNow),
      () => true,
    );
    expect(times).toEqual([0, 250, 750, 1_750, 3_750, 6_750, 10_000]);
    expect(mockNow).toBe(longestLagMs);
  });

  test("is taken for no longer than it may be behind, the last time at the end", async () => {
    const look = lookFrom(20_000);
    expect(
      await untilShown(
        look,
        (seen) => !seen,
        () => 600 - mockNow,
      ),
    ).toBe(false);
    expect([look.mock.calls.length, mockNow]).toEqual([3, 600]);
  });
});

describe("what this run has made", () => {
  test("may not be shown for a while", () => {
    const recent = new RecentlyMade();
    expect(recent.lagLeft("ann")).toBe(0);
    recent.note("ann");
    expect(recent.lagLeft("ann")).toBe(longestLagMs);
    mockNow = 4_000;
    expect([recent.lagLeft("ann"), recent.lagLeft("bob")]).toEqual([6_000, 0]);
    mockNow = 11_000;
    expect(recent.lagLeft("ann")).toBe(0);
    recent.note("ann");
    recent.forget("ann");
    expect(recent.lagLeft("ann")).toBe(0);
  });

  test("is found in the parameters of a call, at any depth, as text or number", () => {
    const recent = new RecentlyMade();
    expect(recent.lagLeftIn({ accid: "ann" })).toBe(0);
    recent.note("ann");
    recent.note("7");
    for (const parameters of ["ann", 7, { to: ["bob", { id: "ann" }] }, [undefined, null, true, "7"]])
      expect(recent.lagLeftIn(parameters)).toBe(longestLagMs);
    for (const parameters of [undefined, null, "bob", 8, { ann: "bob" }]) expect(recent.lagLeftIn(parameters)).toBe(0);
  });
});

describe("reads that share calls", () => {
  test("ask again for what was made and is not shown yet, and for nothing else", async () => {
    const recent = new RecentlyMade();
    recent.note("ann");
    const asked: (readonly string[])[] = [];
    const loader = batched(
      9,
      async (keys) => {
        asked.push(keys);
        return keys.map((key) =>
          key === "ann!" ? (mockNow < 600 ? undefined : key) : key === "gone!" ? undefined : key,
        );
      },
      recent,
      (key) => key.slice(0, -1),
    );
    expect(await Promise.all(["ann!", "gone!", "bob!"].map((key) => loader.load(key)))).toEqual([
      "ann!",
      undefined,
      "bob!",
    ]);
    expect(asked).toEqual([["ann!", "gone!", "bob!"], ["ann!"], ["ann!"]]);
  });

  test("do not ask again for what failed, and end where it is never shown", async () => {
    const recent = new RecentlyMade();
    recent.note("bad");
    recent.note("never");
    const load = jest.fn(async (keys: readonly string[]) =>
      keys.map((key) => (key === "bad" ? new Error("no") : undefined)),
    );
    const loader = batched(9, load, recent);
    const [bad, never] = await Promise.allSettled([loader.load("bad"), loader.load("never")]);
    expect([bad?.status, never]).toEqual(["rejected", { status: "fulfilled", value: undefined }]);
    expect([load.mock.calls.length, mockNow]).toEqual([7, longestLagMs]);
  });
});

describe("a call that is refused since something is not there", () => {
  const absent = (error: unknown) => (error as ImError).facts.vendorCode === 404;

  /** A vendor that refuses with a code until some moment. */
  function vendorOf(code: number, untilMs: number) {
    const recent = new RecentlyMade();
    let sent = 0;
    const calls = new VendorCalls({
      vendor: "acme",
      sender: {
        post: async () => {
          sent++;
          return { kind: "answer", status: 200, text: mockNow < untilMs ? "no" : "yes", date: undefined };
        },
      },
      traitsOf: () => ({ kind: "once" }),
      answers: { make: text() },
      perSecond: { usual: 100, granted: undefined },
      blockMs: 1,
      judge: (_call, _status, text) =>
        text === "yes" ? { outcome: "done", answer: "made" as never } : { outcome: "refused", vendorCode: code },
      recent,
      saysAbsent: absent,
      advise: () => "Mind it.",
    });
    const make = (parameters: unknown, object?: string) =>
      calls.send("make", parameters, () => ({ request: { path: "/", headers: {}, body: "" }, requestId: "1" }), {
        ...(object !== undefined && { object }),
      });
    return { recent, make, sent: () => sent };
  }

  test("that this run has made is made again until the vendor knows it", async () => {
    const { recent, make, sent } = vendorOf(404, 700);
    recent.note("ann");
    expect(await make({ members: ["bob", "ann"] })).toBe("made");
    expect(sent()).toBe(3);
    mockNow = 0;
    expect(await make({}, "bob ann")).toBe("made");
  });

  test.each<[string, number, string]>([
    ["is refused at once where nothing of this run is named", 404, "bob"],
    ["is refused at once where the refusal says something else", 403, "ann"],
  ])("%s", async (_, code, named) => {
    const { recent, make, sent } = vendorOf(code, 20_000);
    recent.note("ann");
    await expect(make({ owner: named })).rejects.toMatchObject({ code: "IM_REFUSED" });
    expect(sent()).toBe(1);
  });

  test("is refused in the end where the vendor goes on saying so", async () => {
    const { recent, make, sent } = vendorOf(404, 20_000);
    recent.note("ann");
    await expect(make({ owner: "ann" })).rejects.toBeInstanceOf(ImError);
    expect([sent(), mockNow]).toEqual([7, longestLagMs]);
  });
});
