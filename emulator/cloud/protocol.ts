import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Budget } from "../surroundings/rate-limit";
import type { Body, Payload } from "./endpoint";
import type { Refusal } from "./refusal";

/** An answer in the vendor's form, and what the log says of it. */
export interface Answer {
  readonly code: number;
  /** The vendor's words, where it has some. */
  readonly text?: string | undefined;
  /** The HTTP status. */
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Payload;
}

/** What becomes of a request: an answer in the vendor's form, a bare status, or a dropped connection. */
export type Ending = { readonly answer: Answer } | { readonly status: number } | { readonly dropped: true };

/** A request that is no call of the vendor's: its name in the log, and what it comes to. */
export interface Stray {
  readonly stray: string;
  readonly ending: Ending;
}

/** What a call costs: how much of which budget. */
export interface Charge {
  readonly bucket: string;
  readonly budget: Budget;
  /** 1 unless something else than calls is counted. */
  readonly weight?: number;
}

/** How a vendor speaks HTTP. `E` is its calls. */
export interface Protocol<E> {
  /** Whether the log numbers connections. */
  readonly tellsConnections?: true;
  /** Routes beside the calls, which the log leaves out. */
  serveAside?(server: FastifyInstance): void;
  /** Headers of every answer. */
  headers?(request: FastifyRequest): Readonly<Record<string, string>>;
  /** The call that a request makes. */
  route(request: FastifyRequest): { readonly endpoint: E } | Stray;
  /** What was sent, or undefined where that has not the form of the call. */
  body(request: FastifyRequest, endpoint: E): Body | undefined;
  /** What is wrong with the signature, or nothing. */
  verify(request: FastifyRequest): Refusal | undefined;
  /** All of it must be affordable. */
  charges(endpoint: E, body: Body | undefined): readonly Charge[];
  overRate(endpoint: E): Refusal;
  malformed(endpoint: E): Refusal;
  /** Where a request that is sent twice is not done twice. */
  once?(request: FastifyRequest, act: () => Answer): Answer;
  success(endpoint: E, payload: Payload): Answer;
  failure(call: string, refusal: Pick<Refusal, "code" | "text" | "more">): Answer;
  /** What follows a mistake of the emulator's own. */
  readonly broken: Ending;
}
