import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Running } from "../cloud/cloud";
import { Refusal } from "../cloud/refusal";
import type { CommsEaseSettings } from "./settings";

const WINDOW_SECONDS = 300;
const NONCE_LENGTH = 128;

type Around = Pick<Running<unknown, CommsEaseSettings, unknown>, "app" | "settings" | "nonces" | "now">;

function header(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return typeof value === "string" ? value : "";
}

/** What is wrong with the headers that every call carries, or nothing. */
export function verifyHeaders(headers: IncomingHttpHeaders, around: Around): Refusal | undefined {
  const { app, settings, nonces } = around;
  const now = around.now();
  if (header(headers, "appkey") !== app.id) return new Refusal(414, "appkey");
  const time = verifyTime(headers, now);
  const sum = verifySum(headers, app.secret);
  const first = settings.authOrder === "time-first" ? (time ?? sum) : (sum ?? time);
  if (first || settings.nonceReuse === "allow") return first;
  return nonces.take(header(headers, "nonce"), now) ? undefined : new Refusal(414, "nonce");
}

function verifyTime(headers: IncomingHttpHeaders, now: number): Refusal | undefined {
  const sent = header(headers, "curtime");
  // Milliseconds are thirteen digits, which is how a client's mistake looks.
  const fits = /^\d{1,10}$/.test(sent) && Math.abs(now / 1000 - Number(sent)) <= WINDOW_SECONDS;
  return fits ? undefined : new Refusal(414, "CurTime is expired");
}

function verifySum(headers: IncomingHttpHeaders, secret: string): Refusal | undefined {
  const nonce = header(headers, "nonce");
  if (nonce.length < 1 || nonce.length > NONCE_LENGTH) return new Refusal(414, "nonce");
  const expected = createHash("sha1")
    .update(secret + nonce + header(headers, "curtime"), "utf8")
    .digest("hex");
  return header(headers, "checksum") === expected ? undefined : new Refusal(414, "checksum");
}
