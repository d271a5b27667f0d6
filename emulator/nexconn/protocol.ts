import type { FastifyRequest } from "fastify";
import type { Running } from "../cloud/cloud";
import type { Body, Payload } from "../cloud/endpoint";
import type { Answer, Charge, Protocol, Stray } from "../cloud/protocol";
import { Refusal } from "../cloud/refusal";
import { isObject, jsonObject } from "../cloud/values";
import { pathOf } from "../http/requests";
import { verifyHeaders } from "./authenticate";
import type { Endpoint } from "./endpoint";
import type { NexconnSettings } from "./settings";
import type { State } from "./state";
import { statusOf } from "./statuses";

const PER_SECOND = 100;

/** The fields of a form; one that may be sent several times is a list. */
function fieldsOf(sent: string, lists: readonly string[]): Body {
  const fields = new URLSearchParams(sent);
  return Object.fromEntries(
    [...new Set(fields.keys())].map((name) => [name, lists.includes(name) ? fields.getAll(name) : fields.get(name)]),
  );
}

function entries(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : 1;
}

/** The calls under `/v4/`, and the few of the older generation: headers that sign, JSON, and an HTTP status by the code. */
export class NexconnProtocol implements Protocol<Endpoint> {
  readonly tellsConnections = true;
  readonly #byAlias: ReadonlyMap<string, Endpoint>;

  constructor(readonly running: Running<State, NexconnSettings, Endpoint>) {
    const endpoints = [...running.endpoints.values()];
    this.#byAlias = new Map(endpoints.flatMap((one) => one.aliases.map((alias) => [alias, one] as const)));
  }

  get broken() {
    return { answer: this.failure("", new Refusal(1000, "internal error")) };
  }

  headers({ headers }: FastifyRequest): Record<string, string> {
    const id = headers["x-request-id"];
    return typeof id === "string" ? { "x-request-id": id } : {};
  }

  route(request: FastifyRequest): { endpoint: Endpoint } | Stray {
    const path = pathOf(request.url);
    const endpoint = this.#endpointAt(path);
    if (endpoint && request.method === "POST") return { endpoint };
    const refusal = endpoint ? new Refusal(405, "method not allowed") : new Refusal(404, "no such endpoint");
    return { stray: path.replace(/^\/(v4\/)?/, ""), ending: { answer: this.failure("", refusal) } };
  }

  body(request: FastifyRequest, { form }: Endpoint): Body | undefined {
    const sent = String(request.body ?? "");
    if (form) return fieldsOf(sent, form.lists);
    return sent === "" ? {} : jsonObject(sent);
  }

  verify(request: FastifyRequest): Refusal | undefined {
    return verifyHeaders(request.headers, this.running);
  }

  /** Where entries count, calls count as well. */
  charges({ call, rate }: Endpoint, body: Body | undefined): Charge[] {
    const { rateLimitScope, rateLimitWindow } = this.running.settings;
    const budget = (calls: number) => ({ calls, windowMs: 1000, fixed: rateLimitWindow === "fixed" });
    const special = rate !== undefined && rate.entriesOf === undefined;
    const bucket = special || rateLimitScope === "endpoint" ? call : "*";
    const calls = { bucket, budget: budget(special ? rate.perSecond : PER_SECOND) };
    if (rate?.entriesOf === undefined || !body) return [calls];
    // A list that could never pass is for the parameters to refuse.
    const weight = Math.min(entries(body[rate.entriesOf]), rate.perSecond);
    return [{ bucket: `entries:${rate.pool ?? call}`, budget: budget(rate.perSecond), weight }, calls];
  }

  overRate(): Refusal {
    return new Refusal(1008, "rate limit exceeded");
  }

  malformed(): Refusal {
    return new Refusal(1002, "the body is not a JSON object");
  }

  success({ form }: Endpoint, payload: Payload): Answer {
    if (form) return { code: 200, status: 200, body: { code: 200, ...payload } };
    const tells = Object.keys(payload).length > 0;
    return { code: 0, status: 200, body: { code: 0, ...(tells && { result: payload }) } };
  }

  failure(_call: string, { code, text, more }: Pick<Refusal, "code" | "text" | "more">): Answer {
    const { settings } = this.running;
    const status = statusOf(code, settings);
    const answer = { code, text, status, body: { code, errorMessage: text, ...more } };
    return status === 429 && settings.retryAfter ? { ...answer, headers: { "retry-after": "1" } } : answer;
  }

  /** The call behind a path, by its names that are accepted. */
  #endpointAt(path: string): Endpoint | undefined {
    const { endpoints, settings } = this.running;
    if (path.endsWith(".json")) return settings.jsonRoutes ? endpoints.get(path.slice(1)) : undefined;
    if (!path.startsWith("/v4/")) return undefined;
    const call = path.slice("/v4/".length);
    const newer = endpoints.get(call);
    if (newer && (settings.acceptedNames !== "docs" || newer.aliases.length === 0)) return newer;
    return settings.acceptedNames === "sdk" ? undefined : this.#byAlias.get(call);
  }
}
