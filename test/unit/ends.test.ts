import { Ends, withCanonicalEnds } from "../../provider/collections/ends";

const good = 99;
const hourMs = 3_600_000;
const now = Date.parse("2026-11-24T12:00:00Z");

interface Mute {
  until?: string | typeof good;
}

const ends = new Ends<Mute, typeof good>({
  endOf: ({ until }) => until ?? "",
  good,
  unitMs: 1_000,
  lengthOfGood: good,
  longest: 7_200,
  toleranceMs: 5_000,
  zonesMs: [0, hourMs],
});

/** An instant so many seconds from now. */
const at = (seconds: number) => new Date(now + seconds * 1000).toISOString().replace(".000Z", "Z");

const mutes = {
  over: { until: at(-1) },
  ending: { until: at(0) },
  running: { until: at(1) },
  good: { until: good },
  open: {},
} satisfies Record<string, Mute>;

test("whose end has come is over, and who is muted for good never is", () => {
  expect(Object.keys(ends.unended(mutes, now))).toEqual(["running", "good"]);
  expect(Object.keys(ends.ended(mutes, now))).toEqual(["over", "ending", "open"]);
});

test.each([
  ["of no time", at(0), 1],
  ["of a part of a unit", at(0.4), 1],
  ["rounded up", at(1.2), 2],
  ["of a whole number", at(2), 2],
  ["beyond the longest", at(10_000), 7_200],
  ["for good", good, good],
])("the length of a mute %s", (_, end, length) => {
  expect(ends.length(end as string | typeof good, now)).toBe(length);
});

test.each([
  ["exactly", 60, 60, true],
  ["late, as near as clocks agree", 65, 60, true],
  ["early, as near as clocks agree", 55, 60, true],
  ["later than that", 66, 60, false],
  ["earlier than that", 54, 60, false],
  ["in the vendor's own zone", 3_660, 60, true],
  ["in neither zone", 1_860, 60, false],
])("what is listed %s reads as declared, or not", (_, live, declared, isDeclared) => {
  const end = ends.told(now + live * 1000, at(declared));
  expect(end).toBe(isDeclared ? at(declared) : at(live));
});

test("what is listed for good, or was declared so, reads as what it is", () => {
  expect(ends.told(Number.POSITIVE_INFINITY, at(60))).toBe(good);
  expect(ends.told(now + 60_000, good)).toBe(at(60));
  expect(ends.told(now + 60_000, undefined)).toBe(at(60));
});

test("a vendor with one zone and no longest length has its times as they are", () => {
  const plain = new Ends<Mute, typeof good>({
    endOf: ({ until }) => until ?? "",
    good,
    unitMs: 1_000,
    lengthOfGood: good,
    toleranceMs: 5_000,
  });
  expect(plain.told(now + 62_000, at(60))).toBe(at(60));
  expect(plain.told(now + hourMs + 60_000, at(60))).toBe(at(3_660));
  expect(plain.length(at(10_000), now)).toBe(10_000);
});

test("a list is read in the words of what is declared, with what has passed", () => {
  const declared = { ann: { until: at(60) }, ben: { until: at(-60) }, cid: { until: at(60) }, dan: { until: at(-60) } };
  const listed = [
    ["ann", now + 61_000],
    ["dan", now + 120_000],
    ["constructor", Number.POSITIVE_INFINITY],
  ] as const;
  expect(ends.read(listed, declared, now, (until) => ({ until }))).toEqual({
    ann: { until: at(60) },
    ben: { until: at(-60) },
    dan: { until: at(120) },
    constructor: { until: good },
  });
});

test("people of one length go together, as many as fit", () => {
  const some = {
    a: { until: at(2) },
    b: { until: good },
    c: { until: at(1.5) },
    d: { until: at(1.1) },
  } satisfies Record<string, Mute>;
  expect(ends.byLength(some, now, 2)).toEqual([
    { ids: ["a", "c"], length: 2 },
    { ids: ["d"], length: 2 },
    { ids: ["b"], length: good },
  ]);
});

test("two mutes are the same where their ends are", () => {
  expect(ends.isSame({ until: at(1) }, { until: at(1) })).toBe(true);
  expect(ends.isSame({ until: at(1) }, { until: at(2) })).toBe(false);
  expect(ends.isSame({ until: good }, { until: at(2) })).toBe(false);
});

describe("one way of writing ends", () => {
  const written = {
    a: { until: "2026-11-24T13:00:00+01:00", why: "spam" },
    b: {},
    c: { until: "tomorrow" },
    d: { until: 99 },
    e: "unknown",
    f: ["list"],
  };

  test("leaves what is none for the schema", () => {
    const canonical = { ...written, a: { until: "2026-11-24T12:00:00Z", why: "spam" } };
    expect(withCanonicalEnds(written, "until")).toEqual(canonical);
    expect(Object.keys(Object(withCanonicalEnds(written, "until")).b)).toEqual([]);
    expect(withCanonicalEnds(canonical, "until")).toEqual(canonical);
    expect(withCanonicalEnds(["a"], "until")).toEqual(["a"]);
    expect(withCanonicalEnds("unknown", "until")).toBe("unknown");
  });

  test("gives an end to what has none, where the vendor has a word for that", () => {
    expect(withCanonicalEnds({ b: {}, c: { until: undefined } }, "until", good)).toEqual({
      b: { until: good },
      c: { until: good },
    });
  });
});
