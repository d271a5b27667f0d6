import { createHmac, timingSafeEqual } from "node:crypto";
import { inflateSync } from "node:zlib";
import { jsonObject } from "../cloud/values";

/** What a UserSig of version 2 says. */
export interface UserSig {
  readonly identifier: string;
  readonly sdkAppId: number;
  /** Unix seconds. */
  readonly time: number;
  /** Lifetime in seconds. */
  readonly expire: number;
  /** Standard base64, as it is signed. */
  readonly userbuf?: string;
  readonly signature: string;
}

/** Far more than any signature holds, far less than a compressed bomb. */
const DOCUMENT_MAXIMUM = 16 * 1024;

function decode(text: string): string | undefined {
  // Not base64url: the vendor has an alphabet of its own, with the padding kept.
  if (!/^[A-Za-z0-9*-]+_{0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
  const base64 = text.replaceAll("*", "+").replaceAll("-", "/").replaceAll("_", "=");
  try {
    return inflateSync(Buffer.from(base64, "base64"), { maxOutputLength: DOCUMENT_MAXIMUM }).toString("utf8");
  } catch {
    return undefined;
  }
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

/** Reads a UserSig without verifying it; undefined if it is none. */
export function parseUserSig(text: string): UserSig | undefined {
  const json = decode(text);
  if (json === undefined) return undefined;
  const document = jsonObject(json);
  if (!document) return undefined;
  const { "TLS.identifier": identifier, "TLS.sdkappid": sdkAppId, "TLS.time": time, "TLS.expire": expire } = document;
  const { "TLS.ver": version, "TLS.userbuf": userbuf, "TLS.sig": signature } = document;
  if (version !== "2.0" || typeof identifier !== "string" || typeof signature !== "string") return undefined;
  if (!isCount(sdkAppId) || !isCount(time) || !isCount(expire)) return undefined;
  if (userbuf !== undefined && typeof userbuf !== "string") return undefined;
  return { identifier, sdkAppId, time, expire, signature, ...(userbuf !== undefined && { userbuf }) };
}

/** Whether the secret key, as text, signed what the UserSig says. */
export function isSignedWith(sig: UserSig, secretKey: string): boolean {
  const lines = [
    `TLS.identifier:${sig.identifier}`,
    `TLS.sdkappid:${sig.sdkAppId}`,
    `TLS.time:${sig.time}`,
    `TLS.expire:${sig.expire}`,
    ...(sig.userbuf === undefined ? [] : [`TLS.userbuf:${sig.userbuf}`]),
  ];
  const signed = lines.map((line) => `${line}\n`).join("");
  const expected = createHmac("sha256", secretKey).update(signed, "utf8").digest();
  const given = Buffer.from(sig.signature, "base64");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
