import { NexconnClient } from "../../../../provider/nexconn/client";
import type { Values } from "../../../../provider/values/values";
import { Emulator } from "../../../support/emulator";
import { AnyEstate } from "../estate";

/** A Nexconn app on an emulator of its own. */
export class NexconnEstate extends AnyEstate<NexconnClient> {
  protected readonly fine = [0, 200];

  static async open(): Promise<NexconnEstate> {
    const emulator = await Emulator.start(["--rate-limit", "off"]);
    return new NexconnEstate(emulator);
  }

  protected connect(): NexconnClient {
    const { endpoints, appKey, appSecret } = this.emulator.ready.nexconn;
    return new NexconnClient({ appKey, appSecret, endpoints, callsPerSecond: 10_000 });
  }

  protected async set(settings: Values): Promise<void> {
    await this.emulator.nexconn.settings(settings);
  }

  protected async register(userId: string): Promise<void> {
    await this.emulator.nexconn.mustVendor("auth/access-token/issue", { userId, name: userId });
  }
}
