import { z } from "zod";
import { asId, described, filledText, integer } from "../schema/fields";

/** The name of the connection of a resource. */
export function connectionField() {
  const schema = z.string().min(1).max(128);
  const fix = "Give the name of a connection that im:connections has, or leave it out for `default`.";
  return asId(described(schema, "the name of a connection, at most 128 characters", fix)).optional();
}

/** An address of the vendor, or of a stand-in for it. */
export function endpointField() {
  return described(
    z.string().refine(isSafeEndpoint),
    "an https address, or an http address of this machine (127.0.0.1, localhost, [::1])",
    "Use https; secrets never travel in clear.",
  );
}

/** A text that the vendor's console shows, such as an App Key. */
export function consoleField(max: number, name: string) {
  return described(filledText(max), `the ${name} from the vendor's console`, "Copy it from the console.");
}

/** What the vendor grants an app beside its usual limits. */
export function limitsField() {
  return described(
    z.strictObject({ callsPerSecond: integer(1, 10_000).optional() }),
    "an object with callsPerSecond",
    "Give the calls per second that the vendor grants this app.",
  );
}

/** An address that secrets may be sent to: https, or http to this machine alone. */
export function isSafeEndpoint(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, username, search, hash } = new URL(value);
  if (username || search || hash) return false;
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
