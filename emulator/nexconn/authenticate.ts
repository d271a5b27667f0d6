import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { App } from "../cloud/vendor";
import { Refusal } from "./refusal";
import type { NexconnSettings } from "./settings";

const NONCE_LENGTH = 18;
const NONCE_MEMORY_MS = 600_000;
const REQUEST_ID_LENGTH = 36;

const SIGNATURE_HEADERS = ["app-key", "nonce", "timestamp", "signature"] as const;

type Signed = Record<(typeof SIGNATURE_HEADERS)[number], string>;

/** The headers of the signature, each under its plain name or the older generation's. */
function signatureHeaders(headers: IncomingHttpHeaders, { headerNames }: Readonly<NexconnSettings>): Signed {
  const old = headerNames === "together" && SIGNATURE_HEADERS.some((name) => headers[`rc-${name}`] !== undefined);
  const read = (name: string) => {
    const value = old ? headers[`rc-${name}`] : (headers[name] ?? headers[`rc-${name}`]);
    return typeof value === "string" ? value : "";
  };
  return Object.fromEntries(SIGNATURE_HEADERS.map((name) => [name, read(name)])) as Signed;
}

/** Verifies the headers that every call carries. */
export class Authenticator {
  #nonces = new Map<string, number>();

  constructor(
    readonly app: App,
    readonly settings: Readonly<NexconnSettings>,
  ) {}

  /** What is wrong with the headers, or nothing. */
  verify(headers: IncomingHttpHeaders, now: number): Refusal | undefined {
    const { settings } = this;
    const { nonce, timestamp, signature, "app-key": appKey } = signatureHeaders(headers, settings);
    if (!appKey || !nonce || !timestamp || !signature) {
      return new Refusal(settings.missingHeaders, "App-Key, Nonce, Timestamp and Signature are required");
    }
    if (appKey !== this.app.id) return new Refusal(settings.unknownAppKey, "unknown App-Key");
    const expected = createHash("sha1")
      .update(this.app.secret + nonce + timestamp, "utf8")
      .digest("hex");
    const given = settings.upperCaseSignature === "accept" ? signature.toLowerCase() : signature;
    if (given !== expected) return new Refusal(1004, "signature error");
    return this.#verifyTime(timestamp, now) ?? this.#verifyNonce(nonce, now) ?? verifyRequestId(headers);
  }

  #verifyTime(text: string, now: number): Refusal | undefined {
    const { timestampUnit, timestampWindowSeconds } = this.settings;
    const unit = /^\d{13}$/.test(text) ? "milliseconds" : /^\d{10}$/.test(text) ? "seconds" : undefined;
    if (!unit || (timestampUnit !== "both" && timestampUnit !== unit))
      return new Refusal(1004, "Timestamp is malformed");
    const apart = Math.abs(now - Number(text) * (unit === "seconds" ? 1000 : 1));
    const late = timestampWindowSeconds > 0 && apart > timestampWindowSeconds * 1000;
    return late ? new Refusal(1004, "Timestamp is expired") : undefined;
  }

  #verifyNonce(nonce: string, now: number): Refusal | undefined {
    if (this.settings.nonceLength === "enforce" && nonce.length > NONCE_LENGTH) {
      return new Refusal(1004, "Nonce is too long");
    }
    if (this.settings.nonceReuse === "allow") return undefined;
    for (const [seen, at] of this.#nonces) if (now - at > NONCE_MEMORY_MS) this.#nonces.delete(seen);
    if (this.#nonces.has(nonce)) return new Refusal(1004, "Nonce was used before");
    this.#nonces.set(nonce, now);
    return undefined;
  }
}

function verifyRequestId(headers: IncomingHttpHeaders): Refusal | undefined {
  const id = headers["x-request-id"];
  return typeof id === "string" && id.length > REQUEST_ID_LENGTH
    ? new Refusal(1002, "X-Request-ID is too long")
    : undefined;
}
