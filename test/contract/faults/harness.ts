import { createHash } from "node:crypto";
import { account } from "../../../provider/commsease/account";
import { chatroom } from "../../../provider/commsease/chatroom";
import { chatroomQueue } from "../../../provider/commsease/chatroom-queue";
import { CommsEaseClient } from "../../../provider/commsease/client";
import { superTeam } from "../../../provider/commsease/super-team";
import { team } from "../../../provider/commsease/team";
import { teamMembers } from "../../../provider/commsease/team-members-resource";
import type { AnyDefinition, Values } from "../../../provider/definition";
import type { ImError } from "../../../provider/errors";
import * as lifecycle from "../../../provider/lifecycle";
import { checked } from "../../../provider/resource";
import { Emulator, type LoggedCall } from "../../support/emulator";

export { account, chatroom, chatroomQueue, superTeam, team, teamMembers };

/** A fault as the control port takes it. */
export interface Injected {
  kind: "status" | "code" | "delay" | "drop-before" | "drop-after" | "rate-limit";
  value?: number;
  desc?: string;
  /** The server acts first and answers wrongly then. */
  after?: boolean;
  times?: number;
  skip?: number;
}

/** An emulator, and runs of the provider against it. */
export class Cloud {
  readonly #clients: CommsEaseClient[] = [];
  #client: CommsEaseClient | undefined;

  constructor(readonly emulator: Emulator) {}

  /** The client of the present run. */
  get client(): CommsEaseClient {
    this.#client ??= this.open();
    return this.#client;
  }

  /** A client of its own, such as a second process has. */
  open(changes: Partial<{ appSecret: string; endpoint: string; callsPerSecond: number }> = {}): CommsEaseClient {
    const { appKey, appSecret, endpoint } = this.emulator.ready.commsease;
    const client = new CommsEaseClient({ appKey, appSecret, endpoint, ...changes });
    this.#clients.push(client);
    return client;
  }

  /** From here on it is as in the next `pulumi up`: nothing is remembered, and the call log is empty. */
  async newRun(): Promise<void> {
    this.#client = undefined;
    await this.emulator.forgetCalls();
  }

  async close(): Promise<void> {
    this.#client = undefined;
    await Promise.all(this.#clients.splice(0).map((client) => client.close()));
  }

  create(definition: AnyDefinition, raw: Values, client = this.client) {
    return lifecycle.create(definition, client, normalised(definition, raw));
  }

  update(definition: AnyDefinition, before: lifecycle.Settled, raw: Values, client = this.client) {
    return lifecycle.update(definition, client, before.id, before.state, normalised(definition, raw));
  }

  read(definition: AnyDefinition, before: lifecycle.Settled, client = this.client) {
    return lifecycle.read(definition, client, before.id, before.state);
  }

  remove(definition: AnyDefinition, before: lifecycle.Settled, client = this.client): Promise<void> {
    return definition.remove(client, before.id, before.state);
  }

  async inject(call: string, fault: Injected): Promise<void> {
    await this.emulator.control("POST", "/control/faults", { vendor: "commsease", call, times: 1, ...fault });
  }

  async clearFaults(): Promise<void> {
    await this.emulator.control("DELETE", "/control/faults");
  }

  /** Accounts that somebody else made. */
  async accounts(...accids: string[]): Promise<void> {
    for (const accid of accids) await this.byHand("user/create", { accid });
  }

  /** A change made at the vendor behind the provider's back. Not signed, not limited and not logged among the calls. */
  async byHand(call: string, params: Record<string, unknown>): Promise<Record<string, unknown>> {
    const texts = Object.entries(params).map(([name, value]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]);
    const body = { vendor: "commsease", call, params: Object.fromEntries(texts) };
    const answer = await this.emulator.control("POST", "/control/call", body);
    if (answer.code !== 200) throw new Error(`${call} by hand answered ${JSON.stringify(answer)}`);
    return answer;
  }

  /** The vendor calls of this run by name, those by hand left out. */
  async log(call?: string): Promise<LoggedCall[]> {
    const calls: (LoggedCall & { via?: string })[] = await this.emulator.calls(call);
    return calls.filter(({ via }) => via === undefined);
  }

  async sent(call: string): Promise<number> {
    return (await this.log(call)).length;
  }

  /** Everything the cloud holds but times and tokens, so that two runs compare equal. */
  async world(): Promise<unknown> {
    return withoutVolatile(await this.emulator.state());
  }

  /** Who is in a team, as `accid: role`. */
  async roles(tid: string): Promise<Record<string, string>> {
    const { teams, superTeams } = await this.emulator.state();
    const { members } = teams[tid] ?? superTeams[tid];
    return Object.fromEntries(
      Object.entries(members as Record<string, { role: string }>).map(([accid, { role }]) => [accid, role]),
    );
  }

  async tids(): Promise<string[]> {
    const { teams, superTeams } = await this.emulator.state();
    return Object.keys({ ...teams, ...superTeams });
  }

  async roomids(): Promise<string[]> {
    return Object.keys((await this.emulator.state()).chatrooms);
  }
}

/** One emulator for a test file, emptied before each test. */
export function useCloud(...args: string[]): () => Cloud {
  let cloud: Cloud;
  beforeAll(async () => {
    cloud = new Cloud(await Emulator.start(args));
  });
  beforeEach(() => cloud.emulator.reset());
  afterEach(() => cloud.close());
  afterAll(() => cloud.emulator.stop());
  return () => cloud;
}

/** What the provider warned of since the last call. */
export function useWarnings(): () => string[] {
  let spy: jest.SpyInstance;
  beforeAll(() => {
    spy = jest.spyOn(process.stderr, "write").mockImplementation(() => true);
  });
  beforeEach(() => spy.mockClear());
  afterAll(() => spy.mockRestore());
  return () => spy.mock.calls.splice(0).map(([text]) => String(text));
}

function normalised(definition: AnyDefinition, raw: Values): Values {
  const { inputs, problems } = checked(definition, raw);
  expect(problems).toEqual([]);
  return inputs;
}

const volatile = new Set(["createtime", "updatetime", "enterTime", "startTime", "tokenSha256", "tokenIssued"]);
// The ends of mutes depend on the moment of the call.
for (const key of ["tempMuteUntil", "tempMutes", "tagMutes"]) volatile.add(key);

function withoutVolatile(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutVolatile);
  if (!(value instanceof Object)) return value;
  const kept = Object.entries(value).filter(([key]) => !volatile.has(key));
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutVolatile(item)]));
}

export function sha256(text: unknown): string {
  return createHash("sha256").update(String(text)).digest("hex");
}

/** The error of work that has to fail. */
export async function failureOf(work: Promise<unknown>): Promise<ImError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ code: expect.stringMatching(/^IM_/) });
  return error as ImError;
}

/** The calls that must not be repeated before somebody looked. */
const once = new Set([
  "user/create",
  "team/create",
  "chatroom/create",
  "team/add",
  "team/kick",
  "team/changeOwner",
  "team/addManager",
  "team/removeManager",
  "superteam/create",
  "superteam/invite",
  "superteam/kick",
  "superteam/changeOwner",
  "superteam/addManager",
  "superteam/removeManager",
  "chatroom/queueOffer",
  "chatroom/queuePoll",
  "chatroom/queueDrop",
]);
const looks = new Set([
  "user/getUinfos",
  "team/joinTeams",
  "team/queryDetail",
  "team/query",
  "superteam/joinTeams",
  "superteam/getTinfos",
  "superteam/getTlists",
  "chatroom/queryUserRoomIds",
  "chatroom/getBatch",
  "chatroom/queueList",
]);

export function isOnce(call: string): boolean {
  return once.has(call);
}

/** The calls that were repeated although the one before may have acted, with no look in between. */
export function blindRepeats(calls: LoggedCall[]): string[] {
  const open = new Set<string>();
  const repeated: string[] = [];
  for (const { call, code, status } of calls) {
    if (looks.has(call) && code === 200) open.clear();
    if (!once.has(call)) continue;
    if (open.has(call)) repeated.push(call);
    if (status !== 200 || code === 500 || code === 503) open.add(call);
  }
  return repeated;
}
