import { randomUUID } from "node:crypto";
import { type CallFacts, ImError, refusal } from "../errors";
import { type Answer, type AnswerOf, demandAsked, notUnderstood, parseAnswer } from "../http/answers";
import { batched, loadInPieces } from "../http/batched";
import type { Verdict } from "../http/exchange";
import { Origin } from "../http/pool";
import type { CallKind } from "../http/retry";
import { plainAdvice, VendorCalls } from "../http/vendor-calls";
import { RecentlyMade } from "../lag/recently-made";
import { Creations } from "../ownership/creations";
import { answers, type Profile, type Room } from "./answers";
import { blockMs, type Call, caps, defaultCallsPerSecond, factsOfCall } from "./calls";
import { sign } from "./sign";

/** A connection of vendor `commsease`, after validation. */
export interface CommsEaseConnection {
  appKey: string;
  appSecret: string;
  /** Base of the calls, without a slash at the end. */
  endpoint: string;
  callsPerSecond?: number;
}

/** What a parameter may be; everything travels as text. */
export type Parameter = string | number | boolean | readonly unknown[] | Record<string, unknown> | undefined;

/** The vendor's code for a change to what is so already. */
const repeated = 417;

const missing = "Check that the account or object exists in this app.";

/** What to do after a refusal: of a code, where the vendor's words and the call fit. */
const advice: { code: number; says?: string; call?: string; do: string; ofConnection?: true }[] = [
  { code: 414, says: "checksum", do: "Check the connection's appKey and appSecret.", ofConnection: true },
  { code: 414, says: "appkey", do: "Check the connection's appKey and appSecret.", ofConnection: true },
  { code: 414, says: "CurTime is expired", do: "Set this machine's clock." },
  {
    code: 403,
    says: "region",
    do: "Set the connection's region or endpoint to the app's data centre.",
    ofConnection: true,
  },
  { code: 403, says: "antispam", do: "The vendor's content filter refused the text: change it." },
  {
    code: 403,
    says: "not support",
    call: "superteam/",
    do: "The app has no super teams: have the vendor enable them for it, or declare a commsease.Team.",
  },
  { code: 301, do: "The account is blocked: unblock it first." },
  { code: 422, do: "The account is blocked: unblock it first." },
  { code: 404, do: missing },
  { code: 13002, do: "The room is closed and refuses the change: open it first." },
  {
    code: 801,
    do: "The team is full: raise its limit (teamMemberLimit, or tlevel of a super team) or declare fewer members.",
  },
];

/** Speaks to one app. */
export class CommsEaseClient {
  readonly #connection: CommsEaseConnection;
  readonly #origin: Origin;
  readonly #basePath: string;
  readonly #calls: VendorCalls<Call, typeof answers>;

  /** What this run has made. */
  readonly recent = new RecentlyMade();
  /** Profiles by accid, up to 200 in one `user/getUinfos`. */
  readonly profiles = batched<Profile>(
    caps.accountsPerRead,
    // Whether an unknown accid is left out or fails the whole call is not documented.
    (accids) => loadInPieces(accids, (some) => this.#profiles(some), isNotRegistered),
    this.recent,
  );
  /** Rooms by roomid, up to 20 in one `chatroom/getBatch`. */
  readonly rooms = batched<Room>(caps.roomsPerRead, (roomids) => this.#rooms(roomids), this.recent);

  readonly teamCreations = new Creations();
  readonly superTeamCreations = new Creations();
  readonly roomCreations = new Creations();

  constructor(connection: CommsEaseConnection) {
    const { origin, pathname } = new URL(connection.endpoint);
    this.#connection = connection;
    this.#origin = new Origin(origin);
    this.#calls = new VendorCalls({
      vendor: "commsease",
      sender: this.#origin,
      traitsOf: factsOfCall,
      answers,
      perSecond: { usual: defaultCallsPerSecond, granted: connection.callsPerSecond },
      blockMs,
      judge: (call, status, text) => judge(status, text, factsOfCall(call).kind),
      recent: this.recent,
      saysAbsent,
      advise,
    });
    this.#basePath = pathname.replace(/\/+$/, "");
  }

  /**
   * Makes one vendor call.
   * @param object what the call is about, for errors and the debug log
   * @throws ImError
   */
  async call<C extends Call>(
    call: C,
    parameters: Record<string, Parameter>,
    object?: string,
  ): Promise<AnswerOf<typeof answers, C>> {
    const body = encode(parameters);
    return this.#calls.send(call, parameters, () => this.#attempt(call, body), { object });
  }

  /** The vendor's time, told from its last answer. In epoch milliseconds. */
  now(): number {
    return this.#calls.now();
  }

  /** Closes the connections. */
  close(): Promise<void> {
    return this.#origin.close();
  }

  #attempt(call: Call, body: string) {
    const { appKey, appSecret } = this.#connection;
    // New for each attempt: the vendor takes a repeated id for a repeated request.
    const requestId = randomUUID();
    const headers = {
      ...sign(appKey, appSecret, this.#calls.signingTime()),
      RequestId: requestId,
      "Content-Type": "application/x-www-form-urlencoded;charset=utf-8",
    };
    return { request: { path: `${this.#basePath}/${call}.action`, headers, body }, requestId };
  }

  async #profiles(accids: readonly string[]): Promise<(Profile | undefined)[]> {
    const facts = { vendor: "commsease", call: "user/getUinfos", object: accids.join(" ") } as const;
    const { uinfos } = await this.call(facts.call, { accids, muteStatus: true }, facts.object);
    const byId = new Map(uinfos.map((uinfo) => [uinfo.accid, uinfo]));
    // The vendor stores them in lower case, and takes any.
    const stored = accids.map((accid) => accid.toLowerCase());
    demandAsked(facts, "uinfos", [...byId.keys()], stored);
    return stored.map((accid) => byId.get(accid));
  }

  async #rooms(roomids: readonly string[]): Promise<(Room | undefined | Error)[]> {
    const facts = { vendor: "commsease", call: "chatroom/getBatch", object: roomids.join(" ") } as const;
    const { succRooms, noExistRooms, failRooms } = await this.call(facts.call, { roomids }, facts.object);
    const byId = new Map(succRooms.map((room) => [room.roomid, room]));
    const absent = new Set(noExistRooms);
    const failed = new Set<string>(failRooms);
    return roomids.map((roomid) => {
      const room = byId.get(roomid);
      if (room || absent.has(roomid)) return room;
      return failed.has(roomid) ? unread(roomid) : notUnderstood(facts, `room ${roomid} is in none of its lists`);
    });
  }
}

/** A room that the vendor could not read this time. */
function unread(roomid: string): ImError {
  const facts = { vendor: "commsease", call: "chatroom/getBatch", object: roomid };
  return new ImError("IM_UNAVAILABLE", `commsease ${facts.call} could not read room ${roomid}. Run it again.`, facts);
}

/** Form encoding: every value is text, booleans `true` and `false`, lists and objects JSON. Absent ones are left out. */
export function encode(parameters: Record<string, Parameter>): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    form.append(name, typeof value === "object" ? JSON.stringify(value) : String(value));
  }
  return form.toString();
}

/** Reads an answer by the vendor's rule: HTTP 200 always, the result is `code` in the body. */
export function judge(status: number, text: string, kind?: CallKind): Verdict<Answer> {
  const answer = status === 200 ? parseAnswer(text) : undefined;
  const code = answer?.code;
  if (!answer || typeof code !== "number") {
    return { outcome: "failed", ...(status === 200 && { vendorText: "an answer without a code" }) };
  }
  // It is as it should be already, for instance by the attempt whose answer was lost.
  if (code === 200 || (kind === "write" && code === repeated)) return { outcome: "done", answer };
  const vendorText = typeof answer.desc === "string" ? answer.desc : typeof answer.msg === "string" ? answer.msg : "";
  return { outcome: outcomeOf(code, vendorText), vendorCode: code, vendorText };
}

function outcomeOf(code: number, text: string) {
  if (code === 416) return "throttled";
  if (code === 414 && text === "CurTime is expired") return "clock";
  return code === 500 || code === 503 || code === 514 ? "failed" : "refused";
}

function adviceOn(call: string, code: number | undefined, text: string) {
  return advice.find((a) => a.code === code && text.includes(a.says ?? "") && call.startsWith(a.call ?? ""));
}

/** Whether a refusal is about the connection's keys or region. */
export function blamesConnection({ call = "", vendorCode, vendorText = "" }: Partial<CallFacts>): boolean {
  return adviceOn(call, vendorCode, vendorText)?.ofConnection === true;
}

function advise(call: Call, code: number | undefined, text = ""): string {
  const found = adviceOn(call, code, text);
  if (found) return found.do;
  if (text.includes("not register")) return missing;
  return plainAdvice;
}

/** Whether the vendor says that something does not exist. */
function saysAbsent(error: unknown): boolean {
  const { vendorCode, vendorText = "" } = refusal(error) ?? {};
  return vendorCode === 404 || vendorCode === 803 || /not register|bad members/.test(vendorText);
}

/** Whether the vendor says that an account does not exist. */
export function isNotRegistered(error: unknown): boolean {
  return refusal(error)?.vendorText?.includes("not register") === true;
}
