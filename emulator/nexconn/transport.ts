import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { drop, type Ending, sendStatus, suffer } from "../cloud/ending";
import type { CallEntry } from "../surroundings/call-log";
import type { Budget } from "../surroundings/rate-limit";
import { type Endpoint, unknownParams } from "./endpoint";
import type { Body } from "./parameters";
import { statusOf } from "./statuses";
import type { Answer, Nexconn } from "./vendor";

const PER_SECOND = 100;

/** A body that is no object of the form that the route takes. */
const MALFORMED = Symbol("malformed");

/** A form field that may be sent several times is a list. */
function formOf(text: string, { parameters }: Endpoint): Body {
  const fields = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(fields.keys())].map((name) => [
      name,
      parameters[name]?.type === "texts" ? fields.getAll(name) : fields.get(name),
    ]),
  );
}

function bodyOf(text: string, endpoint: Endpoint): Body | typeof MALFORMED {
  if (endpoint.form) return formOf(text, endpoint);
  if (text === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Body) : MALFORMED;
  } catch {
    return MALFORMED;
  }
}

function entries(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return typeof value === "object" && value !== null ? Object.keys(value).length : 1;
}

interface Outcome {
  readonly ending: Ending<Answer>;
  readonly fault?: string;
}

class Call {
  constructor(
    readonly vendor: Nexconn,
    readonly host: string,
    readonly endpoint: Endpoint,
    readonly request: FastifyRequest,
    readonly body: Body | typeof MALFORMED,
  ) {}

  async run(): Promise<Outcome> {
    const { vendor, host, endpoint, request } = this;
    const { clock, faults } = vendor.around;
    const refusal = vendor.authenticator.verify(request.headers, clock.now());
    if (refusal) return { ending: { answer: this.failure(refusal.code, refusal.text) } };
    if (!this.#admitted()) return { ending: { answer: this.tooFast() } };
    const fault = faults.take({ vendor: vendor.name, host, call: endpoint.call });
    return fault
      ? { ending: await suffer(fault, faults, this), fault: fault.kind }
      : { ending: { answer: this.act() } };
  }

  /** Whether the rate limits have room. Where entries count, calls count as well. */
  #admitted(): boolean {
    const { limiter } = this.vendor.around;
    const { rateLimitScope, rateLimitWindow } = this.vendor.settings.values;
    const { call, rate } = this.endpoint;
    const budget = (calls: number): Budget => ({ calls, windowMs: 1000, fixed: rateLimitWindow === "fixed" });
    if (rate?.entriesOf !== undefined && this.body !== MALFORMED) {
      // A list that could never pass is for the parameters to refuse.
      const weight = Math.min(entries(this.body[rate.entriesOf]), rate.perSecond);
      if (!limiter.admit(`nexconn:entries:${rate.pool ?? call}`, budget(rate.perSecond), weight)) return false;
    }
    const special = rate !== undefined && rate.entriesOf === undefined;
    const bucket = special || rateLimitScope === "endpoint" ? call : "*";
    return limiter.admit(`nexconn:${bucket}`, budget(special ? rate.perSecond : PER_SECOND));
  }

  tooFast(): Answer {
    return this.failure(1008, "rate limit exceeded");
  }

  failure(code: number, errorMessage: string): Answer {
    return { code, errorMessage };
  }

  act(): Answer {
    if (this.body === MALFORMED) return this.failure(1002, "the body is not a JSON object");
    return this.vendor.act(this.endpoint, this.body);
  }
}

function logged(ending: Ending<Answer>, vendor: Nexconn): Pick<CallEntry, "code" | "desc" | "status"> {
  if ("dropped" in ending) return { status: 0 };
  if ("status" in ending) return { status: ending.status };
  const { code, errorMessage } = ending.answer;
  return {
    code,
    ...(errorMessage !== undefined && { desc: errorMessage }),
    status: statusOf(code, vendor.settings.values),
  };
}

/** One host: the calls under `/v4/`, and the few of the older generation. */
export function serveNexconn(server: FastifyInstance, vendor: Nexconn, host: string): void {
  const { clock, calls } = vendor.around;

  function answer(reply: FastifyReply, body: Answer): FastifyReply {
    const settings = vendor.settings.values;
    const status = statusOf(body.code, settings);
    if (status === 429 && settings.retryAfter) reply.header("retry-after", "1");
    return reply.code(status).type("application/json; charset=utf-8").send(body);
  }

  function send(reply: FastifyReply, ending: Ending<Answer>): FastifyReply {
    if ("answer" in ending) return answer(reply, ending.answer);
    return "status" in ending ? sendStatus(reply, ending.status) : drop(reply);
  }

  /** A request that is no call of the vendor's. */
  function stray(request: FastifyRequest, reply: FastifyReply, code: 404 | 405, text: string): FastifyReply {
    const path = request.url.split("?")[0] ?? "";
    calls.add({
      at: new Date(clock.now()).toISOString(),
      vendor: vendor.name,
      host,
      call: path.replace(/^\/(v4\/)?/, ""),
      params: {},
      unknownParams: [],
      code,
      desc: text,
      status: code,
      unexpected: true,
      ms: 0,
    });
    return answer(reply, { code, errorMessage: text });
  }

  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
  server.addHook("onRequest", async (request, reply) => {
    // The framework would refuse what is no media type at all.
    request.headers["content-type"] = "application/octet-stream";
    const id = request.headers["x-request-id"];
    if (id !== undefined) reply.header("x-request-id", id);
  });

  server.all("/*", async (request, reply) => {
    const started = performance.now();
    const at = new Date(clock.now()).toISOString();
    const endpoint = vendor.endpointAt(request.url.split("?")[0] ?? "");
    if (!endpoint) return stray(request, reply, 404, "no such endpoint");
    if (request.method !== "POST") return stray(request, reply, 405, "method not allowed");
    const body = bodyOf(typeof request.body === "string" ? request.body : "", endpoint);
    const { ending, fault } = await new Call(vendor, host, endpoint, request, body).run();
    const params = body === MALFORMED ? {} : body;
    calls.add({
      at,
      vendor: vendor.name,
      host,
      connection: vendor.connections.numberOf(request.raw.socket),
      call: endpoint.call,
      params,
      unknownParams: unknownParams(endpoint, params, vendor.settings.values),
      ...logged(ending, vendor),
      ...(fault && { fault }),
      ms: Math.round(performance.now() - started),
    });
    return send(reply, ending);
  });

  server.setErrorHandler((error, _request, reply) => {
    if (error instanceof Error && "statusCode" in error && Number(error.statusCode) < 500) {
      return sendStatus(reply, Number(error.statusCode));
    }
    process.stderr.write(`${error instanceof Error ? error.stack : "unknown error"}\n`);
    return answer(reply, { code: 1000, errorMessage: "internal error" });
  });
  server.setNotFoundHandler((request, reply) => stray(request, reply, 404, "no such endpoint"));
}
