import type { FastifyInstance } from "fastify";
import { SettingGroup } from "../cloud/settings";
import type { App, ClientOutcome, Surroundings, Vendor } from "../cloud/vendor";
import { Connections } from "../http/connections";
import { Authenticator } from "./authenticate";
import { clientActions } from "./clients";
import { type Context, type Endpoint, unknownParams } from "./endpoint";
import { groupEndpoints } from "./group-channel/calls";
import { groupMemberEndpoints } from "./group-channel/members";
import { groupModerationEndpoints } from "./group-channel/moderation";
import { groupNoteEndpoints } from "./group-channel/notes";
import { openChannelEndpoints } from "./open-channel/calls";
import { keepAliveEndpoints } from "./open-channel/keep-alive";
import { messageTypeEndpoints } from "./open-channel/message-types";
import { openChannelMetadataEndpoints } from "./open-channel/metadata";
import { openChannelPeopleEndpoints } from "./open-channel/people";
import { livingOpenChannels } from "./open-channel/rules";
import type { Body } from "./parameters";
import { wordEndpoints } from "./profanity-word/calls";
import { Refusal, refuse } from "./refusal";
import { type NexconnSettings, nexconnSettings } from "./settings";
import { emptyState, type State } from "./state";
import { stateView } from "./state-view";
import { statusOf } from "./statuses";
import { serveNexconn } from "./transport";
import { userEndpoints } from "./user/calls";
import { userListEndpoints } from "./user/lists";
import { userProfileEndpoints } from "./user/profiles";
import { settleDeletions } from "./user/rules";
import { tokenEndpoints } from "./user/tokens";

const endpoints = [
  ...tokenEndpoints,
  ...userEndpoints,
  ...userListEndpoints,
  ...userProfileEndpoints,
  ...groupEndpoints,
  ...groupMemberEndpoints,
  ...groupNoteEndpoints,
  ...groupModerationEndpoints,
  ...openChannelEndpoints,
  ...openChannelPeopleEndpoints,
  ...openChannelMetadataEndpoints,
  ...keepAliveEndpoints,
  ...messageTypeEndpoints,
  ...wordEndpoints,
];

const byCall = new Map(endpoints.map((one) => [one.call, one]));
const byAlias = new Map(endpoints.flatMap((one) => one.aliases.map((alias) => [alias, one] as const)));

/** What an app must have switched on, by the beginning of the calls that need it. */
const FEATURES = [
  ["group-channel/", "managedGroupsFeature", 1009],
  ["open-channel/metadata/", "metadataFeature", 23426],
  ["open-channel/priority-sender-list/", "prioritySendersFeature", 1009],
  ["chatroom/keepalive/", "keepAliveFeature", 1009],
  ["user/profile/", "hostedProfileFeature", 24369],
] as const satisfies readonly (readonly [string, keyof NexconnSettings, number])[];

/** The app that is there unless another is named. Both values are public. */
const DEFAULT_APP: App = { id: "nexconn-emulator-key", secret: "nexconn-emulator-secret" };

/** The body of an answer in the vendor's form. */
export type Answer = { readonly code: number; readonly errorMessage?: string } & Readonly<Record<string, unknown>>;

/** One Nexconn app. */
export class Nexconn implements Vendor {
  readonly name = "nexconn";
  readonly settings = new SettingGroup(this.name, nexconnSettings);
  readonly callNames = [...byCall.keys()];
  readonly hosts = ["primary", "backup"];
  readonly clientActions = clientActions((act) => this.#client(act));
  readonly app: App;
  authenticator: Authenticator;
  readonly connections = new Connections();
  #state: State = emptyState();

  constructor(
    readonly around: Surroundings,
    app: Partial<App> = {},
  ) {
    this.app = { id: app.id ?? DEFAULT_APP.id, secret: app.secret ?? DEFAULT_APP.secret };
    this.authenticator = new Authenticator(this.app, this.settings.values);
  }

  routes(server: FastifyInstance, host: string): void {
    serveNexconn(server, this, host);
  }

  readyInfo(origins: readonly string[]) {
    return { endpoints: origins, appKey: this.app.id, appSecret: this.app.secret };
  }

  /** The call behind a path, by its names that are accepted. */
  endpointAt(path: string): Endpoint | undefined {
    const { acceptedNames, jsonRoutes } = this.settings.values;
    if (path.endsWith(".json")) return jsonRoutes ? byCall.get(path.slice(1)) : undefined;
    if (!path.startsWith("/v4/")) return undefined;
    const call = path.slice("/v4/".length);
    const newer = byCall.get(call);
    if (newer && (acceptedNames !== "docs" || newer.aliases.length === 0)) return newer;
    return acceptedNames === "sdk" ? undefined : byAlias.get(call);
  }

  /** Does what a call says, once everything around it is in order. */
  act(one: Endpoint, body: Body): Answer {
    const context = this.#context();
    try {
      this.#mustHave(one.call);
      settleDeletions(context);
      const result = one.run(body, context);
      return one.form ? { code: 200, ...result } : { code: 0, ...(result && { result }) };
    } catch (error) {
      if (error instanceof Refusal) return this.#refusal(one.call, error);
      throw error;
    } finally {
      if (!one.reads) this.around.changed();
    }
  }

  callUnsigned(call: string, params: Body): Answer {
    const one = byCall.get(call);
    if (!one) throw new Error(`unknown call ${call}`);
    const started = performance.now();
    const answer = this.act(one, params);
    this.around.calls.add({
      at: new Date(this.around.clock.now()).toISOString(),
      vendor: this.name,
      call,
      params,
      unknownParams: unknownParams(one, params, this.settings.values),
      code: answer.code,
      ...(answer.errorMessage !== undefined && { desc: answer.errorMessage }),
      status: statusOf(answer.code, this.settings.values),
      via: "control",
      ms: Math.round(performance.now() - started),
    });
    return answer;
  }

  state(): Record<string, unknown> {
    const context = this.#context();
    settleDeletions(context);
    return stateView(context);
  }

  counts(): Record<string, number> {
    const { users, groups, words } = this.#state;
    const openChannels = livingOpenChannels(this.#context()).length;
    return { users: users.size, groups: groups.size, openChannels, profanityWords: words.size };
  }

  dump(): unknown {
    return this.#state;
  }

  load(dumped: unknown): void {
    this.#state = Object.assign(emptyState(), dumped);
  }

  reset(): void {
    this.#state = emptyState();
    this.authenticator = new Authenticator(this.app, this.settings.values);
    this.settings.reset();
  }

  rotate(secret: string): void {
    this.authenticator = new Authenticator({ ...this.app, secret }, this.settings.values);
    // The vendor documents that this ends every token of every user.
    for (const { tokens } of this.#state.users.values()) for (const token of tokens) token.revoked = true;
    this.around.changed();
  }

  #mustHave(call: string): void {
    const feature = FEATURES.find(([beginning]) => call.startsWith(beginning));
    if (feature && !this.settings.values[feature[1]]) refuse(feature[2], "the service is not enabled");
  }

  #refusal(call: string, { code, text, more }: Refusal): Answer {
    const managed = call.startsWith("group-channel/") && this.settings.values.groupParameterCodes === "managed";
    const special = managed ? { 1002: 25403, 1005: 25406 }[code] : undefined;
    return { code: special ?? code, errorMessage: text, ...more };
  }

  #client(act: (context: Context) => ClientOutcome): ClientOutcome {
    const context = this.#context();
    settleDeletions(context);
    const outcome = act(context);
    this.around.changed();
    return outcome;
  }

  #context(): Context {
    return { state: this.#state, settings: this.settings.values, now: this.around.clock.now() };
  }
}
