import type { FastifyInstance } from "fastify";
import { History } from "../cloud/history";
import { SettingGroup } from "../cloud/settings";
import type { Surroundings, Vendor, App as VendorApp } from "../cloud/vendor";
import { InputError } from "../input-error";
import { accountEndpoints } from "./account/calls";
import { globalMuteEndpoints } from "./account/global-mutes";
import { onlineStatusEndpoints } from "./account/online-status";
import { profileEndpoints } from "./account/profiles";
import type { App, Query } from "./authenticate";
import { verifyQuery } from "./authenticate";
import { clientActions } from "./clients";
import { type Body, type Context, type Endpoint, type Payload, unknownParams } from "./endpoint";
import { groupAttributeEndpoints } from "./group/attributes";
import { avChatRoomEndpoints } from "./group/av-chat-room";
import { groupBanEndpoints } from "./group/bans";
import { groupEndpoints } from "./group/calls";
import { groupChangeEndpoints } from "./group/changes";
import { groupCounterEndpoints } from "./group/counters";
import { memberReadEndpoints } from "./group/member-reads";
import { groupMemberEndpoints } from "./group/members";
import { groupMuteEndpoints } from "./group/mutes";
import { groupReadEndpoints } from "./group/reads";
import { Refusal } from "./refusal";
import { isGroupCall } from "./services";
import { listed, tencentSettings } from "./settings";
import { emptyState, type State } from "./state";
import { stateView } from "./state-view";
import { topicEndpoints } from "./topic/calls";
import { serveTencent } from "./transport";

const endpoints = new Map<string, Endpoint>(
  [
    ...accountEndpoints,
    ...onlineStatusEndpoints,
    ...profileEndpoints,
    ...globalMuteEndpoints,
    ...groupEndpoints,
    ...groupChangeEndpoints,
    ...groupReadEndpoints,
    ...groupMemberEndpoints,
    ...memberReadEndpoints,
    ...groupMuteEndpoints,
    ...groupBanEndpoints,
    ...groupAttributeEndpoints,
    ...groupCounterEndpoints,
    ...avChatRoomEndpoints,
    ...topicEndpoints,
  ].map((one) => [one.call, one]),
);

/** The app that is there unless another is named. All values are public. */
const DEFAULT_APP = {
  id: "1400000000",
  // Of the vendor's form, so that a client that takes the digits for bytes is found out.
  secret: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
} as const;

const ANSWER_MAXIMUM = 1024 * 1024;

/** The body of an answer in the vendor's form. */
export type Answer = {
  readonly ActionStatus?: string;
  readonly ErrorCode: number;
  readonly ErrorInfo?: unknown;
} & Payload;

/** The envelope of a call; two services have more or less of it. */
function envelope(call: string, ErrorCode: number, ErrorInfo: string | undefined): Answer {
  return {
    ...(!call.startsWith("openconfigsvr/") && { ActionStatus: ErrorCode === 0 ? "OK" : "FAIL" }),
    ...(ErrorInfo !== undefined && { ErrorInfo }),
    ErrorCode,
    ...(call.startsWith("profile/") && { ErrorDisplay: "" }),
  };
}

/** One Tencent IM app. */
export class Tencent implements Vendor {
  readonly name = "tencent";
  readonly settings = new SettingGroup(this.name, tencentSettings);
  readonly callNames = [...endpoints.keys()];
  readonly hosts = ["primary"];
  readonly clientActions = clientActions((act) => {
    const outcome = act(this.#context(this.#state));
    this.around.changed();
    return outcome;
  });
  readonly app: App;
  #secretKey: string;
  #state: State = emptyState();
  #history = new History<State>();

  constructor(
    readonly around: Surroundings,
    { id = DEFAULT_APP.id, secret = DEFAULT_APP.secret }: Partial<VendorApp> = {},
  ) {
    if (!/^[1-9]\d{0,9}$/.test(id)) throw new InputError(`the app of tencent has a number as its id, not ${id}`);
    this.app = { sdkAppId: Number(id), secretKey: secret };
    this.#secretKey = secret;
  }

  routes(server: FastifyInstance, host: string): void {
    serveTencent(server, this, host);
  }

  readyInfo([origin = ""]: readonly string[]) {
    const { sdkAppId, secretKey } = this.app;
    const [admin = ""] = listed(this.settings.values.admins);
    return { endpoint: origin, sdkAppId, secretKey, admin };
  }

  endpoint(call: string): Endpoint | undefined {
    return endpoints.get(call);
  }

  /** What is wrong with the query string of a call, or nothing. */
  verify(query: Query): Refusal | undefined {
    return verifyQuery({ ...this.app, secretKey: this.#secretKey }, query, this.#context(this.#state));
  }

  /** The answer to a call that fails. */
  failure(call: string, code: number, info: string): Answer {
    return envelope(call, code, info);
  }

  /** Does what a call says, once everything around it is in order. */
  act(one: Endpoint, body: Body, limited = true): Answer {
    const now = this.around.clock.now();
    const { readAfterWriteDelayMs: delay, successErrorInfo } = this.settings.values;
    if (!one.reads) this.#history.remember(this.#state, now, delay);
    const state = one.reads ? this.#history.visible(this.#state, now, delay) : this.#state;
    try {
      const info = one.reads && successErrorInfo === "writes" ? undefined : "";
      return this.#fitting(one, { ...envelope(one.call, 0, info), ...one.run(body, this.#context(state, limited)) });
    } catch (error) {
      if (error instanceof Refusal) return this.failure(one.call, error.code, error.info);
      throw error;
    } finally {
      if (!one.reads) this.around.changed();
    }
  }

  callUnsigned(call: string, params: Body): Answer {
    const one = endpoints.get(call);
    if (!one) throw new Error(`unknown call ${call}`);
    const started = performance.now();
    const answer = this.act(one, params, false);
    this.around.calls.add({
      at: new Date(this.around.clock.now()).toISOString(),
      vendor: this.name,
      call,
      params,
      unknownParams: unknownParams(one, params),
      code: answer.ErrorCode,
      ...(typeof answer.ErrorInfo === "string" && answer.ErrorInfo !== "" && { desc: answer.ErrorInfo }),
      status: 200,
      via: "control",
      ms: Math.round(performance.now() - started),
    });
    return answer;
  }

  state(): Record<string, unknown> {
    return stateView(this.#context(this.#state));
  }

  counts(): Record<string, number> {
    const groups = [...this.#state.groups.values()];
    const topics = groups.reduce((sum, group) => sum + group.topics.size, 0);
    return { accounts: this.#state.accounts.size, groups: groups.length, topics };
  }

  dump(): unknown {
    return this.#state;
  }

  load(dumped: unknown): void {
    this.#state = Object.assign(emptyState(), dumped);
  }

  reset(): void {
    this.#state = emptyState();
    this.#history.clear();
    this.#secretKey = this.app.secretKey;
    this.settings.reset();
  }

  /** Every UserSig of the key before fails to verify from now on. */
  rotate(secret: string): void {
    this.#secretKey = secret;
  }

  /** An answer of a group read beyond a megabyte is a failure. */
  #fitting(one: Endpoint, answer: Answer): Answer {
    if (!one.reads || !isGroupCall(one.call)) return answer;
    const fits = Buffer.byteLength(JSON.stringify(answer), "utf8") <= ANSWER_MAXIMUM;
    return fits ? answer : this.failure(one.call, 10_018, "the answer is larger than 1 MB");
  }

  #context(state: State, limited = true): Context {
    return {
      state,
      settings: this.settings.values,
      sdkAppId: this.app.sdkAppId,
      now: Math.floor(this.around.clock.now() / 1000),
      admit: (bucket, budget) => !limited || this.around.limiter.admit(`${this.name}:${bucket}`, budget),
    };
  }
}
