import type { FastifyInstance, FastifyReply } from "fastify";

const FORM = "application/x-www-form-urlencoded";
const NO_FORM = "application/octet-stream";

/**
 * Has every body arrive as text, whatever its type. The framework would refuse what is no media type at all, so of the
 * type only `isForm` is left.
 */
export function takeEveryBody(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
  server.addHook("onRequest", async ({ headers }) => {
    headers["content-type"] = /^application\/x-www-form-urlencoded\b/i.test(headers["content-type"] ?? "")
      ? FORM
      : NO_FORM;
  });
}

export function isForm(headers: { readonly "content-type"?: string }): boolean {
  return headers["content-type"] === FORM;
}

/** The path of an address, without its query. */
export function pathOf(url: string): string {
  return url.split("?")[0] ?? "";
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
