import { type CallKind, decide, maxAttempts, type Outcome } from "../../provider/http/retry";

const kinds: CallKind[] = ["read", "write", "once"];
const always = (what: string) => Array<string>(maxAttempts).fill(what);
const backOff = ["retry 200", "retry 400", "retry 800", "retry 1600", "give-up"];

/** What each attempt from the first to the last decides, with the jitter in the middle. */
const table: Record<Outcome, Record<CallKind, string[]>> = {
  done: { read: always("return"), write: always("return"), once: always("return") },
  refused: { read: always("return"), write: always("return"), once: always("return") },
  throttled: same([...always("retry 0").slice(1), "give-up"]),
  clock: same(["retry 0", ...always("give-up").slice(1)]),
  "not-sent": same(backOff),
  failed: { read: backOff, write: backOff, once: always("observe") },
  "no-answer": { read: backOff, write: backOff, once: always("observe") },
};

function same(decisions: string[]): Record<CallKind, string[]> {
  return { read: decisions, write: decisions, once: decisions };
}

function said(attempt: number, kind: CallKind, outcome: Outcome, jitter?: number): string {
  const decision = decide(attempt, kind, outcome, jitter);
  return decision.do === "retry" ? `retry ${decision.afterMs}` : decision.do;
}

const rows = Object.entries(table).flatMap(([outcome, byKind]) =>
  kinds.flatMap((kind) =>
    byKind[kind].map((decision, i) => ({ outcome: outcome as Outcome, kind, attempt: i + 1, decision })),
  ),
);

test.each(rows)(
  "attempt $attempt of a $kind call that is $outcome: $decision",
  ({ outcome, kind, attempt, decision }) => {
    expect(said(attempt, kind, outcome)).toBe(decision);
  },
);

test("the table has every kind, outcome and attempt", () => {
  expect(rows).toHaveLength(3 * 7 * maxAttempts);
});

test.each([
  [0, "retry 100"],
  [0.5, "retry 200"],
  [1, "retry 300"],
])("jitter %d spreads the first wait", (jitter, decision) => {
  expect(said(1, "read", "failed", jitter)).toBe(decision);
});

test("nothing that may have acted is repeated for a call that must act once", () => {
  for (const { outcome, attempt } of rows.filter(({ kind }) => kind === "once")) {
    if (outcome === "failed" || outcome === "no-answer") expect(said(attempt, "once", outcome)).not.toMatch(/^retry/);
  }
});
