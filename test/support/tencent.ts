// By its file: its package.json names its entry twice, which the resolver here refuses.
import { Api } from "tls-sig-api-v2/TLSSigAPIv2.js";
import type { Control, Fault, LoggedCall, Ready } from "./control";

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes.
type Json = any;

/** What only looks is named so. */
const reads = /\/(get_|portrait_get|account_check|getnospeaking|query_)/;

/** Calls to Tencent IM made by hand, signed by the vendor's own library. */
export class TencentCalls {
  constructor(
    readonly app: () => Ready["tencent"],
    readonly now: () => number,
  ) {}

  /** As the admin, or with the UserSig given. */
  async vendor(call: string, body: Record<string, Json>, as?: { identifier: string; usersig: string }): Promise<Json> {
    const { endpoint, sdkAppId, secretKey, admin } = this.app();
    const library = new Api(sdkAppId, secretKey);
    const query = new URLSearchParams({
      sdkappid: String(sdkAppId),
      ...(as ?? { identifier: admin, usersig: this.#atItsTime(() => library.genUserSig(admin, 3600)) }),
      random: "1",
      contenttype: "json",
    });
    const response = await fetch(`${endpoint}/v4/${call}?${query}`, { method: "POST", body: JSON.stringify(body) });
    return response.json();
  }

  /** The same, for a call that has to succeed. */
  async mustVendor(call: string, body: Record<string, Json>): Promise<Json> {
    const answer = await this.vendor(call, body);
    if (answer.ErrorCode !== 0) throw new Error(`${call} answered ${JSON.stringify(answer)}`);
    return answer;
  }

  /** The vendor's code for whoever comes with this UserSig: 0 would be an admin's, 60010 is anybody else's. */
  async codeFor(identifier: string, usersig: string): Promise<number> {
    return (await this.vendor("im_open_login_svc/account_check", { CheckItem: [] }, { identifier, usersig })).ErrorCode;
  }

  /** The library takes the time of this machine. */
  #atItsTime<T>(work: () => T): T {
    const real = Date.now;
    const time = this.now();
    Date.now = () => time;
    try {
      return work();
    } finally {
      Date.now = real;
    }
  }
}

/** The Tencent IM side of an emulator. */
export class TencentSide extends TencentCalls {
  constructor(readonly emulator: Control) {
    super(
      () => emulator.ready.tencent,
      () => emulator.now(),
    );
  }

  /** The connection of the app, as the stack configuration has it. */
  get connection() {
    const { endpoint, sdkAppId, secretKey, admin } = this.emulator.ready.tencent;
    return { vendor: "tencent", endpoint, sdkAppId, secretKey, admin };
  }

  /** What the cloud holds. */
  async state(): Promise<Json> {
    return (await this.emulator.control("GET", "/control/state")).tencent;
  }

  async account(UserID: string): Promise<Json> {
    return new Map(Object.entries((await this.state()).accounts)).get(UserID);
  }

  async group(GroupId: string): Promise<Json> {
    return new Map(Object.entries((await this.state()).groups)).get(GroupId);
  }

  /** The calls since the start or the last `forgetCalls`. */
  async calls(call?: string): Promise<LoggedCall[]> {
    return (await this.emulator.calls(call)).filter(({ vendor }) => vendor === "tencent");
  }

  /** The calls that change something. */
  async writes(): Promise<string[]> {
    return (await this.calls()).map(({ call }) => call).filter((call) => !reads.test(call));
  }

  fault(fault: Fault): Promise<Json> {
    return this.emulator.fault({ vendor: "tencent", ...fault });
  }

  settings(tencent: Record<string, Json>): Promise<Json> {
    return this.emulator.control("POST", "/control/settings", { tencent });
  }
}
