import { isDeepStrictEqual } from "node:util";
import { CommsEaseClient } from "../../../provider/commsease/client";
import { checked } from "../../../provider/resource/check";
import type { AnyDefinition } from "../../../provider/resource/definition";
import { changedKeys, create, read, remove, type Target, update } from "../../../provider/resource/lifecycle";
import { Run } from "../../../provider/resource/run";
import type { Values } from "../../../provider/values/values";
import { Emulator } from "../../support/emulator";

// The full number of runs takes minutes.
if (process.env.IM_TEST_LONG) jest.setTimeout(1_800_000);

interface Closable {
  close(): Promise<void>;
}

/** An app on an emulator of its own, and the steps that every resource goes through. */
export abstract class AnyEstate<Client extends Closable> {
  /** The codes of success, and of a refusal that says no more than that it is so already. */
  protected abstract readonly fine: readonly number[];

  protected constructor(
    readonly emulator: Emulator,
    readonly client: Client,
  ) {}

  protected abstract set(settings: Values): Promise<void>;
  /** Gives the app a person. */
  protected abstract register(id: string): Promise<void>;

  async close(): Promise<void> {
    await this.client.close();
    await this.emulator.stop();
  }

  /** Empties the app, and gives it these people. */
  async empty(settings: Values, ids: readonly string[] = []): Promise<void> {
    await this.emulator.reset();
    if (Object.keys(settings).length > 0) await this.set(settings);
    for (const id of ids) await this.register(id);
    await this.emulator.forgetCalls();
  }

  /**
   * Takes an object from one declaration to the next: after each, what is read back has to be what was declared.
   * @returns the id and the last state
   */
  async follow(definition: AnyDefinition, declarations: readonly Values[]): Promise<{ id: string; state: Values }> {
    let object: { id: string; state: Values } | undefined;
    for (const raw of declarations) {
      const { inputs, problems } = checked(definition, raw);
      expect(problems).toEqual([]);
      const settled = object
        ? await update({ ...this.target(definition), marks: raw.mark !== undefined }, object.id, object.state, inputs)
        : await create(this.target(definition), inputs);
      if (settled.failure) throw settled.failure;
      expect(changedKeys(definition, settled.state, inputs, isDeepStrictEqual)).toEqual([]);
      const found = await read(this.target(definition), settled.id, settled.state);
      expect(found?.inputs).toEqual(inputs);
      expect(changedKeys(definition, found?.state ?? {}, inputs, isDeepStrictEqual)).toEqual([]);
      object = { id: settled.id, state: found?.state ?? {} };
    }
    if (!object) throw new Error("Nothing was declared.");
    return object;
  }

  remove(definition: AnyDefinition, id: string, state: Values): Promise<void> {
    return remove(this.target(definition), id, state);
  }

  private target(definition: AnyDefinition): Target {
    return { definition, client: this.client, appId: "app", run: new Run(), marks: true };
  }

  /** No call so far was one that the vendor does not know, or refuses for more than that it is so already. */
  async expectCleanLog(allowed: { call: string; code: number }[] = []): Promise<void> {
    for (const { call, code = 0, unknownParams, unexpected } of await this.emulator.calls()) {
      expect({ call, unknownParams, unexpected }).toEqual({ call, unknownParams: [], unexpected: undefined });
      const isAllowed = this.fine.includes(code) || allowed.some((one) => one.call === call && one.code === code);
      if (!isAllowed) throw new Error(`${call} was refused with ${code}`);
    }
  }
}

/** A CommsEase app. */
export class Estate extends AnyEstate<CommsEaseClient> {
  protected readonly fine = [200, 417];

  static async open(): Promise<Estate> {
    const emulator = await Emulator.start(["--rate-limit", "off"]);
    const { endpoint, appKey, appSecret } = emulator.ready.commsease;
    return new Estate(emulator, new CommsEaseClient({ appKey, appSecret, endpoint, callsPerSecond: 10_000 }));
  }

  protected async set(settings: Values): Promise<void> {
    await this.emulator.settings(settings);
  }

  protected async register(accid: string): Promise<void> {
    await this.emulator.mustVendor("user/create", { accid });
  }
}
