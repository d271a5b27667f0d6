import type { Running } from "../cloud/cloud";
import { Refusal } from "../cloud/refusal";
import { UINT32 } from "./parameters";
import { commaSeparated, type TencentSettings } from "./settings";
import type { State } from "./state";
import { isSignedWith, parseUserSig } from "./user-sig";

/** What the query string of a call says. */
export type Query = Readonly<Record<string, string>>;

/** What a verification depends on beside the query. */
type Around = Pick<Running<State, TencentSettings, unknown>, "app" | "settings" | "state" | "now">;

/** Texts of what can be wrong with a UserSig. */
const COMPLAINTS: Readonly<Record<number, string>> = {
  70001: "UserSig expired",
  70002: "UserSig is empty",
  70003: "UserSig cannot be parsed",
  70009: "UserSig verification failed",
  70013: "identifier in UserSig differs from the request",
  70014: "sdkappid in UserSig differs from the request",
  70052: "UserSig is no longer valid",
};

function unsigned(code: number): Refusal {
  return new Refusal(code, COMPLAINTS[code] ?? "UserSig verification failed");
}

function verifyForm(query: Query): Refusal | undefined {
  const random = query.random ?? "";
  if (!/^\d{1,10}$/.test(random) || Number(random) > UINT32) return new Refusal(60002, "random is invalid");
  return query.contenttype === "json" ? undefined : new Refusal(60002, "contenttype is not json");
}

function verifyUserSig({ identifier = "", usersig = "" }: Query, around: Around): Refusal | undefined {
  const { app, settings, state } = around;
  const nowSeconds = around.now() / 1000;
  if (usersig === "") return unsigned(70002);
  const sig = parseUserSig(usersig);
  if (!sig) return unsigned(70003);
  if (String(sig.sdkAppId) !== app.id) return unsigned(70014);
  if (sig.identifier !== identifier) return unsigned(70013);
  const expired = Math.floor(nowSeconds) > sig.time + sig.expire ? unsigned(70001) : undefined;
  const forged = isSignedWith(sig, app.secret) ? undefined : unsigned(70009);
  const first = settings.userSigOrder === "expiryFirst" ? (expired ?? forged) : (forged ?? expired);
  if (first || settings.kickedUserSig === "valid") return first;
  return sig.time <= (state.kicked.get(identifier) ?? -1) ? unsigned(settings.kickedUserSig) : undefined;
}

/** What is wrong with the query string of a call, or nothing. */
export function verifyQuery(query: Query, around: Around): Refusal | undefined {
  const { app, settings } = around;
  if (!query.sdkappid) return new Refusal(60012, "sdkappid is missing");
  if (query.sdkappid !== app.id) return new Refusal(settings.unknownApp, "sdkappid is invalid");
  if (!query.identifier) return new Refusal(60004, "identifier is missing");
  const bad = settings.queryForm === "strict" ? verifyForm(query) : undefined;
  const refusal = bad ?? verifyUserSig(query, around);
  if (refusal) return refusal;
  return commaSeparated(settings.admins).includes(query.identifier)
    ? undefined
    : new Refusal(60010, "identifier is not an app admin");
}
