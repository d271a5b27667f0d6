import { createHash, randomInt } from "node:crypto";
import { isObject } from "../../cloud/values";
import { type Answer, answerFrom } from "../answer";
import type { WireAnswer, WireRequest } from "../line";
import type { Charge } from "../pacer";
import type { Known, Order } from "../vendor";
import { documented } from "./names";
import type { Name, Options } from "./types";

const READS = /\/(get|list|check|exist|mute-list-get)$|\/query\.json$/;

export function reads(call: string): boolean {
  return READS.test(call);
}

/** Calls that have limits of their own, in a second; beside them each call has 100, and perhaps all of them together. */
function special({ call, params }: Order<Options>): Charge[] {
  const entries = (field: string) => {
    const value = params[field];
    return Array.isArray(value) ? value.length : isObject(value) ? Object.keys(value).length : 1;
  };
  switch (call) {
    case "user/tag/batch/set":
      return [{ bucket: call, budget: 10 }];
    case "user/soft-delete":
    case "user/restore":
      return [{ bucket: `ids of ${call}`, budget: 100, weight: entries("userIds") }];
    case "open-channel/metadata/batch/set":
      return [{ bucket: "metadata keys", budget: 100, weight: entries("metadata") }];
    case "open-channel/metadata/batch/remove":
      return [{ bucket: "metadata keys", budget: 100, weight: entries("metadataKeys") }];
    default:
      return [];
  }
}

export function charges(order: Order<Options>): Charge[] {
  return [{ bucket: "all", budget: 100 }, ...special(order)];
}

function timestampOf({ now, found }: Known<Name>): string {
  return found("timestampUnit") === "seconds" ? String(Math.floor(now / 1000)) : String(now);
}

function headersOf(options: Options, known: Known<Name>): Readonly<Record<string, string>> {
  const { id, secret } = known.app;
  const { appKey = id, nonce = newNonce(), timestamp = timestampOf(known), headers } = options;
  const signature = createHash("sha1").update(`${secret}${nonce}${timestamp}`).digest("hex");
  const signed = { "App-Key": appKey, Nonce: nonce, Timestamp: timestamp, Signature: signature };
  return headers ? headers(signed) : signed;
}

/** Eighteen digits: as long as a nonce may be. */
export function newNonce(): string {
  return [randomInt(1e8, 1e9), randomInt(1e8, 1e9)].join("");
}

function formOf(params: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(params).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, String(one)]),
  );
  return new URLSearchParams(pairs).toString();
}

export function request(order: Order<Options>, known: Known<Name>): WireRequest {
  const { options = {} } = order;
  const headers = headersOf(options, known);
  if (order.call.endsWith(".json")) {
    const type = { "content-type": "application/x-www-form-urlencoded" };
    return { path: `/${order.call}`, headers: { ...headers, ...type }, body: formOf(order.params) };
  }
  const byDocuments = known.found("acceptedNames") === "docs" && !options.asNamed;
  const { call, params } = byDocuments ? documented(order.call, order.params) : order;
  const type = { "content-type": "application/json" };
  return { path: `/v4/${call}`, headers: { ...headers, ...type }, body: JSON.stringify(params) };
}

export function answer(call: string, wire: WireAnswer): Answer {
  return answerFrom(call, wire, "code", (code) => code === 0 || (call.endsWith(".json") && code === 200));
}

/** Others use the app too: the second is over soon. */
export function overRateMs({ status, code }: Answer): number | undefined {
  return status === 429 || code === 1008 ? 1500 : undefined;
}
