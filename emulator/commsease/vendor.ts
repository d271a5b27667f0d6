import type { FastifyInstance } from "fastify";
import { History } from "../cloud/history";
import { SettingGroup } from "../cloud/settings";
import type { App, Surroundings, Vendor } from "../cloud/vendor";
import { InputError } from "../input-error";
import { accountEndpoints } from "./account/calls";
import { Authenticator } from "./authenticate";
import { roomEndpoints } from "./chatroom/calls";
import { roomMemberEndpoints } from "./chatroom/members";
import { roomPeopleEndpoints } from "./chatroom/people";
import { roomQueueEndpoints } from "./chatroom/queue";
import { roomRobotEndpoints } from "./chatroom/robots";
import { modernise } from "./chatroom/rules";
import { roomTagEndpoints } from "./chatroom/tags";
import { clientActions } from "./clients";
import { type Context, type Endpoint, type Payload, unknownParams } from "./endpoint";
import { Refusal } from "./refusal";
import { commseaseSettings } from "./settings";
import { emptyState, type State } from "./state";
import { stateView } from "./state-view";
import { superTeamEndpoints } from "./super-team/calls";
import { superTeamMemberEndpoints } from "./super-team/members";
import { superTeamReadEndpoints } from "./super-team/reads";
import { teamEndpoints } from "./team/calls";
import { teamMemberEndpoints } from "./team/members";
import { teamReadEndpoints } from "./team/reads";
import { serveCommsEase } from "./transport";

const endpoints = new Map<string, Endpoint>(
  [
    ...accountEndpoints,
    ...teamEndpoints,
    ...teamMemberEndpoints,
    ...teamReadEndpoints,
    ...superTeamEndpoints,
    ...superTeamMemberEndpoints,
    ...superTeamReadEndpoints,
    ...roomEndpoints,
    ...roomMemberEndpoints,
    ...roomPeopleEndpoints,
    ...roomTagEndpoints,
    ...roomRobotEndpoints,
    ...roomQueueEndpoints,
  ].map((one) => [one.call, one]),
);

/** What an app must have bought, by the folder of the calls that need it. */
const FEATURES = [
  ["chatroom/", "chatroomFeature"],
  ["superteam/", "superTeamFeature"],
] as const;

/** The app that is there unless another is named. Both values are public. */
const DEFAULT_APP: App = { id: "0123456789abcdef0123456789abcdef", secret: "emulator-app-secret" };

/** The body of an answer in the vendor's form. */
export type Answer = { readonly code: number; readonly desc?: unknown } & Payload;

function areTexts(params: Readonly<Record<string, unknown>>): params is Readonly<Record<string, string>> {
  return Object.values(params).every((value) => typeof value === "string");
}

/** One CommsEase app. */
export class CommsEase implements Vendor {
  readonly name = "commsease";
  readonly settings = new SettingGroup(this.name, commseaseSettings);
  readonly callNames = [...endpoints.keys()];
  readonly hosts = ["primary"];
  readonly clientActions = clientActions((act) => this.#client(act));
  readonly app: App;
  authenticator: Authenticator;
  /** Answers by `RequestId`, for what the setting says about repeats. */
  readonly answered = new Map<string, Answer>();
  #state: State = emptyState();
  #history = new History<State>();

  constructor(
    readonly around: Surroundings,
    app: Partial<App> = {},
  ) {
    this.app = { id: app.id ?? DEFAULT_APP.id, secret: app.secret ?? DEFAULT_APP.secret };
    this.authenticator = new Authenticator(this.app, this.settings.values);
  }

  routes(server: FastifyInstance, host: string): void {
    serveCommsEase(server, this, host);
  }

  readyInfo([origin]: readonly string[]) {
    return { endpoint: `${origin}/nimserver`, appKey: this.app.id, appSecret: this.app.secret };
  }

  endpoint(call: string): Endpoint | undefined {
    return endpoints.get(call);
  }

  /** Does what a call says, once everything around it is in order. */
  act(one: Endpoint, params: Readonly<Record<string, string>>): Answer {
    const now = this.around.clock.now();
    const settings = this.settings.values;
    const delay = settings.readAfterWriteDelayMs;
    if (FEATURES.some(([folder, feature]) => one.call.startsWith(folder) && !settings[feature])) {
      return { code: 403, desc: "not support" };
    }
    if (!one.reads) this.#history.remember(this.#state, now, delay);
    const state = one.reads ? this.#history.visible(this.#state, now, delay) : this.#state;
    try {
      const payload = one.run(params, { state, settings, now });
      return { code: 200, ...payload };
    } catch (error) {
      if (error instanceof Refusal) return { code: error.code, desc: error.desc };
      throw error;
    } finally {
      if (!one.reads) this.around.changed();
    }
  }

  callUnsigned(call: string, params: Readonly<Record<string, unknown>>): Answer {
    const one = endpoints.get(call);
    if (!one) throw new Error(`unknown call ${call}`);
    if (!areTexts(params)) throw new InputError("params are texts, as in a form; a list is JSON in a text");
    const started = performance.now();
    const answer = this.act(one, params);
    this.around.calls.add({
      at: new Date(this.around.clock.now()).toISOString(),
      vendor: this.name,
      call,
      params,
      unknownParams: unknownParams(one, params),
      code: answer.code,
      ...(typeof answer.desc === "string" && { desc: answer.desc }),
      status: 200,
      via: "control",
      ms: Math.round(performance.now() - started),
    });
    return answer;
  }

  state(): Record<string, unknown> {
    return stateView(this.#context());
  }

  counts(): Record<string, number> {
    const { accounts, teams, superTeams, rooms } = this.#state;
    return { accounts: accounts.size, teams: teams.size, superTeams: superTeams.size, chatrooms: rooms.size };
  }

  dump(): unknown {
    return this.#state;
  }

  load(dumped: unknown): void {
    this.#state = Object.assign(emptyState(), dumped);
    for (const room of this.#state.rooms.values()) modernise(room);
  }

  reset(): void {
    this.#state = emptyState();
    this.#history.clear();
    this.answered.clear();
    this.authenticator = new Authenticator(this.app, this.settings.values);
    this.settings.reset();
  }

  /** Tokens stay: the vendor keeps them by themselves. */
  rotate(secret: string): void {
    this.authenticator = new Authenticator({ ...this.app, secret }, this.settings.values);
  }

  #context(): Context {
    return { state: this.#state, settings: this.settings.values, now: this.around.clock.now() };
  }

  #client<R>(act: (context: Context) => R): R {
    const outcome = act(this.#context());
    this.around.changed();
    return outcome;
  }
}
