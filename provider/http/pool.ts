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
  | { kind: "not-sent" | "no-answer"; reason: string; timedOut: boolean };

/** Where a vendor's calls go. */
export interface Sender {
  /** Sends a POST once. Never throws for what happens on the wire. */
  post(request: HttpRequest): Promise<HttpResult>;
  close(): Promise<void>;
}

/** How a vendor wants its connections treated. */
export interface OriginOptions {
  /** How long an answer may take, in milliseconds. By default 15 s: no vendor's slowest documented answer comes near. */
  answerTimeoutMs?: number;
  /** After so long without a call a connection is closed, in milliseconds; by default 4 s. */
  idleMs?: number;
  /** After so many calls a connection is closed; by default never. */
  callsPerConnection?: number;
}

/** Connections to one origin at most; the engine runs few operations at a time, so more would idle. */
const connections = 16;
const connectTimeoutMs = 5_000;

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

const timeouts = new Set(["UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]);

/** Kept-alive connections to one origin. */
export class Origin implements Sender {
  readonly #pool: Pool;

  constructor(origin: string, { answerTimeoutMs = 15_000, idleMs = 4_000, callsPerConnection }: OriginOptions = {}) {
    this.#pool = new Pool(origin, {
      connections,
      connect: { timeout: connectTimeoutMs },
      headersTimeout: answerTimeoutMs,
      bodyTimeout: answerTimeoutMs,
      keepAliveTimeout: idleMs,
      // Also where the server would keep it longer.
      keepAliveMaxTimeout: idleMs,
      ...(callsPerConnection !== undefined && { maxRequestsPerClient: callsPerConnection }),
    });
  }

  /** @param signal gives the call up, which then counts as one without an answer */
  async post(request: HttpRequest, signal?: AbortSignal): Promise<HttpResult> {
    try {
      const { statusCode, headers, body } = await this.#pool.request({ method: "POST", ...request, signal });
      const date = typeof headers.date === "string" ? Date.parse(headers.date) : Number.NaN;
      const text = await body.text();
      return { kind: "answer", status: statusCode, text, date: Number.isNaN(date) ? undefined : date };
    } catch (error) {
      const { code } = wordsOf(error);
      return {
        kind: notSent.has(code) ? "not-sent" : "no-answer",
        reason: reasonOf(error),
        timedOut: timeouts.has(code),
      };
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

function reasonOf(error: unknown): string {
  const { code, text } = wordsOf(error);
  return code && !text.includes(code) ? `${text} (${code})` : text;
}
