import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Running } from "../cloud/cloud";
import type { Body, Payload } from "../cloud/endpoint";
import type { Answer, Charge, Protocol, Stray } from "../cloud/protocol";
import { Refusal } from "../cloud/refusal";
import { isForm, pathOf } from "../http/requests";
import type { Budget } from "../surroundings/rate-limit";
import { verifyHeaders } from "./authenticate";
import type { Endpoint } from "./endpoint";
import type { CommsEaseSettings } from "./settings";
import type { State } from "./state";

/** A hundred calls a second, and ten seconds of silence for whoever exceeds them. */
const BUDGET: Budget = { calls: 100, windowMs: 1000, blockMs: 10_000 };

/** Folders whose calls share one budget each; other calls have their own. */
const POOLS = ["team/", "superteam/"];

const REQUEST_IDS_KEPT = 10_000;

const CALL = /^\/nimserver\/(.*)\.action$/;

/** The fields of a form as text. A body of another type has none, and of a repeated field the first counts. */
function fieldsOf(request: FastifyRequest): Record<string, string> {
  if (!isForm(request.headers)) return {};
  const fields = [...new URLSearchParams(String(request.body ?? ""))].map(([name, value]) => [
    // What is no name at all may be a whole body sent with the wrong type, secrets included.
    /^\w{1,64}$/.test(name) ? name : "(malformed)",
    value,
  ]);
  return Object.fromEntries(fields.reverse());
}

function refused(code: number, desc: string): Answer {
  return { code, text: desc, status: 200, body: { code, desc } };
}

/** The calls under `/nimserver/*.action`: headers that sign, a form, and a code in JSON whose HTTP status is 200. */
export class CommsEaseProtocol implements Protocol<Endpoint> {
  readonly broken = { answer: refused(500, "internal error") };
  /** Answers by `RequestId`, for what the setting says about repeats. */
  readonly #answered = new Map<string, Answer>();

  constructor(readonly running: Running<State, CommsEaseSettings, Endpoint>) {}

  serveAside(server: FastifyInstance): void {
    server.route({
      method: ["GET", "POST"],
      url: "/nimserver/health/liveness.action",
      handler: (_request, reply) => reply.send({ code: 200 }),
    });
  }

  route(request: FastifyRequest): { endpoint: Endpoint } | Stray {
    const path = pathOf(request.url);
    const endpoint = this.running.endpoints.get(CALL.exec(path)?.[1] ?? "");
    if (endpoint && request.method === "POST") return { endpoint };
    return { stray: path.replace(/^\/nimserver\//, "").replace(/\.action$/, ""), ending: { status: 404 } };
  }

  body(request: FastifyRequest): Body {
    return fieldsOf(request);
  }

  verify(request: FastifyRequest): Refusal | undefined {
    return verifyHeaders(request.headers, this.running);
  }

  charges({ call }: Endpoint): Charge[] {
    const pool = POOLS.find((folder) => call.startsWith(folder));
    return [{ bucket: pool ? `${pool}*` : call, budget: BUDGET }];
  }

  overRate(): Refusal {
    return new Refusal(416, "query too fast");
  }

  /** Never asked for: a form that cannot be read has no fields. */
  malformed(): Refusal {
    return new Refusal(414, "bad form");
  }

  once(request: FastifyRequest, act: () => Answer): Answer {
    const id = request.headers.requestid;
    const { repeatedRequestId } = this.running.settings;
    if (typeof id !== "string" || id === "" || repeatedRequestId === "ignore") return act();
    const first = this.#answered.get(id);
    if (first) return repeatedRequestId === 431 ? this.failure("", new Refusal(431, "duplicate request")) : first;
    const answer = act();
    this.#answered.set(id, answer);
    for (const oldest of this.#answered.keys()) {
      if (this.#answered.size <= REQUEST_IDS_KEPT) break;
      this.#answered.delete(oldest);
    }
    return answer;
  }

  success(_endpoint: Endpoint, payload: Payload): Answer {
    return { code: 200, status: 200, body: { code: 200, ...payload } };
  }

  failure(_call: string, { code, text }: Pick<Refusal, "code" | "text">): Answer {
    return refused(code, text);
  }
}
