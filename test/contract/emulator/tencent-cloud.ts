import { createHmac } from "node:crypto";
import { deflateSync } from "node:zlib";
import { type Body, type Reply, type Running, send, start } from "./harness";

const SERVICES: Record<string, string> = {
  account: "im_open_login_svc",
  multiaccount: "im_open_login_svc",
  kick: "im_open_login_svc",
  query: "openim",
  querystate: "openim",
  portrait: "profile",
  setnospeaking: "openconfigsvr",
  getnospeaking: "openconfigsvr",
};

/** The full name of a command: most are of the group service, and these tests name only the others'. */
export function fullName(command: string): string {
  if (command.includes("/")) return command;
  return `${SERVICES[command.split("_")[0] ?? ""] ?? "group_open_http_svc"}/${command}`;
}

/** A UserSig of version 2, made by code that is neither the emulator's nor the provider's. */
export function userSig(
  { identifier, sdkAppId, key }: { identifier: string; sdkAppId: number; key: string },
  { time, expire }: { time: number; expire: number },
): string {
  const lines = [
    `TLS.identifier:${identifier}`,
    `TLS.sdkappid:${sdkAppId}`,
    `TLS.time:${time}`,
    `TLS.expire:${expire}`,
  ];
  const signature = createHmac("sha256", key)
    .update(lines.map((line) => `${line}\n`).join(""))
    .digest("base64");
  const document = {
    "TLS.ver": "2.0",
    "TLS.identifier": identifier,
    "TLS.sdkappid": sdkAppId,
    "TLS.expire": expire,
    "TLS.time": time,
    "TLS.sig": signature,
  };
  return packed(JSON.stringify(document));
}

/** The form that a document has in a URL. */
export function packed(document: string): string {
  const base64 = deflateSync(document).toString("base64");
  return base64.replaceAll("+", "*").replaceAll("/", "-").replaceAll("=", "_");
}

/** A Tencent IM app of a running emulator, as a client sees it. */
export class TencentCloud {
  /** How far the emulator's clock was moved. */
  #offset = 0;

  constructor(
    readonly running: Running,
    readonly key: string,
  ) {}

  get app() {
    return this.running.ready.tencent;
  }

  /** The emulator's time in Unix seconds. */
  now(): number {
    return Math.floor(Date.now() / 1000) + this.#offset;
  }

  sig(identifier = this.app.admin, key = this.key): string {
    return userSig({ identifier, sdkAppId: this.app.sdkAppId, key }, { time: this.now() - 10, expire: 3600 });
  }

  /** The query string of a well-formed call, with some of it replaced or left out. */
  query(changes: Record<string, string | undefined> = {}): string {
    const whole = {
      sdkappid: String(this.app.sdkAppId),
      identifier: this.app.admin,
      usersig: this.sig(),
      random: "4294967295",
      contenttype: "json",
      ...changes,
    };
    const sent = Object.entries(whole).filter((one): one is [string, string] => one[1] !== undefined);
    return new URLSearchParams(sent).toString();
  }

  raw(command: string, body: unknown, changes: Record<string, string | undefined> = {}): Promise<Reply> {
    return send(`${this.app.endpoint}/v4/${fullName(command)}?${this.query(changes)}`, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body: typeof body === "string" ? body : JSON.stringify(body),
      ca: this.running.ready.ca,
    });
  }

  /** A signed call; whatever it comes to, the HTTP status is 200. */
  async call(command: string, body: unknown, changes: Record<string, string | undefined> = {}): Promise<Body> {
    const reply = await this.raw(command, body, changes);
    expect(reply.status).toBe(200);
    return JSON.parse(reply.text);
  }

  /** A signed call that must succeed. */
  async ok(command: string, body: unknown): Promise<Body> {
    const answer = await this.call(command, body);
    expect(answer).toMatchObject({ ErrorCode: 0 });
    return answer;
  }

  /** A signed call that must fail with a code. */
  async fails(command: string, body: unknown, code: number): Promise<Body> {
    const answer = await this.call(command, body);
    expect(answer).toMatchObject({ ErrorCode: code });
    return answer;
  }

  async state(): Promise<Body> {
    return (await this.running.control("GET", "state")).body.tencent;
  }

  async group(GroupId: string): Promise<Body> {
    return (await this.state()).groups[GroupId];
  }

  async set(values: Record<string, unknown>): Promise<void> {
    expect(await this.running.control("POST", "settings", { tencent: values })).toMatchObject({ status: 200 });
  }

  async advance(seconds: number): Promise<void> {
    await this.running.advance(seconds);
    this.#offset += seconds;
  }

  async reset(): Promise<void> {
    await this.running.reset();
    this.#offset = 0;
  }

  async accounts(...ids: string[]): Promise<void> {
    await this.ok("multiaccount_import", { Accounts: ids });
  }

  /** A group with an owner and members who are imported first. */
  async made(Type: string, more: Record<string, unknown> = {}): Promise<string> {
    const { GroupId } = await this.ok("create_group", { Type, Name: "Crew", ...more });
    return GroupId;
  }

  /** A client enters or leaves a group; the code that it sees. */
  async join(GroupId: string, Member_Account: string, action: "enter" | "leave" = "enter"): Promise<number> {
    const order = { vendor: "tencent", GroupId, Member_Account, action };
    return (await this.running.control("POST", "join", order)).body.code;
  }
}

/** Starts an emulator for tests that need one of their own. */
export async function startTencent(args: string[] = [], env: Record<string, string> = {}): Promise<TencentCloud> {
  const running = await start(args, env);
  return new TencentCloud(running, running.ready.tencent.secretKey ?? env.PULUMI_IM_EMULATOR_TENCENT_SECRET ?? "");
}

/** One emulator for a test file, emptied before each test. */
export function useTencent(args: string[] = []): () => TencentCloud {
  let cloud: TencentCloud;
  beforeAll(async () => {
    cloud = await startTencent(args);
  });
  beforeEach(() => cloud.reset());
  afterAll(() => cloud.running.stop());
  return () => cloud;
}
