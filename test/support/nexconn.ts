import { createHash, randomBytes } from "node:crypto";
import type { Control, Fault, LoggedCall, Ready } from "./control";

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes.
type Json = any;

/** What only looks ends so. */
const reads = /(^|\/)(get|list|check|exist|query\.json)$/;

/** Calls to Nexconn made by hand, signed here and not by the provider. */
export class NexconnCalls {
  constructor(
    readonly app: () => Ready["nexconn"],
    readonly now: () => number,
  ) {}

  /** A path with `.json` is a call of the older generation. */
  async vendor(call: string, params: Record<string, Json>, { host = 0 } = {}): Promise<Json> {
    const { endpoints, appKey, appSecret } = this.app();
    const isOlder = call.endsWith(".json");
    const nonce = randomBytes(8).toString("hex");
    const timestamp = String(this.now());
    const signature = createHash("sha1")
      .update(appSecret + nonce + timestamp)
      .digest("hex");
    const response = await fetch(`${endpoints[host]}${isOlder ? "" : "/v4"}/${call}`, {
      method: "POST",
      headers: {
        "App-Key": appKey,
        Nonce: nonce,
        Timestamp: timestamp,
        Signature: signature,
        "Content-Type": isOlder ? "application/x-www-form-urlencoded" : "application/json",
      },
      body: isOlder ? form(params) : JSON.stringify(params),
    });
    return response.json();
  }

  /** The same, for a call that has to succeed. */
  async mustVendor(call: string, params: Record<string, Json>): Promise<Json> {
    const answer = await this.vendor(call, params);
    if (answer.code !== (call.endsWith(".json") ? 200 : 0)) {
      throw new Error(`${call} answered ${JSON.stringify(answer)}`);
    }
    return answer.result;
  }
}

/** The Nexconn side of an emulator: an app with a primary host and a backup host. */
export class NexconnSide extends NexconnCalls {
  constructor(readonly emulator: Control) {
    super(
      () => emulator.ready.nexconn,
      () => emulator.now(),
    );
  }

  /** The connection of the app, as the stack configuration has it. */
  get connection() {
    const { endpoints, appKey, appSecret } = this.emulator.ready.nexconn;
    return { vendor: "nexconn", endpoints, appKey, appSecret };
  }

  /** What the cloud holds. */
  async state(): Promise<Json> {
    return (await this.emulator.control("GET", "/control/state")).nexconn;
  }

  async user(userId: string): Promise<Json> {
    return (await this.state()).users[userId];
  }

  /** The calls since the start or the last `forgetCalls`. */
  async calls(call?: string): Promise<LoggedCall[]> {
    return (await this.emulator.calls(call)).filter(({ vendor }) => vendor === "nexconn");
  }

  /** The calls that change something. */
  async writes(): Promise<string[]> {
    return (await this.calls()).map(({ call }) => call).filter((call) => !reads.test(call));
  }

  fault(fault: Fault): Promise<Json> {
    return this.emulator.fault({ vendor: "nexconn", ...fault });
  }

  settings(nexconn: Record<string, Json>): Promise<Json> {
    return this.emulator.control("POST", "/control/settings", { nexconn });
  }
}

/** Lists are repeated keys. */
function form(params: Record<string, Json>): string {
  const pairs = Object.entries(params).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, String(one)]),
  );
  return new URLSearchParams(pairs).toString();
}
