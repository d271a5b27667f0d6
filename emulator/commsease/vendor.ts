import type { FastifyInstance } from "fastify";
import { SettingGroup } from "../settings";
import type { ClientOutcome, Surroundings, Vendor } from "../vendor";
import { accountEndpoints } from "./accounts";
import { type App, Authenticator } from "./authenticate";
import { acceptInvitation, enterRoom, leaveRoom } from "./clients";
import { type Context, type Endpoint, type Payload, unknownParams } from "./endpoint";
import { History } from "./history";
import { Refusal } from "./refusal";
import { roomMemberEndpoints } from "./room-members";
import { roomPeopleEndpoints } from "./room-people";
import { roomQueueEndpoints } from "./room-queue";
import { roomRobotEndpoints } from "./room-robots";
import { modernise } from "./room-rules";
import { roomTagEndpoints } from "./room-tags";
import { roomEndpoints } from "./rooms";
import { commseaseSettings } from "./settings";
import { emptyState, type State } from "./state";
import { stateView } from "./state-view";
import { superTeamMemberEndpoints } from "./super-team-members";
import { superTeamReadEndpoints } from "./super-team-reads";
import { superTeamEndpoints } from "./super-teams";
import { teamMemberEndpoints } from "./team-members";
import { teamReadEndpoints } from "./team-reads";
import { teamEndpoints } from "./teams";
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

/** The body of an answer in the vendor's form. */
export type Answer = { readonly code: number; readonly desc?: unknown } & Payload;

/** One CommsEase app. */
export class CommsEase implements Vendor {
  readonly name = "commsease";
  readonly settings = new SettingGroup(this.name, commseaseSettings);
  readonly callNames = [...endpoints.keys()];
  readonly authenticator: Authenticator;
  /** Answers by `RequestId`, for what the setting says about repeats. */
  readonly answered = new Map<string, Answer>();
  #state: State = emptyState();
  #history = new History();

  constructor(
    readonly app: App,
    readonly around: Surroundings,
  ) {
    this.authenticator = new Authenticator(app, this.settings.values);
  }

  routes(server: FastifyInstance): void {
    serveCommsEase(server, this);
  }

  readyInfo(origin: string) {
    return { endpoint: `${origin}/nimserver`, appKey: this.app.appKey, appSecret: this.app.appSecret };
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

  callUnsigned(call: string, params: Readonly<Record<string, string>>): Answer {
    const one = endpoints.get(call);
    if (!one) throw new Error(`unknown call ${call}`);
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
    this.authenticator.reset();
    this.settings.reset();
  }

  enterRoom(room: string, accid: string, tags?: readonly string[]): ClientOutcome {
    return this.#client(() => enterRoom(this.#context(), Number(room), accid.toLowerCase(), tags));
  }

  leaveRoom(room: string, accid: string): ClientOutcome {
    return this.#client(() => leaveRoom(this.#context(), Number(room), accid.toLowerCase()));
  }

  acceptInvitation(team: string, accid: string): ClientOutcome {
    return this.#client(() => acceptInvitation(this.#context(), Number(team), accid.toLowerCase()));
  }

  #context(): Context {
    return { state: this.#state, settings: this.settings.values, now: this.around.clock.now() };
  }

  #client(act: () => ClientOutcome): ClientOutcome {
    const outcome = act();
    this.around.changed();
    return outcome;
  }
}
