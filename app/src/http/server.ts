import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { Config } from "../config.ts";
import { Problem, problemBody, problemType, sendProblem } from "./problem.ts";

/** Longer than the 60 s after which an AWS load balancer closes idle connections, so that it never sends into one that is closing here. */
const keepAliveMs = 65_000;
/** The longest that a request may take to arrive, in milliseconds. */
const arrivalMs = 30_000;

/** How long a draining server waits for the first byte of a connection, in milliseconds. */
const silentMs = 250;

/** A listening server that can drain. */
export interface Listening {
  readonly port: number;
  /**
   * Ends without cutting anybody off. For up to `lingerMs` it goes on answering, each answer with `Connection: close`, so that clients
   * leave by themselves and whoever routes to it has time to look elsewhere; then it takes no new connection, closes those that say
   * nothing and waits for the requests in flight. With no connection open it ends at once.
   */
  drain(lingerMs?: number): Promise<void>;
  /** Cuts what is still open. */
  cut(): void;
}

/** Listens. @throws the system's error, e.g. EADDRINUSE */
export async function listen(listener: RequestListener, port: number, host: string, tls: Config["tls"]): Promise<Listening> {
  // A missing host is refused where every other bad request is, with a problem for an answer.
  const options = { keepAliveTimeout: keepAliveMs, headersTimeout: arrivalMs, requestTimeout: arrivalMs, requireHostHeader: false };
  let draining = false;
  const open = new Set<ServerResponse>();
  const sockets = new Set<Socket>();
  const answer: RequestListener = (request, response) => {
    if (draining) response.setHeader("connection", "close");
    open.add(response);
    response.once("close", () => open.delete(response));
    listener(request, response);
  };
  const server: Server = tls ? createTlsServer({ ...options, ...tls, minVersion: "TLSv1.3" }, answer) : createServer(options, answer);
  server.on("clientError", refuse);
  server.on("checkExpectation", (request, response) => sendProblem(request, response, unmetExpectation));
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => {
      sockets.delete(socket);
      if (sockets.size === 0) server.emit("quiet");
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });

  /** Resolves when no connection is open, or after `ms`. */
  const quiet = (ms: number) =>
    new Promise<void>((resolve) => {
      if (sockets.size === 0) return resolve();
      const timer = setTimeout(resolve, ms);
      server.once("quiet", () => {
        clearTimeout(timer);
        resolve();
      });
    });

  return {
    port: (server.address() as AddressInfo).port,
    async drain(lingerMs = 0) {
      draining = true;
      for (const response of open) if (!response.headersSent) response.setHeader("connection", "close");
      await quiet(lingerMs);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      // Node counts a connection that has not said anything yet as busy. It may be about to.
      const silent = setTimeout(() => {
        for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
      }, silentMs);
      await closed;
      clearTimeout(silent);
    },
    cut: () => server.closeAllConnections(),
  };
}

const refusals: Readonly<Record<string, Problem>> = {
  HPE_HEADER_OVERFLOW: new Problem(431, "The headers are too large."),
  ERR_HTTP_REQUEST_TIMEOUT: new Problem(408, "The request took too long to arrive."),
};

const unmetExpectation = new Problem(417, "The only expectation that is met is 100-continue.", { headers: { connection: "close" } });

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
