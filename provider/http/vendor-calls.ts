import type { RecentlyMade } from "../lag/recently-made";
import { untilShown } from "../lag/until-shown";
import { type AnswerOf, type AnswerSchemas, understood } from "./answers";
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
export interface Protocol<Call extends string, Schemas extends AnswerSchemas<Call>> {
  vendor: string;
  sender: Pick<Sender, "post">;
  traitsOf(call: Call): CallTraits;
  /** What the answers hold that are read. */
  answers: Schemas;
  /** The calls per second that an app may make by default, and those that this one may make where that is another number. */
  perSecond: { usual: number; granted: number | undefined };
  /** How long the vendor blocks a call after refusing it for rate. */
  blockMs: number;
  judge(call: Call, status: number, text: string): Verdict<unknown>;
  /** What this run has made at the app. */
  recent: RecentlyMade;
  /** Whether a refusal says that something is not there. */
  saysAbsent(error: unknown): boolean;
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

/** An answer tells the vendor's time in whole seconds, and has been on its way: nearer than this, two clocks are one. */
const inexactMs = 2_000;

/** Sends the calls to one app: within its rate, and by its clock. */
export class VendorCalls<Call extends string, Schemas extends AnswerSchemas<Call>> {
  readonly #protocol: Protocol<Call, Schemas>;
  readonly #budgets: Budgets;
  #signingOffsetMs = 0;
  #offsetMs = 0;
  #heard: number | undefined;

  constructor(protocol: Protocol<Call, Schemas>) {
    const { usual, granted = usual } = protocol.perSecond;
    this.#protocol = protocol;
    this.#budgets = new Budgets(granted, usual);
  }

  /**
   * Makes one vendor call. Where it is refused since something is not there that this run has just made, it is made again.
   * @param parameters what may name that
   * @param sign builds and signs one attempt; called anew for each
   * @throws ImError
   */
  async send<C extends Call>(
    call: C,
    parameters: unknown,
    sign: Exchange<unknown>["sign"],
    about: CallAbout = {},
  ): Promise<AnswerOf<Schemas, C>> {
    const { recent, saysAbsent } = this.#protocol;
    const { answer, refused } = await untilShown(
      async () => {
        try {
          return { answer: await this.#ask(call, sign, about) };
        } catch (error) {
          if (!saysAbsent(error)) throw error;
          return { refused: error };
        }
      },
      ({ refused }) => refused !== undefined,
      () => recent.lagLeftIn([about.object?.split(" "), parameters]),
    );
    if (refused !== undefined) throw refused;
    return answer as AnswerOf<Schemas, C>;
  }

  async #ask(call: Call, sign: Exchange<unknown>["sign"], { object, lane, units }: CallAbout): Promise<unknown> {
    const { vendor, sender, traitsOf, answers, perSecond, blockMs, judge, advise } = this.#protocol;
    const { kind, bucket = call, perSecond: limit = perSecond.usual } = traitsOf(call);
    const facts = { vendor, call, ...(object !== undefined && { object }) };
    const answer = await exchange<unknown>({
      facts,
      kind,
      sender,
      budget: this.#budgets.of(lane === undefined ? bucket : `${bucket} ${lane}`, limit),
      ...(units !== undefined && { units }),
      blockMs,
      sign,
      judge: (status, text) => judge(call, status, text),
      hear: (serverTime, isOurOff) => {
        const off = serverTime - Date.now();
        this.#heard = serverTime;
        this.#offsetMs = Math.abs(off) > inexactMs ? off : 0;
        if (isOurOff) this.#signingOffsetMs = off;
      },
      advise: (code, text) => advise(call, code, text),
    });
    const schema = answers[call];
    return schema ? understood(facts, schema, answer, kind !== "read") : answer;
  }

  /** The vendor's time, told from its last answer: it counts the lengths of mutes and bans. In epoch milliseconds. */
  now(): number {
    return Date.now() + this.#offsetMs;
  }

  /** The vendor's time at its last answer, in whole seconds: what it does from now on is later. In epoch milliseconds. */
  heard(): number {
    return this.#heard ?? this.now();
  }

  /**
   * The time to sign with: this machine's, until the vendor has refused it. What stands between may tell another time than the
   * vendor's, and must not spoil a signature that is right. In epoch milliseconds.
   */
  signingTime(): number {
    return Date.now() + this.#signingOffsetMs;
  }
}
