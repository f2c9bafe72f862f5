import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { Config } from "../config.ts";
import { Problem, problemBody, problemType } from "./problem.ts";

/** Longer than the 60 s after which an AWS load balancer closes idle connections, so that it never sends into one that is closing here. */
const keepAliveMs = 65_000;
/** The longest that a request may take to arrive, in milliseconds. */
const arrivalMs = 30_000;

/** A listening server that can drain. */
export interface Listening {
  readonly port: number;
  /** Takes no new connection, lets requests in flight end, then closes. */
  drain(): Promise<void>;
  /** Cuts what is still open. */
  cut(): void;
}

/** Listens. @throws the system's error, e.g. EADDRINUSE */
export async function listen(listener: RequestListener, port: number, host: string, tls: Config["tls"]): Promise<Listening> {
  // A missing host is refused where every other bad request is, with a problem for an answer.
  const options = { keepAliveTimeout: keepAliveMs, headersTimeout: arrivalMs, requestTimeout: arrivalMs, requireHostHeader: false };
  let draining = false;
  const open = new Set<ServerResponse>();
  const answer: RequestListener = (request, response) => {
    if (draining) response.setHeader("connection", "close");
    open.add(response);
    response.once("close", () => open.delete(response));
    listener(request, response);
  };
  const server: Server = tls ? createTlsServer({ ...options, ...tls, minVersion: "TLSv1.3" }, answer) : createServer(options, answer);
  server.on("clientError", refuse);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    async drain() {
      draining = true;
      for (const response of open) if (!response.headersSent) response.setHeader("connection", "close");
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await closed;
    },
    cut: () => server.closeAllConnections(),
  };
}

const refusals: Readonly<Record<string, Problem>> = {
  HPE_HEADER_OVERFLOW: new Problem(431, "The headers are too large."),
  ERR_HTTP_REQUEST_TIMEOUT: new Problem(408, "The request took too long to arrive."),
};

/** What is not HTTP gets an answer all the same, in the shape of every other problem. */
function refuse(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = refusals[error.code ?? ""] ?? new Problem(400, "The request is not well-formed HTTP.");
  const body = problemBody(problem, "unknown");
  socket.end(
    `HTTP/1.1 ${problem.status} Refused\r\nContent-Type: ${problemType}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
