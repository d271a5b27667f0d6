import { Pool } from "undici";

/** One attempt, ready to send. */
export interface HttpRequest {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** What came back, or why nothing did. */
export type HttpResult =
  | { kind: "answer"; status: number; text: string; date: number | undefined }
  | { kind: "not-sent" | "no-answer"; reason: string };

/** Connections to one origin at most; the engine runs few operations at a time, so more would idle. */
const connections = 16;
const connectTimeoutMs = 5_000;
/** No vendor states a server-side time-out; the slowest documented answer is well below this. */
const answerTimeoutMs = 15_000;

const notSent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** Kept-alive connections to one origin. */
export class Origin {
  readonly #pool: Pool;

  constructor(origin: string) {
    this.#pool = new Pool(origin, {
      connections,
      connect: { timeout: connectTimeoutMs },
      headersTimeout: answerTimeoutMs,
      bodyTimeout: answerTimeoutMs,
    });
  }

  /** Sends a POST once. Never throws for what happens on the wire. */
  async post(request: HttpRequest): Promise<HttpResult> {
    try {
      const { statusCode, headers, body } = await this.#pool.request({ method: "POST", ...request });
      const date = typeof headers.date === "string" ? Date.parse(headers.date) : Number.NaN;
      const text = await body.text();
      return { kind: "answer", status: statusCode, text, date: Number.isNaN(date) ? undefined : date };
    } catch (error) {
      return { kind: failedBeforeSending(error) ? "not-sent" : "no-answer", reason: reasonOf(error) };
    }
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}

/** What Node and undici say of a failure. Not told by class: the error may come from another realm. */
function wordsOf(error: unknown): { code: string; text: string } {
  const { code = "", message = String(error) } = (error ?? {}) as { code?: unknown; message?: unknown };
  return { code: String(code), text: String(message) };
}

function failedBeforeSending(error: unknown): boolean {
  return notSent.has(wordsOf(error).code);
}

function reasonOf(error: unknown): string {
  const { code, text } = wordsOf(error);
  return code && !text.includes(code) ? `${text} (${code})` : text;
}
