import { createHash, randomBytes } from "node:crypto";

/** The headers that authenticate one attempt. */
export interface SignatureHeaders {
  "App-Key": string;
  Nonce: string;
  Timestamp: string;
  Signature: string;
}

/**
 * Signature: lower-case hex SHA-1 of App Secret, Nonce and Timestamp, one after the other.
 * @param timestamp Unix time in milliseconds, as text
 */
export function signature(appSecret: string, nonce: string, timestamp: string): string {
  return createHash("sha1").update(`${appSecret}${nonce}${timestamp}`).digest("hex");
}

/** 18 characters: the vendor takes no more. */
function newNonce(): string {
  return randomBytes(9).toString("hex");
}

/**
 * Signs one attempt.
 * @param now milliseconds since 1970, by the vendor's clock
 */
export function sign(appKey: string, appSecret: string, now: number, nonce: string = newNonce()): SignatureHeaders {
  const timestamp = String(now);
  return {
    "App-Key": appKey,
    Nonce: nonce,
    Timestamp: timestamp,
    Signature: signature(appSecret, nonce, timestamp),
  };
}
