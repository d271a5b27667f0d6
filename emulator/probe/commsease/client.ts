import { createHash, randomBytes } from "node:crypto";
import { type Answer, answerFrom } from "../answer";
import type { WireAnswer, WireRequest } from "../line";
import type { Charge } from "../pacer";
import type { Known, Order } from "../vendor";
import type { Name, Options } from "./types";

const READS =
  /\/(get\w*|query\w*|list\w*|joinTeams|membersByPage|tagMembers\w*|queueList|queueMultiGet|requestAddr|userOnlineStatus)$/;

export function reads(call: string): boolean {
  return READS.test(call);
}

/** A hundred a second of each call; all calls of teams together, and all of super teams, count as one. */
export function charges({ call }: Order<Options>): Charge[] {
  const pool = /^(team|superteam)\//.exec(call);
  return [{ bucket: pool?.[0] ?? call, budget: 100 }];
}

export function newNonce(): string {
  return randomBytes(16).toString("hex");
}

/** Everything is a field of a form; what is more than text is JSON in it. */
function fieldOf(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

export function request({ call, params, options = {} }: Order<Options>, { app, now }: Known<Name>): WireRequest {
  const { nonce = newNonce(), curTime = String(Math.floor(now / 1000)), requestId } = options;
  const sum = createHash("sha1").update(`${app.secret}${nonce}${curTime}`).digest("hex");
  const fields = Object.entries(params).map(([name, value]): [string, string] => [name, fieldOf(value)]);
  return {
    path: `/${call}.action`,
    headers: {
      AppKey: app.id,
      Nonce: nonce,
      CurTime: curTime,
      CheckSum: options.checkSum ?? sum,
      "content-type": "application/x-www-form-urlencoded;charset=utf-8",
      ...(requestId !== undefined && { RequestId: requestId }),
    },
    body: new URLSearchParams(fields).toString(),
  };
}

export function answer(call: string, wire: WireAnswer): Answer {
  return answerFrom(call, wire, "code", (code) => code === 200);
}

/** Whoever is too fast is refused for ten seconds. */
export function overRateMs({ code }: Answer): number | undefined {
  return code === 416 ? 11_000 : undefined;
}
