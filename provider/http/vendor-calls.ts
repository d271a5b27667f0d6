import type { Answer } from "./answers";
import { Budgets } from "./budget";
import { type Exchange, exchange, type Verdict } from "./exchange";
import type { Sender } from "./pool";
import type { CallKind } from "./retry";

/** What to do after a refusal of which no more is known. */
export const plainAdvice = "The vendor's words say what it refused; correct the input and run it again.";

/** What a vendor's table of calls says of one, as far as sending it goes. */
export interface CallTraits {
  kind: CallKind;
  /** What the vendor allows in a second, where that is not the usual. */
  perSecond?: number;
  /** The calls that share a rate limit; by default a call has its own. */
  bucket?: string;
}

/** What is the same for all calls to one app. */
export interface Protocol<Call extends string> {
  vendor: string;
  sender: Pick<Sender, "post">;
  traitsOf(call: Call): CallTraits;
  /** The calls per second that an app may make by default, and those that this one may make where that is another number. */
  perSecond: { usual: number; granted: number | undefined };
  /** How long the vendor blocks a call after refusing it for rate. */
  blockMs: number;
  judge(call: Call, status: number, text: string): Verdict<Answer>;
  /** What to do, for an answer that is a refusal. */
  advise(call: Call, vendorCode: number | undefined, vendorText: string | undefined): string;
}

/** What a call is about. */
export interface CallAbout {
  /** For errors and the debug log. */
  object?: string | undefined;
  /** What the vendor counts the rate by, beside the call, such as a GroupId. */
  lane?: string;
  /** Ids or keys, where the vendor's rate limit counts those; by default 1. */
  units?: number;
}

/** Sends the calls to one app: within its rate, and by its clock. */
export class VendorCalls<Call extends string> {
  readonly #protocol: Protocol<Call>;
  readonly #budgets: Budgets;
  #clockOffsetMs = 0;

  constructor(protocol: Protocol<Call>) {
    const { usual, granted = usual } = protocol.perSecond;
    this.#protocol = protocol;
    this.#budgets = new Budgets(granted, usual);
  }

  /**
   * Makes one vendor call.
   * @param sign builds and signs one attempt; called anew for each
   * @throws ImError
   */
  send(call: Call, sign: Exchange<Answer>["sign"], { object, lane, units }: CallAbout = {}): Promise<Answer> {
    const { vendor, sender, traitsOf, perSecond, blockMs, judge, advise } = this.#protocol;
    const { kind, bucket = call, perSecond: limit = perSecond.usual } = traitsOf(call);
    return exchange<Answer>({
      facts: { vendor, call, ...(object !== undefined && { object }) },
      kind,
      sender,
      budget: this.#budgets.of(lane === undefined ? bucket : `${bucket} ${lane}`, limit),
      ...(units !== undefined && { units }),
      blockMs,
      sign,
      judge: (status, text) => judge(call, status, text),
      correctClock: (serverTime) => {
        this.#clockOffsetMs = serverTime - Date.now();
      },
      advise: (code, text) => advise(call, code, text),
    });
  }

  /** This machine's time, set right where the vendor has said that it is off. In epoch milliseconds. */
  now(): number {
    return Date.now() + this.#clockOffsetMs;
  }
}
