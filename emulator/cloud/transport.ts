import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Connections } from "../http/connections";
import { drop, sendStatus, takeEveryBody } from "../http/requests";
import type { CallEntry } from "../surroundings/call-log";
import { applyFault, type Faultable } from "./apply-fault";
import type { Body } from "./endpoint";
import type { Answer, Charge, Ending, Protocol } from "./protocol";
import type { Refusal } from "./refusal";
import type { Surroundings } from "./vendor";

/** What is served: calls that have names, over a protocol. */
export interface Served<E extends { readonly call: string }> {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly around: Surroundings;
  readonly protocol: Protocol<E>;
  /** Does what a call says, once everything around it is in order. */
  act(endpoint: E, body: Body): Answer;
  unknownParams(endpoint: E, body: Body): string[];
}

interface Outcome {
  readonly ending: Ending;
  readonly fault?: string;
}

/** What the log says of an ending. */
export function summary(ending: Ending): Pick<CallEntry, "code" | "desc" | "status"> {
  if ("dropped" in ending) return { status: 0 };
  if ("status" in ending) return { status: ending.status };
  const { code, text, status } = ending.answer;
  return { code, ...(text !== undefined && { desc: text }), status };
}

/** One call on its way through signature, rate limit and faults. */
class Arrived<E extends { readonly call: string }> implements Faultable {
  constructor(
    readonly vendor: Served<E>,
    readonly host: string,
    readonly request: FastifyRequest,
    readonly endpoint: E,
    readonly body: Body | undefined,
  ) {}

  async run(): Promise<Outcome> {
    const { vendor, host, endpoint } = this;
    const { faults } = vendor.around;
    const refusal = vendor.protocol.verify(this.request);
    if (refusal) return { ending: { answer: this.#refused(refusal) } };
    if (!this.#isAffordable()) return { ending: { answer: this.#refused(vendor.protocol.overRate(endpoint)) } };
    const fault = faults.take({ vendor: vendor.name, host, call: endpoint.call });
    return fault
      ? { ending: await applyFault(fault, faults, this), fault: fault.kind }
      : { ending: { answer: this.act() } };
  }

  act(): Answer {
    const { vendor, endpoint, body } = this;
    const act = () => (body ? vendor.act(endpoint, body) : this.#refused(vendor.protocol.malformed(endpoint)));
    return vendor.protocol.once ? vendor.protocol.once(this.request, act) : act();
  }

  failure(code: number, text: string): Answer {
    return this.vendor.protocol.failure(this.endpoint.call, { code, text, more: {} });
  }

  tooFast(): Answer {
    for (const { bucket, budget } of this.#charges()) this.vendor.around.limiter.block(bucket, budget);
    return this.#refused(this.vendor.protocol.overRate(this.endpoint));
  }

  #refused(refusal: Refusal): Answer {
    return this.vendor.protocol.failure(this.endpoint.call, refusal);
  }

  #isAffordable(): boolean {
    const { limiter } = this.vendor.around;
    return this.#charges().every(({ bucket, budget, weight }) => limiter.admit(bucket, budget, weight));
  }

  #charges(): Charge[] {
    const { name, protocol } = this.vendor;
    return protocol
      .charges(this.endpoint, this.body)
      .map((charge) => ({ ...charge, bucket: `${name}:${charge.bucket}` }));
  }
}

/** Serves the calls of a vendor on one of its hosts. */
export function serveCalls<E extends { readonly call: string }>(
  server: FastifyInstance,
  vendor: Served<E>,
  host: string,
): void {
  const { clock, calls } = vendor.around;
  const connections = vendor.protocol.tellsConnections && new Connections();
  const whence = vendor.hosts.length > 1 ? { host } : {};

  function send(reply: FastifyReply, ending: Ending): FastifyReply {
    if ("dropped" in ending) return drop(reply);
    if ("status" in ending) return sendStatus(reply, ending.status);
    const { status, headers = {}, body } = ending.answer;
    return reply.code(status).headers(headers).type("application/json; charset=utf-8").send(body);
  }

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const started = performance.now();
    const at = new Date(clock.now()).toISOString();
    const { name } = vendor;
    const routed = vendor.protocol.route(request);
    if ("stray" in routed) {
      const { stray, ending } = routed;
      const entry = { at, vendor: name, ...whence, call: stray, params: {}, unknownParams: [] };
      calls.add({ ...entry, ...summary(ending), unexpected: true, ms: 0 });
      return send(reply, ending);
    }
    const { endpoint } = routed;
    const body = vendor.protocol.body(request, endpoint);
    const { ending, fault } = await new Arrived(vendor, host, request, endpoint, body).run();
    calls.add({
      at,
      vendor: name,
      ...whence,
      ...(connections && { connection: connections.numberOf(request.raw.socket) }),
      call: endpoint.call,
      params: body ?? {},
      unknownParams: vendor.unknownParams(endpoint, body ?? {}),
      ...summary(ending),
      ...(fault && { fault }),
      ms: Math.round(performance.now() - started),
    });
    return send(reply, ending);
  }

  takeEveryBody(server);
  server.addHook("onRequest", async (request, reply) => {
    reply.headers({ ...vendor.protocol.headers?.(request) });
  });
  vendor.protocol.serveAside?.(server);
  server.all("/*", answer);
  server.setNotFoundHandler(answer);
  server.setErrorHandler((error, _request, reply) => {
    if (error instanceof Error && "statusCode" in error && Number(error.statusCode) < 500) {
      return sendStatus(reply, Number(error.statusCode));
    }
    process.stderr.write(`${error instanceof Error ? error.stack : "unknown error"}\n`);
    return send(reply, vendor.protocol.broken);
  });
}
