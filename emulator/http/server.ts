import http from "node:http";
import https from "node:https";
import Fastify, { type FastifyInstance } from "fastify";
import type { Clock } from "../surroundings/clock";
import type { Gate } from "../surroundings/gate";
import type { Certificate } from "./certificate";

/** A server that dates its answers by the emulator's clock; a gate can shut it. */
export function makeServer(clock: Clock, certificate: Certificate | undefined, gate?: Gate): FastifyInstance {
  const server = Fastify({
    bodyLimit: 8 * 1024 * 1024,
    forceCloseConnections: true,
    // Control takes what is meant, not what could be read into it.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: true, useDefaults: true } },
    serverFactory: (handler) => {
      const made: http.Server = certificate
        ? https.createServer({ key: certificate.key, cert: certificate.cert }, handler)
        : http.createServer(handler);
      // Longer than clients keep idle connections, so that it is never the server that closes one in use.
      made.keepAliveTimeout = 75_000;
      if (gate) made.on("connection", gate.arrived);
      return made;
    },
  });
  server.addHook("onSend", async (_request, reply) => {
    reply.header("date", new Date(clock.now()).toUTCString());
  });
  return server;
}

/** Starts listening and tells where. */
export async function listen(
  server: FastifyInstance,
  place: { host: string; port: number; tls: boolean },
): Promise<string> {
  await server.listen({ host: place.host, port: place.port });
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const anywhere = place.host === "0.0.0.0" || place.host === "::";
  const host = anywhere ? "127.0.0.1" : place.host.includes(":") ? `[${place.host}]` : place.host;
  return `${place.tls ? "https" : "http"}://${host}:${address.port}`;
}
