import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { drop, type Ending, sendStatus, suffer } from "../cloud/ending";
import type { CallEntry } from "../surroundings/call-log";
import type { Budget } from "../surroundings/rate-limit";
import type { Query } from "./authenticate";
import { type Body, type Endpoint, unknownParams } from "./endpoint";
import { isGroupCall, serviceOf } from "./services";
import type { Answer, Tencent } from "./vendor";

const PER_SECOND = 200;
const LIST_GROUPS = "group_open_http_svc/get_appid_group_list";

/** Calls that have less than the usual number in a second. */
const SLOWER: Readonly<Record<string, number>> = {
  "im_open_login_svc/multiaccount_import": 100,
  "im_open_login_svc/account_delete": 100,
  "im_open_login_svc/account_check": 100,
  [LIST_GROUPS]: 1,
};

/** A body that is no JSON object. */
const MALFORMED = Symbol("malformed");

function bodyOf(text: unknown): Body | typeof MALFORMED {
  try {
    const value: unknown = JSON.parse(typeof text === "string" ? text : "");
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Body) : MALFORMED;
  } catch {
    return MALFORMED;
  }
}

/** The query string as the vendor reads it: of a name that comes twice the first counts. */
function queryOf(url: string): Query {
  const at = url.indexOf("?");
  const sent = new URLSearchParams(at < 0 ? "" : url.slice(at + 1));
  return Object.fromEntries([...sent].reverse());
}

interface Outcome {
  readonly ending: Ending<Answer>;
  readonly fault?: string;
}

class Call {
  constructor(
    readonly vendor: Tencent,
    readonly host: string,
    readonly endpoint: Endpoint,
    readonly query: Query,
    readonly body: Body | typeof MALFORMED,
  ) {}

  async run(): Promise<Outcome> {
    const { vendor, host, endpoint } = this;
    const { limiter, faults } = vendor.around;
    const refusal = vendor.verify(this.query);
    if (refusal) return { ending: { answer: this.failure(refusal.code, refusal.info) } };
    if (!limiter.admit(`tencent:${endpoint.call}`, this.#budget())) return { ending: { answer: this.tooFast() } };
    const fault = faults.take({ vendor: vendor.name, host, call: endpoint.call });
    return fault
      ? { ending: await suffer(fault, faults, this), fault: fault.kind }
      : { ending: { answer: this.act() } };
  }

  tooFast(): Answer {
    const { overRate, overRateOfGroupList } = this.vendor.settings.values;
    return this.failure(this.endpoint.call === LIST_GROUPS ? overRateOfGroupList : overRate, "too many requests");
  }

  failure(code: number, info: string): Answer {
    return this.vendor.failure(this.endpoint.call, code, info);
  }

  act(): Answer {
    const { vendor, endpoint, body } = this;
    if (body !== MALFORMED) return vendor.act(endpoint, body);
    const own = vendor.settings.values.malformedJson === "service" ? serviceOf(endpoint.call)?.json : undefined;
    return this.failure(own ?? 60_003, "the body is not a JSON object");
  }

  #budget(): Budget {
    const { portraitGetRate, rateWindow } = this.vendor.settings.values;
    const { call } = this.endpoint;
    const calls = call === "profile/portrait_get" ? portraitGetRate : (SLOWER[call] ?? PER_SECOND);
    return { calls, windowMs: 1000, fixed: rateWindow === "fixed" };
  }
}

function logged(ending: Ending<Answer>): Pick<CallEntry, "code" | "desc" | "status"> {
  if ("dropped" in ending) return { status: 0 };
  if ("status" in ending) return { status: ending.status };
  const { ErrorCode, ErrorInfo } = ending.answer;
  return {
    code: ErrorCode,
    ...(typeof ErrorInfo === "string" && ErrorInfo !== "" && { desc: ErrorInfo }),
    status: 200,
  };
}

/** The calls under `/v4/`. Whatever they come to, the status is 200. */
export function serveTencent(server: FastifyInstance, vendor: Tencent, host: string): void {
  const { clock, calls } = vendor.around;

  function send(reply: FastifyReply, ending: Ending<Answer>): FastifyReply {
    if ("answer" in ending) return reply.type("application/json; charset=utf-8").send(ending.answer);
    return "status" in ending ? sendStatus(reply, ending.status) : drop(reply);
  }

  /** A request that is no call that the emulator has. Of its address, which holds a signature, only a name is kept. */
  function stray(reply: FastifyReply, call: string, ending: Ending<Answer>): FastifyReply {
    calls.add({
      at: new Date(clock.now()).toISOString(),
      vendor: vendor.name,
      call: /^[\w./]{1,100}$/.test(call) ? call : "(malformed)",
      params: {},
      unknownParams: [],
      ...logged(ending),
      unexpected: true,
      ms: 0,
    });
    return send(reply, ending);
  }

  function unknownCommand(request: FastifyRequest, call: string): Answer {
    if (!serviceOf(call)) return vendor.failure(call, 60_009, "no such resource");
    const refusal = vendor.verify(queryOf(request.url));
    if (refusal) return vendor.failure(call, refusal.code, refusal.info);
    return vendor.failure(call, isGroupCall(call) ? vendor.settings.values.unknownCommand : 60_009, "unknown command");
  }

  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
  server.addHook("onRequest", async (request) => {
    // The vendor does not look at the type, and the framework would refuse what is no media type at all.
    request.headers["content-type"] = "application/octet-stream";
  });
  server.addHook("onSend", async (_request, reply) => {
    reply.headers({
      server: "nginx",
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": "X-Requested-With",
    });
  });

  // The vendor's own check of connectivity.
  server.route({ method: ["GET", "HEAD"], url: "/", handler: (_request, reply) => reply.type("text/html").send("") });

  server.post<{ Params: { "*": string } }>("/v4/*", async (request, reply) => {
    const started = performance.now();
    const at = new Date(clock.now()).toISOString();
    const call = request.params["*"];
    const endpoint = vendor.endpoint(call);
    if (!endpoint) return stray(reply, call, { answer: unknownCommand(request, call) });
    const body = bodyOf(request.body);
    const { ending, fault } = await new Call(vendor, host, endpoint, queryOf(request.url), body).run();
    const params = body === MALFORMED ? {} : body;
    calls.add({
      at,
      vendor: vendor.name,
      call,
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
      return sendStatus(reply, Number(error.statusCode));
    }
    process.stderr.write(`${error instanceof Error ? error.stack : "unknown error"}\n`);
    return sendStatus(reply, 502);
  });

  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?")[0] ?? "";
    const call = path.replace(/^\/(v4\/)?/, "");
    if (!path.startsWith("/v4/")) return stray(reply, call, { status: 404 });
    return stray(reply, call, { answer: vendor.failure(call, 60_009, "no such resource") });
  });
}
