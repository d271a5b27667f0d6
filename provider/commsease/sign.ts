import { createHash, randomUUID } from "node:crypto";

/** The headers that authenticate one attempt. */
export interface SignatureHeaders {
  AppKey: string;
  Nonce: string;
  CurTime: string;
  CheckSum: string;
}

/**
 * CheckSum: lower-case hex SHA-1 of AppSecret, Nonce and CurTime, one after the other.
 * @param curTime Unix time in seconds, as text
 */
export function checkSum(appSecret: string, nonce: string, curTime: string): string {
  return createHash("sha1").update(`${appSecret}${nonce}${curTime}`).digest("hex");
}

/**
 * Signs one attempt. The vendor accepts a signature for five minutes around its own time.
 * @param now milliseconds since 1970, by the vendor's clock
 */
export function sign(appKey: string, appSecret: string, now: number, nonce: string = randomUUID()): SignatureHeaders {
  const curTime = String(Math.floor(now / 1000));
  return { AppKey: appKey, Nonce: nonce, CurTime: curTime, CheckSum: checkSum(appSecret, nonce, curTime) };
}
