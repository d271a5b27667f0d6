import { randomBytes } from "node:crypto";
import { keyPrint } from "../connection/key-print";
import { ImError, refusal } from "../errors";
import { whole } from "../http/answer-fields";
import { type Answer, type AnswerOf, demandAsked, notUnderstood, parseAnswer } from "../http/answers";
import { batched, type Loader } from "../http/batched";
import type { Verdict } from "../http/exchange";
import { Failover } from "../http/failover";
import type { Outcome } from "../http/retry";
import { type CallAbout, plainAdvice, VendorCalls } from "../http/vendor-calls";
import { RecentlyMade } from "../lag/recently-made";
import { Creations } from "../ownership/creations";
import { answers, type LiveGroup, type LiveProfile } from "./answers";
import { blockMs, type Call, caps, defaultCallsPerSecond, factsOfCall } from "./calls";
import { userSig } from "./user-sig";

/** A connection of vendor `tencent`, after validation. */
export interface TencentConnection {
  sdkAppId: number;
  secretKey: string;
  /** An admin account of the app: every call is made in its name. */
  admin: string;
  /** The region's domains in the order of preference, without a slash at the end. */
  endpoints: readonly string[];
  callsPerSecond?: number;
}

/** The vendor's codes that the resources act on. */
export const codes = {
  profileAccountUnknown: 40003,
  tagUnknown: 40009,
  accountUnknown: 70107,
  accountTombstone: 70399,
  deletionForbidden: 71000,
  notForThisType: 10007,
  groupUnknown: 10010,
  groupIdUnknown: 10015,
  noSuchAccount: 10019,
  groupIdTaken: 10021,
  groupIdOurs: 10025,
  joinedTooMany: 10037,
  attributeUnknown: 10050,
  attributeRace: 10056,
  topicUnknown: 110003,
} as const;

/** Refused for rate, without acting. */
const throttled = new Set([60007, 60011, 60018, 60019, 10006, 10049]);
/** Failures of the vendor's own, after which a call may have acted. */
const failed = new Set([60008, 60013, 60014, 10002, 40006, 70169, 70202, 70500, 130014]);
/** The UserSig has run out, or was ended by a kick: a new one, by the vendor's clock, may do. */
const outOfTime = new Set([70001, 70052]);

const checkKeys = "Check the connection's sdkAppId, secretKey, admin and region.";

const keysRefused = [60004, 60005, 60006, 60012, 70003, 70005, 70009, 70013, 70014, 70016, 70020];
const adminRefused = 60010;

/** Refusals of the connection's keys, its admin or its region. */
export const keyCodes = new Set<number | undefined>([...keysRefused, adminRefused]);

/** What is there under an id is told of by whoever has looked; this is for an id under which there is nothing. */
const heldAdvice =
  "There is nothing under this id that could be taken over: the vendor still holds it, as it may for a while after a group or topic was dissolved. Choose another id, or wait and run it again; for how long an id is held is not documented.";

/** What to do after a refusal. */
const advice: Record<number, string> = {
  ...Object.fromEntries(keysRefused.map((code) => [code, checkKeys])),
  [adminRefused]:
    "The connection's admin is not an admin of the app: make it one in the vendor's console, or name another.",
  60020: "The app's plan has lapsed: renew it in the vendor's console.",
  60021: "The app takes calls from listed addresses only: have this machine's address added in the vendor's console.",
  70001: "Set this machine's clock.",
  40005: "The vendor's content filter refused the text: change it.",
  40601: "A value of a profile has at most 500 bytes.",
  70107: "Check that the account is imported in this app.",
  70398: "The app has as many accounts as its plan allows.",
  80001: "The vendor's content filter refused the text: change it.",
  10010: "Check that the group exists in this app.",
  10007: "The group's type or the app's plan does not have it, or a switch in the vendor's console is off.",
  10014: "The group is full: raise MaxMemberCount or declare fewer members.",
  10021: heldAdvice,
  10025: heldAdvice,
  10019: "Check that the accounts are imported in this app.",
  10036: "The app has as many AVChatRoom groups as its plan allows.",
  10037: "The account is in as many groups as the plan allows.",
  10038: "The plan allows fewer members: declare fewer, or lower MaxMemberCount.",
  10045: "An attribute's key has at most 32 bytes.",
  10046: "An attribute's value has at most 4,000 bytes.",
  10047:
    "A group has at most 16 attributes, those of others and the ownership mark of a tencent.Group included: declare fewer.",
  10048: "The attributes of a group have at most 16,000 bytes in all.",
  10058: "The app has as many groups as its plan allows.",
  11000:
    "Communities are off in this app, or this one was made without SupportTopic: switch them on in the vendor's console, or give the community topics.",
};

/** The vendor gives up after 3 s itself, and says so; keep longer, or its answer is lost. */
const hostOptions = { answerTimeoutMs: 10_000 };

/** How long the UserSig of one attempt is good for, in seconds: enough for a clock that is a little off. */
const signatureSeconds = 3_600;

/** Speaks to one app. */
export class TencentClient {
  readonly #connection: TencentConnection;
  readonly #hosts: Failover;
  readonly #calls: VendorCalls<Call, typeof answers>;
  #keyPrint: string | undefined;

  readonly groupCreations = new Creations();
  readonly topicCreations = new Creations();

  /** What this run has made. */
  readonly recent = new RecentlyMade();

  readonly #groups = batched<LiveGroup>(
    caps.groupsPerRead,
    async (asked) => {
      const wanted = asked.map((one) => JSON.parse(one) as GroupAsked);
      const GroupIdList = [...new Set(wanted.map(({ GroupId }) => GroupId))];
      const customKeys = [...new Set(wanted.flatMap((one) => one.customKeys))];
      const call = "group_open_http_svc/get_group_info";
      const filter = {
        GroupBaseInfoFilter: groupFields,
        ...(customKeys.length > 0 && { AppDefinedDataFilter_Group: customKeys }),
      };
      const { GroupInfo } = await this.call(
        call,
        { GroupIdList, ResponseFilter: filter },
        { object: GroupIdList.join(" ") },
      );
      const byId = new Map(GroupInfo.map((group) => [group.GroupId, group]));
      return wanted.map(({ GroupId }) => {
        const group = byId.get(GroupId);
        if (!group) return this.silentAbout(call, GroupId);
        if (group.isDone) return group;
        return absentGroup.has(group.ErrorCode)
          ? undefined
          : this.itemRefused(call, GroupId, group.ErrorCode, group.ErrorInfo);
      });
    },
    this.recent,
    (key) => (JSON.parse(key) as GroupAsked).GroupId,
  );

  /** Which accounts there are, up to 100 in one `account_check`. */
  readonly accounts = batched<true>(
    caps.accountsPerRead,
    async (keys) => {
      const call = "im_open_login_svc/account_check";
      const CheckItem = [...new Set(keys)].map((UserID) => ({ UserID }));
      const { ResultItem } = await this.call(call, { CheckItem }, { object: keys.join(" ") });
      const byId = new Map(ResultItem.map((item) => [item.UserID, item]));
      return keys.map((key) => {
        const item = byId.get(key);
        if (!item) return this.silentAbout(call, key);
        if (!item.isDone) return this.itemRefused(call, key, item.ResultCode, item.ResultInfo);
        return item.AccountStatus === "Imported" ? true : undefined;
      });
    },
    this.recent,
  );

  readonly #profiles = new Map<string, Loader<LiveProfile>>();

  constructor(connection: TencentConnection) {
    this.#connection = connection;
    this.#hosts = new Failover(connection.endpoints, hostOptions);
    this.#calls = new VendorCalls({
      vendor: "tencent",
      sender: this.#hosts,
      traitsOf: factsOfCall,
      answers,
      perSecond: { usual: defaultCallsPerSecond, granted: connection.callsPerSecond },
      blockMs,
      judge: (call, status, text) => judge(status, text, factsOfCall(call).items),
      recent: this.recent,
      saysAbsent: (error) => absentCodes.has(refusal(error)?.vendorCode),
      advise: (_, code) => adviceFor(code),
    });
  }

  /**
   * Makes one vendor call.
   * @throws ImError
   */
  async call<C extends Call>(
    call: C,
    parameters: Record<string, unknown>,
    about?: CallAbout,
  ): Promise<AnswerOf<typeof answers, C>> {
    // An empty body is refused; an empty object is not.
    const body = JSON.stringify(parameters);
    return this.#calls.send(call, parameters, () => this.#attempt(call, body), about);
  }

  /**
   * A group without its members, or undefined where there is none. Reads share calls, up to 50 in one `get_group_info`.
   * @param customKeys the keys of AppDefinedData to read
   */
  group(GroupId: string, customKeys: readonly string[] = []): Promise<LiveGroup | undefined> {
    return this.#groups.load(JSON.stringify({ GroupId, customKeys } satisfies GroupAsked));
  }

  /** Profiles with these tags by UserID, up to 100 in one `portrait_get`. Accounts that ask for the same tags share calls. */
  profiles(TagList: readonly string[]): Loader<LiveProfile> {
    const key = TagList.join(" ");
    const known = this.#profiles.get(key);
    if (known) return known;
    const call = "profile/portrait_get";
    const loader = batched<LiveProfile>(
      caps.accountsPerRead,
      async (keys) => {
        const asked = { To_Account: [...new Set(keys)], TagList };
        const { UserProfileItem } = await this.call(call, asked, { object: keys.join(" ") });
        const byId = new Map(UserProfileItem.map((item) => [item.To_Account, item]));
        return keys.map((UserID) => {
          const item = byId.get(UserID);
          if (!item) return this.silentAbout(call, UserID);
          if (item.isDone) return item;
          return item.ResultCode === codes.profileAccountUnknown
            ? undefined
            : this.itemRefused(call, UserID, item.ResultCode, item.ResultInfo);
        });
      },
      this.recent,
    );
    this.#profiles.set(key, loader);
    return loader;
  }

  /** What it means that a call was carried out, and not for one of its objects. */
  itemRefused(call: Call, object: string, vendorCode: number, vendorText: string): ImError {
    const words = vendorText ? `code ${vendorCode} "${vendorText}"` : `code ${vendorCode}`;
    return new ImError(
      failed.has(vendorCode) ? "IM_UNAVAILABLE" : "IM_REFUSED",
      `tencent ${call} for ${object} was refused with ${words}. ${adviceFor(vendorCode)}`,
      { vendor: "tencent", call, object, vendorCode, vendorText },
    );
  }

  /** That an answer tells nothing of one of those that were asked for: it must not pass for gone. */
  silentAbout(call: Call, object: string): ImError {
    return notUnderstood({ vendor: "tencent", call, object }, "it says nothing of this one", isChange(call));
  }

  /**
   * Compares the id in an answer with the one that was asked for, where there are both.
   * @throws ImError where the answer is about something else
   */
  confirm(call: Call, key: string, asked: string | undefined, told: string | undefined): void {
    if (asked === undefined || told === undefined) return;
    demandAsked({ vendor: "tencent", call, object: asked }, key, [told], [asked], isChange(call));
  }

  /** The app's admin, in whose name calls are made. */
  get admin(): string {
    return this.#connection.admin;
  }

  /** Tells the app's key from another one. */
  get keyPrint(): string {
    const { sdkAppId, secretKey } = this.#connection;
    this.#keyPrint ??= keyPrint(secretKey, `tencent ${sdkAppId}`);
    return this.#keyPrint;
  }

  /** A UserSig of an account, for its client to log in with. */
  userSig(identifier: string, time: number, expire: number): string {
    const { sdkAppId, secretKey } = this.#connection;
    return userSig(secretKey, { sdkAppId, identifier, time, expire });
  }

  /** The vendor's time, told from its last answer. In epoch milliseconds. */
  now(): number {
    return this.#calls.now();
  }

  /** Closes the connections. */
  close(): Promise<void> {
    return this.#hosts.close();
  }

  /** The path holds a UserSig: it goes to the vendor and nowhere else. */
  #attempt(call: Call, body: string) {
    const { sdkAppId, admin } = this.#connection;
    const random = randomBytes(4).readUInt32BE();
    const query = new URLSearchParams({
      sdkappid: String(sdkAppId),
      identifier: admin,
      usersig: this.userSig(admin, Math.floor(this.#calls.signingTime() / 1000), signatureSeconds),
      random: String(random),
      contenttype: "json",
    });
    const headers = { "Content-Type": "application/json; charset=utf-8" };
    return { request: { path: `/v4/${call}?${query}`, headers, body }, requestId: String(random) };
  }
}

function isChange(call: Call): boolean {
  return factsOfCall(call).kind !== "read";
}

function adviceFor(code: number | undefined): string {
  return advice[code ?? -1] ?? plainAdvice;
}

/** A group to read. */
interface GroupAsked {
  GroupId: string;
  customKeys: readonly string[];
}

/** What is read of a group. A filter that names nothing of the members leaves them out: they can be too many for an answer. */
const groupFields = [
  "Type",
  "Name",
  "Introduction",
  "Notification",
  "FaceUrl",
  "Owner_Account",
  "MemberNum",
  "MaxMemberNum",
  "ApplyJoinOption",
  "InviteJoinOption",
  "MuteAllMember",
  "SupportTopic",
] as const;

/** Refusals that say that something does not exist. */
const absentCodes = new Set<number | undefined>([
  codes.accountUnknown,
  codes.noSuchAccount,
  codes.groupUnknown,
  codes.groupIdUnknown,
  codes.topicUnknown,
]);

const absentGroup = new Set<number>([codes.groupUnknown, codes.groupIdUnknown]);

/**
 * Reads an answer by the vendor's rule: HTTP 200 always, the result is `ErrorCode` in the body.
 * @param items the list whose items have codes of their own; where it is there, the one around them means nothing
 */
export function judge(status: number, text: string, items?: string): Verdict<Answer> {
  const answer = status === 200 ? parseAnswer(text) : undefined;
  if (answer && items !== undefined && Array.isArray(answer[items])) return { outcome: "done", answer };
  const code = whole().safeParse(answer?.ErrorCode).data;
  if (!answer || code === undefined) {
    return { outcome: "failed", ...(status === 200 && { vendorText: "an answer without an ErrorCode" }) };
  }
  if (code === 0) return { outcome: "done", answer };
  return { outcome: outcomeOf(code), vendorCode: code, vendorText: String(answer.ErrorInfo ?? "") };
}

function outcomeOf(code: number): Outcome {
  if (throttled.has(code)) return "throttled";
  if (outOfTime.has(code)) return "clock";
  return failed.has(code) ? "failed" : "refused";
}
