import { connect, createServer } from "node:net";
import { codeOf } from "./problem.ts";

/** What keeps `port` of `host` from being listened on (`EADDRINUSE`, `EACCES`, ...), if anything does. */
export function obstacle(host: string, port: number): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const server = createServer();
  server.on("error", (error) => resolve(codeOf(error) ?? error.message));
  server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  return promise;
}

/** A loopback port that is free now: `preferred` when it is. */
export async function freePort(preferred = 0): Promise<number> {
  if (preferred > 0 && (await obstacle("127.0.0.1", preferred)) === undefined) return preferred;
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer();
  server.on("error", reject);
  server.listen({ host: "127.0.0.1", port: 0, exclusive: true }, () => {
    const address = server.address();
    server.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port"))));
  });
  return promise;
}

/** Sends `request` to a port and returns what comes first, or undefined when nothing listens or answers within `ms`. */
export function exchange(host: string, port: number, request: string, ms: number): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const socket = connect({ host, port, timeout: ms });
  const finish = (answer: string | undefined) => {
    resolve(answer);
    socket.destroy();
  };
  socket.on("connect", () => (request === "" ? finish("") : socket.write(request)));
  socket.on("data", (data) => finish(data.toString("latin1")));
  socket.on("timeout", () => finish(undefined));
  socket.on("error", () => finish(undefined));
  socket.on("close", () => finish(undefined));
  return promise;
}
