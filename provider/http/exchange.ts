import { setTimeout as sleep } from "node:timers/promises";
import { type CallFacts, ImError, type ImErrorCode } from "../errors";
import type { Budget } from "./budget";
import { debug } from "./debug";
import type { HttpRequest, HttpResult, Sender } from "./pool";
import { type CallKind, decide, type Outcome } from "./retry";

/** An answer as the vendor's rules read it. */
export interface Verdict<Answer> {
  outcome: Outcome;
  answer?: Answer;
  vendorCode?: number;
  vendorText?: string;
}

/** What a vendor brings to an exchange. */
export interface Exchange<Answer> {
  facts: Pick<CallFacts, "vendor" | "call" | "object">;
  kind: CallKind;
  sender: Pick<Sender, "post">;
  budget: Budget;
  /** What the call takes of the budget; by default 1. */
  units?: number;
  /** How long the vendor blocks a call after refusing it for rate. */
  blockMs: number;
  /** Builds and signs one attempt; called anew for each. */
  sign: () => { request: HttpRequest; requestId: string };
  judge: (status: number, text: string) => Verdict<Answer>;
  /** Told the server's time with each answer that has it, and whether the answer says that ours is off. */
  hear: (serverTime: number, isOurOff: boolean) => void;
  /** What to do, for an answer that is a refusal. */
  advise: (vendorCode: number | undefined, vendorText: string | undefined) => string;
}

/** Sends a call until it is decided: returns the answer, or throws an {@link ImError} that names call and code. */
export async function exchange<Answer>(x: Exchange<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    await x.budget.take(x.units);
    const { request, requestId } = x.sign();
    const started = performance.now();
    const result = await x.sender.post(request);
    const verdict = judged(x, result);
    const ms = Math.round(performance.now() - started);
    debug(
      `${x.facts.vendor} ${x.facts.call} ${x.facts.object ?? ""} attempt ${attempt}: ${said(verdict, result)}, ${ms} ms`,
    );

    if (verdict.outcome === "throttled") x.budget.block(x.blockMs);
    if (result.kind === "answer" && result.date) x.hear(result.date, verdict.outcome === "clock");

    const decision = decide(attempt, x.kind, verdict.outcome, Math.random());
    if (decision.do === "return" && verdict.outcome === "done") return verdict.answer as Answer;
    if (decision.do === "retry") await sleep(decision.afterMs);
    else throw failure(x, verdict, result, requestId, attempt);
  }
}

function judged<Answer>(x: Exchange<Answer>, result: HttpResult): Verdict<Answer> {
  if (result.kind !== "answer") return { outcome: result.kind, vendorText: result.reason };
  return x.judge(result.status, result.text);
}

function said(verdict: Verdict<unknown>, result: HttpResult): string {
  if (result.kind !== "answer") return result.reason;
  const code = verdict.vendorCode === undefined ? `HTTP ${result.status}` : `code ${verdict.vendorCode}`;
  return verdict.vendorText ? `${code} "${verdict.vendorText}"` : code;
}

function failure<Answer>(
  x: Exchange<Answer>,
  verdict: Verdict<Answer>,
  result: HttpResult,
  requestId: string,
  attempts: number,
): ImError {
  const status = result.kind === "answer" && result.status !== 200 ? result.status : undefined;
  const { vendorCode, vendorText } = verdict;
  const about = x.facts.object ? ` for ${x.facts.object}` : "";
  const call = `${x.facts.vendor} ${x.facts.call}${about}`;
  const tries = attempts > 1 ? ` after ${attempts} attempts` : "";
  const words = said(verdict, result);
  const error = (code: ImErrorCode, what: string, advice: string) =>
    new ImError(code, `${call} ${what}. ${advice}`, { ...x.facts, vendorCode, vendorText, status, requestId, advice });
  switch (verdict.outcome) {
    case "refused":
    case "done":
    case "clock":
      return error("IM_REFUSED", `was refused with ${words}`, x.advise(vendorCode, vendorText));
    case "not-sent":
      return error(
        "IM_UNREACHABLE",
        `could not be sent${tries}: ${words}`,
        "Check the connection's endpoint and the network, then run it again.",
      );
    case "throttled":
      return error(
        "IM_UNAVAILABLE",
        `was refused for rate${tries}: ${words}`,
        "Something else uses up this app's quota; lower `limits.callsPerSecond` of the connection or run it again later.",
      );
    case "failed":
    case "no-answer": {
      const code = x.kind === "once" ? "IM_OUTCOME_UNKNOWN" : "IM_UNAVAILABLE";
      return error(code, `got no usable answer${tries}: ${words}`, "Run it again.");
    }
  }
}
