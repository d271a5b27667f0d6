import { createHmac, randomInt } from "node:crypto";
import { deflateSync } from "node:zlib";
import { InputError } from "../../input-error";
import { type Answer, answerFrom } from "../answer";
import type { WireAnswer, WireRequest } from "../line";
import type { Charge } from "../pacer";
import type { Known, Order, ProbedApp } from "../vendor";
import type { Name, Options } from "./types";

const LIST_GROUPS = "group_open_http_svc/get_appid_group_list";
const PER_SECOND = 200;
/** Calls that have less in a second; some pages say so of portrait_get too. */
const SLOWER: Readonly<Record<string, number>> = {
  "im_open_login_svc/multiaccount_import": 100,
  "im_open_login_svc/account_delete": 100,
  "im_open_login_svc/account_check": 100,
  "profile/portrait_get": 100,
  [LIST_GROUPS]: 1,
};
const ATTRIBUTE_WRITES = /\/(set|modify|delete|clear)_group_attr$/;

const TOO_FAST = [60007, 60011, 60018];
const TOO_FREQUENT = 10006;
const TOO_MANY_ATTRIBUTE_WRITES = 10049;

const DAY_SECONDS = 86_400;

export function checkApp({ id }: ProbedApp): void {
  if (!/^[1-9]\d{0,9}$/.test(id)) throw new InputError(`--app is the SDKAppID of the app, a number, not ${id}`);
}

export function reads(call: string): boolean {
  return /\/(get|query|check_|account_check|portrait_get)/.test(call);
}

export function charges({ call, params }: Order<Options>): Charge[] {
  const own: Charge = { bucket: call, budget: SLOWER[call] ?? PER_SECOND };
  if (!ATTRIBUTE_WRITES.test(call)) return [own];
  return [own, { bucket: `attributes of ${String(params.GroupId)}`, budget: 5 }];
}

/** A UserSig of version 2. */
function userSig(options: Options, { app, now }: Known<Name>): string {
  const { sdkAppId = app.id, signer = {} } = options;
  const { identifier = app.admin, secret = app.secret, time = Math.floor(now / 1000), expire = DAY_SECONDS } = signer;
  const fields = {
    "TLS.identifier": identifier,
    "TLS.sdkappid": Number(sdkAppId),
    "TLS.time": time,
    "TLS.expire": expire,
  };
  const lines = Object.entries(fields).map(([name, value]) => `${name}:${value}\n`);
  const signature = createHmac("sha256", secret).update(lines.join("")).digest("base64");
  const document = JSON.stringify({ "TLS.ver": "2.0", ...fields, "TLS.sig": signature });
  const base64 = deflateSync(document).toString("base64");
  return base64.replaceAll("+", "*").replaceAll("/", "-").replaceAll("=", "_");
}

export function request({ call, params, options = {} }: Order<Options>, known: Known<Name>): WireRequest {
  const query = new URLSearchParams({
    sdkappid: options.sdkAppId ?? known.app.id,
    identifier: options.signer?.identifier ?? known.app.admin,
    usersig: userSig(options, known),
    random: options.random ?? String(randomInt(2 ** 32)),
    contenttype: "json",
  });
  return {
    path: `/v4/${call}?${query}`,
    headers: { "content-type": "application/json" },
    body: options.body ?? JSON.stringify(params),
  };
}

export function answer(call: string, wire: WireAnswer): Answer {
  return answerFrom(call, wire, "ErrorCode", (code) => code === 0);
}

/** Others use the app too: the second is over soon. */
export function overRateMs({ call, code = 0 }: Answer): number | undefined {
  const tooFast =
    TOO_FAST.includes(code) ||
    (code === TOO_FREQUENT && call === LIST_GROUPS) ||
    (code === TOO_MANY_ATTRIBUTE_WRITES && ATTRIBUTE_WRITES.test(call));
  return tooFast ? 1500 : undefined;
}
