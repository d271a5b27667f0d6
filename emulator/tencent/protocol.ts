import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Running } from "../cloud/cloud";
import type { Body, Payload } from "../cloud/endpoint";
import type { Answer, Charge, Protocol, Stray } from "../cloud/protocol";
import { Refusal } from "../cloud/refusal";
import { byteLength } from "../cloud/text-length";
import { jsonObject } from "../cloud/values";
import { pathOf } from "../http/requests";
import { type Query, verifyQuery } from "./authenticate";
import type { Endpoint } from "./endpoint";
import { isGroupCall, serviceOf } from "./services";
import type { TencentSettings } from "./settings";
import type { State } from "./state";

const PER_SECOND = 200;
const LIST_GROUPS = "group_open_http_svc/get_appid_group_list";
const GET_PROFILES = "profile/portrait_get";

/** Calls that have less than the usual number in a second. */
const SLOWER: Readonly<Record<string, number>> = {
  "im_open_login_svc/multiaccount_import": 100,
  "im_open_login_svc/account_delete": 100,
  "im_open_login_svc/account_check": 100,
  [LIST_GROUPS]: 1,
};

const ANSWER_BYTES = 1024 * 1024;

/** The query string as the vendor reads it: of a name that comes twice the first counts. */
function queryOf({ url }: FastifyRequest): Query {
  const at = url.indexOf("?");
  const sent = new URLSearchParams(at < 0 ? "" : url.slice(at + 1));
  return Object.fromEntries([...sent].reverse());
}

/** An answer whose envelope a payload may change. Two services have more or less of it. */
function answerOf(call: string, code: number, info: string | undefined, payload: Payload = {}): Answer {
  const body: Payload = {
    ...(!call.startsWith("openconfigsvr/") && { ActionStatus: code === 0 ? "OK" : "FAIL" }),
    ...(info !== undefined && { ErrorInfo: info }),
    ErrorCode: code,
    ...(call.startsWith("profile/") && { ErrorDisplay: "" }),
    ...payload,
  };
  const { ErrorCode, ErrorInfo } = body;
  const text = typeof ErrorInfo === "string" && ErrorInfo !== "" ? ErrorInfo : undefined;
  return { code: Number(ErrorCode), text, status: 200, body };
}

/** The commands under `/v4/`: a query string that signs, JSON, and whatever they come to the HTTP status is 200. */
export class TencentProtocol implements Protocol<Endpoint> {
  readonly broken = { status: 502 };

  constructor(readonly running: Running<State, TencentSettings, Endpoint>) {}

  /** The vendor's own check of connectivity. */
  serveAside(server: FastifyInstance): void {
    server.route({ method: ["GET", "HEAD"], url: "/", handler: (_request, reply) => reply.type("text/html").send("") });
  }

  headers(): Record<string, string> {
    return {
      server: "nginx",
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": "X-Requested-With",
    };
  }

  route(request: FastifyRequest): { endpoint: Endpoint } | Stray {
    const path = pathOf(request.url);
    const call = path.replace(/^\/(v4\/)?/, "");
    // Of an address, which holds a signature, only a name is kept.
    const stray = /^[\w./]{1,100}$/.test(call) ? call : "(malformed)";
    if (!path.startsWith("/v4/")) return { stray, ending: { status: 404 } };
    const refused = (refusal: Refusal) => ({ stray, ending: { answer: this.failure(call, refusal) } });
    if (request.method !== "POST") return refused(new Refusal(60009, "no such resource"));
    const endpoint = this.running.endpoints.get(call);
    return endpoint ? { endpoint } : refused(this.#unknownCommand(request, call));
  }

  body(request: FastifyRequest): Body | undefined {
    return jsonObject(String(request.body ?? ""));
  }

  verify(request: FastifyRequest): Refusal | undefined {
    return verifyQuery(queryOf(request), this.running);
  }

  charges({ call }: Endpoint): Charge[] {
    const { portraitGetRate, rateWindow } = this.running.settings;
    const calls = call === GET_PROFILES ? portraitGetRate : (SLOWER[call] ?? PER_SECOND);
    return [{ bucket: call, budget: { calls, windowMs: 1000, fixed: rateWindow === "fixed" } }];
  }

  overRate({ call }: Endpoint): Refusal {
    const { overRate, overRateOfGroupList } = this.running.settings;
    return new Refusal(call === LIST_GROUPS ? overRateOfGroupList : overRate, "too many requests");
  }

  malformed({ call }: Endpoint): Refusal {
    const own = this.running.settings.malformedJson === "service" ? serviceOf(call)?.json : undefined;
    return new Refusal(own ?? 60003, "the body is not a JSON object");
  }

  success({ call, reads }: Endpoint, payload: Payload): Answer {
    const info = reads && this.running.settings.successErrorInfo === "writes" ? undefined : "";
    const answer = answerOf(call, 0, info, payload);
    const fits = !reads || !isGroupCall(call) || byteLength(JSON.stringify(answer.body)) <= ANSWER_BYTES;
    return fits ? answer : this.failure(call, new Refusal(10018, "the answer is larger than 1 MB"));
  }

  failure(call: string, { code, text }: Pick<Refusal, "code" | "text">): Answer {
    return answerOf(call, code, text);
  }

  /** An unknown command is told to whoever signs. */
  #unknownCommand(request: FastifyRequest, call: string): Refusal {
    if (!serviceOf(call)) return new Refusal(60009, "no such resource");
    const code = isGroupCall(call) ? this.running.settings.unknownCommand : 60009;
    return this.verify(request) ?? new Refusal(code, "unknown command");
  }
}
