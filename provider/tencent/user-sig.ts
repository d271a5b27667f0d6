import { createHmac } from "node:crypto";
import { deflateSync } from "node:zlib";

/** What a UserSig says, and until when. */
export interface UserSigClaims {
  sdkAppId: number;
  /** The account that it lets in. */
  identifier: string;
  /** When it was made, as Unix time in seconds. */
  time: number;
  /** How long it is good for, in seconds. */
  expire: number;
}

/**
 * Signs a UserSig of version 2: the claims with an HMAC-SHA256 over them, as JSON, compressed, in the vendor's own kind of
 * base64. Two of the same claims can differ in their bytes, since the compression is free.
 * @param secretKey the app's key; its text is the key, whatever it looks like
 */
export function userSig(secretKey: string, { sdkAppId, identifier, time, expire }: UserSigClaims): string {
  const signed = [
    `TLS.identifier:${identifier}`,
    `TLS.sdkappid:${sdkAppId}`,
    `TLS.time:${time}`,
    `TLS.expire:${expire}`,
    "",
  ].join("\n");
  const document = {
    "TLS.ver": "2.0",
    "TLS.identifier": identifier,
    "TLS.sdkappid": sdkAppId,
    "TLS.time": time,
    "TLS.expire": expire,
    "TLS.sig": createHmac("sha256", secretKey).update(signed).digest("base64"),
  };
  const inUrl: Record<string, string> = { "+": "*", "/": "-", "=": "_" };
  return deflateSync(JSON.stringify(document))
    .toString("base64")
    .replace(/[+/=]/g, (sign) => inUrl[sign] ?? sign);
}
