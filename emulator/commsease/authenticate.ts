import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { App } from "../cloud/vendor";
import { Refusal } from "./refusal";
import type { CommsEaseSettings } from "./settings";

const WINDOW_SECONDS = 300;
const NONCE_MEMORY_MS = 600_000;

function header(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return typeof value === "string" ? value : "";
}

/** Verifies the headers that every call carries. */
export class Authenticator {
  #nonces = new Map<string, number>();

  constructor(
    readonly app: App,
    readonly settings: Readonly<CommsEaseSettings>,
  ) {}

  /** What is wrong with the headers, or nothing. */
  verify(headers: IncomingHttpHeaders, now: number): Refusal | undefined {
    if (header(headers, "appkey") !== this.app.id) return new Refusal(414, "appkey");
    const nonce = header(headers, "nonce");
    const time = this.#verifyTime(headers, now);
    const sum = this.#verifySum(headers, nonce);
    const first = this.settings.authOrder === "time-first" ? (time ?? sum) : (sum ?? time);
    return first ?? this.#verifyNonce(nonce, now);
  }

  #verifyTime(headers: IncomingHttpHeaders, now: number): Refusal | undefined {
    const text = header(headers, "curtime");
    // Milliseconds are thirteen digits, which is how a client's mistake looks.
    const fits = /^\d{1,10}$/.test(text) && Math.abs(now / 1000 - Number(text)) <= WINDOW_SECONDS;
    return fits ? undefined : new Refusal(414, "CurTime is expired");
  }

  #verifySum(headers: IncomingHttpHeaders, nonce: string): Refusal | undefined {
    if (nonce.length < 1 || nonce.length > 128) return new Refusal(414, "nonce");
    const text = this.app.secret + nonce + header(headers, "curtime");
    const expected = createHash("sha1").update(text, "utf8").digest("hex");
    return header(headers, "checksum") === expected ? undefined : new Refusal(414, "checksum");
  }

  #verifyNonce(nonce: string, now: number): Refusal | undefined {
    if (this.settings.nonceReuse === "allow") return undefined;
    for (const [seen, at] of this.#nonces) if (now - at > NONCE_MEMORY_MS) this.#nonces.delete(seen);
    if (this.#nonces.has(nonce)) return new Refusal(414, "nonce");
    this.#nonces.set(nonce, now);
    return undefined;
  }
}
