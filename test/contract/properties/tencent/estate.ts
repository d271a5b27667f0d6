import { TencentClient } from "../../../../provider/tencent/client";
import type { Values } from "../../../../provider/values/values";
import { Emulator } from "../../../support/emulator";
import { AnyEstate } from "../estate";

/** A Tencent IM app on an emulator of its own. */
export class TencentEstate extends AnyEstate<TencentClient> {
  protected readonly fine = [0];

  static async open(...args: string[]): Promise<TencentEstate> {
    const emulator = await Emulator.start(["--rate-limit", "off", ...args]);
    return new TencentEstate(emulator);
  }

  protected connect(): TencentClient {
    const { endpoint, sdkAppId, secretKey, admin } = this.emulator.ready.tencent;
    return new TencentClient({ sdkAppId, secretKey, admin, endpoints: [endpoint], callsPerSecond: 10_000 });
  }

  protected async set(settings: Values): Promise<void> {
    await this.emulator.tencent.settings(settings);
  }

  protected async register(UserID: string): Promise<void> {
    await this.emulator.tencent.mustVendor("im_open_login_svc/account_import", { UserID });
  }
}
