import type { FastifyInstance } from "fastify";
import type { Surroundings, Vendor } from "../cloud/vendor";
import { InputError } from "../input-error";
import type { Clock } from "../surroundings/clock";
import { FAULT_KINDS, type Fault } from "../surroundings/faults";
import { consolePage } from "./page";

/** What the control port acts on. */
export interface Controlled {
  readonly around: Surroundings & { readonly clock: Pick<Clock, "advance" | "stop" | "go" | "reset"> };
  readonly vendors: readonly Vendor[];
}

/** A JSON schema of an object that has nothing beyond what is named. */
function object(required: readonly string[], properties: Record<string, unknown>) {
  return { type: "object", additionalProperties: false, required, properties };
}

const text = { type: "string", minLength: 1 };

/** An order to a client has the properties that its vendor's action has. */
function orderSchema(name: string, vendors: readonly Vendor[]): object {
  const byVendor = vendors.flatMap((vendor) => {
    const action = vendor.clientActions[name];
    if (!action) return [];
    const order = object(["vendor", ...action.required], { vendor: text, ...action.properties });
    return [{ anyOf: [{ not: { properties: { vendor: { const: vendor.name } } } }, order] }];
  });
  return { type: "object", required: ["vendor"], properties: { vendor: text }, allOf: byVendor };
}

const faultSchema = object(["vendor", "call", "kind"], {
  vendor: text,
  host: text,
  call: text,
  kind: { enum: [...FAULT_KINDS] },
  value: { type: "integer", minimum: 0 },
  desc: text,
  after: { type: "boolean" },
  skip: { type: "integer", minimum: 0, default: 0 },
  times: { type: "integer", minimum: 1, default: 1 },
});

function checkAim(fault: Fault, vendor: Vendor): void {
  if (fault.call !== "*" && !vendor.callNames.includes(fault.call)) {
    throw new InputError(`${vendor.name} has no call ${fault.call}`);
  }
  if (fault.host !== undefined && !vendor.hosts.includes(fault.host)) {
    throw new InputError(`${vendor.name} has no host ${fault.host}; there is ${vendor.hosts.join(", ")}`);
  }
}

function checkFault(fault: Fault, vendor: Vendor): void {
  checkAim(fault, vendor);
  const needsValue = fault.kind === "status" || fault.kind === "code" || fault.kind === "delay";
  if (needsValue && fault.value === undefined) throw new InputError(`a ${fault.kind} fault needs a value`);
  if (!needsValue && fault.value !== undefined) throw new InputError(`a ${fault.kind} fault takes no value`);
  if (fault.kind === "status" && (Number(fault.value) < 400 || Number(fault.value) > 599)) {
    throw new InputError("the value of a status fault is an HTTP status from 400 to 599");
  }
  if (fault.desc !== undefined && fault.kind !== "code") throw new InputError("desc belongs to code faults");
  if (fault.after && (fault.kind.startsWith("drop-") || fault.kind === "rate-limit")) {
    throw new InputError("after belongs to status, code, delay and down faults");
  }
  if (fault.kind === "down" && fault.times > 1) {
    throw new InputError("a down fault lasts until it is taken back: times does not belong to it");
  }
}

/** The console page and everything under `/control/`. */
export function serveControl(server: FastifyInstance, { around, vendors }: Controlled): void {
  const { clock, calls, faults, limiter } = around;

  function vendorOf(name: string): Vendor {
    const vendor = vendors.find((one) => one.name === name);
    if (!vendor) throw new InputError(`unknown vendor ${name}; there is ${vendors.map((one) => one.name).join(", ")}`);
    return vendor;
  }

  function settingsNow(): Record<string, unknown> {
    return Object.fromEntries(vendors.map((one) => [one.name, one.settings.values]));
  }

  // A bare POST, as `curl -X POST` sends it, has no type; clients that always name one send JSON of no length. Either counts
  // as an empty object.
  const parseJson = server.getDefaultJsonParser("error", "error");
  server.removeContentTypeParser("application/json");
  server.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) =>
    body === "" ? done(null, {}) : parseJson(request, String(body), done),
  );
  server.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, body, done) =>
    body === "" ? done(null, {}) : done(new InputError("control takes JSON: content-type application/json")),
  );

  server.setErrorHandler((error, _request, reply) => {
    if (error instanceof Error) {
      const mistake = error instanceof InputError || ("statusCode" in error && Number(error.statusCode) < 500);
      if (mistake) return reply.code(400).send({ error: error.message });
      process.stderr.write(`${error.stack}\n`);
    }
    return reply.code(500).send({ error: "internal error" });
  });
  server.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ error: `no ${request.method} ${request.url.split("?")[0]}` }),
  );

  server.get("/", (_request, reply) =>
    reply.type("text/html; charset=utf-8").send(consolePage(vendors, calls.list().slice(-50).reverse(), clock.now())),
  );

  server.get("/control/state", () => Object.fromEntries(vendors.map((one) => [one.name, one.state()])));

  server.get<{ Querystring: { call?: string; vendor?: string } }>(
    "/control/calls",
    { schema: { querystring: object([], { call: text, vendor: text }) } },
    (request) => calls.list(request.query),
  );

  server.delete("/control/calls", () => {
    calls.clear();
    return { ok: true };
  });

  server.post("/control/reset", () => {
    for (const vendor of vendors) vendor.reset();
    calls.reset();
    faults.clear();
    limiter.reset();
    clock.reset();
    around.changed();
    return { ok: true };
  });

  server.get("/control/faults", () => faults.list());

  server.post<{ Body: Fault }>("/control/faults", { schema: { body: faultSchema } }, (request) => {
    checkFault(request.body, vendorOf(request.body.vendor));
    faults.add(request.body);
    return { ok: true };
  });

  server.delete("/control/faults", () => {
    faults.clear();
    return { ok: true };
  });

  server.get("/control/clock", () => ({ now: new Date(clock.now()).toISOString() }));

  server.post<{ Body: { advanceSeconds?: number; stopped?: boolean } }>(
    "/control/clock",
    {
      schema: {
        body: {
          ...object([], {
            advanceSeconds: { type: "number", minimum: -1_000_000_000, maximum: 1_000_000_000 },
            stopped: { type: "boolean" },
          }),
          minProperties: 1,
        },
      },
    },
    (request) => {
      const { advanceSeconds = 0, stopped } = request.body;
      if (stopped !== undefined) stopped ? clock.stop() : clock.go();
      clock.advance(advanceSeconds);
      // Going back would leave blocks and windows in the future.
      if (advanceSeconds < 0) limiter.reset();
      return { now: new Date(clock.now()).toISOString() };
    },
  );

  server.get("/control/settings", () => settingsNow());

  server.post<{ Body: Record<string, Record<string, unknown>> }>(
    "/control/settings",
    {
      schema: {
        body: { type: "object", minProperties: 1, additionalProperties: { type: "object", minProperties: 1 } },
      },
    },
    (request) => {
      const wanted = Object.entries(request.body).flatMap(([vendor, values]) =>
        Object.entries(values).map(([name, value]) => ({ group: vendorOf(vendor).settings, name, value })),
      );
      for (const { group, name, value } of wanted) group.check(name, value);
      for (const { group, name, value } of wanted) group.set(name, value);
      return settingsNow();
    },
  );

  server.post<{ Body: { vendor: string; secret: string } }>(
    "/control/secret",
    { schema: { body: object(["vendor", "secret"], { vendor: text, secret: text }) } },
    (request) => {
      vendorOf(request.body.vendor).rotate(request.body.secret);
      return { ok: true };
    },
  );

  for (const name of new Set(vendors.flatMap((one) => Object.keys(one.clientActions)))) {
    server.post<{ Body: { vendor: string } }>(
      `/control/${name}`,
      { schema: { body: orderSchema(name, vendors) } },
      (request) => {
        const vendor = vendorOf(request.body.vendor);
        const action = vendor.clientActions[name];
        if (!action) throw new InputError(`${vendor.name} has no ${name}`);
        return action.run({ ...request.body });
      },
    );
  }

  server.post<{ Body: { vendor: string; call: string; params: Record<string, unknown> } }>(
    "/control/call",
    {
      schema: {
        body: object(["vendor", "call", "params"], {
          vendor: text,
          call: text,
          params: { type: "object" },
        }),
      },
    },
    (request) => {
      const { call, params } = request.body;
      const vendor = vendorOf(request.body.vendor);
      if (!vendor.callNames.includes(call)) throw new InputError(`${vendor.name} has no call ${call}`);
      return vendor.callUnsigned(call, params);
    },
  );
}
