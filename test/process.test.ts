import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { Agent, get, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { resolve } from "node:path";
import { type Bench, eventually, prepare, someProduct } from "./api.ts";
import { audience } from "./issuer.ts";
import { redis } from "./servers.ts";

const main = resolve(import.meta.dirname, "../app/src/main.ts");

interface Process {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly exited: Promise<number | null>;
}

describe("the process", () => {
  let bench: Bench;
  let env: Record<string, string>;
  const children: ChildProcess[] = [];
  before(async function () {
    bench = await prepare(this);
    env = {
      PATH: process.env.PATH ?? "",
      APP_ENV: "local",
      PORT: "0",
      ADMIN_PORT: "0",
      MONGODB_URI: bench.mongodbUri,
      REDIS_NODES: (await redis(this)).node,
      JWKS_URI: bench.issuer.jwksUri,
      JWT_ISSUER: bench.issuer.url,
      JWT_AUDIENCE: audience,
    };
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
  });
  after(() => bench?.close());

  function run(given: Record<string, string>): Process {
    const child = spawn(process.execPath, [main], { env: given, stdio: ["ignore", "pipe", "pipe"] });
    children.push(child);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data) => (output += data));
    return { child, output: () => output, exited: new Promise((done) => child.once("close", done)) };
  }

  async function ready(started: Process): Promise<{ port: number; adminPort: number }> {
    return eventually(() => {
      const line = started
        .output()
        .split("\n")
        .find((text) => text.includes('"msg":"ready"'));
      assert.ok(line, started.output());
      return JSON.parse(line);
    });
  }

  it("exits 78 with every problem before it listens", async () => {
    const started = run({ PATH: env.PATH ?? "", PORT: "x" });
    assert.equal(await started.exited, 78);
    for (const variable of ["APP_ENV", "PORT", "MONGODB_URI"]) assert.match(started.output(), new RegExp(`^ {2}${variable}: `, "m"));
    assert.doesNotMatch(started.output(), / at /);
  });

  it("says which port is in use, without a stack", async () => {
    const first = run({ ...env });
    const { port } = await ready(first);
    const second = run({ ...env, PORT: String(port) });
    assert.equal(await second.exited, 1);
    assert.match(second.output(), new RegExp(`Cannot listen on 127.0.0.1:${port}: something else listens there`));
    assert.doesNotMatch(second.output(), /\n {4}at /);
  });

  it("plays all roles at once, and none that it was not given", async () => {
    const all = run({ ...env, ROLE: "all" });
    assert.deepEqual(
      (await ready(all)) &&
        JSON.parse(
          all
            .output()
            .split("\n")
            .find((text) => text.includes('"ready"')) ?? "",
        ).roles,
      ["api", "worker", "relay"],
    );
    const worker = run({ ...env, ROLE: "worker,relay" });
    assert.equal((await ready(worker)).port, undefined);
    worker.child.kill("SIGTERM");
    assert.equal(await worker.exited, 0);
  });

  it("migrates, again without harm, and exits 0", async () => {
    for (let times = 0; times < 2; times++) {
      const started = run({ ...env, ROLE: "migrate" });
      assert.equal(await started.exited, 0, started.output());
    }
  });

  it("logs each request by its route and its ids, and nothing that a user typed", async () => {
    const started = run({ ...env, LOG_LEVEL: "trace" });
    const { port } = await ready(started);
    const url = `http://127.0.0.1:${port}`;
    const body = JSON.stringify({
      handle: "log_canary",
      name: "Name Canary",
      email: "mail-canary@example.com",
      password: "password canary",
    });
    const headers = { "content-type": "application/json", "x-request-id": "seen-1", authorization: "Bearer token-canary" };
    for (const status of [201, 409]) assert.equal((await fetch(`${url}/v1/users?`, { method: "POST", headers, body })).status, status);
    assert.equal((await fetch(`${url}/v1/users?name=query-canary`, { method: "POST", headers, body })).status, 400);
    assert.equal((await fetch(`${url}/v1/path-canary`)).status, 404);
    await eventually(() => assert.match(started.output(), /"status":404/));
    const line =
      started
        .output()
        .split("\n")
        .find((text) => text.includes('"requestId":"seen-1"')) ?? "";
    const { method, route, status, traceId } = JSON.parse(line);
    assert.deepEqual([method, route, status], ["POST", "/v1/users", 201]);
    assert.match(traceId, /^[0-9a-f]{32}$/);
    assert.doesNotMatch(started.output(), /canary/i);
  });

  it("on SIGTERM finishes what it has begun, refuses what is new, and exits 0", async () => {
    const started = run({ ...env, SHUTDOWN_GRACE_MS: "10000" });
    const { port, adminPort } = await ready(started);
    const token = await bench.adminToken();
    const body = JSON.stringify(someProduct);
    // Half a request is in flight when the signal comes.
    const socket = connect(port, "127.0.0.1");
    let answer = "";
    socket.on("data", (data) => (answer += data));
    const closed = new Promise((done) => socket.once("close", done));
    socket.write(
      `POST /v1/products HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 10)}`,
    );
    await eventually(async () =>
      assert.match(await (await fetch(`http://127.0.0.1:${adminPort}/metrics`)).text(), /^http_requests_in_flight 1$/m),
    );
    started.child.kill("SIGTERM");
    await eventually(async () => assert.equal((await fetch(`http://127.0.0.1:${adminPort}/readyz`)).status, 503));
    assert.equal((await fetch(`http://127.0.0.1:${adminPort}/livez`)).status, 200);
    assert.equal((await fetch(`http://127.0.0.1:${port}/readyz`)).headers.get("connection"), "close");
    await eventually(() => assert.rejects(fetch(`http://127.0.0.1:${port}/v1/products`)));
    socket.write(body.slice(10));
    await closed;
    assert.match(answer, /^HTTP\/1\.1 201 /);
    assert.match(answer, /connection: close/i);
    assert.equal(await started.exited, 0);
  });

  it("cuts off no client that keeps its connection, and waits for none that says nothing", async () => {
    const started = run({ ...env, SHUTDOWN_GRACE_MS: "10000" });
    const { port } = await ready(started);
    const silent = connect(port, "127.0.0.1");
    silent.on("error", () => undefined);
    const clients = Array.from({ length: 10 }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
    let answered = 0;
    const ends = clients.map(async (agent) => {
      for (;;) {
        const { headers } = await ask(agent, port);
        answered++;
        if (headers.connection === "close") return;
      }
    });
    await eventually(() => assert.ok(answered > 100));
    started.child.kill("SIGTERM");
    // A request that is cut off fails here.
    await Promise.all(ends);
    assert.equal(await started.exited, 0);
    silent.destroy();
  });

  it("is gone when its grace is over, whatever hangs", async () => {
    const started = run({ ...env, SHUTDOWN_GRACE_MS: "200" });
    const { port } = await ready(started);
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write("POST /v1/users HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{");
    await eventually(() => assert.equal(socket.readyState, "open"));
    started.child.kill("SIGTERM");
    assert.equal(await started.exited, 0);
  });
});

function ask(agent: Agent, port: number): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = get({ host: "127.0.0.1", port, path: "/v1/products?limit=1", agent }, (response) => {
      response.resume();
      response.on("end", () => resolve(response));
    });
    request.on("error", reject);
  });
}
