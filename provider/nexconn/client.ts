import { randomUUID } from "node:crypto";
import { keyPrint } from "../connection/key-print";
import { refusal } from "../errors";
import { type AnswerOf, notUnderstood, parseAnswer } from "../http/answers";
import { batched, loadInPieces } from "../http/batched";
import type { Verdict } from "../http/exchange";
import { Failover } from "../http/failover";
import { type CallAbout, plainAdvice, VendorCalls } from "../http/vendor-calls";
import { RecentlyMade } from "../lag/recently-made";
import { answers, type GroupAnswer, type HostedProfileAnswer } from "./answers";
import { blockMs, type Call, caps, defaultCallsPerSecond, factsOfCall } from "./calls";
import { inOrder } from "./in-order";
import { sign } from "./sign";
import { UserLists } from "./user/lists";

/** A connection of vendor `nexconn`, after validation. */
export interface NexconnConnection {
  appKey: string;
  appSecret: string;
  /** The hosts of the app's region in the order of preference, without a slash at the end. */
  endpoints: readonly string[];
  callsPerSecond?: number;
}

/** The vendor's codes that the resources act on. */
export const codes = {
  userUnknown: 400,
  dataAbsent: 1015,
  openChannelUnknown: 23410,
  openChannelParameter: 23412,
  metadataKeyMissing: 23427,
  noSuchUser: 24366,
  noHostedProfiles: 24369,
  groupExists: 25409,
  groupUnknown: 25410,
  alreadyMember: 25412,
  notMember: 25418,
  notAdmin: 25420,
} as const;

/** Refusals that say that something does not exist. */
const absentCodes = new Set<number | undefined>([
  codes.userUnknown,
  codes.noSuchUser,
  codes.groupUnknown,
  codes.openChannelUnknown,
]);

const marksOff = "turn the ownership marks off with `pulumi config set im:ownershipMark false`";

/** Refusals of the connection's keys. */
export const keyCodes = new Set<number | undefined>([1001, 1004]);

/** What to do after a refusal. */
const advice: Record<number, string> = {
  1001: "Check the connection's appKey and appSecret.",
  1004: "Check the connection's appKey and appSecret, and this machine's clock.",
  1006: "The app takes no requests: look at its state in the vendor's console.",
  1007: "The app takes requests from listed addresses only: have this machine's address added in the vendor's console.",
  1009: "The app does not have this service: switch it on in the vendor's console.",
  1016: "The app keeps as many open channels alive as it may: give up `keepAlive` of another one.",
  2007: "An app in the development environment has at most 100 users: move to production, or declare fewer.",
  23423: "A channel has at most 100 metadata keys: declare fewer.",
  23426: `The app has no open channel metadata: switch it on in the vendor's console, or leave metadata out and ${marksOff}.`,
  24362: `Make the key known in the vendor's console first; where it is that of the ownership mark (ext_pulumi_im) you may also ${marksOff}.`,
  24366: "Check that the user exists in this app.",
  24369: `The app has no hosted user profiles: switch them on in the vendor's console, or leave userProfile and userExtProfile out and ${marksOff}.`,
  25411: "A group holds at most 3,000 members: declare fewer.",
  25415: "Declare the key of groupExtProfile in the vendor's console first.",
  25418: "Check that the user is a member of the group.",
  25419: "A group has at most 10 admins: declare fewer.",
  25429: "The group is of the older, unmanaged kind: have it imported at the vendor first.",
  25430: "Choose a channelId of letters and digits.",
};

/** The vendor suggests 5 s, and to give up idle and much used connections, which would pin the app to one server. */
const hostOptions = { answerTimeoutMs: 5_000, idleMs: 55_000, callsPerConnection: 80 };

/** Speaks to one app. */
export class NexconnClient {
  readonly #connection: NexconnConnection;
  readonly #hosts: Failover;
  readonly #calls: VendorCalls<Call, typeof answers>;
  #keyPrint: string | undefined;

  /** What this run has made. */
  readonly recent = new RecentlyMade();
  /** Group profiles by channelId, up to 50 in one `group-channel/profile/list`. */
  readonly groups = batched<GroupAnswer>(
    caps.groupsPerRead,
    (channelIds) =>
      // Whether one that does not exist is left out or refused is not documented.
      loadInPieces(
        channelIds,
        (some) => this.#readGroups(some),
        (error) => refusal(error)?.vendorCode === codes.groupUnknown,
      ),
    this.recent,
  );
  /** Whether groups are frozen, by channelId, up to 20 in one `group-channel/freeze-list/get`. */
  readonly frozenGroups = batched<boolean>(caps.groupsPerFreezeRead, async (channelIds) => {
    const call = "group-channel/freeze-list/get";
    const { freezeStatuses } = await this.call(call, { channelIds }, { object: channelIds.join(" ") });
    const told = freezeStatuses.map(({ channelId, status }) => [channelId, status] as const);
    const statuses = inOrder(call, channelIds, "freezeStatuses[].channelId", told);
    return statuses.map((status, i) => {
      const facts = { vendor: "nexconn", call, object: channelIds[i] ?? "" };
      return status ?? notUnderstood(facts, "`freezeStatuses` leaves out what was asked for");
    });
  });
  /** Whether open channels are kept alive, by channelId: one list has all of the app's. */
  readonly keptAlive = batched<boolean>(Number.POSITIVE_INFINITY, async (channelIds) => {
    const { chatroomIds } = await this.call("chatroom/keepalive/query.json", {});
    const kept = new Set(chatroomIds);
    return channelIds.map((channelId) => kept.has(channelId));
  });
  /** Hosted profiles by userId, up to 20 in one `user/profile/batch/get`. */
  readonly profiles = batched<HostedProfileAnswer>(caps.usersPerProfileRead, async (userIds) => {
    const call = "user/profile/batch/get";
    const { users } = await this.call(call, { userIds }, { object: userIds.join(" ") });
    const told = users.map(({ userId, ...profile }) => [userId, profile] as const);
    return inOrder(call, userIds, "users[].userId", told);
  });

  readonly lists = new UserLists((call, parameters) => this.call(call, parameters));

  constructor(connection: NexconnConnection) {
    this.#connection = connection;
    this.#hosts = new Failover(connection.endpoints, hostOptions);
    this.#calls = new VendorCalls({
      vendor: "nexconn",
      sender: this.#hosts,
      traitsOf: factsOfCall,
      answers,
      perSecond: { usual: defaultCallsPerSecond, granted: connection.callsPerSecond },
      blockMs,
      judge: (_, status, text) => judge(status, text),
      recent: this.recent,
      saysAbsent: (error) => absentCodes.has(refusal(error)?.vendorCode),
      advise: (_, code) => advice[code ?? -1] ?? plainAdvice,
    });
  }

  /** Tells the app's secret from another one. */
  get keyPrint(): string {
    const { appKey, appSecret } = this.#connection;
    this.#keyPrint ??= keyPrint(appSecret, `nexconn ${appKey}`);
    return this.#keyPrint;
  }

  /** The app's public id. */
  get appKey(): string {
    return this.#connection.appKey;
  }

  /**
   * Makes one vendor call.
   * @returns `result` of the answer; for a call of the older generation the answer itself
   * @throws ImError
   */
  async call<C extends Call>(
    call: C,
    parameters: Record<string, unknown>,
    about?: CallAbout,
  ): Promise<AnswerOf<typeof answers, C>> {
    const request = encode(call, parameters);
    return this.#calls.send(call, parameters, () => this.#attempt(request), about);
  }

  async #readGroups(channelIds: readonly string[]): Promise<(GroupAnswer | undefined)[]> {
    const call = "group-channel/profile/list";
    const { profiles } = await this.call(call, { channelIds }, { object: channelIds.join(" ") });
    const told = profiles.map((group) => [group.channelId, group] as const);
    return inOrder(call, channelIds, "profiles[].channelId", told);
  }

  /** The vendor's time, told from its last answer: it counts the lengths of mutes and bans. In epoch milliseconds. */
  now(): number {
    return this.#calls.now();
  }

  /** The vendor's time at its last answer, in whole seconds: what it does from now on is later. In epoch milliseconds. */
  heard(): number {
    return this.#calls.heard();
  }

  /** Closes the connections. */
  close(): Promise<void> {
    return this.#hosts.close();
  }

  #attempt({ path, type, body }: Encoded) {
    const { appKey, appSecret } = this.#connection;
    const requestId = randomUUID();
    const headers = {
      ...sign(appKey, appSecret, this.#calls.signingTime()),
      "X-Request-ID": requestId,
      "Content-Type": type,
    };
    return { request: { path, headers, body }, requestId };
  }
}

interface Encoded {
  path: string;
  type: string;
  body: string;
}

function isOlder(call: Call): boolean {
  return call.endsWith(".json");
}

/** JSON, absent values left out; a form with repeated keys for lists where the call is of the older generation. */
export function encode(call: Call, parameters: Record<string, unknown>): Encoded {
  if (!isOlder(call)) {
    return { path: `/v4/${call}`, type: "application/json", body: JSON.stringify(parameters) };
  }
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) form.append(name, String(one));
  }
  return { path: `/${call}`, type: "application/x-www-form-urlencoded", body: form.toString() };
}

/**
 * Reads an answer by the vendor's rule: success is an HTTP status of 200 to 299 and the code of either generation. What it holds
 * is below `result`; in the older one, and in some samples of the newer, beside the code.
 */
export function judge(status: number, text: string): Verdict<unknown> {
  const answer = parseAnswer(text);
  const code = typeof answer?.code === "number" ? answer.code : undefined;
  const isFine = status >= 200 && status < 300;
  if (answer && isFine && (code === 0 || code === 200)) {
    return { outcome: "done", answer: answer.result ?? answer };
  }
  if (isFine && code === undefined) return { outcome: "failed", vendorText: "an answer without a code" };
  const words = [answer?.errorMessage, answer?.profileKey].filter((word) => typeof word === "string" && word !== "");
  return {
    outcome: outcomeOf(status, code),
    ...(code !== undefined && { vendorCode: code }),
    ...(words.length > 0 && { vendorText: words.join(": ") }),
  };
}

function outcomeOf(status: number, code: number | undefined) {
  if (status === 429 || code === 1008) return "throttled";
  // The vendor has no code of its own for a clock that is off, if it minds at all.
  if (code === 1004) return "clock";
  return status >= 500 ? "failed" : "refused";
}
