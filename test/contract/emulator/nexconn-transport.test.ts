import { createHash } from "node:crypto";
import http from "node:http";
import { send } from "./harness";
import { useNexconn } from "./nexconn-harness";

const nexconn = useNexconn();

const get = "user/get";
const ann = { userId: "ann" };
const issue = { userId: "ann", name: "Ann" };

beforeEach(() => nexconn().users("ann"));

/** Headers around one's own nonce and time. */
function headers(nonce: string, timestamp: string): Record<string, string> {
  const { appKey, appSecret = "" } = nexconn().running.ready.nexconn;
  const signature = createHash("sha1").update(`${appSecret}${nonce}${timestamp}`).digest("hex");
  return { "App-Key": appKey, Nonce: nonce, Timestamp: timestamp, Signature: signature };
}

describe("who may call", () => {
  test.each(["App-Key", "Nonce", "Timestamp", "Signature"])("a missing %s", async (name) => {
    expect(await nexconn().call(get, ann, { [name]: "" })).toMatchObject({ status: 401, code: 1004 });
    await nexconn().set({ missingHeaders: 1002 });
    expect(await nexconn().call(get, ann, { [name]: "" })).toMatchObject({ status: 400, code: 1002 });
  });

  test("an unknown app key, and a wrong signature", async () => {
    const wrong = { Signature: "0".repeat(40) };
    expect(await nexconn().call(get, ann, wrong)).toEqual({ status: 401, code: 1004, errorMessage: "signature error" });
    const stranger = { ...wrong, "App-Key": "other" };
    expect(await nexconn().call(get, ann, stranger)).toMatchObject({ code: 1004, errorMessage: "unknown App-Key" });
    await nexconn().set({ unknownAppKey: 1001 });
    expect(await nexconn().call(get, ann, stranger)).toMatchObject({ status: 401, code: 1001 });
  });

  test("the older generation's header names do too, one by one", async () => {
    const { Nonce, Signature, ...rest } = headers("1", String(Date.now()));
    const mixed = { ...rest, "RC-Nonce": Nonce ?? "", "RC-Signature": Signature ?? "" };
    const reply = await send(nexconn().url("/v4/user/get"), {
      method: "POST",
      headers: mixed,
      body: JSON.stringify(ann),
    });
    expect(JSON.parse(reply.text)).toMatchObject({ code: 0, result: { name: "ann" } });
    await nexconn().set({ headerNames: "together" });
    const again = { method: "POST", body: JSON.stringify(ann) };
    expect(await send(nexconn().url("/v4/user/get"), { ...again, headers: mixed })).toMatchObject({ status: 401 });
    const old = Object.fromEntries(
      Object.entries(mixed).map(([name, value]) => [name.replace(/^(RC-)?/, "RC-"), value]),
    );
    expect(await send(nexconn().url("/v4/user/get"), { ...again, headers: old })).toMatchObject({ status: 200 });
    expect(await nexconn().call(get, ann)).toMatchObject({ code: 0 });
  });

  test("an upper-case signature is wrong unless the setting says otherwise", async () => {
    const upper = headers("1", String(Date.now()));
    upper.Signature = upper.Signature?.toUpperCase() ?? "";
    expect(await nexconn().call(get, ann, upper)).toMatchObject({ status: 401 });
    await nexconn().set({ upperCaseSignature: "accept" });
    expect(await nexconn().call(get, ann, upper)).toMatchObject({ code: 0 });
  });

  test("both units of time, and old times, unless the settings are strict", async () => {
    const milliseconds = headers("1", "1408710653491");
    const seconds = headers("1", "1480479442");
    for (const one of [milliseconds, seconds]) expect(await nexconn().call(get, ann, one)).toMatchObject({ code: 0 });
    expect(await nexconn().call(get, ann, headers("1", "today"))).toMatchObject({ code: 1004 });
    await nexconn().set({ timestampUnit: "milliseconds" });
    expect(await nexconn().call(get, ann, milliseconds)).toMatchObject({ code: 0 });
    expect(await nexconn().call(get, ann, seconds)).toMatchObject({ code: 1004 });
    await nexconn().set({ timestampWindowSeconds: 60 });
    expect(await nexconn().call(get, ann, milliseconds)).toMatchObject({ errorMessage: "Timestamp is expired" });
    expect(await nexconn().call(get, ann)).toMatchObject({ code: 0 });
    await nexconn().advance(90);
    expect(await nexconn().call(get, ann)).toMatchObject({ code: 1004 });
  });

  test("a nonce: eighteen characters, and it may come again, unless the settings say otherwise", async () => {
    const now = String(Date.now());
    expect(await nexconn().call(get, ann, headers("n".repeat(18), now))).toMatchObject({ code: 0 });
    expect(await nexconn().call(get, ann, headers("n".repeat(19), now))).toMatchObject({ status: 401, code: 1004 });
    await nexconn().set({ nonceLength: "ignore", nonceReuse: "refuse" });
    expect(await nexconn().call(get, ann, headers("n".repeat(19), now))).toMatchObject({ code: 0 });
    expect(await nexconn().call(get, ann, headers("n".repeat(19), now))).toMatchObject({
      errorMessage: "Nonce was used before",
    });
  });

  test("X-Request-ID comes back, also with a refusal; 36 characters will do", async () => {
    const id = "r".repeat(36);
    const fine = await nexconn().raw(get, ann, { headers: { "X-Request-ID": id } });
    expect(fine).toMatchObject({ status: 200, headers: { "x-request-id": id } });
    const long = await nexconn().raw(get, ann, { headers: { "X-Request-ID": `${id}r` } });
    expect(long).toMatchObject({ status: 400, headers: { "x-request-id": `${id}r` } });
  });

  test("headers come before the app key, the app key before the signature, the signature before the body", async () => {
    const wrong = { "App-Key": "x", Signature: "x" };
    expect(await nexconn().call(get, {}, { ...wrong, Nonce: "" })).toMatchObject({
      errorMessage: expect.stringContaining("required"),
    });
    expect(await nexconn().call(get, {}, wrong)).toMatchObject({ errorMessage: "unknown App-Key" });
    expect(await nexconn().call(get, {}, { Signature: "x" })).toMatchObject({ errorMessage: "signature error" });
    expect(await nexconn().call(get, {})).toMatchObject({ status: 400, code: 1002 });
  });
});

describe("the body", () => {
  test.each(["[1]", '"text"', "{", "userId=ann"])("%s is no JSON object", async (body) => {
    expect(await nexconn().call(get, body)).toMatchObject({ status: 400, code: 1002 });
  });

  test("HTTP statuses of refusals, by the settings", async () => {
    await nexconn().set({ parameterErrorStatus: 422, notEnabledStatus: 403, hostedProfileFeature: false });
    expect(await nexconn().call(get, {})).toMatchObject({ status: 422, code: 1002 });
    expect(await nexconn().call(get, { userId: "ghost" })).toMatchObject({ status: 422, code: 400 });
    expect(await nexconn().call("user/profile/list", {})).toMatchObject({ status: 403, code: 24369 });
    await nexconn().set({ parameterErrorStatus: 200 });
    expect(await nexconn().call(get, {})).toMatchObject({ status: 200, code: 1002 });
  });

  test("none at all counts as one without parameters", async () => {
    expect(await nexconn().call("user/soft-deleted/list", "")).toMatchObject({ code: 0, result: { userIds: [] } });
  });

  test.each([
    ["auth/access-token/issue", { ...issue, userId: 1 }, 1002, "userId is not a string"],
    ["auth/access-token/issue", { ...issue, userId: "" }, 1002, "userId is empty"],
    ["auth/access-token/issue", { userId: "bob" }, 1002, "name is required"],
    ["auth/access-token/issue", { ...issue, name: null }, 1002, "name is required"],
    ["auth/access-token/issue", { ...issue, userId: "é".repeat(33) }, 1005, "userId is too long"],
    ["auth/access-token/issue", { ...issue, name: "n".repeat(65) }, 1005, "name is too long"],
    ["auth/access-token/issue", { ...issue, avatarUrl: "é".repeat(513) }, 1005, "avatarUrl is too long"],
    ["user/ban", { userIds: "ann", durationMinutes: 1 }, 1002, "userIds is not a list of strings"],
    ["user/ban", { userIds: [], durationMinutes: 1 }, 1002, "userIds is empty"],
    ["user/ban", { userIds: ["ann"], durationMinutes: 0 }, 1002, "durationMinutes is out of range"],
    ["user/ban", { userIds: ["ann"], durationMinutes: 43_201 }, 1002, "durationMinutes is out of range"],
    ["user/ban", { userIds: ["ann"], durationMinutes: 1.5 }, 1002, "durationMinutes is not an integer"],
    ["user/ban", { userIds: Array(21).fill("ann"), durationMinutes: 1 }, 1002, "userIds has more than 20 entries"],
    ["user/soft-delete", { userIds: Array(101).fill("ann") }, 1002, "userIds has more than 100 entries"],
    ["channel-type/mute/set", { userIds: ["ann"], muteState: 2, channelTypes: ["GROUP"] }, 1002, "muteState is out"],
    ["channel-type/mute/set", { userIds: ["ann"], muteState: 1, channelTypes: ["TEAM"] }, 1002, "channelTypes is inv"],
  ])("%s %j is %d", async (call, body, code, text) => {
    expect(await nexconn().call(call, body)).toEqual({
      status: 400,
      code,
      errorMessage: expect.stringContaining(text),
    });
  });

  test("limits are counted in characters or bytes, and reached they are fine", async () => {
    await nexconn().ok("auth/access-token/issue", {
      userId: "é".repeat(32),
      name: "👍".repeat(64),
      avatarUrl: "é".repeat(512),
    });
  });

  test("numbers may be texts, unless the setting is strict", async () => {
    const ban = { userIds: ["ann"], durationMinutes: "5" };
    await nexconn().ok("user/ban", ban);
    await nexconn().set({ flagTypes: "strict" });
    expect(await nexconn().call("user/ban", ban)).toMatchObject({ code: 1002 });
  });

  test("what the vendor does not know is ignored and recorded", async () => {
    await nexconn().ok("user/update", { ...ann, nickname: "A" });
    expect((await nexconn().calls()).at(-1)).toMatchObject({ call: "user/update", unknownParams: ["nickname"] });
  });
});

describe("routes", () => {
  test("an unknown path is 404, and recorded as unexpected", async () => {
    for (const path of ["/v4/user/nothing", "/user/get", "/user/get.json", "/"]) {
      const reply = await send(nexconn().url(path), { method: "POST", headers: nexconn().signed() });
      expect({ status: reply.status, ...JSON.parse(reply.text) }).toMatchObject({ status: 404, code: 404 });
    }
    const strays = (await nexconn().calls()).filter(({ unexpected }) => unexpected);
    expect(strays.map(({ call }) => call)).toEqual(["user/nothing", "user/get", "user/get.json", ""]);
  });

  test.each(["GET", "PUT", "DELETE"])("%s on a call is 405", async (method) => {
    const reply = await send(nexconn().url("/v4/user/get"), { method, headers: nexconn().signed() });
    expect(reply.status).toBe(405);
    expect((await nexconn().calls()).at(-1)).toMatchObject({ call: "user/get", status: 405, unexpected: true });
  });

  test("answers are JSON, and the log says code, status and host", async () => {
    const reply = await nexconn().raw(get, { userId: "ghost" }, { host: "backup" });
    expect(reply.headers["content-type"]).toBe("application/json; charset=utf-8");
    await nexconn().raw(get, ann);
    const [refused, fine] = (await nexconn().calls()).slice(-2);
    expect(refused).toEqual({
      seq: expect.any(Number),
      at: expect.any(String),
      vendor: "nexconn",
      host: "backup",
      connection: expect.any(Number),
      call: "user/get",
      params: { userId: "ghost" },
      unknownParams: [],
      code: 400,
      desc: "user ghost does not exist",
      status: 400,
      ms: expect.any(Number),
    });
    expect(fine).toMatchObject({ host: "primary", code: 0, status: 200 });
  });

  test("the log tells connections apart", async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    for (const _ of [1, 2]) await nexconn().raw(get, ann, { agent });
    await nexconn().raw(get, ann);
    agent.destroy();
    const [first, second, third] = (await nexconn().calls()).slice(-3).map(({ connection }) => connection);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  test("both hosts show one state", async () => {
    await nexconn().raw("auth/access-token/issue", { userId: "bob", name: "B" }, { host: "backup" });
    expect(await nexconn().ok(get, { userId: "bob" })).toMatchObject({ name: "B" });
  });
});

describe("rate limits", () => {
  beforeEach(() => nexconn().running.stopClock());

  /** How many of a burst are refused. */
  async function refused(call: string, body: unknown, times: number): Promise<number> {
    const answers = await Promise.all(Array.from({ length: times }, () => nexconn().call(call, body)));
    const over = answers.filter(({ code }) => code === 1008);
    for (const one of over) expect(one).toMatchObject({ status: 429, errorMessage: "rate limit exceeded" });
    return over.length;
  }

  test("a hundred a second for each call, and no block afterwards", async () => {
    expect(await refused(get, ann, 103)).toBe(3);
    expect(await refused("user/ban/list", {}, 1)).toBe(0);
    await nexconn().advance(1);
    expect(await refused(get, ann, 1)).toBe(0);
  });

  test("tags ten a second", async () => {
    expect(await refused("user/tag/batch/set", { userIds: ["ann"], tags: [] }, 12)).toBe(2);
  });

  test("a hundred user ids a second, not calls, to delete", async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `u${index}`);
    await nexconn().call("user/soft-delete", { userIds: ids });
    expect(await nexconn().call("user/soft-delete", { userIds: ids })).toMatchObject({ status: 429, code: 1008 });
    expect(await nexconn().call("user/soft-delete", { userIds: ids.slice(0, 40) })).toMatchObject({ code: 400 });
    expect(await nexconn().call("user/restore", { userIds: ids })).toMatchObject({ code: 400 });
  });

  test("one budget for all calls, if the setting says so", async () => {
    await nexconn().set({ rateLimitScope: "app", rateLimitWindow: "fixed" });
    expect(await refused(get, ann, 102)).toBe(2);
    await nexconn().advance(1);
    expect([await refused(get, ann, 60), await refused("user/connection-status/get", ann, 45)]).toEqual([0, 5]);
  });

  test("Retry-After, if the setting says so", async () => {
    const fault = { call: get, kind: "rate-limit", times: 2 };
    await nexconn().fault(fault);
    expect((await nexconn().raw(get, ann)).headers).not.toHaveProperty("retry-after");
    await nexconn().set({ retryAfter: true });
    expect((await nexconn().raw(get, ann)).headers).toHaveProperty("retry-after", "1");
    expect(await nexconn().call(get, ann)).toMatchObject({ code: 0 });
  });
});
