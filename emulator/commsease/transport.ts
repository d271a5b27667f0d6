import formbody from "@fastify/formbody";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { drop, type Ending, sendStatus, suffer } from "../cloud/ending";
import type { CallEntry } from "../surroundings/call-log";
import type { Budget } from "../surroundings/rate-limit";
import { type Endpoint, unknownParams } from "./endpoint";
import type { Answer, CommsEase } from "./vendor";

/** A hundred calls a second, and ten seconds of silence for whoever exceeds them. */
const BUDGET: Budget = { calls: 100, windowMs: 1000, blockMs: 10_000 };

const TOO_FAST: Answer = { code: 416, desc: "query too fast" };

const REQUEST_IDS_KEPT = 10_000;

/** Folders whose calls share one budget each. */
const POOLS = ["team/", "superteam/"];

/** The budget of a call; most have their own. */
function bucketOf(call: string): string {
  const pool = POOLS.find((folder) => call.startsWith(folder));
  return `commsease:${pool ? `${pool}*` : call}`;
}

/** The form's fields as text. A body of another type has none, and of a repeated field the first counts. */
function fieldsOf(body: unknown): Record<string, string> {
  if (typeof body !== "object" || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      // What is no name at all may be a whole body sent with the wrong type, secrets included.
      /^\w{1,64}$/.test(name) ? name : "(malformed)",
      String(Array.isArray(value) ? value[0] : value),
    ]),
  );
}

interface Outcome {
  readonly ending: Ending<Answer>;
  readonly fault?: string;
}

class Call {
  constructor(
    readonly vendor: CommsEase,
    readonly host: string,
    readonly endpoint: Endpoint,
    readonly request: FastifyRequest,
    readonly params: Readonly<Record<string, string>>,
  ) {}

  async run(): Promise<Outcome> {
    const { vendor, endpoint, request } = this;
    const { clock, limiter, faults } = vendor.around;
    const refusal = vendor.authenticator.verify(request.headers, clock.now());
    if (refusal) return { ending: { answer: { code: refusal.code, desc: refusal.desc } } };
    if (!limiter.admit(bucketOf(endpoint.call), BUDGET)) return { ending: { answer: TOO_FAST } };
    const fault = faults.take({ vendor: vendor.name, host: this.host, call: endpoint.call });
    return fault
      ? { ending: await suffer(fault, faults, this), fault: fault.kind }
      : { ending: { answer: this.act() } };
  }

  tooFast(): Answer {
    this.vendor.around.limiter.block(bucketOf(this.endpoint.call), BUDGET);
    return TOO_FAST;
  }

  failure(code: number, desc: string): Answer {
    return { code, desc };
  }

  act(): Answer {
    const { vendor, endpoint, params } = this;
    const id = this.request.headers.requestid;
    const mode = vendor.settings.values.repeatedRequestId;
    if (typeof id !== "string" || id === "" || mode === "ignore") return vendor.act(endpoint, params);
    const first = vendor.answered.get(id);
    if (first) return mode === 431 ? { code: 431, desc: "duplicate request" } : first;
    const answer = vendor.act(endpoint, params);
    vendor.answered.set(id, answer);
    for (const oldest of vendor.answered.keys()) {
      if (vendor.answered.size <= REQUEST_IDS_KEPT) break;
      vendor.answered.delete(oldest);
    }
    return answer;
  }
}

function send(reply: FastifyReply, ending: Ending<Answer>): FastifyReply {
  if ("answer" in ending) return reply.type("application/json; charset=utf-8").send(ending.answer);
  return "status" in ending ? sendStatus(reply, ending.status) : drop(reply);
}

function logged(ending: Ending<Answer>): Pick<CallEntry, "code" | "desc" | "status"> {
  if ("dropped" in ending) return { status: 0 };
  if ("status" in ending) return { status: ending.status };
  const { code, desc } = ending.answer;
  return { code, ...(typeof desc === "string" && { desc }), status: 200 };
}

/** The v1 calls under `/nimserver/*.action`. */
export function serveCommsEase(server: FastifyInstance, vendor: CommsEase, host: string): void {
  const { clock, calls } = vendor.around;
  server.removeAllContentTypeParsers();
  server.register(formbody);
  // The vendor reads forms only: to it, any other body is one without parameters.
  server.addContentTypeParser("*", { parseAs: "buffer" }, (_request, _body, done) => done(null, {}));
  server.addHook("onRequest", async (request) => {
    // The framework would refuse what is no media type at all.
    const type = request.headers["content-type"] ?? "";
    if (!/^application\/x-www-form-urlencoded\b/i.test(type))
      request.headers["content-type"] = "application/octet-stream";
  });

  server.route({
    method: ["GET", "POST"],
    url: "/nimserver/health/liveness.action",
    handler: (_request, reply) => reply.send({ code: 200 }),
  });

  server.post<{ Params: { "*": string } }>("/nimserver/*", async (request, reply) => {
    const started = performance.now();
    const at = new Date(clock.now()).toISOString();
    const path = request.params["*"];
    const call = path.endsWith(".action") ? path.slice(0, -".action".length) : undefined;
    const endpoint = call === undefined ? undefined : vendor.endpoint(call);
    if (!endpoint) return reply.callNotFound();
    const params = fieldsOf(request.body);
    const { ending, fault } = await new Call(vendor, host, endpoint, request, params).run();
    calls.add({
      at,
      vendor: vendor.name,
      call: endpoint.call,
      params,
      unknownParams: unknownParams(endpoint, params),
      ...logged(ending),
      ...(fault && { fault }),
      ms: Math.round(performance.now() - started),
    });
    return send(reply, ending);
  });

  server.setErrorHandler((error, _request, reply) => {
    if (error instanceof Error && "statusCode" in error && Number(error.statusCode) < 500) {
      return send(reply, { status: Number(error.statusCode) });
    }
    process.stderr.write(`${error instanceof Error ? error.stack : "unknown error"}\n`);
    return send(reply, { answer: { code: 500, desc: "internal error" } });
  });

  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?")[0] ?? "";
    calls.add({
      at: new Date(clock.now()).toISOString(),
      vendor: vendor.name,
      call: path.replace(/^\/nimserver\//, "").replace(/\.action$/, ""),
      params: {},
      unknownParams: [],
      status: 404,
      unexpected: true,
      ms: 0,
    });
    return reply.code(404).type("text/html").send("<html><body><h1>404 Not Found</h1></body></html>\n");
  });
}
