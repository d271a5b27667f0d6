import { debug } from "./debug";
import { type HttpRequest, type HttpResult, Origin, type OriginOptions, type Sender } from "./pool";

/**
 * One service behind several hosts. Calls go to one host until it fails them: no connection, no answer in time, or an HTTP
 * status of 500 and above. Then all calls go to the next, for as long as the process lives or until that one fails too.
 * What failed is not sent again here.
 */
export class Failover implements Sender {
  readonly #hosts: readonly Origin[];
  /** How often the host has been changed; a call that fails after a change says nothing about the present host. */
  #changes = 0;
  #waiting = new AbortController();

  /** @param origins in the order of preference */
  constructor(origins: readonly string[], options: OriginOptions = {}) {
    this.#hosts = origins.map((origin) => new Origin(origin, options));
  }

  async post(request: HttpRequest): Promise<HttpResult> {
    const changes = this.#changes;
    const host = this.#hosts[changes % this.#hosts.length] as Origin;
    const result = await host.post(request, this.#waiting.signal);
    if (isOutage(result) && changes === this.#changes) this.#change(result.kind !== "answer" && result.timedOut);
    return result;
  }

  async close(): Promise<void> {
    await Promise.all(this.#hosts.map((host) => host.close()));
  }

  /** @param isSilent whether the host took a call and did not answer: then the others need not wait for it as long again */
  #change(isSilent: boolean): void {
    if (this.#hosts.length === 1) return;
    this.#changes++;
    debug(`host ${1 + (this.#changes % this.#hosts.length)} of ${this.#hosts.length} from here on`);
    if (!isSilent) return;
    const given = this.#waiting;
    this.#waiting = new AbortController();
    given.abort(new Error("the host left another call unanswered"));
  }
}

function isOutage(result: HttpResult): boolean {
  return result.kind !== "answer" || result.status >= 500;
}
