import type { ImError } from "../../../provider/errors";
import type { CallKind } from "../../../provider/http/retry";
import { checked } from "../../../provider/resource/check";
import type { AnyDefinition } from "../../../provider/resource/definition";
import * as lifecycle from "../../../provider/resource/lifecycle";
import { Run } from "../../../provider/resource/run";
import type { Values } from "../../../provider/values/values";
import type { LoggedCall } from "../../support/control";
import { Emulator } from "../../support/emulator";
import { type CloudClock, passingTime } from "../../support/passing-time";

/** A fault as the control port takes it. */
export interface Injected {
  kind: "status" | "code" | "delay" | "drop-before" | "drop-after" | "rate-limit" | "down";
  /** One of the vendor's hosts; by default all. */
  host?: string;
  value?: number;
  desc?: string;
  /** The server acts first and answers wrongly then. */
  after?: boolean;
  times?: number;
  skip?: number;
}

/** What tests have to know of a vendor beside its client. */
export interface VendorFacts {
  name: "commsease" | "nexconn" | "tencent";
  /** The code of success. */
  success: readonly number[];
  /** The vendor's own code for a server that failed. */
  serverFault: number;
  /** How the vendor says that the clocks differ. */
  wrongTime: { value: number; desc: string };
  /** The provider's own table of calls: of those that must not act twice, none is repeated before somebody looked. */
  calls: Readonly<Record<string, { kind: CallKind }>>;
  /** The calls that look. */
  looks: ReadonlySet<string>;
  /** The codes by which a look says that there is nothing. */
  absent: readonly number[];
  /** The keys of a state, of which one holds the id. */
  idKeys: readonly string[];
  /** An id that is not the program's to choose. */
  givenId: RegExp;
  /** What differs between two runs of the same. */
  volatile: ReadonlySet<string>;
}

interface Client {
  close(): Promise<void>;
}

/** An emulator, and runs of the provider against one vendor of it. */
export abstract class Cloud<C extends Client = Client, Changes extends object = object> {
  readonly #clients: C[] = [];
  #client: C | undefined;

  constructor(
    readonly emulator: Emulator,
    readonly vendor: VendorFacts,
  ) {}

  protected abstract connect(changes: Partial<Changes>): C;
  /** What `POST /control/call` takes as parameters. */
  protected abstract encoded(params: Values): Values;
  /** Gives the app these people. */
  abstract people(...ids: string[]): Promise<void>;
  /** What the vendor holds of an object. */
  abstract object(id: string): Promise<Values | undefined>;
  protected abstract state(): Promise<unknown>;
  /** Checks a token of a state against what the vendor holds of the object. */
  abstract expectToken(state: Values, object: Values | undefined): void;

  /** The clock of this emulator, for the time that the provider sleeps. */
  get clock(): CloudClock {
    return {
      advance: (ms) => this.#moveClock({ advanceSeconds: ms / 1000 }),
      stop: () => this.#moveClock({ stopped: true }),
    };
  }

  #moveClock(order: Values): Promise<unknown> {
    return this.emulator.control("POST", "/control/clock", order);
  }

  /** The client of the present run. */
  get client(): C {
    this.#client ??= this.open();
    return this.#client;
  }

  /** A client of its own, such as a second process has. */
  open(changes: Partial<Changes> = {}): C {
    const client = this.connect(changes);
    this.#clients.push(client);
    return client;
  }

  /** The process of this run ends when it comes to this call, which is not sent. */
  killAt(call: string, skip = 0): void {
    const client = this.client as unknown as { call(name: string, ...rest: unknown[]): Promise<unknown> };
    const send = client.call.bind(client);
    let passing = skip;
    client.call = async (name, ...rest) => {
      if (name !== call) return send(name, ...rest);
      passing -= 1;
      if (passing < 0) throw new Error("killed");
      return send(name, ...rest);
    };
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

  create(definition: AnyDefinition, raw: Values, client: unknown = this.client) {
    return lifecycle.create(this.#target(definition, client), normalised(definition, raw));
  }

  update(definition: AnyDefinition, before: lifecycle.Settled, raw: Values, client: unknown = this.client) {
    const marks = raw.mark !== undefined || before.state.mark !== undefined;
    const target = { ...this.#target(definition, client), marks };
    return lifecycle.update(target, before.id, before.state, normalised(definition, raw));
  }

  read(definition: AnyDefinition, before: lifecycle.Settled, client: unknown = this.client) {
    return lifecycle.read(this.#target(definition, client), before.id, before.state);
  }

  remove(definition: AnyDefinition, before: lifecycle.Settled, client: unknown = this.client): Promise<void> {
    const target = { ...this.#target(definition, client), marks: before.state.mark !== undefined };
    return lifecycle.remove(target, before.id, before.state);
  }

  /** Each operation is of a run of its own. */
  #target(definition: AnyDefinition, client: unknown): lifecycle.Target {
    return { definition, client, appId: "app", run: new Run(), marks: true };
  }

  /** An object as the stack holds it, made in a run before the one under test. */
  async createdEarlier(definition: AnyDefinition, raw: Values): Promise<lifecycle.Settled> {
    const settled = await this.create(definition, raw);
    expect(settled.failure).toBeUndefined();
    await this.newRun();
    return settled;
  }

  /** An update that has to succeed. */
  async updated(definition: AnyDefinition, before: lifecycle.Settled, raw: Values): Promise<lifecycle.Settled> {
    const settled = await this.update(definition, before, raw);
    expect(settled.failure).toBeUndefined();
    return settled;
  }

  /** Gives the app so many people, and tells who they are: `p000` and so on. */
  async crowd(size: number, prefix = "p"): Promise<string[]> {
    const ids = Array.from({ length: size }, (_, i) => `${prefix}${String(i).padStart(3, "0")}`);
    await this.people(...ids);
    return ids;
  }

  async inject(call: string, fault: Injected): Promise<void> {
    await this.emulator.control("POST", "/control/faults", { vendor: this.vendor.name, call, times: 1, ...fault });
  }

  async clearFaults(): Promise<void> {
    await this.emulator.control("DELETE", "/control/faults");
  }

  /** A change made at the vendor behind the provider's back. Not signed, not limited and not logged among the calls. */
  async byHand(call: string, params: Values): Promise<Values> {
    const body = { vendor: this.vendor.name, call, params: this.encoded(params) };
    const answer = await this.emulator.control("POST", "/control/call", body);
    if (!this.isSuccess(answer.code ?? answer.ErrorCode))
      throw new Error(`${call} by hand answered ${JSON.stringify(answer)}`);
    return answer;
  }

  /** The vendor calls of this run by name, those by hand left out. */
  async log(call?: string): Promise<LoggedCall[]> {
    const calls: (LoggedCall & { via?: string })[] = await this.emulator.calls(call);
    return calls.filter(({ vendor, via }) => vendor === this.vendor.name && via === undefined);
  }

  async sent(call: string): Promise<number> {
    return (await this.log(call)).length;
  }

  /** Everything the cloud holds but times and tokens, so that two runs compare equal. */
  async world(): Promise<unknown> {
    return this.#steady(await this.state());
  }

  isOnce(call: string): boolean {
    return this.vendor.calls[call]?.kind === "once";
  }

  isSuccess(code: unknown): boolean {
    return this.vendor.success.includes(code as number);
  }

  /** The calls that were repeated although the one before may have acted, with no look in between. */
  async blindRepeats(): Promise<string[]> {
    const { looks, absent, serverFault } = this.vendor;
    const open = new Set<string>();
    const repeated: string[] = [];
    for (const { call, code, status } of await this.log()) {
      if (looks.has(call) && (this.isSuccess(code) || absent.includes(code ?? 0))) open.clear();
      if (!this.isOnce(call)) continue;
      if (open.has(call)) repeated.push(call);
      if (!(status >= 200 && status < 500) || code === serverFault || code === 503) open.add(call);
    }
    return repeated;
  }

  #steady(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => this.#steady(one));
    if (isMoment(value)) return "a moment";
    if (!(value instanceof Object)) return value;
    const kept = Object.entries(value).filter(([key]) => !this.vendor.volatile.has(key));
    return Object.fromEntries(kept.map(([key, item]) => [key, this.#steady(item)]));
  }
}

/** Whether a value can only be a time, in epoch milliseconds. */
function isMoment(value: unknown): boolean {
  return typeof value === "number" && value > 1_000_000_000_000;
}

/** What each member of an object is, by id, as the emulator holds it. */
export function rolesOf(members: Record<string, { role: string } | { Role: string }>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(members).map(([id, member]) => [id, "role" in member ? member.role : member.Role]),
  );
}

/** One emulator for a test file, emptied before each test. */
export function useEmulator<C extends Cloud>(open: (emulator: Emulator) => C, args: string[]): () => C {
  let cloud: C;
  beforeAll(async () => {
    cloud = open(await Emulator.start(args));
  });
  beforeEach(async () => {
    await cloud.emulator.reset();
    passingTime.begin(cloud.clock);
  });
  afterEach(async () => {
    passingTime.end();
    await cloud.close();
  });
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

/** The error of work that has to fail. */
export async function failureOf(work: Promise<unknown>): Promise<ImError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ code: expect.stringMatching(/^IM_/) });
  return error as ImError;
}
