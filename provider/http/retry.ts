/** How safe a call is to send again. */
export type CallKind =
  /** Changes nothing. */
  | "read"
  /** Sets an absolute value: sending it twice is the same as once. */
  | "write"
  /** Must not act twice; where its outcome is unknown the caller looks before it sends again. */
  | "once";

/** What came of one attempt, in words that no vendor owns. */
export type Outcome =
  /** The call was carried out. */
  | "done"
  /** The vendor understood the call and said no. */
  | "refused"
  /** Refused for rate, without acting. */
  | "throttled"
  /** Refused because the clocks differ, without acting. */
  | "clock"
  /** The server failed or was too busy; whether it acted is open. */
  | "failed"
  /** No connection came about, so nothing was sent. */
  | "not-sent"
  /** Sent, and no answer came; whether it acted is open. */
  | "no-answer";

export type Decision = { do: "return" } | { do: "retry"; afterMs: number } | { do: "observe" } | { do: "give-up" };

/** Attempts of one call at most, the first included. */
export const maxAttempts = 5;

/**
 * Whether to send a call again. Pure: the same attempt, kind and outcome give the same decision.
 * @param attempt 1 for the first
 * @param jitter 0 to 1, spreads the waits of callers that failed together
 */
export function decide(attempt: number, kind: CallKind, outcome: Outcome, jitter = 0.5): Decision {
  const backoff = Math.round(Math.min(200 * 2 ** (attempt - 1), 3_000) * (0.5 + jitter));
  const again = (afterMs: number): Decision => (attempt < maxAttempts ? { do: "retry", afterMs } : { do: "give-up" });
  switch (outcome) {
    case "done":
    case "refused":
      return { do: "return" };
    case "throttled":
      // The budget itself holds every caller back for as long as the vendor blocks.
      return again(0);
    case "clock":
      // The corrected clock goes into the next signature; a second refusal means it does not help.
      return attempt === 1 ? { do: "retry", afterMs: 0 } : { do: "give-up" };
    case "not-sent":
      return again(backoff);
    case "failed":
    case "no-answer":
      return kind === "once" ? { do: "observe" } : again(backoff);
  }
}
