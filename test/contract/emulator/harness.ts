import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import { join } from "node:path";

const CLI = join(__dirname, "../../../emulator/dist/cli.js");

export interface Ready {
  console: string;
  commsease: { endpoint: string; appKey: string; appSecret?: string };
  nexconn: { endpoints: [string, string]; appKey: string; appSecret?: string };
  tencent: { endpoint: string; sdkAppId: number; secretKey?: string; admin: string };
  ca?: string;
}

export interface Reply {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
}

/** Whatever the emulator answers; each test asserts its shape. */
export type Body = ReturnType<typeof JSON.parse>;

/** One HTTP request, without any client library between the test and the wire. */
export function send(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string; ca?: string; agent?: http.Agent } = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const secure = url.startsWith("https:");
    const request = (secure ? https : http).request(
      url,
      {
        method: options.method ?? "GET",
        headers: { connection: "close", ...options.headers },
        agent: options.agent,
        ...(options.ca && { ca: readFileSync(options.ca) }),
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          text += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
        response.on("error", reject);
      },
    );
    request.on("error", reject);
    request.end(options.body);
  });
}

export function sign(
  appKey: string,
  appSecret: string,
  seconds = Math.floor(Date.now() / 1000),
): Record<string, string> {
  const nonce = randomUUID();
  const time = String(seconds);
  return {
    AppKey: appKey,
    Nonce: nonce,
    CurTime: time,
    CheckSum: createHash("sha1")
      .update(appSecret + nonce + time)
      .digest("hex"),
  };
}

/** A running emulator of its own process. */
export class Running {
  constructor(
    readonly child: ChildProcess,
    readonly ready: Ready,
    readonly output: { out: string; err: string },
    readonly secret: string,
  ) {}

  /** Headers of a well-signed call. */
  signed(seconds?: number): Record<string, string> {
    return sign(this.ready.commsease.appKey, this.secret, seconds);
  }

  async raw(call: string, params: Record<string, unknown>, headers: Record<string, string> = {}): Promise<Reply> {
    const form = new URLSearchParams(
      Object.entries(params).map(([name, value]): [string, string] => [
        name,
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
    );
    return send(`${this.ready.commsease.endpoint}/${call}.action`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded;charset=utf-8", ...this.signed(), ...headers },
      body: form.toString(),
      ca: this.ready.ca,
    });
  }

  /** A signed call; everything that is not text is sent as JSON. */
  async call(call: string, params: Record<string, unknown>, headers: Record<string, string> = {}): Promise<Body> {
    const reply = await this.raw(call, params, headers);
    expect(reply.status).toBe(200);
    return JSON.parse(reply.text);
  }

  /** A signed call that must succeed. */
  async ok(call: string, params: Record<string, unknown>): Promise<Body> {
    const body = await this.call(call, params);
    expect(body).toMatchObject({ code: 200 });
    return body;
  }

  async control(method: string, path: string, body?: unknown): Promise<{ status: number; body: Body }> {
    const reply = await send(`${this.ready.console}/control/${path}`, {
      method,
      ...(body !== undefined && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
      ca: this.ready.ca,
    });
    return { status: reply.status, body: JSON.parse(reply.text) };
  }

  async state(): Promise<Body> {
    return (await this.control("GET", "state")).body.commsease;
  }

  async set(values: Record<string, unknown>): Promise<void> {
    expect(await this.control("POST", "settings", { commsease: values })).toMatchObject({ status: 200 });
  }

  async advance(advanceSeconds: number): Promise<void> {
    expect(await this.control("POST", "clock", { advanceSeconds })).toMatchObject({ status: 200 });
  }

  /** From here on only {@link advance} moves the clock, so that no window of a rate limit depends on how fast calls come. */
  async stopClock(): Promise<void> {
    expect(await this.control("POST", "clock", { stopped: true })).toMatchObject({ status: 200 });
  }

  async reset(): Promise<void> {
    expect(await this.control("POST", "reset")).toMatchObject({ status: 200 });
  }

  async accounts(...accids: string[]): Promise<void> {
    for (const accid of accids) await this.ok("user/create", { accid });
  }

  async team(owner: string, members: string[], more: Record<string, unknown> = {}): Promise<string> {
    const base = { tname: "Crew", owner, members, msg: "hi", magree: 0, joinmode: 0 };
    return (await this.ok("team/create", { ...base, ...more })).tid;
  }

  async room(creator: string, more: Record<string, unknown> = {}): Promise<number> {
    return (await this.ok("chatroom/create", { creator, name: "Stage", ...more })).chatroom.roomid;
  }

  /** A super team whose members are in at once. */
  async superTeam(owner: string, inviteAccids: string[], more: Record<string, unknown> = {}): Promise<string> {
    const base = { tname: "Crowd", owner, inviteAccids, msg: "hi", joinmode: 0, beinvitemode: 1 };
    return (await this.ok("superteam/create", { ...base, ...more })).tid;
  }

  /** A client enters or leaves a chatroom; what it is answered. */
  async join(roomid: number, accid: string, action: "enter" | "leave" = "enter", tags?: string[]): Promise<Body> {
    const order = { vendor: "commsease", roomid, accid, action, ...(tags && { tags }) };
    return (await this.control("POST", "join", order)).body;
  }

  /** A signed call on the emulator's own clock, for tests that move it. */
  async later(call: string, params: Record<string, unknown>): Promise<Body> {
    const { now } = (await this.control("GET", "clock")).body;
    return this.call(call, params, this.signed(Math.floor(Date.parse(now) / 1000)));
  }

  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    return new Promise((resolve) => {
      this.child.once("exit", (code) => resolve(code));
      this.child.kill(signal);
    });
  }
}

/** Runs the command to its end. */
export function run(args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const { child, output } = launch(args, {});
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, ...output })));
}

function launch(args: string[], env: Record<string, string>) {
  if (!existsSync(CLI)) throw new Error("emulator/dist is missing: run `tsc -b emulator` first");
  const child = spawn(process.execPath, [CLI, ...args], { env: { ...process.env, ...env } });
  const output = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    output.out += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    output.err += chunk;
  });
  return { child, output };
}

/** Starts an emulator on free ports and waits for its ready line. */
export async function start(args: string[] = [], env: Record<string, string> = {}): Promise<Running> {
  const { child, output } = launch(["--port", "0", ...args], env);
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.stdout.on("data", () => {
      if (output.out.includes("\n")) resolve(JSON.parse(output.out));
    });
    child.once("exit", (code) => reject(new Error(`the emulator ended with ${code}: ${output.err}`)));
  });
  const secret = ready.commsease.appSecret ?? env.PULUMI_IM_EMULATOR_COMMSEASE_SECRET ?? "";
  return new Running(child, ready, output, secret);
}

/** One emulator for a test file, emptied before each test. */
export function useEmulator(args: string[] = []): () => Running {
  let running: Running;
  beforeAll(async () => {
    running = await start(args);
  });
  beforeEach(() => running.reset());
  afterAll(() => running.stop());
  return () => running;
}
