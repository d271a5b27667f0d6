import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Running } from "../cloud/cloud";
import { Refusal } from "../cloud/refusal";
import type { NexconnSettings } from "./settings";

const NONCE_LENGTH = 18;
const REQUEST_ID_LENGTH = 36;

type Around = Pick<Running<unknown, NexconnSettings, unknown>, "app" | "settings" | "nonces" | "now">;

const SIGNATURE_HEADERS = ["app-key", "nonce", "timestamp", "signature"];

/** The headers of the signature, each under its plain name or the older generation's. */
function signatureHeaders(headers: IncomingHttpHeaders, { headerNames }: Readonly<NexconnSettings>) {
  const old = headerNames === "together" && SIGNATURE_HEADERS.some((name) => headers[`rc-${name}`] !== undefined);
  const read = (name: string) => {
    const value = old ? headers[`rc-${name}`] : (headers[name] ?? headers[`rc-${name}`]);
    return typeof value === "string" ? value : "";
  };
  return { appKey: read("app-key"), nonce: read("nonce"), timestamp: read("timestamp"), signature: read("signature") };
}

/** What is wrong with the headers that every call carries, or nothing. */
export function verifyHeaders(headers: IncomingHttpHeaders, around: Around): Refusal | undefined {
  const { app, settings } = around;
  const { appKey, nonce, timestamp, signature } = signatureHeaders(headers, settings);
  if (!appKey || !nonce || !timestamp || !signature) {
    return new Refusal(settings.missingHeaders, "App-Key, Nonce, Timestamp and Signature are required");
  }
  if (appKey !== app.id) return new Refusal(settings.unknownAppKey, "unknown App-Key");
  const expected = createHash("sha1")
    .update(app.secret + nonce + timestamp, "utf8")
    .digest("hex");
  const given = settings.upperCaseSignature === "accept" ? signature.toLowerCase() : signature;
  if (given !== expected) return new Refusal(1004, "signature error");
  const now = around.now();
  return verifyTime(timestamp, now, settings) ?? verifyNonce(nonce, now, around) ?? verifyRequestId(headers);
}

function verifyTime(sent: string, now: number, settings: Readonly<NexconnSettings>): Refusal | undefined {
  const { timestampUnit, timestampWindowSeconds } = settings;
  const unit = /^\d{13}$/.test(sent) ? "milliseconds" : /^\d{10}$/.test(sent) ? "seconds" : undefined;
  if (!unit || (timestampUnit !== "both" && timestampUnit !== unit)) return new Refusal(1004, "Timestamp is malformed");
  const apart = Math.abs(now - Number(sent) * (unit === "seconds" ? 1000 : 1));
  const late = timestampWindowSeconds > 0 && apart > timestampWindowSeconds * 1000;
  return late ? new Refusal(1004, "Timestamp is expired") : undefined;
}

function verifyNonce(nonce: string, now: number, { settings, nonces }: Around): Refusal | undefined {
  if (settings.nonceLength === "enforce" && nonce.length > NONCE_LENGTH) return new Refusal(1004, "Nonce is too long");
  if (settings.nonceReuse === "allow" || nonces.take(nonce, now)) return undefined;
  return new Refusal(1004, "Nonce was used before");
}

function verifyRequestId(headers: IncomingHttpHeaders): Refusal | undefined {
  const sent = headers["x-request-id"];
  return typeof sent === "string" && sent.length > REQUEST_ID_LENGTH
    ? new Refusal(1002, "X-Request-ID is too long")
    : undefined;
}
