import { createHash, randomInt } from "node:crypto";
import type { Agent } from "node:http";
import { type Body, type Reply, type Running, send, useEmulator } from "./harness";

export type Host = "primary" | "backup";

/** Headers of a well-signed call. */
export function signNexconn(appKey: string, secret: string, timestamp = String(Date.now())): Record<string, string> {
  const nonce = String(randomInt(1_000_000_000));
  const signature = createHash("sha1")
    .update(secret + nonce + timestamp)
    .digest("hex");
  return { "App-Key": appKey, Nonce: nonce, Timestamp: timestamp, Signature: signature };
}

/** The Nexconn side of a running emulator. */
export class NexconnSide {
  constructor(readonly running: Running) {}

  url(path: string, host: Host = "primary"): string {
    const [primary, backup] = this.running.ready.nexconn.endpoints;
    return `${host === "primary" ? primary : backup}${path}`;
  }

  signed(timestamp?: string): Record<string, string> {
    const { appKey, appSecret = "" } = this.running.ready.nexconn;
    return signNexconn(appKey, appSecret, timestamp);
  }

  /** A signed call as it comes over the wire. */
  raw(
    call: string,
    body: unknown,
    options: { headers?: Record<string, string>; host?: Host; agent?: Agent } = {},
  ): Promise<Reply> {
    return send(this.url(`/v4/${call}`, options.host), {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(options.agent && { connection: "keep-alive" }),
        ...this.signed(),
        ...options.headers,
      },
      agent: options.agent,
      body: typeof body === "string" ? body : JSON.stringify(body),
      ca: this.running.ready.ca,
    });
  }

  /** A signed call to the older generation. */
  form(path: string, fields: [string, string][]): Promise<Reply> {
    return send(this.url(`/${path}`), {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", ...this.signed() },
      body: new URLSearchParams(fields).toString(),
    });
  }

  /** Status and body of a signed call. */
  async call(call: string, body: unknown, headers?: Record<string, string>): Promise<Body> {
    const reply = await this.raw(call, body, { headers });
    return { status: reply.status, ...JSON.parse(reply.text) };
  }

  /** The result of a signed call that must succeed. */
  async ok(call: string, body: unknown): Promise<Body> {
    const answer = await this.call(call, body);
    expect(answer).toMatchObject({ status: 200, code: 0 });
    return answer.result;
  }

  async state(): Promise<Body> {
    return (await this.running.control("GET", "state")).body.nexconn;
  }

  async set(values: Record<string, unknown>): Promise<void> {
    expect(await this.running.control("POST", "settings", { nexconn: values })).toMatchObject({ status: 200 });
  }

  async fault(order: Record<string, unknown>): Promise<void> {
    expect(await this.running.control("POST", "faults", { vendor: "nexconn", ...order })).toMatchObject({
      status: 200,
    });
  }

  async calls(): Promise<Body[]> {
    return (await this.running.control("GET", "calls?vendor=nexconn")).body;
  }

  advance(seconds: number): Promise<void> {
    return this.running.advance(seconds);
  }

  async users(...ids: string[]): Promise<void> {
    for (const userId of ids) await this.ok("auth/access-token/issue", { userId, name: userId });
  }
}

/** One emulator for a test file, emptied before each test. */
export function useNexconn(args: string[] = []): () => NexconnSide {
  const running = useEmulator(args);
  return () => new NexconnSide(running());
}
