import { Refusal } from "./refusal";
import type { TencentSettings } from "./settings";
import type { State } from "./state";
import { isSignedWith, parseUserSig } from "./user-sig";

/** The app that a server answers for. */
export interface App {
  readonly sdkAppId: number;
  readonly secretKey: string;
  /** The one account that may make calls. */
  readonly admin: string;
}

/** What the query string of a call says. */
export type Query = Readonly<Record<string, string>>;

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

function verifyUserSig(app: App, query: Query, state: State, now: number): Refusal | undefined {
  const identifier = query.identifier ?? "";
  const text = query.usersig ?? "";
  if (text === "") return unsigned(70002);
  const sig = parseUserSig(text);
  if (!sig) return unsigned(70003);
  if (sig.sdkAppId !== app.sdkAppId) return unsigned(70014);
  if (sig.identifier !== identifier) return unsigned(70013);
  if (now > sig.time + sig.expire) return unsigned(70001);
  if (!isSignedWith(sig, app.secretKey)) return unsigned(70009);
  return sig.time <= (state.kicked.get(identifier) ?? -1) ? unsigned(70052) : undefined;
}

/** What is wrong with the query string of a call, or nothing. `now` is in Unix seconds. */
export function verifyQuery(
  app: App,
  query: Query,
  { state, settings, now }: { state: State; settings: Readonly<TencentSettings>; now: number },
): Refusal | undefined {
  if (!query.sdkappid) return new Refusal(60012, "sdkappid is missing");
  if (query.sdkappid !== String(app.sdkAppId)) return new Refusal(settings.unknownApp, "sdkappid is invalid");
  if (!query.identifier) return new Refusal(60004, "identifier is missing");
  const bad = settings.queryForm === "strict" ? verifyForm(query) : undefined;
  if (bad) return bad;
  const refusal = verifyUserSig(app, query, state, now);
  if (refusal) return refusal;
  return query.identifier === app.admin ? undefined : new Refusal(60010, "identifier is not an app admin");
}
