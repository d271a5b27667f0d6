import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Failover } from "../../provider/http/failover";
import type { HttpResult } from "../../provider/http/pool";

const request = { path: "/", headers: {}, body: "{}" };

/** A host whose manner a test can change. */
class Host {
  calls = 0;
  connections = 0;
  manner: "well" | "busy" | "refusing" | "silent" | "dropping" = "well";
  readonly #server: Server = createServer((incoming, response) => {
    this.calls++;
    incoming.resume();
    if (this.manner === "silent") return;
    if (this.manner === "dropping") return void incoming.socket.destroy();
    response.statusCode = { well: 200, busy: 503, refusing: 404 }[this.manner];
    response.end(this.name);
  });

  constructor(readonly name: string) {
    this.#server.on("connection", () => this.connections++);
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

let primary: Host;
let backup: Host;
let hosts: Failover;

beforeEach(async () => {
  primary = new Host("primary");
  backup = new Host("backup");
  await Promise.all([primary.start(), backup.start()]);
  hosts = new Failover([primary.origin, backup.origin], { answerTimeoutMs: 1_000 });
});

afterEach(async () => {
  await Promise.all([primary.stop(), backup.stop()].map((stopped) => stopped.catch(() => undefined)));
  await hosts.close();
});

const texts = (results: HttpResult[]) =>
  results.map((result) => (result.kind === "answer" ? result.text : result.kind));
const post = (count: number) => Promise.all(Array.from({ length: count }, () => hosts.post(request)));

test("a host that answers keeps the calls", async () => {
  expect(texts(await post(3))).toEqual(["primary", "primary", "primary"]);
  expect(backup.calls).toBe(0);
});

test("a refusal says nothing against the host", async () => {
  primary.manner = "refusing";
  await post(1);
  primary.manner = "well";
  expect(texts(await post(1))).toEqual(["primary"]);
});

test.each(["busy", "dropping"] as const)("a %s host loses the calls to the other, which keeps them", async (manner) => {
  primary.manner = manner;
  await post(1);
  primary.manner = "well";
  expect(texts(await post(3))).toEqual(["backup", "backup", "backup"]);
  expect(primary.calls).toBe(1);
});

test("a host that is not there loses the calls", async () => {
  await primary.stop();
  expect(await hosts.post(request)).toMatchObject({ kind: "not-sent" });
  expect(texts(await post(1))).toEqual(["backup"]);
});

test("when the other fails too, the first is tried again", async () => {
  primary.manner = "busy";
  backup.manner = "busy";
  await post(1);
  await post(1);
  primary.manner = "well";
  expect(texts(await post(1))).toEqual(["primary"]);
});

test("calls that fail together change the host once", async () => {
  primary.manner = "busy";
  await post(5);
  expect(texts(await post(1))).toEqual(["backup"]);
});

test("one call waits for the time-out, and the others do not wait after it", async () => {
  primary.manner = "silent";
  const first = hosts.post(request);
  const late = new Promise<HttpResult>((resolve) => setTimeout(() => resolve(hosts.post(request)), 300));
  const [one, other] = await Promise.all([first, late]);
  expect(one).toMatchObject({ kind: "no-answer", timedOut: true });
  expect(other).toMatchObject({ kind: "no-answer", timedOut: false });
  expect(texts(await post(2))).toEqual(["backup", "backup"]);
  expect(primary.calls).toBe(2);
});

test("a host on its own is never given up", async () => {
  const alone = new Failover([primary.origin]);
  primary.manner = "busy";
  await alone.post(request);
  primary.manner = "well";
  expect(await alone.post(request)).toMatchObject({ text: "primary" });
  await alone.close();
});

test("a connection is closed after so many calls", async () => {
  const few = new Failover([primary.origin], { callsPerConnection: 2 });
  for (let call = 0; call < 5; call++) await few.post(request);
  await few.close();
  expect(primary.calls).toBe(5);
  expect(primary.connections).toBe(3);
});
