/** A request as it goes over the wire; `path` follows the endpoint. */
export interface WireRequest {
  readonly path: string;
  /** @default "POST" */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** No endpoint gave an answer. */
export class NoAnswer extends Error {
  constructor(reason: string) {
    super(`no answer (${reason})`);
  }
}

/** Nothing was answered for so long that it makes no sense to go on. */
export class Unreachable extends NoAnswer {}

/** Failures in a row after which that is so. */
const PATIENCE = 8;
const TIMEOUT_MS = 15_000;

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "failed";
  const { cause } = error;
  return cause instanceof Error && "code" in cause ? String(cause.code) : error.name;
}

/** The way to a vendor: one endpoint after the other where one does not answer. */
export class Line {
  #current = 0;
  #failures = 0;

  constructor(readonly endpoints: readonly string[]) {}

  async send({ path, method = "POST", headers = {}, body }: WireRequest): Promise<WireAnswer> {
    const endpoint = this.endpoints[this.#current] ?? "";
    try {
      const response = await fetch(`${endpoint}${path}`, {
        method,
        headers: { ...headers },
        body,
        redirect: "error",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const text = await response.text();
      this.#failures = 0;
      return { status: response.status, headers: response.headers, text };
    } catch (error) {
      this.#current = (this.#current + 1) % this.endpoints.length;
      this.#failures += 1;
      throw new (this.#failures < PATIENCE ? NoAnswer : Unreachable)(reasonOf(error));
    }
  }
}
