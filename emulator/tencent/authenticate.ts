import { Refusal } from "./refusal";
import { listed, type TencentSettings } from "./settings";
import type { State } from "./state";
import { isSignedWith, parseUserSig } from "./user-sig";

/** The app that a server answers for. */
export interface App {
  readonly sdkAppId: number;
  readonly secretKey: string;
}

/** What the query string of a call says. */
export type Query = Readonly<Record<string, string>>;

/** What a verification depends on beside the query. */
interface Circumstances {
  readonly state: State;
  readonly settings: Readonly<TencentSettings>;
  /** Unix seconds. */
  readonly now: number;
}

const RANDOM_MAXIMUM = 4_294_967_295;

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
  if (!/^\d{1,10}$/.test(random) || Number(random) > RANDOM_MAXIMUM) return new Refusal(60002, "random is invalid");
  return query.contenttype === "json" ? undefined : new Refusal(60002, "contenttype is not json");
}

function verifyUserSig(app: App, query: Query, { state, settings, now }: Circumstances): Refusal | undefined {
  const identifier = query.identifier ?? "";
  const text = query.usersig ?? "";
  if (text === "") return unsigned(70002);
  const sig = parseUserSig(text);
  if (!sig) return unsigned(70003);
  if (sig.sdkAppId !== app.sdkAppId) return unsigned(70014);
  if (sig.identifier !== identifier) return unsigned(70013);
  const expired = now > sig.time + sig.expire ? unsigned(70001) : undefined;
  const forged = isSignedWith(sig, app.secretKey) ? undefined : unsigned(70009);
  const first = settings.userSigOrder === "expiryFirst" ? (expired ?? forged) : (forged ?? expired);
  if (first || settings.kickedUserSig === "valid") return first;
  return sig.time <= (state.kicked.get(identifier) ?? -1) ? unsigned(settings.kickedUserSig) : undefined;
}

/** What is wrong with the query string of a call, or nothing. */
export function verifyQuery(app: App, query: Query, around: Circumstances): Refusal | undefined {
  const { settings } = around;
  if (!query.sdkappid) return new Refusal(60012, "sdkappid is missing");
  if (query.sdkappid !== String(app.sdkAppId)) return new Refusal(settings.unknownApp, "sdkappid is invalid");
  if (!query.identifier) return new Refusal(60004, "identifier is missing");
  const bad = settings.queryForm === "strict" ? verifyForm(query) : undefined;
  if (bad) return bad;
  const refusal = verifyUserSig(app, query, around);
  if (refusal) return refusal;
  return listed(settings.admins).includes(query.identifier)
    ? undefined
    : new Refusal(60010, "identifier is not an app admin");
}
