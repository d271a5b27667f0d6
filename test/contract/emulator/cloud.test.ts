import { randomUUID } from "node:crypto";
import { joining } from "../../../emulator/cloud/client-actions";
import { Cloud, type Definition, type Running } from "../../../emulator/cloud/cloud";
import type { Dialect } from "../../../emulator/cloud/dialect";
import { type Context as ContextOf, type Endpoint as EndpointOf, endpointsOf } from "../../../emulator/cloud/endpoint";
import { lagSettings } from "../../../emulator/cloud/lag";
import type { Answer, Protocol } from "../../../emulator/cloud/protocol";
import { integer, optional, required, text } from "../../../emulator/cloud/readers";
import { Refusal, refuse } from "../../../emulator/cloud/refusal";
import { choice, type ValuesOf } from "../../../emulator/cloud/settings";
import { jsonObject } from "../../../emulator/cloud/values";
import { listen, makeServer } from "../../../emulator/http/server";
import { CallLog } from "../../../emulator/surroundings/call-log";
import { Clock } from "../../../emulator/surroundings/clock";
import { type Fault, Faults } from "../../../emulator/surroundings/faults";
import { RateLimiter } from "../../../emulator/surroundings/rate-limit";
import { send } from "./harness";

// A vendor that keeps notes: what it takes to add one.

const settings = {
  ...lagSettings,
  listFeature: choice([true, false], true, "Whether notes can be listed."),
  listForm: choice(["list", "text"], "list", "How lists are shown."),
};

interface State {
  notes: Map<string, string>;
  /** Who is inside of which note. */
  readers: Map<string, string>;
  settled: number;
}

type Values = ValuesOf<typeof settings>;
type Context = ContextOf<State, Values>;
type Endpoint = EndpointOf<Context>;

const dialect: Dialect<Values> = {
  isAbsent: (value) => value === undefined,
  requiredIsFilled: true,
  toNumber: (value) => value,
  toBoolean: (value) => value,
  lengthUnit: () => "characters",
  namesOf: (name) => [name],
  codeOf: () => undefined,
  words: (problem, at) => `${at}: ${problem}`,
};

const endpoint = endpointsOf<Values, Context>(dialect, () => 4);

const ONCE = { calls: 1, windowMs: 1000 };

const endpoints: Endpoint[] = [
  endpoint({
    call: "note/set",
    parameters: { id: required(text({ max: 3 })), words: optional(text()), password: optional(text()) },
    handle({ id, words }, { state, admit }) {
      if (id === "two" && !state.notes.has("one")) return refuse(11, "one comes first");
      if (id === "two" && !admit("two", ONCE)) return refuse(12, "two only once");
      if (id === "bug") throw new Error("a mistake of the emulator's own");
      if (id === "no") return refuse(7, "not that one", { why: "just so" });
      state.notes.set(id, words ?? "");
    },
  }),
  endpoint({
    call: "note/count",
    reads: true,
    parameters: { least: optional(integer()) },
    handle: ({ least = 0 }, { state }) => ({ count: Math.max(least, state.notes.size) }),
  }),
  endpoint({
    call: "list/all",
    reads: true,
    parameters: {},
    handle: (_args, { state, admit }) =>
      admit("lists", { calls: 1, windowMs: 1000 }) ? { ids: [...state.notes.keys()] } : refuse(9, "too many lists"),
  }),
];

class NoteProtocol implements Protocol<Endpoint> {
  readonly broken = { status: 502 };

  constructor(readonly running: Running<State, Values, Endpoint>) {}

  headers() {
    return { "x-note": "1" };
  }

  route({ url, method }: { url: string; method: string }) {
    const endpoint = this.running.endpoints.get(url.slice(1));
    return endpoint && method === "POST" ? { endpoint } : { stray: url, ending: { status: 404 } };
  }

  body({ body }: { body: unknown }) {
    return jsonObject(String(body ?? ""));
  }

  verify({ headers }: { headers: Record<string, unknown> }) {
    const { app, nonces, now } = this.running;
    const fresh = nonces.take(String(headers.nonce), now());
    return headers.key === app.secret && fresh ? undefined : new Refusal(1, "who are you");
  }

  charges({ call }: Endpoint) {
    return [{ bucket: call, budget: { calls: 3, windowMs: 1000, blockMs: 5000 } }];
  }

  overRate = () => new Refusal(2, "slower");
  malformed = () => new Refusal(3, "no JSON");

  success(_endpoint: Endpoint, payload: Readonly<Record<string, unknown>>): Answer {
    return { code: 0, status: 200, body: { ok: true, ...payload } };
  }

  failure(_call: string, { code, text: words, more }: Pick<Refusal, "code" | "text" | "more">): Answer {
    return { code, text: words, status: 400, body: { ok: false, code, ...more } };
  }
}

const definition: Definition<State, typeof settings, Context, Endpoint, { at: readonly string[] }> = {
  name: "notes",
  hosts: ["primary", "backup"],
  settings,
  endpoints,
  features: [{ calls: "list/", setting: "listFeature", code: 8, text: "not bought" }],
  spellings: {
    places: [],
    types: [{ setting: "listForm", of: Array.isArray, forms: { text: (value, name) => [[name, String(value)]] } }],
  },
  clientActs: {
    join: joining<Context>({
      place: "note",
      person: "who",
      enter: (note, who, { state }) => {
        if (!state.notes.has(note)) refuse(5, "no such note");
        state.readers.set(who, note);
      },
      leave: (_note, who, { state }) => {
        if (!state.readers.delete(who)) refuse(6, "not inside");
      },
    }),
  },
  clientSuccess: 0,
  app: { id: "app", secret: "s3cret" },
  protocol: (running) => new NoteProtocol(running),
  context: (plain) => plain,
  emptyState: () => ({ notes: new Map(), readers: new Map(), settled: 0 }),
  settle: ({ state }) => {
    state.settled += 1;
  },
  rotated: ({ notes }) => notes.delete("old"),
  refusalOf: (call, refusal) =>
    call === "note/set" ? new Refusal(refusal.code + 100, refusal.text, refusal.more) : refusal,
  readyInfo: (at) => ({ at }),
  view: ({ state }) => ({ notes: Object.fromEntries(state.notes) }),
  counts: ({ state }) => ({ notes: state.notes.size }),
};

async function start() {
  const clock = new Clock();
  let changes = 0;
  const around = {
    clock,
    calls: new CallLog(),
    faults: new Faults(),
    limiter: new RateLimiter(clock, true),
    changed: () => {
      changes += 1;
    },
  };
  const cloud = new Cloud(definition, around);
  const server = makeServer(clock, undefined);
  cloud.routes(server, "backup");
  const origin = await listen(server, { host: "127.0.0.1", port: 0, tls: false });
  const post = async (call: string, sent: unknown, key = "s3cret", nonce: string = randomUUID()) => {
    const body = typeof sent === "string" ? sent : JSON.stringify(sent);
    const {
      status,
      headers,
      text: answer,
    } = await send(`${origin}/${call}`, { method: "POST", headers: { key, nonce }, body });
    return { status, headers, body: answer };
  };
  const order = (fault: Partial<Fault>) =>
    around.faults.add({ vendor: "notes", call: "*", kind: "code", skip: 0, times: 1, ...fault });
  return { ...around, cloud, server, post, order, changes: () => changes };
}

let it: Awaited<ReturnType<typeof start>>;
beforeEach(async () => {
  it = await start();
});
afterEach(() => it.server.close());

const last = () => it.calls.list().at(-1);

describe("a call on its way", () => {
  test("is answered in the vendor's form and logged with its host, secrets left out", async () => {
    const sent = { id: "a", words: "hello", password: "p", more: 1 };
    expect(await it.post("note/set", sent)).toMatchObject({
      status: 200,
      headers: { "x-note": "1", "content-type": "application/json; charset=utf-8" },
      body: '{"ok":true}',
    });
    expect(last()).toEqual({
      seq: 1,
      at: expect.any(String),
      vendor: "notes",
      host: "backup",
      call: "note/set",
      params: { ...sent, password: "***" },
      unknownParams: ["more"],
      code: 0,
      status: 200,
      ms: expect.any(Number),
    });
    expect(it.changes()).toBe(1);
  });

  test("is refused for its signature, then its rate, then a fault, then its form, then what it says", async () => {
    it.order({ value: 77, times: 1 });
    expect((await it.post("note/set", "[", "wrong")).body).toBe('{"ok":false,"code":1}');
    expect(it.faults.list()).toHaveLength(1);
    expect((await it.post("note/set", "[")).body).toBe('{"ok":false,"code":77}');
    expect(last()).toMatchObject({ fault: "code", code: 77, desc: "fault" });
    expect((await it.post("note/set", "[")).body).toBe('{"ok":false,"code":3}');
    expect((await it.post("note/set", { id: "long" })).body).toBe('{"ok":false,"code":104}');
    it.order({ value: 77 });
    expect((await it.post("note/set", {})).body).toBe('{"ok":false,"code":2}');
    expect(it.faults.list()).toHaveLength(1);
  });

  test("a refusal says more where the vendor does, under the code that the settings give it", async () => {
    expect(await it.post("note/set", { id: "no" })).toMatchObject({
      status: 400,
      body: '{"ok":false,"code":107,"why":"just so"}',
    });
    expect(last()).toMatchObject({ code: 107, desc: "not that one", status: 400 });
  });

  test.each([
    [{ kind: "status", value: 503 }, 503, 0],
    [{ kind: "status", value: 503, after: true }, 503, 1],
    [{ kind: "code", value: 5, desc: "x" }, 400, 0],
    [{ kind: "code", value: 5, after: true }, 400, 1],
    [{ kind: "delay", value: 1 }, 200, 1],
    [{ kind: "delay", value: 1, after: true }, 200, 1],
    [{ kind: "rate-limit" }, 400, 0],
  ] as const)("the fault %j", async (fault, status, done) => {
    it.order(fault);
    expect(await it.post("note/set", { id: "a" })).toMatchObject({ status });
    expect(it.cloud.counts()).toEqual({ notes: done });
  });

  test.each([
    ["drop-before", 0],
    ["drop-after", 1],
    ["down", 0],
  ] as const)("the fault %s leaves no answer", async (kind, done) => {
    it.order({ kind, call: "note/set" });
    await expect(it.post("note/set", { id: "a" })).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(it.cloud.counts()).toEqual({ notes: done });
    expect(last()).toMatchObject({ status: 0, fault: kind });
  });

  test("a rate limit that is a fault blocks as a real one does", async () => {
    it.order({ kind: "rate-limit" });
    await it.post("note/set", { id: "a" });
    expect((await it.post("note/set", { id: "a" })).body).toContain('"code":2');
    it.clock.advance(5);
    expect((await it.post("note/set", { id: "a" })).body).toContain("true");
  });

  test("what is no call is logged as unexpected, and a mistake of the emulator's own is not the client's", async () => {
    expect(await it.post("note/lose", {})).toMatchObject({ status: 404 });
    expect(last()).toMatchObject({ call: "/note/lose", status: 404, unexpected: true, params: {}, ms: 0 });
    const complaint = jest.spyOn(process.stderr, "write").mockReturnValue(true);
    expect(await it.post("note/set", { id: "bug" })).toMatchObject({ status: 502 });
    expect(complaint).toHaveBeenCalledWith(expect.stringContaining("a mistake of the emulator's own"));
    complaint.mockRestore();
  });
});

describe("what every vendor does", () => {
  test("an unsigned call spends nothing and says where it came from", () => {
    for (let time = 0; time < 5; time += 1)
      expect(it.cloud.callUnsigned("list/all", {})).toEqual({ ok: true, ids: [] });
    expect(last()).toMatchObject({ call: "list/all", via: "control", code: 0 });
    expect(it.changes()).toBe(0);
    expect(() => it.cloud.callUnsigned("list/none", {})).toThrow("unknown call list/none");
  });

  test("a budget of a handler's own is the vendor's", async () => {
    expect((await it.post("list/all", {})).body).toContain("ids");
    expect((await it.post("list/all", {})).body).toContain('"code":9');
  });

  test("a feature that is off has its code", () => {
    it.cloud.settings.set("listFeature", false);
    expect(it.cloud.callUnsigned("list/all", {})).toEqual({ ok: false, code: 8 });
    expect(it.cloud.callUnsigned("note/count", {})).toEqual({ ok: true, count: 0 });
  });

  test("writes stay invisible to reads where the settings say so", () => {
    it.cloud.settings.set("readAfterWriteDelayMs", 10_000);
    it.cloud.callUnsigned("note/set", { id: "a" });
    expect(it.cloud.callUnsigned("note/count", {})).toMatchObject({ count: 0 });
    expect(it.cloud.state()).toEqual({ notes: { a: "" } });
    it.clock.advance(10);
    expect(it.cloud.callUnsigned("note/count", {})).toMatchObject({ count: 1 });
  });

  test("by the setting, a write is refused too where what it needs is not visible yet", async () => {
    it.cloud.settings.set("readAfterWriteDelayMs", 10_000);
    it.cloud.settings.set("lagSeenBy", "all");
    await it.post("note/set", { id: "one" });
    expect((await it.post("note/set", { id: "two" })).body).toBe('{"ok":false,"code":111}');
    expect(it.cloud.state()).toEqual({ notes: { one: "" } });
    it.clock.advance(10);
    // That it was tried first costs nothing of the call's own budget.
    expect((await it.post("note/set", { id: "two" })).body).toBe('{"ok":true}');
    expect(it.cloud.state()).toEqual({ notes: { one: "", two: "" } });
  });

  test("what a call tells is written as the settings say", () => {
    it.cloud.callUnsigned("note/set", { id: "a" });
    it.cloud.settings.set("listForm", "text");
    expect(it.cloud.callUnsigned("list/all", {})).toEqual({ ok: true, ids: "a" });
  });

  test("a client's order acts, or has the code that the client would see", () => {
    const run = (order: object) => it.cloud.clientActions.join?.run({ note: "a", who: "ann", ...order });
    expect(run({ action: "enter" })).toEqual({ code: 5, desc: "no such note" });
    it.cloud.callUnsigned("note/set", { id: "a" });
    expect(run({ action: "enter" })).toEqual({ code: 0 });
    expect(run({ action: "leave" })).toEqual({ code: 0 });
    expect(run({ action: "leave" })).toEqual({ code: 6, desc: "not inside" });
    expect(it.changes()).toBe(5);
    expect(it.cloud.clientActions.join).toMatchObject({
      required: ["note", "who", "action"],
      properties: { action: { enum: ["enter", "leave"] } },
    });
  });

  test("a new secret signs instead of the one before and ends what it must, until a reset", async () => {
    for (const id of ["a", "old"]) it.cloud.callUnsigned("note/set", { id });
    it.cloud.rotate("new");
    expect(it.cloud.counts()).toEqual({ notes: 1 });
    expect(it.changes()).toBe(3);
    expect((await it.post("note/count", {})).body).toContain('"code":1');
    expect((await it.post("note/count", {}, "new")).body).toContain('"count":1');
    it.cloud.settings.set("listFeature", false);
    it.cloud.reset();
    expect((await it.post("note/count", {})).body).toContain('"count":0');
    expect(it.cloud.settings.values.listFeature).toBe(true);
  });

  test("a nonce counts once, until a reset or a new secret", async () => {
    const again = async (key?: string) => (await it.post("note/count", {}, key, "n")).status;
    expect([await again(), await again()]).toEqual([200, 400]);
    it.cloud.rotate("new");
    expect([await again("new"), await again("new")]).toEqual([200, 400]);
    it.cloud.reset();
    expect(await again()).toBe(200);
  });

  test("what it dumps it can load, and what an older dump lacks is as in an empty state", () => {
    it.cloud.callUnsigned("note/set", { id: "a", words: "b" });
    const dumped = structuredClone(it.cloud.dump());
    it.cloud.reset();
    it.cloud.load(dumped);
    expect(it.cloud.state()).toEqual({ notes: { a: "b" } });
    it.cloud.load({ notes: new Map([["old", ""]]) });
    expect(it.cloud.dump()).toEqual({ notes: new Map([["old", ""]]), readers: new Map(), settled: 0 });
  });

  test("time is let do its work before calls, orders and looks at the state", () => {
    const settled = () => (it.cloud.dump() as State).settled;
    it.cloud.callUnsigned("note/count", {});
    it.cloud.clientActions.join?.run({ note: "a", who: "ann", action: "leave" });
    it.cloud.state();
    expect(settled()).toBe(3);
  });

  test("the app is the usual one unless another is named", () => {
    expect(it.cloud.readyInfo(["x"])).toEqual({ at: ["x"] });
    expect([it.cloud.hosts, it.cloud.callNames]).toEqual([
      ["primary", "backup"],
      ["note/set", "note/count", "list/all"],
    ]);
  });
});
