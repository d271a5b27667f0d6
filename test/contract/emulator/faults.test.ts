import { useEmulator } from "./harness";

const emulator = useEmulator();

async function fault(order: Record<string, unknown>): Promise<void> {
  const { status, body } = await emulator().control("POST", "faults", { vendor: "commsease", ...order });
  expect({ status, body }).toEqual({ status: 200, body: { ok: true } });
}

async function exists(accid: string): Promise<boolean> {
  return accid in (await emulator().state()).accounts;
}

const create = (accid: string) => emulator().call("user/create", { accid });

test("status: that status, no JSON, nothing done", async () => {
  await fault({ call: "user/create", kind: "status", value: 502 });
  const reply = await emulator().raw("user/create", { accid: "alice" });
  expect(reply.status).toBe(502);
  expect(() => JSON.parse(reply.text)).toThrow();
  expect(await exists("alice")).toBe(false);
  expect(await create("alice")).toMatchObject({ code: 200 });
});

test("status after acting", async () => {
  await fault({ call: "user/create", kind: "status", value: 504, after: true });
  expect((await emulator().raw("user/create", { accid: "alice" })).status).toBe(504);
  expect(await exists("alice")).toBe(true);
});

test("code, before and after acting, with a text of one's own", async () => {
  await fault({ call: "user/create", kind: "code", value: 503, desc: "busy" });
  await fault({ call: "user/create", kind: "code", value: 500, after: true });
  expect(await create("alice")).toEqual({ code: 503, desc: "busy" });
  expect(await exists("alice")).toBe(false);
  expect(await create("alice")).toEqual({ code: 500, desc: "fault" });
  expect(await exists("alice")).toBe(true);
});

test("delay: late, but done", async () => {
  await fault({ call: "user/create", kind: "delay", value: 300 });
  const started = Date.now();
  expect(await create("alice")).toMatchObject({ code: 200 });
  expect(Date.now() - started).toBeGreaterThanOrEqual(290);
});

test("delay after acting: done at once, and answered late", async () => {
  await fault({ call: "user/create", kind: "delay", value: 300, after: true });
  const waiting = create("alice");
  while (!(await exists("alice"))) await new Promise((resolve) => setTimeout(resolve, 10));
  expect((await emulator().control("GET", "calls")).body).toEqual([]);
  expect(await waiting).toMatchObject({ code: 200 });
});

test("drop-before and drop-after", async () => {
  await fault({ call: "user/create", kind: "drop-before" });
  await fault({ call: "user/create", kind: "drop-after" });
  await expect(create("alice")).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(await exists("alice")).toBe(false);
  await expect(create("alice")).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(await exists("alice")).toBe(true);
  const { body } = await emulator().control("GET", "calls?call=user/create");
  expect(body).toMatchObject([
    { status: 0, fault: "drop-before" },
    { status: 0, fault: "drop-after" },
  ]);
});

test("rate-limit: 416 now, and the bucket is blocked for ten seconds", async () => {
  await emulator().accounts("alice");
  await fault({ call: "team/create", kind: "rate-limit" });
  expect(await emulator().call("team/create", {})).toEqual({ code: 416, desc: "query too fast" });
  expect(await emulator().call("team/joinTeams", { accid: "alice" })).toMatchObject({ code: 416 });
  await emulator().advance(10);
  const headers = emulator().signed(Math.floor(Date.now() / 1000) + 10);
  expect(await emulator().call("team/joinTeams", { accid: "alice" }, headers)).toMatchObject({ code: 200 });
});

test("times, skip and *", async () => {
  await fault({ call: "*", kind: "code", value: 503, skip: 1, times: 2 });
  expect(await create("a")).toMatchObject({ code: 200 });
  expect((await emulator().control("GET", "faults")).body).toEqual([
    { vendor: "commsease", call: "*", kind: "code", value: 503, skip: 0, times: 2 },
  ]);
  expect(await create("b")).toMatchObject({ code: 503 });
  expect(await emulator().call("user/unblock", { accid: "a" })).toMatchObject({ code: 503 });
  expect(await create("b")).toMatchObject({ code: 200 });
  expect((await emulator().control("GET", "faults")).body).toEqual([]);
});

test("what fails to sign does not use a fault up", async () => {
  await fault({ call: "user/create", kind: "code", value: 503 });
  await emulator().call("user/create", { accid: "a" }, { CheckSum: "x" });
  expect(await create("a")).toMatchObject({ code: 503 });
});

test("can be taken back", async () => {
  await fault({ call: "*", kind: "code", value: 503, times: 99 });
  await emulator().control("DELETE", "faults");
  expect(await create("a")).toMatchObject({ code: 200 });
});

test.each([
  [{ call: "user/create", kind: "code" }, "needs a value"],
  [{ call: "user/create", kind: "explode" }, "allowed values"],
  [{ call: "user/creat", kind: "drop-before" }, "no call user/creat"],
  [{ call: "user/create", kind: "drop-before", value: 1 }, "takes no value"],
  [{ call: "user/create", kind: "status", value: 200 }, "400 to 599"],
  [{ call: "user/create", kind: "drop-before", after: true }, "after belongs"],
  [{ call: "user/create", kind: "status", value: 502, desc: "x" }, "desc belongs"],
  [{ call: "user/create", kind: "code", value: 1, times: 0 }, "times"],
  [{ call: "user/create", kind: "code", value: "500" }, "integer"],
  [{ call: "user/create", kind: "code", value: 500, time: 1 }, "additional properties"],
  [{ call: "user/create", kind: "drop-before", host: "backup" }, "no host backup"],
  [{ call: "*", kind: "down", value: 1 }, "takes no value"],
  [{ call: "*", kind: "down", times: 2 }, "lasts until"],
  [{ vendor: "other", call: "user/create", kind: "drop-before" }, "unknown vendor"],
  [{ kind: "drop-before" }, "call"],
])("refuses %j", async (order, reason) => {
  const { status, body } = await emulator().control("POST", "faults", { vendor: "commsease", ...order });
  expect(status).toBe(400);
  expect(body.error).toContain(reason);
  expect((await emulator().control("GET", "faults")).body).toEqual([]);
});
