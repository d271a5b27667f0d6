import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run, send, start } from "./harness";

const folder = mkdtempSync(join(tmpdir(), "emulator-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the command line", () => {
  test("--help", async () => {
    expect(await run(["--help"])).toMatchObject({ code: 0, out: expect.stringContaining("--port"), err: "" });
  });

  test.each([
    [["--nonsense"], "--nonsense"],
    [["extra"], "extra"],
    [["--port", "70000"], "--port"],
    [["--port", "x"], "--port"],
    [["--rate-limit", "some"], "--rate-limit"],
    [["--setting", "commsease.nothing=1"], "unknown setting commsease.nothing"],
    [["--setting", "commsease.unknownTeam=1"], "permitted: 803, 404"],
    [["--setting", "commsease.unknownTeam"], "VENDOR.NAME=VALUE"],
    [["--setting", "other.x=1"], "unknown setting other.x"],
    [["--app", "other=key"], "unknown vendor other"],
    [["--app", "key"], "VENDOR=KEY"],
    [["--app", "nexconn="], "no key"],
    [["--app-secret", "x"], "--app-secret"],
  ])("%j ends with 2 and says why", async (args, reason) => {
    const { code, out, err } = await run(args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(reason);
  });

  test("a port in use ends with 1", async () => {
    const running = await start();
    try {
      const { code, err } = await run(["--port", new URL(running.ready.console).port]);
      expect(code).toBe(1);
      expect(err).toContain("EADDRINUSE");
    } finally {
      await running.stop();
    }
  });
});

const ORIGIN = /^http:\/\/127\.0\.0\.1:\d+$/;

describe("the ready line", () => {
  test("is one line of JSON, on loopback, with the documented keys", async () => {
    const running = await start();
    await running.stop();
    expect(running.output.out.trim().split("\n")).toHaveLength(1);
    expect(running.ready).toEqual({
      console: expect.stringMatching(ORIGIN),
      commsease: {
        endpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/nimserver$/),
        appKey: "0123456789abcdef0123456789abcdef",
        appSecret: "emulator-app-secret",
      },
      nexconn: {
        endpoints: [expect.stringMatching(ORIGIN), expect.stringMatching(ORIGIN)],
        appKey: "nexconn-emulator-key",
        appSecret: "nexconn-emulator-secret",
      },
      tencent: {
        endpoint: expect.stringMatching(ORIGIN),
        sdkAppId: 1400000000,
        secretKey: expect.stringMatching(/^[0-9a-f]{64}$/),
        admin: "administrator",
      },
    });
    expect(running.output.err).toBe("");
  });

  test("a key and a secret of one's own; the secret is not repeated", async () => {
    const environment = { PULUMI_IM_EMULATOR_COMMSEASE_SECRET: "own-secret", PULUMI_IM_EMULATOR_NEXCONN_SECRET: "" };
    const running = await start(["--app", "commsease=mine", "--app", "nexconn=theirs"], environment);
    expect(running.ready.commsease).toEqual({ endpoint: expect.any(String), appKey: "mine" });
    expect(running.ready.nexconn).toMatchObject({ appKey: "theirs", appSecret: "nexconn-emulator-secret" });
    await running.accounts("alice");
    await running.stop();
    expect(running.output.out + running.output.err).not.toContain("own-secret");
  });

  test.each(["SIGTERM", "SIGINT"] as const)("%s ends it with 0, connections open or not", async (signal) => {
    const running = await start();
    await running.control("POST", "faults", { vendor: "commsease", call: "*", kind: "delay", value: 60_000 });
    const hanging = running.call("user/create", { accid: "a" }).catch((error: Error & { code?: string }) => error.code);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await running.stop(signal)).toBe(0);
    expect(await hanging).toBe("ECONNRESET");
  });
});

describe("--data", () => {
  test("keeps everything across restarts, for the owner's eyes only", async () => {
    const file = join(folder, "state.json");
    const first = await start(["--data", file]);
    await first.ok("user/create", { accid: "alice", token: "kept", name: "A" });
    await first.accounts("bob", "__proto__");
    const tid = await first.team("alice", ["bob"], { magree: 0 });
    const superTid = await first.superTeam("alice", ["bob"]);
    const roomid = await first.room("alice", { delayClosePolicy: 1 });
    await first.join(roomid, "bob", "enter", ["red"]);
    await first.ok("chatroom/queueOffer", { roomid, key: "k", value: "v", operator: "bob", transient: true });
    await first.ok("chatroom/tagTemporaryMute", { roomid, operator: "alice", targetTag: "red", muteDuration: 3000 });
    await first.ok("chatroom/temporaryMute", { roomid, operator: "alice", target: "bob", muteDuration: 3000 });
    const before = await first.state();
    expect(await first.stop()).toBe(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    chmodSync(file, 0o644);

    const second = await start(["--data", file]);
    expect(await second.state()).toEqual(before);
    expect(Number(await second.team("alice", []))).toBeGreaterThan(Number(tid));
    expect(Number(await second.superTeam("alice", []))).toBeGreaterThan(Number(superTid));
    expect(await second.room("alice")).toBeGreaterThan(roomid);
    await second.stop("SIGINT");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["state.json"]);
  });

  test("a file from before rooms had queues still loads", async () => {
    const file = join(folder, "older.json");
    const first = await start(["--data", file]);
    await first.accounts("alice");
    const roomid = await first.room("alice");
    await first.stop();
    const content = JSON.parse(readFileSync(file, "utf8"));
    delete content.commsease.superTeams;
    for (const [, room] of content.commsease.rooms.$map) {
      for (const added of ["queue", "tagMutes", "tempMutes"]) delete room[added];
      for (const [, member] of room.members.$map) {
        delete member.tags;
        delete member.blocked;
        Object.assign(member, { blacklisted: true, tempMutedUntil: 0 });
      }
    }
    writeFileSync(file, JSON.stringify(content));
    const second = await start(["--data", file]);
    expect((await second.state()).chatrooms[roomid]).toMatchObject({
      members: { alice: { blocked: true, tags: [] } },
      queue: { sizeLimit: null, elements: [] },
    });
    await second.ok("chatroom/queueOffer", { roomid, key: "k", value: "v" });
    await second.superTeam("alice", []);
    await second.stop();
  });

  test("survives being killed, a moment after the last write", async () => {
    const file = join(folder, "killed.json");
    const first = await start(["--data", file]);
    await first.accounts("alice");
    await new Promise((resolve) => setTimeout(resolve, 300));
    await first.stop("SIGKILL");
    const second = await start(["--data", file]);
    expect(Object.keys((await second.state()).accounts)).toEqual(["alice"]);
    await second.stop();
  });

  test.each([
    ["not JSON", "{"],
    ["another version", '{"version":99}'],
  ])("a file that is %s is refused and left alone", async (_name, content) => {
    const file = join(folder, "bad.json");
    writeFileSync(file, content);
    const { code, err } = await run(["--port", "0", "--data", file]);
    expect(code).toBe(2);
    expect(err).toContain(file);
    expect(readFileSync(file, "utf8")).toBe(content);
  });

  test("a path that cannot be written is found out at the start", async () => {
    const { code, err } = await run(["--port", "0", "--data", join(folder, "no", "such", "folder.json")]);
    expect(code).not.toBe(0);
    expect(err).toContain("ENOENT");
  });
});

describe("--tls", () => {
  test("serves https with a certificate to trust, and cleans it away", async () => {
    const running = await start(["--tls"]);
    const { ca, commsease, console: consoleUrl } = running.ready;
    expect(commsease.endpoint).toMatch(/^https:/);
    expect(readFileSync(ca ?? "", "utf8")).toMatch(/^-----BEGIN CERTIFICATE-----/);
    expect(readFileSync(ca ?? "", "utf8")).not.toContain("PRIVATE KEY");
    await running.accounts("alice");
    expect(await running.state()).toHaveProperty("accounts.alice");
    const byName = consoleUrl.replace("127.0.0.1", "localhost");
    expect(await send(`${byName}/control/state`, { ca })).toMatchObject({ status: 200 });
    await expect(send(`${consoleUrl}/control/state`)).rejects.toMatchObject({ code: expect.stringContaining("CERT") });
    await running.stop();
    expect(existsSync(ca ?? "")).toBe(false);
  });
});
