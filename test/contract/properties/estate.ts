import timers from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { CommsEaseClient } from "../../../provider/commsease/client";
import { checked } from "../../../provider/resource/check";
import type { AnyDefinition } from "../../../provider/resource/definition";
import { changedKeys, create, read, remove, type Target, update } from "../../../provider/resource/lifecycle";
import { Run } from "../../../provider/resource/run";
import type { Values } from "../../../provider/values/values";
import { Emulator } from "../../support/emulator";
import { passingTime } from "../../support/passing-time";

// The full number of runs takes minutes.
if (process.env.IM_TEST_LONG) jest.setTimeout(1_800_000);

interface Client {
  close(): Promise<void>;
  now(): number;
}

/** An app on an emulator of its own, and the steps that every resource goes through. */
export abstract class AnyEstate<C extends Client> {
  /** The codes of success, and of a refusal that says no more than that it is so already. */
  protected abstract readonly fine: readonly number[];
  #client: C | undefined;
  #lagMs = 0;

  protected constructor(readonly emulator: Emulator) {}

  protected abstract connect(): C;
  protected abstract set(settings: Values): Promise<void>;
  /** Gives the app a person. */
  protected abstract register(id: string): Promise<void>;

  /** The client of the present run. */
  get client(): C {
    this.#client ??= this.connect();
    return this.#client;
  }

  async close(): Promise<void> {
    await this.#leave();
    await this.emulator.stop();
  }

  /** Empties the app, and gives it these people. */
  async empty(settings: Values, ids: readonly string[] = []): Promise<void> {
    await this.#leave();
    await this.emulator.reset();
    this.#writtenAt = undefined;
    this.#lagMs = Number(settings.readAfterWriteDelayMs ?? 0);
    if (this.#lagMs > 0) this.#letTimePass();
    if (Object.keys(settings).length > 0) await this.set(settings);
    for (const id of ids) await this.register(id);
    await this.settle();
    await this.emulator.forgetCalls();
  }

  /** Until reads show whatever was written. */
  async settle(): Promise<void> {
    if (this.#lagMs > 0) await timers.setTimeout(this.#lagMs + 1);
  }

  /** Nobody waits for a cloud that lags. */
  #letTimePass(): void {
    const clock = (order: Values) => this.emulator.control("POST", "/control/clock", order);
    passingTime.begin({
      advance: (ms) => clock({ advanceSeconds: ms / 1000 }),
      stop: () => clock({ stopped: true }),
    });
  }

  async #leave(): Promise<void> {
    passingTime.end();
    await this.#client?.close();
    this.#client = undefined;
  }

  /**
   * Takes an object from one declaration to the next: after each, what is read back has to be what was declared.
   * @returns the id and the last state
   */
  async follow(definition: AnyDefinition, declarations: readonly Values[]): Promise<{ id: string; state: Values }> {
    let object: { id: string; state: Values } | undefined;
    await this.settle();
    for (const raw of declarations) {
      const { inputs, problems } = checked(definition, raw);
      expect(problems).toEqual([]);
      const settled = object
        ? await update({ ...this.target(definition), marks: raw.mark !== undefined }, object.id, object.state, inputs)
        : await create(this.target(definition), inputs);
      if (settled.failure) throw settled.failure;
      expect(changedKeys(definition, settled.state, inputs, isDeepStrictEqual)).toEqual([]);
      this.#writtenAt = this.client.now();
      const found = await read(this.target(definition), settled.id, settled.state);
      expect(found?.inputs).toEqual(inputs);
      expect(changedKeys(definition, found?.state ?? {}, inputs, isDeepStrictEqual)).toEqual([]);
      object = { id: settled.id, state: found?.state ?? {} };
    }
    if (!object) throw new Error("Nothing was declared.");
    return object;
  }

  async remove(definition: AnyDefinition, id: string, state: Values): Promise<void> {
    await remove(this.target(definition), id, state);
    this.#writtenAt = undefined;
    await this.settle();
  }

  /** When the object was written last, which its state would say. */
  #writtenAt: number | undefined;

  private target(definition: AnyDefinition): Target {
    const writtenAt = this.#writtenAt;
    return { definition, client: this.client, appId: "app", run: new Run(), marks: true, writtenAt };
  }

  /** No call so far was one that the vendor does not know, or refuses for more than that it is so already. */
  async expectCleanLog(allowed: { call: string; code: number }[] = []): Promise<void> {
    for (const { call, code = 0, unknownParams, unexpected } of await this.emulator.calls()) {
      expect({ call, unknownParams, unexpected }).toEqual({ call, unknownParams: [], unexpected: undefined });
      // What is not shown yet is refused at first.
      const isAllowed =
        this.#lagMs > 0 || this.fine.includes(code) || allowed.some((one) => one.call === call && one.code === code);
      if (!isAllowed) throw new Error(`${call} was refused with ${code}`);
    }
  }
}

/** A CommsEase app. */
export class Estate extends AnyEstate<CommsEaseClient> {
  protected readonly fine = [200, 417];

  static async open(): Promise<Estate> {
    const emulator = await Emulator.start(["--rate-limit", "off"]);
    return new Estate(emulator);
  }

  protected connect(): CommsEaseClient {
    const { endpoint, appKey, appSecret } = this.emulator.ready.commsease;
    return new CommsEaseClient({ appKey, appSecret, endpoint, callsPerSecond: 10_000 });
  }

  protected async set(settings: Values): Promise<void> {
    await this.emulator.settings(settings);
  }

  protected async register(accid: string): Promise<void> {
    await this.emulator.mustVendor("user/create", { accid });
  }
}
