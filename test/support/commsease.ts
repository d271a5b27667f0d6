import { createHash, randomUUID } from "node:crypto";
import type { Ready } from "./control";

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes.
type Json = any;

/** Calls to CommsEase made by hand, signed here and not by the provider. */
export class CommsEaseCalls {
  constructor(
    readonly app: () => Ready["commsease"],
    readonly now: () => number,
  ) {}

  async vendor(call: string, params: Record<string, Json>): Promise<Json> {
    const { endpoint, appKey, appSecret } = this.app();
    const nonce = randomUUID();
    const curTime = String(Math.floor(this.now() / 1000));
    const checkSum = createHash("sha1")
      .update(appSecret + nonce + curTime)
      .digest("hex");
    const text = (value: Json) => (typeof value === "object" ? JSON.stringify(value) : String(value));
    const body = new URLSearchParams(
      Object.entries(params).map(([key, value]): [string, string] => [key, text(value)]),
    );
    const response = await fetch(`${endpoint}/${call}.action`, {
      method: "POST",
      headers: { AppKey: appKey, Nonce: nonce, CurTime: curTime, CheckSum: checkSum },
      body,
    });
    return response.json();
  }

  /** The same, for a call that has to succeed. */
  async mustVendor(call: string, params: Record<string, Json>): Promise<Json> {
    const answer = await this.vendor(call, params);
    if (answer.code !== 200) throw new Error(`${call} answered ${JSON.stringify(answer)}`);
    return answer;
  }
}
