import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The floor: Node's own server, sending stored bytes. It tells its parent its port, and its CPU time when asked. */
let body = Buffer.alloc(0);
const headers = () => ["Content-Type", "application/json; charset=utf-8", "ETag", '"1"', "Content-Length", String(body.byteLength)];

const server = createServer((_request, response) => {
  response.writeHead(200, headers());
  response.end(body);
});
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on("message", (message: { body?: string }) => {
  if (message.body !== undefined) body = Buffer.from(message.body);
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuSeconds: (user + system) / 1e6 });
});
process.on("disconnect", () => process.exit());
