import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyReply } from "fastify";
import type { Fault, Faults } from "../surroundings/faults";

/** What becomes of a request: an answer in the vendor's form, a bare status, or a dropped connection. */
export type Ending<A> = { readonly answer: A } | { readonly status: number } | { readonly dropped: true };

/** One call, as a fault sees it. */
export interface Sufferer<A> {
  /** Does what the call says. */
  act(): A;
  /** The vendor's answer with a code of the fault's. */
  failure(code: number, text: string): A;
  /** The vendor's answer over the rate limit, with what follows from it. */
  tooFast(): A;
}

/** Has a call go wrong as a fault says. */
export async function suffer<A>(fault: Fault, faults: Faults, call: Sufferer<A>): Promise<Ending<A>> {
  const done = fault.after ? call.act() : undefined;
  switch (fault.kind) {
    case "status":
      return { status: fault.value ?? 502 };
    case "code":
      return { answer: call.failure(fault.value ?? 500, fault.desc ?? "fault") };
    case "delay":
      // A call that still waits does not keep a process from ending.
      await sleep(fault.value ?? 1000, undefined, { ref: false });
      return { answer: done ?? call.act() };
    case "drop-before":
      return { dropped: true };
    case "drop-after":
      call.act();
      return { dropped: true };
    case "rate-limit":
      return { answer: call.tooFast() };
    case "down":
      faults.bringDown(fault);
      return { dropped: true };
  }
}

/** Sends a status with a body that is no JSON, as something between client and vendor would. */
export function sendStatus(reply: FastifyReply, status: number): FastifyReply {
  return reply.code(status).type("text/html").send(`<html><body><h1>${status}</h1></body></html>\n`);
}

/** Closes the connection without an answer. */
export function drop(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.socket?.destroy();
  return reply;
}
