import timers from "node:timers/promises";
import { calls as commsease } from "../../../provider/commsease/calls";
import { type HttpRequest, type HttpResult, Origin } from "../../../provider/http/pool";
import type { CallKind } from "../../../provider/http/retry";
import { calls as nexconn } from "../../../provider/nexconn/calls";
import { calls as tencent } from "../../../provider/tencent/calls";

const kinds: Readonly<Record<string, { kind: CallKind }>> = { ...commsease, ...nexconn, ...tencent };
// The longest first: a name may end as another one.
const names = Object.keys(kinds).sort((a, b) => b.length - a.length);

/** An answer of the cloud, and to which request. */
export interface Recorded {
  /** Path and body: the same request. */
  key: string;
  call: string;
  result: HttpResult & { kind: "answer" };
}

/** What happens to the answers of one trial. */
export interface Rewriting {
  /** Answers of the unchanged cloud, which stand for it until something is written. */
  known: ReadonlyMap<string, Recorded>;
  /** The request whose every answer is rewritten, and how. */
  key?: string;
  rewrite?(answer: unknown): unknown;
}

/**
 * The way to the cloud, on which answers are recorded and rewritten. Time passes only where the provider sleeps, and then at once.
 */
export class Way {
  readonly #real = { post: Origin.prototype.post, perf: performance.now.bind(performance) };
  readonly #now = Date.now();
  #aheadMs = 0;
  #rewriting: Rewriting = { known: new Map() };
  #recorded = new Map<string, Recorded>();
  #hasWritten = false;

  constructor() {
    const way = this;
    jest.spyOn(Date, "now").mockImplementation(() => this.#now + this.#aheadMs);
    jest.spyOn(performance, "now").mockImplementation(() => this.#real.perf() + this.#aheadMs);
    jest.spyOn(timers, "setTimeout").mockImplementation((async (ms = 0, value?: unknown) => {
      this.#aheadMs += ms;
      return value;
    }) as typeof timers.setTimeout);
    jest.spyOn(Origin.prototype, "post").mockImplementation(async function (this: Origin, request, signal) {
      return way.#post(request, () => way.#real.post.call(this, request, signal));
    });
  }

  /** From here on answers are rewritten so, and those that come are recorded anew. */
  begin(rewriting: Rewriting = { known: new Map() }): void {
    this.#rewriting = rewriting;
    this.#recorded = new Map();
    this.#hasWritten = false;
    this.#aheadMs = 0;
  }

  /** The answers since {@link begin}, one for each request. */
  get recorded(): ReadonlyMap<string, Recorded> {
    return this.#recorded;
  }

  /** Whether anything was sent since {@link begin} that changes something. */
  get hasWritten(): boolean {
    return this.#hasWritten;
  }

  async #post(request: HttpRequest, send: () => Promise<HttpResult>): Promise<HttpResult> {
    const path = request.path.split("?")[0] ?? "";
    const call = names.find((name) => path.endsWith(`/${name}`) || path.endsWith(`/${name}.action`)) ?? "";
    const key = `${path} ${request.body}`;
    const isWrite = kinds[call]?.kind !== "read";
    this.#hasWritten ||= isWrite;
    const { known, key: wanted, rewrite } = this.#rewriting;
    const result = (this.#hasWritten ? undefined : known.get(key)?.result) ?? (await send());
    if (result.kind !== "answer") return result;
    if (!this.#recorded.has(key)) this.#recorded.set(key, { key, call, result });
    if (key !== wanted || !rewrite) return result;
    return { ...result, text: JSON.stringify(rewrite(JSON.parse(result.text))) };
  }
}
